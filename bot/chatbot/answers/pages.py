"""The pages that people see: a day, an entry, a list. Telegram HTML within its limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.calendars import (
    HIJRI_RANGE,
    SOLAR_RANGE,
    Calendar,
    CalendarDay,
    hijri,
    hijri_sure,
    solar,
)
from bot.chatbot.answers.subject_filter import subject_name
from bot.chatbot.callback_data import View
from bot.dates import MonthDay
from bot.events import Event
from bot.formatting.telegram import Block, fits, fitted, linked, source_link
from bot.i18n.languages import Html, Language
from bot.selection import first_among
from bot.text import escaped

PAGE = 5  # entries on a page, where the limits allow so many
FEW = 3  # a day with more entries begins with its lead


def ordered(events: Sequence[Event], year: int, *, lead: Event | None) -> list[Event]:
    """The events of a day as they happened; where there are many, one that leads goes first.

    That is ``lead``, the day's, if it is among them, or else the one whose turn it would be
    in that year if these were all.
    """
    found = sorted(events, key=lambda event: (event.moment, event.id))
    if len(found) <= FEW:
        return found
    first = lead if lead in found else first_among(found, year)
    return sorted(found, key=lambda event: event is not first)


def day_pages(
    events: Sequence[Event], view: View, *, language: Language, year: int, note: str = ""
) -> list[tuple[str, list[Event]]]:
    """The pages of a day, each with the entries on it; one page where there is none.

    ``year`` is the present one, from which the years are counted.
    """
    head = "\n".join(filter(None, [date_lines(view.on, language), *_asked_lines(view, language)]))
    tail = f"\n\n{note}" if note else ""
    if not events:
        day = language.day(MonthDay.of(view.on))
        return [(f"{head}\n\n{language.text('nothing', day=day)}{tail}", [])]
    pages: list[tuple[str, list[Event]]] = []
    for event in events:
        entry = _entry(event, view.on, language=language, year=year)
        if pages and len(pages[-1][1]) < PAGE and fits(f"{pages[-1][0]}\n\n{entry}{tail}"):
            pages[-1] = (f"{pages[-1][0]}\n\n{entry}", [*pages[-1][1], event])
        else:
            pages.append((f"{head}\n\n{entry}", [event]))
    return [(text + tail, told) for text, told in pages]


def date_lines(on: date, language: Language) -> str:
    """The date in the three calendars, the Gregorian one bold; a computed one is marked."""
    others = []
    if SOLAR_RANGE[0] <= on <= SOLAR_RANGE[1]:
        others.append(language.day_of(solar(on)))
    if found := hijri(on):
        day = language.day_of(found)
        others.append(day if found.sure else language.text("about", day=day))
    return f"<b>{language.date(on)}</b>" + (f"\n{' · '.join(others)}" if others else "")


def _asked_lines(view: View, language: Language) -> list[str]:
    """Lines for the year, the other calendar, the country or the topic that was asked for."""
    lines: list[str] = []
    if view.asked.startswith("y"):
        year = language.year(int(view.asked[1:]))
        lines.append(language.text("asked_year", year=year))
    elif asked := _other(view):
        sure = asked.calendar is Calendar.SOLAR or hijri_sure(view.on)
        key = "falls" if sure else "falls_computed"
        day, on = language.day_of(asked), language.date(view.on)
        lines.append(language.text(key, day=day, on=on))
    if view.only:
        lines.append(language.text("only", subject=subject_name(view.only, language)))
    return lines


def _other(view: View) -> CalendarDay | None:
    """The date in the calendar in which it was asked for."""
    if view.asked == "s" and SOLAR_RANGE[0] <= view.on <= SOLAR_RANGE[1]:
        return solar(view.on)
    return hijri(view.on) if view.asked == "h" and view.on >= HIJRI_RANGE[0] else None


def _entry(event: Event, on: date, *, language: Language, year: int) -> str:
    """Heading, text, and how long ago with the sources."""
    lines = [
        heading(event, on, language),
        escaped(event.text),
        _told(event, year=year, language=language),
    ]
    return "\n".join(lines)


def heading(event: Event, on: date, language: Language) -> str:
    """The year and the title; the full date for a leap day's event told on 28 February."""
    own = event.day == MonthDay.of(on)
    title = escaped(event.title) if own else _title(event, language)
    return f"<b>{when(event, on, language)} · {title}</b>"


def when(event: Event, on: date, language: Language) -> str:
    """The year of an event, or its full date where it is told on another day than its own."""
    year = language.year(event.year)
    return year if event.day == MonthDay.of(on) else f"{language.day(event.day)} {year}"


def _title(event: Event, language: Language) -> str:
    """The title, kept apart in a right-to-left line."""
    return escaped(language.isolated(event.title))


def _told(event: Event, *, year: int, language: Language) -> str:
    """How long ago it was, and by whose account; a Julian date is marked."""
    names = [_apart(source_link(source), language) for source in event.sources]
    sources = Html(", ".join(dict.fromkeys(names)))
    told = language.text("told", ago=language.ago(event.year, year), sources=sources)
    return f"{told}\n<i>{language.text('julian')}</i>" if event.julian else told


def _apart(markup: str, language: Language) -> str:
    """Finished Latin markup, kept apart in a right-to-left line."""
    isolated = language.isolated("A")
    return isolated.replace("A", markup) if len(isolated) > 1 else markup


def entry_page(event: Event, *, language: Language, year: int, earlier: Sequence[Event]) -> str:
    """One entry with all that is known of it: context, sources, what came before, corrections."""
    title = f"{language.day(event.day)} {language.year(event.year)} · {_title(event, language)}"
    if event.retracted is not None:
        on, why = f"{event.retracted.on:%Y-%m-%d}", event.retracted.why
        taken = language.text("taken_back", on=on, why=why)
        return fitted([Block(f"<s>{title}</s>"), Block(taken, rank=1)])
    sources = [linked(f"{s.publisher}: {s.title}", s.url) for s in event.sources]
    notes = [
        language.text("corrected", on=f"{c.on:%Y-%m-%d}", note=c.note) for c in event.corrections
    ]
    julian = f"\n<i>{language.text('julian')}</i>" if event.julian else ""
    before = [f"{escaped(e.date_words)} · {escaped(e.title)}" for e in earlier]
    return fitted(
        [
            Block(f"<b>{title}</b>"),
            Block(f"{escaped(event.text)}\n{language.ago(event.year, year)}{julian}", rank=1),
            Block(escaped(event.context), rank=3),
            Block("\n".join([language.text("earlier"), *before]) if before else "", rank=4),
            Block("\n".join([language.text("sources"), *sources]), rank=2),
            Block("\n".join(notes), rank=2),
        ]
    )


def list_page(head: str, events: Sequence[Event], *, language: Language) -> str:
    """Numbered lines, each the date and the title of an entry, under a head."""
    lines = [
        f"{language.digits(number)}. {language.day(event.day)} {language.year(event.year)} · "
        f"{_title(event, language)}"
        for number, event in enumerate(events, 1)
    ]
    return "\n".join([f"<b>{head}</b>", *lines])
