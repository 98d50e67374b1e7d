"""Recurring days, such as Nowruz and Easter: which fall on a date, and which one a text names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import MAXYEAR, date
from typing import NamedTuple

from bot.calendars import (
    SOLAR_RANGE,
    SOLAR_YEARS,
    Calendar,
    CalendarDay,
    HijriCalendar,
    falls_on,
    hijri_sure,
    solar,
    told_as,
)
from bot.calendars import hijri as hijri_on
from bot.dataset.occasion import HEADLINE, Audience, Occasion
from bot.dataset.occasion_days import DayRule, year_of
from bot.dataset.occasion_names import OccasionNames
from bot.date_parser import Reading, Year, read_year
from bot.date_parser.question import Question
from bot.date_parser.vocabulary import THIS_YEAR
from bot.dates import MonthDay

_HIJRI_YEARS, _SOLAR_YEARS = range(1, 1600), range(1178, 1600)
_FIRST_WRITTEN_OUT = 100
_FIRST_HIJRI = 622  # before it, a year of history is none of the Gregorian calendar


class KnownDay(NamedTuple):
    """A day that a text names: the date that is meant, and the next one from today on."""

    occasion: Occasion
    reading: Reading
    next: date | None


class Occasions:
    """All recurring days, by date and by name. It never changes; a new file is a new one."""

    def __init__(self, occasions: Sequence[Occasion] = ()) -> None:
        self._all = tuple(occasions)
        self._fixed: dict[tuple[Calendar, int, int], list[Occasion]] = {}
        for occasion in self._all:
            rule = occasion.rule
            if rule.fixed and not rule.offset:
                self._fixed.setdefault((rule.calendar, rule.month, rule.day), []).append(occasion)
        self._names = OccasionNames(self._all)
        self._moving = [o for o in self._all if not o.rule.fixed or o.rule.offset]

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Occasion]:
        return iter(self._all)

    def marked(self, mark: str) -> Occasion | None:
        """The day of a mark; None where there is none, or no longer."""
        return next((o for o in self._all if mark and o.mark == mark), None)

    def on(self, on: date, audience: Audience) -> list[Occasion]:
        """The days that fall on a date, for an audience: its own first, then the best known."""
        found = [
            occasion
            for occasion in self._falling(on, audience.hijri)
            if (not occasion.since or occasion.since <= on.year) and audience.is_told(occasion)
        ]
        return sorted(found, key=lambda o: (-o.weight - 2 * audience.keeps(o), o.id))

    def headline(self, on: date, audience: Audience) -> Occasion | None:
        """The one day that a post of a date names, if there is one to name."""
        found = self.on(on, audience)
        return next((o for o in found if o.weight >= HEADLINE), None)

    def _falling(self, on: date, by: HijriCalendar) -> Iterator[Occasion]:
        days = [CalendarDay(Calendar.GREGORIAN, on.year, on.month, on.day)]
        if SOLAR_RANGE[0] <= on <= SOLAR_RANGE[1]:
            days.append(solar(on))
        if (found := hijri_on(on, by)) is not None:
            days.append(found)
        years = {day.calendar: day.year for day in days}
        for day in days:
            yield from self._fixed.get((day.calendar, day.month, day.day), ())
        for occasion in self._moving:
            year = years.get(occasion.rule.calendar)
            if year and on in (occasion.rule.in_year(y, by) for y in (year, year + 1)):
                yield occasion

    def find(
        self,
        text: str,
        *,
        today: date,
        language: str = "",
        audience: Audience | None = None,
        typos: bool = False,
    ) -> list[KnownDay]:
        """The days that a text names, with or without a year, with ``typos`` also with a letter
        wrong; the audience's own alone, if any.

        Without a year, the day of this year of its own calendar is meant, or the next one where
        this year has none; ``this year`` is that of the asker's calendar.
        """
        audience = audience or Audience.of(language, hijri=HijriCalendar.UMM_AL_QURA)
        found, number = self._names.find(text, typos=typos)
        if not found:
            return []
        years = read_year(number, today=today, language=language) if number else ()
        if number and not years:
            return []
        question = Question(text, today, language=language, hijri=audience.hijri)
        if question.says(THIS_YEAR):
            years = (Year(question.own_today.calendar, question.own_today.year),)
        known = (_known(o, years, today=today, by=audience.hijri) for o in audience.nearest(found))
        return sorted(filter(None, known), key=lambda day: -day.occasion.weight)


def _known(
    occasion: Occasion, years: tuple[Year, ...], *, today: date, by: HijriCalendar
) -> KnownDay | None:
    """The day that is meant, in the year that was given, or in this one or the next that has it."""
    rule = occasion.rule
    if len(years) > 1 and years[1].number < _FIRST_WRITTEN_OUT:  # two digits
        years = years[1:] if rule.calendar is Calendar.HIJRI else years[:1]
    coming = occasion.next_from(today, by)
    if years and (day := _of_history(rule, years[0], by=by)):
        return KnownDay(occasion, day, coming)
    if years:
        on = _in_given(occasion, years, by=by)
    else:
        on = rule.in_year(year_of(rule.calendar, today, by=by), by) or coming
    if on is None:
        return None
    exact = None if rule.calendar is Calendar.GREGORIAN and rule.fixed else on
    asked = _asked(rule, on, today=today, by=by)
    reading = Reading(MonthDay.of(on), on.year if years else None, exact, asked)
    return KnownDay(occasion, reading, coming)


def _of_history(rule: DayRule, year: Year, *, by: HijriCalendar) -> Reading | None:
    """A Hijri day of the years before the Gregorian calendar: Ashura of 61 is 10 October 680."""
    first, last = (1, 990) if year.calendar is Calendar.HIJRI else (1, _FIRST_HIJRI)
    if rule.calendar is not Calendar.HIJRI or not rule.fixed or not first <= year.number < last:
        return None
    asked = CalendarDay(Calendar.HIJRI, year.number, rule.month, rule.day, sure=False)
    told, day = told_as(asked, by=by)
    return Reading(day, told, None, asked)


def _in_given(occasion: Occasion, years: tuple[Year, ...], *, by: HijriCalendar) -> date | None:
    """The date in the year that was typed: of the day's own calendar, where that can be."""
    rule, number = occasion.rule, years[0].number
    near = {Calendar.HIJRI: _HIJRI_YEARS, Calendar.SOLAR: _SOLAR_YEARS}.get(rule.calendar)
    calendars = {year.calendar for year in years}
    if rule.calendar in calendars or (near and number in near and len(calendars) > 1):
        return rule.in_year(number, by)
    if near and number in near and calendars == {Calendar.GREGORIAN}:
        return rule.in_year(number, by)
    start = _first_day(years[0])
    if start is None:
        return None
    first = year_of(rule.calendar, start, by=by)
    dates = (rule.in_year(first + ahead, by) for ahead in range(3))
    told = (on for on in dates if on is not None and on >= start)
    return next((on for on in told if year_of(years[0].calendar, on, by=by) == number), None)


def _first_day(year: Year) -> date | None:
    """The first day of a Gregorian or Solar year; None of any other, or of one out of range."""
    if year.calendar is Calendar.SOLAR and year.number in SOLAR_YEARS:
        return falls_on(CalendarDay(Calendar.SOLAR, year.number, 1, 1))
    is_known = year.calendar is Calendar.GREGORIAN and 1 <= year.number < MAXYEAR
    return date(year.number, 1, 1) if is_known else None


def _asked(rule: DayRule, on: date, *, today: date, by: HijriCalendar) -> CalendarDay | None:
    """The date in the day's own calendar, where that is not the Gregorian one."""
    if rule.calendar is Calendar.SOLAR:
        return solar(on)
    if rule.calendar is Calendar.HIJRI and (found := hijri_on(on, by)):
        return found._replace(sure=hijri_sure(on, by, today=today))
    return None
