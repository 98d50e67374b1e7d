"""An entry as the pages show it: plain values in the words of its language, not yet escaped."""

from __future__ import annotations

from typing import NamedTuple

from bot.dates import MonthDay
from bot.events import Event, Source
from bot.site import paths
from bot.site.edition import Edition


class Link(NamedTuple):
    """A name and the address behind it, from the root of the host."""

    name: str
    url: str


class Item(NamedTuple):
    """An entry on a page. ``iso`` is its date as ISO 8601 has it; ``kind`` is empty for events."""

    id: str
    url: str
    title: str
    text: str
    context: str
    year: str
    date: str
    iso: str
    day: Link
    kind: str
    countries: list[Link]
    topics: list[Link]
    sources: tuple[Source, ...]
    julian: bool
    contested: bool
    notes: list[str]
    retracted: str
    language: str


def item_of(edition: Edition, event: Event, *, root: str) -> Item:
    """An entry in the words of its edition; ``root`` is the path of the site on its host."""
    words = edition.words
    base = root + paths.page(edition.code)
    return Item(
        id=event.id,
        url=base + paths.entry(event.id),
        title=event.title,
        text=event.text,
        context=event.context,
        year=words.year_of(event),
        date=words.full_day(event.day, event.year),
        iso=iso_date(event.year, event.day),
        day=Link(words.day(event.day), base + paths.day(event.day)),
        kind="" if event.kind == "event" else words.word(f"site_kind_{event.kind}"),
        countries=[
            Link(country_name(edition, c), base + paths.country(c)) for c in event.countries
        ],
        topics=[Link(topic_name(edition, t), base + paths.topic(t)) for t in event.topics],
        sources=event.sources,
        julian=event.julian,
        contested="contested" in event.sensitivity,
        notes=_notes(edition, event),
        retracted=_retraction(edition, event),
        language=event.language,
    )


def iso_date(year: int, day: MonthDay) -> str:
    """``1983-05-20``; before the common era with ISO's year 0, ``-0043-03-15`` for 44 BCE."""
    number = year if year > 0 else year + 1
    return f"{number:05}-{day}" if number < 0 else f"{number:04}-{day}"


def country_name(edition: Edition, code: str) -> str:
    """The name of a country in the edition's language."""
    return edition.words.names_of_countries().get(code, code)


def topic_name(edition: Edition, topic: str) -> str:
    """The name of a topic, as it may begin a line."""
    name = edition.words.word(topic)
    return name[:1].upper() + name[1:]


def _notes(edition: Edition, event: Event) -> list[str]:
    words = edition.words
    return [
        words.plain(
            "corrected", on=words.full_day(MonthDay.of(note.on), note.on.year), note=note.note
        )
        for note in event.corrections
    ]


def _retraction(edition: Edition, event: Event) -> str:
    gone, words = event.retracted, edition.words
    if gone is None:
        return ""
    day = words.full_day(MonthDay.of(gone.on), gone.on.year)
    return words.plain("taken_back", on=day, why=gone.why)
