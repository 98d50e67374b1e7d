"""The day's post as X wants it: the lead alone, in plain text of 280 weighted characters.

No link, since X charges thirteen times as much for a post with one: the source is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from bot.dates import MonthDay, year_words
from bot.events import Correction, Event
from bot.formatting.correction_notes import day_of, full_day
from bot.formatting.length import X_LIMIT, has_link, x_length
from bot.formatting.text_helpers import ago, capital, publishers, sentence
from bot.post import Earlier, Post
from bot.selection import Choice
from bot.text import defused

PLATFORM = "x"
HASHTAG = "#OnThisDay"
POST_COST = Decimal("0.015")
LINK_POST_COST = Decimal("0.200")


def day_post(choice: Choice, on: date, *, story: Sequence[Earlier] = ()) -> Post:
    """The account's post of a date: the lead's day, text, years ago and source; no ``story``.

    What does not fit is left out whole: the title stands for the text, then the source goes.
    "Years ago" makes it differ from last year's, which X would refuse as a duplicate.
    """
    del story
    return _fitting(choice.lead, versions(choice.lead, on))


def address(target: str, remote_id: str) -> str:
    """The address of a post, which X resolves without the account's name."""
    del target
    return f"https://x.com/i/status/{remote_id}"


def correction_post(event: Event, on: date, *, notes: Sequence[Correction]) -> Post:
    """What puts the post of a date right, by itself or as a reply: the note, then the fact.

    What does not fit is left out whole; a note is never cut, since that could turn its sense.
    """
    return _fitting(event, _taken_back(event, on) if event.retracted else _put(event, on, notes))


def replacing_post(event: Event, on: date, *, notes: Sequence[Correction]) -> Post:
    """What stands in place of the post of a date, once that is deleted."""
    if event.retracted is not None:
        return correction_post(event, on, notes=notes)
    mark = f"Corrected {day_of(notes[-1].on, on)}" if notes else "Corrected"
    ends = (f"{mark}: {_joined(notes)}", f"{mark}.") if notes else (f"{mark}.",)
    return _fitting(event, (f"{text}\n\n{end}" for text in versions(event, on) for end in ends))


def _fitting(event: Event, versions: Iterable[str]) -> Post:
    """The first version that fits."""
    text = next(text for text in versions if x_length(text) <= X_LIMIT)
    return Post(
        platform=PLATFORM,
        text=text,
        length=x_length(text),
        limit=X_LIMIT,
        events=(event,),
        cost_usd=LINK_POST_COST if has_link(text) else POST_COST,
    )


def _put(event: Event, on: date, notes: Sequence[Correction]) -> Iterator[str]:
    """A correction in ever shorter forms; the last one always fits."""
    head = f"Correction to our post of {full_day(on)}"
    told = [f"{_head(event, event.day)}: {defused(t)}" for t in (event.text, sentence(event.title))]
    if notes:
        yield from (f"{head}: {_joined(notes)}\n\n{fact}" for fact in told)
        yield f"{head}: {_joined(notes)}"
    yield from (f"{head}. It should read:\n\n{fact}" for fact in told)
    yield f"{head}: what it said was not right."


def _taken_back(event: Event, on: date) -> Iterator[str]:
    """A retraction in ever shorter forms; the last one always fits."""
    assert event.retracted is not None
    head = f"We take back our post of {full_day(on)}"
    about, why = f' about "{defused(event.title)}"', sentence(defused(event.retracted.why))
    yield from (f"{head}{about}: {why}", f"{head}: {why}", f"{head}{about}.", f"{head}.")


def _joined(notes: Sequence[Correction]) -> str:
    return " ".join(sentence(defused(note.note)) for note in notes)


def versions(event: Event, on: date) -> Iterator[str]:
    """The post in ever shorter forms; the last one always fits."""
    day = MonthDay.of(on) if event.day == MonthDay.of(on) else event.day
    head = _head(event, day)
    years = sentence(capital(ago(event.year, on.year)))
    source = f" Source: {sentence(defused(publishers(event)))}"
    for told in (defused(event.text), defused(sentence(event.title))):
        for after in (source, ""):
            yield f"{head}: {told}\n\n{years}{after} {HASHTAG}"
    yield f"{head}.\n\n{years} {HASHTAG}"


def _head(event: Event, day: MonthDay) -> str:
    """The date that the fact is told under."""
    head = f"{day.words} {year_words(event.year)}"
    return f"{head} (Julian calendar)" if event.julian else head
