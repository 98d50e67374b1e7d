"""A year of any calendar, a month, or several years."""

from __future__ import annotations

from typing import NamedTuple

from bot.calendars import Calendar, CalendarDay, HijriCalendar, month_name, told_as
from bot.date_parser.kinds import Kind
from bot.dates import year_words

_SUFFIXES = {Calendar.SOLAR: " SH", Calendar.HIJRI: " AH"}
_EVER = (-9999, 9999)
CALENDARS = {Kind.SOLAR_ERA: Calendar.SOLAR, Kind.HIJRI_ERA: Calendar.HIJRI}
"""The calendar of a written era; the others are the Gregorian one's."""


class Year(NamedTuple):
    """A year of a calendar, or one month of it; the number is negative where it is BCE.

    A month of number 0 is that of all years; with ``last`` it is the years from one to the other.
    """

    calendar: Calendar
    number: int
    month: int = 0
    last: int = 0

    @property
    def words(self) -> str:
        """``1979``, ``44 BCE``, ``1357 SH``, ``1445 AH``; ``May 1998``, ``May``; ``1990-1999``."""
        if self.month:
            month = month_name(self.calendar, self.month)
            return f"{month} {self.whole.words}" if self.number else month
        if self.last:
            end = self._replace(number=self.last, last=0).words
            return f"{abs(self.number)}-{end}"
        if self.calendar is Calendar.GREGORIAN:
            return year_words(self.number)
        return f"{self.number}{_SUFFIXES[self.calendar]}"

    @property
    def whole(self) -> Year:
        """The year of a month."""
        return self._replace(month=0)

    @property
    def is_one(self) -> bool:
        """True for one year, or a month of it: its entries are told as they happened."""
        return bool(self.number) and not self.last

    def gregorian(self, by: HijriCalendar = HijriCalendar.UMM_AL_QURA) -> tuple[int, int]:
        """The first and the last Gregorian year in which it lies: 1978 and 1979 for 1357 SH."""
        if not self.number:
            return _EVER
        end = self.last or self.number
        if self.calendar is Calendar.GREGORIAN:
            return self.number, end
        first, _ = told_as(CalendarDay(self.calendar, self.number, 1, 1), by=by)
        last, _ = told_as(CalendarDay(self.calendar, end, 12, 29), by=by)
        return first, last
