"""Corrections reach the messages on Telegram: whole stories against the stand-in, and tables."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.delivery.corrections.detect import new_lines
from bot.events import Correction
from bot.local_service import NINE, World
from bot.sandbox.server.faults import Fault
from bot.store import Content, Key, State
from tests.helpers.corrections import (
    BEFORE,
    DIGEST,
    LEAD,
    NOTE,
    THIRD,
    TODAY,
    amended,
    beats,
    correction,
    edit,
    edits,
    posted,
    run,
    told,
)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A service that has posted the day's post."""
    with posted(tmp_path) as made:
        yield made


def next_year(world: World) -> None:
    """The same day a year later; the ledger says that the day before was held."""
    world.clock.now = NINE.replace(year=2028)
    for plan in (channel.plan for channel in world.settings.channels):
        eve = Key(plan.name, date(2028, 5, 19))
        content = Content(plan.platform, plan.target)
        world.database.ledger.record(eve, State.HELD, now=world.clock(), content=content)


GOLDEN = {
    "a corrected lead": (
        LEAD,
        [("1983", "1982"), ("one sentence", "right now")],
        correction(),
        [
            ("1983 · Title of entry-a", "1982 · Title of entry-a"),
            (
                "The text of entry-a is one sentence.",
                "The text of entry-a is right now.\n\n<i>Corrected 21 May: The year was wrong.</i>",
            ),
            ("44 years ago", "45 years ago"),
        ],
    ),
    "a corrected line of the digest": (
        DIGEST,
        [("1990", "1991")],
        correction("It was <1991> & no other year."),
        [
            (
                "1990 · Title of entry-b",
                "1991 · Title of entry-b\n"
                "<i>Corrected 21 May: It was &lt;1991&gt; &amp; no other year.</i>",
            )
        ],
    ),
    "a retracted lead": (
        LEAD,
        [("is one sentence", "is told in another way")],
        'retracted = { on = 2027-05-21, why = "It never happened." }',
        [
            ("<b>1983 · Title of entry-a</b>", "<s><b>1983 · Title of entry-a</b></s>"),
            (
                "The text of entry-a is one sentence.\n\n"
                '44 years ago. Source: <a href="https://example.org/entry-a">Publisher</a>',
                "<s>The text of entry-a is one sentence.</s>\n\n"
                "<i>Taken back 21 May: It never happened.</i>",
            ),
        ],
    ),
    "a retracted line of the digest": (
        DIGEST,
        [],
        'retracted = { on = 2027-05-21, why = "It never happened." }',
        [
            (
                "1990 · Title of entry-b",
                "<s>1990 · Title of entry-b</s>\n<i>Taken back 21 May: It never happened.</i>",
            )
        ],
    ),
    "a lead on another day": (
        LEAD,
        [("05-20", "05-22")],
        correction("The day was wrong.", on="2028-01-02"),
        [
            ("<b>1983 · Title", "<b>22 May 1983 · Title"),
            (
                "The text of entry-a is one sentence.",
                "The text of entry-a is one sentence.\n\n"
                "<i>Corrected 2 January 2028: The day was wrong.\nIt is told on 22 May now.</i>",
            ),
        ],
    ),
    "a line of the digest on another day": (
        THIRD,
        [("05-20", "05-22")],
        correction("The day was wrong."),
        [
            (
                "1995 · Title of entry-c",
                "22 May 1995 · Title of entry-c\n"
                "<i>Corrected 21 May: The day was wrong.\nIt is told on 22 May now.</i>",
            )
        ],
    ),
    "an earlier event that is named": (
        "other",
        [("1982", "1981"), ("06-06", "07-06")],
        correction("It was a year & a month off."),
        [
            (
                "Earlier: June 1982, Title of other",
                "Earlier: July 1981, Title of other\n"
                "<i>Corrected 21 May: It was a year &amp; a month off.</i>",
            )
        ],
    ),
    "a retracted event that is named": (
        "other",
        [("Title of", "Another title of")],
        'retracted = { on = 2027-05-21, why = "It never happened." }',
        [
            (
                "Earlier: June 1982, Title of other",
                "Earlier: <s>June 1982, Title of other</s>\n"
                "<i>Taken back 21 May: It never happened.</i>",
            )
        ],
    ),
}


