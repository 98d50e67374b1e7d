"""``add``: writing an entry with help, without knowing TOML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from bot.authoring.atomic_write import replace
from bot.authoring.insert import inserted
from bot.authoring.lint.linter import ERROR, Finding, entries_of, find, read
from bot.authoring.lint.rules_retired import read_retired
from bot.authoring.lint.tolerant_reader import read_bytes
from bot.cli.authoring.dataset import FILE, chosen, show
from bot.cli.cards import show_card
from bot.cli.day import read_day
from bot.cli.options import config_option, dataset_option, local_today
from bot.dataset.retired import retired_path
from bot.dataset.schema import ID_LENGTH, KEYS, TOPICS
from bot.errors import DatasetError
from bot.events import Event
from bot.formatting.platforms import PLATFORMS
from bot.selection import Choice
from bot.validators import Rule

SMALL = frozenset("a an and at by for from in into is of on the to with".split())


def _plain(text: str) -> Any:
    return text


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[,\s]+", text.lower()) if word]


def _codes(text: str) -> list[str]:
    return [word.upper() for word in _words(text)]


def _number(text: str) -> int | str:
    """The number, 44 BCE as -44; what is none stays a text, which the rule refuses."""
    found = re.fullmatch(r"(-?\d+)\s*(bce?|ce|ad)?", text.strip(), re.IGNORECASE)
    if not found:
        return text
    before = (found[2] or "").lower().startswith("b")
    return -int(found[1]) if before else int(found[1])


def _people(text: str) -> list[dict[str, str]]:
    """``Ada Lovelace (f), Charles Babbage (m)``."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = re.fullmatch(r"(.*?)\s*\((\w)\)", part)
        found.append({"name": match[1], "gender": match[2].lower()} if match else {"name": part})
    return found


READERS: dict[str, tuple[Callable[[str], Any], str, str]] = {
    "kind": (_plain, "event", ""),
    "title": (_plain, "", "a headline in the present tense"),
    "text": (_plain, "", "name what fell on this very day; no year, no 'today'"),
    "context": (_plain, "", "empty for none"),
    "countries": (_codes, "", "codes such as IR, PK; empty for none"),
    "topics": (_words, "", ", ".join(TOPICS)),
    "weight": (_number, "3", "two publishers from 4 on"),
    "sensitivity": (_words, "", "violence, disaster, contested, living; empty for none"),
    "people": (_people, "", "Ada Lovelace (f), Charles Babbage (m); empty for none"),
    "follows": (_words, "", "ids of earlier entries of the same story; empty for none"),
}
"""The reader of each key's typed value, its default, and a short help text."""


@click.command(epilog="\b\nExample:\n  onthisday add")
@FILE
@config_option
@dataset_option
def add(file: Path | None, config: Path | None, dataset: Path | None) -> None:
    """Write a new entry: one question after another, both posts, then into FILE at its place.

    Nothing is written before the last question, and nothing else in the file is changed.
    """
    path = chosen(file, dataset, config)
    before = read(path)
    if before.findings:
        raise DatasetError([*map(str, before.findings), f"{path}: mend this first"])
    was, today = path.read_bytes(), local_today(None)
    retired, _ = read_retired(retired_path(path))
    known = {*(event.id for _, event in entries_of(before)), *retired}
    record = _asked(today, known)
    try:
        text = inserted(was, record)
    except ValueError as fault:
        raise DatasetError([f"{path}: {fault}"]) from None
    after = read_bytes(text.encode(), str(path))
    findings = [found for found in find(after, today=today) if _concerns(found, record["id"])]
    _show_posts(Event.of(record), today)
    show(findings, "text")
    sure = not any(found.level == ERROR for found in findings)
    click.confirm(f"Write {record['id']} to {path}?", default=sure, abort=True)
    replace(path, text, was=was)
    click.echo(f"{path}: {record['id']} written")


def _concerns(finding: Finding, name: str) -> bool:
    """True if a finding is of the entry, or of another that is like it."""
    return finding.id == name or name in finding.sentence.split()


def _asked(today: date, known: set[str]) -> dict[str, Any]:
    """A record whose every value passes its rule."""
    day, year = _asked_date(today)
    record: dict[str, Any] = {"id": "", "day": day, "year": year}
    for key, (reader, default, more) in READERS.items():
        if key == "follows":
            record["sources"] = _asked_sources()
        record[key] = _asked_value(key, reader, default=default, more=more)
    record["id"] = _asked_id(record["title"], known)
    return {key: record[key] for key in KEYS if key in record and record[key] not in ("", [])}


def _asked_date(today: date) -> tuple[str, int]:
    """The day and the year, in one answer or in two."""
    while True:
        try:
            reading = read_day(click.prompt("date, such as 20 May 1983"), today)
            break
        except click.UsageError as fault:
            click.echo(f"  {fault.message}")
    if reading.year is not None:
        return str(reading.day), reading.year
    return str(reading.day), _asked_value("year", _number)


def _asked_value(
    key: str, reader: Callable[[str], Any], *, default: str = "", more: str = ""
) -> Any:
    """One value that passes the rule of its key; an empty answer leaves an optional key out."""
    about = KEYS[key].help + (f" ({more})" if more else "")
    while True:
        typed = click.prompt(f"{key}: {about}", default=default, show_default=bool(default))
        if not typed.strip() and not KEYS[key].required:
            return ""
        value = reader(typed.strip())
        if _passes(KEYS[key].rule, value):
            return value


def _passes(rule: Rule, value: Any) -> bool:
    """True if a value passes; its fault is shown."""
    problems = rule(value)
    for problem in problems:
        click.echo(f"  {problem.path} {problem.sentence}".replace("   ", "  "))
    return not problems


def _asked_sources() -> list[dict[str, str]]:
    """At least one source; an empty address ends the list."""
    found: list[dict[str, str]] = []
    while True:
        url = click.prompt(
            f"source {len(found) + 1}: address{' (empty: no more)' * bool(found)}",
            default="",
            show_default=False,
        ).strip()
        if not url and found:
            return found
        source = {
            "publisher": click.prompt("  publisher").strip() if url else "",
            "title": click.prompt("  title of the page").strip() if url else "",
            "url": url,
        }
        if _passes(KEYS["sources"].rule, [source]):
            found.append(source)


def _asked_id(title: str, known: set[str]) -> str:
    """The name of the entry, suggested by its title."""
    while True:
        found = str(click.prompt("id, which never changes", default=suggested_id(title))).strip()
        if found in known:
            click.echo("  there is, or was, an entry of that id")
        elif _passes(KEYS["id"].rule, found):
            return found


def suggested_id(title: str) -> str:
    """``us-lifts-hold-f16s``: the title's telling words in plain letters, 60 characters at most."""
    plain = unicodedata.normalize("NFKD", title.lower().replace("'", ""))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    telling = [word for word in words if word not in SMALL] or ["entry"]
    while len("-".join(telling)) > ID_LENGTH:
        telling.pop()
    return "-".join(telling)


def _show_posts(event: Event, today: date) -> None:
    """Both posts as they will look, on the next day on which the entry can be told."""
    on = event.day.next_from(today)
    if event.year > on.year:
        return
    choice = Choice(event, ())
    for platform in PLATFORMS.values():
        post = platform.day_post(choice, on)
        facts = f"{post.length} of {post.limit} characters"
        show_card(platform.name, post.text, facts, markup=platform.is_markup)
