"""The words of all entries, and those of them that a typed word may mean."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.chatbot.search.words import sound, stem

_EXACT, _BEGUN, _SOUND, _TYPO = 1.0, 0.5, 0.4, 0.3
STEM = 0.75
_MOST_BEGUN = 200  # words that one word may begin
_SHORTEST_PREFIX = 3
_SHORTEST_TYPO = 4  # a typo in a shorter word makes it another word
_SHORTEST_ARABIC_TYPO = 6  # letters of a script that leaves the vowels out
_SHORTEST_SOUND = 3
_SHORTEST_STEM = 5  # letters of a word in Arabic letters: the end of a shorter one is half of it
_LONG = 9  # letters of a word in which two typos are forgiven
_ALIKE = 0.5  # the least likeness of two words of one sound


class Lexicon:
    """The words of a dataset, by their beginnings, endings, lengths and sounds."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._all = frozenset(self._words)
        self._by_shape: dict[tuple[str, int], list[str]] = defaultdict(list)
        """By first letter and length: few of them have to be compared with a misspelled word."""
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._by_shape[word[0], len(word)].append(word)
            self._by_stem[stem(word)].append(word)
            if len(key := sound(word)) >= _SHORTEST_SOUND:
                self._by_sound[key].append(word)

    def like(self, word: str) -> dict[str, float]:
        """The words that are meant by one, with how sure that is: itself and its other endings,
        or those that it begins; only where there are none, those that sound or are spelled alike.
        """
        return self.known(word) or ({} if word.isdecimal() else self._near(word))

    def known(self, word: str) -> dict[str, float]:
        """The words of entries that a word is, whose ending it has, or that it begins."""
        if word.isdecimal():
            return {word: _EXACT} if word in self._all else {}
        is_whole = word in self._all  # and then no beginning of others
        found = {} if is_whole else dict.fromkeys(self._begun(word), _BEGUN)
        found |= dict.fromkeys(self._by_stem.get(stem(word), ()), STEM)
        if is_whole:
            found[word] = _EXACT
        return found

    def whole(self, word: str) -> Iterable[str]:
        """The words that one is, or is but for its ending or a typo; none that it only begins."""
        known = self.known(word)
        sure = [
            other
            for other, factor in known.items()
            if factor > _BEGUN and (word.isascii() or len(word) >= _SHORTEST_STEM or word in other)
        ]
        return sure or (() if word.isdecimal() else self._near(word))

    def _begun(self, word: str) -> Iterator[str]:
        if len(word) < _SHORTEST_PREFIX:
            return
        start = bisect_left(self._words, word)
        for known in self._words[start : start + _MOST_BEGUN]:
            if not known.startswith(word):
                break
            yield known

    def _near(self, word: str) -> dict[str, float]:
        """Words that sound like one, or differ by a typo that is not in the first letter."""
        found: dict[str, float] = {}
        if len(word) >= (_SHORTEST_TYPO if word.isascii() else _SHORTEST_ARABIC_TYPO):
            most = 2 if len(word) >= _LONG else 1
            lengths = range(len(word) - most, len(word) + most + 1)
            near = [known for n in lengths for known in self._by_shape.get((word[0], n), ())]
            hits = process.extract(
                word, near, scorer=OSA.distance, score_cutoff=most, limit=20, processor=None
            )
            found = {known: _TYPO / max(1, distance) for known, distance, _ in hits}
        return found | dict.fromkeys(self.sounding(word), _SOUND)

    def sounding(self, word: str) -> list[str]:
        """The words that sound like one and are not spelled too differently."""
        near = self._by_sound.get(sound(word), ())
        return [known for known in near if OSA.normalized_similarity(word, known) >= _ALIKE]
