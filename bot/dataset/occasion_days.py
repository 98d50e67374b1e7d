"""On which date a recurring day falls: a day of a calendar, a rule such as ``easter-2``, or one
of the dates of a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.calendars import (
    HIJRI_YEARS,
    SOLAR_YEARS,
    Calendar,
    CalendarDay,
    HijriCalendar,
    falls_on,
    hijri,
    month_length,
    month_name,
    solar,
)
from bot.dates import LONGEST, WEEKDAYS

FORMS = (
    'MM-DD, or a rule: "easter+1", "orthodox easter-2", "second Sunday of May", '
    '"last day of Safar", "first Tuesday after 1 November", each with +1 or -1 day'
)
_ORDER = ("first", "second", "third", "fourth", "fifth")
_FIRST_GREGORIAN = 1583  # before it, the Gregorian calendar had no dates
_COUNTED = rf"(?P<count>{'|'.join(_ORDER)}|last) (?P<weekday>{'|'.join(WEEKDAYS)}|day)"
_RULE = re.compile(
    rf"(?:(?P<easter>(?:orthodox )?easter)"
    rf"|{_COUNTED} (?:of|(?P<side>after|before) (?P<day>\d+)) (?P<month>[\w -]+?))"
    r"(?P<offset>[+-]\d+)?"
)


class DayRule(NamedTuple):
    """A day of each year of a calendar, by month and day, or by the parts of a rule; or listed
    ``dates``, in those years alone.
    """

    calendar: Calendar
    month: int = 0
    day: int = 0
    nth: int = 0  # from 1; -1 is the last
    weekday: int = -1  # -1 is any day
    side: str = ""  # after or before month and day; empty: of the month
    easter: str = ""
    offset: int = 0
    dates: tuple[date, ...] = ()

    @property
    def fixed(self) -> bool:
        """True if it is one day of the calendar each year."""
        return not self.nth and not self.easter and not self.dates

    def in_year(self, year: int, by: HijriCalendar = HijriCalendar.UMM_AL_QURA) -> date | None:
        """The date in a year of its own calendar; None where the year has no such day."""
        return _in_year(self, year, by=by)

    def computed(self, year: int, by: HijriCalendar) -> date | None:
        """The same, worked out anew."""
        if not _has_year(self.calendar, year):
            return None
        found = self._base(year, by)
        return None if found is None else found + timedelta(days=self.offset)

    def _base(self, year: int, by: HijriCalendar) -> date | None:
        if self.dates:
            return next((on for on in self.dates if on.year == year), None)
        if self.easter:
            return orthodox_easter(year) if "orthodox" in self.easter else easter(year)
        if self.fixed:
            return _date(self.calendar, year, month=self.month, day=self.day, by=by)
        if self.side:
            start = _date(self.calendar, year, month=self.month, day=self.day, by=by)
            return None if start is None else self._near(start)
        return self._of_month(year, by)

    def _near(self, start: date) -> date:
        """The counted weekday strictly after or before a date."""
        if self.side == "after":
            ahead = (self.weekday - start.weekday() - 1) % 7 + 1
            return start + timedelta(days=ahead + 7 * (self.nth - 1))
        back = (start.weekday() - self.weekday - 1) % 7 + 1
        return start - timedelta(days=back + 7 * (self.nth - 1))

    def _of_month(self, year: int, by: HijriCalendar) -> date | None:
        length = _length(self.calendar, year, month=self.month, by=by)
        first = _date(self.calendar, year, month=self.month, day=1, by=by)
        if first is None:
            return None
        days = [first + timedelta(days=n) for n in range(length)]
        found = [day for day in days if self.weekday in (-1, day.weekday())]
        at = self.nth - 1 if self.nth > 0 else -1
        return found[at] if at < len(found) else None


@lru_cache(maxsize=4096)
def _in_year(rule: DayRule, year: int, *, by: HijriCalendar) -> date | None:
    return rule.computed(year, by)


def day_rule(calendar: Calendar, text: str) -> DayRule | None:
    """The rule that a text of the file expresses; None if it is in none of ``FORMS``."""
    if found := re.fullmatch(r"(\d\d)-(\d\d)", text):
        month, day = int(found[1]), int(found[2])
        fine = 1 <= month <= 12 and 1 <= day <= _longest(calendar, month)
        return DayRule(calendar, month, day) if fine else None
    if not (rule := _RULE.fullmatch(text)):
        return None
    offset = int(rule["offset"] or 0)
    if rule["easter"]:
        is_gregorian = calendar is Calendar.GREGORIAN
        return DayRule(calendar, easter=rule["easter"], offset=offset) if is_gregorian else None
    month, count = _month(calendar, rule["month"]), rule["count"]
    if not month or (rule["side"] and count == "last"):
        return None
    return DayRule(
        calendar,
        month,
        int(rule["day"] or 0),
        nth=-1 if count == "last" else _ORDER.index(count) + 1,
        weekday=-1 if rule["weekday"] == "day" else WEEKDAYS.index(rule["weekday"]),
        side=rule["side"] or "",
        offset=offset,
    )


def listed(dates: Sequence[date]) -> DayRule | None:
    """The rule of a day of a calendar that is not computed here; None unless the dates ascend, at
    most one in a year.
    """
    years = [on.year for on in dates]
    ascend = all(before < after for before, after in pairwise(years))
    return DayRule(Calendar.GREGORIAN, dates=tuple(dates)) if years and ascend else None


def year_of(calendar: Calendar, on: date, *, by: HijriCalendar) -> int:
    """The year of a calendar on a date; 0 where the calendar does not reach."""
    if calendar is Calendar.GREGORIAN:
        return on.year
    found = solar(on) if calendar is Calendar.SOLAR else hijri(on, by)
    return found.year if found else 0


def easter(year: int) -> date:
    """Easter Sunday in the western churches (the anonymous Gregorian algorithm, Meeus, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    step = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * step) // 433
    month = (h + step - 7 * m + 90) // 25
    return date(year, month, (h + step - 7 * m + 33 * month + 19) % 32)


