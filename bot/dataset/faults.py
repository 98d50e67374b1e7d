"""What is wrong in a file of the dataset, and where in its text."""

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
    lines = toml.lines_of(text, name)
    if not isinstance(records, list) or len(lines) != len(records):
        lines = []
    ends = [*[line - 1 for line in lines[1:]], text.count("\n") + 1]
    placed = []
    for number, key, sentence in faults:
        if number is None:
            line = toml.line_of_key(text, key, start=1, end=lines[0] if lines else 50) or 1
            placed.append((line, f"{path}:{line}: {key}: {sentence}"))
            continue
        line = lines[number] if lines else 1
        if lines:
            bare = key.split(".")[0].split("[")[0]
            line = toml.line_of_key(text, bare, start=line, end=ends[number]) or line
        placed.append(
            (line, f"{path}:{line}: {shown_id(records[number], number)}: {key}: {sentence}")
        )
    return [sentence for _, sentence in sorted(placed, key=lambda place: place[0])]


def shown_id(record: Any, number: int) -> str:
    """The record's id, or which entry of the file it is where it has none."""
    found = record.get("id") if type(record) is dict else None
    return found if type(found) is str and found else f"entry {number + 1}"
