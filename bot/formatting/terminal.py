"""The answers of the command line: plain text, wrapped to a width."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date

from bot.calendars import ReaderCalendars
from bot.dates import year_words
from bot.events import Event
from bot.formatting.date_head import dates_of
from bot.formatting.text_helpers import language_of
from bot.i18n.languages import language

NOTHING = "Nothing is known for this day yet."


def day_page(
    events: Sequence[Event],
    on: date,
    *,
    width: int = 88,
    calendars: ReaderCalendars = ReaderCalendars(),  # noqa: B008
    days: Sequence[str] = (),
    notes: Sequence[str] = (),
    nothing: str = NOTHING,
) -> str:
    """All events of a date, as they happened, with their texts and sources; or ``nothing``.

    Above them the date in the reader's calendars, the recurring ``days`` that it is, and ``notes``.
    """
    head = [
        " · ".join(dates_of(on, language("en"), calendars=calendars)),
        *textwrap.wrap(" · ".join(days), width),
        *notes,
    ]
    told = [_entry(event, on, width) for event in events]
    return "\n\n".join(["\n".join(head), *(told or [nothing])]) + "\n"


def list_page(head: str, events: Sequence[Event], *, width: int = 88) -> str:
    """The dates and titles of entries, a line each, under a head."""
    days = [f"{event.day.words} {year_words(event.year)}" for event in events]
    indent = max(map(len, days)) + 2
    lines = [
        textwrap.fill(
            f"{day:{indent}}{event.title}",
            max(width, indent + 20),
            subsequent_indent=" " * indent,
            break_on_hyphens=False,
        )
        for day, event in zip(days, events, strict=True)
    ]
    return "\n".join([head, "", *lines]) + "\n"


def entry_page(event: Event, today: date, *, width: int = 88) -> str:
    """One entry, with its full date, its text, its context and its sources."""
    context = textwrap.indent(textwrap.fill(event.context, max(width - 6, 20)), "      ")
    told = _entry(event, event.day.next_from(today), width)
    head = f"{event.day.words} {year_words(event.year)}"
    return "\n\n".join(filter(None, [head, told, context])) + "\n"


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
