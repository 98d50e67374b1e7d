"""Rules for the file of names: shape, letters, and names that no entry has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.authoring.lint.findings import Finding, Note, Notes, warning
from bot.authoring.lint.rules_translations import FOREIGN
from bot.authoring.lint.tolerant_reader import Document, read_records
from bot.dataset.names import Name, name_faults, names_path
from bot.events import Event
from bot.text import folded


def find(dataset: Path, events: Sequence[Event]) -> Iterator[Finding]:
    """The findings of a dataset's file of names; none where there is no such file."""
    path = names_path(dataset)
    if not path.exists():
        return
    document = read_records(path, "names")
    yield from document.findings
    wrong: set[int] = set()
    for fault in name_faults(document.tables) if not document.findings else ():
        wrong.add(-1 if fault.number is None else fault.number)
        yield _placed(document, fault.number, Note(fault.key, fault.sentence))
    told = " ".join(_texts(events))
    before = ""
    for number, record in enumerate(document.records):
        if number in wrong:
            continue
        name = Name.of_record(record)
        for note in _notes(name, told, before=before):
            yield _placed(document, number, note)
        before = name.name


def _texts(events: Sequence[Event]) -> Iterator[str]:
    for event in events:
        people = " ".join(person.name for person in event.people)
        yield folded(f"{event.title} {people} {event.text} {event.context}")


def _notes(name: Name, told: str, *, before: str) -> Notes:
    if folded(name.name) not in told:
        yield warning("name", "no entry has this name: search finds nothing by it")
    if before and folded(before) > folded(name.name):
        yield warning("name", f'expected in the order of the alphabet, before "{before}"')
    for language in FOREIGN:
        spelling = getattr(name, language)
        letters = {letter for letter in FOREIGN[language] if letter in spelling}
        if letters:
            yield Note(language, f"letters of another keyboard: {' '.join(sorted(letters))}")


def _placed(document: Document, number: int | None, note: Note) -> Finding:
    record: Any = document.records[number] if number is not None else None
    name = record.get("name") if type(record) is dict else None
    shown = name if type(name) is str else "" if number is None else f"entry {number + 1}"
    line = document.line_of(number, note.key)
    return Finding(document.file, line, shown, note.key, note.sentence, note.level)
