"""Small forms of text that several platforms share."""

from __future__ import annotations

import re

from bot.events import Event
from bot.i18n.languages import Language, language

_ENDS = (".", "!", "?", "…", '."', ".”", "۔", "؟", "؟»", ".»", "۔“", "۔”")
_STOPS = {"ur": "۔"}
_STOP = re.compile(r"(?<=[^\W_][^\W_])[.!?](?=\s+[^\W_a-z])|[۔؟](?=\s)")
_SHORT = {"St", "Mt", "Mr", "Mrs", "Dr", "Gen", "Col", "Lt", "Capt", "Adm", "No", "vs", "Jr", "Sr"}


def language_of(event: Event) -> Language:
    """The language that an entry is told in."""
    return language(event.language)


def sentence(text: str, code: str = "en") -> str:
    """The text with the full stop of its language, unless it ends with a stop of its own."""
    return text if text.endswith(_ENDS) else f"{text}{_STOPS.get(code, '.')}"


def first_sentence(text: str) -> str:
    """The first sentence of a text, or the whole of it: no stop that an initial or a number has."""
    for end in _STOP.finditer(text):
        word = text[: end.start()].rpartition(" ")[2]
        if word not in _SHORT:
            return text[: end.end()]
    return text


def publisher(event: Event) -> str:
    """The publisher of the first source, which the post names; not English ones are told so."""
    name = event.sources[0].publisher
    return language_of(event).plain("in_english", source=name) if event.language != "en" else name
