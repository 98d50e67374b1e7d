"""The names by which people ask for entries, found in a line whatever else it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.chatbot.search.vocabulary import stems

_SHORTEST = 4  # letters
_LONG = 10  # letters of a name of several words that may have a typo
_FEW = 3  # entries that have a name; such a name counts before others
_CROWD = 16  # entries that have a name which says little


class Names:
    """Names, as words that search compares, each with the numbers of its entries."""

    def __init__(self, named: Iterable[tuple[str, int]]) -> None:
        self._numbers: dict[str, set[int]] = defaultdict(set)
        for name, number in named:
            self._numbers[name].add(number)
        long = [name for name in self._numbers if " " in name and len(name) >= _LONG]
        self._bare = {stems(name): name for name in long}
        """Long names by their words without endings."""
        self._alike: dict[tuple[str, str], list[str]] = defaultdict(list)
        """Long names by their first and last letters, which a typo is taken to spare."""
        for name in long:
            self._alike[name[0], name[-1]].append(name)
        self._single: dict[str, list[str]] = defaultdict(list)
        """Names of one word by their first letter."""
        for name in self._numbers:
            if " " not in name and len(name) >= _SHORTEST:
                self._single[name[0]].append(name)

    def __contains__(self, name: str) -> bool:
        return name in self._numbers

    def among(self, words: list[str], *, most: int, least: int = 1) -> set[int]:
        """The entries that the longest names of ``least`` to ``most`` words in a line have."""
        found: list[set[int]] = []
        taken: set[int] = set()  # places of words
        for length in range(min(most, len(words)), least - 1, -1):
            for start in range(len(words) - length + 1):
                places = set(range(start, start + length))
                if places & taken:
                    continue
                numbers = self._of(" ".join(words[start : start + length]))
                if 0 < len(numbers) <= _CROWD:
                    found.append(numbers)
                    taken |= places
        few = [numbers for numbers in found if len(numbers) <= _FEW]
        return set().union(*(few or found))

    def like(self, words: list[str]) -> set[int]:
        """The entries of names that are a letter away from one of some words."""
        found: set[int] = set()
        for word in words:
            near = self._single.get(word[0], ()) if len(word) >= _SHORTEST else ()
            hit = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=1)
            numbers = self._numbers[hit[0]] if hit else set()
            found |= numbers if len(numbers) <= _CROWD else set()
        return found

    def _of(self, run: str) -> set[int]:
        """The entries that some words name, but for their endings or a letter."""
        if len(run) < _SHORTEST:
            return set()
        if run in self._numbers or " " not in run:
            return self._numbers.get(run, set())
        if name := self._bare.get(stems(run)):
            return self._numbers[name]
        near = self._alike.get((run[0], run[-1]), ())
        hit = process.extractOne(run, near, scorer=OSA.distance, score_cutoff=1, processor=None)
        return self._numbers[hit[0]] if hit else set()
