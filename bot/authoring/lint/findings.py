"""Findings of the check: values that are sorted, counted and shown, never raised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to fix or to look at: its place (``line`` from 1), and a sentence.

    ``id`` is the entry's, ``key`` what it is about; either is empty where there is none.
    """

    file: str
    line: int
    id: str
    key: str
    sentence: str
    level: str = ERROR

    def __str__(self) -> str:
        """``data/events.toml:123: some-id: day: expected MM-DD, got "7-20"``."""
        places = [f"{self.file}:{self.line}", self.id, self.key]
        words = self.sentence if self.level == ERROR else f"warning: {self.sentence}"
        return ": ".join([*filter(None, places), words])

    def as_json(self) -> dict[str, Any]:
        """Plain values, for programs."""
        return asdict(self)

    def as_github(self) -> str:
        """A workflow command, which GitHub shows at the line of a pull request."""
        title = ": ".join(filter(None, [self.id, self.key]))
        place = f"file={_property(self.file)},line={self.line},title={_property(title)}"
        return f"::{self.level} {place}::{_data(self.sentence)}"


class Note(NamedTuple):
    """A rule's finding about an entry; the check adds the place."""

    key: str
    sentence: str
    level: str = ERROR


def warning(key: str, sentence: str) -> Note:
    """A note on what is probably, but not certainly, wrong."""
    return Note(key, sentence, WARNING)


def _data(text: str) -> str:
    """Escaped as GitHub's workflow commands want it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def counted(findings: Sequence[Finding]) -> str:
    """``2 errors, 1 warning``; empty if there is none of either."""
    return ", ".join(
        f"{count} {level}{'s' * (count != 1)}"
        for level in (ERROR, WARNING)
        if (count := sum(finding.level == level for finding in findings))
    )


Notes = Iterator[Note]
