"""Detects the corrections of the dataset that posts on air do not show yet. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.dataset import Dataset
from bot.events import Correction, Event
from bot.formatting.telegram import named_alike
from bot.store import Amended, Amendment, Delivery, Key, Kind

ENGLISH = "en"


def differs(post: Delivery, dataset: Dataset) -> bool:
    """True if an entry of a post has changed in the dataset since it was published."""
    return any(_pairs(post, dataset))


def changed_in_text(post: Delivery, dataset: Dataset) -> Iterator[Event]:
    """The published entries whose wording in the post would be different now."""
    for told, entry, named in _pairs(post, dataset):
        if not named or not named_alike(told, entry):
            yield told


def _pairs(post: Delivery, dataset: Dataset) -> Iterator[tuple[Event, Event, bool]]:
    """Each entry that changed: as it was published, as the dataset has it, and whether the post
    only names it as an earlier event.
    """
    content = post.content
    told = {event.id: (event, False) for event in content.events}
    found = {event.id: (event, True) for event, _ in content.story} | told
    for event, named in found.values():
        entry = dataset.edition(event.language).get(event.id)
        if entry is not None and entry != event:
            yield event, entry, named


def amendments_for(
    post: Delivery, dataset: Dataset, *, noted: Sequence[Amendment]
) -> Iterator[Amendment]:
    """The new amendments of a post by the dataset, without those ``noted`` for it already.

    Each new line of ``corrections`` is one, and a retraction; any other change is none. Where
    the post only names the entry, and in words that stay right, the new line is noted as unseen.
    """
    for told, entry, named in _pairs(post, dataset):
        last = last_noted(noted, told.id)
        known = last.event if last else told
        if not named or not named_alike(known, entry):
            yield from _changes(post.key, known, entry)
        elif new_lines(known.corrections, entry.corrections):
            yield Amendment(post=post.key, event=entry, kind=Kind.SILENT, state=Amended.UNSEEN)


def _changes(post: Key, known: Event, entry: Event) -> Iterator[Amendment]:
    """The amendments that lead from the entry as it is ``known`` to the present one."""
    retracted = entry.retracted is not None and known.retracted is None
    # What is struck through is what was published, not a last wording of it.
    told = (
        replace(known, corrections=entry.corrections, retracted=entry.retracted)
        if retracted
        else entry
    )
    lines = new_lines(known.corrections, entry.corrections)
    for line in lines:
        yield Amendment(post=post, event=told, kind=Kind.CORRECTED, note=line)
    if not lines and _translated_since(known, entry):
        yield Amendment(post=post, event=told, kind=Kind.SILENT)
    if retracted and entry.retracted is not None:
        why = Correction(entry.retracted.on, entry.retracted.why)
        yield Amendment(post=post, event=told, kind=Kind.RETRACTED, note=why)


def _translated_since(known: Event, entry: Event) -> bool:
    """True if notes that a post shows in English have a translation now, or its text has."""
    is_news = known.corrections != entry.corrections or (known.stale and not entry.stale)
    return (
        entry.language != ENGLISH and is_news and len(known.corrections) == len(entry.corrections)
    )


def new_lines(known: Sequence[Correction], now: Sequence[Correction]) -> list[Correction]:
    """The lines by which ``corrections`` grew; a line that was only reworded is none."""
    grown = len(now) - len(known)
    unknown = [line for line in now if line not in known]
    return unknown[-grown:] if grown > 0 else []


def last_noted(noted: Iterable[Amendment], event_id: str) -> Amendment | None:
    """The latest amendment of an entry."""
    return next((a for a in reversed(list(noted)) if a.event.id == event_id), None)


def lines_of(noted: Iterable[Amendment], event_id: str) -> list[Correction]:
    """The corrections of an entry that its post shows, in the order in which they came, each as
    it is translated by now.
    """
    own = [amendment for amendment in noted if amendment.event.id == event_id]
    lines = [a.note for a in own if a.kind is Kind.CORRECTED and a.note is not None]
    if lines and own[-1].event.language != ENGLISH:
        return list(own[-1].event.corrections[-len(lines) :])
    return lines


def lines_asked(noted: Sequence[Amendment], amendment: Amendment) -> list[Correction]:
    """The corrections that one post makes: its own, and those before it that joined it."""
    own = [a for a in noted if a.event.id == amendment.event.id and a.number <= amendment.number]
    start = len(own) - 1
    while start > 0 and own[start - 1].state is Amended.JOINED:
        start -= 1
    return lines_of(own[start:], amendment.event.id)
