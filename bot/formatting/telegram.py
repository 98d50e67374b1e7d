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

from bot.dates import MonthDay
from bot.events import Correction, Event, Source
from bot.formatting.correction_notes import Notes, note_lines
from bot.formatting.date_head import Head, dates_of
from bot.formatting.length import CAPTION_LIMIT, TELEGRAM_LIMIT, telegram_length
from bot.formatting.text_helpers import language_of
from bot.i18n.languages import Html, Language
from bot.post import Button, Earlier, PictureKind, Post
from bot.selection import Choice
from bot.text import escaped

PLATFORM = "telegram"
MARKUP_LIMIT = (
    9000  # characters of tags and addresses besides the text; Telegram drops what is over
)
PUBLISHERS = 3  # that a post names of an entry; the button shows all sources
_TAG = re.compile(r"<[^>]*>")


class Block(NamedTuple):
    """A part of a post: blocks with the highest ``rank`` go first when there is no room."""

    html: str
    rank: int = 0
    tight: bool = False  # follows the block before it on the next line, without a blank one


def day_post(
    choice: Choice,
    on: date,
    *,
    story: Sequence[Earlier] = (),
    head: Head = Head(),  # noqa: B008
    with_credit: bool = False,
) -> Post:
    """The channel's post of a date; its text has at most 4,096 characters after parsing.

    ``story`` are the events that the lead follows, with the addresses of their own posts.
    ``with_credit`` names who made the lead's own picture.
    """
    line = earlier_line(story, on)
    first_lines = head_lines(on, language_of(choice.lead), head=head)
    text = day_text(choice, on, head=first_lines, earlier=line, with_credit=with_credit)
    return Post(
        platform=PLATFORM,
        text=text,
        length=telegram_length(plain(text)),
        limit=TELEGRAM_LIMIT,
        events=choice.events,
        button=Button(language_of(choice.lead).plain("post_more"), start=f"e_{choice.lead.id}"),
        earlier=line,
        story=tuple(story),
    )


def picture_kind(post: Post) -> PictureKind:
    """How a picture goes with a post: as a photo where the text is short enough for a caption."""
    return PictureKind.PHOTO if post.length <= CAPTION_LIMIT else PictureKind.PREVIEW


def day_text(
    choice: Choice,
    on: date,
    *,
    head: str = "",
    earlier: str,
    notes: Notes | None = None,
    limit: int = TELEGRAM_LIMIT,
    with_credit: bool = False,
) -> str:
    """The text of a date's post, made anew for a correction as it was made at first.

    ``head`` are its finished first lines, ``earlier`` is the finished line of earlier posts, and
    ``notes`` what was put right since. ``limit`` is what fits: a photo stays a photo.
    ``with_credit`` names who made the lead's own picture.
    """
    found = notes or {}
    first = head or head_lines(on, language_of(choice.lead), head=Head())
    room = limit - telegram_length(plain(first))
    lead_notes = _last_notes(choice.lead, on, found.get(choice.lead.id, ()), room=room)
    blocks = [
        Block(first),
        *lead_blocks(choice.lead, on, notes=lead_notes),
        Block(earlier, rank=3),
        *_also_blocks(choice.more, on, notes=found),
        Block(_credit(choice.lead) if with_credit else ""),
        Block(hashtags(choice.lead), rank=1),
    ]
    return fitted(blocks, limit=limit)


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


def fits(markup: str, *, limit: int = TELEGRAM_LIMIT) -> bool:
    """Whether Telegram takes the text whole."""
    seen = plain(markup)
    return telegram_length(seen) <= limit and len(markup) - len(seen) <= MARKUP_LIMIT


def fitted(blocks: Sequence[Block], *, limit: int = TELEGRAM_LIMIT) -> str:
    """The blocks as one text, a blank line between them; what does not fit is left out whole."""
    kept = [block for block in blocks if block.html]
    while True:
        text = "".join(("\n" if b.tight else "\n\n") + b.html for b in kept).lstrip("\n")
        if fits(text, limit=limit):
            return text
        worst = max(block.rank for block in kept)
        last = max(n for n, block in enumerate(kept) if block.rank == worst)
        del kept[last]


def head_lines(on: date, words: Language, *, head: Head) -> str:
    """The date, the reader's own calendar bold and the others below, and the day's name."""
    first, *others = dates_of(on, words, calendars=head.calendars)
    lines = [f"<b>{first}</b>", " · ".join(others)]
    if head.occasion:
        lines.append(words.text("occasion_today", day=head.occasion))
    return "\n".join(filter(None, lines))


def head_of(text: str) -> str:
    """The first lines of a post on air, as ``head_lines`` made them."""
    return text.partition("\n\n")[0]


