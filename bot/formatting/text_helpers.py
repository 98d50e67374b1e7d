"""Wording that every platform shares."""

from __future__ import annotations

from bot.dates import years_since
from bot.events import Event


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
