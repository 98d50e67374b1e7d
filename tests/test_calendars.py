"""The date in the Solar Hijri and Hijri calendars."""

from __future__ import annotations

from datetime import date

import pytest

from bot.calendars import hijri, hijri_words, solar_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 3, 21), "1 Farvardin 1406"),
        (date(2025, 3, 20), "30 Esfand 1403"),
        (date(1979, 2, 11), "22 Bahman 1357"),
        (date(600, 1, 1), ""),
        (date(9999, 1, 1), ""),
    ],
)
def test_solar_dates(day: date, words: str) -> None:
    """New year, a leap day, a known date, and none outside the calendar."""
    assert solar_words(day) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 3, 11), "1 Ramadan 1445"),
        (date(2026, 6, 16), "1 Muharram 1448"),
        (date(1950, 1, 1), "about 12 Rabi al-Awwal 1369"),
        (date(1924, 7, 31), ""),
        (date(2077, 11, 17), ""),
    ],
)
def test_hijri_dates(day: date, words: str) -> None:
    """Sure from 2000 to 2029, marked as computed outside, none outside the tables."""
    assert hijri_words(day) == words


def test_the_ends_of_the_hijri_tables_are_inside() -> None:
    """The first and the last day convert."""
    assert hijri(date(1924, 8, 1)) is not None
    assert hijri(date(2077, 11, 16)) is not None
