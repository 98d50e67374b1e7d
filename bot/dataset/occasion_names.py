"""Recurring days by the names that people type for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain

from bot.dataset.occasion import Occasion
from bot.date_parser.fillers import FILLERS
from bot.date_parser.spelling import one_off
from bot.text import folded

_AROUND = frozenset(
    folded(word)
    for word in (
        "when is does start starts next this day days date happy merry mubarak whens celebrated "
        "celebrate kab kab hai ho ga hoga key kiye roz ruz "
        "کی چه روزی روز عید مبارک کیه کیست چندمه چندم چه وقته وقت میشه می‌شه افتاده میفته امسال "
        "سالگرد سالروز جشن مراسم "
        "کب ہوگا ہوگی ہے ہو گا گی دن کس کو آئے آئیگی منائی منایا جاتا جاتی اس سال "
        "متى موعد يوم كل عام أنتم بخير وانتم سنة ذكرى عيد كم باقي على هذا هذه امتى ايمتى "
        "هاد السنة العام هالعام هالسنة السنادي yr dis saal"
    ).split()
) | frozenset(folded(FILLERS).replace(",", "").split())
"""Words around a name, which may be left out at both ends."""
_PARTICLES = frozenset(folded("the of ka ki ke کا کی کے في").split())
"""Words between the words of a name, which may be in another order or left out."""
_TITLES = frozenset(folded("حضرت امام الإمام سيدنا سیدنا hazrat imam prophet پیغمبر").split())
_ALIKE = (
    "تولد ولادت میلاد مولد زادروز پیدائش",
    "شهادت شہادت استشهاد رحلت وفات وفاة درگذشت",
)
_SAME = {folded(word): words.split()[0] for words in _ALIKE for word in words.split()}
"""Titles of honour, and words for births and deaths that stand for one another."""
_VOWELS = (("oo", "u"), ("ou", "u"), ("ee", "i"), ("aa", "a"), ("eh", "e"), ("ah", "a"), ("v", "w"))
_OF = re.compile(r"'s\b|s'")  # Mother's Day is Mother Day, too
_SHORTEST_SOUND = 6  # letters of a name that is found by its sound
_SHORTEST_MISSPELLED = 7


class OccasionNames:
    """The names of days, compared ever more loosely until one fits."""

    def __init__(self, occasions: Sequence[Occasion]) -> None:
        self._all = occasions

    def find(self, text: str, *, typos: bool = False) -> tuple[list[Occasion], str]:
        """The days that a text names, with ``typos`` also those whose name it has but for a letter;
        and what stands from its number on, such as a year.
        """
        whole = self._by_exact_name.get(folded(text)) or self._by_name.get(name_key(text))
        if whole:
            return whole, ""
        name, number = _named(text)
        readable = bool(number) or not re.search(r"\d", folded(text))
        names = [name, *_without_ends(text)] if name and readable else []
        found = next(filter(None, map(self._by_name.get, names)), [])
        found = found or self._by_words.get(_words_key(text), [])
        found = found or self._by_sound.get(_sound_key(name_key(text)), [])
        if typos and not found:
            found = next(filter(None, map(self._misspelled, dict.fromkeys(names))), [])
        return found, number

    def _misspelled(self, typed: str) -> list[Occasion]:
        """The days with a name that one letter parts from what was typed; the first is right."""
        if len(typed) < _SHORTEST_MISSPELLED:
            return []
        near = (self._by_start.get((typed[0], len(typed) + more), ()) for more in (-1, 0, 1))
        names = (name for name in chain(*near) if one_off(typed, name))
        days = chain(*map(self._by_name.__getitem__, names))
        return list({day.id: day for day in days}.values())

    @cached_property
    def _by_start(self) -> dict[tuple[str, int], list[str]]:
        """The names by their first letter and their length."""
        found: dict[tuple[str, int], list[str]] = {}
        for name in self._by_name:
            if len(name) >= _SHORTEST_MISSPELLED:
                found.setdefault((name[0], len(name)), []).append(name)
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[Occasion]]:
        found: dict[str, list[Occasion]] = {}
        for occasion in self._all:
            names = [*occasion.names.values(), *occasion.aliases, *_turned(occasion.names["en"])]
            for name in {*map(name_key, names), *(name_key(_OF.sub("", name)) for name in names)}:
                found.setdefault(name, []).append(occasion)
        return found

    @cached_property
    def _by_exact_name(self) -> dict[str, list[Occasion]]:
        """The days by names with their articles, which part Christmas and the Mawlid."""
        found: dict[str, list[Occasion]] = {}
        for occasion in self._all:
            for name in {*map(folded, [*occasion.names.values(), *occasion.aliases])}:
                found.setdefault(name, []).append(occasion)
        return found

    @cached_property
    def _by_words(self) -> dict[tuple[str, ...], list[Occasion]]:
        """The days by the words of a name in any order; a name of one word has one order."""
        found: dict[tuple[str, ...], list[Occasion]] = {}
        for occasion in self._all:
            for key in {*map(_words_key, [*occasion.names.values(), *occasion.aliases])}:
                if len(key) > 1:
                    found.setdefault(key, []).append(occasion)
        return found

    @cached_property
    def _by_sound(self) -> dict[str, list[Occasion]]:
        """The days by their names in Latin letters, however their vowels are written."""
        found: dict[str, list[Occasion]] = {}
        for name, occasions in self._by_name.items():
            if name.isascii() and len(name) >= _SHORTEST_SOUND:
                known = found.setdefault(_sound_key(name), [])
                known += [occasion for occasion in occasions if occasion not in known]
        return found


def name_key(text: str) -> str:
    """A name as it is compared: folded, without spaces, signs and Arabic articles."""
    words = re.findall(r"\w+", folded(text).replace("_", " "))
    return "".join(w[2:] if len(w) > 4 and w.startswith("ال") else w for w in words if w != "the")


def _sound_key(name: str) -> str:
    """A name in Latin letters as it sounds: ``suri`` for ``soori``, ``takbir`` for ``takbeer``."""
    for letters, one in _VOWELS:
        name = name.replace(letters, one)
    return re.sub(r"(.)\1+", r"\1", name).removesuffix("h")


def _words_key(text: str) -> tuple[str, ...]:
    """The words of a name in the order of the alphabet, without particles and numbers."""
    words = re.findall(r"[^\W\d_]+", folded(text))
    small = _PARTICLES | _TITLES
    return tuple(sorted({name_key(_SAME.get(w, w)) for w in words if w not in small} - {""}))


def _turned(name: str) -> list[str]:
    """Other orders of ``Independence Day (Pakistan)``."""
    day, _, place = name.rstrip(")").partition(" (")
    turned = [f"{place} {day}", f"{place}s {day}", f"{day} {place}", f"{day} of {place}"]
    return turned if place else []


def _named(text: str) -> tuple[str, str]:
    """The name in a text as it is compared, and the rest from its number on."""
    line = folded(text)
    name, number = line, ""
    if found := re.fullmatch(r"(.*?\D)(-?\d{1,4}\b\D{0,20})", line):
        name, number = found[1], found[2]
    return name_key(name), number


def _without_ends(text: str) -> Iterator[str]:
    """The name without the words around it, the longest first."""
    words = re.findall(r"\w+", re.sub(r"-?\d.*$", "", folded(text)))
    last = len(words)
    while last and words[last - 1] in _AROUND:
        last -= 1
    first = 0
    while first < last and words[first] in _AROUND:
        first += 1
    for start in range(first + 1):
        for end in range(len(words), last - 1, -1):
            yield name_key(" ".join(words[start:end]))
