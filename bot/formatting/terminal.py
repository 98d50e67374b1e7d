"""The answers of the command line: plain text, wrapped to a width."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date

from bot.calendars import hijri_words, solar_words
from bot.dates import day_words, year_words
from bot.events import Event
from bot.formatting.text_helpers import language_of


def day_page(events: Sequence[Event], on: date, *, width: int = 88) -> str:
    """All events of a date, as they happened, with their texts and sources."""
    others = [words for words in (solar_words(on), hijri_words(on)) if words]
    head = " · ".join([day_words(on), *others])
    if not events:
        return f"{head}\n\nNothing is known for this day yet.\n"
    return "\n\n".join([head, *(_entry(event, on, width) for event in events)]) + "\n"


def _entry(event: Event, on: date, width: int) -> str:
    """An entry: year and title, then the rest, indented."""
    day = "" if event.day == (on.month, on.day) else f" ({event.day.words})"
    julian = " Julian date." if event.julian else ""
    told = [
        event.text,
        f"{language_of(event).plain_ago(event.year, on.year)}.{julian}",
        *(f"{source.publisher}: {source.url}" for source in event.sources),
    ]
    lines = [f"{year_words(event.year)}{day}  {event.title}"]
    for paragraph in told:
        lines += textwrap.wrap(
            paragraph, max(width - 6, 20), break_long_words=False, break_on_hyphens=False
        )
    return "\n      ".join(lines)
