"""What is said of a corrected entry on each platform: golden texts, and the limits."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dates import MonthDay
from bot.events import Correction, Event, Retraction
from bot.formatting import telegram, x
from bot.formatting.length import X_LIMIT, counter
from bot.post import Earlier
from bot.selection import Choice
from tests.conftest import make_event
from tests.formatting.test_formatting import CAESAR, check_telegram, x_entities
from tests.helpers.real import real

ON = date(2027, 5, 20)
FIXED = (
    Correction(date(2027, 12, 2), "It was 75 aircraft"),
    Correction(date(2028, 1, 2), "Not 57."),
)
LONG = (Correction(date(2027, 12, 2), "very " * 50 + "long."),)
GONE = Retraction(date(2027, 12, 2), "It never happened")
HEAD = "Correction to our post of 20 May 2027"
FACT = "20 May 1983: The text of an-event is one sentence."
MOVED = make_event(day=MonthDay(6, 1))
BY_ITSELF = [
    (make_event(), FIXED, f"{HEAD}: It was 75 aircraft. Not 57.\n\n{FACT}"),
    (
        make_event(text="x" * 199 + "."),
        FIXED,
        f"{HEAD}: It was 75 aircraft. Not 57.\n\n20 May 1983: Title of an-event.",
    ),
    (make_event(title="t" * 80, text="x" * 200), LONG, f"{HEAD}. It should read:\n\n20 May 1983: "),
    (MOVED, FIXED[:1], f"{HEAD}: It was 75 aircraft.\n\n1 June 1983: The text"),
    (CAESAR, FIXED[:1], f"{HEAD}: It was 75 aircraft.\n\n15 March 44 BCE (Julian calendar): Sen"),
    (
        make_event(retracted=GONE),
        (),
        'We take back our post of 20 May 2027 about "Title of an-event": It never happened.',
    ),
    (
        make_event(retracted=dataclasses.replace(GONE, why="why " * 75)),
        (),
        'We take back our post of 20 May 2027 about "Title of an-event".',
    ),
]


@pytest.mark.parametrize(("event", "notes", "text"), BY_ITSELF)
def test_a_correction_on_x_by_itself(event: Event, notes: Any, text: str) -> None:
    """The note and the fact; what does not fit is left out whole, the note first of all."""
    assert x.correction_post(event, ON, notes=notes).text.startswith(text)


INSTEAD = [
    (make_event(), FIXED, "Corrected 2 January 2028: It was 75 aircraft. Not 57."),
    (make_event(text="x" * 150), LONG, "Corrected 2 December."),
]


@pytest.mark.parametrize(("event", "notes", "mark"), INSTEAD)
def test_a_correction_on_x_in_place_of_the_post(event: Event, notes: Any, mark: str) -> None:
    """The day's post with a mark, and the note where it fits."""
    text = x.replacing_post(event, ON, notes=notes).text
    day, end = text.rsplit("\n\n", 1)
    assert day == x.day_post(Choice(event, ()), ON).text
    assert end == mark


ONE, TWO = make_event("one", day=MonthDay(6, 1)), make_event("two", day=MonthDay(7, 1))
TAKEN = dataclasses.replace(ONE, retracted=GONE)
LINK = "https://t.me/on_this_day/4"
AS_TWO = "July 1983, Title of two"
NAMED: list[tuple[list[Earlier], dict[str, tuple[Correction, ...]], str]] = [
    ([], {}, ""),
    ([Earlier(ONE), Earlier(TWO)], {}, f"Earlier: June 1983, Title of one; {AS_TWO}"),
    (
        [Earlier(ONE, LINK), Earlier(TWO)],
        {"one": FIXED, "two": ()},
        f'Earlier: <a href="{LINK}">June 1983, Title of one</a>\n'
        "<i>Corrected 2 December: It was 75 aircraft\nCorrected 2 January 2028: Not 57.</i>\n"
        f"{AS_TWO}",
    ),
    (
        [Earlier(TAKEN, LINK), Earlier(TWO)],
        {"one": ()},
        f'Earlier: <s><a href="{LINK}">June 1983, Title of one</a></s>\n'
        f"<i>Taken back 2 December: It never happened</i>\n{AS_TWO}",
    ),
    (
        [Earlier(TAKEN), Earlier(TWO)],
        {},
        f"Earlier: <s>June 1983, Title of one</s>; {AS_TWO}",
    ),
]


@pytest.mark.parametrize(("story", "notes", "line"), NAMED)
def test_the_line_of_earlier_events(story: Any, notes: Any, line: str) -> None:
    """Each note directly below what it puts right; none for an event that has it elsewhere."""
    assert telegram.earlier_line(story, ON, notes=notes) == line
    if line:
        check_telegram(telegram.day_text(Choice(make_event(), ()), ON, earlier=line))


def text_of(most: int) -> st.SearchStrategy[str]:
    """Any text that the dataset takes at a length."""
    made = st.text(min_size=1, max_size=most)
    return made.map(lambda value: value.encode("utf-8", "replace").decode())


@given(title=text_of(80), text=text_of(200), note=text_of(300), gone=st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_correction_fits_and_is_whole(title: str, text: str, note: str, gone: bool) -> None:
    """Whatever an entry and a note say, on both platforms, in the lead and in the digest."""
    notes = (Correction(date(2027, 12, 2), note),)
    retracted = Retraction(date(2027, 12, 2), note) if gone else None
    event = make_event(title=title, text=text, retracted=retracted)
    for make in (x.correction_post, x.replacing_post):
        post = make(event, ON, notes=notes)
        assert post.length <= X_LIMIT
        assert counter().parse_tweet(post.text).weightedLength == post.length
        assert set(x_entities(post.text)) <= {"#OnThisDay"}
    other = make_event("other")
    for choice in (Choice(event, (other,)), Choice(other, (event,))):
        message = telegram.day_text(choice, ON, earlier="Earlier: one", notes={event.id: notes})
        check_telegram(message)
        assert ("Taken back 2 December" if gone else "Corrected 2 December") in message


def test_every_entry_of_the_real_dataset_can_be_corrected() -> None:
    """With the longest note that the dataset takes: on X within 280, on Telegram with the note."""
    note = Correction(date(2027, 12, 2), ("It was another than we said. " * 11)[:300])
    for event in real():
        on = event.day.in_year(2028)
        assert x.correction_post(event, on, notes=[note]).length <= X_LIMIT
        assert x.replacing_post(event, on, notes=[note]).length <= X_LIMIT
        choice = Choice(event, (make_event("other"),))
        message = telegram.day_text(choice, on, earlier="", notes={event.id: [note]})
        check_telegram(message)
        assert note.note.strip() in message
