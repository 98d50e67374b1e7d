"""What the search in the browser fetches: the texts of all entries, and how text is folded."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bot.events import Event
from bot.site import paths
from bot.site.edition import Edition
from bot.site.items import country_name
from bot.site.output import Output, key_of
from bot.site.site import Site
from bot.text import folding_table


def outputs(site: Site) -> Iterator[Output]:
    """The index of each language."""
    for edition in site.editions:
        yield Output(
            paths.page(edition.code, "search/index.json"),
            key_of(site.stamp, edition.digest(edition.events)),
            lambda edition=edition: index(edition),  # type: ignore[misc]
        )


def index(edition: Edition) -> bytes:
    """``entries`` as lists of id, date, title, text, and further words; the latest first."""
    rows = [_row(edition, event) for event in reversed(edition.events)]
    data = {"fold": folding_table(), "entries": rows}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _row(edition: Edition, event: Event) -> list[str]:
    told = f"{event.title} {event.text}"
    countries = (country_name(edition, code) for code in event.countries)
    more = [*(p.name for p in event.people), *event.aliases, *countries]
    date = edition.words.full_day(event.day, event.year)
    return [event.id, date, event.title, event.text, " ".join(m for m in more if m not in told)]
