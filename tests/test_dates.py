"""Days, dates of history and typed dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import (
    DateError,
    MonthDay,
    Reading,
    every_day,
    existed,
    read_date,
    told_on,
    year_words,
    years_since,
)

TODAY = date(2026, 11, 23)

READ = {
    "20 May": (5, 20, None),
    "20 may": (5, 20, None),
    "the 20th of May": (5, 20, None),
    "20th May 1983": (5, 20, 1983),
    "May 20th": (5, 20, None),
    "May 20, 1983": (5, 20, 1983),
    "Sept 1": (9, 1, None),
    "sep. 1": (9, 1, None),
    "20.5.": (5, 20, None),
    "5.6.": (6, 5, None),
    "5.6": (6, 5, None),
    "20.05.2024": (5, 20, 2024),
    "5/20": (5, 20, None),
    "20/5": (5, 20, None),
    "6/6": (6, 6, None),
    "20/5/1983": (5, 20, 1983),
    "2024-05-20": (5, 20, 2024),
    "2024/05/20": (5, 20, 2024),
    "05-20": (5, 20, None),
    "02-29": (2, 29, None),
    "29 February": (2, 29, None),
    "29 February 1700": (2, 29, 1700),
    "15 March 44 BC": (3, 15, -44),
    "15 March 44 BCE": (3, 15, -44),
    "today": (11, 23, None),
    "Tomorrow": (11, 24, None),
    " yesterday ": (11, 22, None),
    "today!": (11, 23, None),
}


@pytest.mark.parametrize(("typed", "meant"), READ.items())
def test_a_typed_date_is_read(typed: str, meant: tuple[int, int, int | None]) -> None:
    """Every usual English way of typing a date is read, day first with points."""
    month, day, year = meant
    assert read_date(typed, today=TODAY) == Reading(MonthDay(month, day), year)


REFUSED = {
    "5/6": "5 June or 6 May",
    "31 April": "April has 30 days",
    "30 February": "February has 29 days",
    "29 February 1900": "There was no 29 February 1900",
    "13/13": "neither 13 nor 13 can be a month",
    "2024-13-01": "There is no month 13",
    "0 May": "There is no 0 May",
    "20 May 0": "no year 0",
    "": "cannot read",
    "foo": "cannot read",
    "20 Smarch": "cannot read",
    "20 May 1983 and more": "cannot read",
    "x" * 4000: "cannot read",
    "٢٠": "cannot read",
}


@pytest.mark.parametrize(("typed", "said"), REFUSED.items())
def test_what_is_no_date_is_refused_with_a_sentence_that_helps(typed: str, said: str) -> None:
    """What cannot be a date, or reads two ways, is told why, and briefly."""
    with pytest.raises(DateError) as told:
        read_date(typed, today=TODAY)
    assert said in str(told.value)
    assert len(str(told.value)) < 250


def test_an_ambiguous_date_names_both_readings() -> None:
    """5/6 offers 5 June and 6 May, never one of them by a guess."""
    with pytest.raises(DateError) as told:
        read_date("5/6", today=TODAY)
    assert [reading.day for reading in told.value.readings] == [(6, 5), (5, 6)]


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text raises anything but DateError."""
    try:
        reading = read_date(text, today=TODAY)
    except DateError:
        return
    assert reading.day in set(every_day())


@given(st.sampled_from(list(every_day())))
def test_every_day_is_read_back_from_its_words_and_its_code(day: MonthDay) -> None:
    """What the bot writes, the bot reads."""
    assert read_date(day.words, today=TODAY).day == day
    assert read_date(str(day), today=TODAY).day == day
    assert MonthDay.parse(str(day)) == day


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
    """29 February is told on its day in leap years, and on the 28th in others."""
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


def test_a_year_has_366_days() -> None:
    """All days, once, in order."""
    days = list(every_day())
    assert len(days) == len(set(days)) == 366
    assert days == sorted(days)


def test_the_next_leap_day_of_a_common_year_is_its_28_february() -> None:
    """Asked for 29 February in a common year, the 28th answers, where it is told."""
    assert MonthDay(2, 29).next_from(date(2027, 1, 1)) == date(2027, 2, 28)
    assert MonthDay(2, 29).next_from(date(2027, 3, 1)) == date(2028, 2, 29)
