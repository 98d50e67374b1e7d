"""Reading TOML, with errors that say where. The only module that knows tomli."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from bot.errors import FaultsError


class Fault(NamedTuple):
    """Why a text is not TOML, and where (from 1); ``at_end``: it stops too early."""

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
    """What a ``[[name]]`` header looks like: spaces, quotes and a comment may stand in its line."""
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
    stands at the start of a line inside a multi-line string is told from a header by the parse:
    the caller compares the counts.
    """
    lines, line, last = [], 1, 0
    for found in header(name).finditer(text):
        line += text.count("\n", last, found.start())
        last = found.start()
        lines.append(line)
    return lines


def line_of_key(text: str, key: str, *, start: int, end: int) -> int | None:
    """The line (from 1) between ``start`` and ``end`` on which ``key =`` stands, if one does."""
    begins = re.compile(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=")
    for number, line in enumerate(text.split("\n")[start - 1 : end], start):
        if begins.match(line):
            return number
    return None
