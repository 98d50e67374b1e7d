"""The usable part of a record with faults of shape, so that the other rules still see it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from bot.dataset.schema import KEYS
from bot.events import TOLD, Event

STAND_INS: Mapping[str, Any] = {
    "id": "",
    "day": "01-01",
    "year": 1,
    "kind": "event",
    "title": "",
    "text": "",
    "topics": (),
    "weight": 1,
    "sources": (),
}
"""The value in place of a key that is wrong or missing."""
DATE_KEYS = frozenset(("day", "year"))
WORDS = frozenset(("id", *TOLD))
LISTS = frozenset(("countries", "topics", "sensitivity", "aliases", "follows"))
TABLES = {"sources": frozenset(("publisher", "title", "url")), "people": frozenset(("name",))}
OPTIONAL = {"sources": frozenset[str](), "people": frozenset(("gender",))}


def salvaged(record: Mapping[str, Any], wrong: Set[str]) -> Event:
    """The event of a record as far as it goes; ``wrong`` are the keys that have a fault."""
    values = dict(STAND_INS)
    for key in KEYS:
        if key in record and key not in wrong:
            values[key] = record[key]
        elif key in record:
            values |= _saved(key, record[key])
    return Event.of(values)


def is_dated(record: Mapping[str, Any], wrong: Set[str]) -> bool:
    """True if day and year of a record are there and right."""
    return not wrong & DATE_KEYS and record.keys() >= DATE_KEYS


def _saved(key: str, value: Any) -> dict[str, Any]:
    """A wrong value without what is wrong in it, if a rule can look at the rest."""
    if key in WORDS and type(value) is str:
        return {key: value}
    if key in LISTS and type(value) is list:
        return {key: [item for item in value if type(item) is str]}
    if key in TABLES and type(value) is list:
        return {key: [item for item in value if _is_whole(item, key)]}
    return {}


def _is_whole(item: Any, key: str) -> bool:
    """True if an item has its keys and no others, all of them texts."""
    return (
        type(item) is dict
        and TABLES[key] <= item.keys() <= TABLES[key] | OPTIONAL[key]
        and all(type(value) is str for value in item.values())
    )
