"""Countries and topics as people name them: in four languages, by code, or by flag."""

from __future__ import annotations

import re
from functools import cache

from bot.dataset.schema import COUNTRIES, TOPICS
from bot.events import Event
from bot.i18n.countries import common_names
from bot.i18n.languages import CODES, Language, language
from bot.i18n.topics import narrower_names, topic_names
from bot.text import folded

LONGEST = 60  # letters of a name
_IN = re.compile("[بل]ال|لل|ب...")  # the Arabic "in" is written as a part of the word
_FLAG = re.compile("[🇦-🇿]")
_WORDS = frozenset(
    "al am at az ba be bi by de do fi hu id in is it ke ki la ma me mu my na ne no pa pe se so to "
    "tv va".split()
)
"""Codes that are words, as they are typed in a sentence; in capital letters they are codes."""


def subject_of(text: str) -> str | None:
    """A country's code or a topic, for its name, code or flag; None for anything else."""
    name = text.strip()
    if len(name) > LONGEST:
        return None
    flag = "".join(chr(ord(c) - 0x1F1E6 + ord("A")) for c in name if "🇦" <= c <= "🇿")
    name = _FLAG.sub("", name).strip()
    if flag in COUNTRIES and not name:
        return flag
    if name in _WORDS:
        return None
    line = folded(name)
    return _names().get(line) or _names().get(line[1:] if _IN.match(line) else "")


def is_narrower(text: str) -> bool:
    """True of what is only a part of a topic, such as earthquakes."""
    return folded(text) in _narrower()


def subject_name(subject: str, language: Language) -> str:
    """The name of a country or topic in a language."""
    return language.country(subject) if subject.isupper() else language.word(subject)


def concerns(event: Event, subject: str) -> bool:
    """True if an event is of a country or topic; an empty one lets all through."""
    return not subject or subject in (event.countries if subject.isupper() else event.topics)


@cache
def _names() -> dict[str, str]:
    """Every name, folded. Topics last, so that they win."""
    found = {folded(name): code for name, code in common_names().items() if code in COUNTRIES}
    for lang in map(language, CODES):
        for code, name in lang.names_of_countries().items():
            if code in COUNTRIES:
                found.setdefault(folded(name), code)
    for code in COUNTRIES:
        found.setdefault(code.lower(), code)
    found |= {folded(name): topic for name, topic in topic_names().items()}
    for lang in map(language, CODES):
        for topic in TOPICS:
            found[folded(lang.word(topic))] = topic
    return found


@cache
def _narrower() -> frozenset[str]:
    return frozenset(map(folded, narrower_names()))
