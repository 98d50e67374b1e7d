"""The calendars that a reader is shown, by the reader's language and time zone."""

from __future__ import annotations

from typing import NamedTuple

from bot.calendars.day import Calendar
from bot.calendars.hijri import HijriCalendar

_BY_ZONE = {
    "Asia/Tehran": HijriCalendar.IRAN,
    "Asia/Karachi": HijriCalendar.ABOUT,
    "Asia/Kabul": HijriCalendar.ABOUT,
}
_BY_LANGUAGE = {"fa": HijriCalendar.IRAN, "ur": HijriCalendar.ABOUT}
"""Of Pakistan's announced months and of Afghanistan's no table is known."""


def hijri_for(language: str, zone: str = "") -> HijriCalendar:
    """The Hijri calendar of a reader who has not chosen one: the zone's, else the language's."""
    fallback = _BY_LANGUAGE.get(language, HijriCalendar.UMM_AL_QURA)
    return _BY_ZONE.get(zone, fallback)


def calendars_for(language: str, *, solar: bool | None = None) -> tuple[Calendar, ...]:
    """The calendars of a date line, the reader's own first.

    ``solar`` says whether a Solar Hijri date is wanted; by default not in Urdu and Arabic.
    """
    wanted = language not in ("ur", "ar") if solar is None else solar
    if not wanted:
        return (Calendar.GREGORIAN, Calendar.HIJRI)
    if language == "fa":
        return (Calendar.SOLAR, Calendar.GREGORIAN, Calendar.HIJRI)
    return (Calendar.GREGORIAN, Calendar.SOLAR, Calendar.HIJRI)


class ReaderCalendars(NamedTuple):
    """The calendars of a reader's date line, the own one first, and whose Hijri calendar it is."""

    order: tuple[Calendar, ...] = tuple(Calendar)
    hijri: HijriCalendar = HijriCalendar.UMM_AL_QURA

    @classmethod
    def of(
        cls,
        language: str,
        zone: str = "",
        *,
        hijri: HijriCalendar | None = None,
        solar: bool | None = None,
    ) -> ReaderCalendars:
        """Those that a reader has chosen, else those of the language and the zone."""
        return cls(calendars_for(language, solar=solar), hijri or hijri_for(language, zone))
