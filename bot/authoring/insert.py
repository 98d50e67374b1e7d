"""Putting one new record into the text of a dataset, at its place, and touching nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import toml
from bot.authoring.formatter import order, record_lines


def inserted(raw: bytes, record: Mapping[str, Any]) -> str:
    """The text of a file with a record before the first one that comes later.

    Line ends and a byte-order mark stay as they are. ValueError if the file is not TOML with its
    entries under ``[[events]]``.
    """
    text = raw.decode("utf-8")
    tables = toml.parse(text.removeprefix("\ufeff"))
    records = tables.get("events", []) if isinstance(tables, dict) else None
    starts = toml.lines_of(text, "events")
    if records is None or len(records) != len(starts):
        raise ValueError("cannot be read: run onthisday check")
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end)
    later = (n for n, other in enumerate(records) if order(other) > order(record))
    place = next((_above(lines, starts[n] - 1) for n in later), None)
    made = list(record_lines(record))
    if place is None:
        return text.rstrip() + end * 2 + end.join([*made, ""])
    lines[place:place] = [*made, ""]
    return end.join(lines)


def _above(lines: list[str], line: int) -> int:
    """The first of the comments that stand right above a line (numbers from 0)."""
    while line and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line
