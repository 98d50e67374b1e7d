"""Building: the same input gives the same bytes, an edit remakes little, and nothing is lost."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.dates import MonthDay
from bot.events import Event
from bot.selection import choose
from bot.site import builder, manifest
from bot.site.builder import build
from bot.site.cards import put
from bot.site.choice import lead_on
from bot.site.output import Output
from bot.site.site import Site, SiteConfig, SiteError
from tests.conftest import make_event
from tests.site.conftest import BASE, TODAY, contents, site_of, small_events


def test_the_same_input_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """In another folder, by another run, every file is the same."""
    build(site_of(small_events()), tmp_path / "again")
    assert contents(tmp_path / "again") == contents(built)


def test_the_lead_of_a_page_is_that_of_a_post() -> None:
    """On every day of a year, as the selection chooses for a channel without a filter."""
    dataset = site_of(small_events()).dataset
    days = (date.fromordinal(n) for n in range(TODAY.toordinal(), TODAY.toordinal() + 366))
    for on in days:
        if choice := choose(dataset, on):
            assert lead_on(dataset, on) is choice.lead


def test_what_did_not_change_is_kept(tmp_path: Path) -> None:
    """A second run writes nothing."""
    first = build(site_of(small_events()), tmp_path / "out")
    second = build(site_of(small_events()), tmp_path / "out")
    assert (second.written, second.kept, second.removed) == (0, first.written, 0)


EDITS = {
    "a title": lambda e: [dataclasses.replace(e[0], title="Another title"), *e[1:]],
    "an entry more": lambda e: [*e, make_event("new-one", year=2001)],
    "an entry less": lambda e: e[1:],
    "a link of a story": lambda e: [e[0], dataclasses.replace(e[1], follows=()), *e[2:]],
    "a country": lambda e: [dataclasses.replace(e[0], countries=("TR",)), *e[1:]],
    "a weight": lambda e: [dataclasses.replace(e[0], weight=5), *e[1:]],
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gives_what_a_fresh_build_gives(name: str, out: Path, tmp_path: Path) -> None:
    """Only what the edit touches is made again, and no byte differs from a build from nothing."""
    events = EDITS[name](small_events())
    done = build(site_of(events), out)
    build(site_of(events), tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")
    assert 0 < done.written < done.kept / 4


CHAIN = (
    make_event("before", day=MonthDay(7, 1), year=1950),
    make_event("lead", day=MonthDay(7, 2), year=1951, weight=5),
    make_event("beside", day=MonthDay(7, 2), year=1952, weight=1, follows=("before",)),
)


def pictured(*, cards: Mapping[str, str], events: Sequence[Event] = CHAIN) -> Site:
    """A site of a lead and an entry beside it that follows a third one, with these cards."""
    return dataclasses.replace(site_of(events), cards=cards)


ANOTHER_TITLE = (dataclasses.replace(CHAIN[0], title="Another title"), *CHAIN[1:])
UNDER_THE_LEAD = {
    "a card": pictured(cards={"en/beside": "cards/beside.png"}),
    "what came before it": pictured(cards={}, events=ANOTHER_TITLE),
}


@pytest.mark.parametrize("name", UNDER_THE_LEAD)
def test_a_box_shows_what_is_new_of_an_entry_beside_the_lead(name: str, tmp_path: Path) -> None:
    """The box has the card of every entry, and what came before it."""
    build(pictured(cards={}), tmp_path / "out")
    build(UNDER_THE_LEAD[name], tmp_path / "out")
    build(UNDER_THE_LEAD[name], tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_a_card_remakes_the_pages_that_show_it_alone(tmp_path: Path) -> None:
    """The entry's own and the box of its day, in the one language."""
    build(pictured(cards={}), tmp_path / "out")
    assert build(UNDER_THE_LEAD["a card"], tmp_path / "out").written == 2


def test_a_build_never_removes_the_card_of_a_post(tmp_path: Path) -> None:
    """Nor one of the content of a card of the site's own that is gone."""
    out, kept = tmp_path / "out", tmp_path / "kept"
    kept.mkdir()
    (kept / "same.png").write_bytes(b"card")
    config = SiteConfig(base_url=BASE, cards=kept)
    site = pictured(cards={"en/beside": "cards/same.png"})
    build(dataclasses.replace(site, config=config), out)
    put(out, "same.png", b"card")
    build(pictured(cards={}), out)
    assert [path for path in contents(out) if path.endswith(".png")] == ["cards/posts/same.png"]


def test_midnight_gives_what_a_fresh_build_gives(out: Path, tmp_path: Path) -> None:
    """The next day remakes the front pages, the feeds and the one day that moves on a year."""
    later = site_of(small_events(), today=TODAY + timedelta(days=1))
    done = build(later, out)
    build(later, tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")
    assert done.written < 200


def test_a_failing_build_leaves_the_last_one(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is moved into place before everything is made, and nothing is left lying about."""
    build(site_of(small_events()), tmp_path / "out")
    real = builder.all_outputs

    def failing(site: Site) -> list[Output]:
        def fail() -> bytes:
            raise OSError(28, "No space left on device", "a-file")

        return [*real(site), Output("last.txt", "new", fail)]

    monkeypatch.setattr(builder, "all_outputs", failing)
    changed = [make_event("other", year=2001)]
    with pytest.raises(SiteError, match="a-file: cannot be written: No space left on device"):
        build(site_of(changed), tmp_path / "out")
    assert contents(tmp_path / "out") == contents(built)
    assert not (tmp_path / "out" / manifest.STAGING).exists()


def test_a_build_that_was_killed_while_moving_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was moved is not in the list any more, so going back to the old input remakes it."""
    events = small_events()
    build(site_of(events), tmp_path / "out")
    before = contents(tmp_path / "out")

    def kill(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(builder, "_remove", kill)
    with pytest.raises(KeyboardInterrupt):
        build(site_of(EDITS["a title"](events)), tmp_path / "out")
    monkeypatch.undo()
    build(site_of(events), tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_a_file_that_somebody_deleted_is_made_again(out: Path) -> None:
    """The list alone is not believed."""
    (out / "about/index.html").unlink()
    assert build(site_of(small_events()), out).written == 1


def foreign(path: Path) -> None:
    """A folder with somebody's work in it."""
    path.mkdir()
    (path / "thesis.txt").write_text("mine")


def damaged(path: Path) -> None:
    """A folder whose list cannot be read."""
    path.mkdir()
    (path / manifest.NAME).write_text("{")


def future(path: Path) -> None:
    """A folder built by a later program."""
    path.mkdir()
    (path / manifest.NAME).write_text(json.dumps({"version": 99, "files": {}}))


REFUSED = {
    "not empty, and not a site of this program": foreign,
    "a file is in the way": lambda path: path.write_text("mine"),
    "damaged; remove": damaged,
    "of another version": future,
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_not_ours_is_never_touched(words: str, tmp_path: Path) -> None:
    """One sentence says what is wrong and what to do; nothing in the folder changes."""
    out = tmp_path / "out"
    REFUSED[words](out)
    before = contents(tmp_path)
    with pytest.raises(SiteError, match=words):
        build(site_of(small_events()), out)
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "ftp://example.org/", "https://", "https://a/?q=1", 'https://a/"><script>'],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    """Before anything is written."""
    with pytest.raises(SiteError, match="is no address of a site: expected one such as"):
        SiteConfig(base_url=url)
