"""``drill``: faults, kills, freezes and odd clocks, and what followers would have seen."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import defaultdict

import click
from rich.progress import track
from rich.table import Table

from bot.cli.show import console
from bot.drill.judge import Tally
from bot.drill.play import count_cases, play_all
from bot.drill.windows import check_windows

SEEDS = 1300
QUICK_EVERY = 12
COLUMNS = (
    "cases",
    "expected",
    "seen",
    "doubled",
    "wrong_day",
    "missing",
    "recorded",
    "doubted",
    "in_doubt",
)


@click.command(epilog="\b\nExamples:\n  onthisday drill --quick\n  onthisday drill --seeds 5000")
@click.option("--quick", is_flag=True, help=f"Every {QUICK_EVERY}th case only, and no windows.")
@click.option("--seeds", default=SEEDS, show_default=True, help="How many cases by chance.")
@click.option("--processes", default=os.cpu_count() or 1, show_default=True, help="Side by side.")
def drill(quick: bool, seeds: int, processes: int) -> None:
    """Prove "once" on this machine: play every case against the stand-ins, and count.

    A day of a channel without a post counts as missing unless the ledger records why. Exit code 1
    if anything was doubled, on a wrong day, or missing without a record.
    """
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    groups: defaultdict[str, Tally] = defaultdict(Tally)
    bad: list[str] = []
    every = QUICK_EVERY if quick else 1
    total = count_cases(seeds=seeds, every=every)
    played = play_all(seeds=seeds, processes=processes, every=every)
    for one in track(played, "playing", total=total, console=console(), transient=True):
        groups[one.group] += one.tally
        if one.fault or one.tally.broken:
            bad.append(f"{one.group}: {one.name}: {one.fault or one.tally}")
    _show(groups)
    if not quick:
        windows, wrong = check_windows(processes)
        click.echo(f"due windows, every zone, 2025 to 2030: {windows:,} looked at, {wrong} wrong")
        bad += ["due windows"] * bool(wrong)
    for line in bad:
        click.echo(f"BROKEN  {line}")
    click.echo(f"{time.monotonic() - began:.0f} s")
    sys.exit(1 if bad else 0)


def _show(groups: dict[str, Tally]) -> None:
    """The table by group, with its total."""
    table = Table("case", *(name.replace("_", " ") for name in COLUMNS), box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    total = Tally()
    for group in sorted(groups):
        total += groups[group]
        table.add_row(group, *(str(getattr(groups[group], name)) for name in COLUMNS))
    table.add_section()
    table.add_row("total", *(str(getattr(total, name)) for name in COLUMNS), style="bold")
    console().print(table)
    if total.doubted:
        settled = 100 * (total.doubted - total.in_doubt) / total.doubted
        click.echo(f"resolved by itself: {settled:.1f} % of {total.doubted} doubts")
