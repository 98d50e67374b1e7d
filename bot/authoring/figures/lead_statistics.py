"""The quality of ten years' leads and posts: each fault in words, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.authoring.figures.decade import YEARS, Decade, dates_of, longest_gap
from bot.authoring.figures.figure import Figure
from bot.authoring.lint.rules_days import too_full
from bot.dataset import Dataset
from bot.events import Event
from bot.selection import Chooser, Kind, Scope, Wishes, is_round, may_lead, run_of
from bot.selection.stories import APART
from bot.selection.turns import LATE

UNSEEN = 5  # years within which every entry is in a post
OUTLASTED = 10  # years within which a 4 leads even on a day that is too full
SAMPLE = 20  # entries that are taken away, and dates on which editors want another lead
PREFER = ("IR", "PK", "AF")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about the choice that should not be, in words; ``year`` for what is counted so."""

    words: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """A counted fault, and how often it may occur: in ten years, or in the worst of them."""

    name: str
    faults: Callable[[Decade], Iterator[Fault]]
    aim: int = 0
    in_a_year: bool = False

    def figure(self, decade: Decade) -> Figure:
        """The count and its aim."""
        found = list(self.faults(decade))
        count = Counter(fault.year for fault in found)
        value = max(count.values(), default=0) if self.in_a_year else len(found)
        return Figure(self.name, value, self.aim, at_most=True)


def lead_figures(decade: Decade) -> list[Figure]:
    """Every figure that the choice is held to."""
    lives = sum(lead.kind != "event" for lead in decade.leads.values())
    share = 100 * lives / max(len(decade.leads), 1)
    return [
        *(measure.figure(decade) for measure in MEASURES),
        Figure("births and deaths among the leads", share, 6, "%", at_most=True),
        Figure("leads without a brief", _without_brief(decade), 5, "%", at_most=True),
        Figure(
            f"other leads changed by one entry, {SAMPLE - 1} of {SAMPLE}",
            changed_leads(decade.dataset),
            2,
            at_most=True,
        ),
    ]


def _without_brief(decade: Decade) -> float:
    """The share of leads whose post on X has to do with the text and a sentence of the context."""
    return 100 * sum(not lead.brief for lead in decade.leads.values()) / max(len(decade.leads), 1)


def light_leads(decade: Decade) -> Iterator[Fault]:
    """Leads of two or more below the day's best."""
    for on, lead in decade.leads.items():
        best = max(decade.told(on), key=lambda event: event.weight)
        if lead.weight <= best.weight - 2:
            yield Fault(f"{on}: {lead.id} of {lead.weight} leads, not {best.id} of {best.weight}")


def late_leads(decade: Decade) -> Iterator[Fault]:
    """Heavy entries whose turn comes too late, on days that are not too full for that."""
    for event, full in _heavy(decade):
        gap = longest_gap(decade.led.get(event.id, []))
        if not full and gap > LATE[event.weight]:
            yield Fault(f"{event.day}: {event.id} of {event.weight} leads only after {gap} years")


def lost_leads(decade: Decade) -> Iterator[Fault]:
    """Fours of days that are too full, where they do not lead even once in ten years."""
    for event, full in _heavy(decade):
        if full and event.weight == 4 and longest_gap(decade.led.get(event.id, [])) > OUTLASTED:
            yield Fault(f"{event.day}: {event.id} of {event.weight} does not lead in ten years")


def _heavy(decade: Decade) -> Iterator[tuple[Event, bool]]:
    """The entries of weight 4 and 5, and whether their day is too full."""
    for event in decade.settled:
        if event.weight in LATE:
            yield event, bool(too_full(decade.dataset.on(event.day)))


def missing(decade: Decade) -> Iterator[Fault]:
    """Heavy entries that a post of their day leaves out."""
    for on, choice in decade.posts.items():
        for event in decade.told(on):
            if event.weight in LATE and event not in choice.events:
                yield Fault(f"{on}: {event.id} of {event.weight} is not in the post")


def unseen(decade: Decade) -> Iterator[Fault]:
    """Entries that are in no post for too long."""
    for event in decade.settled:
        gap = longest_gap(decade.shown.get(event.id, []))
        if gap > UNSEEN:
            yield Fault(f"{event.day}: {event.id} is in no post for {gap} years")


def repeated(decade: Decade) -> Iterator[Fault]:
    """Leads of last year that lead again, although another may; heavy round ones aside."""
    for on, lead in decade.leads.items():
        again = on.year - 1 in decade.led[lead.id]
        excused = lead.weight in LATE and is_round(lead, on.year)
        if again and not excused and _rested(decade, on):
            yield Fault(f"{on}: {lead.id} leads two years running")


