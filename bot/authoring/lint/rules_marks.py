"""Marks that came along with pasted text, letters of another script, and signs of excitement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.authoring.lint.findings import Note, Notes, warning
from bot.events import TOLD, Event

_PASTED = {
    r"&#?\w+;": "an HTML entity",
    r"</?[a-zA-Z][^<>]*>": "an HTML tag",
    r"\[(?:\d+|[a-z]|note \d+|citation needed|who\?|when\?|clarification needed|sic)\]": (
        "a footnote's mark"
    ),
    r"\[\[|\]\]|\{\{|\}\}|''|={2,}": "a wiki's mark",
    r"\*\*|__|`": "a mark of Markdown",
    r"  ": "two spaces",
    r" [,;:!?](?!\w)| \.(?![\w.])": "a space before a sign",
    r"\ufffd|â€|Ã[\x80-\xbf©¨ª«­¶¼]": "a character that was lost when the text was copied",
}
_ANY = re.compile("|".join(f"(?P<p{n}>{pattern})" for n, pattern in enumerate(_PASTED)))
_NAMES = tuple(_PASTED.values())
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")  # Greek and Cyrillic look like Latin
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def marks(event: Event) -> Notes:
    """Pasted marks and letters of another script in every text; "!" in the bot's own."""
    for key, text in _texts(event):
        if found := _ANY.search(text):
            name = _NAMES[int((found.lastgroup or "p0")[1:])]
            yield Note(key, f'there is {name} in it, "{found[0]}": delete it')
        for word in _WORD.findall(text):
            if _OTHER_SCRIPT.search(word) and _LATIN.search(word):
                yield Note(key, f'"{word}" has letters of two scripts: type it again')
    for key in TOLD:
        if "!" in getattr(event, key):
            yield warning(key, 'has "!": the bot tells, and does not cheer')


def _texts(event: Event) -> Iterator[tuple[str, str]]:
    """Each text of an entry with its key."""
    yield from ((key, getattr(event, key)) for key in TOLD)
    yield from ((f"people[{n}]", person.name) for n, person in enumerate(event.people, 1))
    for n, source in enumerate(event.sources, 1):
        yield f"sources[{n}].title", source.title
        yield f"sources[{n}].publisher", source.publisher
    yield from ((f"corrections[{n}]", line.note) for n, line in enumerate(event.corrections, 1))
