"""The maintainers' rules: everything that is wrong or doubtful in a file, all at once."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from bot import toml
from bot.authoring.git import committed
from bot.authoring.lint import rules_names, rules_occasions, rules_translations
from bot.authoring.lint.findings import ERROR, WARNING, Finding, Note, Notes, counted
from bot.authoring.lint.rules_calendars import other_calendars
from bot.authoring.lint.rules_context import context
from bot.authoring.lint.rules_dates import date_words, old_style, possible
from bot.authoring.lint.rules_days import days, lead
from bot.authoring.lint.rules_length import brief_fits, x_fits
from bot.authoring.lint.rules_marks import marks
from bot.authoring.lint.rules_publishers import accepted_publishers, own_page
from bot.authoring.lint.rules_relations import changes, duplicates, stories, titles
from bot.authoring.lint.rules_retired import read_retired, reused
from bot.authoring.lint.rules_sources import sources
from bot.authoring.lint.rules_subject import lexicon, subject
from bot.authoring.lint.rules_tense import kind_words, tense
from bot.authoring.lint.rules_wording import avoided_words, is_excepted, wording
from bot.authoring.lint.tolerant_reader import Document, read, read_bytes
from bot.authoring.picture_files import pictures
from bot.authoring.salvage import is_dated, salvaged
from bot.authoring.syntax_hints import decoded, oddity
from bot.dataset.faults import shown_id
from bot.dataset.loader import file_faults, without_collector
from bot.dataset.retired import Retired, retired_path
from bot.dataset.schema import KEYS
from bot.events import Event

__all__ = [
    "ERROR",
    "WARNING",
    "Document",
    "Finding",
    "check",
    "counted",
    "entries_of",
    "find",
    "read",
]

NONE: Mapping[str, Retired] = {}
DATED_RULES = (date_words, old_style, other_calendars, x_fits, brief_fits)
ENTRY_RULES = (
    accepted_publishers,
    avoided_words,
    context,
    kind_words,
    lead,
    marks,
    own_page,
    sources,
    tense,
)
"""The rules that an entry without a readable date passes through, too."""


class Entry(NamedTuple):
    """An event as far as it could be read, and its number in the file."""

    number: int
    event: Event
    is_dated: bool = True
    is_named: bool = True


def check(
    path: Path, *, today: date | None = None, base: str = "HEAD"
) -> tuple[Document, list[Finding]]:
    """The file as far as it can be read, and its findings, compared with the commit ``base``.

    Outside a checkout nothing is compared. Entries later than ``today`` are errors. DatasetError
    if there is no file to read.
    """
    with without_collector():
        document = read(path)
        before = _changed(document, committed(path, base=base))
        retired, faults = read_retired(retired_path(path), base=base)
        found = find(document, before=before, today=today, retired=retired)
        entries = entries_of(document)
        shown = [_placed(document, number, note) for number, note in pictures(path, entries)]
        texts = _of_languages(path, document, entries, base=base)
        recurring = rules_occasions.find(path, today=today)
        return document, sorted([*found, *faults, *shown, *texts, *recurring])


def _of_languages(
    path: Path, document: Document, entries: Sequence[tuple[int, Event]], *, base: str
) -> Iterator[Finding]:
    """The findings in other languages' texts and names, except those that an exception allows.

    The text of an entry that could not be read whole is compared once that is mended.
    """
    exceptions = wording().exceptions
    whole = [event for number, event in entries if number not in document.wrong]
    unread = {shown_id(document.records[number], number) for number in document.wrong}
    of_texts = rules_translations.find(path, whole, unread=unread, base=base)
    of_names = rules_names.find(path, [event for _, event in entries])
    for finding in (*of_texts, *of_names):
        if not is_excepted(finding, exceptions):
            yield finding


def _changed(document: Document, before: bytes | None) -> Document | None:
    """The entries of the last commit whose text is another now: only these are worth parsing."""
    if before is None:
        return None
    now = set(toml.bodies_of("\n".join(document.lines), "events"))
    was = [body for body in toml.bodies_of(decoded(before)[0], "events") if body not in now]
    return read_bytes("".join(f"[[events]]\n{body}\n" for body in was).encode(), document.file)


def find(
    document: Document,
    *,
    before: Document | None = None,
    today: date | None = None,
    retired: Mapping[str, Retired] = NONE,
) -> list[Finding]:
    """All findings of a document, in the order of the file.

    ``before`` has what the entries that changed were; ``retired`` are ids that are not free.
    """
    found = [*document.findings, *_shape(document)]
    every = _salvaged(document)
    entries = _related(every)
    known = {shown_id(record, n): n for n, record in enumerate(document.records)}
    notes = [(entry.number, note) for entry in every for note in _notes(entry, today)]
    notes += _subjects(every)
    notes += [*titles(entries), *stories(entries, known, retired), *duplicates(entries)]
    notes += (
        [] if document.faults else days(entries)
    )  # a day is weighed once all its entries are read
    notes += reused(entries, retired)
    if before is not None:
        old = {event.id: event for _, event in entries_of(before)}
        notes += changes(entries, old)
        found += _vanished(document, old, {*known, *retired})
    found += (_placed(document, number, note) for number, note in notes)
    exceptions = wording().exceptions
    return sorted({finding for finding in found if not is_excepted(finding, exceptions)})


def _notes(entry: Entry, today: date | None) -> Notes:
    for rule in ENTRY_RULES:
        yield from rule(entry.event)
    if entry.is_dated:
        yield from possible(entry.event, today)
        for rule in DATED_RULES:
            yield from rule(entry.event)


def _subjects(entries: Sequence[Entry]) -> Iterator[tuple[int, Note]]:
    """The subjects that texts leave out; the words of all texts show which words are names."""
    known = lexicon(entry.event for entry in entries)
    for entry in entries:
        for note in subject(entry.event, known):
            yield entry.number, note


def _shape(document: Document) -> Iterator[Finding]:
    """The schema's findings about the file and of each record that could be read."""
    for fault in file_faults(document.tables):
        lost = " (a key of an entry: is the line [[events]] missing above it?)"
        hint = lost if fault.key in KEYS else ""
        yield _placed(document, None, Note(fault.key, fault.sentence + hint))
    if not document.records and not document.findings:
        told = "expected at least one [[events]] entry, found none"
        yield _placed(document, None, Note("events", told))
    for fault in document.faults:
        if _bare(fault.key) not in document.unread.get(fault.number or 0, ()):
            hint = _hint(document.records[fault.number or 0], fault.key)
            yield _placed(document, fault.number, Note(fault.key, fault.sentence + hint))


