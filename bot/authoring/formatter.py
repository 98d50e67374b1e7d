"""The one form of the dataset's text: keys in the schema's order, entries by day, year and id.

Two maintainers who write the same data write the same text, so their edits rarely meet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from bot import toml
from bot.authoring.comment_layout import Entry, Layout, Line, comments_of, layout_of
from bot.dataset.schema import KEYS, parts
from bot.errors import DatasetError


def order(record: Mapping[str, Any]) -> tuple[str, int, str]:
    """By day, year and id; what is wrong or missing comes first."""
    year = record.get("year")
    return (str(record.get("day", "")), year if type(year) is int else 0, str(record.get("id", "")))


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a file: the name of its ``[[records]]``, the order of their keys, and theirs."""

    name: str
    keys: Sequence[str]
    order: Callable[[Mapping[str, Any]], Any]


EVENTS = Form("events", tuple(KEYS), order)
WIDTH = 100
BROKEN_UP = ("sources",)  # one a line where the line would be longer than WIDTH


def formatted(path: Path, form: Form = EVENTS) -> tuple[str, bytes]:
    """A file's canonical text, and the bytes that it has now. DatasetError if it is not TOML."""
    try:
        was = path.read_bytes()
    except OSError:
        was = b""
    tables, text = toml.read(path, error=DatasetError)
    try:
        return canonical(text.replace("\r\n", "\n"), tables, form), was
    except ValueError as fault:
        raise DatasetError([f"{path}: {fault}; nothing is written"]) from None


def canonical(text: str, tables: Mapping[str, Any], form: Form = EVENTS) -> str:
    """The canonical form of a TOML text whose values are ``tables``.

    ValueError if its records have no headers, or if the result would not say the same.
    """
    records = tables.get(form.name, [])
    layout = layout_of(text, form.name)
    if type(records) is not list or not records or len(layout.entries) != len(records):
        raise ValueError(f"expected each entry under a header [[{form.name}]] of its own")
    pairs = zip(records, layout.entries, strict=True)
    ordered = sorted(pairs, key=lambda pair: form.order(pair[0]))
    blocks = ["\n".join(_head(layout, tables)).rstrip()]
    blocks += ["\n".join(record_lines(record, entry, form)) for record, entry in ordered]
    blocks += ["\n".join(layout.tail)]
    made = "\n\n".join(filter(None, blocks)) + "\n"
    if not same(text, tables, made, form.name):
        raise ValueError("its canonical form would not say the same")
    return made


def same(text: str, tables: Mapping[str, Any], made: str, name: str = "events") -> bool:
    """True if a made text has the same values and comments, whatever their order."""
    parsed = toml.parse(made)
    if isinstance(parsed, toml.Fault) or comments_of(text) != comments_of(made):
        return False
    return _compared(tables, name) == _compared(parsed, name)


def _compared(tables: Mapping[str, Any], name: str) -> list[str]:
    """Values as texts, since 1, 1.0 and true are equal in Python but not in TOML."""
    rest = {key: value for key, value in tables.items() if key != name}
    return [_plain(rest), *sorted(map(_plain, tables.get(name, [])))]


def _plain(table: Mapping[str, Any]) -> str:
    return json.dumps(table, sort_keys=True, default=repr)


def _head(layout: Layout, tables: Mapping[str, Any]) -> Iterator[str]:
    """The lines above the entries, with at most one blank line at a time."""
    last = Line()
    for line in layout.head:
        if line.blank and last.blank:
            continue
        simple = line.key in tables and "\n" not in line.text and not line.comment
        if simple and not isinstance(tables[line.key], dict):
            yield from _pair(line.key, tables[line.key], "".join(line.comments))
        else:
            yield line.text.rstrip()
        last = line


def record_lines(
    record: Mapping[str, Any], entry: Entry | None = None, form: Form = EVENTS
) -> Iterator[str]:
    """The lines of a record, with its comments at their places."""
    entry = entry or Entry()
    yield from entry.above
    yield f"[[{form.name}]]  {entry.beside}".rstrip()
    known = [key for key in form.keys if key in record]
    for key in [*known, *(key for key in record if key not in form.keys)]:
        yield from entry.notes.get(key, ())
        if key in entry.kept:
            yield entry.kept[key]
        else:
            yield from _pair(key, record[key], entry.marks.get(key, ""))
    yield from entry.end


def _pair(key: str, value: Any, comment: str) -> Iterator[str]:
    line = f"{_key(key)} = {_value(value, parts(key))}"
    if key in BROKEN_UP and len(line) > WIDTH and value:
        if comment:
            yield comment
        items = (f"  {_value(item, parts(key))}," for item in value)
        yield from (f"{_key(key)} = [", *items, "]")
    else:
        yield f"{line}  {comment}".rstrip()


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else toml_text(key)


def toml_text(value: str) -> str:
    """A basic string: JSON's escapes are TOML's, but for the one character that JSON leaves."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any, keys: tuple[str, ...] = ()) -> str:
    """A value on one line; ``keys`` is the order of the keys of tables in it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return toml_text(value)
        case date() | time():
            return value.isoformat()
        case list():
            return f"[{', '.join(_value(item, keys) for item in value)}]"
        case dict():
            known = [key for key in keys if key in value]
            rest = [key for key in value if key not in keys]
            pairs = (f"{_key(key)} = {_value(value[key])}" for key in [*known, *rest])
            return f"{{ {', '.join(pairs)} }}" if value else "{}"
    return repr(value)
