"""``edit``: the maintainer's own editor, at the right line, and a check after."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from bot.authoring.lint.linter import ERROR, Document, Finding, check, read
from bot.authoring.lint.rules_subject import folded
from bot.cli.authoring.dataset import FILE, chosen, show
from bot.cli.options import config_option, dataset_option, local_today
from bot.validators import did_you_mean

SHOWN = 12  # entries that have the words


@click.command(epilog="\b\nExample:\n  onthisday edit us-resumes-f16-sale-to-israel")
@click.argument("entry", metavar="ID")
@FILE
@config_option
@dataset_option
def edit(entry: str, file: Path | None, config: Path | None, dataset: Path | None) -> None:
    """Open the editor (VISUAL or EDITOR) at the entry ID, and check FILE after.

    ID may be some words of the entry, such as "moon landing". Without VISUAL and EDITOR it is
    nano or notepad. Exit code 0 without errors, 1 with errors, 2 if there is no such entry or
    editor.
    """
    path = chosen(file, dataset, config)
    document = read(path)
    entry = _entry_of(entry, document)
    line = _line_of(entry, document)
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _any_editor()
    if not editor:
        raise click.UsageError(f"set EDITOR to your editor; the entry is at {path}:{line}")
    try:
        subprocess.run(at_line(shlex.split(editor), path, line), check=False)
    except OSError as fault:
        raise click.UsageError(f"{editor}: cannot be started: {fault.strerror}") from None
    _, findings = check(path, today=local_today(None))
    show(_own_first(findings, entry), "text")
    sys.exit(any(finding.level == ERROR for finding in findings))


def _any_editor() -> str:
    """An editor that most machines have; empty where this one has none."""
    return next(filter(shutil.which, ("nano", "notepad")), "")


def _entry_of(typed: str, document: Document) -> str:
    """The id that was typed, or that of the one entry with these words in id, title or text."""
    records = [record for record in document.records if isinstance(record, dict)]
    known = [name for record in records if isinstance(name := record.get("id"), str)]
    if typed in known:
        return typed
    words = folded(typed).split()
    found = [record for record in records if all(word in _told(record) for word in words)]
    ids = [str(record.get("id")) for record in found]
    if len(ids) == 1:
        return ids[0]
    if ids:
        listed = "".join(f"\n  {name}" for name in ids[:SHOWN])
        more = f"\n  and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
        raise click.UsageError(f"{len(ids)} entries have these words; name one:{listed}{more}")
    hint = did_you_mean(typed, known)
    raise click.UsageError(f"{document.file}: there is no entry {typed}{hint}")


def _told(record: Mapping[str, Any]) -> str:
    return folded(" ".join(str(record.get(key, "")) for key in ("id", "title", "text")))


def _line_of(entry: str, document: Document) -> int:
    known = [record.get("id") for record in document.records if isinstance(record, dict)]
    return document.line_of(known.index(entry), "id")


def at_line(editor: Sequence[str], path: Path, line: int) -> list[str]:
    """The command that opens a file at a line: editors have two ways to say it."""
    name = Path(editor[0]).stem.lower()
    if name in ("code", "codium", "cursor", "code-insiders"):
        return [*editor, "--wait", "--goto", f"{path}:{line}"]
    if name in ("subl", "zed", "hx", "helix"):
        wait = ["--wait"] if name in ("subl", "zed") else []
        return [*editor, *wait, f"{path}:{line}"]
    return [*editor, f"+{line}", str(path)]


def _own_first(findings: Sequence[Finding], entry: str) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.id != entry)
