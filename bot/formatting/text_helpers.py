"""Small forms of text that several platforms share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.events import Event, Source
from bot.i18n.languages import Language, language

_ENDS = (".", "!", "?", "…", '."', ".”", "۔", "؟", "؟»", ".»", "۔“", "۔”")
_STOPS = {"ur": "۔"}
_VOWELS = "\u064b-\u0655\u0670"  # signs above and below Arabic letters, which are no letters
_WORD_END = (
    rf"[^\W_]{{2}}|[{_VOWELS}][^\W_]|.[{_VOWELS})»”%'’]|[\s–-]\d"  # no initial, as in J. S. Bach
)
_STOP = re.compile(
    rf"(?<={_WORD_END})(?:[.!?]|\.['’”»])(?=\s+['‘“«]?[^\W_a-z])|[۔؟](?=\s)"
)  # a question in quotation marks is followed by who asks it
_SHORT = {"St", "Mt", "Mr", "Mrs", "Dr", "Gen", "Col", "Lt", "Capt", "Adm", "No", "vs", "Jr", "Sr"}


def language_of(event: Event) -> Language:
    """The language of an entry's text."""
    return language(event.language)


def sentence(text: str, code: str = "en") -> str:
    """The text with the full stop of its language, unless it ends with a stop of its own."""
    return text if text.endswith(_ENDS) else f"{text}{_STOPS.get(code, '.')}"


def sentences(text: str) -> list[str]:
    """The sentences of a text; no stop that an initial or a short form such as ``St.`` has."""
    found, start = [], 0
    for end in _STOP.finditer(text):
        if text[: end.start()].rpartition(" ")[2] not in _SHORT:
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found


def publishers(event: Event, named: Iterable[Source]) -> str:
    """The publishers of sources by name; marked if in another language."""
    shown = language_of(event).comma.join(source.publisher for source in named)
    return language_of(event).plain("in_english", source=shown) if event.language != "en" else shown
