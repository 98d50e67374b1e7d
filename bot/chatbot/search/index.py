"""Searching the entries: the best first, tolerant of endings, typos and spellings.

An entry is found by its own words, in every language that it is told in, by the names of its
people in any script, and by its countries and topics. Fast enough for each key press.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from typing import NamedTuple

from bot.chatbot.search.lexicon import STEM, Lexicon
from bot.chatbot.search.names import Names
from bot.chatbot.search.nearness import close, in_title, texts_of
from bot.chatbot.search.terms import MOST_WORDS, terms_of
from bot.chatbot.search.vocabulary import (
    MEANT,
    TEXT,
    TITLE,
    country_of,
    fields,
    joined,
)
from bot.chatbot.search.words import all_words_of, is_small, proper_nouns, telling, words_of
from bot.dataset import Dataset
from bot.dataset.names import Name
from bot.events import Event

_LEAD = 0.35  # how much a grade of weight counts among hits of equal words
_PHRASE = 1.4  # for a title that has the words as they were typed
MOST_PARTIAL = 8  # hits, where no entry has all words
_FEW = 3  # words that a name may have; where more are in one entry, it is about them
_SHORTEST_NAME = 4  # letters, where a line that says nothing else has it
_SHORT_ARABIC = 4  # letters
_MOST_READ = 16  # hits whose texts are read for words that belong together
_SURE_NAME = 3  # words of a name that says more than what else a query has
_COMMON = 1000  # entries that have a word
_ENOUGH = 0.45  # the share of what was typed, by rarity, that the title of a near hit has to have
_UNSURE = 0.75  # how much a word counts there that is only spelled like one of the entry's
_RAREST = 2  # entries that have a word; one that none has counts as much
_TOLD = 0.5  # how much a word counts that the text has, and not the title
_LACKED = 0.3  # how much a word counts against an event that does not have it at all
_AS_NEAR = 0.8  # the share of the nearest hit's that others have to have
MOST_COMPARED = 100  # hits whose titles are compared with the whole query
_ASKING = {"birth": {"born", "birth"}, "death": {"dies", "died", "killed", "assassinated"}}
"""Words that ask for an entry of a kind."""
_DEATHS = {"dies", "killed", "assassinated", "shot", "murdered", "hanged", "executed", "beheaded"}
Scores = dict[int, float]
Terms = list[tuple[float, Scores]]
"""The rarity of each term, and the score of each event that has it."""


class Hits(NamedTuple):
    """The events that a search found, the best first; ``whole`` if they have all that was typed,
    and have it together; ``sole`` if there is one, whose title has it.
    """

    events: list[Event]
    whole: bool
    sole: bool = False


NO_HITS = Hits([], whole=False)


class Index:
    """The words of a dataset. Made once for each dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self._weights: dict[str, dict[int, float]] = defaultdict(dict)
        told = (event for event in dataset if event.retracted is None)
        # An event's place in this order is its number: of equal scores the lower goes first.
        self._dataset = dataset
        self._events = sorted(told, key=lambda e: (-e.weight, e.moment, e.id))
        self._grades = [1 + _LEAD * event.weight / 5 for event in self._events]
        self._titles = [
            f" {' '.join(words_of(event.title))} | {event.id.replace('-', ' ')} "
            for event in self._events
        ]
        self._aliases = [
            {" ".join(words_of(alias)) for alias in event.aliases} for event in self._events
        ]
        for number, event in enumerate(self._events):
            self._add(number, fields(event, dataset))
        own = list(self._own_names())
        self._names = Names([*own, *self._add_names(dataset.names)])
        self._lexicon = Lexicon(self._weights)
        self._proper = proper_nouns(
            text for e in self._events for text in (e.title, e.text, e.context)
        )

    def _add(self, number: int, fields: Iterable[tuple[str, float]]) -> None:
        for text, weight in fields:
            for word in all_words_of(text):
                known = self._weights[word]
                known[number] = max(known.get(number, 0), weight)

    def _add_names(self, names: Iterable[Name]) -> Iterator[tuple[str, int]]:
        """Index each spelling of a name with the entries that have the English one; those that
        name an entry in its title, with its number.
        """
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
                yield from ((known, number) for known in self._spell_title(number, name))

    def _own_names(self) -> Iterator[tuple[str, int]]:
        """The names that entries have, and those of the people in their titles, whole and last."""
        for number, event in enumerate(self._events):
            yield from ((name, number) for name in self._aliases[number])
            for words in (words_of(person.name) for person in event.people):
                if words and f" {words[-1]} " in self._titles[number]:
                    yield from ((name, number) for name in {words[-1], " ".join(words)})

    def _spell_title(self, number: int, name: Name) -> Iterator[str]:
        """A title that has a name has it in every spelling: what leads in one leads in all. Of a
        person the last word is enough: titles say Mosaddegh. The spellings that were added.
        """
        own = words_of(name.name)
        if f" {' '.join(own[-1:] if name.kind == 'person' else own)} " in self._titles[number]:
            for words in map(words_of, name.spellings):
                self._titles[number] += f"| {' '.join(words)} "
                yield from {" ".join(words), *words[-1:]}

    def find(self, query: str) -> list[Event]:
        """The events of ``search``."""
        return self.search(query).events

    def search(self, query: str) -> Hits:
        """The events that have every word in some form, the best first; where there is none,
        those that have most of what matters. Empty where nothing fits well enough. A country's
        name alone finds what took place there, then what else concerns it.
        """
        if country := country_of(" ".join(words_of(query))):
            of_it = (event for event in self._events if country in event.countries)
            return Hits(sorted(of_it, key=lambda e: e.countries[0] != country), whole=True)
        terms = terms_of(query, self._weights)
        found = [self._scores(term) for term in terms]
        count = len(self._events)
        rare = [math.log(1 + count / max(len(scores), _RAREST)) for scores in found]
        rated = list(zip(rare, found, strict=True))
        numbers = set(found[0]).intersection(*found[1:]) if found else set()
        if numbers and all(self._is_sure(term) for term in terms):
            ranked = self._ranked(query, rated, numbers)
            ranked, together = self._together_first(ranked, terms, found)
            ranked = self._of_kind_first(ranked, terms, found)
            if together and self._year_is_there(terms, found, numbers):
                in_title = all(scores[ranked[0]] > TEXT for scores in found)
                sole = len(ranked) == 1 and in_title
                return Hits([self._events[n] for n in ranked], whole=True, sole=sole)
        words = words_of(query)
        sure = self._names.among(words, most=MOST_WORDS, least=_SURE_NAME)
        near = (
            self._about_named(sure, terms, rated)
            or self._nearest(terms, rated)
            or self._about_named(self._names.among(words, most=MOST_WORDS), terms, rated)
            or self._about_named(self._names.like(self._unknown(words)), terms, rated)
        )
        return Hits([self._events[n] for n in near], whole=False)

    def named(self, words: Iterable[str]) -> Hits:
        """The events of what some words of a line name, in any script: those that have all of the
        names, or else the rarest; of a country only where it names nothing else. Never ``whole``.
        """
        found = {word: self._scores(term) for word in words if (term := self._name(word))}
        names = [word for word in found if not country_of(word)] or list(found)
        rarest = sorted(names, key=lambda word: len(found[word]))
        for query in (" ".join(names[:_FEW]), *rarest[:_FEW]):
            if query and (hits := self.search(query)).whole:
                return Hits(hits.events[:MOST_PARTIAL], whole=False)
        return NO_HITS

    def _name(self, word: str) -> list[str]:
        """The phrases of a word that entries have as a name, or that means one; none of another."""
        if is_small(word) or len(word) < _SHORTEST_NAME - (not word.isascii()):
            return []
        phrases = terms_of(word, self._weights)[0]
        is_name = any(self._proper.issuperset(phrase.split()) for phrase in phrases)
        is_known = len(word) >= _SHORTEST_NAME and any(phrase in self._names for phrase in phrases)
        return phrases if is_name or is_known else []

    def _unknown(self, words: list[str]) -> list[str]:
        """The words that no entry has in any form."""
        return [word for word in telling(words) if not self._is_known(word, by_sound=True)]

    def _about_named(self, named: set[int], terms: list[list[str]], rated: Terms) -> list[int]:
        """The events of which a query has a name, whatever else it says: those first that have more
        of that, and the births or deaths that it may ask for.
        """
        asked = {kind for kind in map(_kind_asked, terms) if kind}

        def rank(number: int) -> tuple[bool, float, int]:
            is_asked = _is_of_kind(self._events[number], asked)
            return (not is_asked, -self._worth(number, rated), number)

        return nsmallest(MOST_PARTIAL, named, key=rank)

    def _worth(self, number: int, rated: Terms) -> float:
        """How much an event has of the terms, by their rarity and its weight."""
        total = sum(rare * scores.get(number, 0) for rare, scores in rated)
        return total * self._grades[number]

    def _together_first(
        self, ranked: list[int], terms: list[list[str]], found: list[Scores]
    ) -> tuple[list[int], bool]:
        """The events again, those ahead in which the words belong together; and if there is one."""
        if not 1 < len(terms) <= _FEW:
            return ranked, True
        forms = [self._forms(term) for term in terms]
        countries = [bool(country_of(term[0])) for term in terms]
        latin = all(term[0].isascii() for term in terms)

        def is_together(number: int) -> bool:
            scores = [scores[number] for scores in found]
            return in_title(scores, countries, latin=latin) or any(
                close(text, forms) for text in texts_of(self._events[number], self._dataset)
            )

        first = [number for number in ranked[:_MOST_READ] if is_together(number)]
        taken = set(first)
        return first + [number for number in ranked if number not in taken], bool(first)

    def _of_kind_first(
        self, ranked: list[int], terms: list[list[str]], found: list[Scores]
    ) -> list[int]:
        """The events again, those ahead that are the birth or death that is asked for, of whom the
        other terms name in the title.
        """
        asked = {kind for kind in map(_kind_asked, terms) if kind}
        names = [s for term, s in zip(terms, found, strict=True) if not _kind_asked(term)]
        if not asked or not names:
            return ranked

        def is_it(number: int) -> bool:
            is_named = all(scores[number] >= MEANT * STEM * TITLE for scores in names)
            return is_named and _is_of_kind(self._events[number], asked)

        return sorted(ranked, key=lambda number: not is_it(number))

    def _forms(self, phrases: list[str]) -> set[str]:
        """The words of entries that a term may be: each word in any form, a short one in Arabic
        letters, whose end is half of it, whole.
        """
        words = {word for phrase in phrases for word in telling(phrase.split())}
        return {
            form
            for word in words
            for form in self._lexicon.like(word)
            if word.isascii() or word in form or len(word) > _SHORT_ARABIC
        }

    def _year_is_there(
        self, terms: list[list[str]], found: list[Scores], numbers: set[int]
    ) -> bool:
        """True unless a year was typed beside other words, and no hit is of that year."""
        years = [
            scores
            for term, scores in zip(terms, found, strict=True)
            if len(terms) > 1 and _is_year(term[0])
        ]
        return all(any(scores[n] >= TITLE for n in numbers) for scores in years)

    def _is_sure(self, phrases: list[str], *, by_sound: bool = True) -> bool:
        """True if entries have a term itself, or one of its sound, and not only a word that is
        spelled like it.
        """
        words = (telling(phrase.split()) for phrase in phrases)
        return any(all(self._is_known(word, by_sound) for word in phrase) for phrase in words)

    def _is_known(self, word: str, by_sound: bool) -> bool:
        return bool(self._lexicon.known(word) or (by_sound and self._lexicon.sounding(word)))

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
        """The best events again, those ahead whose title or id has the words as typed, or that
        have them as a name.
        """
        phrase = " ".join(words_of(query))
        for number in worths:
            if f" {phrase} " in self._titles[number] or phrase in self._aliases[number]:
                worths[number] *= _PHRASE
        return sorted(worths, key=lambda number: (worths[number], number))

    def _nearest(self, terms: list[list[str]], rated: Terms) -> list[int]:
        """Events whose titles, people or names have most of what is rare in the terms, whole or
        with a typo; those first that have the most, and none of another year than was typed.
        """
        titled = [
            self._titled_or_of(term, found) for term, (_, found) in zip(terms, rated, strict=True)
        ]
        sure = [1 if self._is_sure(term, by_sound=False) else _UNSURE for term in terms]
        least = _ENOUGH * sum(rare for rare, _ in rated)
        named = [
            found for term, found in zip(terms, titled, strict=True) if not _is_beside(term)
        ] or titled
        shares: Scores = {}
        for number in set().union(*named):
            parts = zip(rated, titled, sure, strict=True)
            if (share := sum(_share(number, *part) for part in parts)) >= least > 0:
                shares[number] = share
        years = (found for term, found in zip(terms, titled, strict=True) if _is_year(term[-1]))
        near = shares.keys() & set().union(*years) or shares.keys()
        best = max((shares[number] for number in near), default=0)

        def rank(number: int) -> tuple[float, float, int]:
            return (-round(shares[number], 6), -self._worth(number, rated), number)

        return nsmallest(MOST_PARTIAL, (n for n in near if shares[n] >= _AS_NEAR * best), key=rank)

    def knows(self, query: str) -> bool:
        """True if entries have every word of a query, with any ending."""
        return all(self._is_known(word, by_sound=False) for word in words_of(query))

    def titled(self, query: str) -> list[Event]:
        """The events that have all of a query in their titles or names, or in their countries."""
        terms = terms_of(query, self._weights)
        found = [self._titled_or_of(term, self._scores(term)) for term in terms]
        numbers = set.intersection(*found) if found else set()
        return [self._events[number] for number in sorted(numbers)]

    def is_named(self, event: Event, phrase: str) -> bool:
        """True if an event's title or one of its names has the words of a phrase as they are."""
        names = [" ".join(words_of(name)) for name in (event.title, *event.aliases)]
        joined = phrase.replace(" ", "")  # d day for D-Day
        return joined in names or any(f" {phrase} " in f" {name} " for name in names)

    def names(self, phrase: str) -> bool:
        """True if a phrase of several words is a name that an event has."""
        words = words_of(phrase)
        return len(words) > 1 and any(" ".join(words) in names for names in self._aliases)

    def _titled_or_of(self, term: list[str], scores: Scores) -> set[int]:
        """The events that have a term in a title or a name, or concern the country that it is."""
        return set(scores) if country_of(term[0]) else self._titled(term)

    def _titled(self, phrases: list[str]) -> set[int]:
        """The events that have one of the phrases in a title or a name."""
        found = ([self._titled_with(word) for word in telling(p.split())] for p in phrases)
        return set().union(*(set.intersection(*events) for events in found if events))

    def _titled_with(self, word: str) -> set[int]:
        like = self._lexicon.whole(word)
        return {
            n for known in like for n, weight in self._weights[known].items() if weight >= TITLE
        }

    def _scores(self, phrases: list[str]) -> Scores:
        """The best score of each event over the phrases of a term."""
        best = self._scores_of_all(telling(phrases[0].split()))
        for phrase in phrases[1:]:
            for number, score in self._scores_of_all(telling(phrase.split())).items():
                if MEANT * score > best.get(number, 0):
                    best[number] = MEANT * score
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
        for known, factor in sorted(self._lexicon.like(word).items(), key=lambda pair: pair[1]):
            postings = self._weights[known]
            better = {n: weight * factor for n, weight in postings.items()}
            if scores and len(better) < _COMMON:  # of a word that many have the surer form counts
                for number in better.keys() & scores.keys():
                    better[number] = max(better[number], scores[number])
            scores = scores | better if scores else better
        return scores


def _share(number: int, rated: tuple[float, Scores], titled: set[int], sure: float) -> float:
    """How much a term says for an event: for one that has it in its title, half as much for one
    that has it in its text, and against one that lacks what others have.
    """
    rare, scores = rated
    if number in titled:
        return sure * rare
    if number in scores:
        return _TOLD * sure * rare if scores[number] >= STEM * TEXT else 0
    return -_LACKED * rare if scores else 0


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) > 2


def _is_beside(term: list[str]) -> bool:
    """True of a year or a country, which many entries have."""
    return _is_year(term[-1]) or bool(country_of(term[0]))


def _is_of_kind(event: Event, asked: set[str]) -> bool:
    """True of a birth or death that is asked for; a killing may be an event."""
    said = set(words_of(event.title))
    return event.kind in asked or ("death" in asked and bool(said & _DEATHS))


def _kind_asked(term: list[str]) -> str:
    """``birth`` or ``death`` where a term asks for it; empty for any other."""
    words = set(" ".join(term).split())
    return next((kind for kind, asking in _ASKING.items() if words & asking), "")
