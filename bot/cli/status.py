"""``status``: the operators' view of the ledger, and the health check."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from bot.cli.options import config_option, settings_of
from bot.liveness import BEAT, HEARD, marks_in

ALIVE = timedelta(minutes=3)
DEAF = timedelta(minutes=5)  # without an answer to the request for updates


@click.command(
    epilog="\b\nExamples:\n  onthisday status\n  onthisday status --json\n"
    "  onthisday status --alive  (for a health check)"
)
@click.option("--json", "as_json", is_flag=True, help="The whole ledger as JSON.")
@click.option(
    "--alive",
    is_flag=True,
    help="Exit code 0 if it posts and receives messages.",
)
@config_option
def status(as_json: bool, alive: bool, config: Path | None) -> None:
    """Show the ledger: what was posted, what waits, what is in doubt; by default of two weeks."""
    settings = settings_of(config)
    if alive:
        sys.exit(_health(_marks(settings.database), has_bot=settings.has_bot))
    # Loaded here: a health check needs neither them nor the database's library.
    from bot.cli.ledger import show_ledger, whole_ledger
    from bot.store import Database

    with Database.open(settings.database) as database:
        if as_json:
            whole = whole_ledger(database, settings)
            click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
        else:
            show_ledger(database, settings)


def _marks(database: str) -> Mapping[str, datetime]:
    """The service's marks; StoreError where they cannot be read."""
    if (marks := marks_in(database)) is not None:
        return marks
    from bot.store import Database

    with Database.open(database) as opened:
        return {name: at for name in (BEAT, HEARD) if (at := opened.marks.get(name))}


def _health(marks: Mapping[str, datetime], *, has_bot: bool) -> int:
    """Say how old the last heartbeat is; 0 where posts are looked after and, with a bot, messages
    can be received, 1 otherwise.
    """
    last = marks.get(BEAT)
    if last is None:
        click.echo("no beat yet")
        return 1
    now = datetime.now(UTC)
    age = now - last
    click.echo(f"last beat {age.total_seconds():.0f} s ago")
    heard = marks.get(HEARD) if has_bot else None
    deaf = heard is not None and abs(now - heard) > DEAF
    if deaf:
        assert heard is not None
        click.echo(f"no messages can be received since {(now - heard).total_seconds():.0f} s")
    return 0 if abs(age) < ALIVE and not deaf else 1
