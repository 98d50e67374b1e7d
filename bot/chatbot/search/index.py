"""Searching the entries: the best first, tolerant of endings, typos and spellings.

An entry is found by its own words, in every language that it is told in, by the names of its
people in any script, and by its countries and topics. Fast enough for each key press.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import nsmallest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.chatbot.search.vocabulary import fields, joined, meant, phrase_in
from bot.chatbot.search.words import all_words_of, sound, stem, telling, words_of
from bot.dataset import Dataset
from bot.dataset.names import Name
from bot.events import Event

_EXACT, _BEGUN, _STEM, _SOUND, _TYPO = 1.0, 0.5, 0.75, 0.4, 0.3
_MEANT = 0.7  # for a word's meaning, against the word itself
_LEAD = 0.35  # how much a grade of weight counts among hits of equal words
_PHRASE = 1.4  # for a title that has the words as they were typed
MOST_WORDS = 8
MOST_PARTIAL = 24  # hits, where no entry has all words
_MOST_BEGUN = 200  # words that one word may begin
_SHORTEST_PREFIX = 3
_SHORTEST_TYPO = 4  # a typo in a shorter word makes it another word
_SHORTEST_SOUND = 3
_COMMON = 1000  # entries that have a word
_LONG = 9  # letters of a word in which two typos are forgiven
MOST_COMPARED = 100  # hits whose titles are compared with the whole query
Scores = dict[int, float]
Terms = list[tuple[float, Scores]]
"""The rarity of each term, and the score of each event that has it."""


class Index:
    """The words of a dataset. Made once for each dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self._weights: dict[str, dict[int, float]] = defaultdict(dict)
        told = (event for event in dataset if event.retracted is None)
        # An event's place in this order is its number: of equal scores the lower goes first.
        self._events = sorted(told, key=lambda e: (-e.weight, e.moment, e.id))
        self._grades = [1 + _LEAD * event.weight / 5 for event in self._events]
        self._titles = [
            f" {' '.join(words_of(event.title))} | {event.id.replace('-', ' ')} "
            for event in self._events
        ]
        for number, event in enumerate(self._events):
            self._add(number, fields(event, dataset))
        self._add_names(dataset.names)
        self._words = sorted(self._weights)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._by_length[len(word)].append(word)
            self._by_stem[stem(word)].append(word)
            if len(key := sound(word)) >= _SHORTEST_SOUND:
                self._by_sound[key].append(word)

    def _add(self, number: int, fields: Iterable[tuple[str, float]]) -> None:
        for text, weight in fields:
            for word in all_words_of(text):
                known = self._weights[word]
                known[number] = max(known.get(number, 0), weight)

    def _add_names(self, names: Iterable[Name]) -> None:
        """Index each spelling of a name with the entries that have the English one."""
        for name in names:
            own = words_of(name.name)
            found = [self._weights.get(word, {}) for word in own]
            if not found or not all(found):
                continue
            numbers = set(found[0]).intersection(*found[1:])
            for number in numbers:
                weight = min(postings[number] for postings in found)
                self._add(number, [(spelling, weight) for spelling in name.spellings])
                for spelling in name.spellings:
                    self._add(number, [(joined, weight) for joined in joined(spelling)])
                self._spell_title(number, name)

    def _spell_title(self, number: int, name: Name) -> None:
        """A title that has a name has it in every spelling: what leads in one leads in all. Of a
        person the last word is enough: titles say Mosaddegh.
        """
        own = words_of(name.name)
        if f" {' '.join(own[-1:] if name.kind == 'person' else own)} " in self._titles[number]:
            spelt = (" ".join(words_of(spelling)) for spelling in name.spellings)
            self._titles[number] += "".join(f"| {words} " for words in spelt)

    def find(self, query: str) -> list[Event]:
        """The events that have every word in some form, the best first; where there is none,
        those that have most of what matters. Empty where nothing fits at all.
        """
        found = [self._scores(term) for term in self._terms(query)]
        count = len(self._events)
        terms = [(math.log(1 + count / len(scores)), scores) for scores in found if scores]
        if not terms:
            return []
        if len(terms) == len(found):
            numbers = set(terms[0][1]).intersection(*(scores for _, scores in terms[1:]))
            if numbers:
                return [self._events[n] for n in self._ranked(query, terms, numbers)]
        return [self._events[n] for n in self._partly(terms)]

    def _ranked(self, query: str, terms: Terms, numbers: set[int]) -> list[int]:
        """Events that have all terms, the best first; of equals the lower number."""
        graded, ordered = self._grades, sorted(numbers)
        columns = [[rare * scores[number] for number in ordered] for rare, scores in terms]
        told = columns[0] if len(columns) == 1 else map(sum, zip(*columns, strict=True))
        worths = [-sum_ * graded[n] for sum_, n in zip(told, ordered, strict=True)]
        best = sorted(range(len(ordered)), key=worths.__getitem__)  # stable: the lower number
        compared = {ordered[place]: worths[place] for place in best[:MOST_COMPARED]}
        others = [ordered[place] for place in best[MOST_COMPARED:]]
        return self._phrases_first(query, compared) + others

    def _phrases_first(self, query: str, worths: dict[int, float]) -> list[int]:
        """The best events again, those ahead whose title or id has the words as typed."""
        phrase = f" {' '.join(words_of(query))} "
        for number in worths:
            if phrase in self._titles[number]:
                worths[number] *= _PHRASE
        return sorted(worths, key=lambda number: (worths[number], number))

    def _partly(self, terms: Terms) -> list[int]:
        """Events that have some of the terms: those first that have most of what is rare."""
        covered: Scores = defaultdict(float)
        total: Scores = defaultdict(float)
        for rare, scores in terms:
            for number, score in scores.items():
                covered[number] += rare
                total[number] += rare * score
        graded = self._grades

        def rank(number: int) -> tuple[float, float, int]:
            return (-round(covered[number], 6), -total[number] * graded[number], number)

        return nsmallest(MOST_PARTIAL, covered, key=rank)

    # -- what was typed --

    def _terms(self, query: str) -> Iterator[list[str]]:
        """The terms of a query, each the phrases by which an entry may have it."""
        words = self._words_of_query(query)
        at = 0
        while at < len(words):
            length, phrases = self._phrases_at(words, at)
            yield phrases
            at += length

    def _words_of_query(self, query: str) -> list[str]:
        spaced = words_of(re.sub("[\u200b-\u200d]", " ", query))
        known = [word for word in words_of(query) if word in self._weights]
        words = words_of(query) if len(known) == len(words_of(query)) else spaced
        found = phrase_in(words)
        return words[:MOST_WORDS] if found else telling(words)[:MOST_WORDS]

    def _phrases_at(self, words: list[str], at: int) -> tuple[int, list[str]]:
        """The number of words from a place that are one term, and the phrases for it."""
        for length in range(min(4, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            if others := meant(phrase):
                return length, [phrase, *others]
        if at + 1 < len(words) and "".join(words[at : at + 2]) in self._weights:
            return 2, [" ".join(words[at : at + 2]), "".join(words[at : at + 2])]
        return 1, [words[at]]

    # -- what the entries have --

    def _scores(self, phrases: list[str]) -> Scores:
        """The best score of each event over the phrases of a term."""
        best = self._scores_of_all(telling(phrases[0].split()))
        for phrase in phrases[1:]:
            for number, score in self._scores_of_all(telling(phrase.split())).items():
                if _MEANT * score > best.get(number, 0):
                    best[number] = _MEANT * score
        return best

    def _scores_of_all(self, words: list[str]) -> Scores:
        """The mean score of each event that has all words."""
        found = [self._matches(word) for word in words]
        if len(found) < 2:
            return found[0] if found else {}
        numbers = set(found[0]).intersection(*found[1:])
        return {n: sum(scores[n] for scores in found) / len(found) for n in numbers}

    def _matches(self, word: str) -> Scores:
        """The score of each event that has the word in some form."""
        scores: Scores = {}
        for known, factor in sorted(self._like(word).items(), key=lambda pair: pair[1]):
            postings = self._weights[known]
            better = {n: weight * factor for n, weight in postings.items()}
            if scores and len(better) < _COMMON:  # of a word that many have the surer form counts
                for number in better.keys() & scores.keys():
                    better[number] = max(better[number], scores[number])
            scores = scores | better if scores else better
        return scores

    def _like(self, word: str) -> dict[str, float]:
        """The words that are meant by one, with how sure that is: itself, those that it begins,
        its other endings; only where there are none, those that sound or are spelled alike.
        """
        if word.isdecimal():
            return {word: _EXACT} if word in self._weights else {}
        found = dict.fromkeys(self._begun(word), _BEGUN)
        found |= dict.fromkeys(self._by_stem.get(stem(word), ()), _STEM)
        if word in self._weights:
            found[word] = _EXACT
        return found or self._near(word)

    def _begun(self, word: str) -> Iterator[str]:
        if len(word) < _SHORTEST_PREFIX:
            return
        start = bisect_left(self._words, word)
        for known in self._words[start : start + _MOST_BEGUN]:
            if not known.startswith(word):
                break
            yield known

    def _near(self, word: str) -> dict[str, float]:
        """Words that sound like one, or differ by a typo."""
        found: dict[str, float] = {}
        if len(word) >= _SHORTEST_TYPO:
            most = 2 if len(word) >= _LONG else 1
            near = [
                w for n in range(-most, most + 1) for w in self._by_length.get(len(word) + n, ())
            ]
            hits = process.extract(
                word, near, scorer=OSA.distance, score_cutoff=most, limit=20, processor=None
            )
            found = {known: _TYPO / max(1, distance) for known, distance, _ in hits}
        for known in self._by_sound.get(sound(word), ()):
            found[known] = _SOUND
        return found
