"""The dataset in other languages: fresh texts alone, and bad files do no harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.dataset import load
from bot.dataset.reloader import LiveDataset
from bot.dataset.translations import fingerprint, path_of
from bot.dates import MonthDay
from bot.errors import DatasetError
from bot.events import Event
from tests.conftest import make_event, toml_of

ENGLISH = toml_of(("first", "05-20", 1983), ("second", "05-20", 1984))


def stored(event_id: str, year: int) -> Event:
    """The English of the file."""
    return make_event(event_id, year=year)


def texts(*blocks: str, language: str = "fa") -> str:
    """A file of texts."""
    return "\n\n".join([f'schema = 1\nlanguage = "{language}"', *blocks]) + "\n"


def block(event_id: str, of: str, title: str = "عنوان", **more: str) -> str:
    """A record of a text."""
    extra = "".join(f"\n{key} = {value}" for key, value in more.items())
    return f'[[texts]]\nid = "{event_id}"\nof = "{of}"\ntitle = "{title}"\ntext = "متن."{extra}'


FIRST = fingerprint(stored("first", 1983))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A dataset of two entries, of which one has a Persian text."""
    path = tmp_path / "events.toml"
    path.write_text(ENGLISH, encoding="utf-8")
    path_of(path, "fa").parent.mkdir()
    path_of(path, "fa").write_text(texts(block("first", FIRST)), encoding="utf-8")
    return path


def test_an_edition_tells_what_it_has_and_no_more(data: Path) -> None:
    """An entry without a text is not posted; in a chat it is shown in English."""
    dataset = load(data)
    edition = dataset.edition("fa")
    assert [(e.id, e.title, e.language) for e in edition] == [("first", "عنوان", "fa")]
    assert [e.id for e in edition.on(MonthDay(5, 20))] == ["first"]
    assert dataset.edition("en") is dataset
    assert list(dataset.edition("ur")) == []
    second = dataset.get("second")
    assert second is not None
    assert dataset.told_in(second, "fa") is second


def test_a_stale_text_is_never_told(data: Path) -> None:
    """The English changed since it was translated; the edition only remembers what it was."""
    changed = ENGLISH.replace("The text of first", "The other text of first")
    data.write_text(changed, encoding="utf-8")
    edition = load(data).edition("fa")
    assert list(edition) == []
    assert edition.told_on(date(2027, 5, 20)) == []
    remembered = edition.get("first")
    assert remembered is not None
    assert remembered.text == "متن."


NOTED = 'corrections = [{ on = 2026-12-01, note = "It was 75." }]\nsources'


def test_a_correction_reaches_a_language_before_its_translation(data: Path) -> None:
    """The old text gets the note in English; the translated note makes the text fresh."""
    data.write_text(ENGLISH.replace("sources", NOTED, 1), encoding="utf-8")
    edition = load(data).edition("fa")
    remembered = edition.get("first")
    assert remembered is not None
    assert [note.note for note in remembered.corrections] == ["It was 75."]
    assert list(edition) == []
    told = texts(block("first", FIRST, corrections='["۷۵ بود."]'))
    path_of(data, "fa").write_text(told, encoding="utf-8")
    (fresh,) = load(data).edition("fa")
    assert [note.note for note in fresh.corrections] == ["۷۵ بود."]


def test_the_fingerprint_is_of_the_english_that_is_told() -> None:
    """Title, text and context count, joined by NUL; nothing else does."""
    event = make_event(title="A", text="B", context="C")
    assert fingerprint(event) == "dfeccc10"
    assert fingerprint(replace(event, weight=5)) == fingerprint(event)
    assert fingerprint(replace(event, context="")) != fingerprint(event)


BAD = {
    "not TOML": ("schema = 1\nlanguage =", "fa.toml:2:"),
    "half merged": (texts(block("first", FIRST)) + "<<<<<<< HEAD\n", "not TOML"),
    "another language": (texts(block("first", FIRST), language="ur"), 'expected "fa"'),
    "an unknown key": (texts(block("first", FIRST, titel='"x"')), 'did you mean "title"'),
    "a wrong hash": (texts(block("first", "xyz")), "fa.toml:6: first: of: expected 8 hexadecimal"),
    "twice": (texts(block("first", FIRST), block("first", FIRST)), "told twice"),
    "no number of the schema": ('language = "fa"\n' + block("first", FIRST), "schema"),
}


@pytest.mark.parametrize(("content", "told"), BAD.values(), ids=BAD)
def test_a_bad_file_is_told_and_the_last_good_one_stays(
    data: Path, content: str, told: str
) -> None:
    """The commands refuse it with its place; the running service goes on, English as well."""
    live = LiveDataset(data)
    path_of(data, "fa").write_text(content, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"fa\.toml") as fault:
        load(data)
    assert told in str(fault.value)
    assert not live.refresh()
    assert told in live.untold
    assert [event.title for event in live.current.edition("fa")] == ["عنوان"]
    path_of(data, "fa").write_text(texts(block("first", FIRST, "دیگر")), encoding="utf-8")
    assert live.refresh()
    assert not live.untold
    assert [event.title for event in live.current.edition("fa")] == ["دیگر"]


def test_a_thousand_orphans_do_no_harm(data: Path) -> None:
    """Texts of entries that are not there are ignored, and nothing else is lost."""
    orphans = [block(f"gone-{number}", FIRST) for number in range(1000)]
    path_of(data, "fa").write_text(texts(block("first", FIRST), *orphans), encoding="utf-8")
    assert [event.id for event in load(data).edition("fa")] == ["first"]
