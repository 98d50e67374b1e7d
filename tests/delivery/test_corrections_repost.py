"""Corrections of posts on X: the operators choose, and a delivery makes them; the commands."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.channels import Refused, RetryLater
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_client import make_bot
from bot.formatting.length import x_length
from bot.local_service import CHANNEL, NINE, TARGET, TOKEN, World
from bot.sandbox.server.faults import Fault
from bot.store import Amended, Key, Kind, State
from tests.conftest import toml_of
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


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A service that has posted the day's post."""
    with posted(tmp_path) as made:
        yield made


BESIDE = (
    "Correction to our post of 20 May 2027: The year was wrong.\n\n"
    "20 May 1982: The text of entry-a is one sentence."
)


@pytest.fixture
def asked(world: World) -> World:
    """The lead was corrected, and the operators know it."""
    edit(world, LEAD, ("1983", "1982"), add=correction())
    beats(world)
    return world


def test_the_operators_are_asked_once_with_ready_texts(asked: World) -> None:
    """Both texts, the address and each command; nothing is posted before they choose."""
    beats(asked, 3)
    asked.restart()
    beats(asked, 3)
    [text] = told(asked, "x: entry-a was corrected")
    assert BESIDE in text
    assert CORRECTED_ON_X in text
    assert f"{x_length(BESIDE)} of 280" in text
    assert asked.x_posts()[0].id in text
    for word in ("--post", "--reply", "--replace", "--leave"):
        assert f"onthisday correct x 2027-05-20 entry-a {word}" in text or word == "--reply"
    assert len(asked.x_posts()) == 1
    assert amended(asked, "x") == [(LEAD, "asked")]


def slot(number: int = 1) -> Key:
    """The ledger's key of a correction on X."""
    return Key("x", TODAY, f"correction:{LEAD}:{number}")


@pytest.mark.parametrize("word", ["--post", "--reply"])
def test_a_correction_is_posted_once(asked: World, word: str) -> None:
    """By itself, or under the post; the post stays; a row of its own; reported once on air."""
    run(asked, "correct", "x", "2027-05-20", LEAD, word)
    beats(asked, 4)
    old, new = asked.x_posts()
    assert new.text == BESIDE
    assert new.reply_to == (old.id if word == "--reply" else None)
    row = asked.database.ledger.get(slot())
    assert row is not None
    assert (row.state, row.remote_id, row.attempts) == (State.SENT, new.id, 1)
    assert amended(asked, "x") == [(LEAD, "done")]
    assert len(told(asked, "x: the correction of 2027-05-20 is on air", new.id)) == 1
    assert "is done already" in run(asked, "correct", "x", "2027-05-20", LEAD, word, code=2)


def test_a_reply_that_x_refuses_becomes_a_post(asked: World) -> None:
    """X wants the author's summons."""
    asked.x.faults.add(Fault("403", method=PUT))
    run(asked, "correct", "x", "2027-05-20", LEAD, "--reply")
    beats(asked, 4)
    _, new = asked.x_posts()
    assert (new.text, new.reply_to) == (BESIDE, None)
    assert amended(asked, "x") == [(LEAD, "done")]
    assert told(asked, "waits") == told(asked, "refused.") == []


def test_delete_and_post_again(asked: World) -> None:
    """The old post goes, the day's row has the new one; both calls are booked."""
    before = asked.database.spending.spent("x", since=NINE - timedelta(days=30))
    [old] = asked.x_posts()
    run(asked, "correct", "x", "2027-05-20", LEAD, "--replace")
    beats(asked, 4)
    [new] = asked.x_posts()
    assert new.text == CORRECTED_ON_X
    assert new.id != old.id
    row = asked.database.ledger.get(Key("x", TODAY))
    assert row is not None
    assert (row.remote_id, row.content.text) == (new.id, CORRECTED_ON_X)
    assert row.content.events[0].year == 1982
    spent = asked.database.spending.spent("x", since=NINE - timedelta(days=30)) - before
    assert f"{spent:.3f}" == "0.025"


