"""The terms by which entries are found, and the meanings of typed words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from bot.chatbot.search.glossary import SHORT_FORMS, VERBS, WORDS
from bot.chatbot.search.words import spaced, stem, words_of
from bot.dataset import Dataset
from bot.dataset.schema import COUNTRIES, TOPICS
from bot.events import Event
from bot.i18n.countries import common_names
from bot.i18n.languages import CODES, language

TITLE, ID, TEXT, CONTEXT, ABOUT = 8.0, 6.0, 3.0, 1.0, 2.0
"""The weight of a word in each field of an entry."""
MEANT = 0.7  # for a word's meaning, against the word itself


KINDS = {"birth": "born birth", "death": "dies death"}
"""What is asked about such an entry, whatever its title calls it: is assassinated, is hanged."""


def fields(event: Event, dataset: Dataset) -> Iterator[tuple[str, float]]:
    """The texts by which an entry is found, with their weights."""
    people = " ".join(person.name for person in event.people)
    year = f"{abs(event.year)}"
    yield f"{event.title} {people} {year} {' '.join(event.aliases)}", TITLE
    yield event.id, ID
    yield event.text, TEXT
    yield event.context, CONTEXT
    yield KINDS.get(event.kind, ""), TITLE
    for code in event.countries:
        yield _country_words().get(code, ""), ABOUT
    for topic in event.topics:
        yield _topic_words()[topic], ABOUT
    for texts in dataset.texts.values():
        if told := texts.get(event.id):
            yield told.title, TITLE
            yield told.text, TEXT
            yield told.context, CONTEXT


def joined(spelling: str) -> Iterator[str]:
    """Neighbouring words of a name as one: a hidden joiner counts as a space and as nothing."""
    words = words_of(spaced(spelling))
    yield from (first + second for first, second in pairwise(words))


def phrase_in(words: list[str]) -> bool:
    """True if some of the words are a short form or a phrase with small words in it."""
    return any(
        meant(" ".join(words[start:end]))
        for start in range(len(words))
        for end in range(start + 2, min(start + 5, len(words) + 1))
    )


def meant(phrase: str) -> tuple[str, ...]:
    """The English phrases for a word or phrase, also for one with other endings or an article."""
    return _meanings().get(phrase) or _meanings().get(stems(phrase), ())


def stems(phrase: str) -> str:
    """A phrase in Arabic letters without the endings of its words; others as they are."""
    return " ".join(word if word.isascii() else stem(word) for word in phrase.split())


@cache
def _meanings() -> Mapping[str, tuple[str, ...]]:
    """The English phrases for a word or phrase that is typed, all as search compares them."""
    found: dict[str, tuple[str, ...]] = {}

    def add(typed: str, meant: Iterable[str]) -> None:
        key = " ".join(words_of(typed))
        for form in {key, stems(key)}:
            phrases = (" ".join(words_of(text)) for text in meant)
            found[form] = (*found.get(form, ()), *phrases)

    english_names = language("en").names_of_countries()
    for name, code in _names_of_countries():
        if not name.isascii() and code in english_names:
            add(name, [english_names[code]])
    for short, long in SHORT_FORMS.items():
        add(short, long.split(","))
    for forms in (group.split() for group in VERBS.split(",")):
        for form in forms:
            add(form, forms)
    for english, others in WORDS.items():
        phrases = [english, *SHORT_FORMS.get(english, "").split(",")]
        for other in others.split(","):
            add(other, phrases)
            add(spaced(other), phrases)
    return {key: tuple(dict.fromkeys(filter(None, meant))) for key, meant in found.items() if key}


@cache
def _country_words() -> Mapping[str, str]:
    """All names of each country in four languages, as one text."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, code in _names_of_countries():
        names[code].append(name)
    return {code: " ".join(found) for code, found in names.items()}


def _names_of_countries() -> Iterator[tuple[str, str]]:
    """The names of countries in four languages, the common ones too, and their codes."""
    for words in map(language, CODES):
        for code, name in words.names_of_countries().items():
            if code in COUNTRIES:
                yield name, code
    yield from common_names().items()


def country_of(phrase: str) -> str:
    """The code of the country that words are a name of, in any of the languages; empty for none."""
    return _whole_names().get(phrase, "")


@cache
def _whole_names() -> Mapping[str, str]:
    return {" ".join(words_of(name)): code for name, code in _names_of_countries()}


@cache
def _topic_words() -> Mapping[str, str]:
    """The words for each topic in four languages, as one text."""
    return {
        topic: " ".join([topic, *(language(code).word(topic) for code in CODES)])
        for topic in TOPICS
    }
