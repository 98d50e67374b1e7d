"""A post's text as X counts it and as X gives it back."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from bot.formatting.length import counter

_LIMIT = 280
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True)
class Link:
    """A link in a shown text: the address as it was written, and X's short one at its place."""

    url: str
    short: str
    start: int
    end: int


@dataclass(frozen=True)
class Shown:
    """A text as X gives it back: links shortened, &, < and > escaped."""

    text: str
    links: tuple[Link, ...]


def normalised(text: str) -> str:
    """The text as X keeps it: NFC, lines ended by LF, nothing blank around it."""
    lines = re.sub(r"\r\n?", "\n", text)
    return unicodedata.normalize("NFC", lines).strip()


def fits(text: str) -> bool:
    """True if a normalised text is within X's limit, as X weighs characters."""
    parsed = counter().parse_tweet(text)
    return bool(parsed.valid) and int(parsed.weightedLength) <= _LIMIT


def has_link(text: str) -> bool:
    """True if X would make a link of something in the text, and charge for it."""
    return bool(counter().extract_urls_with_indices(text))


def shown(text: str, *, post_id: str, media: int = 0) -> Shown:
    """The text of post `post_id` as X gives it back; a link to the pictures comes last."""
    parts: list[str] = []
    links: list[Link] = []
    place = 0
    for found in counter().extract_urls_with_indices(text):
        start, end = found["indices"]
        parts.append(_escaped(text[place:start]))
        links.append(_link(found["url"], post_id, start=sum(map(len, parts))))
        parts.append(links[-1].short)
        place = end
    parts.append(_escaped(text[place:]))
    if media:
        parts.append((" " if text else "") + _short(f"{post_id}/photo", post_id))
    return Shown("".join(parts), tuple(links))


def _link(url: str, post_id: str, *, start: int) -> Link:
    short = _short(f"{start}:{url}", post_id)
    return Link(url, short, start, start + len(short))


def _short(url: str, post_id: str) -> str:
    return "https://t.co/" + hashlib.sha256(f"{post_id}:{url}".encode()).hexdigest()[:10]


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)
