"""Cards: nothing overflows whatever the text, small files, kept by their content."""

from __future__ import annotations

import dataclasses
import io
import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import fonts
from bot.cards.card import content, palette_of
from bot.cards.painter import LIMIT, SIZE, Painter, key_of
from bot.events import Retraction, Source
from tests.conftest import make_event

pytest.importorskip("typst", reason="typst: uv sync --group heavy")
Image = pytest.importorskip("PIL.Image", reason="Pillow: uv sync --group heavy")
WORDS = {
    "en": "Treaty of Westphalia ends the war",
    "fa": "پیمانی که جنگ را پایان داد",
    "ur": "معاہدہ جس نے جنگ ختم کی",
    "ar": "معاهدة أنهت الحرب الطويلة",
}
LETTERS = {"en": "Wm", "fa": "صض", "ur": "گے", "ar": "شج"}
PAINTER = Painter()


def picture(body: bytes) -> Any:
    """The card as RGB."""
    return Image.open(io.BytesIO(body)).convert("RGB")


def is_plain(card: Any, box: tuple[int, int, int, int]) -> bool:
    """Whether a part of a card has one colour."""
    return len(card.crop(box).getcolors(100_000)) == 1


def check(body: bytes) -> None:
    """The size, the weight, and nothing painted in the margins or below the text's room."""
    card = picture(body)
    assert card.size == SIZE
    assert len(body) <= LIMIT
    assert is_plain(card, (0, 20, 60, 675))
    assert is_plain(card, (1140, 20, 1200, 675))
    assert is_plain(card, (0, 545, 1200, 568))
    assert is_plain(card, (0, 660, 1200, 675))
    assert not is_plain(card, (60, 110, 1140, 540))


@pytest.mark.parametrize("code", WORDS)
def test_a_card_has_its_size_and_weight(code: str) -> None:
    """1200 x 675 and at most 30 KB, in each language."""
    words = WORDS[code]
    check(PAINTER.card(make_event(title=words, text=f"{words}. {words}.", language=code)))


@st.composite
def long_texts(draw: st.DrawFn) -> tuple[str, str, str]:
    """A language, and a title and a text at their longest, of words without a place to break."""
    code = draw(st.sampled_from(sorted(WORDS)))
    letters = st.text(LETTERS[code] + draw(st.sampled_from(["", " ", "-", "/"])), min_size=1)
    title, text = (draw(letters.map(lambda t, n=n: (t * n)[:n].strip() or "W")) for n in (80, 240))
    return code, title, text


@settings(max_examples=25, deadline=None)
@given(long_texts())
def test_nothing_overflows_whatever_the_text(told: tuple[str, str, str]) -> None:
    """In height or width, with words that no line has room for."""
    code, title, text = told
    event = make_event(
        title=title,
        text=text,
        year=-4000,
        language=code,
        countries=("GB", "BA", "CF", "US"),
        sources=(Source("W" * 60, "Page", "https://example.org/"),),
    )
    check(PAINTER.card(event))


@pytest.mark.parametrize("length", [150, 175, 200, 225])
@pytest.mark.parametrize("code", ["en", "fa", "ar"])
def test_what_hangs_below_the_last_line_is_not_cut(code: str, length: int) -> None:
    """Where the text fills its room, there is none for the tail of a letter below the baseline."""
    word = {"en": "gyp ", "fa": "پر ", "ar": "تصويره "}[code]
    event = make_event(title=(word * 80)[:75], text=(word * 240)[:length], language=code)
    assert is_plain(picture(PAINTER.card(event)), (60, 538, 1140, 541))


def test_hostile_text_is_painted_as_text() -> None:
    """Typst's own markup and code mean nothing in a field."""
    bad = '#panic("x") $x^2$ *b* _i_ <label> @ref \\ `raw` #eval("1") </script>'
    event = make_event(title=bad, text=bad, sources=(Source(bad[:60], bad, "https://a.org/"),))
    check(PAINTER.card(event))


def test_a_sensitive_entry_has_the_dark_palette() -> None:
    """Violence and disaster get the sober palette, whatever the topic."""
    event = make_event(topics=("science",))
    assert palette_of(event) == "bright"
    for word in ("violence", "disaster"):
        assert palette_of(dataclasses.replace(event, sensitivity=(word,))) == "dark"
    assert palette_of(dataclasses.replace(event, topics=("war",))) == "hard"
    assert palette_of(dataclasses.replace(event, topics=("arts",))) == "warm"


def test_latin_runs_stand_apart_in_right_to_left_texts() -> None:
    """Else their signs would go to the wrong side."""
    assert "\u2066F-16\u2069" in content(make_event(title="فروش F-16 به", language="fa"))


def test_a_retracted_entry_is_struck_through_and_explained() -> None:
    """A picture that stays under a post does not go on telling what was taken back."""
    gone = Retraction(on=date(2027, 5, 21), why="It never happened.")
    event = make_event(title="A title", text="A text.", retracted=gone)
    shown = json.loads(content(event))
    assert shown["struck"]
    assert shown["text"] == "Taken back 21 May 2027: It never happened."
    assert PAINTER.card(event) != PAINTER.card(make_event(title="A title", text=shown["text"]))


def test_a_card_is_kept_by_its_content(tmp_path: Path) -> None:
    """The same content is painted once; another title is another file."""
    painter, event = Painter(tmp_path), make_event()
    first = painter.card(event)
    kept = tmp_path / f"{key_of(event)}.png"
    assert kept.read_bytes() == first
    kept.write_bytes(b"kept")
    assert painter.card(event) == b"kept"
    other = dataclasses.replace(event, title="Another")
    assert key_of(other) != key_of(event)
    assert key_of(dataclasses.replace(event, weight=5)) == key_of(event)


def test_without_npm_the_fallback_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clear sentence, and Amiri, which has the letters of all four languages."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No such file or directory: 'npm'")

    monkeypatch.setattr(subprocess, "run", missing)
    for code, family in (("fa", "Vazirmatn"), ("ur", "Noto Nastaliq Urdu")):
        assert fonts.fetch(code).startswith(f"{family} cannot be fetched from npm (")
        assert fonts.fetch(code).endswith("Amiri is used in its place")
        assert fonts.families(code)[0] == "Amiri"
    assert fonts.fetch("en") == fonts.fetch("ar") == ""
    check(Painter().card(make_event(title=WORDS["ur"], text=WORDS["ur"], language="ur")))