@pytest.mark.parametrize(
    ("event_id", "changes", "line", "differences"), GOLDEN.values(), ids=GOLDEN
)
def test_a_correction_reaches_the_message(
    world: World,
    event_id: str,
    changes: list[tuple[str, str]],
    line: str,
    differences: list[tuple[str, str]],
) -> None:
    """The one entry is shown anew with its note; the button and all the rest stay as published."""
    [before] = world.posts()
    assert before.html == BEFORE
    edit(world, event_id, *changes, add=line)
    beats(world)
    [after] = world.posts()
    expected = BEFORE
    for old, new in differences:
        assert old in expected
        expected = expected.replace(old, new)
    assert after.html == expected
    assert (after.id, after.buttons, after.link_preview) == (
        before.id,
        before.buttons,
        before.link_preview,
    )
    row = world.database.ledger.get(Key("telegram", TODAY))
    assert row is not None
    assert (row.state, row.content.text) == (State.SENT, expected)
    assert {state for _, state in amended(world)} == {"done"}
    assert len(told(world, "telegram: corrected on air", event_id)) == 1


def test_a_comma_changes_nothing_on_air(world: World) -> None:
    """Nor does a day that moved, or a note that was reworded: there is no new line."""
    edit(world, LEAD, ("one sentence", "one, sentence"), ("05-20", "05-21"))
    beats(world)
    assert edits(world) == 0
    assert amended(world) == amended(world, "x") == []
    edit(world, DIGEST, add=correction("A note."))
    beats(world)
    edit(world, DIGEST, ("A note.", "A better note."))
    beats(world)
    assert edits(world) == 1
    assert "A note." in world.posts()[0].html


@pytest.mark.parametrize("event_id", [LEAD, DIGEST])
def test_a_post_of_a_retired_entry_stays_as_it_is(world: World, event_id: str) -> None:
    """It was right when it was posted; nothing on air is touched, and nobody is troubled."""
    before = world.posts()[0].html
    run(world, "retire", event_id, "--why", "The day has better ones.")
    beats(world)
    assert world.posts()[0].html == before
    assert edits(world) == 0
    assert amended(world) == amended(world, "x") == []
    assert told(world, event_id) == []


def test_only_the_corrected_entry_is_replaced(world: World) -> None:
    """A comma elsewhere in the same post, and in the post's own story, is not taken along."""
    edit(world, DIGEST, ("Title of", "A new title of"))
    edit(world, "other", ("Title of", "A new title of"))
    edit(world, THIRD, ("1995", "1996"), add=correction())
    beats(world)
    html = world.posts()[0].html
    assert "1996 · Title of entry-c" in html
    assert "A new title" not in html


def test_a_named_event_is_put_right_where_its_name_changed(world: World) -> None:
    """A correction of its text, which the post does not have, leaves the post alone, and its
    note does not come with a later comma; silently its name can be changed.
    """
    edit(world, "other", ("one sentence", "right now"), add=correction())
    beats(world)
    assert (edits(world), amended(world)) == (0, [("other", "unseen")])
    assert "no post of telegram tells" in run(world, "correct", "other", "--silent", code=2)
    assert told(world, "corrected on air") == []
    assert "No post on air was ever corrected" in run(world, "corrections")
    edit(world, LEAD, add=correction("Another."))
    edit(world, "other", ("Title of", "A better title of"))
    beats(world)
    assert (edits(world), "better" in world.posts()[0].html) == (1, False)
    assert "1 posts are edited" in run(world, "correct", "other", "--silent")
    beats(world)
    html = world.posts()[0].html
    assert "Earlier: June 1982, A better title of other\n\n<b>Also" in html
    assert ("Another." in html, NOTE in html) == (True, False)
    assert (edits(world), amended(world)[1:]) == (2, [(LEAD, "done"), ("other", "done")])
    world.restart()
    beats(world)
    assert edits(world) == 2


