"""The box's data: one day's entries as short as they can be, the day's lead first."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from bot.dates import MonthDay
from bot.events import Event
from bot.site import paths
from bot.site.choice import DayTold
from bot.site.edition import Edition
from bot.site.output import Output, key_of
from bot.site.pages.day import DAYS
from bot.site.rendering import Renderer

LIMIT = 2500  # bytes, compressed
_ROOM = 60  # bytes by which servers' compressions differ


def outputs(renderer: Renderer) -> Iterator[Output]:
    """The data of each day and language. ``box/1/`` is what ``box-1.js`` reads."""
    for edition in renderer.site.editions:
        for day in DAYS:
            told = edition.day(day)
            yield Output(
                paths.page(edition.code, f"box/1/{day}.json"),
                _key(renderer, edition, told),
                lambda edition=edition, told=told: data(renderer, edition, told),  # type: ignore[misc]
            )


def _key(renderer: Renderer, edition: Edition, told: DayTold) -> str:
    """A key of every entry, of what came before it, and of its card."""
    site = renderer.site
    shown = [
        (edition.digest([event, *_before(edition, event)]), site.card_of(event))
        for event in told.events
    ]
    return key_of(site.stamp, told.on, *shown)


def data(renderer: Renderer, edition: Edition, told: DayTold) -> bytes:
    """As many entries as fit; the heaviest of each day always do."""
    rest = sorted(told.others, key=lambda event: (-event.weight, event.moment))
    chosen = [*filter(None, [told.lead]), *rest]
    entries = [_entry(renderer, edition, event) for event in chosen]
    made = _encoded(edition, told, entries)
    while len(zlib.compress(made, 9)) > LIMIT - _ROOM:
        entries.pop()
        made = _encoded(edition, told, entries)
    return made


def _encoded(edition: Edition, told: DayTold, entries: list[dict[str, Any]]) -> bytes:
    words = edition.words
    day = words.day(MonthDay.of(told.on))
    labels = {"t": words.word("site_name"), "m": words.word("site_box_more")}
    found = {"v": 1, "d": day, "r": edition.direction, **labels, "e": entries}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _before(edition: Edition, event: Event) -> Sequence[Event]:
    """The last entry before one in its story, if any."""
    return edition.dataset.earlier(event)[-1:]


def _entry(renderer: Renderer, edition: Edition, event: Event) -> dict[str, Any]:
    words = edition.words
    before = _before(edition, event)
    found = {
        "i": event.id,
        "y": words.year_of(event),
        "h": event.title,
        "x": event.text,
        "b": words.plain("site_box_before", title=before[0].title) if before else "",
        "s": words.plain("x_source", source=words.isolated(event.sources[0].publisher)),
        "c": event.countries,
        "o": event.topics,
        "n": event.sensitivity,
    }
    card = renderer.site.card_of(event)
    if own := renderer.site.pictures.get(event.id):
        credit = words.plain("picture_credit", credit=own.credit, licence=own.licence)
        return found | {"p": own.path, "a": own.alt, "g": credit}
    return found | ({"p": card} if card else {})
