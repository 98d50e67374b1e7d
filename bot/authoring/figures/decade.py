"""The posts of ten years of a dataset, so that they can be counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from bot.dataset import Dataset
from bot.events import Event
from bot.selection import FIRST_YEAR, Choice, Chooser, Scope
from bot.selection.stories import Stories, stories_of

YEARS = range(FIRST_YEAR + 1, FIRST_YEAR + 11)


def dates_of(year: int) -> Iterator[date]:
    """The dates of a year."""
    first = date(year, 1, 1)
    return (first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days))


class Decade:
    """The choices of all days of ``YEARS`` under a scope."""

    def __init__(self, dataset: Dataset, scope: Scope = Scope()) -> None:  # noqa: B008
        self.dataset = dataset
        self.chooser = Chooser(dataset, scope)

    @cached_property
    def posts(self) -> dict[date, Choice]:
        """The choice of each date that has one, in order."""
        found = ((on, self.chooser.choice(on)) for year in YEARS for on in dates_of(year))
        return {on: choice for on, choice in found if choice is not None}

    @cached_property
    def leads(self) -> dict[date, Event]:
        """The lead of each date, in order."""
        return {on: choice.lead for on, choice in self.posts.items()}

    @cached_property
    def led(self) -> dict[str, list[int]]:
        """The years in which each entry led, by id."""
        return _years((lead, on.year) for on, lead in self.leads.items())

    @cached_property
    def shown(self) -> dict[str, list[int]]:
        """The years in which each entry was in a post, by id."""
        return _years((e, on.year) for on, choice in self.posts.items() for e in choice.events)

    @cached_property
    def stories(self) -> Stories:
        """The stories: groups of entries that belong together."""
        return stories_of(self.dataset)

    @property
    def settled(self) -> list[Event]:
        """The entries that are told in all of the years."""
        return [e for e in self.dataset if e.retracted is None and e.year < YEARS.start]

    def told(self, on: date) -> list[Event]:
        """The entries that can be told on a date."""
        return self.chooser.leads.told(on)


def longest_gap(years: Sequence[int]) -> int:
    """The most years from one of these to the next; before the first and after the last, too."""
    marks = sorted({YEARS.start - 1, *years, YEARS.stop})
    return max(after - before for before, after in pairwise(marks))


def _years(found: Iterator[tuple[Event, int]]) -> dict[str, list[int]]:
    years: dict[str, list[int]] = {}
    for event, year in found:
        years.setdefault(event.id, []).append(year)
    return years
