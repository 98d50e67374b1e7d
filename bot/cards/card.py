"""The content of a card: the texts of an entry, and a palette by topic."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.cards import fonts
from bot.dates import MonthDay
from bot.events import Event
from bot.i18n.languages import Language, language

_UNBROKEN = 18  # letters of one word that a line of the largest type has room for
_LATIN = re.compile(r"[A-Za-z][^\u0590-\u08ff\ufb50-\ufeff]*")
_HARD = ("war", "politics", "law", "rights", "diplomacy")
_BRIGHT = ("science", "technology", "exploration", "health", "economy")
_PALETTES = {
    "hard": {"paper": "#fbf6ee", "ink": "#1d1a16", "soft": "#6b6257", "line": "#d9d0c0"},
    "bright": {"paper": "#f1f5f4", "ink": "#14201f", "soft": "#566361", "line": "#cbd6d3"},
    "warm": {"paper": "#f7f4e9", "ink": "#211f14", "soft": "#68644f", "line": "#d8d2ba"},
    "dark": {"paper": "#1b1a18", "ink": "#eee9df", "soft": "#a8a195", "line": "#45413a"},
}
_ACCENTS = {"hard": "#8b1e1e", "bright": "#1f5566", "warm": "#5d5218", "dark": "#d9c7a3"}
_SENSITIVE = frozenset(("violence", "disaster"))
_LEADING = {"en": 0.5, "fa": 0.68, "ur": 0.95, "ar": 0.6}
_SIZE = {"en": 1.0, "fa": 0.88, "ur": 0.78, "ar": 1.0}
_COUNTRIES = 3  # more would leave no room for the source


def palette_of(event: Event) -> str:
    """The palette of an entry: dark for what is sensitive, else by its first topic."""
    if not _SENSITIVE.isdisjoint(event.sensitivity):
        return "dark"
    first = event.topics[0] if event.topics else ""
    return "hard" if first in _HARD else "bright" if first in _BRIGHT else "warm"


def content(event: Event, *, name: str = "") -> str:
    """Everything that a card is made from, as JSON; equal texts make equal cards.

    ``name`` is the channel's; by default that of the site.
    """
    words = language(event.language)
    palette = palette_of(event)
    names = words.names_of_countries()
    countries = (names.get(code, code) for code in event.countries[:_COUNTRIES])
    comma = ", " if event.language == "en" else "، "
    source = words.plain("x_source", source=event.sources[0].publisher)
    data: dict[str, Any] = {
        "language": event.language,
        "direction": "ltr" if event.language == "en" else "rtl",
        "fonts": list(fonts.families(event.language)),
        "leading": _LEADING[event.language],
        "size": _SIZE[event.language],
        "palette": {**_PALETTES[palette], "accent": _ACCENTS[palette]},
        "year": words.year_of(event),
        "date": _shown(words, words.day(event.day)),
        "title": _shown(words, event.title),
        "text": _shown(words, _text(words, event)),
        "struck": event.retracted is not None,
        "countries": _shown(words, comma.join(countries)),
        "source": _shown(words, source),
        "name": _shown(words, name or words.word("site_name")),
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _text(words: Language, event: Event) -> str:
    """The text of an entry; of a retracted one, why it was taken back."""
    if event.retracted is None:
        return event.text
    day = words.full_day(MonthDay.of(event.retracted.on), event.retracted.on.year)
    return words.plain("taken_back", on=day, why=event.retracted.why)


def _shown(words: Language, text: str) -> str:
    """The text with room to break in the longest words; Latin runs apart in a right-to-left one."""
    text = "".join(sign for sign in text if sign.isprintable() or sign in "\u200c\u200d")
    text = re.sub(rf"(\S{{{_UNBROKEN}}})(?=\S)", "\\1\u200b", text)
    if words.code == "en":
        return text
    return _LATIN.sub(lambda run: f"\u2066{run[0].rstrip()}\u2069{_tail(run[0])}", text)


def _tail(run: str) -> str:
    return run[len(run.rstrip()) :]
