"""The phrases of chat that come with the program: see ``phrases.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from bot import toml
from bot.errors import DatasetError
from bot.text import drawn_once, folded

Lists = tuple[str, ...]
"""The names of tables of phrases."""

_SHORT_FORMS = {
    short: word
    for word, forms in {
        "good": "gud gd",
        "morning": "mrng mrning mornin morng",
        "evening": "evng evenin",
        "night": "nite nyt",
        "you": "u yu ya",
        "your": "ur",
        "are": "r",
        "what": "wt wat wht",
        "how": "hw",
        "this": "dis",
        "thanks": "thx thanx thnx thnks tnx thks",
        "thank": "thnk",
        "please": "pls plz",
        "about": "abt",
        "something": "smth sth",
    }.items()
    for short in forms.split()
}
"""Words as they are typed in a hurry."""


def begins(
    words: Sequence[str], lists: Lists, *, backwards: bool = False, drawn: bool = False
) -> int:
    """The number of words of the longest phrase with which a line begins, or 0; ``drawn`` where
    every letter of it counts once.
    """
    known, longest = _phrases(lists, drawn=drawn)
    for length in range(min(longest, len(words)), 0, -1):
        run = [_SHORT_FORMS.get(word, word) for word in words[:length]]
        if tuple(reversed(run) if backwards else run) in known:
            return length
    return 0


@cache
def words_in(*lists: str) -> frozenset[str]:
    """The words of tables, folded."""
    return frozenset(word for phrase in listed(lists) for word in folded(phrase).split())


@cache
def tables() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The phrases of each table, by language."""
    found, _ = toml.read(Path(__file__).parent / "phrases.toml", error=DatasetError)
    return found


def listed(lists: Lists) -> Iterator[str]:
    """The phrases of tables, in all languages."""
    for name in lists:
        for phrases in tables()[name].values():
            yield from phrases


@cache
def _phrases(lists: Lists, *, drawn: bool) -> tuple[frozenset[tuple[str, ...]], int]:
    """The phrases as folded words, and the number of words of the longest."""
    phrases = map(folded, listed(lists))
    split = (drawn_once(phrase).split() if drawn else phrase.split() for phrase in phrases)
    found = frozenset(tuple(_SHORT_FORMS.get(word, word) for word in words) for words in split)
    return found, max(map(len, found))
