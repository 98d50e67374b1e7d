"""Greetings, calls for help, thanks, goodbyes, complaints, talk of the bot itself, and wishes for
another language or for anything, in four languages and in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.chatbot.answers.phrases import Lists, begins, listed, words_in
from bot.chatbot.search.words import is_small
from bot.text import drawn_once, folded, folded_words

_GREETINGS = ("greetings", "greetings_sure")
_THANKS = ("thanks", "thanks_sure")
_AROUND = (*_GREETINGS, *_THANKS, "to_whom")
_KINDS: tuple[tuple[str, Lists, Lists], ...] = (
    ("help", (*_GREETINGS, "help"), ("of_bot", "to_whom")),
    ("thanks", _THANKS, (*_GREETINGS, "to_whom")),
    ("goodbye", ("goodbyes",), (*_THANKS, "to_whom")),
    ("bot", ("bot",), ("help", "of_bot", "when", "this", *_AROUND)),
    ("complaint", ("complaints", "complaints_sure"), ("this", *_AROUND)),
    ("beyond", ("beyond",), ("tell", *_AROUND)),
    ("cheerful", ("cheerful",), ("tell", *_AROUND)),
    ("random", ("anything",), ("tell", *_AROUND)),
    ("again", ("of_before",), _AROUND),
    ("language", ("language",), ("to_whom",)),
)
"""What each kind of talk says, and what may be beside it."""
_BESIDE_LANGUAGE = ("its_change", "tell", *_GREETINGS, "to_whom")
_DRAWN = re.compile(r"(\w)\1{2,}")


def small_talk(text: str) -> str:
    """``help`` for a greeting or a call for help, ``thanks``, ``goodbye``, ``complaint``, ``bot``
    for talk of the bot itself, ``beyond`` for what it cannot do, such as a joke, ``again`` for a
    question about what was told before, ``random`` for a wish for anything, ``language`` for
    another language; empty for anything else.
    """
    line = folded(text)
    if not line.strip(" ?؟!."):
        return "help"
    drawn = bool(_DRAWN.search(line))  # hiiii, goood: then every letter counts once
    line = drawn_once(line) if drawn else line
    words = re.findall(r"\w+", line)
    for kind, phrases, beside in _KINDS:
        if _consists_of(words, phrases, beside, drawn=drawn):
            return kind
    named = len(words) > 1 and _consists_of(words, ("languages",), _BESIDE_LANGUAGE, drawn=False)
    return "language" if named else ""


def phrases_of_kinds() -> Iterator[tuple[str, str]]:
    """Each phrase of talk after its kind."""
    return ((kind, phrase) for kind, phrases, _ in _KINDS for phrase in listed(phrases))


def opens_with(text: str) -> str:
    """``complaint`` for a line that opens with one, whatever it goes on to say, ``help`` for one in
    which somebody says who they are; empty for any other.
    """
    words = re.findall(r"\w+", folded(text))
    if begins(words, ("complaints_sure",)):
        return "complaint"
    return "help" if begins(words, ("introductions",)) else ""


def is_language(word: str) -> bool:
    """True of the name of a language."""
    return bool(begins([word], ("languages",)))


def asks_of_before(text: str) -> bool:
    """True of a question that says only by "it" what it is about: ``and when did it end?``"""
    words = folded_words(" ".join(re.findall(r"\w+", folded(text))))
    told = words_in("told_before")
    rest = {word for word in words if word.removeprefix("و") not in told} - told
    return rest != words and all(_says_little(word) for word in rest)


def _says_little(word: str) -> bool:
    """True of a word that every line has, with the Arabic "and" or without."""
    bare = word.removeprefix("و")
    return is_small(word) or is_small(bare) or bool(begins([word], _AROUND))


def _consists_of(words: list[str], phrases: Lists, beside: Lists, *, drawn: bool) -> bool:
    """True if a line has a phrase of a list, and ``beside`` such ones only words of another."""
    said = False
    while words:
        for known, counts in ((phrases, True), (beside, False)):
            bare = _without_and(words)
            if length := begins(words, known, drawn=drawn) or begins(bare, known, drawn=drawn):
                words, said = words[length:], said or counts
                break
        else:
            return False
    return said


def _without_and(words: list[str]) -> list[str]:
    """The words without the Arabic "and" that is joined to the first."""
    return [words[0].removeprefix("و"), *words[1:]]
