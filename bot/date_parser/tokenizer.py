"""What is typed, as tokens: numbers, months, weekdays and the small words between them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from bot.calendars import Calendar
from bot.date_parser import vocabulary
from bot.dates import MONTHS as ENGLISH
from bot.text import folded

LONGEST = 60  # characters; no date is longer
_TOKEN = re.compile(r"(\d+)|([^\W\d_]+)|([-/.])|(\s+|,)|(.)", re.DOTALL)
_INITIALS = re.compile(r"\b([^\W\d_])\.\s?([^\W\d_])\b(?:\.([^\W\d_])\b)?")


class Token(NamedTuple):
    """A token: the letter of its kind (see ``reader``), its value, and how many digits it had."""

    kind: str
    value: int = 0
    width: int = 0
    calendar: Calendar | None = None


UNKNOWN = Token("?")


def tokens_of(text: str) -> list[Token]:
    """The tokens of a folded text; what is not known stands as ``UNKNOWN``."""
    joined = _INITIALS.sub(lambda m: "".join(filter(None, m.groups())), text)
    parts = re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", " ", joined)
    pieces = [m for m in _TOKEN.finditer(parts) if m[4] is None]
    found, at = [], 0
    while at < len(pieces):
        token, used = _token(pieces, at)
        at += used
        if token is not None:
            found.append(token)
    return found


def _token(pieces: list[re.Match[str]], at: int) -> tuple[Token | None, int]:
    """The token at a place and how many pieces it takes; None for a filler."""
    number, word, sign, _, other = pieces[at].groups()
    if number:
        return Token("n", int(number), len(number)), 1
    if sign:
        return Token(sign), 1
    if other:
        return UNKNOWN, 1
    words = [piece[2] for piece in pieces[at : at + 4]]
    run = words[: words.index(None)] if None in words else words
    for count in range(len(run), 0, -1):
        if (name := " ".join(run[:count])) in _words():
            return _words()[name], count
    return _begun(word), 1


def _begun(word: str) -> Token:
    """The English month that three or more letters begin (``sept`` too)."""
    if len(word) >= 3:
        for number, month in enumerate(ENGLISH, 1):
            if month.lower().startswith(word):
                return Token("m", number, calendar=Calendar.GREGORIAN)
    return UNKNOWN


@cache
def _words() -> dict[str, Token | None]:
    """Every known word or run of words, folded."""
    found: dict[str, Token | None] = {}

    def add(line: str, token: Token | None) -> None:
        for name in line.split(","):
            found[folded(name)] = token
            found.setdefault(folded(name).replace(" ", ""), token)  # joined by a hidden joiner

    add(vocabulary.FILLERS, None)
    for kind, line in vocabulary.SIGNS.items():
        add(line, Token(kind))
    for calendar, lines in vocabulary.MONTHS.items():
        for number, line in enumerate(lines.strip().splitlines(), 1):
            add(line, Token("m", number, calendar=calendar))
    for number, line in enumerate(vocabulary.WEEKDAYS.strip().splitlines()):
        add(line, Token("w", number))
    for kind, table in (
        ("r", vocabulary.RELATIVE),
        ("k", vocabulary.TWO_WAYS),
        ("u", vocabulary.UNITS),
    ):
        for value, line in table.items():
            add(line, Token(kind, value))
    return found
