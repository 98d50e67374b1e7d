"""Talk is known by its likeness to lines of each kind; what asks for history is none."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest

from bot.chatbot.answers.talk_likeness import CERTAIN, HISTORY, LIKELY, Likeness, known_lines
from bot.text import folded

KINDS = {
    *("help", "thanks", "goodbye", "bot", "complaint", "beyond", "again", "language"),
    *("calendar", "privacy", "random", "cheerful", HISTORY),
}
PARTS = 5  # of the lines, each of which is kept back once


def test_each_line_is_of_one_kind_that_can_be_answered() -> None:
    """A line of two kinds would teach nothing."""
    lines = list(known_lines())
    assert {kind for kind, _ in lines} == KINDS
    kinds = {folded(line): kind for kind, line in lines}
    assert [(k, line) for k, line in lines if kinds[folded(line)] != k] == []


@pytest.mark.parametrize("part", range(PARTS))
def test_lines_that_were_kept_back_are_told_from_history(part: int) -> None:
    """Nearly all talk is found, and nearly nothing of history is taken for it."""
    lines = list(known_lines())
    known = Likeness(line for n, line in enumerate(lines) if n % PARTS != part)
    asked = Counter(kind == HISTORY for kind, _ in islice(lines, part, None, PARTS))
    found = Counter(
        kind == HISTORY
        for kind, line in islice(lines, part, None, PARTS)
        if known.kind(line, lead=LIKELY)
    )
    assert found[False] / asked[False] > 0.7
    assert found[True] / asked[True] < 0.05


def test_a_line_of_new_words_is_no_talk() -> None:
    """However like a greeting a part of one of them is."""
    known = Likeness([("help", "hello there"), (HISTORY, "the fall of Rome")])
    assert known.kind("hello there", lead=LIKELY) == "help"
    assert known.kind("the fall of Rome", lead=LIKELY) == ""
    assert known.kind("helloqq thereqq xyz", lead=LIKELY) == ""
    assert known.kind("", lead=LIKELY) == ""
    assert known.kind("hello there", lead=100 * CERTAIN) == ""
