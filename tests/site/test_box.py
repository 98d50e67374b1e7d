"""The box: small enough for any page, and its data holds what it needs."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bot.site import assets, box
from bot.site.output import key_of
from bot.site.rendering import Renderer
from bot.site.site import Site, SiteConfig
from tests.conftest import make_event
from tests.helpers.real import real
from tests.site.conftest import BASE, TODAY, site_of

DAY = "05-20"


def told(built: Path, code: str = "") -> dict[str, object]:
    """The data of a day as the box fetches it."""
    found: dict[str, object] = json.loads((built / code / f"box/1/{DAY}.json").read_text())
    return found


def test_the_script_is_at_most_two_kilobytes(built: Path) -> None:
    """Compressed as servers do, and as it is sent: without comments."""
    sent = (built / "box-1.js").read_bytes()
    assert len(gzip.compress(sent, 6)) <= 2048
    assert b"//" not in sent.replace(b"http://", b"")


def test_the_scripts_own_words_never_become_markup() -> None:
    """Only ``textContent`` and attributes: no parser sees what it fetched."""
    source = assets.content("box-1.js").decode()
    for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval", "DOMParser"):
        assert word not in source


def test_every_day_of_the_real_dataset_is_at_most_two_and_a_half_kilobytes() -> None:
    """Compressed; each day that has an entry has at least its lead."""
    site = Site(real(), SiteConfig(base_url=BASE), TODAY)
    for output in box.outputs(Renderer(site)):
        body = output.make()
        assert len(gzip.compress(body, 6)) <= box.LIMIT, output.path
        is_english = output.path.startswith("box/")
        assert json.loads(body)["e"] or not is_english, output.path


def test_a_day_of_many_entries_keeps_the_lead_and_the_heaviest() -> None:
    """What does not fit is left out from the light end."""
    events = [
        make_event(
            f"entry-{n}",
            year=1900 + n,
            weight=1 + n % 5,
            text="".join(key_of(n, m) for m in range(9)),
        )
        for n in range(90)
    ]
    site = site_of(events)
    found = next(o for o in box.outputs(Renderer(site)) if o.path == f"box/1/{DAY}.json").make()
    entries = json.loads(found)["e"]
    lead = site.english.day(events[0].day).lead
    assert lead is not None
    assert len(gzip.compress(found, 6)) <= box.LIMIT
    assert 3 < len(entries) < 90
    assert entries[0]["i"] == lead.id
    assert {site.english.by_id[e["i"]].weight for e in entries[1:4]} == {5}


@pytest.mark.parametrize("code", ["", "fa", "ur", "ar"])
def test_the_data_has_what_the_box_shows(built: Path, code: str) -> None:
    """Year, headline, text, what came before in one line, the source, and what narrows it."""
    found = told(built, code)
    assert found["v"] == 1
    assert found["r"] == ("rtl" if code else "ltr")
    lead = found["e"][0]  # type: ignore[index]
    assert set(lead) == {"i", "y", "h", "x", "b", "s", "c", "o", "n"}


def test_what_came_before_is_told_in_one_line(built: Path) -> None:
    """The last entry that it follows."""
    entry = json.loads((built / "box/1/05-21.json").read_text())["e"][0]
    assert entry["b"] == "Before it: Title of first-step"
    assert entry["n"] == ["violence", "contested"]
