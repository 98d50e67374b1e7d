"""Choosing a date's entries: cold, where nothing is known of the year, and once it is."""

from __future__ import annotations

import itertools

from bot.authoring.figures.decade import YEARS, dates_of
from bot.dataset import load
from bot.selection import Chooser, Scope
from tests.benchmarks.timing import best
from tests.conftest import DATASET

DATES = 50


def main() -> None:
    """Prints the time of one choice on the real file, of the first and the last of ten years."""
    dataset = load(DATASET)
    for year in (YEARS[0], YEARS[-1]):
        dates = list(itertools.islice(dates_of(year), 0, None, 366 // DATES))
        cold = [best(lambda on=on: Chooser(dataset, Scope()).choice(on)) for on in dates]  # type: ignore[misc]
        mean, most = sum(cold) / len(cold) * 1e3, max(cold) * 1e3
        print(f"{year}, cold: {mean:.2f} ms, at most {most:.2f} (goal: under 5)")
        chooser = Chooser(dataset, Scope())
        for on in dates_of(year):
            chooser.choice(on)
        known = best(lambda: [chooser.choice(on) for on in dates])  # noqa: B023
        print(f"{year}, planned: {known / len(dates) * 1e6:.1f} microseconds (goal: under 1,000)")
