"""The terms of a query: which of its words belong together, and what else an entry may have for
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sized

from bot.chatbot.search.vocabulary import meant, phrase_in
from bot.chatbot.search.words import is_small, spaced, telling, words_of

MOST_WORDS = 8
_SHORT_YEAR, _FIRST_SHORT_YEAR, _LAST_OF_OURS = 2, 14, 40  # the war of '65, the earthquake of '05

_JOINED = ("ب", "ل", "لل", "ع", "ف", "ک", "ه")
_LONGER = 3  # letters that have to be left of a word with such an end
_RARE = 3  # entries that have a word; of one that more have, nothing is taken off

Postings = Mapping[str, Sized]
"""The words of all entries, each with the entries that have it."""


def terms_of(query: str, known: Postings) -> list[list[str]]:
    """The terms of a query, each the phrases by which an entry may have it. Small words go, unless
    there are no others.
    """
    terms = list(_terms(_words_of_query(query, known), known))
    return [term for term in terms if len(term) > 1 or not is_small(term[0])] or terms


def _terms(words: list[str], known: Postings) -> Iterator[list[str]]:
    at = 0
    while at < len(words):
        length, phrases = _phrases_at(words, at, known)
        yield phrases
        at += length


def _words_of_query(query: str, known: Postings) -> list[str]:
    words = words_of(query)
    if not all(word in known for word in words):
        words = words_of(spaced(query))
    found = phrase_in(words)
    return words[:MOST_WORDS] if found else telling(words)[:MOST_WORDS]


def _phrases_at(words: list[str], at: int, known: Postings) -> tuple[int, list[str]]:
    """The number of words from a place that are one term, and the phrases for it."""
    for length in range(min(4, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + length])
        bare = phrase.removeprefix("ب") if length > 1 else ""
        if others := meant(phrase) or meant(bare):
            return length, [phrase, *others]
    pair = words[at : at + 2]
    if len(pair) == 2 and "".join(pair) in known and not all(map(is_small, pair)):
        return 2, [" ".join(pair), "".join(pair)]
    word = words[at]
    is_short = word.isdecimal() and len(word) == _SHORT_YEAR
    if is_short and (word.startswith("0") or int(word) >= _FIRST_SHORT_YEAR):
        ours = [f"20{word}"] if int(word) < _LAST_OF_OURS else []
        return 1, [word, *ours, f"19{word}"]
    entries = len(known.get(word, ()))
    for rest in _without_joined(word, entries):
        if (len(rest) > 2 and len(known.get(rest, ())) > entries) or meant(rest):
            return 1, [word, rest, *meant(rest)]
    return 1, [word]


def _without_joined(word: str, entries: int) -> Iterator[str]:
    """A word in Arabic letters without what is written as a part of it: the Arabic "and"; of a word
    that hardly any entry has, also "in", "for" and "on"; of one that none has, also the spoken
    Persian end of an object.
    """
    if word.startswith("و"):
        yield word[1:]
    if entries > _RARE or word.isascii():
        return
    yield from (word.removeprefix(joined) for joined in _JOINED if word.startswith(joined))
    if not entries:  # Shamlu is a name
        yield from (word.removesuffix(end) for end in ("رو", "و") if len(word) > _LONGER + len(end))
