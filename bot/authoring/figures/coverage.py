"""The share of the dataset that is translated into each language, and of the days to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from bot.dataset import Dataset
from bot.dataset.translations import LANGUAGES
from bot.selection import choose

DAYS = 730  # the coming two years


class Coverage(NamedTuple):
    """The fresh and the stale texts of a language, how many of the coming dates' leads it has,
    and on how many of those dates it has any entry, of ``days``.
    """

    language: str
    fresh: int
    stale: int
    leads: int
    told: int
    days: int


def coverage(dataset: Dataset, today: date, *, days: int = DAYS) -> Iterator[Coverage]:
    """The coverage of each language over the dates from ``today`` on."""
    dates = [today + timedelta(days=ahead) for ahead in range(days)]
    leads = [choice.lead.id for on in dates if (choice := choose(dataset, on))]
    for language in LANGUAGES:
        edition = dataset.edition(language)
        fresh = {event.id for event in edition}
        yield Coverage(
            language,
            fresh=len(fresh),
            stale=len(dataset.texts.get(language, {}).keys() - fresh),
            leads=sum(lead in fresh for lead in leads),
            told=sum(bool(edition.told_on(on)) for on in dates),
            days=len(dates),
        )
