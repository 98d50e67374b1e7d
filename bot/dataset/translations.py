"""The dataset's other languages: a file of texts for each, with the fingerprint of its English.

``data/translations/fa.toml`` has a record for each entry that was translated. A text is fresh
while the hash of the English that it tells is that of the entry; a stale text is never shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from bot import toml
from bot.dataset.faults import Fault, located
from bot.dataset.schema import DATE, ID, VERSION
from bot.errors import DatasetError
from bot.events import TOLD, Correction, Event
from bot.validators import Key, accepted, list_of, matching, text
from bot.validators import table as table_of

LANGUAGES = ("fa", "ur", "ar")
FOLDER = "translations"  # next to the dataset
TEXT_KEYS = {
    "id": Key(ID, "the entry that it tells", required=True),
    "of": Key(
        matching(r"[0-9a-f]{8}", "8 hexadecimal digits, written by onthisday translate"),
        "which English it tells",
        required=True,
    ),
    "title": Key(text(80), "a headline of at most 80 characters", required=True),
    "text": Key(text(240), "the fact in one or two sentences", required=True),
    "context": Key(text(700), "the context, where the English has one"),
    "brief": Key(text(240), "the whole in one breath, where the English has it"),
    "corrections": Key(list_of(text(300)), "one for each English note"),
    "retracted": Key(text(300), "why the entry is taken back"),
    "read": Key(DATE, "when a second reader read it against the English"),
}
"""Every key of a translated text, in the order in which the file has them."""
_RECORD = table_of(TEXT_KEYS)
_TOP = table_of(
    {
        "schema": Key(accepted(lambda value: value == VERSION, f"schema = {VERSION}"), "", True),
        "language": Key(matching("|".join(LANGUAGES), "fa, ur or ar"), "", required=True),
        "texts": Key(accepted(lambda value: type(value) is list, "records under [[texts]]"), ""),
    }
)


class Translation(NamedTuple):
    """The text of an entry in another language, and the hash ``of`` its English."""

    id: str
    of: str
    title: str
    text: str
    context: str = ""
    brief: str = ""
    corrections: tuple[str, ...] = ()
    retracted: str = ""
    read: date | None = None

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Translation:
        """The text of a record whose shape was checked before."""
        values = dict(record)
        if "corrections" in values:
            values["corrections"] = tuple(values["corrections"])
        return cls(**values)


Texts = Mapping[str, Translation]
"""The texts of one language, by the id of the entry."""


def fingerprint(event: Event) -> str:
    """The fingerprint of an entry's English: 8 hex digits over all that is told."""
    return fingerprint_of([getattr(event, key) for key in TOLD])


def fingerprint_of(told: Sequence[str]) -> str:
    """The fingerprint of the texts of ``TOLD``; an empty brief, as most have, counts as none."""
    return hashlib.sha256("\0".join(told).removesuffix("\0").encode()).hexdigest()[:8]


def is_fresh(translation: Translation, event: Event) -> bool:
    """True if a text translates the present English, its corrections and its retraction too."""
    return (
        translation.of == fingerprint(event)
        and len(translation.corrections) >= len(event.corrections)
        and (event.retracted is None or bool(translation.retracted))
    )


def translated(event: Event, translation: Translation, language: str) -> Event:
    """An entry in another language. Notes that have no translation yet stay English."""
    notes = tuple(
        Correction(note.on, words or note.note)
        for note, words in _beside(event.corrections, translation.corrections)
    )
    gone = event.retracted
    if gone is not None and translation.retracted:
        gone = replace(gone, why=translation.retracted)
    return replace(
        event,
        title=translation.title,
        text=translation.text,
        context=translation.context if event.context else "",
        brief=translation.brief if event.brief else "",
        corrections=notes,
        retracted=gone,
        language=language,
        stale=not is_fresh(translation, event),
    )


def _beside(
    notes: tuple[Correction, ...], words: tuple[str, ...]
) -> Iterator[tuple[Correction, str]]:
    for number, note in enumerate(notes):
        yield note, words[number] if number < len(words) else ""


def path_of(dataset: Path, language: str) -> Path:
    """The file of a language, next to the dataset."""
    return dataset.parent / FOLDER / f"{language}.toml"


def load_texts(path: Path) -> Texts:
    """The texts of a file, none where there is no file; DatasetError with every fault."""
    if not path.exists():
        return {}
    tables, content = toml.read(path, error=DatasetError)
    records = tables.get("texts", [])
    if faults := list(text_faults(tables, language=path.stem)):
        raise DatasetError(located(path, content, records, faults=faults, name="texts"))
    return {record["id"]: Translation.of_record(record) for record in records}


def text_faults(tables: Mapping[str, Any], *, language: str) -> Iterator[Fault]:
    """Everything that keeps a parsed file from being the texts of a language."""
    for problem in _TOP(tables):
        yield Fault(None, problem.path.lstrip("."), problem.sentence)
    found = tables.get("language")
    if found in LANGUAGES and found != language:
        yield Fault(None, "language", f'expected "{language}", the file\'s name, got "{found}"')
    records = tables.get("texts", [])
    seen: dict[str, int] = {}
    for number, record in enumerate(records if isinstance(records, list) else ()):
        for problem in _RECORD(record):
            yield Fault(number, problem.path.lstrip("."), problem.sentence)
        name = record.get("id") if type(record) is dict else None
        if type(name) is str and (first := seen.setdefault(name, number)) != number:
            yield Fault(number, "id", f"told twice: entry {first + 1} has this id, too")