def test_what_takes_long_before_a_correction_does_not_age_its_claim(asked: World) -> None:
    """The wrong post is gone by then: the right one follows in the same try."""
    [channel] = [one.channel for one in asked.service.channels if one.name == "x"]
    delete: Any = channel.delete

    async def deletes(*args: Any, **kwargs: Any) -> Any:
        asked.clock.step(seconds=20)
        return await delete(*args, **kwargs)

    vars(channel)["delete"] = deletes
    run(asked, "correct", "x", "2027-05-20", LEAD, "--replace")
    beats(asked, 1)
    assert [post.text for post in asked.x_posts()] == [CORRECTED_ON_X]


def test_leave(asked: World) -> None:
    """Nothing is posted; a later change of mind is possible."""
    assert "left as it is" in run(asked, "correct", "x", "2027-05-20", LEAD, "--leave")
    beats(asked, 3)
    assert len(asked.x_posts()) == 1
    assert amended(asked, "x") == [(LEAD, "left")]
    run(asked, "correct", "x", "2027-05-20", LEAD, "--post")
    beats(asked, 3)
    assert len(asked.x_posts()) == 2


@pytest.mark.parametrize("word", ["--post", "--reply", "--replace"])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", ["5xx", "reset", "half", "rubbish", "hang", "data_null"])
def test_a_correction_on_x_in_doubt_is_found_out(
    asked: World, word: str, when: str, kind: str
) -> None:
    """Looked for like any delivery: one correction in the end."""
    asked.x.faults.add(Fault(kind, when=when, method=PUT))  # type: ignore[arg-type]
    run(asked, "correct", "x", "2027-05-20", LEAD, word)
    beats(asked, 8)
    texts = [post.text for post in asked.x_posts()]
    if word == "--replace":
        assert texts == [CORRECTED_ON_X]
    else:
        assert texts[1:] == [BESIDE]
    assert amended(asked, "x") == [(LEAD, "done")]


LOOK = "GET /2/users/:id/tweets"


@pytest.mark.parametrize("word", ["--post", "--replace"])
@pytest.mark.parametrize("hidden", [0, 2], ids=["seen", "seen late"])
def test_a_correction_hides_no_post_in_doubt(asked: World, word: str, hidden: int) -> None:
    """The next day's post is accepted without an answer, and then a correction goes on air: the
    post is looked for after what was there before its first try, also where X shows it only after
    the second.
    """
    record = toml_of(("next", "05-21", 1950)).partition("\n\n")[2]
    asked.dataset.write_text(asked.dataset.read_text(encoding="utf-8") + "\n" + record, "utf-8")
    run(asked, "correct", "x", "2027-05-20", LEAD, word)
    asked.clock.now = NINE + timedelta(days=1)
    asked.x.faults.add(Fault("5xx", when="after", method=PUT))
    if hidden:
        empty = b'{"meta": {"result_count": 0}}'
        asked.x.faults.add(Fault("data_null", method=LOOK, times=hidden, body=empty))
    beats(asked, 12)
    row = asked.database.ledger.get(Key("x", TODAY + timedelta(days=1)))
    assert row is not None
    [post] = [post for post in asked.x_posts() if post.text.startswith("21 May 1950")]
    assert (row.state, row.remote_id) == (State.SENT, post.id)
    assert row.attempts == (2 if hidden else 1)
    assert amended(asked, "x") == [(LEAD, "done")]
    assert told(asked, "x: it is not known") == []


def test_a_late_correction_in_doubt_is_looked_for_as_long_as_any_post(world: World) -> None:
    """Until the end of the day after its try, however old the post is that it corrects."""
    world.clock.step(days=40)
    edit(world, LEAD, ("1983", "1982"), add=correction(on="2027-06-28"))
    beats(world)
    run(world, "correct", "x", "2027-05-20", LEAD, "--post")
    world.x.faults.add(Fault("5xx", when="after", method=PUT), Fault("5xx", method=LOOK, times=3))
    beats(world, 12, minutes=5)
    assert amended(world, "x") == [(LEAD, "done")]
    assert len([post for post in world.x_posts() if "Correction to" in post.text]) == 1


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", ["5xx", "reset", "429", "403", "404", "hang"])
def test_a_deletion_that_fails_is_tried_again(asked: World, when: str, kind: str) -> None:
    """It may have happened: a second one does no harm, and the post comes after it."""
    asked.x.faults.add(Fault(kind, when=when, method="DELETE /2/tweets/:id"))  # type: ignore[arg-type]
    run(asked, "correct", "x", "2027-05-20", LEAD, "--replace")
    beats(asked, 8, minutes=5)
    assert [post.text for post in asked.x_posts()] == [CORRECTED_ON_X]
    assert amended(asked, "x") == [(LEAD, "done")]


