"""The Solar Hijri and the Hijri calendar, whose months begin differently in different countries."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendars import (
    HIJRI_RANGE,
    Calendar,
    CalendarDay,
    HijriCalendar,
    calendars_for,
    falls_on,
    hijri,
    hijri_for,
    hijri_sure,
    hijri_words,
    solar_words,
    told_as,
)
from bot.calendars.day_number import date_of_number, day_number
from bot.calendars.hijri import first_of_hijri_month
from bot.dates import MonthDay

IRAN, SAUDI, ABOUT, NONE = (
    HijriCalendar.IRAN,
    HijriCalendar.UMM_AL_QURA,
    HijriCalendar.ABOUT,
    HijriCalendar.NONE,
)
HIJRI = Calendar.HIJRI


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 3, 21), "1 Farvardin 1406"),
        (date(2025, 3, 20), "30 Esfand 1403"),
        (date(1979, 2, 11), "22 Bahman 1357"),
        (date(622, 3, 19), "1 Farvardin 1"),
        (date(600, 1, 1), ""),
        (date(9999, 1, 1), ""),
    ],
)
def test_solar_dates(day: date, words: str) -> None:
    """New year, a leap day, a known date, the first day (Julian), and none outside the calendar."""
    assert solar_words(day) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 3, 11), "1 Ramadan 1445"),
        (date(2026, 6, 16), "1 Muharram 1448"),
        (date(1950, 1, 1), "about 12 Rabi al-Awwal 1369"),
        (date(1924, 8, 1), "about 1 Muharram 1343"),
        (date(1924, 7, 31), "about 28 Dhu al-Hijjah 1342"),
        (date(2077, 11, 17), "about 1 Muharram 1501"),
        (date(680, 10, 10), "about 10 Muharram 61"),
        (date(622, 7, 16), "about 1 Muharram 1"),
        (date(622, 7, 15), ""),
        (date(2174, 1, 1), ""),
    ],
)
def test_umm_al_qura(day: date, words: str) -> None:
    """Sure from 2000 to 2029; computed outside, by the tabular calendar where no table reaches."""
    assert hijri_words(day) == words


IRAN_DAYS = """
    1848-11-28 1265-1-1      1849-07-02 1265-8-10    1850-08-19 1266-10-10   1853-03-21 1269-6-10
    1858-07-11 1274-11-29    1866-02-08 1282-9-21    1872-09-05 1289-7-1     1882-09-05 1299-10-21
    1886-06-03 1303-8-29     1890-10-25 1308-3-10    1892-09-02 1310-2-10    1894-11-20 1312-5-21
    1900-10-26 1318-7-1      1901-10-05 1319-6-21    1904-01-10 1321-10-21   1906-08-05 1324-6-14
    1909-03-14 1327-2-21     1914-09-22 1332-11-1    1918-04-03 1336-6-21    1920-09-05 1338-12-21
    1930-07-26 1349-2-29     1931-06-08 1350-1-21    1931-06-27 1350-2-10    1933-07-23 1352-3-29
    1941-06-25 1360-5-29     1944-08-30 1363-9-10    1952-09-21 1372-1-1     1963-06-05 1383-1-12
    1967-08-28 1387-5-21     1971-12-20 1391-11-1    1975-01-04 1394-12-21   1977-12-11 1397-12-29
    1978-12-11 1399-1-10     1984-01-05 1404-4-1     1996-04-18 1416-11-29   2003-02-23 1423-12-21
    2004-04-20 1425-2-29     2024-06-08 1445-12-1    2025-07-06 1447-1-10    2026-03-21 1447-10-1
    2026-06-25 1448-1-10     2027-03-10 1448-10-1
