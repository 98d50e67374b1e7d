"""Three days running that are too much alike: one first topic, one country, or all sensitive."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from bot.events import Event
from bot.selection.rules import is_sensitive


class Kind(Enum):
    """A feature common to three leads in a row; the value is its weight against a lead."""

    COUNTRY = 3
    TOPIC = 1
    SENSITIVE = 2


def run_of(a: Event, b: Event, c: Event) -> Iterator[Kind]:
    """The features common to the leads of three days in a row."""
    if not set(a.countries).isdisjoint(set(b.countries).intersection(c.countries)):
        yield Kind.COUNTRY
    if a.topics and a.topics[:1] == b.topics[:1] == c.topics[:1]:
        yield Kind.TOPIC
    if is_sensitive(a) and is_sensitive(b) and is_sensitive(c):
        yield Kind.SENSITIVE
