"""Corrections of posts in another language: at once with the English note, then translated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.dataset import Dataset
from bot.dataset.translations import Translation, fingerprint, translated
from bot.delivery.corrections.detect import amendments_for, changed_in_text, lines_of
from bot.events import Correction, Event
from bot.store import Amendment, Content, Delivery, Key, Kind, State
from tests.conftest import make_event

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
    fresh = Translation("one", fingerprint(CORRECTED), "عنوان", "متن درست.", "", ("۷۵ بود.",))
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
