"""``add``: writing an entry with help, without knowing TOML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import click

from bot.authoring.atomic_write import replace
from bot.authoring.insert import inserted
from bot.authoring.lint.linter import ERROR, Finding, entries_of, find, read
from bot.authoring.lint.rules_retired import read_retired
from bot.authoring.lint.tolerant_reader import read_bytes
from bot.cli.authoring.dataset import FILE, chosen, show
from bot.cli.authoring.draft import Answers, discard, draft_path, keep, offered
from bot.cli.cards import show_card
from bot.cli.day import read_day
from bot.cli.options import config_option, dataset_option, local_today
from bot.dataset.retired import retired_path
from bot.dataset.schema import ID_LENGTH, KEYS, TOPICS
from bot.date_parser import Reading
from bot.errors import DatasetError
from bot.events import Event
from bot.formatting.platforms import PLATFORMS
from bot.selection import Choice
from bot.validators import Problem

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
    "year": (_number, "", ""),
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


class Question(NamedTuple):
    """A question: the name of its answer, its words and its default.

    ``accept`` gives the answer as it is kept, or raises a UsageError that says why it is none.
    """

    name: str
    words: str
    accept: Callable[[str], str]
    default: str = ""


@click.command(epilog="\b\nExample:\n  onthisday add")
@FILE
@config_option
@dataset_option
def add(file: Path | None, config: Path | None, dataset: Path | None) -> None:
    """Write a new entry: one question after another, both posts, then into FILE at its place.

    Nothing is written before the last question, and nothing else in the file is changed. Who
    gives up finds the answers again the next time.
    """
    path = chosen(file, dataset, config)
    before = read(path)
    if before.findings:
        raise DatasetError([*map(str, before.findings), f"{path}: mend this first"])
    was, today = path.read_bytes(), local_today(None)
    retired, _ = read_retired(retired_path(path))
    known = {*(event.id for _, event in entries_of(before)), *retired}
    draft = draft_path(path)
    given, later = _resumed(*offered(draft), today, known)
    click.echo("Type < to go back to the question before, a space to leave an answer empty.")
    try:
        sure = "<"
        while sure == "<":
            _ask(given, later, today, known)
            record = _record(given, today)
            text, sure = _reviewed(path, was, record, today)
            if sure == "<":
                _go_back(given, later)
        if sure != "y":
            raise click.Abort
        replace(path, text, was=was)
    except BaseException:  # Ctrl+C and Ctrl+D, too
        keep(draft, given, later)
        raise
    discard(draft)
    click.echo(f"{path}: {record['id']} written")


def _reviewed(path: Path, was: bytes, record: dict[str, Any], today: date) -> tuple[str, str]:
    """The file with the record, and what the person says to it: y, n or <."""
    try:
        text = inserted(was, record)
    except ValueError as fault:
        raise DatasetError([f"{path}: {fault}"]) from None
    after = read_bytes(text.encode(), str(path))
    findings = [found for found in find(after, today=today) if _concerns(found, record["id"])]
    _show_posts(Event.of(record), today)
    show(findings, "text")
    default = "n" if any(found.level == ERROR for found in findings) else "y"
    said: str = click.prompt(
        f"Write {record['id']} to {path}? y, n or <",
        default=default,
        type=click.Choice(["y", "yes", "n", "no", "<"], case_sensitive=False),
        show_choices=False,
    )
    return text, said[0]


def _concerns(finding: Finding, name: str) -> bool:
    """True if a finding is of the entry, or of another that is like it."""
    return finding.id == name or name in finding.sentence.split()


def _ask(given: Answers, later: Answers, today: date, known: set[str]) -> None:
    """Ask until every question has its answer in ``given``; ``later`` has defaults for some."""
    while question := _next(given, today, known):
        default = later.get(question.name, question.default)
        typed = click.prompt(question.words, default=default, show_default=bool(default)).strip()
        if typed == "<":
            _go_back(given, later)
            continue
        try:
            given[question.name] = question.accept(typed)
            later.pop(question.name, None)
        except click.UsageError as fault:
            click.echo(f"  {fault.message}")


def _next(given: Answers, today: date, known: set[str]) -> Question | None:
    """The first question that has no answer."""
    return next((q for q in _questions(given, today, known) if q.name not in given), None)


def _go_back(given: Answers, later: Answers) -> None:
    """Take the last answer back; it becomes the default of its question."""
    if not given:
        click.echo("  this is the first question")
        return
    name, text = given.popitem()
    if name != "id" or text != suggested_id(given["title"]):  # another title suggests another
        later[name] = text


def _resumed(
    given: Answers, later: Answers, today: date, known: set[str]
) -> tuple[Answers, Answers]:
    """The answers of a draft up to the first that is missing or not right any more, and the rest
    as defaults."""
    taken: Answers = {}
    while (question := _next(taken, today, known)) and question.name in given:
        try:
            taken[question.name] = question.accept(given[question.name])
        except click.UsageError as fault:
            click.echo(f"  {question.name} is asked again: {fault.message}")
            break
    return taken, {**later, **{name: given[name] for name in given if name not in taken}}


def _questions(given: Answers, today: date, known: set[str]) -> Iterator[Question]:
    """The questions in turn. Go past one only if ``given`` has its answer: others hang on it."""
    yield Question("date", "date, such as 20 May 1983", partial(_date, today=today))
    has_year = read_day(given["date"], today).year is not None
    for key, (reader, default, more) in READERS.items():
        if key == "year" and has_year:
            continue
        if key == "follows":
            yield from _source_questions(given)
        words = f"{key}: {KEYS[key].help}" + (f" ({more})" if more else "")
        yield Question(key, words, partial(_value, key, reader), default)
    default = suggested_id(given["title"])
    yield Question("id", "id, which never changes", partial(_new_id, known), default)


def _source_questions(given: Answers) -> Iterator[Question]:
    """Three questions for each source; an empty address from the second on ends them."""
    for name in (f"source {number}" for number in count(1)):
        more = name != "source 1"
        words = f"{name}: address{' (empty: no more)' * more}"
        yield Question(name, words, partial(_source_part, "url", may_be_empty=more))
        if not given[name]:
            return
        yield Question(f"{name} publisher", "  publisher", partial(_source_part, "publisher"))
        yield Question(f"{name} title", "  title of the page", partial(_source_part, "title"))


def _date(text: str, today: date) -> str:
    """The date in words that mean the same on every day, which "yesterday" does not."""
    found = read_day(text, today)
    return Reading(found.day, found.year).words


def _value(key: str, reader: Callable[[str], Any], text: str) -> str:
    """A text whose value passes the rule of its key; empty leaves an optional key out."""
    if text or KEYS[key].required:
        _refuse(KEYS[key].rule(reader(text)))
    return text


def _source_part(key: str, text: str, *, may_be_empty: bool = False) -> str:
    """One part of a source, tried with others that pass."""
    if text or not may_be_empty:
        others = {"publisher": "A", "title": "A", "url": "https://example.org"}
        _refuse(KEYS["sources"].rule([{**others, key: text}]))
    return text


def _new_id(known: set[str], text: str) -> str:
    """An id that no entry has or had."""
    if text in known:
        raise click.UsageError("there is, or was, an entry of that id")
    _refuse(KEYS["id"].rule(text))
    return text


def _refuse(problems: Sequence[Problem]) -> None:
    """A UsageError with every problem, if there are any."""
    if problems:
        told = (f"{problem.path} {problem.sentence}".strip() for problem in problems)
        raise click.UsageError("\n  ".join(told))


def _record(given: Answers, today: date) -> dict[str, Any]:
    """The entry that complete answers make, without what was left empty."""
    on = read_day(given["date"], today)
    values = {key: reader(given[key]) for key, (reader, *_) in READERS.items() if given.get(key)}
    sources = [
        {**{part: given[f"{name} {part}"] for part in ("publisher", "title")}, "url": url}
        for name, url in given.items()
        if url and re.fullmatch(r"source \d+", name)
    ]
    record = {"id": given["id"], "day": str(on.day), "year": on.year, "sources": sources, **values}
    return {key: record[key] for key in KEYS if record.get(key) not in (None, [])}


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
