"""The notes about an entry that was corrected after it was published, for every platform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.dates import MonthDay, told_on
from bot.events import Correction, Event
from bot.formatting.text_helpers import language_of
from bot.i18n.languages import Language

Notes = Mapping[str, Sequence[Correction]]
"""The corrections since a post went out, by the id of the entry."""


def note_lines(
    event: Event, on: date, notes: Sequence[Correction], *, own_day: bool = True
) -> list[str]:
    """The notes on an entry in the post of a date, not escaped.

    A retraction stands for all notes; a day that moved is said where there is a note, but not
    where an event of another day is only named (``own_day`` false).
    """
    words = language_of(event)
    if event.retracted is not None:
        day = day_of(event.retracted.on, on, words)
        return [words.plain("taken_back", on=day, why=event.retracted.why)]
    lines = [
        words.plain("corrected", on=day_of(note.on, on, words), note=note.note) for note in notes
    ]
    if notes and own_day and event.day not in told_on(on):
        lines.append(words.plain("post_moved", day=words.day(event.day)))
    return lines


def day_of(day: date, on: date, words: Language) -> str:
    """``2 December``, with the year where it is not that of the post of ``on``."""
    own = MonthDay.of(day)
    return words.day(own) if day.year == on.year else words.full_day(own, day.year)