def test_a_post_from_before_the_story_was_kept_keeps_its_line(world: World) -> None:
    """Its line cannot be put right, and a correction of the lead leaves it as published."""
    with contextlib.closing(sqlite3.connect(world.folder / "ledger.db")) as ledger, ledger:
        ledger.execute("UPDATE deliveries SET story = '[]'")
    edit(world, "other", ("Title of", "A better title of"), add=correction())
    edit(world, LEAD, ("one sentence", "right now"), add=correction())
    beats(world)
    html = world.posts()[0].html
    assert "right now" in html
    assert "Earlier: June 1982, Title of other\n\n<b>Also" in html


def test_an_edit_is_tried_until_telegram_says_that_nothing_changed(world: World) -> None:
    """The first try changes it, the second proves it, and there is no third."""
    calls: list[str] = []
    world.telegram.faults.on_request(lambda method, _: calls.append(method))
    edit(world, LEAD, add=correction())
    world.beat()
    assert (edits(world), amended(world)) == (1, [(LEAD, "waiting")])
    beats(world, 5)
    assert (edits(world), amended(world)) == (1, [(LEAD, "done")])
    assert calls.count("editMessageText") == 2


def test_edits_that_fail_for_long_are_told(world: World) -> None:
    """Once, and that it is over."""
    world.telegram.faults.add(Fault("5xx", method="editMessageText", times=9))
    edit(world, LEAD, add=correction())
    beats(world, 12, minutes=16)
    assert amended(world) == [(LEAD, "done")]
    assert len(told(world, "corrections of posts on air wait")) == 1
    assert len(told(world, "can be corrected again")) == 1


TROUBLE = ["429", "401", "403", "404", "5xx", "reset", "close", "half", "rubbish", "hang"]


