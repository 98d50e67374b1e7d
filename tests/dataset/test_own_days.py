"""Events on the day of their own country's or faith's calendar."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendars import Calendar, CalendarDay, HijriCalendar, falls_on
from bot.dataset import Dataset
from bot.dataset.own_days import OwnDay, days_in_solar_year, hijri_day_of, solar_day_of
from bot.dates import MonthDay, every_day
from bot.events import Event
from bot.selection import Scope, chooser_of
from tests.conftest import make_event
from tests.helpers.real import real

SOLAR, HIJRI = Calendar.SOLAR, Calendar.HIJRI


def at_home(event_id: str, day: str, year: int, **changes: object) -> Event:
    """An event of Iran."""
    values = {"countries": ("IR",), "day": MonthDay.parse(day), "year": year, **changes}
    return make_event(event_id, **values)


FALL = at_home("fall-of-the-monarchy", "02-11", 1979)
ABROAD = make_event("mandela", day=MonthDay(2, 11), year=1990, countries=("ZA",))


@pytest.mark.parametrize(
    ("event", "day"),
    [
        (FALL, (11, 22)),
        (at_home("a", "03-21", 1980), (1, 1)),
        (at_home("a", "03-20", 1979), (12, 29)),
        (at_home("a", "03-20", 1980), (12, 30)),
        (at_home("a", "03-20", 2025), (12, 30)),
        (at_home("a", "02-11", 1924), None),
        (at_home("a", "02-11", 1924, solar="22 Bahman 1302"), (11, 22)),
        (make_event("a", countries=("AF",), day=MonthDay(12, 27), year=1979), (10, 6)),
        (ABROAD, None),
    ],
)
def test_an_event_of_iran_or_afghanistan_has_a_solar_day(
    event: Event, day: tuple[int, int] | None
) -> None:
    """Since 1925, or where the entry names one."""
    assert solar_day_of(event) == day


@pytest.mark.parametrize(
    ("event", "day"),
    [
        (make_event("a", day=MonthDay(10, 10), year=680, hijri="10 Muharram 61"), (1, 10)),
        (at_home("a", "12-11", 1978, topics=("islam",)), (1, 10)),
        (at_home("a", "12-11", 1978), None),
        (make_event("a", day=MonthDay(3, 11), year=2024, topics=("islam",)), (9, 1)),
        (make_event("a", day=MonthDay(3, 11), year=1950, topics=("islam",)), None),
    ],
)
def test_an_event_on_islam_has_a_hijri_day(event: Event, day: tuple[int, int] | None) -> None:
    """Where the entry names it, or a table knows it to the day."""
    assert hijri_day_of(event) == day


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2021, 2, 10), "fall-of-the-monarchy"),  # 22 Bahman 1399, a leap year
        (date(2021, 2, 11), "mandela"),
        (date(2027, 2, 11), "fall-of-the-monarchy mandela"),
    ],
)
def test_22_bahman_is_told_on_22_bahman(on: date, told: str) -> None:
    """Also in years in which the Gregorian day is another; what happened abroad stays."""
    found = Dataset([FALL, ABROAD]).told_on(on, calendar=SOLAR)
    assert " ".join(event.id for event in found) == told


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2025, 3, 20), True),  # 30 Esfand 1403
        (date(2025, 3, 19), False),
        (date(2026, 3, 20), True),  # 29 Esfand 1404
    ],
)
def test_30_esfand_is_told_on_the_29th_of_common_years(on: date, told: bool) -> None:
    """Once in each year."""
    dataset = Dataset([at_home("an-event", "03-20", 2009)])  # 30 Esfand 1387
    assert bool(dataset.told_on(on, calendar=SOLAR)) is told


def test_a_hijri_day_brings_its_own_events() -> None:
    """Ashura brings Karbala, whatever the Gregorian day is, and keeps the day's others."""
    karbala = make_event("karbala", day=MonthDay(10, 10), year=680, hijri="10 Muharram 61")
    dataset = Dataset([karbala, make_event("other", day=MonthDay(6, 25), year=1950)])
    on = date(2026, 6, 25)
    found = dataset.told_on(on, calendar=HIJRI, hijri=HijriCalendar.IRAN)
    assert [event.id for event in found] == ["karbala", "other"]
    assert [event.id for event in dataset.told_on(on)] == ["other"]


def solar_year(year: int) -> list[date]:
    """The dates of a Solar year."""
    first = falls_on(CalendarDay(SOLAR, year, 1, 1))
    after = falls_on(CalendarDay(SOLAR, year + 1, 1, 1))
    return [first + timedelta(days=n) for n in range((after - first).days)]


@pytest.mark.parametrize("year", range(1385, 1425))
def test_each_entry_has_exactly_one_day_in_a_solar_year(year: int) -> None:
    """Over forty years, the whole dataset, through both calendars' leap days."""
    told = Counter(e.id for on in solar_year(year) for e in real().told_on(on, calendar=SOLAR))
    old = {event.id for event in real() if event.retracted is None and event.year < 2000}
    assert {event_id: told[event_id] for event_id in old if told[event_id] != 1} == {}


@given(st.integers(1304, 1500), st.sampled_from(list(every_day())))
def test_each_gregorian_day_comes_once_in_a_solar_year(year: int, day: MonthDay) -> None:
    """Also the 20th and 21st of March, which a Solar year can have twice or not at all."""
    assert sum(days_in_solar_year(on).count(day) for on in solar_year(year)) == 1


def test_a_solar_channel_chooses_among_its_own_days() -> None:
    """The choice and its turns are over the entries of the Solar day."""
    scope = Scope.of((), (), calendar=SOLAR)
    choice = chooser_of(Dataset([FALL, ABROAD]), scope).choice(date(2021, 2, 10))
    assert choice is not None
    assert choice.lead is FALL


def test_an_own_day_is_read_from_its_words() -> None:
    """Months of two words, too."""
    event = make_event("a", hijri="12 Rabi al-Awwal 11")
    assert hijri_day_of(event) == OwnDay(3, 12)
