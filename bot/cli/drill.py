"""``drill``: faults, kills, freezes and odd clocks, and what followers would have seen."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import defaultdict
from statistics import median

import click
from rich.progress import track

from bot.cli.cards import console
from bot.drill.runner import chosen_cases, play_all
from bot.drill.scoring import Tally
from bot.drill.window_check import check_windows

SEEDS = 1300
FOUND_OUT = 99
"""The percentage of doubts that must be resolved without a person, where there is a way."""
SPARE = 1  # doubts that may stay: of a sample of fewer than a hundred one is more than 1 %
PROCESSES = (os.cpu_count() or 1) * 5 // 2  # more than half of a case's time is waiting
COLUMNS = (
    "cases",
    "expected",
    "seen",
    "doubled",
    "wrong day",
    "missing",
    "recorded",
    "doubted",
    "in doubt",
)


@click.command(epilog="\b\nExamples:\n  onthisday drill --quick\n  onthisday drill --seeds 5000")
@click.option("--quick", is_flag=True, help="A case of each class only, and no windows.")
@click.option("--seeds", default=SEEDS, show_default=True, help="How many cases by chance.")
@click.option("--processes", default=PROCESSES, show_default=True, help="Side by side.")
def drill(quick: bool, seeds: int, processes: int) -> None:
    """Prove "once" on this machine: play every case against the stand-ins, and count.

    A day of a channel without a post counts as missing unless the ledger records why; where every
    day's post could be made, it is missing all the same. Exit code 1 if anything was doubled, on a
    wrong day or missing, if a case failed, or if less than 99 % of the doubts that could be looked
    for were found out without a person; in a sample one of them may stay.
    """
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    groups: defaultdict[str, Tally] = defaultdict(Tally)
    bad: list[str] = []
    number = len(chosen_cases(seeds=seeds, quick=quick))
    played = play_all(seeds=seeds, processes=processes, quick=quick)
    for one in track(played, "playing", total=number, console=console(), transient=True):
        groups[one.group] += one.tally
        if one.fault or one.tally.broken:
            bad.append(f"{one.group}: {one.name}: {one.fault or one.tally}")
    total = Tally()
    for tally in groups.values():
        total += tally
    _show(groups, total)
    if total.not_fenced:
        click.echo(f"doubled between the last check and the first byte: {total.not_fenced}")
    bad += _found_out(total)
    if not quick:
        windows, wrong = check_windows(processes)
        click.echo(f"due windows, every zone, 2025 to 2030: {windows:,} looked at, {wrong} wrong")
        bad += ["due windows"] * bool(wrong)
    for line in bad:
        click.echo(f"BROKEN  {line}")
    click.echo(f"{time.monotonic() - began:.0f} s")
    sys.exit(1 if bad else 0)


def _found_out(total: Tally) -> list[str]:
    """Say how many doubts were found out without a person; an error line if too few were."""
    if not total.sought:
        return []
    settled = 100 * (1 - total.not_found_out / total.sought)
    click.echo(f"found out by itself, where it can look: {settled:.1f} % of {total.sought} doubts")
    too_few = settled < FOUND_OUT and total.not_found_out > SPARE
    return [f"less than {FOUND_OUT} % of the doubts were found out"] * too_few


def _show(groups: dict[str, Tally], total: Tally) -> None:
    """The table by group, with its total; Markdown, so that it can be shown to others as it is."""
    rows: list[tuple[str, ...]] = [("case", *COLUMNS, "recovered after, minutes")]
    rows += [_row(name, groups[name]) for name in sorted(groups)]
    rows.append(_row("total", total))
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    rows.insert(1, ("-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])))
    for row in rows:
        name, *figures = row
        shown = [name.ljust(widths[0]), *map(str.rjust, figures, widths[1:])]
        click.echo(f"| {' | '.join(shown)} |")


def _row(name: str, tally: Tally) -> tuple[str, ...]:
    """The figures of a group: counts, and the median and longest duration of faults."""
    counts = (str(getattr(tally, column.replace(" ", "_"))) for column in COLUMNS)
    if not tally.recovery:
        return (name, *counts, "")
    return (name, *counts, f"{median(tally.recovery):.0f}, at most {max(tally.recovery):.0f}")
