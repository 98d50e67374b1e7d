"""The frozen records that everything shares: an event of history and its parts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from bot.dates import MonthDay, is_julian, year_words

TOLD = ("title", "text", "context", "brief")
"""The keys of what readers are told, each of which another language has in its own words."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source with which a reader can check an event."""

    publisher: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom an event names; ``gender`` is ``m``, ``f``, ``x`` or empty."""

    name: str
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of a published entry, and its date."""

    on: date
    note: str


@dataclass(frozen=True, slots=True)
class Retraction:
    """The retraction of an entry: its reason and its date."""

    on: date
    why: str


@dataclass(frozen=True, slots=True)
class EventPicture:
    """A real picture of an entry: its file, its maker and licence, and what can be seen in it."""

    file: str
    credit: str
    licence: str
    alt: str


@dataclass(frozen=True, slots=True)
class Event:
    """One dated entry of the dataset; the keys are explained in ``dataset/schema.py``."""

    id: str
    day: MonthDay
    year: int
    kind: str
    title: str
    text: str
    sources: tuple[Source, ...]
    weight: int
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    context: str = ""
    brief: str = ""  # the whole in one breath, which the post on X tells
    sensitivity: tuple[str, ...] = ()
    lead: bool | None = None  # whether it may lead where others may; by default events may
    calendar: str = ""  # julian for an old-style day after October 1582
    solar: str = ""
    hijri: str = ""
    aliases: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    follows: tuple[str, ...] = ()
    picture: EventPicture | None = None
    corrections: tuple[Correction, ...] = ()
    retracted: Retraction | None = None
    language: str = "en"  # of what it tells; the records of the dataset are English
    stale: bool = field(default=False, compare=False)  # translated from what is not the English now

    @property
    def first_sources(self) -> tuple[Source, ...]:
        """The first source of each publisher, in their order."""
        found: dict[str, Source] = {}
        for source in self.sources:
            found.setdefault(source.publisher, source)
        return tuple(found.values())

    @property
    def sober(self) -> bool:
        """True if the entry asks for a sober form: no emoji, no exclamation."""
        return bool(self.sensitivity)

    @property
    def julian(self) -> bool:
        """True if the day is a Julian one."""
        return self.calendar == "julian" or is_julian(self.year, self.day)

    @property
    def date_words(self) -> str:
        """``20 May 1983``."""
        return f"{self.day.words} {year_words(self.year)}"

    @property
    def month_words(self) -> str:
        """``May 1983``."""
        return self.date_words.split(" ", 1)[1]

    @property
    def moment(self) -> tuple[int, int, int]:
        """Year, month, day: sorts events as they happened."""
        return (self.year, *self.day)

    def to_json(self) -> str:
        """The whole content, for the ledger; ``from_json`` reads it back."""
        return json.dumps(asdict(self), ensure_ascii=False, default=date.isoformat)

    @classmethod
    def from_json(cls, text: str) -> Event:
        """The event that ``to_json`` wrote."""
        return cls.stored(json.loads(text))

    @classmethod
    def stored(cls, table: dict[str, Any]) -> Event:
        """The event of a table that a ledger keeps; keys of a newer program, which wrote it before
        the operator went back to this one, are left out.
        """
        return cls.of({name: value for name, value in table.items() if name in cls.__slots__})

    @classmethod
    def of(cls, table: dict[str, Any]) -> Event:
        """An event from plain values whose shape was checked before.

        Lists become tuples and tables records; dates may be texts, a day may be ``05-20``.
        """
        values = dict(table)
        day = values["day"]
        values["day"] = MonthDay.parse(day) if type(day) is str else MonthDay(*day)
        values["sources"] = tuple([Source(**source) for source in values["sources"]])
        for name in ("topics", "countries", "sensitivity", "aliases", "follows"):
            if name in values:
                values[name] = tuple(values[name])
        if "people" in values:
            values["people"] = tuple([Person(**person) for person in values["people"]])
        if "corrections" in values:
            values["corrections"] = tuple([Correction(**_dated(c)) for c in values["corrections"]])
        if values.get("picture"):
            values["picture"] = EventPicture(**values["picture"])
        if values.get("retracted"):
            values["retracted"] = Retraction(**_dated(values["retracted"]))
        return cls(**values)


def _dated(table: dict[str, Any]) -> dict[str, Any]:
    on = table["on"]
    return {**table, "on": on if isinstance(on, date) else date.fromisoformat(on)}
