"""TOML -> Dataset, all or nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot import toml
from bot.dataset.dataset import Dataset
from bot.dataset.faults import Fault, located
from bot.dataset.names import load_names, names_path
from bot.dataset.occasion_loader import FILE_NAME as OCCASIONS
from bot.dataset.occasion_loader import load_occasions
from bot.dataset.retired import load_retired, retired_path
from bot.dataset.schema import FILE_KEYS, RECORD, VERSION
from bot.dataset.translations import LANGUAGES, load_texts, path_of
from bot.dates import LEAP_DAY, existed
from bot.errors import DatasetError
from bot.events import Event
from bot.validators import shown, unknown_keys


def load(path: Path) -> Dataset:
    """The whole dataset with its other files: languages, recurring days, retired entries.

    DatasetError with every fault, as ``file:line: id: key: sentence``.
    """
    events = load_events(path)
    with without_collector():
        texts = {language: load_texts(path_of(path, language)) for language in LANGUAGES}
        occasions = load_occasions(path.with_name(OCCASIONS))
        names = load_names(names_path(path))
        retired = load_retired(retired_path(path))
    return Dataset(events, texts, occasions=occasions, names=names, retired=retired)


def load_events(path: Path) -> list[Event]:
    """The entries of the English file, or DatasetError with every fault."""
    with without_collector():
        tables, text = toml.read(path, error=DatasetError)
        records = tables.get("events")
        faults = list(faults_of(tables))
        if faults:
            raise DatasetError(located(path, text, records, faults=faults))
        assert isinstance(records, list)
        return [Event.of(record) for record in records]


@contextmanager
def without_collector() -> Iterator[None]:
    """Parsing only allocates, and Python's cycle collector would scan it all again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def faults_of(tables: dict[str, Any]) -> Iterator[Fault]:
    """Everything that keeps the parsed file from being a dataset."""
    yield from file_faults(tables)
    records = tables.get("events")
    if not isinstance(records, list) or not records:
        yield Fault(None, "events", "expected at least one [[events]] entry, found none")
        return
    yield from record_faults(records)


def file_faults(tables: dict[str, Any]) -> Iterator[Fault]:
    """The faults of the keys above the entries."""
    unknown = [key for key in tables if key not in FILE_KEYS]
    for problem in unknown_keys(unknown, FILE_KEYS):
        yield Fault(None, problem.path.lstrip("."), problem.sentence)
    if (version := tables.get("schema")) != VERSION:
        sentence = f"expected schema = {VERSION} at the top of the file, got {shown(version)}"
        yield Fault(None, "schema", sentence)


def record_faults(records: list[Any]) -> Iterator[Fault]:
    """The faults that keep a record from being an event: its shape, its day, an id in use."""
    seen: dict[str, int] = {}
    for number, record in enumerate(records):
        if problems := RECORD(record):
            for problem in problems:
                yield Fault(number, problem.path.lstrip("."), problem.sentence)
        elif record["day"] == "02-29" and not existed(record["year"], LEAP_DAY):
            sentence = f"there was no 29 February in the year {record['year']}"
            yield Fault(number, "day", sentence)
        name = record.get("id") if type(record) is dict else None
        if type(name) is str and (first := seen.setdefault(name, number)) != number:
            yield Fault(number, "id", f"expected an id of its own, got that of entry {first + 1}")
