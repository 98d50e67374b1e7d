"""Reading a file that people edit by hand: as much of it as can be had, and every fault.

A file that parses is taken as it is. One that does not is read entry by entry, and an entry that
does not parse key by key, so that one missing quote does not hide what else is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from bot import toml
from bot.authoring.lint.findings import Finding
from bot.authoring.syntax_hints import decoded, explained, header_fault, last_line
from bot.dataset.faults import Fault, shown_id
from bot.dataset.loader import record_faults
from bot.errors import DatasetError

LARGEST = 32 * 10**6  # bytes; ten times 5,000 entries
_HEADER = re.compile(r"[ \t]*\[{1,2}[ \t]*[A-Za-z]+[ \t]*\]{0,2}[ \t]*(#.*)?$")
_SUBTABLE = re.compile(r"[ \t]*\[{1,2}[ \t]*events[ \t]*\.")
_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(\s|$)")


@dataclass
class Document:
    """A file as far as it could be read.

    ``starts`` has the line (from 1) of each record's header, ``unread`` the keys of a record that
    could not be read and were reported already, in ``findings``.
    """

    file: str
    lines: list[str]
    tables: dict[str, Any] = field(default_factory=dict)
    records: list[Any] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    unread: dict[int, set[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def tell(self, line: int, sentence: str, *, number: int | None = None, key: str = "") -> None:
        """Keep what could not be read."""
        name = "" if number is None else shown_id(self.records[number], number)
        self.findings.append(Finding(self.file, line, name, key, sentence))

    @cached_property
    def faults(self) -> list[Fault]:
        """What the schema finds wrong in the records of a dataset's entries."""
        return list(record_faults(self.records))

    @cached_property
    def wrong(self) -> set[int]:
        """The numbers of the records that could not be read whole."""
        return {fault.number or 0 for fault in self.faults} | self.unread.keys()

    @cached_property
    def _key_lines(self) -> toml.KeyLines:
        return toml.KeyLines(self.lines, self.starts)

    def line_of(self, number: int | None, key: str) -> int:
        """The line of a key of a record, or the record's own."""
        return self._key_lines.line_of(number, key)


def read(path: Path, *, name: str = "") -> Document:
    """The file, read as far as it can be; DatasetError if there is no such file to read."""
    try:
        if (size := path.stat().st_size) > LARGEST:
            raise DatasetError([f"{path}: {size // 10**6} MB is too large for a dataset"])
        raw = path.read_bytes()
    except FileNotFoundError:
        raise DatasetError([f"{path}: no such file"]) from None
    except OSError as fault:
        raise DatasetError([f"{path}: cannot be read: {fault.strerror}"]) from None
    return read_bytes(raw, name or str(path))


def read_bytes(raw: bytes, name: str) -> Document:
    """The same of a file's content; ``name`` is what the findings call it."""
    text, faults = decoded(raw)
    document = Document(name, text.split("\n"))
    for line, sentence in faults:
        document.tell(line, sentence)
    parsed = toml.parse(text)
    if isinstance(parsed, toml.Fault):
        _recover(document, parsed)
        return document
    document.tables = parsed
    records = parsed.get("events")
    document.records = records if isinstance(records, list) else []
    starts = toml.lines_of(text, "events")
    document.starts = starts if len(starts) == len(document.records) else []
    return document


def read_records(path: Path, name: str) -> Document:
    """A file of ``[[name]]`` records in the dataset's folder, with their lines; a finding if it is
    not TOML, since such files are written by tools and are not recovered record by record.
    """
    text, faults = decoded(path.read_bytes())
    document = Document(str(path), text.split("\n"))
    for line, sentence in faults:
        document.tell(line, sentence)
    parsed = toml.parse(text)
    if isinstance(parsed, toml.Fault):
        shown = document.lines[min(parsed.line, len(document.lines)) - 1]
        document.tell(parsed.line, explained(shown, parsed))
        return document
    records = parsed.get(name, [])
    document.tables, document.starts = parsed, toml.lines_of(text, name)
    document.records = records if isinstance(records, list) else []
    return document