@pytest.mark.parametrize("kind", [*TROUBLE, "drip", "redirect", "ok_false"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_an_edit_that_fails_is_tried_again(world: World, kind: str, when: str) -> None:
    """Whatever Telegram answers instead, for three tries: in the end the message is right, and
    the operators are notified once it is done, not at each try.
    """
    fault = Fault(kind, when=when, method="editMessageText", times=3, pause=0.2)  # type: ignore[arg-type]
    world.telegram.faults.add(fault)
    edit(world, LEAD, add=correction())
    beats(world, 7, minutes=16)
    assert NOTE in world.posts()[0].html
    assert edits(world) == 1
    assert amended(world) == [(LEAD, "done")]
    assert len(told(world, "corrected on air")) == 1
    waits = [text for text in world.told() if "corrections of posts on air wait" in text]
    assert len(waits) == (kind in ("401", "403", "404"))


def test_a_429_is_given_the_time_that_it_asks_for(world: World) -> None:
    """Not a try sooner."""
    calls: list[str] = []
    world.telegram.faults.on_request(lambda method, _: calls.append(method))
    world.telegram.faults.add(Fault("429", method="editMessageText", retry_after=300))
    edit(world, LEAD, add=correction())
    beats(world, 4)
    assert calls.count("editMessageText") == 1
    world.clock.step(minutes=2)
    beats(world, 2)
    assert calls.count("editMessageText") == 3
    assert amended(world) == [(LEAD, "done")]


def test_telegram_is_down_while_a_correction_comes(world: World) -> None:
    """It is made when Telegram is back, and the next day's post is not kept waiting."""
    edit(world, LEAD, add=correction())
    world.telegram.close()
    beats(world, 3, minutes=5)
    assert amended(world) == [(LEAD, "waiting")]
    world.telegram.start()
    beats(world, 4, minutes=16)
    assert NOTE in world.posts()[0].html
    assert amended(world) == [(LEAD, "done")]


def test_a_correction_that_is_refused_for_good_is_told_once(world: World) -> None:
    """The message was deleted by hand: reported, not tried again, not even after a restart."""
    [message] = world.posts()
    with world.telegram.world.changed:
        world.telegram.world.change(replace(message, deleted=True))
    edit(world, LEAD, add=correction())
    beats(world)
    world.restart()
    beats(world)
    assert amended(world) == [(LEAD, "failed")]
    assert len(told(world, "cannot be corrected", "Message to edit not found")) == 1
    assert told(world, "corrected on air") == []


def test_a_kill_between_the_edit_and_its_record_does_no_harm(world: World) -> None:
    """The program ends after Telegram took the change: the next start proves it and goes on."""
    world.telegram.faults.add(Fault("hang", when="after", method="editMessageText"))
    edit(world, LEAD, add=correction())
    world.beat()
    assert NOTE in world.posts()[0].html
    row = world.database.ledger.get(Key("telegram", TODAY))
    assert row is not None
    assert NOTE not in row.content.text
    world.restart()
    world.telegram.faults.release()
    beats(world, 3)
    assert amended(world) == [(LEAD, "done")]
    assert edits(world) == 1


def test_two_corrections_in_a_row_both_stand_there(world: World) -> None:
    """The second comes while the first is on air, or before it could be made."""
    edit(world, LEAD, ("1983", "1982"), add=correction("First."))
    beats(world)
    more = '{ on = 2027-05-21, note = "First." }, { on = 2027-05-22, note = "Second." }'
    edit(world, LEAD, ("1982", "1981"), ('{ on = 2027-05-21, note = "First." }', more))
    beats(world)
    html = world.posts()[0].html
    assert "<i>Corrected 21 May: First.\nCorrected 22 May: Second.</i>" in html
    assert "1981 · Title" in html
    assert amended(world) == [(LEAD, "done")] * 2


def test_a_correction_before_the_first_could_be_made(world: World) -> None:
    """Telegram was away: both notes come with one edit."""
    world.telegram.faults.add(Fault("5xx", method="editMessageText"))
    edit(world, LEAD, add=correction("First."))
    world.beat()
    more = '{ on = 2027-05-21, note = "First." }, { on = 2027-05-22, note = "Second." }'
    edit(world, LEAD, ('{ on = 2027-05-21, note = "First." }', more))
    beats(world, 4, minutes=3)
    assert "Corrected 21 May: First.\nCorrected 22 May: Second." in world.posts()[0].text
    assert edits(world) == 1
    assert len(told(world, "corrected on air")) == 1


def test_corrected_and_then_taken_back(world: World) -> None:
    """The retraction replaces the note."""
    edit(world, DIGEST, add=correction())
    beats(world)
    edit(world, DIGEST, add='retracted = { on = 2027-05-22, why = "It never happened." }')
    beats(world)
    html = world.posts()[0].html
    assert "<s>1990 · Title of entry-b</s>\n<i>Taken back 22 May: It never happened.</i>" in html
    assert NOTE not in html


def test_posts_of_every_year_are_corrected(world: World) -> None:
    """The post of this year and of last year, each under its own date."""
    next_year(world)
    world.beat()
    assert len(world.posts()) == 2
    edit(world, DIGEST, ("1990", "1991"), add=correction("Not 1990.", on="2028-06-01"))
    beats(world)
    first, second = world.posts()
    assert "Thursday 20 May 2027" in first.text
    assert "Corrected 1 June 2028: Not 1990." in first.text
    assert "Saturday 20 May 2028" in second.text
    assert "Corrected 1 June: Not 1990." in second.text
    assert len(told(world, "2027-05-20, entry-b", "2028-05-20, entry-b")) == 1


def test_what_was_corrected_before_it_was_posted_has_no_note(world: World) -> None:
    """Next year's post is right and never was wrong."""
    edit(world, DIGEST, ("1990", "1991"), add=correction())
    beats(world)
    next_year(world)
    beats(world)
    second = world.posts()[1]
    assert "1991 · Title of entry-b" in second.text
    assert "Corrected" not in second.text
    assert second.edits == ()


def test_a_service_that_starts_with_the_new_file_corrects_too(world: World) -> None:
    """The file came while the service was down."""
    world.restart()
    edit(world, LEAD, add=correction())
    beats(world)
    assert NOTE in world.posts()[0].html
    world.restart()
    beats(world)
    assert edits(world) == 1
    assert amended(world) == [(LEAD, "done")]


def test_a_post_that_is_found_on_air_later_is_corrected_then(world: World) -> None:
    """It was in doubt when the correction came."""
    next_year(world)
    world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
    world.beat()
    assert world.state("telegram") is State.IN_DOUBT
    edit(world, DIGEST, ("1990", "1991"), add=correction("Not 1990.", on="2028-05-20"))
    beats(world, 6)
    assert world.state("telegram") is State.SENT
    assert all("Not 1990." in message.text for message in world.posts())
    assert len(world.posts()) == 2


def test_a_restored_ledger_finds_its_corrections_made(world: World) -> None:
    """A copy from before: the edit is tried, and Telegram says that it reads so already."""
    copy = world.folder / "copy.db"
    world.restart()
    copy.write_bytes((world.folder / "ledger.db").read_bytes())
    edit(world, LEAD, add=correction())
    beats(world)
    world.restart()
    for leftover in world.folder.glob("ledger.db*"):
        leftover.unlink()
    copy.rename(world.folder / "ledger.db")
    beats(world)
    assert edits(world) == 1
    assert amended(world) == [(LEAD, "done")]


def test_trouble_with_corrections_keeps_no_post_back(world: World) -> None:
    """What is noted cannot be read: reported once, and tomorrow's post goes out."""
    from sqlalchemy import text

    edit(world, LEAD, add=correction())
    edit(world, "other", ("06-06", "05-21"))
    world.beat()
    with world.database.engine.begin() as connection:
        connection.execute(text("UPDATE amendments SET event = '{}' WHERE channel = 'telegram'"))
    world.clock.step(days=1)
    assert [outcome.state for outcome in world.beat().values()] == [State.SENT] * 2
    beats(world, 2)
    assert len(told(world, "telegram: corrections cannot be made")) == 1


LINES = [
    ("", "a", "a"),
    ("a", "a", ""),
    ("a", "ab", "b"),
    ("ab", "a", ""),
    ("a", "b", ""),
    ("a", "bc", "c"),
    ("ab", "cab", "c"),
    ("", "ab", "ab"),
    ("a", "aa", ""),
]


@pytest.mark.parametrize(("known", "now", "new"), LINES)
def test_a_new_line_is_one_by_which_the_list_grew(known: str, now: str, new: str) -> None:
    """A line that is reworded, moved or taken out is none."""

    def lines(letters: str) -> list[Correction]:
        return [Correction(date(2027, 5, 21), letter) for letter in letters]

    assert new_lines(lines(known), lines(now)) == lines(new)


def test_a_silent_edit_leaves_no_note(world: World) -> None:
    """A comma, where the operators ask for it: the message alone, X is left."""
    edit(world, LEAD, ("one sentence", "one, sentence"))
    assert "1 posts are edited" in run(world, "correct", LEAD, "--silent")
    assert "no post of telegram tells" in run(world, "correct", DIGEST, "--silent", code=2)
    beats(world)
    assert world.posts()[0].html == BEFORE.replace("one sentence", "one, sentence")
    assert amended(world) == [(LEAD, "done")]
    assert amended(world, "x") == []
    assert "no post of telegram tells" in run(world, "correct", LEAD, "--silent", code=2)


SILENT_NEVER = [
    ([("05-20", "05-21")], "", "needs a line in corrections"),
    ([], correction(), "has a new correction"),
]


@pytest.mark.parametrize(("changes", "line", "words"), SILENT_NEVER)
def test_what_must_be_told_is_not_changed_silently(
    world: World, changes: list[tuple[str, str]], line: str, words: str
) -> None:
    """A day that moved, and a correction that has a note."""
    edit(world, LEAD, *changes, add=line)
    assert words in run(world, "correct", LEAD, "--silent", code=2)
    assert amended(world) == []


def test_a_silent_edit_keeps_earlier_notes(world: World) -> None:
    """What was put right stays corrected."""
    edit(world, LEAD, add=correction())
    beats(world)
    edit(world, LEAD, ("one sentence", "one, sentence"))
    run(world, "correct", LEAD, "--silent")
    beats(world)
    html = world.posts()[0].html
    assert "one, sentence" in html
    assert NOTE in html


def test_a_failed_correction_can_be_made_once_that_is_mended(world: World) -> None:
    """The operators get the command, and it makes the correction with its note."""
    world.telegram.faults.add(Fault("400", method="editMessageText", description="Bad: odd"))
    edit(world, LEAD, add=correction())
    beats(world)
    assert amended(world) == [(LEAD, "failed")]
    assert told(world, f"onthisday correct {LEAD} --silent")
    run(world, "correct", LEAD, "--silent")
    beats(world)
    assert NOTE in world.posts()[0].html
    assert {state for _, state in amended(world)} == {"done"}
