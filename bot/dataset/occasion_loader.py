"""The keys of ``occasions.toml``, and TOML -> Occasions, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot import toml
from bot.calendars import Calendar
from bot.dataset.faults import Fault, located
from bot.dataset.occasion import Occasion
from bot.dataset.occasion_days import FORMS, DayRule, day_rule, listed
from bot.dataset.occasions import Occasions
from bot.dataset.schema import COUNTRIES, DATE, ID, SOURCES
from bot.errors import DatasetError
from bot.events import Source
from bot.validators import Key, list_of, one_of, shown, table, text, whole

FILE_NAME = "occasions.toml"
VERSION = 1
KINDS = ("festival", "religious", "national", "memorial", "international", "cultural")
_WHEN = ("calendar", "day")
_ASCEND = "dates that ascend, at most one in a year"
_LANGUAGES = {"en": "English", "fa": "Persian", "ur": "Urdu", "ar": "Arabic"}
_IN_ALL = table(
    {
        code: Key(text(80), f"the words in {name}", required=True)
        for code, name in _LANGUAGES.items()
    }
)

KEYS = {
    "id": Key(ID, "a name for the day that never changes", required=True),
    "calendar": Key(one_of(Calendar), "gregorian, solar or hijri"),
    "day": Key(text(60), f"when it is: {FORMS}"),
    "dates": Key(list_of(DATE), "the dates of a day of another calendar, in place of both"),
    "names": Key(_IN_ALL, "its name in the four languages", required=True),
    "notes": Key(_IN_ALL, "what it is in a few words, where the name does not say"),
    "aliases": Key(list_of(text(60)), "other names and spellings that people type"),
    "kind": Key(one_of(KINDS), ", ".join(KINDS), required=True),
    "countries": Key(
        list_of(one_of(COUNTRIES, what="an ISO 3166-1 alpha-2 country code such as IR")),
        "the countries that keep it; none for everywhere",
    ),
    "weight": Key(whole(1, 3), "1 to 3; 3 is told everywhere, 1 in no post", required=True),
    "since": Key(whole(1, 2100), "the first year in which it is told"),
    "sources": Key(SOURCES, "where a reader can check it", required=True),
}
"""Every key of a recurring day, in the order in which the file has them."""
RECORD = table(KEYS)


def load_occasions(path: Path) -> Occasions:
    """The recurring days of a file; none where there is no file. DatasetError with every fault."""
    if not path.exists():
        return Occasions()
    tables, source = toml.read(path, error=DatasetError)
    records = tables.get("occasions")
    faults = list(occasion_faults(tables))
    if faults:
        raise DatasetError(located(path, source, records, faults=faults, name="occasions"))
    assert isinstance(records, list)
    return Occasions([_occasion(record) for record in records])


def occasion_faults(tables: dict[str, Any]) -> Iterator[Fault]:
    """Everything that keeps the parsed file from being read."""
    for key in tables.keys() - {"schema", "occasions"}:
        yield Fault(None, key, "unknown key (known: schema, occasions)")
    if (version := tables.get("schema")) != VERSION:
        sentence = f"expected schema = {VERSION} at the top of the file, got {shown(version)}"
        yield Fault(None, "schema", sentence)
    records = tables.get("occasions")
    if not isinstance(records, list) or not records:
        yield Fault(None, "occasions", "expected at least one [[occasions]] entry, found none")
        return
    yield from _record_faults(records)


def _record_faults(records: list[Any]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for number, record in enumerate(records):
        problems = RECORD(record)
        for problem in problems:
            yield Fault(number, problem.path.lstrip("."), problem.sentence)
        if not problems:
            yield from (Fault(number, *found) for found in _when_faults(record))
        name = record.get("id") if type(record) is dict else None
        if type(name) is str and (first := seen.setdefault(name, number)) != number:
            yield Fault(number, "id", f"expected an id of its own, got that of entry {first + 1}")


def _when_faults(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The key and the sentence of what is wrong about when a day is."""
    if "dates" in record:
        beside = [key for key in _WHEN if key in record]
        yield from ((key, "expected none beside dates") for key in beside)
    else:
        beside = [key for key in _WHEN if key not in record]
        yield from ((key, f"missing; expected {KEYS[key].help}") for key in beside)
    if not beside and _rule(record) is None:
        key, forms = ("dates", _ASCEND) if "dates" in record else ("day", FORMS)
        yield key, f"expected {forms}, got {shown(record[key])}"


def _rule(record: dict[str, Any]) -> DayRule | None:
    if "dates" in record:
        return listed(record["dates"])
    return day_rule(Calendar(record["calendar"]), record["day"])


def _occasion(record: dict[str, Any]) -> Occasion:
    rule = _rule(record)
    assert rule is not None
    rest = {k: v for k, v in record.items() if k not in (*_WHEN, "dates")}
    return Occasion(
        **{
            **rest,
            "rule": rule,
            "notes": record.get("notes", {}),
            "aliases": tuple(record.get("aliases", ())),
            "countries": tuple(record.get("countries", ())),
            "sources": tuple(Source(**source) for source in record["sources"]),
        }
    )
