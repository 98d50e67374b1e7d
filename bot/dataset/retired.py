"""Entries that are no longer published: ``retired.toml`` keeps their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bot import toml
from bot.dataset.faults import Fault, located
from bot.dataset.schema import KEYS, VERSION
from bot.dates import MonthDay, year_words
from bot.errors import DatasetError
from bot.validators import Key, accepted, table, text

FILE_NAME = "retired.toml"
RETIRED_KEYS = {
    **{key: KEYS[key] for key in ("id", "day", "year", "title")},
    "why": Key(text(300), "why it is no longer told, in a plain sentence", required=True),
}
"""Every key of a retired entry, in the order in which the file has them."""
_RECORD = table(RETIRED_KEYS)
_TOP = table(
    {
        "schema": Key(accepted(lambda value: value == VERSION, f"schema = {VERSION}"), ""),
        "retired": Key(
            accepted(lambda value: type(value) is list, "records under [[retired]]"), ""
        ),
    }
)


class Retired(NamedTuple):
    """An entry that was published once: its id is never used again, and ``why`` goes to readers."""

    id: str
    day: MonthDay
    year: int
    title: str
    why: str

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Retired:
        """The entry of a record whose shape was checked before."""
        return cls(**{**record, "day": MonthDay.parse(record["day"])})

    @property
    def date_words(self) -> str:
        """``20 May 1983``."""
        return f"{self.day.words} {year_words(self.year)}"


def retired_path(dataset: Path) -> Path:
    """The file of retired entries of a dataset."""
    return dataset.parent / FILE_NAME


def load_retired(path: Path) -> Mapping[str, Retired]:
    """The retired entries by id, none where there is no file; DatasetError with every fault."""
    if not path.exists():
        return {}
    tables, content = toml.read(path, error=DatasetError)
    records = tables.get("retired", [])
    if faults := list(retired_faults(tables)):
        raise DatasetError(located(path, content, records, faults=faults, name="retired"))
    return {record["id"]: Retired.of_record(record) for record in records}


def retired_faults(tables: Mapping[str, Any]) -> Iterator[Fault]:
    """Everything that keeps the parsed file from being read."""
    for problem in _TOP(tables):
        yield Fault(None, problem.path.lstrip("."), problem.sentence)
    records = tables.get("retired", [])
    seen: dict[str, int] = {}
    for number, record in enumerate(records if isinstance(records, list) else ()):
        for problem in _RECORD(record):
            yield Fault(number, problem.path.lstrip("."), problem.sentence)
        name = record.get("id") if type(record) is dict else None
        if type(name) is str and (first := seen.setdefault(name, number)) != number:
            yield Fault(number, "id", f"retired twice: entry {first + 1} has this id, too")
