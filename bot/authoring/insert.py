"""One record put into the text of a dataset, or taken out of it; nothing else is touched."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
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


def removed(text: str, ids: Sequence[Any], gone: Container[Any], *, name: str = "events") -> str:
    """The text without the ``[[name]]`` records whose id is ``gone``, and their comments above.

    ``ids`` are those of all its records, in their order. ValueError if these have no headers of
    their own.
    """
    starts = [start - 1 for start in toml.lines_of(text, name)]
    if len(starts) != len(ids):
        raise ValueError("cannot be read: run onthisday check")
    lines = text.split("\n")
    begins = [_above(lines, start) for start in starts]
    ends = [*begins[1:], len(lines)][: len(begins)]
    for event_id, begin, end in reversed(list(zip(ids, begins, ends, strict=True))):
        if event_id in gone:
            del lines[begin:end]
    return "\n".join(lines)


def _above(lines: list[str], line: int) -> int:
    """The first of the comments right above a line (numbers from 0)."""
    while line and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line
