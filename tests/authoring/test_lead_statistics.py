"""What is counted in the leads and the posts of ten years, on small datasets that have faults."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.authoring.figures.decade import YEARS, Decade, longest_gap
from bot.authoring.figures.lead_statistics import MEASURES, lead_figures
from bot.dataset import Dataset
from bot.dates import MonthDay
from bot.events import Event
from bot.selection import Choice
from tests.conftest import make_event

START = date(YEARS.start, 5, 20)


class Played(Decade):
    """A decade with leads as a test wants them: ids for dates, all else as it would be."""

    def __init__(self, events: list[Event], leads: dict[date, str]) -> None:
        super().__init__(Dataset(events))
        by_id = {event.id: event for event in events}
        self.__dict__["posts"] = {on: Choice(by_id[name], ()) for on, name in sorted(leads.items())}


def faults(name: str, decade: Decade) -> list[str]:
    """What the measure whose name begins so finds."""
    measure = next(measure for measure in MEASURES if measure.name.startswith(name))
    return [fault.words for fault in measure.faults(decade)]


def every_year(name: str) -> dict[date, str]:
    """The same lead in each year."""
    return {START.replace(year=year): name for year in YEARS}


def in_a_row(days: int = 3) -> list[Event]:
    """Entries of days that follow one another, alike in all."""
    days_of_may = range(20, 20 + days)
    return [
        make_event(f"e{day}", day=MonthDay(5, day), year=1902, sensitivity=("violence",))
        for day in days_of_may
    ]


ROW = {START + timedelta(n): f"e{20 + n}" for n in range(3)}
PAIR = [make_event("a", weight=5), make_event("b", weight=3)]
STORY = [
    make_event("a", year=1902),
    make_event("b", day=MonthDay(5, 30), year=1903, follows=("a",)),
]


@pytest.mark.parametrize(
    ("name", "events", "leads", "count"),
    [
        ("leads two or more below", PAIR, {START: "b"}, 1),
        ("leads two or more below", PAIR, {START: "a"}, 0),
        ("5s and 4s that lead too late", PAIR, {START: "a"}, 1),
        ("5s and 4s that lead too late", PAIR, every_year("a"), 0),
        ("5s and 4s left out", PAIR, {START: "b"}, 1),
        ("entries in no post", PAIR, every_year("a"), 1),
        ("leads two years running", [make_event("a"), make_event("b")], every_year("a"), 9),
        ("leads two years running", [make_event("a")], every_year("a"), 0),
        ("most runs of one topic", in_a_row(), ROW, 1),
        ("most runs of one country", in_a_row(), ROW, 1),
        ("most sensitive runs", in_a_row(), ROW, 1),
        ("leads of one story", STORY, {START: "a", START + timedelta(10): "b"}, 1),
        ("light births", [make_event(kind="birth", weight=2)], {START: "an-event"}, 1),
    ],
)
def test_a_measure_finds_what_it_is_named_after(
    name: str, events: list[Event], leads: dict[date, str], count: int
) -> None:
    """Each fault a sentence; nothing where all is well."""
    assert len(faults(name, Played(events, leads))) == count


def test_a_run_is_counted_in_its_year() -> None:
    """The figure is that of the worst year."""
    later = {on.replace(year=on.year + 1): name for on, name in ROW.items()}
    measure = next(m for m in MEASURES if m.name.startswith("most sensitive"))
    assert measure.figure(Played(in_a_row(), ROW | later)).value == 1


@pytest.mark.parametrize(
    ("years", "gap"), [([], 11), ([2029, 2031], 6), (list(YEARS), 1), ([YEARS[4]], 6)]
)
def test_a_gap_is_open_at_both_ends(years: list[int], gap: int) -> None:
    """An entry that never leads waits for longer than there are years."""
    assert longest_gap(years) == gap


def test_a_small_dataset_has_figures() -> None:
    """Even an empty one, of which nothing is wrong."""
    assert all(figure.met for figure in lead_figures(Decade(Dataset([]))))