"""


@pytest.mark.parametrize("row", [row for row in IRAN_DAYS.split("  ") if row.strip()])
def test_irans_hijri_days(row: str) -> None:
    """Days as observed or printed in Iran, among them those of known events."""
    day, numbers = row.split()
    year, month, number = map(int, numbers.split("-"))
    on = date.fromisoformat(day)
    assert hijri(on, IRAN) == CalendarDay(HIJRI, year, month, number)
    assert falls_on(CalendarDay(HIJRI, year, month, number), by=IRAN) == on


def test_irans_table_is_the_one_that_was_collected() -> None:
    """The first days of all 2,206 months from Muharram 1265 to Shawwal 1448, by their checksum."""
    firsts = [
        first_of_hijri_month(month // 12, month % 12 + 1, by=IRAN)
        for month in range(12 * 1265, 12 * 1448 + 10)
    ]
    checksum = hashlib.sha256(",".join(map(str, firsts)).encode()).hexdigest()
    assert len(firsts) == 2206
    assert checksum == "1d8a3d3efb2dcb58049897ce125aa71e2cedb2abd890dfe95407f3d2f82735f1"


@pytest.mark.parametrize(
    ("day", "by", "today", "sure"),
    [
        (date(2026, 11, 28), IRAN, None, True),
        (date(2026, 11, 28), IRAN, date(2026, 11, 28), True),
        (date(2026, 11, 29), IRAN, date(2026, 11, 28), False),
        (date(2026, 4, 18), IRAN, date(2020, 1, 1), True),
        (date(2027, 3, 11), IRAN, date(2030, 1, 1), False),
        (date(1848, 11, 27), IRAN, None, False),
        (date(2026, 11, 28), SAUDI, None, True),
        (date(2030, 1, 1), SAUDI, None, False),
        (date(2026, 11, 28), ABOUT, None, False),
    ],
)
def test_what_is_known_to_the_day(
    day: date, by: HijriCalendar, today: date | None, sure: bool
) -> None:
    """Observed days; printed ones up to today; never where only "about" is known."""
    assert hijri_sure(day, by, today=today) is sure
    found = hijri(day, by, today=today)
    assert found is not None
    assert found.sure is sure


def test_who_wants_no_hijri_date_gets_none() -> None:
    """Neither the date nor its words."""
    assert hijri(date(2026, 11, 28), NONE) is None
    assert hijri_words(date(2026, 11, 28), NONE) == ""


def test_iran_and_saudi_arabia_begin_months_on_different_days() -> None:
    """1 Shawwal 1448: 9 March 2027 in Saudi Arabia, a day later in Iran."""
    first = CalendarDay(HIJRI, 1448, 10, 1)
    assert falls_on(first) == date(2027, 3, 9)
    assert falls_on(first, by=IRAN) == date(2027, 3, 10)


@pytest.mark.parametrize("by", [IRAN, SAUDI, ABOUT])
@given(st.integers(HIJRI_RANGE[0].toordinal() + 3, HIJRI_RANGE[1].toordinal()))
def test_every_day_has_one_hijri_date_that_leads_back_to_it(by: HijriCalendar, number: int) -> None:
    """No gap and no overlap, also where one table ends and another begins."""
    year, day = date_of_number(number)
    if (day.month, day.day) == (2, 29) and year < 1582:
        return
    found = hijri(date(year, *day), by)
    assert found is not None
    assert told_as(found, by=by) == (year, day)


@given(st.integers(-1_400_000, 800_000))
def test_every_day_number_leads_back_to_itself(number: int) -> None:
    """Also before the common era."""
    assert day_number(*date_of_number(number)) == number


def test_the_calendar_of_history_changes_on_15_october_1582() -> None:
    """The day after 4 October is 15 October; 1 January 1 follows 31 December 1 BCE."""
    reform = date(1582, 10, 15).toordinal()
    assert date_of_number(reform) == (1582, MonthDay(10, 15))
    assert date_of_number(reform - 1) == (1582, MonthDay(10, 4))
    assert day_number(1, MonthDay(1, 1)) - day_number(-1, MonthDay(12, 31)) == 1


def test_hijri_dates_of_history_are_those_that_histories_give() -> None:
    """Karbala, 10 Muharram 61, was on 10 October 680, whatever a reader's calendar is."""
    for by in (IRAN, SAUDI, ABOUT):
        assert told_as(CalendarDay(HIJRI, 61, 1, 10), by=by) == (680, MonthDay(10, 10))


@pytest.mark.parametrize(
    ("language", "zone", "by"),
    [
        ("fa", "", IRAN),
        ("fa", "Europe/London", IRAN),
        ("fa", "Asia/Kabul", ABOUT),
        ("en", "Asia/Tehran", IRAN),
        ("ur", "", ABOUT),
        ("en", "Asia/Karachi", ABOUT),
        ("ar", "Asia/Riyadh", SAUDI),
        ("en", "Europe/London", SAUDI),
    ],
)
def test_whose_hijri_calendar_a_reader_is_told_at_first(
    language: str, zone: str, by: HijriCalendar
) -> None:
    """The zone decides where it is known, else the language."""
    assert hijri_for(language, zone) is by


@pytest.mark.parametrize(
    ("language", "solar", "order"),
    [
        ("fa", None, "solar gregorian hijri"),
        ("en", None, "gregorian solar hijri"),
        ("ur", None, "gregorian hijri"),
        ("ar", None, "gregorian hijri"),
        ("ar", True, "gregorian solar hijri"),
        ("fa", False, "gregorian hijri"),
    ],
)
def test_the_readers_own_calendar_leads(language: str, solar: bool | None, order: str) -> None:
    """Solar first in Persian, and none in Urdu and Arabic unless it is wanted."""
    assert " ".join(calendars_for(language, solar=solar)) == order


def test_the_day_after_is_the_next_day_of_the_month() -> None:
    """In each calendar, over years in which tables end."""
    for by in (IRAN, SAUDI):
        on = date(1842, 1, 1)
        before = hijri(on, by)
        while on < date(1852, 1, 1):
            on += timedelta(days=1)
            found = hijri(on, by)
            assert found is not None
            assert before is not None
            assert found.day in (before.day + 1, 1)
            before = found
