"""The choice of a date: the lead by turns, the other entries, and what editors want instead."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bot.dataset import Dataset
from bot.dates import MonthDay
from bot.events import Event
from bot.selection.companions import companions
from bot.selection.leads import Leads, dates_of, first_turn, shared_day
from bot.selection.rules import Scope


class Choice(NamedTuple):
    """The lead of a day's post, and up to five more as they happened."""

    lead: Event
    more: tuple[Event, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """All entries, the lead first."""
        return (self.lead, *self.more)


class Wishes(NamedTuple):
    """The editors' wishes for a date: ids of entries that shall not lead, or be left out."""

    not_leading: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


class Chooser:
    """The choices of all dates of a dataset under one scope."""

    def __init__(self, dataset: Dataset, scope: Scope) -> None:
        self.leads = Leads(dataset, scope)
        self._planned: dict[date, Choice | None] = {}
        self._shown: dict[MonthDay, tuple[int, dict[str, int]]] = {}

    def choice(self, on: date, wishes: Wishes = Wishes()) -> Choice | None:  # noqa: B008
        """The choice of a date; None if it has no entry.

        ``wishes`` change this date alone: other days and years are as if there were none.
        """
        if on not in self._planned:
            self._planned[on] = self._choice(on, Wishes(), shown=self._shown_before(on))
        if not any(wishes):
            return self._planned[on]
        return self._choice(on, wishes, shown=self._shown_before(on))

    def _choice(self, on: date, wishes: Wishes, *, shown: Mapping[str, int]) -> Choice | None:
        told = [event for event in self.leads.told(on) if event.id not in wishes.left_out]
        lead = self._lead(told, on, wishes)
        if lead is None:
            return None
        more = companions(lead, told, on.year, scope=self.leads.scope, shown=shown)
        return Choice(lead, tuple(sorted(more, key=lambda event: (event.moment, event.id))))

    def _lead(self, told: Sequence[Event], on: date, wishes: Wishes) -> Event | None:
        """The lead by turns, or the next best where editors do not want that one.

        Where they want none of the entries to lead, it is as if they had not said so.
        """
        able = [event for event in told if event.id not in wishes.not_leading] or list(told)
        planned = self.leads.lead(on)
        if any(event is planned for event in able):
            return planned
        return self.leads.pick(self.leads.candidates(on, able), on)

    def _shown_before(self, on: date) -> Mapping[str, int]:
        """The last year in which each of a date's entries was in a post, played year by year."""
        day = shared_day(MonthDay.of(on))
        first = first_turn(day)
        year, shown = self._shown.get(day, (first, {}))
        if on.year < year:
            year, shown = first, {}
        while year < on.year:
            posts = (self._choice(past, Wishes(), shown=shown) for past in dates_of(day, year))
            shown = shown | {event.id: year for post in posts if post for event in post.events}
            year += 1
            self._shown[day] = (year, shown)
        return shown


def chooser_of(dataset: Dataset, scope: Scope = Scope()) -> Chooser:  # noqa: B008
    """The chooser of a dataset and a scope, kept as long as the dataset is."""
    if scope not in dataset.memo:
        dataset.memo[scope] = Chooser(dataset, scope)
    found: Chooser = dataset.memo[scope]
    return found


def choose(
    dataset: Dataset,
    on: date,
    *,
    countries: Collection[str] = (),
    topics: Collection[str] = (),
    prefer: Collection[str] = (),
    wishes: Wishes | None = None,
) -> Choice | None:
    """The choice of a date out of a dataset; None if it has no entry.

    ``countries`` and ``topics``, where given, let only entries through that have one of them;
    ``prefer`` are countries and topics that go first among those that may lead, and of which one
    is told wherever the day has any. ``wishes`` change this date alone.
    """
    scope = Scope.of(countries, topics, prefer=prefer)
    return chooser_of(dataset, scope).choice(on, wishes or Wishes())