def _hint(record: Any, key: str) -> str:
    """A sentence about an invisible character in a wrong value, such as a tab; or empty."""
    value = record.get(_bare(key)) if type(record) is dict else record
    odd = oddity(str(value))
    return f" (there is {odd} in it: type it again)" if odd else ""


def entries_of(document: Document) -> list[tuple[int, Event]]:
    """Every event whose id and date could be read, as far as it could, with its number."""
    return _related(_salvaged(document))


def _related(entries: Iterable[Entry]) -> list[tuple[int, Event]]:
    """The events with an id and a date of their own."""
    return [(entry.number, entry.event) for entry in entries if entry.is_dated and entry.is_named]


def _salvaged(document: Document) -> list[Entry]:
    """The events of a document, with stand-ins for what is wrong."""
    wrong: dict[int, set[str]] = {n: set(keys) for n, keys in document.unread.items()}
    for fault in document.faults:
        wrong.setdefault(fault.number or 0, set()).add(_bare(fault.key))
    found = []
    for number, record in enumerate(document.records):
        if type(record) is not dict:
            continue
        if bad := wrong.get(number):
            named = "id" in record and "id" not in bad
            event = salvaged(record, bad)
            found.append(Entry(number, event, is_dated(record, bad), is_named=named))
        else:
            found.append(Entry(number, Event.of(record)))
    return found


def _vanished(
    document: Document, old: Mapping[str, Event], known: Container[str]
) -> Iterator[Finding]:
    """Entries of the last commit that are no longer there."""
    for name, event in old.items():
        if name not in known and event.retracted is None:
            sentence = (
                "gone since the last commit; put it back, with retracted if it is wrong; if it "
                f"is no longer to be told: onthisday retire {name}"
            )
            yield Finding(document.file, 1, name, "id", sentence)


def _placed(document: Document, number: int | None, note: Note) -> Finding:
    name = "" if number is None else shown_id(document.records[number], number)
    line = document.line_of(number, note.key)
    return Finding(document.file, line, name, note.key, note.sentence, note.level)


def _bare(key: str) -> str:
    return key.split(".")[0].split("[")[0]
