"""Typed years, and the reader's own Hijri calendar."""

from __future__ import annotations

from datetime import date

import pytest

from bot.calendars import HijriCalendar
from bot.date_parser import read_date, read_year
from bot.dates import MonthDay

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("typed", "language", "years"),
    [
        ("1979", "en", "1979"),
        ("۱۹۷۹", "fa", "1979"),
        ("1357", "fa", "1357 SH"),
        ("سال ۱۳۵۷", "fa", "1357 SH"),
        ("1357", "en", "1357 SH; 1357 AH; 1357"),
        ("1357", "ar", "1357 AH; 1357"),
        ("1357 شمسی", "", "1357 SH"),
        ("1445", "fa", "1445 AH; 1445"),
        ("61 هـ", "ar", "61 AH"),
        ("61 ہجری", "ur", "61 AH"),
        ("44 BC", "en", "44 BCE"),
        ("44 BCE", "en", "44 BCE"),
        ("-44", "en", "44 BCE"),
        ("۴۴ پیش از میلاد", "fa", "44 BCE"),
        ("44 قبل الميلاد", "ar", "44 BCE"),
        ("44 ق م", "ur", "44 BCE"),
        ("AD 70", "en", "70 CE"),
        ("1947ء", "ur", "1947"),
        ("tell me about 1979", "en", "1979"),
        ("what happened in 1979?", "en", "1979"),
        ("80 ki dihai", "ur", "1980-1989"),
        ("احداث شهر سبتمر", "ar", "September"),
        ("month of septmber", "en", "September"),
        ("سبتمر", "ar", ""),
        ("1066", "en", "1066"),
        ("57", "en", "1957; 57 CE"),
        ("57 CE", "en", "57 CE"),
        ("سال ۵۷", "fa", "1357 SH; 57 CE"),
        ("nineteen fifty-seven", "en", "1957"),
        ("fifty-seven", "en", ""),
        ("May 1998", "en", "May 1998"),
        ("what happened in August 1947", "en", "August 1947"),
        ("1947 August", "en", "August 1947"),
        ("March 44 BC", "en", "March 44 BCE"),
        ("حوت ۱۳۵۸", "fa", "Esfand 1358 SH"),
        ("ماه خرداد سال ۶۱", "fa", "Khordad 1361 SH"),
        ("bahman 57", "en", "Bahman 1357 SH"),
        ("Bahman 1357 SH", "en", "Bahman 1357 SH"),
        ("Bahman 1979 CE", "en", ""),
        ("بهمن -44", "fa", ""),
        ("شهر أكتوبر عام 1973", "ar", "October 1973"),
        ("محرم 1445 هـ", "ar", "Muharram 1445 AH"),
        ("اکتوبر 2005", "ur", "October 2005"),
        ("May 68", "en", "May 1968"),
        ("May 21", "en", ""),
        ("May", "en", "May"),
        ("شهر شعبان", "ar", "Shaban"),
        ("آبان", "fa", "Aban"),
        ("اسد", "fa", ""),
        ("ماه دلو", "fa", "Bahman"),
        ("اکبر", "ur", ""),
        ("Octobr", "en", ""),
        ("the 90s", "en", "1990-1999"),
        ("1990's", "en", "1990-1999"),
        ("nineties", "en", "1990-1999"),
        ("دهه ۶۰", "fa", "1360-1369 SH"),
        ("دهه ۶۰ میلادی", "fa", "1960-1969"),
        ("نوے کی دہائی", "ur", "1990-1999"),
        ("الثمانينات", "ar", "1980-1989"),
        ("19th century", "en", "1801-1900"),
        ("5th century BC", "en", "500-401 BCE"),
        ("انیسویں صدی", "ur", "1801-1900"),
        ("القرن 12", "ar", "1101-1200"),
        ("from 1914 to 1918", "en", "1914-1918"),
        ("1975-1990", "en", "1975-1990"),
        ("1975 سے 1990 تک", "ur", "1975-1990"),
        ("last year", "en", "2025"),
        ("پارسال", "fa", "1404 SH"),
        ("parsal", "fa", "1404 SH"),
        ("emsal", "fa", "1405 SH"),
        ("امسال", "fa", "1405 SH"),
        ("السنة اللي فاتت", "ar", "2025"),
        ("last month", "en", "October"),
        ("this month in history", "en", "November"),
        ("next month", "en", "December"),
        ("این ماه", "fa", "Azar"),
        ("پچھلا مہینہ", "ur", "October"),
        ("last", "en", ""),
        ("3-4", "en", ""),
        ("the 95s", "en", ""),
        ("40th century", "en", ""),
        ("May 1998 2001", "en", ""),
        ("0", "en", ""),
        ("20244", "en", ""),
        ("2101", "en", ""),
        ("1700 AH", "en", ""),
        ("20 May", "en", ""),
        ("Reagan", "en", ""),
        ("", "en", ""),
    ],
)
def test_a_year_is_read_by_its_era_and_the_language(typed: str, language: str, years: str) -> None:
    """A written era is kept; what several calendars can mean is answered with all of them; a month
    with a year is that month alone.
    """
    found = read_year(typed, today=TODAY, language=language)
    assert "; ".join(year.words for year in found) == years


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("1357 SH", 1978, 1979),
        ("1445 AH", 2023, 2024),
        ("61 AH", 680, 681),
        ("1979", 1979, 1979),
        ("44 BC", -44, -44),
    ],
)
def test_a_year_of_another_calendar_lies_in_two(typed: str, first: int, last: int) -> None:
    """The Gregorian years in which it begins and ends."""
    (year,) = read_year(typed, today=TODAY)
    assert year.gregorian() == (first, last)


@pytest.mark.parametrize(
    ("typed", "by", "on", "computed"),
    [
        ("1 Shawwal", HijriCalendar.IRAN, date(2027, 3, 10), True),
        ("1 Shawwal", HijriCalendar.UMM_AL_QURA, date(2027, 3, 9), False),
        ("1 Shawwal", HijriCalendar.ABOUT, date(2027, 3, 9), True),
        ("1 Shawwal", HijriCalendar.NONE, date(2027, 3, 9), False),
        ("12 Muharram 1383", HijriCalendar.IRAN, date(1963, 6, 5), False),
    ],
)
def test_a_hijri_date_is_read_by_the_readers_calendar(
    typed: str, by: HijriCalendar, on: date, computed: bool
) -> None:
    """Iran's observed months, Saudi Arabia's printed ones, and what is still to come "about"."""
    found = read_date(typed, today=TODAY, hijri=by)
    assert (found.on, found.computed) == (on, computed)


def test_a_hijri_date_of_history_is_the_day_that_histories_give() -> None:
    """10 Muharram 61 is 10 October 680, about, and never a year of the last century."""
    found = read_date("10 Muharram 61 AH", today=TODAY)
    assert (found.day, found.year, found.on) == (MonthDay(10, 10), 680, None)
    assert found.computed
