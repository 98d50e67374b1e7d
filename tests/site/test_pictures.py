"""Entries' own pictures on the site and in the box: each with its words and its credit."""

from __future__ import annotations

import dataclasses
import json
import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.events import Event, EventPicture
from bot.site.builder import build
from bot.site.cards import with_cards
from bot.site.site import Site, SiteConfig, SiteError
from tests.site.conftest import BASE, HOSTILE, TODAY, site_of, small_events

PNG = b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IHDR" + struct.pack(">II", 900, 600) + bytes(20)
OWN = EventPicture("data/pictures/a-street.png", "Jane Roe", "CC BY 4.0", "A street at night.")


def site_with(
    folder: Path, own: EventPicture = OWN, *, events: Sequence[Event] | None = None
) -> Site:
    """A site whose heaviest entry of the day has a picture of its own."""

    def pictured(event: Event) -> Event:
        return dataclasses.replace(event, picture=own) if event.id == "third-step" else event

    made = site_of([pictured(event) for event in events or small_events()])
    config = SiteConfig(base_url=BASE, dataset=folder / "data/events.toml")
    return Site(made.dataset, config, TODAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of data with the picture."""
    place = tmp_path / "data/pictures"
    place.mkdir(parents=True)
    (place / "a-street.png").write_bytes(PNG)
    return tmp_path


def test_a_picture_is_shown_with_its_words_and_its_credit(folder: Path) -> None:
    """On the day's page and the entry's, in each language, and where others show a link to it."""
    site, out = site_with(folder), folder / "out"
    build(site, out)
    [own] = site.pictures.values()
    assert (out / own.path).read_bytes() == PNG
    for path in ("05-20", "e/third-step", "fa/e/third-step", ""):
        text = (out / path / "index.html").read_text(encoding="utf-8")
        assert f'<img src="/sub/{own.path}" width="900" height="600"' in text, path
        assert 'alt="A street at night." lang="en"' in text, path
        assert "Jane Roe" in text, path
        assert "CC BY 4.0" in text, path
        assert f'<meta property="og:image" content="{BASE}{own.path}">' in text, path
        assert '<meta property="og:image:alt" content="A street at night.">' in text, path
        assert '<meta property="og:image:width" content="900">' in text, path


def test_the_box_has_the_picture_its_words_and_its_credit(folder: Path) -> None:
    """In the data of the day, for pages that ask for a picture."""
    out = folder / "out"
    build(site_with(folder), out)
    lead = json.loads((out / "box/1/05-20.json").read_text(encoding="utf-8"))["e"][0]
    assert lead["a"] == "A street at night."
    assert lead["g"] == "Picture: Jane Roe (CC BY 4.0)"
    assert (out / lead["p"]).read_bytes() == PNG


def test_hostile_words_of_a_picture_stay_words(folder: Path) -> None:
    """Neither the credit nor what can be seen becomes markup."""
    out = folder / "out"
    build(site_with(folder, hostile()), out)
    text = (out / "e/third-step/index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert "onerror=alert(2)&gt;" in text or "onerror=alert(2)&#" in text


def hostile() -> EventPicture:
    """A picture whose words would be markup."""
    return dataclasses.replace(OWN, credit=HOSTILE, alt=HOSTILE)


def test_a_new_file_under_the_old_name_is_shown(folder: Path) -> None:
    """Its path is a hash of its content, so nobody keeps the old one; other pages stay."""
    out = folder / "out"
    build(site_with(folder), out)
    before = [path.name for path in (out / "pictures").iterdir()]
    (folder / "data/pictures/a-street.png").write_bytes(PNG + b"other")
    done = build(site_with(folder), out)
    after = [path.name for path in (out / "pictures").iterdir()]
    assert len(before) == len(after) == 1
    assert before != after
    assert done.written < done.kept / 20


def test_no_card_is_painted_of_an_entry_with_its_own_picture(folder: Path) -> None:
    """Nobody would see it; another lead has one in each language."""
    pytest.importorskip("typst", reason="typst: uv sync --group heavy")
    events = [event for event in small_events() if event.id in ("third-step", "ancient-day")]
    site = with_cards(site_with(folder, events=events), folder / "cards")
    assert sorted(site.cards) == [f"{code}/ancient-day" for code in ("ar", "en", "fa", "ur")]
    assert len(list((folder / "cards").iterdir())) == 4


@pytest.mark.parametrize(("content", "words"), [(None, "cannot be read"), (b"GIF89a", "no PNG")])
def test_a_file_that_cannot_be_used_stops_the_build(
    folder: Path, content: bytes | None, words: str
) -> None:
    """The last site stays in place."""
    path = folder / "data/pictures/a-street.png"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SiteError, match=words):
        build(site_with(folder), folder / "out")
