"""``reports``: what people say is wrong with entries."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.cli.options import config_option, settings_of
from bot.store import Database, Report, ReportState


@click.command(epilog="\b\nExamples:\n  onthisday reports\n  onthisday reports --state accepted")
@click.option(
    "--state",
    "states",
    type=click.Choice([state.value for state in ReportState]),
    multiple=True,
    help="Only these; by default the open ones.",
)
@click.option("--all", "every", is_flag=True, help="Closed ones too.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@config_option
def reports(states: tuple[str, ...], every: bool, as_json: bool, config: Path | None) -> None:
    """List the reports of errors, oldest first."""
    store = Database.open(settings_of(config).database)
    wanted = [ReportState(state) for state in states or (() if every else ("open",))]
    found = store.reports.all(states=wanted)
    store.close()
    if as_json:
        click.echo(json.dumps([_as_json(report) for report in found], ensure_ascii=False, indent=2))
    elif not found:
        click.echo("no reports")
    for report in () if as_json else found:
        words = " ".join(report.words.split()) or "(words deleted)"
        click.echo(
            f"{report.id}  {report.made_at:%Y-%m-%d}  {report.state}  {report.event_id}\n   {words}"
        )


def _as_json(report: Report) -> dict[str, object]:
    return {
        "id": report.id,
        "event": report.event_id,
        "state": report.state.value,
        "made_at": report.made_at.isoformat(),
        "closed_at": report.closed_at.isoformat() if report.closed_at else None,
        "words": report.words,
    }
