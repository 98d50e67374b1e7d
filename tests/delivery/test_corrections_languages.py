"""Corrections of posts in another language: at once with the English note, then translated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.dataset import Dataset
from bot.dataset.translations import Translation, fingerprint, translated
from bot.delivery.corrections.detect import amendments_for, changed_in_text, lines_of
from bot.drill.dataset import dataset_text, reword, translate
from bot.errors import DecisionError
from bot.events import Correction, Event
from bot.local_service import NINE, Scene, World, made_world
from bot.operations import choose
from bot.store import Amended, Amendment, Choice, Content, Delivery, Key, Kind, State
from tests.conftest import make_event
from tests.helpers.corrections import beats, told

NOTE = Correction(date(2027, 5, 21), "It was 75.")
ENGLISH = make_event("one")
TEXT = Translation("one", fingerprint(ENGLISH), "عنوان", "متن.")
CORRECTED = replace(ENGLISH, text="The right text of one.", corrections=(NOTE,))


def post_of(event: Event) -> Delivery:
    """A post of an entry, on air."""
    content = Content("telegram", "@x", "text", None, (event,))
    key = Key("telegram", date(2027, 5, 20))
    blank = dict.fromkeys(("after_id", "not_before", "claimed_at", "settled_at", "looked_at"), None)
    return Delivery(
        key=key,
        state=State.SENT,
        content=content,
        remote_id="5",
        attempts=1,
        looks=0,
        error="",
        **blank,
    )


def dataset(english: Event, text: Translation) -> Dataset:
    """A dataset of one entry with its Persian text."""
    return Dataset([english], {"fa": {"one": text}})


def test_a_correction_reaches_a_post_before_it_is_translated() -> None:
    """The published text stays, and the English note follows it."""
    post = post_of(translated(ENGLISH, TEXT, "fa"))
    assert list(amendments_for(post, dataset(ENGLISH, TEXT), noted=[])) == []
    (found,) = amendments_for(post, dataset(CORRECTED, TEXT), noted=[])
    assert found.kind is Kind.CORRECTED
    assert (found.event.text, found.note) == ("متن.", NOTE)


def test_the_translated_text_takes_the_place_of_the_english_note() -> None:
    """Once the text is fresh again the post is edited without a further note."""
    post = post_of(translated(ENGLISH, TEXT, "fa"))
    (first,) = amendments_for(post, dataset(CORRECTED, TEXT), noted=[])
    fresh = Translation("one", fingerprint(CORRECTED), "عنوان", "متن درست.", "", "", ("۷۵ بود.",))
    (second,) = amendments_for(post, dataset(CORRECTED, fresh), noted=[first])
    assert second.kind is Kind.SILENT
    assert second.event.text == "متن درست."
    noted: list[Amendment] = [first, second]
    assert [note.note for note in lines_of(noted, "one")] == ["۷۵ بود."]
    assert list(amendments_for(post, dataset(CORRECTED, fresh), noted=noted)) == []


def test_a_post_is_compared_in_its_own_language() -> None:
    """A Persian post is not one that differs from the English entry."""
    post = post_of(translated(ENGLISH, TEXT, "fa"))
    assert list(changed_in_text(post, dataset(ENGLISH, TEXT))) == []


def test_a_fresh_text_is_told_although_its_note_came_first() -> None:
    """The note was translated before the text: the post is corrected once more when both are."""
    post = post_of(translated(ENGLISH, TEXT, "fa"))
    half = TEXT._replace(corrections=("۷۵ بود.",))
    (first,) = amendments_for(post, dataset(CORRECTED, half), noted=[])
    fresh = Translation("one", fingerprint(CORRECTED), "عنوان", "متن درست.", "", "", ("۷۵ بود.",))
    (second,) = amendments_for(post, dataset(CORRECTED, fresh), noted=[first])
    assert (second.kind, second.event.text) == (Kind.SILENT, "متن درست.")


DAY = "05-20"
HEAD = "اصلاح فرستهٔ ۲۰ مه ۲۰۲۷ ما"
NOTED = f"Note of {DAY}."
STALE, FRESH = f"رویداد {DAY} اینجا گفته می‌شود.", f"رویداد {DAY} اینجا گفته می‌شود anew."
LONG = ("It was otherwise. " * 16).strip()


@pytest.fixture
def persian(tmp_path: Path) -> Iterator[World]:
    """A Persian channel on X with the day's post on air."""
    path = tmp_path / "events.toml"
    path.write_text(dataset_text(), encoding="utf-8")
    translate(path)
    with made_world(tmp_path, path, scene=Scene(platforms=("x",), persian=("x",))) as world:
        world.beat()
        yield world


