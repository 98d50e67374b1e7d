"""Rules for the file of recurring days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bot.authoring.lint.findings import Finding, Note, warning
from bot.authoring.lint.rules_translations import FOREIGN
from bot.authoring.lint.tolerant_reader import Document, read_records
from bot.dataset.faults import shown_id
from bot.dataset.occasion_loader import FILE_NAME, occasion_faults
from bot.dataset.occasion_names import name_key

_ARABIC = re.compile("[\u0621-\u06d3]")
_TEXTS = ("names", "notes")
YEAR = timedelta(days=365)


def find(dataset: Path, *, today: date | None) -> Iterator[Finding]:
    """The findings of a dataset's file of recurring days; none where there is no such file."""
    path = dataset.with_name(FILE_NAME)
    if not path.exists():
        return
    document = read_records(path, "occasions")
    yield from document.findings
    if document.findings:
        return
    wrong: set[int | None] = set()
    for fault in occasion_faults(document.tables):
        wrong.add(fault.number)
        yield _placed(document, fault.number, Note(fault.key, fault.sentence))
    fine = [(n, record) for n, record in enumerate(document.records) if n not in wrong]
    for number, note in [*_letters(fine), *_same_names(fine), *_ends(fine, today)]:
        yield _placed(document, number, note)


Numbered = Sequence[tuple[int, dict[str, Any]]]


def _letters(records: Numbered) -> Iterator[tuple[int, Note]]:
    """Words in the letters of another language's keyboard, or in no Arabic letters at all."""
    for number, record in records:
        for key in _TEXTS:
            for language, text in record.get(key, {}).items():
                foreign = sorted(set(FOREIGN.get(language, "")) & set(text))
                if foreign:
                    sentence = f"has {' '.join(foreign)} of another language's keyboard"
                    yield number, Note(f"{key}.{language}", sentence)
                if language in FOREIGN and not _ARABIC.search(text):
                    yield number, Note(f"{key}.{language}", "is not in that language's letters")


def _same_names(records: Numbered) -> Iterator[tuple[int, Note]]:
    """Two days of one English name, and a spelling that is given twice."""
    seen: dict[str, str] = {}
    for number, record in records:
        first = seen.setdefault(name_key(record["names"]["en"]), record["id"])
        if first != record["id"]:
            yield number, Note("names.en", f"expected a name of its own, got that of {first}")
        known = {name_key(name) for name in record["names"].values()}
        for alias in record.get("aliases", ()):
            if (key := name_key(alias)) in known:
                yield number, warning("aliases", f"{alias} is read without it")
            known.add(key)


def _ends(records: Numbered, today: date | None) -> Iterator[tuple[int, Note]]:
    """Lists of dates that end within a year."""
    for number, record in records:
        if today and "dates" in record and (last := record["dates"][-1]) < today + YEAR:
            sentence = f"end on {last}: after it the day is not told; add those of later years"
            yield number, warning("dates", sentence)


def _placed(document: Document, number: int | None, note: Note) -> Finding:
    """The finding at the line of its key; ``names.fa`` has a line of its own."""
    name = "" if number is None else shown_id(document.records[number], number)
    line = document.line_of(number, note.key)
    if number is not None and "." in note.key:
        end = document.starts[number + 1] if number + 1 < len(document.starts) else None
        for place, text in enumerate(document.lines[line - 1 : end], line):
            if re.match(rf"\s*{re.escape(note.key)}\s*=", text):
                line = place
                break
    return Finding(document.file, line, name, note.key, note.sentence, note.level)
