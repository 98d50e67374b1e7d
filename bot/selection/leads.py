"""The leads of all days and years of a dataset under one scope, each computed when it is asked for.

A day plays its turns year by year. Where several entries could lead, it looks at the leads around
it that are known already. So that no two days wait for one another, they decide in a fixed order.
Days on which at most two may lead go first, by their turns alone. The others follow by their
number in the leap year modulo three: of any three days running one decides last, and can keep
them from being too much alike. Within a third the order is scattered, so that few wait for many.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator, Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from bot.calendars import Calendar
from bot.dataset import Dataset
from bot.dates import LEAP_DAY, MonthDay, told_on
from bot.events import Event
from bot.selection.rules import HEAVIEST, Scope, is_round, may_lead
from bot.selection.runs import Kind, run_of
from bot.selection.stories import APART, number_of, stories_of
from bot.selection.turns import FIRST_YEAR, Turns

DAY = timedelta(days=1)
RUNS = ((-DAY, DAY), (-2 * DAY, -DAY), (DAY, 2 * DAY))
"""The days with which a date makes three days running."""
STORY = 7  # the cost of a mate that leads near by: more than all kinds of runs
EVE = MonthDay(2, 28)
FEW = 2  # entries that may lead on a day that does not look around
FIRST = (0, 0)  # the order of such days
SCATTER, PRIME = 227, 367  # a multiplier and a prime above 366: each number has a place of its own


class Clash(NamedTuple):
    """An argument against a lead: a run with the leads of two days, or a mate of its story."""

    others: tuple[Event, ...]
    kind: Kind | None = None

    @property
    def cost(self) -> int:
        """The weight of the argument."""
        return self.kind.value if self.kind else STORY


class Leads:
    """The leads of dates. Only a cache changes, so the order of the calls is free.

    29 February shares its turns with the 28th, on which its entries are told in other years.
    """

    def __init__(self, dataset: Dataset, scope: Scope) -> None:
        self.scope = scope
        self._dataset = dataset
        self._days: dict[MonthDay, list[Event]] = {}
        self._played: dict[MonthDay, tuple[int, Turns]] = {}
        self._leads: dict[date, Event | None] = {}
        self._orders: dict[tuple[int, int], tuple[int, int]] = {}

    def told(self, on: date) -> list[Event]:
        """The entries that the scope tells on a date, as they happened."""
        if self.scope.calendar is Calendar.SOLAR:
            all_told = self._dataset.told_on(on, calendar=Calendar.SOLAR)
            return [event for event in all_told if self.scope.tells(event)]
        days = told_on(on)
        found = [event for day in days for event in self._of_day(day) if event.year <= on.year]
        return found if len(days) == 1 else sorted(found, key=lambda e: (e.moment, e.id))

    def _of_day(self, day: MonthDay) -> list[Event]:
        if day not in self._days:
            self._days[day] = [e for e in self._dataset.on(day) if self.scope.tells(e)]
        return self._days[day]

    def lead(self, on: date) -> Event | None:
        """The lead of a date; None if there is nothing to tell."""
        if on not in self._leads:
            self._leads[on] = self.pick(self.candidates(on, self.told(on)), on)
        return self._leads[on]

    def candidates(self, on: date, told: Sequence[Event]) -> list[Event]:
        """Those of a date's entries that may lead, the best first."""
        return self.turns(on).candidates(told, on.year, scope=self.scope)

    def turns(self, on: date) -> Turns:
        """The turns of a date's entries in the years before, played from where they were left."""
        day = shared_day(MonthDay.of(on))
        first = first_turn(day)
        if on.year < first:
            return Turns(on.year)
        year, turns = self._played.get(day, (first, Turns(first)))
        if on.year < year:
            year, turns = first, Turns(first)
        while year < on.year:
            turns = turns.with_leads([self.lead(past) for past in dates_of(day, year)], year)
            year += 1
            self._played[day] = (year, turns)
        return turns

    def pick(self, candidates: Sequence[Event], on: date) -> Event | None:
        """The first of the candidates without a clash, or else the one with the least."""
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        costs = []
        for event in candidates:
            costs.append(sum(clash.cost for clash in self.clashes(event, on)))
            if not costs[-1]:
                return event
        return candidates[costs.index(min(costs))]

    def clashes(self, event: Event, on: date) -> Iterator[Clash]:
        """The arguments against an entry's lead, from the leads known before this day's."""
        if self._order(on) == FIRST or on.year in (MINYEAR, MAXYEAR):
            return  # in these years the days around may be none
        for pair in RUNS:
            yield from self._runs(event, on, pair)
        if _gives_way(event, on.year):
            yield from self._mates_that_lead(event, on)

    def _runs(self, event: Event, on: date, pair: tuple[timedelta, timedelta]) -> Iterator[Clash]:
        """The runs that an entry makes with the leads of two days, asked for only at need: not
        where one of them decides later, and then keeps out of a run itself.
        """
        others = [on + apart for apart in pair]
        if not all(self._is_known(other, on) for other in others):
            return
        found: list[Event] = []
        for other in sorted(others, key=self._order):
            lead = self.lead(other)
            if lead is None or not any(run_of(event, lead, lead)):
                return
            found.append(lead)
        for kind in run_of(event, *found):
            yield Clash(tuple(found), kind)

    def _mates_that_lead(self, event: Event, on: date) -> Iterator[Clash]:
        """The entries of its story that lead near by, without a right of their own to."""
        order = self._order(on)
        for mate in stories_of(self._dataset).near_mates(event):
            if self._order_of(mate.day) >= order:
                continue
            for other in (mate.day.in_year(on.year + years) for years in (-1, 0, 1)):
                near = 0 < abs((other - on).days) <= APART and _gives_way(mate, other.year)
                if near and self._is_known(other, on) and self.lead(other) is mate:
                    yield Clash((mate,))

    def _is_known(self, other: date, on: date) -> bool:
        """True if the day of another date decides before that of ``on``."""
        return other.year >= FIRST_YEAR and self._order(other) < self._order(on)

    def _order(self, on: date) -> tuple[int, int]:
        """The position of a date in the order of decisions."""
        return self._orders.get((on.month, on.day)) or self._order_of(MonthDay.of(on))

    def _order_of(self, day: MonthDay) -> tuple[int, int]:
        if day not in self._orders:
            shared = shared_day(day)
            leap = self._of_day(LEAP_DAY) if shared == EVE else ()
            number = number_of(shared)
            last = (1 + number % 3, number * SCATTER % PRIME)
            few = len(may_lead([*self._of_day(shared), *leap])) <= FEW
            self._orders[day] = FIRST if few else last
        return self._orders[day]


def _gives_way(event: Event, year: int) -> bool:
    """True if an entry leaves the lead to another of its story; a 5 and a round one do not."""
    return event.weight < HEAVIEST and not is_round(event, year)


def first_turn(day: MonthDay) -> int:
    """The year of a day's first turn, another one for every 30 days.

    So not all days of a 4 have it in one year, and two entries of one story that lead every second
    year, since nothing else may, seldom do so within a month.
    """
    return FIRST_YEAR - number_of(day) // APART % 2


def shared_day(day: MonthDay) -> MonthDay:
    """The day whose turns a day has a part in."""
    return EVE if day == LEAP_DAY else day


def dates_of(day: MonthDay, year: int) -> list[date]:
    """The dates of a year that share the turns of a day."""
    leap = [date(year, 2, 29)] if day == EVE and isleap(year) else []
    return [day.in_year(year), *leap]