def lead_blocks(event: Event, on: date, *, notes: Sequence[Correction] = ()) -> list[Block]:
    """Headline, text, the context that opens at a tap, and how long ago with the source.

    Corrections follow the text; what is retracted is struck through and explained.
    """
    note = Block(_noted(event, on, notes))
    if event.retracted is not None:
        struck = f"<s>{escaped(event.text)}</s>"
        return [Block(f"<s>{_heading(event, on)}</s>", rank=4), Block(struck, rank=6), note]
    words = language_of(event)
    told = words.text("told", ago=words.ago(event.year, on.year), sources=_sources(event))
    if event.julian:
        told = Html(f"{told}\n<i>{words.text('julian')}</i>")
    context = f"<blockquote expandable>{escaped(event.context)}</blockquote>"
    return [
        Block(_heading(event, on), rank=4),
        Block(escaped(event.text), rank=6),
        note,
        Block(context if event.context else "", rank=7),
        Block(told, rank=5),
    ]


def _sources(event: Event) -> Html:
    """The first publishers, each linked to its page; those in another language are marked so."""
    words = language_of(event)
    links = Html(words.comma.join(map(source_link, event.first_sources[:PUBLISHERS])))
    return words.text("in_english", source=links) if event.language != "en" else links


def _noted(event: Event, on: date, notes: Sequence[Correction], *, own_day: bool = True) -> str:
    """What was put right, in italics; empty for an entry that is as it was."""
    lines = note_lines(event, on, notes, own_day=own_day)
    return f"<i>{escaped(chr(10).join(lines))}</i>" if lines else ""


def _credit(event: Event) -> str:
    """Who made the picture of an entry, and its licence, in italics; empty without a picture."""
    if event.picture is None or event.retracted is not None:
        return ""
    picture, words = event.picture, language_of(event)
    line = words.text("picture_credit", credit=picture.credit, licence=picture.licence)
    return f"<i>{line}</i>"


def _last_notes(
    event: Event, on: date, notes: Sequence[Correction], *, room: int
) -> Sequence[Correction]:
    """The last notes that fit into so many characters; the very last one always does."""
    lines = note_lines(event, on, notes)
    while len(notes) > 1 and telegram_length("\n".join(lines)) + 2 > room:
        notes = notes[1:]
        lines = note_lines(event, on, notes)
    return notes


def _heading(event: Event, on: date) -> str:
    return f"<b>{_line(event, on)}</b>"


def source_link(source: Source) -> str:
    """The publisher's name as a link to the page."""
    return linked(source.publisher, source.url)


def when(event: Event, on: date) -> str:
    """The year, or the full date for a leap day's event that is told on 28 February."""
    words = language_of(event)
    own = event.day == MonthDay.of(on)
    return words.year_of(event) if own else words.full_day(event.day, event.year)


def _line(event: Event, on: date) -> str:
    """``1983 · US lifts its hold``: the year and the title."""
    return f"{escaped(when(event, on))} · {escaped(event.title)}"


def named(event: Event) -> str:
    """``June 1982, Israel invades Lebanon``: how the post of a later event names this one."""
    words = language_of(event)
    month = words.month(event.day, event.year)
    return words.plain("post_named", month=month, title=event.title)


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
        own = language_of(event)
        first = f"{own.plain('earlier')} "
        start = first if not line else "\n" if line.endswith("</i>") else own.plain("post_and")
        line += start + (f"<s>{words}</s>" if event.retracted else words)
        line += f"\n{note}" if note else ""
    return line


def _also_blocks(more: Sequence[Event], on: date, *, notes: Notes) -> list[Block]:
    """The other events as one-liners, the first with their heading; the last go first at need,
    and those that were corrected stay.
    """
    blocks = []
    for number, event in enumerate(more):
        heading = "" if number else f"<b>{_also(event, on)}</b>\n"
        line = _line(event, on)
        note = _noted(event, on, notes.get(event.id, ()))
        if note:
            line = f"<s>{line}</s>\n{note}" if event.retracted else f"{line}\n{note}"
        blocks.append(Block(heading + line, rank=2 if note else 8, tight=not heading))
    return blocks


def _also(event: Event, on: date) -> str:
    words = language_of(event)
    return words.text("post_also", day=words.day(MonthDay.of(on)))


def hashtags(event: Event) -> str:
    """At most two, and stable: the bot's own and the lead's first topic."""
    words = language_of(event)
    topics = [words.word(topic).replace(" ", "_") for topic in event.topics[:1]]
    return " ".join([words.plain("hashtag"), *(f"#{topic}" for topic in topics)])
