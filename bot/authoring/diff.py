"""The differences between a file and an earlier state of it, entry by entry."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.authoring.git import committed
from bot.authoring.lint.linter import Finding, entries_of, find, read
from bot.authoring.lint.rules_retired import read_retired
from bot.authoring.lint.tolerant_reader import Document, read_bytes
from bot.dataset.dataset import Dataset
from bot.dataset.faults import shown_id
from bot.dataset.retired import retired_path
from bot.errors import DatasetError
from bot.events import Event


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that is ``new``, ``changed``, ``retired`` or ``gone``.

    It has no event where that cannot be read; ``earlier`` are the events that it follows.
    """

    id: str
    kind: str
    event: Event | None
    earlier: tuple[Event, ...]
    findings: tuple[Finding, ...]


def changed(path: Path, base: str, *, today: date) -> tuple[list[Change], list[Finding]]:
    """The changes of a file since a commit, and findings that belong to no entry.

    DatasetError where the commit cannot be read.
    """
    document = read(path)
    raw = committed(path, base=base)
    if raw is None:
        raise DatasetError([f"{path}: git has no such file in {base}"])
    before = read_bytes(raw, str(path))
    retired, faults = read_retired(retired_path(path), base=base)
    findings = [*find(document, before=before, today=today, retired=retired), *faults]
    changes = list(_changes(document, before, findings, retired))
    touched = {change.id for change in changes}
    others = [f for f in findings if not f.id or (f in faults and f.id not in touched)]
    return changes, others


def _changes(
    document: Document, before: Document, findings: list[Finding], retired: Container[str]
) -> list[Change]:
    old = _by_id(before)
    new = _by_id(document)
    events = dict(entries_of(document))
    dataset = Dataset(list(events.values()))
    found = []
    for name, number in new.items():
        kind = "changed" if name in old else "new"
        same = kind == "changed" and before.records[old[name]] == document.records[number]
        if same and number not in document.unread:
            continue
        event = events.get(number)
        earlier = tuple(dataset.earlier(event)) if event else ()
        found.append(Change(name, kind, event, earlier, _of(name, findings)))
    for name in (name for name in old if name not in new):
        kind = "retired" if name in retired else "gone"
        found.append(Change(name, kind, None, (), _of(name, findings)))
    return found


def _by_id(document: Document) -> dict[str, int]:
    """The number of each entry by its id."""
    return {shown_id(record, n): n for n, record in enumerate(document.records)}


def _of(name: str, findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.id == name)
