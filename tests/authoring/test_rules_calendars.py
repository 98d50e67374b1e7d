"""The dates of entries in other calendars."""

from __future__ import annotations

import pytest

from bot.authoring.lint.rules_calendars import other_calendars
from bot.dates import MonthDay
from tests.conftest import make_event


@pytest.mark.parametrize(
    ("day", "year", "keys", "said"),
    [
        ("02-11", 1979, {"solar": "22 Bahman 1357"}, ""),
        (
            "02-12",
            1979,
            {"solar": "22 Bahman 1357"},
            "solar: 22 Bahman 1357 is 11 February 1979, not 12 February 1979",
        ),
        ("02-21", 1921, {"solar": "3 Esfand 1299"}, ""),  # months of the zodiac then
        ("03-20", 2024, {"solar": "30 Esfand 1402"}, "solar: there is no 30 Esfand 1402"),
        ("10-10", 680, {"hijri": "10 Muharram 61"}, ""),
        ("10-12", 680, {"hijri": "10 Muharram 61"}, ""),
        (
            "10-20",
            680,
            {"hijri": "10 Muharram 61"},
            "hijri: 10 Muharram 61 is about 10 October 680, not 20 October 680",
        ),
        ("11-07", 1917, {"calendar": "julian"}, ""),
        (
            "10-14",
            1066,
            {"calendar": "julian"},
            "calendar: not needed: before 15 October 1582 every date is Julian",
        ),
        (
            "10-14",
            1983,
            {"calendar": "julian"},
            "calendar: no state kept the Julian calendar in 1983",
        ),
    ],
)
def test_a_date_in_another_calendar_is_the_entrys_day(
    day: str, year: int, keys: dict[str, str], said: str
) -> None:
    """To the day in the Solar calendar, to two days in the Hijri one; no calendar without need."""
    event = make_event(day=MonthDay.parse(day), year=year, **keys)
    notes = [f"{note.key}: {note.sentence}" for note in other_calendars(event)]
    assert "; ".join(notes) == said
