"""Rules for the subject of a text: it names the subject of its title, and says more than the title.

On X the brief, or else the text, is shown without the title. People who are listed must be named
in the text, and the title's names of things in both; names of places and peoples may be missing
where they only say where.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot import toml
from bot.authoring.lint.findings import Notes, warning
from bot.errors import DatasetError
from bot.events import Event

LEAST_OWN = 6  # words of a text that its title does not have
STEM = 4  # letters that two forms of a name share: Iran, Iranian
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SAINT = re.compile(r"\bSt\.? [A-Z]\w+")  # St George's Chapel does not name George VI
_NUMERAL = re.compile(r"\d+|[IVXL]+")
_NAME_INSIDE = re.compile(r"(?<=[\w,] )[A-Z]")
_CAPITALISED = re.compile(r"(?<=[\w,;] )([A-Z][\w'’-]*)")
_INTRODUCTION = r"(?:[A-Z][^.]*?, )?"
_PRONOUN = re.compile(rf"{_INTRODUCTION}(?:He|She|It|They|he|she|it|they)\b")
_SERIES = re.compile(r"(?:[A-Z]\w*(?: (?:of|the|and|for))* ?(?:the )?)+")


class Lists(NamedTuple):
    """The words that the rule knows: see ``subject.toml``."""

    places: Stems
    generic: frozenset[str]
    before_places: frozenset[str]
    stand_in: re.Pattern[str]


class Lexicon(NamedTuple):
    """Knowledge of words from a file's own texts: common ones, and those that are always names."""

    common: frozenset[str]
    names: frozenset[str]


class Name(NamedTuple):
    """A name in a title: its telling words, and whether it only says where."""

    words: tuple[str, ...]
    is_place: bool


@cache
def lists() -> Lists:
    """The lists that come with the package."""
    tables, _ = toml.read(Path(__file__).parent / "subject.toml", error=DatasetError)
    nouns = "|".join(tables["stand_ins"])
    return Lists(
        places=Stems(folded(word) for word in tables["places"]),
        generic=frozenset(tables["generic"]),
        before_places=frozenset(tables["before_places"]),
        stand_in=re.compile(
            rf"\b(?:[Tt]he|[Tt]his|[Tt]hese) (?:[a-z-]+ ){{0,2}}?(?:{nouns})\b(?! of| on)"
        ),
    )


def lexicon(events: Iterable[Event]) -> Lexicon:
    """The words that the texts of a file write in small letters, and those they never do."""
    common: set[str] = set()
    names: set[str] = set()
    for event in events:
        for text in (event.text, event.context):
            common.update(word for word in re.findall(r"[^\W\d_]+", text) if word.islower())
        for text in (event.title, event.text, event.context):
            names.update(stem(word) for word in _CAPITALISED.findall(text))
    return Lexicon(frozenset(common), frozenset(names - common))


def subject(event: Event, known: Lexicon) -> Notes:
    """People and names of the title that the text hides, and a text that repeats its title."""
    if not event.text or not event.title:
        return
    text = Text(event.text)
    hidden = [person.name for person in event.people if not text.tells_person(person.name)]
    if hidden:
        yield warning("text", f"does not name {', '.join(hidden)}: name them, or take them out")
    names = names_of(event.title, known)
    yield from _named("text", text, names)
    if event.brief:
        yield from _named("brief", Text(event.brief), names)
    own = text.words_beside(event.title)
    if own < LEAST_OWN:
        words = f"{own} word{'s' * (own != 1)}"
        yield warning("text", f"has only {words} that the title does not have: say more")


def _named(key: str, text: Text, names: list[Name]) -> Notes:
    """The names of the title that a text hides."""
    missing = [name for name in names if not text.tells(name.words)]
    things = [" ".join(name.words) for name in missing if not name.is_place]
    if things:
        yield warning(key, f"does not name {', '.join(things)}, as the title does")
    elif missing and text.has_stand_in(anywhere=missing == names):
        places = ", ".join(" ".join(name.words) for name in missing)
        yield warning(key, f"puts a pronoun or a noun for {places}, which the title names")


def names_of(title: str, known: Lexicon) -> list[Name]:
    """The names in a title: runs of capitalised words, with ``of`` between them."""
    words = list(_WORD.finditer(title))
    found = []
    for run in _runs(title, words, known):
        bare = (_POSSESSIVE.sub("", words[n][0]) for n in run)
        telling = tuple(word for word in bare if _is_telling(word))
        single = len(run) == 1
        if not telling or (single and _is_common(telling[0], known)):
            continue
        if run == [0] and stem(telling[0]) not in known.names:
            continue  # every title begins with a capital letter
        found.append(Name(telling, _says_where(run, words, telling)))
    return found


