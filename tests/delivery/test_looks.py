"""Looking for a post in doubt on Telegram: what is found, absent or undecidable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.telegram_search import COPIES, MOST, REFUSED
from bot.local_service import CHANNEL, NINE, OPERATORS, World, made_world
from bot.operations import resolve
from bot.sandbox.server.faults import Fault
from bot.store import Key, State
from tests.conftest import toml_of
from tests.helpers.corrections import beats, told

RECORDS = [(f"entry-{day}", f"05-{day}", 1983) for day in range(18, 26)]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A service with an entry on each of some days, on Telegram alone."""
    dataset = tmp_path / "events.toml"
    dataset.write_text(toml_of(*RECORDS), encoding="utf-8")
    with made_world(tmp_path, dataset) as made:
        made.scene = replace(made.scene, platforms=("telegram",))
        yield made


def sends(world: World, chat: object = "@on_this_day") -> int:
    """How often something was sent to a chat."""
    called = [
        params.get("chat_id") for name, params in world.telegram.calls if name == "sendMessage"
    ]
    return sum(str(one) == str(chat) for one in called)


def doubt(world: World, *, before: int, after: int) -> Key:
    """A day later a post that Telegram accepts without an answer, between so many of others."""
    world.beat()
    world.clock.step(days=1)
    for number in range(before):
        world.telegram.post(f"By hand, before: {number}", chat=CHANNEL)
    world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
    assert world.beat()["telegram"].state is State.IN_DOUBT
    for number in range(after):
        world.telegram.post(f"By hand, after: {number}", chat=CHANNEL)
    return Key("telegram", world.clock.now.date())


def forwards(world: World) -> list[int]:
    """The ids that were forwarded, in order."""
    made = [params for method, params in world.telegram.calls if method == "forwardMessage"]
    assert {params["disable_notification"] for params in made} <= {"true"}
    return [int(str(params["message_id"])) for params in made]


def row_of(world: World, key: Key) -> tuple[State, str | None]:
    """What the ledger has of a delivery: its state and id."""
    row = world.database.ledger.get(key)
    assert row is not None
    return row.state, row.remote_id


@pytest.mark.parametrize(("before", "after"), [(0, 4), (4, 4), (9, 0), (9, 9), (14, 0)])
def test_a_post_is_found_among_many_of_others(world: World, before: int, after: int) -> None:
    """The copies make no sound and are deleted; the anchor is looked at first."""
    key = doubt(world, before=before, after=after)
    beats(world, 2)
    assert row_of(world, key) == (State.SENT, str(before + 2))
    assert forwards(world) == list(range(1, before + 3))
    copies = [m for m in world.telegram.messages(OPERATORS) if m.origin is not None]
    assert [(copy.silent, copy.deleted) for copy in copies] == [(True, True)] * (before + 2)


@pytest.mark.parametrize("before", [11, 30, 98])
def test_a_post_far_behind_is_found_over_several_beats(world: World, before: int) -> None:
    """A group takes 20 messages a minute: so many copies, a pause, and the look goes on."""
    key = doubt(world, before=before, after=0)
    made = 0
    for _ in range(12):
        world.clock.step(minutes=1)
        world.beat()
        copies = [m for m in world.telegram.messages(OPERATORS) if m.origin is not None]
        assert len(copies) - made <= COPIES + 1
        made = len(copies)
    assert row_of(world, key) == (State.SENT, str(before + 2))
    assert sends(world) == 2
    assert told(world, "it is not known") == []


def test_too_many_posts_of_others_are_the_operators_to_look_through(world: World) -> None:
    """It is after the last id that is looked at: asked once, and never sent again."""
    doubt(world, before=MOST, after=0)
    beats(world, 20)
    assert world.state("telegram") is State.IN_DOUBT
    assert sends(world) == 2
    assert max(forwards(world)) == MOST + 1
    [text] = told(world, "it is not known")
    assert "too many other posts stand in between" in text