def test_a_crash_while_a_correction_is_posted_leaves_a_doubt(asked: World) -> None:
    """Its row is found in ``sending``: looked for, never sent blindly."""
    row = asked.database.ledger.get(Key("x", TODAY))
    assert row is not None
    asked.x.faults.add(Fault("hang", when="after", method=PUT))
    run(asked, "correct", "x", "2027-05-20", LEAD, "--post")
    asked.beat()
    asked.restart()
    asked.x.faults.release()
    beats(asked, 6)
    assert [post.text for post in asked.x_posts()][1:] == [BESIDE]
    assert amended(asked, "x") == [(LEAD, "done")]


def test_a_held_channel_makes_its_corrections_later(asked: World) -> None:
    """Out of credits: the channel stops, and goes on when the operators say so."""
    asked.x.faults.add(Fault("402", method=PUT))
    run(asked, "correct", "x", "2027-05-20", LEAD, "--post")
    beats(asked, 4)
    assert len(asked.x_posts()) == 1
    asked.database.holds.end("x")
    beats(asked, 2)
    assert len(asked.x_posts()) == 2
    assert amended(asked, "x") == [(LEAD, "done")]


def test_a_refused_correction_is_failed_and_may_be_chosen_anew(asked: World) -> None:
    """Reported once; the operators may choose again."""
    asked.x.faults.add(Fault("400", method=PUT))
    run(asked, "correct", "x", "2027-05-20", LEAD, "--post")
    beats(asked, 3)
    assert amended(asked, "x") == [(LEAD, "failed")]
    assert len(told(asked, "was refused")) == 1
    run(asked, "correct", "x", "2027-05-20", LEAD, "--post")
    beats(asked, 3)
    assert amended(asked, "x") == [(LEAD, "done")]
    assert len(asked.x_posts()) == 2


def test_a_choice_that_is_refused_again_is_told_again(asked: World) -> None:
    """Whether it was chosen anew or tried again by the operators' word; in the end it is made."""
    asked.x.faults.add(Fault("400", method=PUT, times=3))
    run(asked, "correct", "x", "2027-05-20", LEAD, "--post")
    beats(asked, 2)
    run(asked, "correct", "x", "2027-05-20", LEAD, "--post")
    beats(asked, 2)
    assert len(told(asked, "was refused")) == 2
    slot = f"correction:{LEAD}:1"
    run(asked, "resolve", "x", "2027-05-20", "retry", "--slot", slot)
    beats(asked, 2)
    assert len(told(asked, "was refused")) == 3
    run(asked, "resolve", "x", "2027-05-20", "retry", "--slot", slot)
    beats(asked, 2)
    assert amended(asked, "x") == [(LEAD, "done")]
    assert len(asked.x_posts()) == 2


def test_a_second_correction_before_the_choice_is_asked_for_both(asked: World) -> None:
    """One question more, one post with both notes."""
    more = f'{{ on = 2027-05-21, note = "{NOTE}" }}, {{ on = 2027-05-22, note = "So was b." }}'
    edit(asked, LEAD, (f'{{ on = 2027-05-21, note = "{NOTE}" }}', more))
    beats(asked, 2)
    assert amended(asked, "x") == [(LEAD, "joined"), (LEAD, "asked")]
    run(asked, "correct", "x", "2027-05-20", LEAD, "--post")
    beats(asked, 3)
    assert f"{NOTE} So was b.\n\n" in asked.x_posts()[1].text
    assert asked.database.ledger.get(slot(2)) is not None
    assert len(asked.x_posts()) == 2


def test_a_second_correction_after_the_choice_is_one_of_its_own(asked: World) -> None:
    """The first is on air: the second has its own note alone."""
    run(asked, "correct", "x", "2027-05-20", LEAD, "--post")
    beats(asked, 3)
    more = f'{{ on = 2027-05-21, note = "{NOTE}" }}, {{ on = 2027-05-22, note = "So was b." }}'
    edit(asked, LEAD, (f'{{ on = 2027-05-21, note = "{NOTE}" }}', more))
    beats(asked, 2)
    run(asked, "correct", "x", "2027-05-20", LEAD, "--post")
    beats(asked, 3)
    assert [p.text.split("\n")[0] for p in asked.x_posts()[1:]] == [
        "Correction to our post of 20 May 2027: The year was wrong.",
        "Correction to our post of 20 May 2027: So was b.",
    ]


