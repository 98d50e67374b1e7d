"""``edit``: the maintainer's own editor, at the right line, and a check after."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from bot.authoring.lint.linter import ERROR, Finding, check, read
from bot.cli.authoring.dataset import FILE, chosen, show
from bot.cli.options import config_option, dataset_option, local_today
from bot.validators import did_you_mean


@click.command(epilog="\b\nExample:\n  onthisday edit us-resumes-f16-sale-to-israel")
@click.argument("entry", metavar="ID")
@FILE
@config_option
@dataset_option
def edit(entry: str, file: Path | None, config: Path | None, dataset: Path | None) -> None:
    """Open the editor (VISUAL or EDITOR) at the entry ID, and check FILE after.

    Exit code 0 without errors, 1 with errors, 2 if there is no such entry or editor.
    """
    path = chosen(file, dataset, config)
    line = _line_of(entry, path)
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise click.UsageError(f"set EDITOR to your editor; the entry is at {path}:{line}")
    try:
        subprocess.run(at_line(shlex.split(editor), path, line), check=False)
    except OSError as fault:
        raise click.UsageError(f"{editor}: cannot be started: {fault.strerror}") from None
    _, findings = check(path, today=local_today(None))
    show(_own_first(findings, entry), "text")
    sys.exit(any(finding.level == ERROR for finding in findings))


def _line_of(entry: str, path: Path) -> int:
    document = read(path)
    known = [record.get("id") for record in document.records if isinstance(record, dict)]
    if entry not in known:
        hint = did_you_mean(entry, [name for name in known if isinstance(name, str)])
        raise click.UsageError(f"{path}: there is no entry {entry}{hint}")
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
