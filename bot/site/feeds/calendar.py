"""iCalendar (RFC 5545): this year and next, an instance for each date. Knows icalendar.

Calendar programs mishandle yearly rules of all-day events, so each date has an event of its own.
An event is made once for each language and gets its year by replacing: that is why the year
begins the UID, where no folding of long lines can part it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.dates import LEAP_DAY, MonthDay
from bot.events import Event
from bot.site import paths
from bot.site.choice import heaviest, lead_on, narrowed
from bot.site.edition import Edition
from bot.site.feeds.feed import Scope, scopes
from bot.site.output import Output, key_of
from bot.site.pages.day import DAYS
from bot.site.site import Site

if TYPE_CHECKING:
    from icalendar import Calendar

_ANY_DAY, _ANY_YEAR = date(1970, 1, 1), b"0000-"
_YEARS = 2
Instance = tuple[date, Event]


class Calendars:
    """The calendars of one language."""

    def __init__(self, site: Site, edition: Edition) -> None:
        self.site, self.edition = site, edition
        self._made: dict[str, bytes] = {}

    def outputs(self) -> Iterator[Output]:
        """A calendar for each scope."""
        for scope in scopes(self.edition):
            instances = list(self._instances(scope))
            told = (f"{on}{self.edition.digests[event.id]}" for on, event in instances)
            yield Output(
                paths.page(self.edition.code, f"feeds/{scope.name}.ics"),
                key_of(self.site.stamp, *told),
                lambda scope=scope, own=instances: self._calendar(scope, own),  # type: ignore[misc]
            )

    def _instances(self, scope: Scope) -> Iterator[Instance]:
        """The dates of both years with what is told on them."""
        groups = self._days_of(scope)
        for year in range(self.site.today.year, self.site.today.year + _YEARS):
            for day, events in groups:
                on = _date_of(day, year)
                happened = [event for event in events if event.year <= year]
                if on is None or not happened:
                    continue
                if scope.whole:
                    yield from ((on, event) for event in happened)
                elif scope.name == "all":
                    yield on, lead_on(self.edition.dataset, on)
                else:
                    yield on, heaviest(happened)

    def _days_of(self, scope: Scope) -> list[tuple[MonthDay, list[Event]]]:
        """The scope's entries by the day on which they are told."""
        events: Iterable[Event] = self.edition.events
        if scope.countries and not scope.whole:
            events = self.edition.by_country[scope.countries[0]]
        elif scope.topic:
            events = self.edition.by_topic[scope.topic]
        elif scope.whole:
            events = narrowed(self.edition.events, countries=scope.countries)
        found: dict[MonthDay, list[Event]] = {}
        for event in events:
            found.setdefault(event.day, []).append(event)
        return [(day, found[day]) for day in DAYS if day in found]

    def _calendar(self, scope: Scope, instances: Iterable[Instance]) -> bytes:
        frame: bytes = _frame(scope.title(self.edition)).to_ical()
        head, end, last = frame.partition(b"END:VCALENDAR")
        events = (self._event(on, event) for on, event in instances)
        return b"".join([head, *events, end, last])

    def _event(self, on: date, event: Event) -> bytes:
        if event.id not in self._made:
            self._made[event.id] = self._rendered(event)
        year = f"{on.year:04}".encode()
        return (
            self._made[event.id]
            .replace(b"UID:" + _ANY_YEAR, b"UID:" + year + b"-")
            .replace(b":19700101\r\n", f":{on:%Y%m%d}\r\n".encode())
            .replace(b":19700102\r\n", f":{on + timedelta(days=1):%Y%m%d}\r\n".encode())
            .replace(b"DTSTAMP:1970", b"DTSTAMP:" + year)
        )

    def _rendered(self, event: Event) -> bytes:
        from icalendar import Event as Component

        words = self.edition.words
        url = self.site.url(paths.page(self.edition.code, paths.entry(event.id)))
        sources = "\n".join(f"{s.publisher}: {s.url}" for s in event.sources)
        made = Component()
        made.add("uid", f"0000-{event.id}.{self.edition.code}@onthisday")
        made.add("dtstamp", datetime(1970, 1, 1, tzinfo=UTC))
        made.add("dtstart", _ANY_DAY)
        made.add("dtend", _ANY_DAY + timedelta(days=1))
        made.add("summary", _clean(f"{words.year_of(event)} · {event.title}"))
        made.add("description", _clean(f"{event.text}\n\n{sources}"))
        made.add("url", url)
        made.add("categories", list(event.topics))
        made.add("transp", "TRANSPARENT")
        body: bytes = made.to_ical()
        return body


def outputs(site: Site) -> Iterator[Output]:
    """The calendars of all languages."""
    for edition in site.editions:
        yield from Calendars(site, edition).outputs()


def _date_of(day: MonthDay, year: int) -> date | None:
    """The day in a year; what happened on 29 February is told on the 28th in common years."""
    return day.in_year(year) if day == LEAP_DAY else date(year, *day)


def _clean(text: str) -> str:
    return "".join(s for s in text if s == "\n" or (s >= " " and not "\ud800" <= s <= "\udfff"))


def _frame(title: str) -> Calendar:
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//On This Day//site//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", title)
    made.add("name", title)
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "P1D")
    return made
