"""What operators see in their chat and decide by a button, and the line of the morning."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.local_service import NINE, OPERATORS, Scene, World, made_world
from bot.operations import morning_line
from bot.sandbox.server.faults import Fault
from bot.sandbox.telegram.markup import Button
from bot.sandbox.telegram.records import Message
from bot.store import Hold, Key, State
from tests.conftest import toml_of
from tests.helpers.corrections import LEAD, TODAY, beats, correction, edit, posted
from tests.helpers.talk import PATIENCE, PERSON, Talk, running, until

KEY = Key("telegram", TODAY)


@pytest.fixture
def doubtful(tmp_path: Path) -> Iterator[World]:
    """The first post of a channel got no answer: there is none before it to look after."""
    dataset = tmp_path / "events.toml"
    records = [(f"entry-{day}", f"05-{day}", 1983) for day in range(20, 23)]
    dataset.write_text(toml_of(*records), encoding="utf-8")
    with made_world(tmp_path, dataset, scene=Scene(platforms=("telegram",))) as world:
        world.telegram.faults.add(Fault("hang", when="before", method="sendMessage"))
        world.telegram.add_user(PERSON, first_name="Aisha")
        world.beat()
        world.clock.step(minutes=2)
        world.beat()
        world.restart()
        yield world


def asked(world: World, words: str, chat: int = OPERATORS) -> Message:
    """The message that the operators got, with its buttons."""

    def look() -> Message | None:
        place = world.telegram.world.chats[chat]
        found = [m for m in place.messages.values() if words in m.text and m.by_bot]
        return found[-1] if found else None

    return world.telegram.wait_for(look, timeout=PATIENCE)


def pressed(talk: Talk, words: str, button: str) -> Message:
    """Press a button under a message to the operators; the message after it."""
    return talk.turned(asked(talk.world, words), button, user=OPERATORS, chat=OPERATORS)


@pytest.mark.parametrize(
    ("button", "said", "state", "posts"),
    [
        ("It is there", "it is there", State.SENT, 0),
        ("It is not there", "it is not there, and is not sent", State.FAILED, 0),
        ("Send again", "it is sent again at the next heartbeat", State.SENT, 1),
    ],
)
def test_a_doubt_is_resolved_by_a_button(
    doubtful: World, button: str, said: str, state: State, posts: int
) -> None:
    """The ledger gets the word, the message says whose it was, and its buttons go."""
    with talking(doubtful) as talk:
        message = pressed(talk, "it is not known", button)
        assert message.text.endswith(f"Person (99): {said}")
        assert message.buttons == ()

        def settled() -> bool:
            row = talk.service.database.ledger.get(KEY)
            return row is not None and row.state is state

        until(settled)
        assert len(doubtful.posts()) == posts
        asked(doubtful, "is resolved")


def talking(world: World) -> AbstractContextManager[Talk]:
    """The service, running, whatever it has posted."""
    return running(world, posted=False)


def test_a_second_word_is_not_taken(doubtful: World) -> None:
    """The first one holds; who comes later is informed."""
    with talking(doubtful) as talk:
        message = asked(doubtful, "it is not known")
        button = message.buttons[1][0]
        pressed(talk, "it is not known", "It is there")
        query = doubtful.telegram.press(message.id, button, user=OPERATORS, chat=OPERATORS)
        said = doubtful.telegram.wait_for_answer(query, timeout=PATIENCE)
        assert said.text == "telegram 2027-05-20 is sent; only in_doubt and failed are resolved"


def test_yesterdays_post_is_not_sent_again(doubtful: World) -> None:
    """The button is refused as the command is, and the others stay."""
    doubtful.clock.step(days=1)
    with talking(doubtful) as talk:
        message = asked(doubtful, "it is not known")
        said = talk.press(message, "Send again", user=OPERATORS, chat=OPERATORS)
        assert said.text == "retry: only on the same day; today is 2027-05-21 there"
        pressed(talk, "it is not known", "It is not there")


def test_a_word_on_an_earlier_try_is_not_taken(doubtful: World) -> None:
    """The post was tried again since: what was seen then says nothing of that."""
    with talking(doubtful) as talk:
        message = asked(doubtful, "it is not known")
        store = talk.service.database
        row = store.ledger.get(KEY)
        assert row is not None
        store.ledger.record(KEY, State.WAITING, now=NINE, seen=State.IN_DOUBT)
        assert store.ledger.claim(KEY, row.content, now=NINE)
        said = talk.press(message, "Send again", user=OPERATORS, chat=OPERATORS)
        assert "tried again since then" in said.text


@pytest.mark.parametrize("number", ["7", "9" * 30, "٧", "-1"])
@pytest.mark.parametrize("kind", ["ok", "no", "do", "am"])
def test_a_made_up_button_does_nothing(doubtful: World, kind: str, number: str) -> None:
    """Whatever it names, the operators are answered in a sentence."""
    with talking(doubtful):
        page = asked(doubtful, "it is not known")
        data = f"{kind}|{number}" + ("|sent" if kind in ("do", "am") else "")
        button = Button("x", "callback_data", data)
        query = doubtful.telegram.press(page.id, button, user=OPERATORS, chat=OPERATORS)
        answer = doubtful.telegram.wait_for_answer(query, timeout=PATIENCE)
        assert answer.text
        assert doubtful.telegram.crashes == []


def test_nobody_else_resolves(doubtful: World) -> None:
    """Who knows a button's data and writes to the bot decides nothing."""
    with talking(doubtful) as talk:
        data = asked(doubtful, "it is not known").buttons[0][0].data
        page = talk.say("/help")
        query = doubtful.telegram.press(page.id, Button("x", "callback_data", data), user=PERSON)
        answer = doubtful.telegram.wait_for_answer(query, timeout=PATIENCE)
        assert "no longer in use" in answer.text
        row = talk.service.database.ledger.get(KEY)
        assert row is not None
        assert row.state is State.IN_DOUBT


