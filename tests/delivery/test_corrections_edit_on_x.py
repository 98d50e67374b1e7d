"""Corrections on X by editing: with Premium a new version in the post's place, for half an hour."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.local_service import NINE, Scene, World
from bot.sandbox.server.faults import Fault
from bot.store import Key, State
from tests.helpers.corrections import (
    CORRECTED_ON_X,
    LEAD,
    NOTE,
    PUT,
    TODAY,
    amended,
    beats,
    correction,
    edit,
    posted,
    run,
    told,
)

ON_X = Scene(platforms=("x",), can_edit=True)
READ = "GET /2/tweets/:id"
POST = Key("x", TODAY)
EDIT = Key("x", TODAY, f"correction:{LEAD}:1")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An account with Premium that has posted the day's post."""
    with posted(tmp_path, ON_X) as made:
        yield made


def mend(world: World, count: int = 3) -> None:
    """Correct the lead, and beat some minutes."""
    edit(world, LEAD, ("1983", "1982"), add=correction())
    beats(world, count)


def row(world: World, key: Key) -> tuple[State, str | None, str | None]:
    """The state of a delivery, its id, and the version that it edits."""
    found = world.database.ledger.get(key)
    assert found is not None
    return found.state, found.remote_id, found.edit_of


def test_a_correction_within_the_window_is_an_edit(world: World) -> None:
    """One new version in the post's place, which the ledger knows; told once, nobody is asked."""
    [old] = world.x_posts()
    mend(world, 5)
    [new] = world.x_posts()
    assert (new.text, new.edit_of) == (CORRECTED_ON_X, old.id)
    assert len(world.x.posts()) == 2
    assert row(world, EDIT) == (State.SENT, new.id, old.id)
    assert row(world, POST) == (State.SENT, new.id, None)
    assert world.database.history.versions(POST) == [old.id, new.id]
    assert amended(world, "x") == [(LEAD, "done")]
    assert len(told(world, "x: corrected on air", new.id)) == 1
    assert told(world, "onthisday correct") == []


def test_an_edit_is_booked(world: World) -> None:
    """As a post, and what was read before it."""
    since = NINE - timedelta(days=1)
    before = world.database.spending.spent("x", since=since)
    mend(world)
    assert f"{world.database.spending.spent('x', since=since) - before:.3f}" == "0.020"


def test_the_chain_of_versions_is_kept(world: World) -> None:
    """A second correction edits the newest version, and keeps the note of the first; the list of
    corrections names every id that the post had.
    """
    mend(world)
    more = f'{{ on = 2027-05-21, note = "{NOTE}" }}, {{ on = 2027-05-22, note = "So was b." }}'
    edit(world, LEAD, (f'{{ on = 2027-05-21, note = "{NOTE}" }}', more))
    beats(world)
    ids = [post.id for post in world.x.posts()]
    assert world.database.history.versions(POST) == ids
    assert len(ids) == 3
    [post] = world.x_posts()
    assert post.text.endswith(f"{NOTE} So was b.")
    listed = json.loads(run(world, "corrections", "--json"))
    assert [one["versions"] for one in listed] == [ids, ids]
    assert [one["choice"] for one in listed] == ["edit", "edit"]


def test_two_corrections_at_once_are_one_edit(world: World) -> None:
    """With both notes."""
    notes = 'corrections = [{ on = 2027-05-21, note = "One." }, { on = 2027-05-21, note = "Two." }]'
    edit(world, LEAD, ("1983", "1982"), add=notes)
    beats(world)
    assert len(world.x.posts()) == 2
    assert world.x_posts()[0].text.endswith("One. Two.")
    assert amended(world, "x") == [(LEAD, "joined"), (LEAD, "done")]


BROKEN = ["5xx", "reset", "close", "half", "rubbish", "hang", "data_null", "errors_only"]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", BROKEN)
def test_a_lost_answer_is_found_out(world: World, kind: str, when: str) -> None:
    """The versions of the post are read: one edit in the end, and nobody is asked."""
    world.x.faults.add(Fault(kind, when=when, method=PUT))  # type: ignore[arg-type]
    mend(world, 10)
    assert [post.text for post in world.x_posts()] == [CORRECTED_ON_X]
    assert len(world.x.posts()) == 2
    assert amended(world, "x") == [(LEAD, "done")]
    assert told(world, "it is not known") == []
    assert row(world, EDIT)[0] is State.SENT


@pytest.mark.parametrize("kind", ["ok_false", "data_null", "errors_only"])
def test_a_post_that_an_answer_says_nothing_of_is_still_there(world: World, kind: str) -> None:
    """It is read again before it is edited, and not given up."""
    world.x.faults.add(Fault(kind, method=READ))
    mend(world, 20)
    assert [post.text for post in world.x_posts()] == [CORRECTED_ON_X]
    assert amended(world, "x") == [(LEAD, "done")]


def test_an_edit_that_is_seen_late_is_not_made_twice(world: World) -> None:
    """The answer is lost, and both looks see the old version: before it is tried again the post is
    read once more, and what reads as corrected is not edited.
    """
    [old] = world.x_posts()
    stale = {"data": {"id": old.id, "text": old.text, "edit_history_tweet_ids": [old.id]}}
    world.x.faults.add(Fault("5xx", when="after", method=PUT))
    edit(world, LEAD, ("1983", "1982"), add=correction())
    world.beat()
    body = json.dumps(stale).encode()
    world.x.faults.add(Fault("data_null", method=READ, times=2, body=body))
    beats(world, 10)
    assert len(world.x.posts()) == 2
    assert amended(world, "x") == [(LEAD, "done")]


