"""Loading: all or nothing, and every fault reported with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.dataset import Dataset, load
from bot.dataset.reloader import LiveDataset
from bot.dataset.schema import KEYS
from bot.dates import MonthDay
from bot.errors import DatasetError
from bot.events import Correction, Event, Person, Retraction
from tests.conftest import make_event, toml_of

Write = Callable[[str], Path]
GOOD = toml_of(("first", "05-20", 1983), ("second", "05-21", 1984))


def faults_of(path: Path) -> list[str]:
    """The faults of a file, with its path taken off."""
    with pytest.raises(DatasetError) as told:
        load(path)
    return [fault.replace(str(path), "FILE") for fault in told.value.faults]


def test_a_good_file_is_loaded(dataset_file: Write) -> None:
    """Events are found by day and by id."""
    dataset = load(dataset_file(GOOD))
    assert len(dataset) == 2
    assert [event.id for event in dataset.on(MonthDay(5, 20))] == ["first"]
    assert dataset.get("second") is not None


@pytest.mark.parametrize("change", ["\ufeff", "crlf"])
def test_what_editors_add_is_accepted(dataset_file: Write, change: str) -> None:
    """A byte-order mark and Windows line ends change nothing."""
    text = GOOD.replace("\n", "\r\n") if change == "crlf" else change + GOOD
    assert len(load(dataset_file(text))) == 2


BROKEN = {
    ('id = "first"', 'id = "First One"'): "FILE:4: First One: id: expected lower-case words",
    ('day = "05-20"', 'day = "7-20"'): 'FILE:5: first: day: expected MM-DD, got "7-20"',
    ('day = "05-20"', 'day = "02-30"'): "FILE:5: first: day: expected a day of the year, MM-DD",
    ('day = "05-20"', "day = 1983-05-20"): "FILE:5: first: day: expected MM-DD, got",
    ('day = "05-20"', 'day = "02-29"'): "FILE:5: first: day: there was no 29 February in the year",
    ("year = 1983", "year = 0"): "FILE:6: first: year: expected a whole number",
    ("year = 1983", 'year = "1983"'): "FILE:6: first: year: expected a whole number",
    ("year = 1983", "year = true"): "FILE:6: first: year: expected a whole number",
    ('kind = "event"', 'kind = "evnt"'): 'did you mean "event"?',
    ("weight = 3", "weight = 6"): "FILE:12: first: weight: expected a whole number from 1 to 5",
    ("weight = 3", "wieght = 3"): 'FILE:12: first: wieght: unknown key (did you mean "weight"?)',
    ('topics = ["science"]', 'topics = ["sience"]'): 'did you mean "science"?',
    ('topics = ["science"]', 'topics = ["war", "war"]'): "topics[2]: expected each item once",
    ('topics = ["science"]', "topics = []"): "topics: expected 1 to 1000 items, got 0",
    ('countries = ["US"]', 'countries = ["UK"]'): "countries[1]: expected an ISO 3166-1",
    ('countries = ["US"]', 'countries = "US"'): "countries: expected a list",
    ("https://example.org/first", "http://example.org/first"): "sources[1].url: expected an https",
    ("https://example.org/first", "https://example"): "sources[1].url: expected an https",
    ('title = "Title of first"', 'title = ""'): "title: expected a text of 1 to 80 characters",
    ('title = "Title of first"', f'title = "{"x" * 81}"'): "title: expected a text of 1 to 80",
    ('title = "Title of first"', 'title = " x"'): "title: expected one line without",
    ('title = "Title of first"', 'title = "a\\tb"'): "title: expected one line without",
    ("schema = 1", "schema = 2"): "FILE:1: schema: expected schema = 1",
    ("schema = 1", 'schema = 1\nevnts = "x"'): 'evnts: unknown key (did you mean "events"?)',
    ('id = "second"', 'id = "first"'): "expected an id of its own, got that of entry 1",
}


@pytest.mark.parametrize(("change", "said"), BROKEN.items())
def test_a_fault_names_file_line_entry_and_key(
    dataset_file: Write, change: tuple[str, str], said: str
) -> None:
    """Each kind of fault is one sentence that begins with its place."""
    found = faults_of(dataset_file(GOOD.replace(*change, 1)))
    assert any(said in fault for fault in found), found
    assert all(fault.startswith("FILE:") for fault in found)


def test_a_missing_key_is_told_with_what_it_is_for(dataset_file: Write) -> None:
    """A record without a source says that one is needed."""
    text = "\n".join(line for line in GOOD.split("\n") if "example.org/first" not in line)
    assert faults_of(dataset_file(text)) == [
        "FILE:3: first: sources: missing; expected at least one source"
    ]


def test_all_faults_come_at_once_in_the_order_of_the_file(dataset_file: Write) -> None:
    """Two hundred faults in two hundred records are two hundred sentences, sorted by line."""
    text = toml_of(*((f"entry-{n}", "05-20", 1900) for n in range(200)))
    found = faults_of(dataset_file(text.replace("weight = 3", "weight = 9")))
    assert len(found) == 200
    assert [int(fault.split(":")[1]) for fault in found] == sorted(
        int(fault.split(":")[1]) for fault in found
    )


SYNTAX = {
    "": "events: expected at least one [[events]] entry",
    "schema = 1\n[[events]\n": ":2:",
    'schema = 1\n[[events]]\nid = "a\n': "not TOML",
    "schema = 1\n[[events]]\nid = “a”\n": ":3:6: not TOML",
    "<<<<<<< HEAD\nschema = 1\n": ":1:1: not TOML",
    "schema = 1\nevents = 5\n": "events: expected at least one",
    "schema = 1\nevents = [5]\n": "expected a table",
    "\x00\x01junk" * 1000: ":1:1: not TOML",
}


@pytest.mark.parametrize(("text", "said"), SYNTAX.items())
def test_a_file_that_is_no_dataset_says_where(dataset_file: Write, text: str, said: str) -> None:
    """Syntax errors have line and column; other files say what was expected."""
    assert any(said in fault for fault in faults_of(dataset_file(text)))


def test_a_file_that_is_not_utf8_says_where(tmp_path: Path) -> None:
    """The line of the first wrong byte is named."""
    path = tmp_path / "events.toml"
    path.write_bytes(b"schema = 1\n# caf\xe9\n")
    assert faults_of(path) == ["FILE:2: byte 16 is not UTF-8; save the file as UTF-8"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """No traceback for a wrong path or a folder."""
    assert faults_of(tmp_path / "none.toml") == ["FILE: no such file"]
    assert "cannot be read" in faults_of(tmp_path)[0]


def test_fifty_megabytes_of_junk_are_refused(tmp_path: Path) -> None:
    """A wrong file of any size is one sentence."""
    path = tmp_path / "junk.toml"
    path.write_bytes(b"{]\n" * 17_000_000)
    assert "not TOML" in faults_of(path)[0]


def test_an_event_survives_the_ledger() -> None:
    """What is kept with a delivery gives the same event back."""
    event = make_event(
        people=(Person("Ada", "f"), Person("B")),
        follows=("earlier",),
        corrections=(Correction(date(2026, 12, 1), "A note"),),
        retracted=Retraction(date(2026, 12, 2), "Why"),
        sensitivity=("contested",),
    )
    assert Event.from_json(event.to_json()) == event


def test_an_event_of_a_newer_program_is_read() -> None:
    """After a way back the ledger has keys that this program does not know: they are left out."""
    event = make_event(brief="B.")
    newer = json.dumps(json.loads(event.to_json()) | {"of_next_year": True})
    assert Event.from_json(newer) == event


def test_retracted_and_future_events_are_not_told() -> None:
    """A retracted entry is never posted, nor one before it has happened."""
    gone = make_event("gone", retracted=Retraction(date(2026, 1, 1), "Wrong"))
    dataset = Dataset([gone, make_event("new", year=2026), make_event("old", year=1900)])
    assert [event.id for event in dataset.told_on(date(2025, 5, 20))] == ["old"]
    assert [event.id for event in dataset.told_on(date(2026, 5, 20))] == ["old", "new"]


def test_the_nearest_day_with_an_entry_is_found() -> None:
    """A day without entries leads to the next that has some, past the new year if need be."""
    dataset = Dataset([make_event()])
    assert dataset.nearest(date(2026, 5, 20)) == date(2026, 5, 20)
    assert dataset.nearest(date(2026, 5, 21)) == date(2027, 5, 20)
    assert Dataset([]).nearest(date(2026, 5, 21)) is None


def test_a_running_service_takes_a_good_file_and_keeps_the_last_good_one(
    dataset_file: Write,
) -> None:
    """A broken file is reported once and changes nothing; the next good one is taken."""
    path = dataset_file(GOOD)
    live = LiveDataset(path)
    assert live.refresh() is False
    dataset_file("broken = [")
    with pytest.raises(DatasetError):
        live.refresh()
    assert live.refresh() is False
    assert len(live.current) == 2
    dataset_file(toml_of(("third", "05-20", 1983)))
    assert live.refresh() is True
    assert live.current.get("third") is not None


def test_the_schema_names_every_field_of_an_event() -> None:
    """The table of keys and the record cannot drift apart."""
    assert {*KEYS, "language", "stale"} == set(Event.__slots__)


KEPT = '[[retired]]\nid = "old"\nday = "05-20"\nyear = -44\ntitle = "Old"\nwhy = "It was dull."\n'


def test_a_running_service_learns_what_is_retired(dataset_file: Write) -> None:
    """From the file in the dataset's folder; one that cannot be read leaves the last good state."""
    path = dataset_file(GOOD)
    live = LiveDataset(path)
    assert live.current.retired == {}
    beside = path.with_name("retired.toml")
    beside.write_text(KEPT, encoding="utf-8")
    assert live.refresh() is True
    assert live.current.retired["old"].why == "It was dull."
    assert live.current.retired["old"].date_words == "20 May 44 BCE"
    assert live.current.edition("fa").retired.keys() == {"old"}
    beside.write_text(KEPT.replace("why", "wy"), encoding="utf-8")
    assert live.refresh() is False
    assert "retired.toml:6: old: wy: unknown key" in live.untold
    assert live.current.retired.keys() == {"old"}
    with pytest.raises(DatasetError, match=r"retired\.toml"):
        load(path)
    beside.unlink()
    assert live.refresh() is True
    assert (live.current.retired, live.untold) == ({}, "")
