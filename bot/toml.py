"""Reading TOML, with errors that say where. The only module that knows tomli."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from bot.errors import FaultsError


class Fault(NamedTuple):
    """The reason why a text is not TOML, and the place (from 1); ``at_end``: it stops too early."""

    line: int
    column: int
    reason: str
    at_end: bool = False


def parse(text: str) -> dict[str, Any] | Fault:
    """The tables of a text, or the first fault that keeps it from being TOML."""
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as fault:
        at_end = str(fault).endswith("(at end of document)")
        return Fault(fault.lineno, fault.colno, _reason(fault), at_end)
    except ValueError as fault:  # a number of thousands of digits
        return Fault(1, 1, str(fault))
    except RecursionError:
        return Fault(1, 1, "nested too deeply to be read")


def read(path: Path, *, error: type[FaultsError]) -> tuple[dict[str, Any], str]:
    """The parsed tables of a file and its text; ``error`` says what could not be read, and where.

    A byte-order mark and Windows line ends are accepted: editors add them unasked.
    """
    text = read_text(path, error=error)
    found = parse(text)
    if isinstance(found, Fault):
        raise error([f"{path}:{found.line}:{found.column}: not TOML: {found.reason}"])
    return found, text


def read_text(path: Path, *, error: type[FaultsError]) -> str:
    """The text of a UTF-8 file without a byte-order mark; ``error`` if it cannot be had."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise error([f"{path}: no such file"]) from None
    except OSError as fault:
        raise error([f"{path}: cannot be read: {fault.strerror}"]) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        hint = "save the file as UTF-8"
        raise error([f"{path}:{line}: byte {fault.start} is not UTF-8; {hint}"]) from None


def _reason(fault: tomli.TOMLDecodeError) -> str:
    """tomli's reason without the place, which the caller has said already."""
    return re.sub(r"\s*\(at .*\)$", "", str(fault))


@cache
def header(name: str) -> re.Pattern[str]:
    """The pattern of a ``[[name]]`` header: its line may have spaces, quotes and a comment."""
    return re.compile(
        rf"^[ \t]*\[\[[ \t]*([\"']?){re.escape(name)}\1[ \t]*\]\][ \t]*(#.*)?\r?$", re.MULTILINE
    )


def bodies_of(text: str, name: str) -> list[str]:
    """The text of each ``[[name]]`` record below its header, without blank lines around it."""
    ends = [found.span() for found in header(name).finditer(text)]
    starts = [start for start, _ in ends[1:]] + [len(text)]
    return [text[end:start].strip() for (_, end), start in zip(ends, starts, strict=True)]


def lines_of(text: str, name: str) -> list[int]:
    """The line (from 1) of each ``[[name]]`` header, in the order of the records.

    tomli keeps no positions of values, so the headers are looked for in the text. One that
    is at the start of a line inside a multi-line string is no header, as the parse shows:
    the caller compares the counts.
    """
    lines, line, last = [], 1, 0
    for found in header(name).finditer(text):
        line += text.count("\n", last, found.start())
        last = found.start()
        lines.append(line)
    return lines


_KEY = re.compile(r"[ \t]*[\"']?([A-Za-z_][\w-]*)[\"']?(\.[\w.-]+)?[ \t]*[=:](?!/)")


def key_of(line: str) -> str:
    """The key that a line sets, also where a colon is typed for =; empty if it sets none."""
    return found[1] if (found := _KEY.match(line)) else ""


class KeyLines:
    """The lines (from 1) of the keys of a text: above its ``[[records]]``, and in each of them.

    ``starts`` are the lines of the records' headers; none where they are not known. Each part of
    the text is read once, however often it is asked about.
    """

    def __init__(self, lines: Sequence[str], starts: Sequence[int]) -> None:
        self._lines = lines
        self._starts = starts
        self._known: dict[int | None, dict[str, int]] = {}

    def line_of(self, number: int | None, path: str) -> int:
        """The line of a key such as ``sources[2].url`` of record ``number`` (from 0), or the
        record's own line; None is the part above the records.
        """
        if number is not None and number >= len(self._starts):
            return 1
        key = re.split(r"[.\[]", path, maxsplit=1)[0]
        line = self._keys_of(number).get(key)
        if line is None:
            return 1 if number is None else self._starts[number]
        item = re.match(r"\w+\[(\d+)\]", path)
        opened = self._lines[line - 1].rstrip().endswith("[")  # an item a line follows
        return line + int(item[1]) if item and opened else line

    def _keys_of(self, number: int | None) -> dict[str, int]:
        """The keys of a part of the text, each with the first line on which it is set."""
        if number not in self._known:
            start, end = self._span(number)
            found: dict[str, int] = {}
            for line in range(start, end + 1):
                if key := key_of(self._lines[line - 1]):
                    found.setdefault(key, line)
            self._known[number] = found
        return self._known[number]

    def _span(self, number: int | None) -> tuple[int, int]:
        following = 0 if number is None else number + 1
        last = following >= len(self._starts)
        end = len(self._lines) if last else self._starts[following] - 1
        return 1 if number is None else self._starts[number], end


def line_in_table(text: str, table: str, key: str) -> int | None:
    """The line (from 1) of a key below a ``[table]`` header, or the header's own; None where there
    is no such header.
    """
    lines = text.split("\n")
    heads = [re.fullmatch(r"\[\s*([\w-]+)\s*\]\s*(#.*)?", line.strip()) for line in lines]
    start = next((n for n, head in enumerate(heads) if head and head[1] == table), None)
    if start is None:
        return None
    for number, line in enumerate(lines[start + 1 :], start + 1):
        if line.lstrip().startswith("["):
            break
        if key_of(line) == key:
            return number + 1
    return start + 1


def key_lines(text: str, name: str, *, count: int) -> KeyLines:
    """The lines of the keys of a text with ``count`` records under ``[[name]]``."""
    starts = lines_of(text, name)
    return KeyLines(text.split("\n"), starts if len(starts) == count else [])
