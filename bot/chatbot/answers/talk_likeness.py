"""The kind of a line by its likeness to lines of known kinds: talk that no list of phrases has word
for word, such as ``my grandson put you on my phone, what do I press``.

``talk_lines.tsv`` has lines of each kind in four languages, and with them lines that ask for
history; the phrases of chat count, too. A line is weighed by its words, pairs of words and parts
of words, by complement naive Bayes (Rennie et al., 2003): the kind whose other kinds have least of
it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from bot.chatbot.answers.small_talk import phrases_of_kinds
from bot.text import folded

HISTORY = "history"
"""The kind of a line that asks for something of history."""
LIKELY = 0.7
SURE = 1.0
CERTAIN = 1.6
"""The lead that a kind of talk needs over history: where nothing was found, where something was
that the line may not mean, and where the line has what may be a name.
"""
_LETTERS = (3, 4)  # of the parts of words


class Likeness:
    """The parts of lines of known kinds, counted."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        """``lines`` are pairs of a kind and a line."""
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._sizes: Counter[str] = Counter()
        for kind, line in lines:
            parts = _parts(line)
            self._sizes[kind] += len(parts)
            for part in parts:
                self._counts[part][kind] += 1

    def kind(self, line: str, *, lead: float) -> str:
        """The kind of talk that a line is most like; empty if that does not lead over history by
        ``lead``, for each root of the number of its known parts, or most of its words are new.
        """
        words = _words(line)
        if sum(word in self._counts for word in words) * 2 < len(words) or not words:
            return ""
        known = [self._counts[part] for part in _parts(line) if part in self._counts]
        scores = {kind: self._score(known, kind) for kind in self._sizes}
        history = scores.pop(HISTORY)
        best = max(scores, key=scores.__getitem__)
        return best if scores[best] - history > lead * math.sqrt(len(known)) else ""

    def _score(self, known: Iterable[Counter[str]], kind: str) -> float:
        """How little the lines of other kinds have of these parts."""
        others = self._sizes.total() - self._sizes[kind] + len(self._counts)
        return -sum(math.log((part.total() - part[kind] + 1) / others) for part in known)


def talk_like(line: str, *, lead: float) -> str:
    """The kind of talk that a line is most like, or empty: see ``Likeness.kind``."""
    return _known().kind(line, lead=lead)


@cache
def _known() -> Likeness:
    return Likeness(known_lines())


def known_lines() -> Iterator[tuple[str, str]]:
    """Each line and each phrase of a known kind, after it."""
    yield from phrases_of_kinds()
    text = (Path(__file__).parent / "talk_lines.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        kind, said = line.split("\t")
        yield kind, said


def _words(line: str) -> list[str]:
    return re.findall(r"\w+", folded(line))


def _parts(line: str) -> set[str]:
    """The words of a line, pairs of them, and the parts of each; ``<`` and ``>`` are its ends."""
    words = _words(line)
    found = {*words, *map(" ".join, pairwise(words))}
    for word in (f"<{word}>" for word in words):
        for length in _LETTERS:
            found.update(word[n : n + length] for n in range(len(word) - length + 1))
    return found
