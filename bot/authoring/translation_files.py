"""The files of texts in other languages, as translators write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot import toml
from bot.authoring.atomic_write import replace
from bot.authoring.formatter import Form, canonical, record_lines
from bot.authoring.insert import removed
from bot.dataset.translations import TEXT_KEYS, Translation, fingerprint, is_fresh
from bot.errors import DatasetError
from bot.events import TOLD, Event

HEAD = 'schema = 1\nlanguage = "{language}"\n'


def form_of(events: Iterable[Event]) -> Form:
    """The form of a file of texts: records in the dataset's order, orphans last."""
    places = {event.id: number for number, event in enumerate(events)}

    def order(record: Mapping[str, Any]) -> tuple[int, str]:
        name = str(record.get("id", ""))
        return places.get(name, len(places)), name

    return Form("texts", tuple(TEXT_KEYS), order)


def needing(
    events: Sequence[Event], texts: Mapping[str, Translation], *, first: Iterable[str] = ()
) -> Iterator[Event]:
    """The entries without a fresh text: those of ``first`` (ids, most urgent first), then the
    stale ones, then the rest by day.
    """
    open_ones = {e.id: e for e in events if e.id not in texts or not is_fresh(texts[e.id], e)}
    ids = [*first, *(name for name in open_ones if name in texts), *open_ones]
    yield from (open_ones[name] for name in dict.fromkeys(ids) if name in open_ones)


def parts_of(event: Event) -> list[tuple[str, str]]:
    """The parts of an entry to translate, without its corrections: each key and its English."""
    told = [(key, getattr(event, key)) for key in TOLD]
    told += [("retracted", event.retracted.why)] if event.retracted else []
    return [(key, english) for key, english in told if english]


def record_of(
    event: Event, values: Mapping[str, Any], *, read: date | None = None
) -> dict[str, Any]:
    """The record of a text: the fingerprint of the English, and what was written; nothing empty."""
    record = {"id": event.id, "of": fingerprint(event), **values}
    if read is not None:
        record["read"] = read
    return {key: record[key] for key in TEXT_KEYS if record.get(key)}


def put(path: Path, records: Iterable[Mapping[str, Any]], *, events: Sequence[Event]) -> None:
    """Write records into a language's file, each in place of the one with its id; the others and
    all comments stay. DatasetError if the file is not TOML: then nothing is written.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD.format(language=path.stem), encoding="utf-8")
    was = path.read_bytes()
    text = was.decode("utf-8-sig")
    tables = toml.parse(text)
    if isinstance(tables, toml.Fault):
        raise DatasetError([f"{path}:{tables.line}: not TOML: {tables.reason}; mend it first"])
    form, new = form_of(events), {record["id"]: record for record in records}
    ids = [record.get("id") for record in tables.get(form.name, [])]
    text = removed(text, ids, new.keys(), name=form.name)
    made = "\n\n".join("\n".join(record_lines(record, None, form)) for record in new.values())
    text = f"{text.rstrip()}\n\n{made}\n"
    parsed = toml.parse(text)
    assert isinstance(parsed, dict)
    replace(path, canonical(text, parsed, form), was=was)