def orthodox_easter(year: int) -> date:
    """Easter Sunday in the eastern churches, as a Gregorian date (Meeus, ch. 8)."""
    moon = (19 * (year % 19) + 15) % 30
    step = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + step + 114, 31)
    behind = year // 100 - year // 400 - 2  # days that the Julian calendar is behind
    return date(year, month, day + 1) + timedelta(days=behind)


def _has_year(calendar: Calendar, year: int) -> bool:
    known = {Calendar.SOLAR: SOLAR_YEARS, Calendar.HIJRI: HIJRI_YEARS}
    return year in known.get(calendar, range(_FIRST_GREGORIAN, 9999))


def _month(calendar: Calendar, name: str) -> int:
    """The number of a month by its English name; 0 if there is none."""
    names = [month_name(calendar, month) for month in range(1, 13)]
    return names.index(name) + 1 if name in names else 0


def _longest(calendar: Calendar, month: int) -> int:
    if calendar is Calendar.GREGORIAN:
        return LONGEST[month - 1]
    return 31 if calendar is Calendar.SOLAR and month <= 6 else 30


def _length(calendar: Calendar, year: int, *, month: int, by: HijriCalendar) -> int:
    if calendar is not Calendar.GREGORIAN:
        return month_length(calendar, year, month=month, by=by)
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - date(year, month, 1)).days


def _date(calendar: Calendar, year: int, *, month: int, day: int, by: HijriCalendar) -> date | None:
    """A date by its numbers; None where the month is shorter, or before the Gregorian calendar."""
    if day > _length(calendar, year, month=month, by=by):
        return None
    if calendar is Calendar.GREGORIAN:
        return date(year, month, day)
    on = falls_on(CalendarDay(calendar, year, month, day), by=by)
    return on if on.year >= _FIRST_GREGORIAN else None