def _recover(document: Document, first: toml.Fault) -> None:
    """Read a file that is not TOML entry by entry; without a finding, report the first fault."""
    told = len(document.findings)
    lines = _without_conflicts(document)
    starts = [n for n, line in enumerate(lines) if _HEADER.match(line)]
    head = toml.parse("\n".join(lines[: starts[0] if starts else len(lines)]))
    if isinstance(head, toml.Fault):
        document.tell(head.line, explained(lines[head.line - 1], head))
    else:
        document.tables = head
    for start, end in _spans(starts, len(lines)):
        _recover_record(document, lines[start:end], start=start, last=end == len(lines))
    if len(document.findings) == told:
        document.tell(first.line, explained(document.lines[first.line - 1], first))
    document.tables["events"] = document.records


def _without_conflicts(document: Document) -> list[str]:
    """The lines with the marks of a half-done merge reported and taken out, and one side kept."""
    lines, side = [], ""
    for number, line in enumerate(document.lines, 1):
        mark = found[1][0] if (found := _CONFLICT.match(line)) else ""
        if mark == "<":
            document.tell(
                number,
                "two versions of these lines were left by a merge, between <<<<<<< and >>>>>>>: "
                "keep the right one and delete the other and the three marks",
            )
        elif mark and not side:
            document.tell(number, f"a mark of a merge was left here: delete {line.strip()}")
        side = {"": side, ">": ""}.get(mark, mark if side or mark == "<" else "")
        lines.append("" if mark or side in ("=", "|") else line)
    return lines


def _recover_record(document: Document, lines: list[str], *, start: int, last: bool) -> None:
    """One record out of a broken file: whole if it parses, otherwise key by key."""
    number = len(document.records)
    document.records.append({})
    document.starts.append(start + 1)
    whole = toml.parse("\n".join(lines))
    if isinstance(whole, dict) and isinstance(whole.get("events"), list):
        document.records[number] = whole["events"][0]
        return
    if sentence := header_fault(lines[0]):
        document.tell(start + 1, sentence)
    _recover_keys(document, number, lines[1:], start=start + 1, last=last)


def _recover_keys(
    document: Document, number: int, lines: list[str], *, start: int, last: bool
) -> None:
    """The keys of a broken record: those that parse by themselves are kept, the others reported."""
    record, unread = document.records[number], document.unread.setdefault(number, set())
    told = []
    for begin, end in _pieces(lines):
        text = "\n".join(lines[begin:end])
        key, parsed = toml.key_of(lines[begin]), toml.parse(text)
        if isinstance(parsed, toml.Fault):
            line = begin + min(parsed.line, last_line(lines[begin:end]))
            sentence = explained(text, parsed, key=key, at_end=last and end == len(lines))
            told.append((start + line, key, sentence))
            unread.add(key)
            continue
        values = parsed.get("events", parsed)
        if values.keys() & record.keys():
            told.append((start + begin + 1, key, "given twice in this entry: delete one"))
        record.update(values)
    for line, key, sentence in told:
        document.tell(line, sentence, number=number, key=key)


def _pieces(lines: list[str]) -> list[tuple[int, int]]:
    """From where to where each key's lines go; tables with headers of their own are one piece."""
    tables = next((n for n, line in enumerate(lines) if _SUBTABLE.match(line)), len(lines))
    begins = [n for n, line in enumerate(lines[:tables]) if toml.key_of(line)]
    if any(line.strip() for line in lines[: begins[0] if begins else tables]):
        begins = [0, *begins]
    begins += [tables] if tables < len(lines) else []
    return _spans(begins, len(lines))


def _spans(begins: list[int], end: int) -> list[tuple[int, int]]:
    """From each beginning to the next, the last one to ``end``."""
    return list(zip(begins, [*begins, end][1:], strict=True))
