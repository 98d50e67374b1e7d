"""Words that take a side or go stale; the list, its reasons and its exceptions are data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot import toml
from bot.authoring.lint.findings import WARNING, Finding, Notes, warning
from bot.errors import DatasetError
from bot.events import TOLD, Event

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|(?<!\w)'[^']+'(?!\w)|‘[^’]+’(?!\w)")


class Wording(NamedTuple):
    """The lists: what is avoided, by its longest word, as (phrase, reason); names; exceptions."""

    avoided: dict[str, list[tuple[str, str]]]
    allowed: tuple[str, ...]
    exceptions: tuple[dict[str, str], ...]


@cache
def wording() -> Wording:
    """The lists that come with the package."""
    tables, _ = toml.read(Path(__file__).parent / "wording.toml", error=DatasetError)
    avoided: dict[str, list[tuple[str, str]]] = {}
    for group in tables["words"]:
        for phrase in group["match"]:
            longest = max(_WORD.findall(phrase), key=len)
            avoided.setdefault(longest, []).append((phrase, group["why"]))
    allowed = tuple(entry["phrase"] for entry in tables["allowed"])
    return Wording(avoided, allowed, tuple(tables.get("exceptions", ())))


def own_words(text: str) -> str:
    """A text without what it quotes and without names that are allowed."""
    if any(mark in text for mark in "\"“'‘"):
        text = _QUOTED.sub(" ", text)
    return without(text, wording().allowed)


def without(text: str, phrases: Iterable[str]) -> str:
    """A text without phrases, such as names that have a word of their own."""
    for phrase in phrases:
        text = text.replace(phrase, " ")
    return text


def avoided_words(event: Event) -> Notes:
    """Each avoided word in what is told, with the reason."""
    avoided = wording().avoided
    for key in TOLD:
        text = getattr(event, key)
        for word in avoided.keys() & set(_WORD.findall(text.lower())):
            for phrase, why in avoided[word]:
                if phrase in text.lower() and (found := _found(phrase, own_words(text))):
                    yield warning(key, f'"{found}": {why}')


def _found(phrase: str, text: str) -> str:
    """The phrase as the text has it, as whole words; or nothing."""
    found = re.search(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE)
    return found[0] if found else ""


def is_excepted(finding: Finding, exceptions: Iterable[Mapping[str, str]]) -> bool:
    """True if an exception takes a warning away; an error stays whatever is written."""
    return finding.level == WARNING and any(
        finding.id == entry["id"]
        and finding.key == entry["key"]
        and entry["about"] in finding.sentence
        for entry in exceptions
    )
