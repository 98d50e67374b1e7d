"""What every platform says of an entry that was corrected after it was published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.dates import MonthDay, told_on
from bot.events import Correction, Event

Notes = Mapping[str, Sequence[Correction]]
"""What was put right since a post went out, by the id of the entry."""


def note_lines(
    event: Event, on: date, notes: Sequence[Correction], *, own_day: bool = True
) -> list[str]:
    """The lines that stand by an entry in the post of a date, not escaped.

    A retraction stands for all notes; a day that moved is said where there is a note, but not
    where an event of another day is only named (``own_day`` false).
    """
    if event.retracted is not None:
        return [f"Taken back {day_of(event.retracted.on, on)}: {event.retracted.why}"]
    lines = [f"Corrected {day_of(note.on, on)}: {note.note}" for note in notes]
    if notes and own_day and event.day not in told_on(on):
        lines.append(f"It is told on {event.day.words} now.")
    return lines


def day_of(day: date, on: date) -> str:
    """``2 December``, with the year where it is not that of the post of ``on``."""
    words = MonthDay.of(day).words
    return words if day.year == on.year else f"{words} {day.year}"


def full_day(day: date) -> str:
    """``2 December 2026``."""
    return f"{MonthDay.of(day).words} {day.year}"
