"""The real dataset is as full, as balanced and as clean as it promises to be."""

from __future__ import annotations

import pytest

from bot.authoring.figures.aims import held, load_aims
from bot.authoring.figures.decade import Decade
from bot.authoring.figures.figure import Figure
from bot.authoring.figures.lead_statistics import MEASURES, Measure, lead_figures
from bot.authoring.figures.statistics import figures
from bot.authoring.lint.linter import check
from bot.dataset import Dataset
from bot.dates import MonthDay, every_day
from tests.conftest import DATASET
from tests.helpers.real import real

AIMS = load_aims(DATASET)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """That of the repository."""
    return real()


@pytest.fixture(scope="module")
def decade(dataset: Dataset) -> Decade:
    """The choices of ten years."""
    return Decade(dataset)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_leads_and_posts_are_well_chosen(decade: Decade, measure: Measure) -> None:
    """Nothing is wrong with them, or no more than may be; the message says what."""
    faults = [fault.words for fault in measure.faults(decade)]
    assert measure.figure(decade).met, "\n".join([measure.name, *faults])


def test_other_figures_of_the_leads_meet_their_aims(decade: Decade) -> None:
    """Few births and deaths lead, and one entry less changes few other days."""
    missed = [(figure.name, *figure.words) for figure in lead_figures(decade) if not figure.met]
    assert missed == []


@pytest.fixture(scope="module")
def by_name(dataset: Dataset) -> dict[str, Figure]:
    """The figures of the file with their aims."""
    return {figure.name: figure for figure in held(figures(dataset), AIMS)}


@pytest.mark.parametrize("name", AIMS)
def test_every_figure_meets_its_aim(by_name: dict[str, Figure], name: str) -> None:
    """Days, regions, eras, topics, women, publishers, ties: each as it should be."""
    figure = by_name[name]
    value, aim = figure.words
    assert figure.met, f"{name}: {value} {figure.detail}, and the aim is {aim}"


def test_every_figure_has_an_aim(by_name: dict[str, Figure]) -> None:
    """Nothing is only shown."""
    assert [name for name, figure in by_name.items() if figure.aim is None] == []


@pytest.mark.parametrize("day", list(every_day()), ids=str)
def test_a_day_has_four_events(dataset: Dataset, day: MonthDay) -> None:
    """Births and deaths come on top."""
    assert sum(event.kind == "event" for event in dataset.on(day)) >= 4


def test_the_check_finds_nothing() -> None:
    """Neither an error nor a warning."""
    _, findings = check(DATASET)
    assert findings == []


def test_stories_lead_to_entries_that_exist(dataset: Dataset) -> None:
    """Each tie names an earlier entry."""
    for event in dataset:
        for name in event.follows:
            earlier = dataset.get(name)
            assert earlier is not None
            assert earlier.moment < event.moment
