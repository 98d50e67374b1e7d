"""The page of a day: the date in the reader's calendars, and entries under their headings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.calendars import (
    SOLAR_RANGE,
    Calendar,
    CalendarDay,
    HijriCalendar,
    ReaderCalendars,
    calendars_for,
    hijri,
    solar,
)
from bot.chatbot.answers.subject_filter import subject_name
from bot.chatbot.callback_data import View
from bot.chatbot.requester import Requester
from bot.dates import MonthDay
from bot.events import Event
from bot.formatting.date_head import dates_of
from bot.formatting.telegram import fits, source_link
from bot.i18n.languages import Html, Language
from bot.text import escaped

CALENDARS = {
    HijriCalendar.IRAN: "hijri_iran",
    HijriCalendar.UMM_AL_QURA: "hijri_umm_al_qura",
    HijriCalendar.ABOUT: "hijri_about",
    HijriCalendar.NONE: "hijri_none",
}
"""The key of the name of each Hijri calendar."""
PAGE = 5  # entries on a page, where the limits allow so many


class Group(NamedTuple):
    """Entries under a heading; an empty one is not shown."""

    heading: str
    events: list[Event]


class Page(NamedTuple):
    """A page's text, and the entries on it."""

    text: str
    events: list[Event]


def day_pages(
    groups: Sequence[Group],
    view: View,
    *,
    requester: Requester,
    days: Sequence[str] = (),
    missing: str = "",
    note: str = "",
) -> list[Page]:
    """The pages of a day; one page, which says what is ``missing``, where there is no entry.

    ``days`` are recurring ones that fall on it. Years are counted from the requester's today.
    """
    language = requester.language
    lines = [date_lines(view.on, requester), *_recurring(days, language)]
    lines += _asked_lines(view, requester)
    if view.year is not None and not any(e.year == view.year for g in groups for e in g.events):
        lines.append(_no_such_year(view, language))
    head = "\n".join(lines)
    tail = f"\n\n{note}" if note else ""
    if missing:
        return [Page(f"{head}\n\n{missing}{tail}", [])]
    pages: list[Page] = []
    for heading, event in _headed(groups):
        entry = _entry(event, view.on, requester=requester)
        told = f"<i>{heading}</i>\n\n{entry}" if heading else entry
        last = pages[-1] if pages else None
        if last and len(last.events) < PAGE and fits(f"{last.text}\n\n{told}{tail}"):
            pages[-1] = Page(f"{last.text}\n\n{told}", [*last.events, event])
        else:
            pages.append(Page(f"{head}\n\n{told}", [event]))
    return [Page(page.text + tail, page.events) for page in pages]


def _headed(groups: Sequence[Group]) -> list[tuple[str, Event]]:
    """The entries, the first of each group with its heading."""
    return [
        (group.heading if number == 0 else "", event)
        for group in groups
        for number, event in enumerate(group.events)
    ]


def date_lines(on: date, requester: Requester) -> str:
    """The date in the reader's calendars, the own one first and bold; a computed one is marked."""
    language = requester.language
    calendars = ReaderCalendars(calendars_for(language.code), requester.hijri)
    first, *others = dates_of(on, language, calendars=calendars, today=requester.today)
    return f"<b>{first}</b>" + (f"\n{' · '.join(others)}" if others else "")


def _recurring(days: Sequence[str], language: Language) -> list[str]:
    return [language.led(f"🗓 {escaped(day)}") for day in days]


def _asked_lines(view: View, requester: Requester) -> list[str]:
    """Lines for the other calendar, the leap day, the country or the topic that was asked for."""
    lines: list[str] = []
    language = requester.language
    if view.asked.startswith("y") and view.year is not None and view.year < 1:
        lines.append(language.text("asked_year", year=language.year(view.year)))
    if view.leap:
        lines.append(language.text("leap_day", day=language.day(MonthDay.of(view.on))))
    elif asked := _other(view, requester):
        lines.append(_falls(asked, view.on, language=language))
        if whose := _whose(asked, view.on, requester):
            lines.append(whose)
    if view.only:
        lines.append(language.text("only", subject=subject_name(view.only, language)))
    return lines


def _falls(asked: CalendarDay, on: date, *, language: Language) -> str:
    sure = asked.calendar is Calendar.SOLAR or asked.sure
    day = language.day_of(asked)
    return language.text("falls" if sure else "falls_computed", day=day, on=language.date(on))


def _whose(asked: CalendarDay, on: date, requester: Requester) -> str:
    """Whose Hijri calendar a date follows, where the two that are known to the day differ."""
    if asked.calendar is not Calendar.HIJRI or not asked.sure:
        return ""
    known = [hijri(on, by) for by in (HijriCalendar.IRAN, HijriCalendar.UMM_AL_QURA)]
    if len({day and day[:4] for day in known}) < 2:
        return ""
    calendar = requester.language.word(CALENDARS[requester.hijri])
    return f"<i>{requester.language.text('hijri_whose', calendar=calendar)}</i>"


def _no_such_year(view: View, language: Language) -> str:
    assert view.year is not None
    day = language.day(MonthDay.of(view.on))
    return language.text("not_that_year", day=day, year=language.year(view.year))


def _other(view: View, requester: Requester) -> CalendarDay | None:
    """The date in the calendar in which it was asked for."""
    kind, _, day = view.asked[:1].lower(), "", view.asked[1:]
    if kind not in ("s", "h"):
        return None
    calendar = Calendar.SOLAR if kind == "s" else Calendar.HIJRI
    if day:  # what was typed; older buttons say only in which calendar
        year, month, number = map(int, day.split("-"))
        sure = hijri(view.on, requester.hijri, today=requester.today)
        return CalendarDay(calendar, year, month, number, sure=bool(sure and sure.sure))
    if calendar is Calendar.SOLAR:
        return solar(view.on) if SOLAR_RANGE[0] <= view.on <= SOLAR_RANGE[1] else None
    return hijri(view.on, requester.hijri, today=requester.today)


def _entry(event: Event, on: date, *, requester: Requester) -> str:
    """Heading, text, and how long ago with the sources."""
    language = requester.language
    told = _told(event, year=requester.today.year, language=language)
    return "\n".join([heading(event, on, language), escaped(event.text), told])


def heading(event: Event, on: date, language: Language) -> str:
    """The year and the title; the full date for a leap day's event told on 28 February."""
    own = event.day == MonthDay.of(on)
    title = escaped(event.title) if own else title_of(event, language)
    return f"<b>{when(event, on, language)} · {title}</b>"


def when(event: Event, on: date, language: Language) -> str:
    """The year of an event, or its full date where it is told on another day than its own."""
    year = language.year(event.year)
    return year if event.day == MonthDay.of(on) else f"{language.day(event.day)} {year}"


def title_of(event: Event, language: Language) -> str:
    """The title, kept apart in a right-to-left line."""
    return escaped(language.isolated(event.title))


def _told(event: Event, *, year: int, language: Language) -> str:
    """The years since, and the publisher; a Julian date is marked."""
    links = [_apart(source_link(source), language) for source in event.first_sources]
    sources, ago = Html(language.comma.join(links)), language.ago(event.year, year)
    told = language.count("told_by", len(links), ago=ago, sources=sources)
    return f"{told}\n<i>{language.text('julian')}</i>" if event.julian else told


def _apart(markup: str, language: Language) -> str:
    """Finished Latin markup, kept apart in a right-to-left line."""
    isolated = language.isolated("A")
    return isolated.replace("A", markup) if len(isolated) > 1 else markup
