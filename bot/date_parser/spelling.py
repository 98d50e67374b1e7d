"""Months of all four languages, and English weekdays, near days and words of a question, with one
letter wrong or without some of their vowels.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.date_parser import vocabulary
from bot.dates import MONTHS, WEEKDAYS
from bot.text import folded

_NEAR = "today tomorrow yesterday".split()
_ASKED = "happened happens happen history historical birthday events important please".split()
_WORDS = [
    word.lower() for word in (*MONTHS, *WEEKDAYS, *_NEAR, *_ASKED) if len(word) > 3
]  # one letter makes too many words of May
_SHORTEST = 5  # letters of a month in another script: shorter ones are too near to other words
_OTHER_SCRIPTS = sorted(
    {
        word
        for lines in vocabulary.MONTHS.values()
        for word in map(folded, lines.replace("\n", ",").split(","))
        if len(word) >= _SHORTEST and not word.isascii() and word.isalpha()
    }
)
_OTHER_WORDS = frozenset(
    "match marsh mach merch augusta auguste augusto sundae toady junk jane jure jug "
    "jute jury juno juan jule tody toda".split()
)
"""Words and names of their own, a letter away from those of a date."""
_OTHER_NAMES = frozenset(
    map(folded, "اکبر مردان مراد جنوبی فوری شبان شهبان رمضانی يوليوس یولیوس خراد بهرامن".split())
)


@lru_cache(maxsize=1024)
def respelled(word: str) -> str:
    """The one word that is meant by another with one letter wrong, or without some of its vowels;
    empty if there is none.

    The first letter is taken to be right, and a short word's letters are not exchanged for others.
    """
    if len(word) < 3 or word in _OTHER_WORDS or word in _OTHER_NAMES:
        return ""
    known = _WORDS if word.isascii() else _OTHER_SCRIPTS
    same = [right for right in known if right[0] == word[0]]
    near = [right for right in same if one_off(word, right)] or [
        right for right in same if word.isascii() and _without_vowels(word, right)
    ]
    return near[0] if len(near) == 1 else ""


def _without_vowels(word: str, right: str) -> bool:
    """True if a word is another without some of its vowels: ``agst``, ``sptmbr``."""
    letters = (f"{letter}?" if letter in "aeiou" else letter for letter in right[1:])
    return re.fullmatch(right[0] + "".join(letters), word) is not None


def one_off(word: str, right: str) -> bool:
    """True if one letter was left out, added or exchanged, or two neighbours were swapped."""
    start = 0
    while start < min(len(word), len(right)) and word[start] == right[start]:
        start += 1
    rest, wanted = word[start:], right[start:]
    if len(word) == len(right):
        swapped = rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
        return swapped or (len(right) > 4 and rest[1:] == wanted[1:])
    longer, shorter = (rest, wanted) if len(rest) > len(wanted) else (wanted, rest)
    return longer[1:] == shorter
