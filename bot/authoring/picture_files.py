"""Rules for entries' pictures: each file is there, small enough, and what its name says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.authoring.lint.findings import Note
from bot.dataset.picture_file import picture_path, size_of
from bot.events import Event

LARGEST = 5_000_000  # bytes; X takes no more
LEAST, MOST = 600, 4_000  # pixels of the longer side; Telegram takes 10,000 of both together
NARROWEST = 1 / 3  # of the shorter side to the longer one: a card's place is 16:9
KEY = "picture.file"


def pictures(path: Path, entries: Iterable[tuple[int, Event]]) -> Iterator[tuple[int, Note]]:
    """The faults of the pictures of a dataset's entries, with the number of each entry."""
    used: dict[str, str] = {}
    for number, event in entries:
        if event.picture is None:
            continue
        file = event.picture.file
        if fault := _fault(picture_path(path, file), file):
            yield number, Note(KEY, fault)
        if file in used:
            yield number, Note(KEY, f"{file} is the picture of {used[file]} already")
        used[file] = event.id


def _fault(path: Path, file: str) -> str:
    """What is wrong with a file; empty if nothing is."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        return f"{file} cannot be read: {fault.strerror}"
    if len(content) > LARGEST:
        return f"{file} has {len(content):,} bytes; at most {LARGEST:,} are taken"
    size = size_of(content)
    if size is None or size.ending != path.suffix.removeprefix("."):
        kind = size.ending if size else "no PNG, JPEG or WebP"
        return f"{file} is {kind} inside: save it as its name says"
    short, long = sorted((size.width, size.height))
    if not LEAST <= long <= MOST:
        return f"{file} is {size.width} x {size.height}; the longer side needs {LEAST} to {MOST:,}"
    if short < long * NARROWEST:
        return f"{file} is {size.width} x {size.height}: too narrow to be shown"
    return ""
