"""The page of one entry, and lists of entries. Telegram HTML within its limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.chatbot.answers.day_page import title_of
from bot.chatbot.requester import Requester
from bot.dates import MonthDay
from bot.events import Event
from bot.formatting.telegram import Block, fitted, linked
from bot.i18n.languages import Language
from bot.text import escaped


def entry_page(event: Event, *, requester: Requester, earlier: Sequence[Event]) -> str:
    """One entry with its context, sources, what came before it, and corrections."""
    language, year = requester.language, requester.today.year
    title = f"{language.day(event.day)} {language.year(event.year)} · {title_of(event, language)}"
    if event.retracted is not None:
        on, why = _day(event.retracted.on, language), event.retracted.why
        taken = language.text("taken_back", on=on, why=why)
        return fitted([Block(f"<s>{title}</s>"), Block(taken, rank=1)])
    sources = [linked(f"{s.publisher}: {s.title}", s.url) for s in event.sources]
    notes = [
        language.text("corrected", on=_day(c.on, language), note=c.note) for c in event.corrections
    ]
    julian = f"\n<i>{language.text('julian')}</i>" if event.julian else ""
    before = [
        language.led(f"{language.full_day(e.day, e.year)} · {title_of(e, language)}")
        for e in earlier
    ]
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


def _day(on: date, language: Language) -> str:
    return language.full_day(MonthDay.of(on), on.year)


def list_page(head: str, events: Sequence[Event], *, language: Language) -> str:
    """Numbered lines, each the date and the title of an entry, under a head."""
    lines = [
        f"{language.digits(number)}. {language.day(event.day)} {language.year(event.year)} · "
        f"{title_of(event, language)}"
        for number, event in enumerate(events, 1)
    ]
    return "\n".join([f"<b>{head}</b>", *lines])
