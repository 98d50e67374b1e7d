"""A recurring day, and the readers to whom it is shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from zlib import crc32

from bot.calendars import HijriCalendar
from bot.dataset.occasion_days import DayRule, year_of
from bot.events import Source

ARAB = tuple("AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())
READERS = {"fa": ("IR", "AF", "TJ"), "ur": ("PK",), "ar": ARAB}
"""The countries whose days a reader of a language is told first."""
EVERYWHERE = 3  # the weight of a day that is shown to readers in other countries, too
HEADLINE = 2  # the least weight of a day that a post names


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A day that comes every year; ``countries`` are those that keep it, none for everywhere."""

    id: str
    rule: DayRule
    names: dict[str, str]
    kind: str
    weight: int
    sources: tuple[Source, ...]
    notes: dict[str, str]
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    since: int | None = None

    @property
    def mark(self) -> str:
        """The eight signs that stand for the day in a button."""
        return f"{crc32(self.id.encode()):08x}"

    def words(self, language: str) -> str:
        """``Nowruz, the Iranian new year``, in a language or in English."""
        code = language if language in self.names else "en"
        comma = ", " if code == "en" else "، "
        return comma.join(filter(None, [self.names[code], self.notes.get(code, "")]))

    def in_year(self, year: int, by: HijriCalendar) -> date | None:
        """The date in a year of the day's own calendar; None where it is not kept or not there."""
        on = self.rule.in_year(year, by)
        return None if on is None or (self.since and on.year < self.since) else on

    def next_from(self, today: date, by: HijriCalendar) -> date | None:
        """The first date from ``today`` on."""
        year = year_of(self.rule.calendar, today, by=by)
        dates = (self.in_year(year + ahead, by) for ahead in range(-1, 9))
        return next((on for on in dates if on is not None and on >= today), None)


class Audience(NamedTuple):
    """The readers of a recurring day: their countries and their Hijri calendar."""

    countries: frozenset[str]
    hijri: HijriCalendar = HijriCalendar.UMM_AL_QURA

    @classmethod
    def of(
        cls, language: str, *, countries: Collection[str] = (), hijri: HijriCalendar
    ) -> Audience:
        """The readers of a language, or of the countries that are named."""
        by = HijriCalendar.UMM_AL_QURA if hijri is HijriCalendar.NONE else hijri
        return cls(frozenset(countries or READERS.get(language, ())), by)

    def keeps(self, occasion: Occasion) -> bool:
        """True if one of the countries keeps the day."""
        return not self.countries.isdisjoint(occasion.countries)

    def nearest(self, occasions: Sequence[Occasion]) -> Sequence[Occasion]:
        """Of days with one name those that the audience keeps, else those kept everywhere."""
        kept = [occasion for occasion in occasions if self.keeps(occasion)]
        everywhere = [occasion for occasion in occasions if not occasion.countries]
        return kept or everywhere or occasions

    def is_told(self, occasion: Occasion) -> bool:
        """True if the day is kept there, or is shown everywhere."""
        return not occasion.countries or occasion.weight >= EVERYWHERE or self.keeps(occasion)
