"""The reason why a date has its lead, in a sentence or two, for editors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.dates import years_since
from bot.events import Event
from bot.selection.chooser import Chooser, Wishes
from bot.selection.leads import Clash
from bot.selection.rules import is_round, may_lead
from bot.selection.runs import Kind
from bot.selection.turns import LATE, Claim, Turns

EVERY = {2: "second", 3: "third"}
ALIKE = {
    Kind.COUNTRY: "of one country",
    Kind.TOPIC: "of one topic",
    Kind.SENSITIVE: "of violence or disaster",
}


class Known(NamedTuple):
    """The input to the choice of a lead: the day's candidates, and its turns so far."""

    lead: Event
    on: date
    able: Sequence[Event]
    turns: Turns
    candidates: Sequence[Event]

    @property
    def others(self) -> list[Event]:
        """Those that were passed over, though they may lead."""
        return [event for event in self.able if event is not self.lead]


def why(chooser: Chooser, on: date, wishes: Wishes | None = None) -> str:
    """The reason why the lead of a date leads, or a note that there is no entry."""
    choice = chooser.choice(on, wishes or Wishes())
    planned = chooser.leads.lead(on)
    if choice is None or planned is None:
        return "There is nothing to tell."
    if choice.lead is not planned:
        return f"Editors did not want {planned.id} to lead, and this is the next best."
    told = chooser.leads.told(on)
    turns = chooser.leads.turns(on)
    known = Known(planned, on, may_lead(told), turns, chooser.leads.candidates(on, told))
    first = known.candidates[0]
    if first is planned:
        return _reason(known, preferred=chooser.leads.scope.prefers(planned))
    clashes = list(chooser.leads.clashes(first, on))
    return f"{_passed_over(first, clashes)} {_reason(known, preferred=False)}"


def _reason(known: Known, *, preferred: bool) -> str:
    """The argument for a lead: its claim, that nothing else is left, or its place among equals."""
    lead, year = known.lead, known.on.year
    if not known.others:
        return f"Nothing else that may lead is within a point of its weight {lead.weight}."
    if len(known.candidates) == 1 and all(known.turns.rests(e, year) for e in known.others):
        rested = " and ".join(event.id for event in known.others)
        return f"The only other that may lead, {rested}, led last year."
    if claim := _claim(lead, known.turns, year):
        return claim
    return _place(known, preferred=preferred)


def _claim(lead: Event, turns: Turns, year: int) -> str:
    """The claim of a heavy lead, in words; empty for others."""
    before = turns.last.get(lead.id)
    last = f"; the last time was {before}" if before else ""
    match turns.claim(lead, year):
        case Claim.STARVED:
            return f"It has waited {turns.waited(lead, year)} years behind the day's heavier ones."
        case Claim.DUE:
            return f"A {lead.weight} leads at least every {EVERY[LATE[lead.weight]]} year{last}."
        case Claim.ROUND:
            years = years_since(lead.year, year)
            return f"It is {years} years ago, a round anniversary of a heavy entry."
    return ""


def _place(known: Known, *, preferred: bool) -> str:
    """The reason why a lead goes before those that had as good a claim."""
    lead, year = known.lead, known.on.year
    rivals = [event for event in known.candidates if event is not lead]
    if preferred and not all(event.weight < lead.weight for event in rivals):
        return "It is of a country or topic that the channel prefers."
    equals = [event for event in rivals if event.weight >= lead.weight]
    if not equals:
        return f"It is the heaviest of those whose turn it is, with weight {lead.weight}."
    if is_round(lead, year):
        years = years_since(lead.year, year)
        return f"Among equals the round anniversary goes first: {years} years."
    last = known.turns.last.get(lead.id)
    waited = f"last led in {last}" if last else "has not led yet"
    return f"Of {len(equals) + 1} of weight {lead.weight} it has waited longest: it {waited}."


def _passed_over(first: Event, clashes: Sequence[Clash]) -> str:
    """The reason why the entry whose turn it was does not lead."""
    if not clashes:
        return ""
    worst = max(clashes, key=lambda clash: clash.cost)
    others = " and ".join(event.id for event in worst.others)
    if worst.kind is None:
        return f"It was the turn of {first.id}, but {others}, of its story, leads within 30 days."
    run = f"three days running {ALIKE[worst.kind]}"
    return f"It was the turn of {first.id}, but with {others} it would make {run}."