def correct(world: World, *, note: str = NOTED) -> None:
    """Correct the English of the entry on air; its Persian text is stale from now on."""
    reword(world.dataset, DAY, noted=NINE.date())
    text = world.dataset.read_text(encoding="utf-8").replace(NOTED, note)
    world.dataset.write_text(text, encoding="utf-8")
    beats(world)


def choose_last(world: World, choice: Choice) -> None:
    """What an operator chooses of the last correction, and the heartbeats after it."""
    last = world.database.amendments.of(channel="x")[-1]
    choose(world.database, last, choice, now=world.clock.now)
    beats(world)


@pytest.mark.parametrize("choice", [Choice.POST, Choice.REPLY])
def test_before_the_translation_the_note_is_posted_without_the_fact(
    persian: World, choice: Choice
) -> None:
    """In English; the fact follows when the operators are asked again, once it is translated."""
    correct(persian)
    choose_last(persian, choice)
    [_, note] = persian.x_posts()
    assert note.text == f"{HEAD}: {NOTED}"
    translate(persian.dataset)
    beats(persian)
    assert len(told(persian, "x: entry-05-20 was corrected")) == 2
    choose_last(persian, choice)
    [_, _, fact] = persian.x_posts()
    assert HEAD in fact.text
    assert FRESH in fact.text


def test_a_post_is_not_replaced_before_the_translation(persian: World) -> None:
    """Neither offered nor taken; afterwards it is."""
    correct(persian)
    [asked] = told(persian, "x: entry-05-20 was corrected")
    assert STALE not in asked
    assert "--replace    has to wait" in asked
    with pytest.raises(DecisionError, match="not translated yet"):
        choose_last(persian, Choice.REPLACE)
    translate(persian.dataset)
    beats(persian)
    choose_last(persian, Choice.REPLACE)
    [post] = persian.x_posts()
    assert FRESH in post.text
    assert f"یادداشت {DAY}." in post.text


def test_a_note_that_does_not_fit_waits_for_the_translation(persian: World) -> None:
    """The operators are asked when there is something to tell."""
    correct(persian, note=LONG)
    assert told(persian, "was corrected") == []
    translate(persian.dataset)
    beats(persian)
    [asked] = told(persian, "was corrected")
    assert FRESH in asked
    first, second = persian.database.amendments.of(channel="x")
    assert (first.state, second.state) == (Amended.JOINED, Amended.ASKED)


def test_a_retraction_does_not_wait_for_its_translation(persian: World) -> None:
    """The reason is told in English."""
    gone = f'id = "entry-{DAY}"\nretracted = {{ on = 2027-05-20, why = "It never was." }}'
    text = persian.dataset.read_text(encoding="utf-8").replace(f'id = "entry-{DAY}"', gone)
    persian.dataset.write_text(text, encoding="utf-8")
    beats(persian)
    choose_last(persian, Choice.REPLACE)
    [post] = persian.x_posts()
    assert post.text.endswith(": It never was.")


@pytest.mark.parametrize(("note", "texts"), [(NOTED, 2), (LONG, 1)])
def test_an_edit_before_the_translation_has_the_note(tmp_path: Path, note: str, texts: int) -> None:
    """The published text stays, and is marked as corrected only with the note."""
    path = tmp_path / "events.toml"
    path.write_text(dataset_text(), encoding="utf-8")
    translate(path)
    scene = Scene(platforms=("x",), persian=("x",), can_edit=True)
    with made_world(tmp_path, path, scene=scene) as world:
        world.beat()
        world.clock.step(minutes=2)
        correct(world, note=note)
        assert len(world.x.posts()) == texts
        [post] = world.x_posts()
        assert (NOTED in post.text) == (texts == 2)
        assert STALE in post.text
