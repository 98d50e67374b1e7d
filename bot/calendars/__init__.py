"""The Gregorian, the Solar Hijri and the Hijri calendar: conversions, names, and a reader's own."""

from bot.calendars.convert import falls_on, month_length, told_as
from bot.calendars.day import HIJRI_MONTHS, SOLAR_MONTHS, Calendar, CalendarDay, month_name
from bot.calendars.hijri import (
    HIJRI_RANGE,
    HIJRI_YEARS,
    HijriCalendar,
    hijri,
    hijri_sure,
    hijri_words,
)
from bot.calendars.readers import ReaderCalendars, calendars_for, hijri_for
from bot.calendars.solar import SOLAR_RANGE, SOLAR_YEARS, solar, solar_words

__all__ = [
    "HIJRI_MONTHS",
    "HIJRI_RANGE",
    "HIJRI_YEARS",
    "SOLAR_MONTHS",
    "SOLAR_RANGE",
    "SOLAR_YEARS",
    "Calendar",
    "CalendarDay",
    "HijriCalendar",
    "ReaderCalendars",
    "calendars_for",
    "falls_on",
    "hijri",
    "hijri_for",
    "hijri_sure",
    "hijri_words",
    "month_length",
    "month_name",
    "solar",
    "solar_words",
    "told_as",
]
