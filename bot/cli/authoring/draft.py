"""The draft of an entry: the answers of someone who gave up, in a dot-file beside the dataset."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

Answers = dict[str, str]


def draft_path(dataset: Path) -> Path:
    """``.events.toml.draft``; .gitignore and .dockerignore name what is called so."""
    return dataset.with_name(f".{dataset.name}.draft")


def offered(path: Path) -> tuple[Answers, Answers]:
    """The given answers and the later ones of a draft, if there is one and the person wants it.

    One that cannot be read or is not wanted is put aside, not thrown away.
    """
    try:
        given, later = _read(path)
    except FileNotFoundError:
        return {}, {}
    except (OSError, ValueError, KeyError, RecursionError):
        _put_aside(path, "cannot be read")
        return {}, {}
    known = {**later, **given}
    if click.confirm(f"Go on with the draft of {known.get('title') or known['date']}?", True):
        return given, later
    _put_aside(path, "not wanted")
    return {}, {}


def _read(path: Path) -> tuple[Answers, Answers]:
    """The two tables of answers; ValueError if they are none, or the first answer is not there."""
    found = json.loads(path.read_text("utf-8"))
    given, later = (found["given"], found["later"]) if _is_table(found, dict) else ({}, {})
    if not (_is_table(given, str) and _is_table(later, str) and "date" in {**given, **later}):
        raise ValueError("no draft")
    return given, later


def _is_table(found: Any, of: type) -> bool:
    return type(found) is dict and all(type(value) is of for value in found.values())


def _put_aside(path: Path, why: str) -> None:
    aside = path.with_name(f"{path.name}.old")
    try:
        path.replace(aside)
        click.echo(f"{path}: {why}, put aside as {aside.name}")
    except OSError as fault:
        click.echo(f"{path}: {why}, but cannot be put aside: {fault.strerror}")


def keep(path: Path, given: Answers, later: Answers) -> None:
    """Write the answers to a file that only this user can read; a fault is only told."""
    if not given and not later:
        return
    beside = None
    try:
        with tempfile.NamedTemporaryFile(  # its mode is 600
            "w", encoding="utf-8", prefix=path.name, dir=path.parent, delete=False
        ) as file:
            beside = Path(file.name)
            json.dump({"given": given, "later": later}, file, indent=1)
        beside.replace(path)
        click.echo("\nThe answers are kept: the next onthisday add goes on with them.", err=True)
    except OSError as fault:
        click.echo(f"\n{path}: the answers cannot be kept: {fault.strerror}", err=True)
        if beside:
            beside.unlink(missing_ok=True)


def discard(path: Path) -> None:
    """The entry is written: its draft goes."""
    with suppress(OSError):  # the entry counts; a draft that stays is only offered again
        path.unlink(missing_ok=True)
