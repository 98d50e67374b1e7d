"""A small dataset in four languages, with hostile texts among them, and the site built from it."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.dataset import Dataset
from bot.dataset.translations import Translation, fingerprint
from bot.dates import MonthDay
from bot.events import Correction, Event, Person, Retraction, Source
from bot.site.builder import build
from bot.site.site import Site, SiteConfig
from tests.conftest import make_event

BASE = "http://127.0.0.1:8917/sub/"
TODAY = date(2027, 5, 20)
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&--> ]]> {{7*7}} "


@pytest.fixture(autouse=True, scope="session")
def _with_what_a_site_needs() -> None:
    """Skip, and say so, where the packages of the extra ``site`` are not there."""
    for needed in ("jinja2", "icalendar"):
        pytest.importorskip(needed, reason=f"{needed}: uv sync --group heavy")


def hostile(event: Event, words: str) -> Event:
    """The event with hostile text in every field that is a text."""
    bad = HOSTILE + words
    return dataclasses.replace(
        event,
        title=bad,
        text=bad,
        context=bad,
        aliases=(bad,),
        people=(Person(bad),),
        sources=(Source(bad, bad, 'https://example.org/"><script>alert(3)</script>'),),
        corrections=(Correction(date(2027, 1, 2), bad),),
    )


def small_events() -> list[Event]:
    """A story of three, an ancient entry, a birth, a retracted one, leap day, hostile ones."""
    may = {"day": MonthDay(5, 20)}
    first = make_event("first-step", year=1979, countries=("IR",), topics=("politics",), **may)
    second = make_event(
        "second-step",
        day=MonthDay(5, 21),
        year=1980,
        follows=("first-step",),
        countries=("IR", "PK"),
        topics=("war",),
        context="What lay behind it.",
        sensitivity=("violence", "contested"),
        sources=(*first.sources, Source("Other", "Leaf", "https://example.org/other")),
        corrections=(Correction(date(2027, 2, 3), "It was two, not three."),),
    )
    third = make_event("third-step", year=1988, follows=("second-step",), weight=5, **may)
    return [
        first,
        second,
        third,
        make_event("ancient-day", day=MonthDay(3, 15), year=-44, topics=("war",)),
        make_event("a-birth", year=1799, kind="birth", weight=2, **may),
        make_event("taken", day=MonthDay(6, 1), retracted=Retraction(date(2027, 4, 1), "Untrue.")),
        make_event("leap", day=MonthDay(2, 29), year=1960, countries=("MA",)),
        hostile(make_event("hostile", countries=("PK",), topics=("arts",), **may), "end"),
        hostile(make_event("hostile-fa", day=MonthDay(5, 19), year=1990), "پایان"),
    ]


def texts_of(events: Sequence[Event]) -> dict[str, dict[str, Translation]]:
    """Texts in three languages of all events but two."""
    words = {"fa": "رویدادی در ایران", "ur": "پاکستان میں ایک واقعہ", "ar": "حدث في بلد"}
    told = [event for event in events if event.id not in ("a-birth", "taken")]
    return {code: {event.id: _text(event, own) for event in told} for code, own in words.items()}


def _text(event: Event, words: str) -> Translation:
    bad = HOSTILE if "hostile" in event.id else ""
    return Translation(
        id=event.id,
        of=fingerprint(event),
        title=bad + words,
        text=f"{bad}{words} ۱۹۷۹",
        context=bad + words if event.context else "",
        corrections=tuple(bad + words for _ in event.corrections),
    )


def site_of(events: Sequence[Event], *, today: date = TODAY, base: str = BASE) -> Site:
    """A site of these events in four languages."""
    dataset = Dataset(events, texts_of(events))
    return Site(dataset, SiteConfig(base_url=base), today)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small site."""
    out = tmp_path_factory.mktemp("site") / "out"
    build(site_of(small_events()), out)
    return out


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    """A copy of the folder of the small site, which takes less time than to build it."""
    return Path(shutil.copytree(built, tmp_path / "out"))


def contents(out: Path) -> dict[str, bytes]:
    """Every file of a built site by its path."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock")
    }
