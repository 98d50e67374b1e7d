"""Faults in a file of the dataset, and their places in its text."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from bot import toml


class Fault(NamedTuple):
    """One thing wrong in the file: of record ``number`` (from 0; None for the file itself)."""

    number: int | None
    key: str
    sentence: str


def located(
    path: Path, text: str, records: Any, *, faults: list[Fault], name: str = "events"
) -> list[str]:
    """The faults as sentences that begin with file, line and id, in the order of the file.

    ``name`` is that of the ``[[records]]`` in the text.
    """
    known = records if isinstance(records, list) else []
    lines = toml.key_lines(text, name, count=len(known))
    placed = []
    for number, key, sentence in faults:
        line = lines.line_of(number, key)
        entry = "" if number is None else f"{shown_id(known[number], number)}: "
        placed.append((line, f"{path}:{line}: {entry}{key}: {sentence}"))
    return [sentence for _, sentence in sorted(placed, key=lambda place: place[0])]


def shown_id(record: Any, number: int) -> str:
    """The record's id, or which entry of the file it is where it has none."""
    found = record.get("id") if type(record) is dict else None
    return found if type(found) is str and found else f"entry {number + 1}"