def _runs(title: str, words: Sequence[re.Match[str]], known: Lexicon) -> Iterator[list[int]]:
    """The numbers of the words of each name."""
    run: list[int] = []
    for number, found in enumerate(words):
        if run and (_parts(title, words, number) or not _goes_on(run, words, number)):
            yield [n for n in run if words[n][0][0].isupper() or words[n][0].isdigit()]
            run = []
        first_common = number == 0 and _is_common(found[0].split("-")[0], known)
        if run or (found[0][0].isupper() and not first_common):
            run.append(number)
    if run:
        yield [n for n in run if words[n][0][0].isupper() or words[n][0].isdigit()]


def _parts(title: str, words: Sequence[re.Match[str]], number: int) -> bool:
    """True if a sign or a possessive ends the name before a word."""
    before = words[number - 1]
    sign = title[before.end() : words[number].start()].strip()
    return bool(sign) or _POSSESSIVE.search(before[0]) is not None


def _goes_on(run: Sequence[int], words: Sequence[re.Match[str]], number: int) -> bool:
    """True if a word belongs to the name before it: Treaty of Gulistan, Apollo 11."""
    word = words[number][0]
    if word[0].isupper() or word[0].isdigit():
        return True
    before = words[number - 1][0]
    after = words[number + 1][0] if number + 1 < len(words) else ""
    if word == "of":
        generic = words[run[-1]][0].lower() in lists().generic
        return generic and (after[:1].isupper() or after == "the")
    return word == "the" and before == "of" and after[:1].isupper()


def _is_telling(word: str) -> bool:
    """True if a word of a name identifies it."""
    return len(word) > 1 and word.lower() not in lists().generic and not _NUMERAL.fullmatch(word)


def _is_common(word: str, known: Lexicon) -> bool:
    return folded(word) in known.common


def _says_where(run: Sequence[int], words: Sequence[re.Match[str]], telling: Sequence[str]) -> bool:
    """True if a name is that of a place or a people, or follows ``in`` and the like."""
    before = [words[n][0].lower() for n in range(max(0, run[0] - 2), run[0])]
    if before and before[-1] == "the":
        before.pop()
    if before and before[-1] in lists().before_places:
        return True
    return all(lists().places.has_form_of(stem(word)) for word in telling)


class Text:
    """The words of a text, as names are looked for in it."""

    def __init__(self, text: str) -> None:
        self._text = _SAINT.sub(" ", text)
        self._words = _WORD.findall(self._text)
        parts = (p for word in self._words for p in (word, *re.split(r"['’-]", word)))
        self._stems = Stems(stem(part) for part in parts if part)
        self._initials = ["".join(re.findall(r"\b[A-Z]", s)) for s in _SERIES.findall(self._text)]

    def tells_person(self, name: str) -> bool:
        """True if a part of a person's name is there."""
        parts = [word for word in _WORD.findall(name) if not _NUMERAL.fullmatch(word)]
        telling = [word for word in parts if len(word) > 2 and (word[0].isupper() or "-" in word)]
        return any(map(self._tells, telling or parts))

    def tells(self, words: Sequence[str]) -> bool:
        """True if a word of a name is there, or its initials for it."""
        short = "".join(word[0] for word in words).lower()
        return any(map(self._tells, words)) or (len(words) > 1 and self._tells(short))

    def has_stand_in(self, *, anywhere: bool) -> bool:
        """True if a pronoun or ``the city`` comes before any name; ``anywhere``: or after it."""
        found = lists().stand_in.search(self._text)
        if _PRONOUN.match(self._text):
            return True
        name = _NAME_INSIDE.search(self._text)
        return found is not None and (anywhere or not name or found.start() < name.start())

    def words_beside(self, title: str) -> int:
        """The number of different words that the title does not have."""
        told = {stem(word) for word in _WORD.findall(title)}
        return len({stem(word) for word in self._words} - told)

    def _tells(self, word: str) -> bool:
        parts = [part for part in re.split(r"['’-]", stem(word)) if len(part) > 1]
        if any(map(self._stems.has_form_of, parts)):
            return True
        return word.isupper() and any(word in initials for initials in self._initials)


class Stems:
    """Folded words, found by another form of theirs."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_start: dict[str, set[str]] = {}
        for word in words:
            self._by_start.setdefault(word[:STEM], set()).add(word)

    def has_form_of(self, word: str) -> bool:
        """True if one of them is another form of a word: Iran, Iranian."""
        return any(_alike(word, other) for other in self._by_start.get(word[:STEM], ()))


def _alike(a: str, b: str) -> bool:
    common = max(STEM, min(len(a), len(b)) - 3)
    return a[:common] == b[:common]


def stem(word: str) -> str:
    """A word without its possessive, folded."""
    return folded(_POSSESSIVE.sub("", word))


@cache
def folded(word: str) -> str:
    """Small letters without marks."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)


_LETTERS = str.maketrans("łøđı", "lodi")
