"""The language of a typed line, by its letters and words; empty where they leave it open."""

from __future__ import annotations

import re

from bot.text import folded

_URDU = re.compile("[ٹڈڑںےھہۃۓ]")
_ARABIC = re.compile("[ةىيكأإ]")
_PERSIAN = re.compile("[پچژگکی]")
_ARABIC_LETTER = re.compile("[\u0620-\u06d3]")
_ARABIC_WORDS = frozenset(
    folded("في من على عن ماذا متى حدث اليوم غدا أمس يوم عام سنة شهر ابحث ما").split()
)
_URDU_WORDS = frozenset(folded("کیا ہوا کے کا میں آج کل نے تھا اور کو جنوری فروری مئی").split())
_PERSIAN_WORDS = frozenset(
    folded("چه شد در از این دهه سده روز امروز دیروز فردا رویداد تاریخ درباره را سال").split()
)
_ENGLISH_WORDS = frozenset(
    """
    what happened happens on in the of about today yesterday tomorrow day year who was when did
    is tell me search history born january february march april june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday next last
    war revolution moon landing thanks thank hello
    """.split()
)


_LATIN_URDU = frozenset("ka ki ke ko kab hai kya hua tha aaj batao mein din tareekh".split())
"""Words of Urdu in Latin letters: such a line is not of English."""


def typed_language(text: str, known: str) -> str:
    """``en``, ``fa``, ``ur`` or ``ar`` where a line can hardly be of the ``known`` language of its
    writer; empty otherwise.
    """
    words = set(re.findall(r"\w+", folded(text)))
    if not _ARABIC_LETTER.search(text):
        is_english = words & _ENGLISH_WORDS and not words & _LATIN_URDU
        return "en" if known != "en" and is_english else ""
    possible = _by_words(words, _by_letters(text, words))
    if known in possible or len(possible) > 2:
        return ""
    return next((code for code in ("fa", "ur", "ar") if code in possible), "")


def _by_letters(text: str, words: set[str]) -> set[str]:
    """The languages that have all of the letters."""
    possible = {"fa", "ur", "ar"}
    if _URDU.search(text):
        possible &= {"ur"}
    if _ARABIC.search(text) or any(word.startswith("ال") and len(word) > 4 for word in words):
        possible &= {"ar"}
    if _PERSIAN.search(text):
        possible -= {"ar"}
    return possible


def _by_words(words: set[str], possible: set[str]) -> set[str]:
    """The languages of whose small words the line has one; all that are possible where none."""
    small = {"fa": _PERSIAN_WORDS, "ur": _URDU_WORDS, "ar": _ARABIC_WORDS}
    told = {code for code in possible if words & small[code]}
    return told or possible
