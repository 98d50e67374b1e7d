"""The text of a dataset file as its writers see it: lines, comments, and whose they are.

A parser gives the values and loses the comments; this gives the comments their place. The text
must be TOML already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot import toml

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|(?P<comment>\#[^\n]*)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<end>\n)|[^\"'\#\[\]{}\n]+",
    re.DOTALL,
)
_ROOT = re.compile(r"[ \t]*(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))")
_TABLE = re.compile(r"[ \t]*\[{1,2}[ \t]*[\"']?events[\"']?[ \t]*\.")


@dataclass
class Line:
    """A logical line: a value may go over several. ``comments`` are those in it and after it."""

    text: str = ""
    comments: list[str] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        """Nothing in it."""
        return not self.text.strip()

    @property
    def comment(self) -> bool:
        """A comment and nothing else."""
        return self.text.lstrip().startswith("#")

    @property
    def key(self) -> str:
        """The first part of the key that it sets; empty for a table's header."""
        found = _ROOT.match(self.text)
        return next(filter(None, found.groups()), "") if found else ""

    @property
    def table(self) -> str:
        """The key of an entry whose table this line begins, such as ``[[events.sources]]``."""
        found = _TABLE.match(self.text)
        inner = _ROOT.match(self.text, found.end()) if found else None
        return next(filter(None, inner.groups()), "") if inner else ""


@dataclass
class Entry:
    """The comments of one record: above it, after its header, above and after keys, at its end.

    ``kept`` has the text of values that have comments inside them.
    """

    above: list[str] = field(default_factory=list)
    beside: str = ""
    notes: dict[str, list[str]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    end: list[str] = field(default_factory=list)

    def place(self, line: Line, key: str, *, above: list[str], first: bool) -> None:
        """Keep the comment after a line's value; one without a better place goes above the key."""
        notes = self.notes.setdefault(key, [])
        notes += above
        if not line.comments:
            return
        if not first or line.table:
            notes += line.comments
        elif "\n" not in line.text:
            self.marks[key] = line.comments[0]
        else:
            self.kept[key] = "\n".join(part.rstrip() for part in line.text.strip().split("\n"))


@dataclass
class Layout:
    """The whole file: lines of the head, the records, and comments at the end."""

    head: list[Line] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


def lines_of(text: str) -> Iterator[Line]:
    """The logical lines of a TOML text."""
    line, depth = Line(), 0
    for token in _TOKEN.finditer(text):
        if token["end"] and not depth:
            yield line
            line = Line()
            continue
        depth += bool(token["open"]) - bool(token["close"])
        line.text += token[0]
        if token["comment"]:
            line.comments.append(token[0].rstrip())
    if line.text:
        yield line


def comments_of(text: str) -> list[str]:
    """Every comment of a TOML text, sorted."""
    return sorted(comment for line in lines_of(text) for comment in line.comments)


def layout_of(text: str, name: str = "events") -> Layout:
    """Attach each comment of a text to the ``[[name]]`` record that it belongs to."""
    found, waiting = Layout(), list[Line]()
    begins = toml.header(name).match
    for line in _after_head(text, found, waiting, name=name):
        if begins(line.text):
            own, above = _shared(waiting)
            if found.entries:
                found.entries[-1].end += own
            found.entries.append(Entry(above, next(iter(line.comments), "")))
            seen, table = set[str](), ""
        elif line.blank or line.comment:
            waiting.append(line)
            continue
        else:
            table = line.table or table
            key = table or line.key
            entry = found.entries[-1]
            entry.place(line, key, above=_words(waiting), first=key not in seen)
            seen.add(key)
        waiting.clear()
    own, found.tail = _shared(waiting, at_end=True)
    if found.entries:
        found.entries[-1].end += own
    else:
        found.tail = own + found.tail
    return found


def _after_head(text: str, found: Layout, waiting: list[Line], *, name: str) -> Iterator[Line]:
    """The lines from the first header on; those before it go to the head.

    Comments right above the first header, without a blank line between, are the entry's.
    """
    lines = list(lines_of(text))
    begins = toml.header(name).match
    first = next((n for n, line in enumerate(lines) if begins(line.text)), len(lines))
    start = first
    while start and lines[start - 1].comment and first < len(lines):
        start -= 1
    found.head = lines[:start]
    waiting += lines[start:first]
    return iter(lines[first:])


def _shared(waiting: list[Line], *, at_end: bool = False) -> tuple[list[str], list[str]]:
    """Comments between two records: those right below the first, and those of the second.

    Without any blank line between they are all the second's.
    """
    blank = next((n for n, line in enumerate(waiting) if line.blank), None)
    if blank is None:
        blank = len(waiting) if at_end else 0
    return _words(waiting[:blank]), _words(waiting[blank:])


def _words(lines: list[Line]) -> list[str]:
    return [line.text.strip() for line in lines if line.comment]
