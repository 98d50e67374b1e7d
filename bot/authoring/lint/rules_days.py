"""Rules for the lead: not too many heavy entries on a day, nor too few; no ``lead`` in vain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.authoring.lint.findings import Note, Notes, warning
from bot.authoring.lint.rules_relations import Numbered, Told
from bot.dates import MonthDay
from bot.events import Event
from bot.selection.rules import HEAVY, takes_turns

ENOUGH = 4  # entries that a day should have; one with fewer is not finished
FOURS = 3  # that can each lead every third year
FOURS_BESIDE_A_FIVE = 1  # that can, where a 5 leads every second year
WORTH_LEADING = 3
LEADERS = 2  # entries of that weight that take turns, where a day has no 5


def days(entries: Numbered) -> Told:
    """A day is not too full of heavy entries, and has some that are worth leading.

    The note is placed at the first of the day's heaviest entries.
    """
    by_day: dict[MonthDay, list[tuple[int, Event]]] = {}
    for number, event in entries:
        if event.retracted is None:
            by_day.setdefault(event.day, []).append((number, event))
    for day, found in by_day.items():
        events = [event for _, event in found]
        number = max(found, key=lambda pair: pair[1].weight)[0]
        for sentence in filter(None, (too_full(events), too_light(events))):
            yield number, _note(day, sentence)


def too_full(events: Sequence[Event]) -> str:
    """The reason why the heavy entries of a day cannot all lead in time; empty if they can."""
    fives, fours = (sum(event.weight == weight for event in events) for weight in (5, 4))
    if fives > 1:
        return f"has {fives} entries of weight 5, and only one can lead every second year"
    if fives and fours > FOURS_BESIDE_A_FIVE:
        return f"has {fours} entries of weight 4 beside one of 5, and only one can lead in time"
    if fours > FOURS:
        return f"has {fours} entries of weight 4, and only {FOURS} can lead every third year"
    return ""


def too_light(events: Sequence[Event]) -> str:
    """The reason why a day has too little that is worth leading; empty if it has enough."""
    if len(events) < ENOUGH or any(event.weight == 5 for event in events):
        return ""
    count = sum(event.weight >= WORTH_LEADING and takes_turns(event) for event in events)
    if count >= LEADERS:
        return ""
    has = f"only {count}" if count else "none"
    return f"has {has} of weight 3 or more to take turns and none of 5, and should have {LEADERS}"


def lead(event: Event) -> Notes:
    """An entry says whether it takes turns at leading only where it would not hold anyway."""
    if event.lead is None:
        return
    if event.weight >= HEAVY:
        yield warning("lead", f"without effect: each entry of weight {event.weight} takes turns")
    elif event.lead == takes_turns(replace(event, lead=None)):
        yield warning("lead", f"without effect: that holds for each {event.kind}")
    elif event.lead and event.weight < WORTH_LEADING:
        yield warning("lead", f"a {event.kind} leads only with weight {WORTH_LEADING} or more")


def _note(day: MonthDay, sentence: str) -> Note:
    return warning("weight", f"{day.words} {sentence}")
