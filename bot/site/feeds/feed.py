"""The content of a feed: today and the days before it, all of it or one country or topic."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from bot.dates import MonthDay
from bot.events import Event
from bot.site import paths
from bot.site.choice import heaviest, narrowed
from bot.site.edition import Edition
from bot.site.items import country_name, topic_name
from bot.site.output import key_of
from bot.site.site import DAYS_KEPT, Site


class Scope(NamedTuple):
    """The entries of a feed; ``whole`` feeds have all of them, others a day's heaviest."""

    name: str
    countries: tuple[str, ...] = ()
    topic: str = ""
    whole: bool = False

    def title(self, edition: Edition) -> str:
        """What the feed is called."""
        own = edition.words.word("site_name")
        if self.whole:
            return f"{own}: {edition.words.word('site_iran_pakistan')}"
        if self.countries:
            return f"{own}: {country_name(edition, self.countries[0])}"
        return f"{own}: {topic_name(edition, self.topic)}" if self.topic else own


def scopes(edition: Edition) -> Iterator[Scope]:
    """All, each country and topic that has an entry, and Iran and Pakistan together."""
    yield Scope("all")
    yield Scope("ir-pk", ("IR", "PK"), whole=True)
    for code in sorted(edition.by_country):
        yield Scope(f"country-{code.lower()}", (code,))
    for topic in sorted(edition.by_topic):
        yield Scope(f"topic-{topic}", topic=topic)


class FeedDay(NamedTuple):
    """A feed's item for a date: one entry, and the day's others."""

    on: date
    lead: Event
    others: tuple[Event, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """All of them, the lead first."""
        return (self.lead, *self.others)


class Feed:
    """A scope's days in one language, the latest first."""

    def __init__(self, site: Site, edition: Edition, scope: Scope) -> None:
        self.site, self.edition, self.scope = site, edition, scope

    @cached_property
    def days(self) -> list[FeedDay]:
        """Today and the days before it that have an entry."""
        back = (self.site.today - timedelta(days=n) for n in range(DAYS_KEPT + 1))
        return list(filter(None, map(self._day, back)))

    def _day(self, on: date) -> FeedDay | None:
        told = self.edition.day(MonthDay.of(on))
        events = narrowed(told.events, countries=self.scope.countries, topic=self.scope.topic)
        if not events:
            return None
        lead = told.lead if told.lead in events else heaviest(events)
        assert lead is not None
        return FeedDay(on, lead, tuple(e for e in events if e is not lead))

    @property
    def key(self) -> str:
        """A key of the feed's whole content."""
        told = (f"{day.on}{self.edition.digest(day.events)}" for day in self.days)
        return key_of(self.site.stamp, self.scope.name, *told)

    @property
    def title(self) -> str:
        """What the feed is called."""
        return self.scope.title(self.edition)

    def path(self, ending: str) -> str:
        """The path of the feed's file."""
        return paths.page(self.edition.code, f"feeds/{self.scope.name}.{ending}")

    def url(self, path: str) -> str:
        """The whole address of a page in the feed's language."""
        return self.site.url(paths.page(self.edition.code, path))

    def id_of(self, day: FeedDay) -> str:
        """The id of a day's item: it is another one every year."""
        return f"{self.url(paths.day(MonthDay.of(day.on)))}#{day.on.year}-{self.scope.name}"

    def heading(self, day: FeedDay) -> str:
        """The item's title."""
        return f"{self.edition.words.year_of(day.lead)} · {day.lead.title}"
