"""The entries that a change touches, as Markdown for a pull request's comment.

The texts come from strangers: they are put in fences, where nothing is a link, a mention or a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.authoring.diff import Change
from bot.authoring.lint.linter import Finding, counted
from bot.composer import STORY
from bot.events import Event
from bot.formatting import telegram, x
from bot.formatting.platforms import PLATFORMS
from bot.post import Earlier, Post
from bot.selection import Choice

MOST = 60_000  # characters; a comment on GitHub has at most 65,536


def markdown(changes: Sequence[Change], others: Sequence[Finding], today: date) -> str:
    """Both posts with lengths, and the findings, of every change; whole entries, as fit."""
    findings = [*others, *(finding for change in changes for finding in change.findings)]
    count = len(changes)
    head = f"### {count} {'entry' if count == 1 else 'entries'} touched, "
    parts = [head + (counted(findings) or "no findings"), *_findings(others)]
    size = sum(map(len, parts))
    for number, change in enumerate(changes):
        part = "\n\n".join(_change(change, today))
        size += len(part) + 2
        if size > MOST:
            parts.append(
                f"_{count - number} more do not fit here: see `onthisday preview --changed`._"
            )
            break
        parts.append(part)
    return "\n\n".join(parts) + "\n"


def _change(change: Change, today: date) -> Iterator[str]:
    name = change.id if re.fullmatch(r"[\w -]+", change.id) else "an entry with a wrong id"
    yield f"#### `{name}` ({change.kind})"
    yield from _findings(change.findings)
    event = change.event
    if event is None or not (event.title and event.text and event.sources):
        if change.kind not in ("gone", "retired"):
            yield "_No preview before its errors are mended._"
        return
    on = event.day.next_from(today)
    if event.year > on.year or event.retracted is not None:
        yield "_It is not told._"
    else:
        yield from _shown(event, change.earlier, on=on)
    if event.corrections or event.retracted is not None:
        yield from _put_right(event, today)


def _shown(event: Event, earlier: Sequence[Event], *, on: date) -> Iterator[str]:
    """Both posts of a date, as they will be made."""
    for post in _posts(event, earlier, on=on):
        yield f"{post.platform}, {post.length} of {post.limit} characters, {on:%d %B %Y}:"
        yield _fenced(PLATFORMS[post.platform].shown(post.text))


def _put_right(event: Event, today: date) -> Iterator[str]:
    """How the last post of an entry will look on air once it is put right: edited on Telegram, and
    on X answered by one that says so.
    """
    on = event.day.last_until(today)
    notes = {event.id: event.corrections}
    yield f"Put right on air, the post of {on:%d %B %Y}, on {telegram.PLATFORM}:"
    text = telegram.day_text(Choice(event, ()), on, earlier="", notes=notes)
    yield _fenced(telegram.plain(text))
    if post := x.correction_post(event, on, notes=event.corrections[-1:]):
        yield f"and below it on {x.PLATFORM}, {post.length} of {post.limit} characters:"
        yield _fenced(post.text)


def _posts(event: Event, earlier: Sequence[Event], *, on: date) -> list[Post]:
    """Both posts with the entry as their lead."""
    choice, story = Choice(event, ()), [Earlier(other) for other in earlier[-STORY:]]
    return [platform.day_post(choice, on, story=story) for platform in PLATFORMS.values()]


def _findings(findings: Sequence[Finding]) -> list[str]:
    return [_fenced("\n".join(map(str, findings)))] if findings else []


def _fenced(text: str) -> str:
    """A block of plain text, with a fence longer than any in it."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"
