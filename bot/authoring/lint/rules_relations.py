"""Rules for entries together: titles, stories, likeness, and their state before."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, product

from rapidfuzz import fuzz

from bot.authoring.lint.findings import Note, warning
from bot.dataset.retired import Retired
from bot.events import Event

ALIKE = 70  # of 100, for title and text, or for either in the same year; true entries reach 64
SAME = 40  # below it, title and text have nothing in common with what they were

Numbered = Sequence[tuple[int, Event]]
Told = Iterator[tuple[int, Note]]


def titles(entries: Numbered) -> Told:
    """No two entries have one title."""
    seen: dict[str, Event] = {}
    for number, event in entries:
        first = seen.setdefault(event.title.casefold(), event)
        if event.title and first is not event:
            yield number, Note("title", f"expected a title of its own, got that of {first.id}")


def stories(entries: Numbered, known: Container[str], retired: Mapping[str, Retired]) -> Told:
    """Each followed entry exists, is earlier and is not retired; nothing follows itself.

    ``known`` has every id of the file, those of unreadable entries too.
    """
    by_id = {event.id: event for _, event in entries}
    for number, event in entries:
        for name in event.follows:
            if gone := retired.get(name):
                yield number, warning("follows", f"{name} is no longer told: {gone.why}")
            elif note := _followed(event, name, by_id=by_id, known=known):
                yield number, note
    for number, event in entries:
        if event.follows and _returns(event, by_id):
            yield number, Note("follows", "leads back to this entry in a circle")


def _followed(
    event: Event, name: str, *, by_id: Mapping[str, Event], known: Container[str]
) -> Note | None:
    earlier = by_id.get(name)
    if earlier is None:
        return None if name in known else Note("follows", f"there is no entry {name}")
    if earlier.moment > event.moment:
        return Note("follows", f"{name} is later than this entry: {earlier.date_words}")
    if earlier.retracted is not None:
        return warning("follows", f"{name} is taken back and no longer told")
    return None


def _returns(event: Event, by_id: Mapping[str, Event]) -> bool:
    """True if the entries of the same date that it follows lead back to it."""
    seen: set[str] = set()
    todo = list(event.follows)
    while todo:
        name = todo.pop()
        found = by_id.get(name)
        if name == event.id:
            return True
        if found is not None and name not in seen and found.moment >= event.moment:
            seen.add(name)
            todo += found.follows
    return False


def duplicates(entries: Numbered) -> Told:
    """Pairs of one day, or of two days running, with nearly the same content."""
    by_day: dict[tuple[int, int], list[tuple[int, Event]]] = {}
    for number, event in entries:
        if event.retracted is None and event.title:
            by_day.setdefault(event.day, []).append((number, event))
    for of_day in by_day.values():
        for (_, first), (number, second) in combinations(of_day, 2):
            if alike(first, second):
                yield number, warning("title", f"tells nearly the same as {first.id}")
    for day, of_day in by_day.items():
        for (_, first), (number, second) in product(of_day, by_day.get(_next(*day), ())):
            if first.year == second.year and same_event(first, second):
                sentence = f"tells nearly the same as {first.id}, a day later"
                yield number, warning("title", sentence)


def _next(month: int, day: int) -> tuple[int, int]:
    """The day of the year after one; 29 February is there every year."""
    after = date(2000, month, day) + timedelta(1)
    return after.month, after.day


def same_event(a: Event, b: Event) -> bool:
    """True if title and text of two entries are both nearly the same."""
    if not fuzz.token_set_ratio(a.title, b.title, score_cutoff=ALIKE):
        return False
    return bool(fuzz.token_set_ratio(a.text, b.text, score_cutoff=ALIKE))


def alike(a: Event, b: Event) -> bool:
    """True if two entries of one day are probably the same event, a year mistyped included."""
    title = fuzz.token_set_ratio(a.title, b.title, score_cutoff=ALIKE)
    if not title and a.year != b.year:
        return False
    text = fuzz.token_set_ratio(a.text, b.text, score_cutoff=ALIKE)
    return bool(title and text) if a.year != b.year else bool(title or text)


def changes(entries: Numbered, before: Mapping[str, Event]) -> Told:
    """Ids that mean another event than in ``before``, the last commit's entries by id.

    A new date is fine with a note under ``corrections`` of what was wrong.
    """
    for number, event in entries:
        old = before.get(event.id)
        if old is None or old == event:
            continue
        titles = fuzz.token_set_ratio(old.title, event.title)
        if max(titles, fuzz.token_set_ratio(old.text, event.text)) < SAME:
            yield number, Note("id", f'stood for "{old.title}" before; give this a new id')
        elif (old.moment, old.kind) != (event.moment, event.kind) and (
            len(event.corrections) <= len(old.corrections)
        ):
            was = f"was {old.kind} of {old.date_words} before"
            yield number, warning("day", f"{was}; say under corrections what was wrong")
