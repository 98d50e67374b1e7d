"""Searching the entries by words: ranked, tolerant of one typo, fast enough for each key press."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.dataset import Dataset
from bot.events import Event
from bot.text import folded

_WORD = re.compile(r"\w+")
_INSIDE = re.compile(r"(?<=\w)[-.](?=\w)")
_TITLE, _TEXT, _CONTEXT = 8, 3, 1
_EXACT, _BEGUN, _TYPO = 4, 2, 1
MOST_WORDS = 6
_SHORTEST_TYPO = 4  # a typo in a shorter word makes it another word


class Index:
    """The words of a dataset. Made once for each dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self._weights: dict[str, dict[int, int]] = defaultdict(dict)
        told = (event for event in dataset if event.retracted is None)
        # An event's place in this order is its number: of equal scores the lower goes first.
        self._events = sorted(told, key=lambda e: (-e.weight, e.moment, e.id))
        for number, event in enumerate(self._events):
            self._add(number, event)
        self._words = sorted(self._weights)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._words:
            self._by_length[len(word)].append(word)

    def _add(self, number: int, event: Event) -> None:
        people = " ".join(person.name for person in event.people)
        title = f"{event.title} {people} {event.year}"
        for text, weight in ((title, _TITLE), (event.text, _TEXT), (event.context, _CONTEXT)):
            for word in {*words_of(text), *_WORD.findall(folded(text))}:
                known = self._weights[word]
                known[number] = max(known.get(number, 0), weight)

    def find(self, query: str) -> list[Event]:
        """The events that have every word, or words that begin so or differ by one typo.

        The best first; of equals the weightier, then the earlier.
        """
        scores: dict[int, int] | None = None
        for word in words_of(query)[:MOST_WORDS]:
            found = self._matches(word)
            if scores is None:
                scores = found
            else:
                scores = {n: scores[n] + found[n] for n in scores.keys() & found.keys()}
        count = len(self._events)
        ranks = sorted([number - score * count for number, score in (scores or {}).items()])
        return [self._events[rank % count] for rank in ranks]

    def _matches(self, word: str) -> dict[int, int]:
        """The score of each event that has the word in some form."""
        scores: dict[int, int] = {}
        for known, factor in self._like(word):
            found = {number: weight * factor for number, weight in self._weights[known].items()}
            for number in found.keys() & scores.keys():
                found[number] = max(found[number], scores[number])
            scores.update(found)
        return scores

    def _like(self, word: str) -> Iterable[tuple[str, int]]:
        """The word itself and those that it begins; only where there are none, typos of it."""
        start = bisect_left(self._words, word)
        begun = []
        for known in self._words[start : start + 200]:
            if not known.startswith(word):
                break
            begun.append((known, _EXACT if known == word else _BEGUN))
        if begun or len(word) < _SHORTEST_TYPO:
            return begun
        near = [w for n in (-1, 0, 1) for w in self._by_length.get(len(word) + n, ())]
        found = process.extract(
            word, near, scorer=OSA.distance, score_cutoff=1, limit=20, processor=None
        )
        return [(known, _TYPO) for known, *_ in found]


def words_of(text: str) -> list[str]:
    """The words of a text, folded; what a hyphen joins is one word (``f16``)."""
    return _WORD.findall(_INSIDE.sub("", folded(text)))