def _rested(decade: Decade, on: date) -> list[Event]:
    """Those that may lead on a date and did not the year before."""
    able = may_lead(decade.told(on))
    return [event for event in able if on.year - 1 not in decade.led.get(event.id, [])]


def runs(kind: Kind) -> Callable[[Decade], Iterator[Fault]]:
    """Three days running with something in common."""

    def faults(decade: Decade) -> Iterator[Fault]:
        for on, lead in decade.leads.items():
            others = [decade.leads.get(on - timedelta(days)) for days in (1, 2)]
            before = [other for other in others if other is not None]
            if len(before) == 2 and kind in run_of(lead, *before):
                ids = ", ".join(event.id for event in (*reversed(before), lead))
                yield Fault(f"{on}: the last of three running: {ids}", on.year)

    return faults


def told_twice(decade: Decade) -> Iterator[Fault]:
    """Leads of one story within 30 days; a 5, a 4 whose turn was due and a round one may."""
    for on, lead in decade.leads.items():
        mates = decade.stories.near_mates(lead)
        for days in range(1, APART + 1 if mates else 1):
            past = on - timedelta(days)
            other = decade.leads.get(past)
            if other is None or other not in mates:
                continue
            if not (_excused(decade, lead, on) or _excused(decade, other, past)):
                yield Fault(f"{on}: {lead.id} leads {days} days after {other.id}, of its story")


def _excused(decade: Decade, lead: Event, on: date) -> bool:
    """True if an entry may lead near another of its story."""
    since = [on.year - year for year in decade.led[lead.id] if year < on.year]
    due = lead.weight == 4 and min(since, default=LATE[4]) >= LATE[4]
    return lead.weight == 5 or due or is_round(lead, on.year)


def light_lives(decade: Decade) -> Iterator[Fault]:
    """Births and deaths that lead although they are light."""
    for on, lead in decade.leads.items():
        if lead.kind != "event" and lead.weight < 3:
            yield Fault(f"{on}: {lead.id}, a {lead.kind} of weight {lead.weight}, leads")


def not_preferred(decade: Decade) -> Iterator[Fault]:
    """Posts without an entry that the channel prefers, although the day has one."""
    scope = Scope(prefer=frozenset(PREFER))
    for on, choice in Decade(decade.dataset, scope).posts.items():
        if any(map(scope.prefers, decade.told(on))) and not any(map(scope.prefers, choice.events)):
            yield Fault(f"{on}: nothing of {', '.join(PREFER)}, although there is some")


def swapped(decade: Decade) -> Iterator[Fault]:
    """Dates whose lead another date's editors change by wanting another there."""
    for on, lead in list(decade.leads.items())[:: 3650 // SAMPLE]:
        chooser = Chooser(decade.dataset, Scope())
        chooser.choice(on, Wishes(not_leading=frozenset((lead.id,))))
        for other in (on + timedelta(days) for days in (-1, 1, 365)):
            if other in decade.leads and chooser.leads.lead(other) is not decade.leads[other]:
                yield Fault(f"{other}: another lead, since editors changed that of {on}")


def changed_leads(dataset: Dataset) -> int:
    """The number of leads of other days that change in a year when one entry is taken away.

    That is the most of a sample, the one worst case aside.
    """
    events = [event for event in dataset if event.retracted is None]
    year = YEARS.start
    before = _year_of_leads(dataset, year)
    found = [0, 0]
    for gone in events[:: len(events) // SAMPLE + 1]:
        after = _year_of_leads(Dataset([event for event in events if event is not gone]), year)
        own = gone.day.in_year(year)
        found.append(sum(after[on] is not lead for on, lead in before.items() if on != own))
    return sorted(found)[-2]


def _year_of_leads(dataset: Dataset, year: int) -> dict[date, Event | None]:
    chooser = Chooser(dataset, Scope())
    return {on: chooser.leads.lead(on) for on in dates_of(year)}


MEASURES = (
    Measure("leads two or more below the day's best", light_leads),
    Measure("5s and 4s that lead too late", late_leads),
    Measure("4s of too full days that never lead", lost_leads),
    Measure("5s and 4s left out of a post", missing),
    Measure("entries in no post for over five years", unseen),
    Measure("leads two years running beside another", repeated),
    Measure("most runs of one topic in a year", runs(Kind.TOPIC), 10, in_a_year=True),
    Measure("most runs of one country in a year", runs(Kind.COUNTRY), 4, in_a_year=True),
    Measure("most sensitive runs in a year", runs(Kind.SENSITIVE), 14, in_a_year=True),
    Measure("leads of one story within 30 days", told_twice),
    Measure("light births and deaths that lead", light_lives),
    Measure(f"posts without {', '.join(PREFER)} where preferred", not_preferred),
    Measure("leads changed by an editor's swap", swapped),
)
