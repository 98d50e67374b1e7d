"""JSON for programs: a day and an entry, version 1, with their schemas; and Wikimedia's shape."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from bot.dates import MonthDay
from bot.events import Event
from bot.site import paths
from bot.site.choice import DayTold
from bot.site.edition import Edition
from bot.site.feeds.schemas import DAY_SCHEMA, ENTRY_SCHEMA
from bot.site.items import iso_date
from bot.site.output import Output, key_of
from bot.site.pages.day import DAYS
from bot.site.site import LICENCE, Site

VERSION = 1


def outputs(site: Site) -> Iterator[Output]:
    """The data of all days and entries in each language, and the schemas."""
    for name, schema in (("day", DAY_SCHEMA), ("entry", ENTRY_SCHEMA)):
        body = _encoded(schema)
        yield Output(f"data/v1/{name}.schema.json", key_of(body.hex()), lambda body=body: body)  # type: ignore[misc]
    for edition in site.editions:
        for day in DAYS:
            yield from _day_outputs(site, edition, day)
        for event in edition.by_id.values():
            yield Output(
                paths.page(edition.code, f"data/v1/entries/{event.id}.json"),
                key_of(site.stamp, edition.digests[event.id], site.codes_of(event)),
                lambda edition=edition, event=event: _entry_file(site, edition, event),  # type: ignore[misc]
            )


def _day_outputs(site: Site, edition: Edition, day: MonthDay) -> Iterator[Output]:
    told = edition.day(day)
    own = told.lead and told.lead.id
    days = site.occasions_on(told.on, edition.code)
    key = key_of(site.stamp, told.on, own, edition.digest(told.events), days)
    path = paths.page(edition.code, f"data/v1/days/{day}.json")
    yield Output(path, key, lambda: _day_file(site, edition, day, told))
    month, number = f"{day.month:02}", f"{day.day:02}"
    path = paths.page(edition.code, f"feed/onthisday/all/{month}/{number}.json")
    yield Output(path, key, lambda: _wikimedia_file(site, edition, told, days))


def _day_file(site: Site, edition: Edition, day: MonthDay, told: DayTold) -> bytes:
    return _encoded(
        {
            "version": VERSION,
            "day": str(day),
            "date": told.on.isoformat(),
            "language": edition.code,
            "url": site.url(paths.page(edition.code, paths.day(day))),
            "licence": LICENCE,
            "lead": told.lead.id if told.lead else None,
            "entries": [entry(site, edition, event) for event in told.events],
        }
    )


def _entry_file(site: Site, edition: Edition, event: Event) -> bytes:
    found = entry(site, edition, event)
    languages = site.codes_of(event)
    return _encoded({"version": VERSION, "licence": LICENCE, "languages": languages, **found})


def entry(site: Site, edition: Edition, event: Event) -> dict[str, Any]:
    """An entry as ``entry.schema.json`` describes it."""
    gone = event.retracted
    return {
        "id": event.id,
        "url": site.url(paths.page(edition.code, paths.entry(event.id))),
        "language": edition.code,
        "day": str(event.day),
        "year": event.year,
        "date": iso_date(event.year, event.day),
        "calendar": "julian" if event.julian else "gregorian",
        "kind": event.kind,
        "title": event.title,
        "text": event.text,
        "context": event.context,
        "countries": event.countries,
        "topics": event.topics,
        "weight": event.weight,
        "sensitivity": event.sensitivity,
        "follows": event.follows,
        "sources": [asdict(source) for source in event.sources],
        "corrections": [{"on": n.on.isoformat(), "note": n.note} for n in event.corrections],
        "retracted": {"on": gone.on.isoformat(), "why": gone.why} if gone else None,
    }


def _wikimedia_file(site: Site, edition: Edition, told: DayTold, days: list[str]) -> bytes:
    """A day as Wikimedia's feed ``onthisday/all`` has it."""

    def rows(events: Sequence[Event]) -> list[dict[str, Any]]:
        return [_wikimedia_row(site, edition, event) for event in events]

    told_by = sorted(told.events, key=lambda event: event.moment, reverse=True)
    kinds = {"births": "birth", "deaths": "death", "events": "event"}
    found = {name: rows([e for e in told_by if e.kind == kind]) for name, kind in kinds.items()}
    holidays = [{"text": words, "pages": []} for words in days]
    lead = rows([told.lead] if told.lead else [])
    return _encoded({"selected": lead, **found, "holidays": holidays})


def _wikimedia_row(site: Site, edition: Edition, event: Event) -> dict[str, Any]:
    url = site.url(paths.page(edition.code, paths.entry(event.id)))
    addresses = {"page": url}
    page = {
        "type": "standard",
        "title": event.id,
        "displaytitle": html.escape(event.title),
        "titles": {
            "canonical": event.id,
            "normalized": event.title,
            "display": html.escape(event.title),
        },
        "lang": edition.code,
        "dir": edition.direction,
        "description": event.title,
        "extract": event.text,
        "extract_html": f"<p>{html.escape(event.text)}</p>",
        "content_urls": {"desktop": addresses, "mobile": addresses},
    }
    return {"text": event.text, "year": event.year, "pages": [page]}


def _encoded(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
