"""The three calendars, a date by its numbers, and the English names of the months."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from bot.dates import MONTHS

SOLAR_MONTHS = (
    "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand"
).split()
HIJRI_MONTHS = (
    "Muharram",
    "Safar",
    "Rabi al-Awwal",
    "Rabi al-Thani",
    "Jumada al-Awwal",
    "Jumada al-Thani",
    "Rajab",
    "Shaban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qadah",
    "Dhu al-Hijjah",
)


class Calendar(StrEnum):
    """The calendars in which a date can be given."""

    GREGORIAN = "gregorian"
    SOLAR = "solar"
    HIJRI = "hijri"


class CalendarDay(NamedTuple):
    """A date by its numbers; ``sure`` is False where it may be off by a day or two."""

    calendar: Calendar
    year: int
    month: int
    day: int
    sure: bool = True

    @property
    def words(self) -> str:
        """``22 Bahman 1357``."""
        return f"{self.day} {month_name(self.calendar, self.month)} {self.year}"


def month_name(calendar: Calendar, month: int) -> str:
    """The English name of a month."""
    names = {Calendar.SOLAR: SOLAR_MONTHS, Calendar.HIJRI: HIJRI_MONTHS}
    return names.get(calendar, MONTHS)[month - 1]
