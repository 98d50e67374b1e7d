"""The names of people, places and organisations in other scripts, from ``names.toml``.

A record has one English name, as entries spell it, and how publishers of other languages write
it. Search finds entries by any of these spellings; countries are not among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bot import toml
from bot.dataset.faults import Fault, located
from bot.dataset.schema import HTTPS, VERSION
from bot.errors import DatasetError
from bot.text import folded
from bot.validators import Key, accepted, list_of, one_of, text
from bot.validators import table as table_of

FILE = "names.toml"  # next to the dataset
KINDS = ("person", "place", "organisation")
NAME_KEYS = {
    "name": Key(text(80), "the English name, as entries spell it", required=True),
    "kind": Key(one_of(KINDS), "person, place or organisation", required=True),
    "fa": Key(text(80), "the name as a Persian publisher writes it"),
    "ur": Key(text(80), "the name as an Urdu publisher writes it"),
    "ar": Key(text(80), "the name as an Arabic publisher writes it"),
    "also": Key(list_of(text(80)), "other spellings and short forms, such as Mossadegh"),
    "seen": Key(list_of(HTTPS), "the addresses where the spellings were seen"),
}
"""Every key of a name, in the order in which the file has them."""
_RECORD = table_of(NAME_KEYS)
_TOP = table_of(
    {
        "schema": Key(accepted(lambda value: value == VERSION, f"schema = {VERSION}"), "", True),
        "names": Key(accepted(lambda value: type(value) is list, "records under [[names]]"), ""),
    }
)


class Name(NamedTuple):
    """A name and its spellings."""

    name: str
    kind: str
    fa: str = ""
    ur: str = ""
    ar: str = ""
    also: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it but the English name."""
        return tuple(filter(None, (self.fa, self.ur, self.ar, *self.also)))

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Name:
        """The name of a record whose shape was checked before."""
        lists = {key: tuple(record.get(key, ())) for key in ("also", "seen")}
        return cls(**{**record, **lists})


def names_path(dataset: Path) -> Path:
    """The file of names, next to the dataset."""
    return dataset.parent / FILE


def load_names(path: Path) -> tuple[Name, ...]:
    """The names of a file, none where there is no file; DatasetError with every fault."""
    if not path.exists():
        return ()
    tables, content = toml.read(path, error=DatasetError)
    records = tables.get("names", [])
    if faults := list(name_faults(tables)):
        shown = [{"id": r.get("name")} if type(r) is dict else r for r in records]
        raise DatasetError(located(path, content, shown, faults=faults, name="names"))
    return tuple(Name.of_record(record) for record in records)


def name_faults(tables: Mapping[str, Any]) -> Iterator[Fault]:
    """Everything that keeps a parsed file from being names, each as a sentence."""
    for problem in _TOP(tables):
        yield Fault(None, problem.path.lstrip("."), problem.sentence)
    records = tables.get("names", [])
    seen: dict[str, int] = {}
    for number, record in enumerate(records if isinstance(records, list) else ()):
        if problems := _RECORD(record):
            for problem in problems:
                yield Fault(number, problem.path.lstrip("."), problem.sentence)
            continue
        first = seen.setdefault(folded(record["name"]), number)
        if first != number:
            yield Fault(number, "name", f"expected one record a name; entry {first + 1} is it, too")
        scripts = any(record.get(key) for key in ("fa", "ur", "ar"))
        if scripts and not record.get("seen"):
            yield Fault(number, "seen", "expected the addresses where these spellings were seen")
        if not scripts and not record.get("also"):
            yield Fault(number, "name", "expected at least one other spelling")