@pytest.mark.parametrize(("others", "gone"), [(7, 3), (0, REFUSED - 1), (3, 10)])
def test_deleted_messages_are_no_end_of_the_channel(world: World, others: int, gone: int) -> None:
    """Posts of others, deleted ones, then ours: it is found."""
    world.beat()
    world.clock.step(days=1)
    for number in range(others + gone):
        message = world.telegram.post(f"By hand: {number}", chat=CHANNEL)
        if number >= others:
            world.telegram.delete(CHANNEL, message.id)
    world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
    world.beat()
    beats(world, 4)
    assert world.state("telegram") is State.SENT
    assert len([m for m in world.posts() if m.by_bot]) == 2


def test_what_is_not_there_is_sent_after_two_whole_looks(world: World) -> None:
    """Twenty refused ids in a row, twice, a minute apart."""
    world.beat()
    world.clock.step(days=1)
    world.telegram.faults.add(Fault("rubbish", method="sendMessage"))
    world.beat()
    beats(world, 4)
    assert world.state("telegram") is State.SENT
    assert forwards(world).count(1) == 4  # the anchor, at the begin and at the end of each look
    assert len(world.posts()) == 2


SERVICE = [{"pinned_message": {"message_id": 1}}, {"new_chat_title": "Another"}]


@pytest.mark.parametrize("extra", SERVICE)
def test_a_service_message_does_not_end_the_look(world: World, extra: dict[str, object]) -> None:
    """Editors who pin each post have one behind each; the words of the refusal do not decide."""
    world.beat()
    world.telegram.post(chat=CHANNEL, extra=extra)
    world.clock.step(days=1)
    world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
    world.beat()
    beats(world, 3)
    assert row_of(world, Key("telegram", world.clock.now.date())) == (State.SENT, "3")


WORDS = [
    "Bad Request: MESSAGE_ID_INVALID",
    "Bad Request: message can't be forwarded",
    "Bad Request: there is a topic in the way",
    "Bad Request: something that nobody has ever read",
]


@pytest.mark.parametrize("words", WORDS)
def test_the_words_of_a_refusal_do_not_decide(world: World, words: str) -> None:
    """A refusal of one id is "not ours" while the anchor comes through."""
    key = doubt(world, before=1, after=0)
    world.telegram.faults.on_request(
        lambda method, params: (
            world.telegram.faults.add(Fault("400", method=method, description=words))
            if method == "forwardMessage" and params["message_id"] == "2"
            else None
        ),
        stage="arrived",
    )
    beats(world, 3)
    assert row_of(world, key) == (State.SENT, "3")


def test_protected_content_is_never_absent(world: World) -> None:
    """Every id is refused there, the anchor, too: it is the operators'."""
    doubt(world, before=0, after=0)
    world.telegram.protect(CHANNEL)
    beats(world, 20)
    assert world.state("telegram") is State.IN_DOUBT
    assert sends(world) == 2
    assert "cannot be forwarded" in told(world, "it is not known")[0]


def test_a_right_that_is_lost_in_the_middle_of_a_look_is_no_absence(world: World) -> None:
    """The anchor is looked at once more at the end."""
    doubt(world, before=2, after=0)
    seen: list[str] = []

    def lose(method: str, params: object) -> None:
        del params
        seen.append(method)
        if seen.count("forwardMessage") == 2:
            world.telegram.protect(CHANNEL)

    world.telegram.faults.on_request(lose, stage="arrived")
    beats(world, 20)
    assert world.state("telegram") is State.IN_DOUBT
    assert sends(world) == 2


