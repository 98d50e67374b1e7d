"""Wording that every platform shares."""

from __future__ import annotations

import re
import unicodedata

from bot.dates import years_since
from bot.events import Event

_JOINER = "\u2060"  # invisible, of no width, and no place to break a line
_SIGN = re.compile(r"[@＠#＃](?=\w)|(?<!\w)(?:/(?=\w)|\$(?=[A-Za-z]))")
_DOT = re.compile(r"(?<=[\w\-])([.。．])(?=[^\W\d_]{2,}|xn--)", re.IGNORECASE)


def defused(text: str) -> str:
    """The text, composed, with each accidental mention, tag, command and domain broken.

    Platforms link ``@name``, ``#5`` and ``main.py`` wherever they stand, notify strangers by
    them, and X charges a link's price: an invisible joiner after the sign keeps them plain.
    """
    text = unicodedata.normalize("NFC", text)  # Telegram drops some loose accents
    if not any(sign in text for sign in "@＠#＃$/.。．"):
        return text
    return _DOT.sub(rf"\1{_JOINER}", _SIGN.sub(lambda m: m[0] + _JOINER, text))


def ago(year: int, now: int) -> str:
    """``43 years ago``, ``1 year ago``, ``this year``; thousands with a comma."""
    years = years_since(year, now)
    if years == 0:
        return "this year"
    return "1 year ago" if years == 1 else f"{years:,} years ago"


def capital(text: str) -> str:
    """The text with a capital letter in front."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends with a stop of its own."""
    return text if text.endswith((".", "!", "?", "…", '."', ".”")) else f"{text}."


def publishers(event: Event) -> str:
    """The publisher of the first source, which the post names."""
    return event.sources[0].publisher
