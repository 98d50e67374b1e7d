"""The recurring days: when each comes next, who keeps it, and its sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bot.calendars import hijri_for
from bot.dataset.occasion import Occasion
from bot.events import Source
from bot.site import paths
from bot.site.edition import Edition
from bot.site.items import country_name
from bot.site.output import Output, key_of
from bot.site.pages.structured import collection
from bot.site.rendering import Renderer


class Row(NamedTuple):
    """A recurring day as the page shows it."""

    on: date
    shown: str
    words: str
    countries: str
    sources: tuple[Source, ...]


def outputs(renderer: Renderer) -> Iterator[Output]:
    """The page of each language; none where the dataset has no recurring days."""
    site = renderer.site
    if not site.dataset.occasions:
        return
    for edition in site.editions:
        found = rows(edition, list(site.dataset.occasions), today=site.today)
        yield Output(
            paths.page(edition.code, "occasions/"),
            key_of(site.stamp, *found),
            lambda edition=edition, found=found: _page(renderer, edition, found),  # type: ignore[misc]
        )


def rows(edition: Edition, occasions: list[Occasion], *, today: date) -> list[Row]:
    """The days in the order in which they come, from today on."""
    by = hijri_for(edition.code)
    dated = [(occasion.next_from(today, by), occasion) for occasion in occasions]
    found = [_row(edition, occasion, on) for on, occasion in dated if on is not None]
    return sorted(found, key=lambda row: (row.on, row.words))


def _row(edition: Edition, occasion: Occasion, on: date) -> Row:
    return Row(
        on,
        edition.words.date(on),
        occasion.words(edition.code),
        edition.words.comma.join(country_name(edition, code) for code in occasion.countries),
        occasion.sources,
    )


def _page(renderer: Renderer, edition: Edition, found: list[Row]) -> bytes:
    words = edition.words
    title = words.word("site_occasions")
    return renderer.page(
        edition,
        "occasions/",
        template="occasions.html",
        title=title,
        description=words.word("site_occasions_about"),
        rows=found,
        structured=collection(renderer, edition, "occasions/", (), name=title),
    )