def test_a_channel_made_anew_under_its_name_is_not_looked_through(world: World) -> None:
    """It counts from 1 again: what is known of the old one says nothing, and nothing is doubled."""
    for _ in range(5):
        world.telegram.post("By hand", chat=CHANNEL)
    world.beat()
    world.telegram.recreate_channel(CHANNEL, to=-1005678)
    world.clock.step(days=1)
    world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
    world.beat()
    beats(world, 20)
    assert world.state("telegram") is State.IN_DOUBT
    assert len(world.telegram.messages(-1005678)) == 1
    assert len(told(world, "it is not known")) == 1
    key = Key("telegram", world.clock.now.date())
    now = world.clock()
    resolve(world.database, key, "sent", by="me", today=now.date(), now=now, remote_id="1")
    world.restart()
    world.clock.step(days=1)
    assert world.beat()["telegram"].state is State.SENT
    world.clock.step(days=1)
    world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
    world.beat()
    beats(world, 4)
    assert world.state("telegram") is State.SENT
    assert len(world.telegram.messages(-1005678)) == 3


@pytest.mark.parametrize("number", ["900", "3"])
def test_a_mistyped_id_hides_no_post(world: World, number: str) -> None:
    """Of yesterday's post: too great an id, or that of another message, leaves the doubt."""
    world.beat()
    for _ in range(4):
        world.telegram.post("By hand", chat=CHANNEL)
    day = world.clock.now.date()
    resolve(
        world.database, Key("telegram", day), "sent", by="me", today=day, now=NINE, remote_id=number
    )
    world.clock.step(days=1)
    world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
    world.beat()
    beats(world, 20)
    assert world.state("telegram") is State.IN_DOUBT
    assert sends(world) == 2


def test_the_last_post_is_the_last_by_date(world: World) -> None:
    """Not the one with the greatest number."""
    world.beat()
    today = world.clock.now.date()
    content = world.database.ledger.get(Key("telegram", today)).content  # type: ignore[union-attr]
    for back, number in ((9, "812"), (5, "40")):
        key = Key("telegram", today - timedelta(days=back))
        world.database.ledger.claim(key, content, now=world.clock())
        world.database.ledger.record(key, State.SENT, now=world.clock(), remote_id=number)
    last = world.database.history.last_remote_id("telegram", target="@on_this_day")
    assert last == str(world.posts()[0].id)


@pytest.mark.parametrize("arrived", [True, False], ids=["on air", "lost"])
def test_a_supergroup_is_looked_through(world: World, arrived: bool) -> None:
    """Its ids are all its own: talk of its members does not hide the post, nor make one up."""
    chat = -10077
    world.telegram.add_group(chat, bot="administrator")
    world.telegram.add_user(55)
    world.telegram.set_member(chat, 55, status="member")
    world.scene = replace(world.scene, target=str(chat))
    world.beat()
    world.clock.step(days=1)
    for number in range(5):
        world.telegram.say(f"Talk {number}", user=55, chat=chat)
    when = "after" if arrived else "before"
    world.telegram.faults.add(Fault("rubbish", when=when, method="sendMessage"))
    world.beat()
    beats(world, 4)
    assert row_of(world, Key("telegram", world.clock.now.date())) == (State.SENT, "7")
    assert len([m for m in world.telegram.messages(chat) if m.by_bot]) == 2
    assert sends(world, chat) == 3 - arrived
    assert told(world, "it is not known") == []


@pytest.mark.parametrize("kind", ["group", "private"])
def test_where_ids_are_shared_nothing_is_concluded_from_them(world: World, kind: str) -> None:
    """A basic group shares its ids with the bot's private chats: its doubts are the operators'."""
    chat = -77 if kind == "group" else 55
    if kind == "group":
        world.telegram.add_group(chat, bot="administrator")
    else:
        world.telegram.add_user(chat, wrote=True)
    world.scene = replace(world.scene, target=str(chat))
    world.beat()
    world.clock.step(days=1)
    for number in range(30):
        world.telegram.say(f"A question {number}", user=OPERATORS)
    world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
    world.beat()
    beats(world, 20)
    assert world.state("telegram") is State.IN_DOUBT
    assert sends(world, chat) == 2
    assert "shared" in told(world, "it is not known")[0]
