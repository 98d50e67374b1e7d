"""Days and dates of history."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dates import (
    MonthDay,
    day_words,
    every_day,
    existed,
    told_on,
    year_words,
    years_since,
)


@pytest.mark.parametrize(
    ("on", "days"),
    [
        (date(2027, 2, 28), [(2, 28), (2, 29)]),
        (date(2028, 2, 28), [(2, 28)]),
        (date(2028, 2, 29), [(2, 29)]),
        (date(2027, 3, 1), [(3, 1)]),
        (date(2100, 2, 28), [(2, 28), (2, 29)]),
    ],
)
def test_a_leap_day_is_told_every_year(on: date, days: list[tuple[int, int]]) -> None:
    """29 February is shown on its day in leap years, and on the 28th in others."""
    assert list(told_on(on)) == days


@pytest.mark.parametrize(
    ("year", "was"),
    [
        (1700, True),
        (1900, False),
        (1800, False),
        (2000, True),
        (2023, False),
        (-45, True),
        (-44, False),
        (4, True),
        (1580, True),
        (0, False),
    ],
)
def test_a_leap_day_is_judged_by_its_own_calendar(year: int, was: bool) -> None:
    """1700 had one where the old calendar held, 1900 had none; year 0 never was."""
    assert existed(year, MonthDay(2, 29)) is was


@pytest.mark.parametrize(
    ("year", "now", "years"),
    [(1983, 2026, 43), (-44, 2027, 2070), (1, 2027, 2026), (2027, 2027, 0)],
)
def test_years_are_counted_without_a_year_0(year: int, now: int, years: int) -> None:
    """44 BCE to 2027 is 2,070 years."""
    assert years_since(year, now) == years


@pytest.mark.parametrize(("year", "words"), [(-44, "44 BCE"), (70, "70 CE"), (1983, "1983")])
def test_years_in_words(year: int, words: str) -> None:
    """A year before the common era, an early one, and a common one."""
    assert year_words(year) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 5, 20), "Thursday 20 May 2027"),
        (date(1582, 10, 15), "Friday 15 October 1582"),
        (date(1582, 10, 4), "Thursday 4 October 1582"),
        (date(1492, 10, 12), "Friday 12 October 1492"),
        (date(1066, 10, 14), "Saturday 14 October 1066"),
        (date(680, 10, 10), "Wednesday 10 October 680"),
        (date(4, 1, 1), "Tuesday 1 January 4"),
    ],
)
def test_a_date_has_the_weekday_of_its_own_calendar(day: date, words: str) -> None:
    """Julian before 15 October 1582."""
    assert day_words(day) == words


def test_a_year_has_366_days() -> None:
    """All days, once, in order."""
    days = list(every_day())
    assert len(days) == len(set(days)) == 366
    assert days == sorted(days)


def test_the_next_leap_day_of_a_common_year_is_its_28_february() -> None:
    """Asked for 29 February in a common year, the 28th answers, where it is shown."""
    assert MonthDay(2, 29).next_from(date(2027, 1, 1)) == date(2027, 2, 28)
    assert MonthDay(2, 29).next_from(date(2027, 3, 1)) == date(2028, 2, 29)