@pytest.mark.parametrize(
    ("button", "posts"),
    [("new post", 2), ("reply", 2), ("Delete", 1), ("Leave", 1)],
)
def test_a_wrong_post_on_x_is_put_right_by_a_button(
    tmp_path: Path, button: str, posts: int
) -> None:
    """Posted, replied, made anew or left; the operators are notified how it ended."""
    with posted(tmp_path) as world:
        edit(world, LEAD, ("1983", "1982"), add=correction())
        beats(world)
        world.restart()
        with talking(world) as talk:
            message = pressed(talk, "x: entry-a was corrected", button)
            assert "Person (99): " in message.text
            ended = "is left as it is" if button == "Leave" else "is on air"
            asked(world, ended)
            assert len(world.x_posts()) == posts
            [made] = talk.service.database.amendments.of(channel="x")
            assert made.state == ("left" if button == "Leave" else "done")


# -- the morning --


def test_the_morning_has_one_line_where_one_is_asked_for(tmp_path: Path) -> None:
    """Once a day, at its time; not when the service starts in the afternoon."""
    dataset = tmp_path / "events.toml"
    records = [(f"entry-{day}", f"05-{day}", 1983) for day in range(20, 27)]
    dataset.write_text(toml_of(*records), encoding="utf-8")
    with made_world(tmp_path, dataset, scene=Scene(morning_at=time(8, 0))) as world:
        world.clock.step(hours=6)
        beats(world, 4)  # so late a first post is looked for before
        assert world.told() == []
        world.clock.now = NINE + timedelta(days=1, minutes=-66)  # 07:59 in London
        world.beat()
        world.clock.step(minutes=1)
        beats(world, 3)
        world.restart()
        beats(world, 3)
        assert world.told() == [
            "Friday 21 May 2027. Yesterday: telegram sent, x sent. "
            "Today: telegram at 09:03, x at 09:03. In doubt: nothing. "
            "Spent on x this month: 0.015 US dollars."
        ]


def test_the_morning_line_names_what_is_not_well(doubtful: World) -> None:
    """A missed day, a doubt, a hold, a report."""
    store, plans = doubtful.database, doubtful.settings.plans
    store.holds.put(Hold("telegram", None, NINE, "Aisha (7)", ""))
    store.reports.make(PERSON, "entry-20", words="no", language="en", update_id=1, now=NINE)
    now = NINE + timedelta(days=2)
    assert morning_line(store, plans, doubtful.scene.zone, now=now) == (
        "Saturday 22 May 2027. Yesterday: telegram not posted. Today: telegram at 09:03. "
        "In doubt: telegram 2027-05-20. Held: telegram. Open reports: 1."
    )