def test_a_crash_in_an_edit_leaves_a_doubt_that_is_found_out(world: World) -> None:
    """Its row is found in ``sending``."""
    world.x.faults.add(Fault("hang", when="after", method=PUT))
    edit(world, LEAD, ("1983", "1982"), add=correction())
    world.beat()
    world.restart()
    world.x.faults.release()
    beats(world, 6)
    assert len(world.x.posts()) == 2
    assert amended(world, "x") == [(LEAD, "done")]


@pytest.mark.parametrize("kind", ["429", "5xx", "reset", "rubbish"])
def test_what_fails_in_reading_is_no_doubt(world: World, kind: str) -> None:
    """Nothing is edited by reading: it is tried again, and booked once."""
    world.x.faults.add(Fault(kind, method=READ))
    edit(world, LEAD, ("1983", "1982"), add=correction())
    world.beat()
    assert row(world, EDIT)[0] is State.WAITING
    beats(world, 5)
    assert [post.text for post in world.x_posts()] == [CORRECTED_ON_X]
    assert len(world.x.posts()) == 2


def asked(world: World) -> str:
    """What the operators were asked, once."""
    [text] = told(world, "onthisday correct x 2027-05-20 entry-a --post")
    return text


def test_after_the_window_the_operators_are_asked(world: World) -> None:
    """As without Premium; what they choose is made."""
    world.clock.step(minutes=31)
    mend(world)
    assert len(world.x.posts()) == 1
    assert "the time in which it can be edited is over" in asked(world)
    assert amended(world, "x") == [(LEAD, "asked")]
    run(world, "correct", "x", "2027-05-20", LEAD, "--post")
    beats(world, 3)
    assert len(world.x_posts()) == 2
    assert row(world, EDIT) == (State.SENT, world.x_posts()[1].id, None)
    assert amended(world, "x") == [(LEAD, "done")]


def test_hours_later_nothing_is_tried(world: World) -> None:
    """X is not even asked."""
    world.clock.step(hours=3)
    calls: list[str] = []
    world.x.faults.on_request(lambda method, _: calls.append(method))
    mend(world)
    assert READ not in calls
    asked(world)


def test_an_account_without_premium_is_refused_and_asks(tmp_path: Path) -> None:
    """Whatever the settings say of it: X's no is no failure of the post, and is asked for once."""
    with posted(tmp_path, Scene(platforms=("x",), can_edit=True, premium=False)) as world:
        mend(world, 5)
        assert len(world.x.posts()) == 1
        assert "Premium" in asked(world)
        assert told(world, "was refused") == []


def test_the_sixth_edit_is_asked_for(world: World) -> None:
    """X allows five."""
    lines = [f'{{ on = 2027-05-21, note = "Note {n}." }}' for n in range(1, 7)]
    edit(world, LEAD, ("1983", "1982"), add=f"corrections = [{lines[0]}]")
    beats(world, 2)
    for n in range(1, 6):
        edit(world, LEAD, (lines[n - 1], f"{lines[n - 1]}, {lines[n]}"))
        beats(world, 2)
    assert len(world.x.posts()) == 6
    assert "as often as X allows" in asked(world)
    assert amended(world, "x") == [*[(LEAD, "done")] * 5, (LEAD, "asked")]


@pytest.mark.parametrize("status", ["400", "403", "404"])
def test_an_edit_that_x_refuses_is_asked_for(world: World, status: str) -> None:
    """For whatever reason; the post stays as it is until they choose."""
    world.x.faults.add(Fault(status, method=PUT))
    mend(world)
    assert len(world.x.posts()) == 1
    asked(world)


def test_a_post_in_place_of_an_edit_is_taken_back(world: World) -> None:
    """Should X ever make a new post of it, that is deleted, and the operators are asked."""
    [old] = world.x_posts()
    other = world.x.posts()[0].id[:-1] + "9"
    body = json.dumps(
        {"data": {"id": other, "text": CORRECTED_ON_X, "edit_history_tweet_ids": [other]}}
    )
    world.x.faults.add(Fault("data_null", method=PUT, body=body.encode()))
    calls: list[str] = []
    world.x.faults.on_request(lambda method, _: calls.append(method))
    mend(world)
    assert calls.count("DELETE /2/tweets/:id") == 1
    assert "instead of an edit" in asked(world)
    assert world.x_posts() == [old]


def test_without_the_setting_nothing_is_edited(tmp_path: Path) -> None:
    """Premium or not."""
    with posted(tmp_path, Scene(platforms=("x",))) as world:
        mend(world)
        assert len(world.x.posts()) == 1
        asked(world)


@pytest.mark.parametrize("premium", [True, False])
def test_a_post_with_a_card_is_edited_with_its_card(tmp_path: Path, premium: bool) -> None:
    """Or asked about, where X refuses the edit: that is no fault of the card's."""
    pytest.importorskip("typst", reason="typst: uv sync --group heavy")
    scene = Scene(platforms=("x",), can_edit=True, premium=premium, card=True)
    with posted(tmp_path, scene) as world:
        [old] = world.x_posts()
        assert old.media
        mend(world, 5)
        [new] = world.x_posts()
        assert bool(new.edit_of) is premium
        assert new.media
        assert told(world, "picture") == told(world, "card") == []
        if not premium:
            asked(world)