def test_a_retraction_on_x(world: World) -> None:
    """The text takes the post back."""
    edit(world, LEAD, add='retracted = { on = 2027-05-21, why = "It never happened" }')
    beats(world)
    run(world, "correct", "x", "2027-05-20", LEAD, "--post")
    beats(world)
    assert world.x_posts()[1].text == (
        'We take back our post of 20 May 2027 about "Title of entry-a": It never happened.'
    )


WRONG = [
    (["correct", LEAD], "expected CHANNEL DATE ID"),
    (["correct", "x", "2027-05-20", LEAD], "expected CHANNEL DATE ID"),
    (["correct", "x", "2027-05-20", LEAD, "--silent"], "expected CHANNEL DATE ID"),
    (["correct", "x", "20 May", LEAD, "--post"], "expected a date such as"),
    (["correct", "telegram", "2027-05-20", LEAD, "--post"], "cannot edit their posts: x"),
    (["correct", "y", "2027-05-20", LEAD, "--post"], "cannot edit their posts: x"),
    (["correct", "x", "2027-05-20", LEAD, "--post"], "no correction of entry-a is known"),
    (["correct", "no-such", "--silent"], "the dataset has no entry no-such"),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG)
def test_wrong_usage_is_a_sentence(world: World, words: list[str], sentence: str) -> None:
    """Exit code 2, and what to do instead."""
    assert sentence in run(world, *words, code=2)


def test_the_list_of_corrections(asked: World) -> None:
    """Every correction with its note, each channel's post and what became of it."""
    run(asked, "correct", "x", "2027-05-20", LEAD, "--post")
    beats(asked)
    [telegram, x] = json.loads(run(asked, "corrections", "--json"))
    assert telegram == {
        "event": LEAD,
        "kind": Kind.CORRECTED,
        "on": "2027-05-21",
        "note": NOTE,
        "channel": "telegram",
        "post": "2027-05-20",
        "remote_id": "1",
        "versions": ["1"],
        "state": Amended.DONE,
        "choice": None,
        "correction_remote_id": None,
        "error": "",
    }
    assert (x["state"], x["choice"]) == ("done", "post")
    assert x["correction_remote_id"] == asked.x_posts()[1].id
    assert run(asked, "corrections") == (
        "entry-a, 2027-05-21: The year was wrong.\n"
        "  telegram 2027-05-20 (1): done\n"
        f"  x 2027-05-20 ({x['remote_id']}): done, post ({x['correction_remote_id']})\n"
    )


def test_an_empty_list_says_so(world: World) -> None:
    """Nothing was wrong yet."""
    assert run(world, "corrections") == "No post on air was ever corrected.\n"
    assert json.loads(run(world, "corrections", "--json")) == []


def test_telegram_replies_and_deletes(world: World) -> None:
    """A reply is under its post; what is deleted may be deleted again."""
    [first] = world.posts()
    channel = TelegramChannel(
        make_bot(TOKEN, base_url=world.telegram.url), TARGET, clock=world.clock
    )

    async def story() -> list[Decimal]:
        before = world.clock() + timedelta(minutes=1)
        sent = await channel.publish("Reply", button=None, before=before, reply_to=str(first.id))
        costs = [await channel.delete(sent.remote_id) for _ in range(2)]
        world.telegram.set_bot(CHANNEL, "member", by=99)
        with pytest.raises(RetryLater):
            await channel.delete(str(first.id))
        await channel.close()
        return costs

    assert asyncio.run(story()) == [0, 0]
    reply = world.telegram.messages(CHANNEL)[1]
    assert (reply.reply_to, reply.deleted) == (first.id, True)
    assert len(world.posts()) == 1


def test_a_post_on_x_is_never_changed_under_its_id(world: World) -> None:
    """It says so itself, should anyone ask: an edit makes a new version."""
    [channel] = [one.channel for one in world.service.channels if one.name == "x"]
    with pytest.raises(Refused):
        asyncio.run(channel.edit("1", "text", button=None))
