"""``check`` and ``format``: the maintainers' view of the dataset."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import (
    config_option,
    dataset_option,
    dataset_path,
    local_today,
    settings_if_any,
)

if TYPE_CHECKING:
    from bot.authoring.lint.linter import Finding

FILE = click.argument("file", type=click.Path(path_type=Path), required=False)


def chosen(file: Path | None, dataset: Path | None, config: Path | None) -> Path:
    """The dataset that a maintainer's command works on: the one named, or the settings' one."""
    settings = None if file or dataset else settings_if_any(config)
    return file or dataset_path(dataset, settings)


@click.command(
    epilog="\b\nExamples:\n  onthisday check\n  onthisday check data/events.toml --json\n"
    "  onthisday check --format github"
)
@FILE
@click.option("--json", "form", flag_value="json", help="As JSON, for programs.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="github: as notes beside the lines of a pull request.",
)
@click.option(
    "--base", metavar="REV", default="HEAD", help="The commit to compare with; the last by default."
)
@click.option("--links", is_flag=True, help="Open each source, too; slowly, to be polite.")
@config_option
@dataset_option
def check(
    file: Path | None,
    form: str,
    base: str,
    links: bool,
    config: Path | None,
    dataset: Path | None,
) -> None:
    """Check the dataset FILE: every finding at once, each with its place.

    Exit code 0 without errors (there may be warnings), 1 with errors, 2 if the check cannot run.
    """
    from bot.authoring.lint.linter import ERROR
    from bot.authoring.lint.linter import check as find

    path = chosen(file, dataset, config)
    document, findings = find(path, today=local_today(None), base=base)
    if links:
        from bot.cli.authoring.links import check_links

        findings = sorted([*findings, *check_links(document)])
    show(findings, form)
    count = len(document.records)
    summary = f"{path}: {count} {'entry' if count == 1 else 'entries'}, {_summary(findings)}"
    click.echo(summary, err=bool(findings) or form != "text")
    sys.exit(any(finding.level == ERROR for finding in findings))


@click.command("format", epilog="\b\nExamples:\n  onthisday format\n  onthisday format --check")
@FILE
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit code 1 if it would.")
@config_option
@dataset_option
def format_command(
    file: Path | None, only_check: bool, config: Path | None, dataset: Path | None
) -> None:
    """Write the dataset FILE in its one form: keys in order, entries by day, year and id; and
    the texts of other languages and the retired entries in its folder.

    Comments stay with their entries, and no value is changed. Exit code 2 if the file cannot be
    read: then nothing is written.
    """
    from bot.authoring.atomic_write import replace
    from bot.authoring.formatter import formatted

    path = chosen(file, dataset, config)
    due = [(path, formatted(path)), *_other_files(path)]
    for each, (text, was) in due:
        if text.encode() == was:
            click.echo(f"{each}: in its form already")
        elif only_check:
            why = _only_line_ends(text, was)
            click.echo(f"{each}: not in its form{why}; write it with: onthisday format {path}")
        else:
            replace(each, text, was=was)
            click.echo(f"{each}: written in its form")
    if only_check and any(text.encode() != was for _, (text, was) in due):
        sys.exit(1)


def _only_line_ends(text: str, was: bytes) -> str:
    """Words for a file whose text is in its form, but not its bytes; empty for any other."""
    plain = was.removeprefix(b"\xef\xbb\xbf")
    if plain.replace(b"\r\n", b"\n") != text.encode():
        return ""
    ends = "its lines end as on Windows (CRLF), not with LF" if b"\r\n" in was else ""
    mark = "it begins with a byte-order mark" if plain != was else ""
    return f": {' and '.join(filter(None, (ends, mark)))}"


def _other_files(path: Path) -> list[tuple[Path, tuple[str, bytes]]]:
    """The dataset's files of other languages and of retired entries, in their form."""
    from bot.authoring.formatter import formatted
    from bot.authoring.retirement import FORM
    from bot.authoring.translation_files import form_of
    from bot.dataset.loader import load_events
    from bot.dataset.retired import retired_path
    from bot.dataset.translations import LANGUAGES, path_of

    files = [path_of(path, language) for language in LANGUAGES]
    found = [file for file in files if file.exists()]
    form = form_of(load_events(path)) if found else None
    texts = [(file, formatted(file, form)) for file in found if form is not None]
    retired = retired_path(path)
    return [*texts, (retired, formatted(retired, FORM))] if retired.exists() else texts


def show(findings: Sequence[Finding], form: str) -> None:
    """The findings on standard output: ``text``, ``json`` or ``github``."""
    if form == "json":
        told = [finding.as_json() for finding in findings]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    for finding in findings if form != "json" else ():
        click.echo(finding.as_github() if form == "github" else str(finding))


def _summary(findings: Sequence[Finding]) -> str:
    from bot.authoring.lint.linter import counted

    return counted(findings) or "no findings"
