"""Answers about a day in the asker's own calendar have that day's own entries."""

from __future__ import annotations

import random

import pytest

from bot.calendars import HijriCalendar
from bot.chatbot.answers.answers import Answers
from bot.dataset import Dataset
from bot.dates import MonthDay
from bot.formatting.telegram import plain
from tests.conftest import make_event
from tests.helpers.people import person

DATASET = Dataset(
    [
        make_event("the-fall", day=MonthDay(2, 11), year=1979, countries=("IR",)),
        make_event("mandela", day=MonthDay(2, 11), year=1990, countries=("ZA",)),
        make_event("karbala", day=MonthDay(10, 10), year=680, hijri="10 Muharram 61"),
        make_event("other", day=MonthDay(6, 25), year=1950),
    ]
)
ANSWERS = Answers(lambda: DATASET, rng=random.Random(1))


@pytest.mark.parametrize(
    ("code", "typed", "told", "untold"),
    [
        ("fa", "۲۲ بهمن ۱۳۹۹", "the-fall", "mandela"),  # 10 February 2021
        ("fa", "۲۳ بهمن ۱۳۹۹", "mandela", "the-fall"),
        ("en", "11 February 2021", "the-fall mandela", "karbala"),
        ("fa", "دهم محرم", "karbala other", "mandela"),
        ("en", "25 June 2026", "other", "karbala"),
    ],
)
def test_a_day_is_told_as_the_one_that_was_asked_for(
    code: str, typed: str, told: str, untold: str
) -> None:
    """22 Bahman is 22 Bahman in every year, and Ashura brings Karbala."""
    text = plain(ANSWERS.answer(person(code), typed).text)
    for name in told.split():
        assert f"Title of {name}" in text
    for name in untold.split():
        assert f"Title of {name}" not in text


def test_the_date_line_begins_with_the_weekday_of_the_own_calendar() -> None:
    """Solar first in Persian."""
    text = plain(ANSWERS.answer(person("fa"), "۲۲ بهمن ۱۴۰۵").text)
    assert text.startswith("پنجشنبه ۲۲ بهمن ۱۴۰۵\n۱۱ فوریه ۲۰۲۷ · حدود ۴ رمضان ۱۴۴۸\n")


@pytest.mark.parametrize(
    ("by", "dated", "asked"),
    [
        (HijriCalendar.IRAN, "13 Ramadan 1446", "Sunday 2 March 2025"),
        (HijriCalendar.UMM_AL_QURA, "14 Ramadan 1446", "Saturday 1 March 2025"),
        (HijriCalendar.ABOUT, "about 14 Ramadan 1446", "Saturday 1 March 2025"),
        (HijriCalendar.NONE, "", "Saturday 1 March 2025"),
    ],
)
def test_the_hijri_calendar_that_was_chosen_is_used(
    by: HijriCalendar, dated: str, asked: str
) -> None:
    """In the date line, and for a Hijri date that is asked for, whatever the language."""
    who = person(own_hijri=by)
    head = plain(ANSWERS.answer(who, "14 March 2025").text).splitlines()[1]
    assert head == " · ".join(filter(None, ["24 Esfand 1403", dated]))
    text = plain(ANSWERS.answer(who, "1 Ramadan 1446").text)
    assert f"1 Ramadan 1446 is {asked}" in text


def test_a_hijri_date_says_whose_it_is_where_calendars_differ() -> None:
    """1 Ramadan 1446 began a day later in Iran; outside the tables it is "computed" anyway."""
    by_iran = person("fa")
    assert "تقویم ایران" in plain(ANSWERS.answer(by_iran, "۱ رمضان ۱۴۴۶").text)
    by_saudi = person()
    assert "Umm al-Qura" in plain(ANSWERS.answer(by_saudi, "1 Ramadan 1446").text)
    assert "Umm al-Qura" not in plain(ANSWERS.answer(by_saudi, "10 Muharram 61 AH").text)


def test_a_hijri_year_is_listed_also_without_hijri_dates() -> None:
    """Who wants none in the date line can still ask for a year: June 1950 was in 1369."""
    who = person(own_hijri=HijriCalendar.NONE)
    assert "Title of other" in plain(ANSWERS.answer(who, "1369 AH").text)
    assert "Title of other" not in plain(ANSWERS.answer(who, "1370 AH").text)
