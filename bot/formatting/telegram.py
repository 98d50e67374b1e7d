"""The day's post as Telegram wants it: HTML of the few tags that it knows.

Every value is escaped and every template is well-formed, so the parser accepts the whole. A
post is made of blocks in the order in which they are read; each has a rank, and where a post
would be too long the blocks of the last rank are left out, whole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.calendars import hijri_words, solar_words
from bot.dates import MonthDay, day_words, year_words
from bot.events import Correction, Event, Source
from bot.formatting.correction_notes import Notes, note_lines
from bot.formatting.length import TELEGRAM_LIMIT, telegram_length
from bot.formatting.text_helpers import ago, capital
from bot.post import Button, Earlier, Post
from bot.selection import Choice
from bot.text import escaped

PLATFORM = "telegram"
MARKUP_LIMIT = 9000  # characters of tags and addresses beside the text; Telegram drops what is over
_TAG = re.compile(r"<[^>]*>")


class Block(NamedTuple):
    """A part of a post: blocks with the highest ``rank`` go first when there is no room."""

    html: str
    rank: int = 0
    tight: bool = False  # follows the block before it on the next line, without a blank one


def day_post(choice: Choice, on: date, *, story: Sequence[Earlier] = ()) -> Post:
    """The channel's post of a date; its text has at most 4,096 characters after parsing.

    ``story`` are the events that the lead follows, with the addresses of their own posts.
    """
    line = earlier_line(story, on)
    text = day_text(choice, on, earlier=line)
    return Post(
        platform=PLATFORM,
        text=text,
        length=telegram_length(plain(text)),
        limit=TELEGRAM_LIMIT,
        events=choice.events,
        button=Button("More, sources, report an error", f"e_{choice.lead.id}"),
        earlier=line,
        story=tuple(story),
    )


def day_text(choice: Choice, on: date, *, earlier: str, notes: Notes | None = None) -> str:
    """The text of a date's post, made anew for a correction as it was made at first.

    ``earlier`` is the finished line of earlier posts, and ``notes`` what was put right since.
    """
    found = notes or {}
    blocks = [
        Block(date_line(on)),
        *lead_blocks(choice.lead, on, notes=found.get(choice.lead.id, ())),
        Block(earlier, rank=3),
        *_also_blocks(choice.more, on, notes=found),
        Block(hashtags(choice.lead), rank=1),
    ]
    return fitted(blocks)


def plain(markup: str) -> str:
    """The text that a reader sees: without tags, entities resolved."""
    return html.unescape(_TAG.sub("", markup))


def address(target: str, remote_id: str) -> str:
    """``https://t.me/name/5``, by the number for a channel without a name; empty for a group."""
    if target.startswith("@"):
        return f"https://t.me/{target[1:]}/{remote_id}"
    inner = target.removeprefix("-100")
    return f"https://t.me/c/{inner}/{remote_id}" if inner != target else ""


def linked(text: str, url: str) -> str:
    """A link; the text is escaped here."""
    return f'<a href="{html.escape(url)}">{escaped(text)}</a>'


def fits(markup: str) -> bool:
    """Whether Telegram takes the text whole."""
    seen = plain(markup)
    return telegram_length(seen) <= TELEGRAM_LIMIT and len(markup) - len(seen) <= MARKUP_LIMIT


def fitted(blocks: Sequence[Block]) -> str:
    """The blocks as one text, a blank line between them; what does not fit is left out whole."""
    kept = [block for block in blocks if block.html]
    while True:
        text = "".join(("\n" if b.tight else "\n\n") + b.html for b in kept).lstrip("\n")
        if fits(text):
            return text
        worst = max(block.rank for block in kept)
        last = max(n for n, block in enumerate(kept) if block.rank == worst)
        del kept[last]


def date_line(on: date) -> str:
    """The date in the three calendars, the Gregorian one bold."""
    others = " · ".join(words for words in (solar_words(on), hijri_words(on)) if words)
    return f"<b>{day_words(on)}</b>" + (f"\n{others}" if others else "")


def lead_blocks(event: Event, on: date, *, notes: Sequence[Correction] = ()) -> list[Block]:
    """Headline, text, how long ago with the source, and the context that opens at a tap.

    Corrections stand below the text; what is retracted is struck through and explained.
    """
    note = Block(_noted(event, on, notes))
    if event.retracted is not None:
        struck = f"<s>{escaped(event.text)}</s>"
        return [Block(f"<s>{_heading(event, on)}</s>", rank=4), Block(struck, rank=6), note]
    told = f"{capital(ago(event.year, on.year))}. Source: {source_link(event.sources[0])}"
    if event.julian:
        told += "\n<i>The date is given in the Julian calendar.</i>"
    context = f"<blockquote expandable>{escaped(event.context)}</blockquote>"
    return [
        Block(_heading(event, on), rank=4),
        Block(escaped(event.text), rank=6),
        note,
        Block(told, rank=5),
        Block(context if event.context else "", rank=7),
    ]


def _noted(event: Event, on: date, notes: Sequence[Correction], *, own_day: bool = True) -> str:
    """What was put right, in italics; empty for an entry that is as it was."""
    lines = note_lines(event, on, notes, own_day=own_day)
    return f"<i>{escaped(chr(10).join(lines))}</i>" if lines else ""


def _heading(event: Event, on: date) -> str:
    return f"<b>{escaped(when(event, on))} · {escaped(event.title)}</b>"


def source_link(source: Source) -> str:
    """The publisher's name as a link to the page."""
    return linked(source.publisher, source.url)


def when(event: Event, on: date) -> str:
    """The year, or the full date for a leap day's event that is told on 28 February."""
    return year_words(event.year) if event.day == MonthDay.of(on) else event.date_words


def named(event: Event) -> str:
    """``June 1982, Israel invades Lebanon``: how the post of a later event names this one."""
    return f"{event.month_words}, {event.title}"


def named_alike(event: Event, other: Event) -> bool:
    """Whether the posts of later events name both states of an entry in the same words."""
    return event.retracted == other.retracted and named(event) == named(other)


def earlier_line(story: Sequence[Earlier], on: date, *, notes: Notes | None = None) -> str:
    """``Earlier: June 1982, ...; ...``, linked where on air; empty without a story.

    What was put right follows in a line of its own, for the events that ``notes`` has; what is
    retracted is struck through.
    """
    line, found = "", notes or {}
    for event, url in story:
        words = linked(named(event), url) if url else escaped(named(event))
        note = _noted(event, on, found[event.id], own_day=False) if event.id in found else ""
        start = "Earlier: " if not line else "\n" if line.endswith("</i>") else "; "
        line += start + (f"<s>{words}</s>" if event.retracted else words)
        line += f"\n{note}" if note else ""
    return line


def _also_blocks(more: Sequence[Event], on: date, *, notes: Notes) -> list[Block]:
    """The other events as one-liners, the first with their heading; the last go first at need,
    and those that were corrected stay.
    """
    blocks = []
    for number, event in enumerate(more):
        heading = "" if number else f"<b>Also on {MonthDay.of(on).words}</b>\n"
        line = f"{escaped(when(event, on))} · {escaped(event.title)}"
        note = _noted(event, on, notes.get(event.id, ()))
        if note:
            line = f"<s>{line}</s>\n{note}" if event.retracted else f"{line}\n{note}"
        blocks.append(Block(heading + line, rank=2 if note else 8, tight=not heading))
    return blocks


def hashtags(event: Event) -> str:
    """At most two, and stable: the bot's own and the lead's first topic."""
    return f"#OnThisDay #{event.topics[0]}" if event.topics else "#OnThisDay"
