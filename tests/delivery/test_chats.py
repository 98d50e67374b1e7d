"""Ids belong to a chat: nothing is edited, linked or matched by an id of another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.local_service import CHANNEL, Scene, World
from bot.sandbox.server.faults import Fault
from bot.store import Content, Key, State
from tests.conftest import toml_of
from tests.helpers.corrections import (
    LEAD,
    NOTE,
    TODAY,
    amended,
    beats,
    correction,
    edit,
    posted,
    told,
)
from tests.helpers.plans import plan

OTHER = -1005678
GROUP, SUPER = -4321, -1004321


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A service that has posted the day's post, and whose settings name another chat since."""
    with posted(tmp_path) as made:
        made.telegram.add_channel(OTHER, username="other_channel")
        made.telegram.post("Another day's post, of the same number", chat=OTHER)
        yield made


def move(world: World, target: str) -> None:
    """Change the target in the settings, and start again."""
    world.restart()
    world.scene = replace(world.scene, target=target)


def more_days(world: World, count: int) -> None:
    """Entries for the days after the first: ``next-1``, ``next-2``."""
    new = [(f"next-{n}", f"05-{TODAY.day + n}", 1950) for n in range(1, count + 1)]
    records = toml_of(*new).partition("\n\n")[2]
    world.dataset.write_text(world.dataset.read_text(encoding="utf-8") + "\n" + records, "utf-8")


def forget_chats(world: World) -> None:
    """A ledger from before the chat was kept with each post."""
    with world.database.engine.begin() as connection:
        connection.execute(text("UPDATE deliveries SET chat_id = ''"))
        connection.execute(text("DELETE FROM chats"))


@pytest.mark.parametrize("target", ["@other_channel", str(OTHER)])
@pytest.mark.parametrize("old", [False, True], ids=["", "an old ledger"])
def test_a_correction_reaches_the_chat_of_its_post(world: World, target: str, old: bool) -> None:
    """The old chat is edited, and the message of the same number in the new one is not."""
    if old:
        forget_chats(world)
    move(world, target)
    edit(world, LEAD, add=correction())
    beats(world)
    assert NOTE in world.posts()[0].html
    assert world.telegram.messages(OTHER)[0].edits == ()
    assert amended(world) == [(LEAD, "done")]


@pytest.mark.parametrize("target", ["@other_channel", str(OTHER)])
def test_an_old_chat_that_is_closed_to_us_is_told(world: World, target: str) -> None:
    """The correction fails with a sentence; the new chat's message stays as it is."""
    move(world, target)
    world.telegram.set_bot(CHANNEL, "kicked", by=99)
    edit(world, LEAD, add=correction())
    beats(world)
    assert world.telegram.messages(OTHER)[0].edits == ()
    assert amended(world) == [(LEAD, "failed")]
    assert len(told(world, "cannot be corrected", "where the channel posted before")) == 1
    assert told(world, "corrected on air") == []


def test_earlier_posts_are_linked_in_the_present_chat_only(world: World) -> None:
    """A number of the old chat would lead to another post."""
    ids = [LEAD]
    assert world.database.history.on_air(plan(), ids) == {LEAD: "1"}
    move(world, "@other_channel")
    world.beat()
    assert world.database.history.on_air(plan(target="@other_channel"), ids) == {}


@pytest.mark.parametrize("old", [False, True], ids=["", "an old ledger"])
def test_a_name_replaced_by_its_number_is_the_same_chat(world: World, old: bool) -> None:
    """The last known id is kept: a lost answer is found out, and earlier posts are linked."""
    if old:
        forget_chats(world)
    move(world, str(CHANNEL))
    world.clock.step(days=1)
    more_days(world, 1)
    world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
    world.beat()
    beats(world, 3)
    assert world.state("telegram") is State.SENT
    assert world.database.history.on_air(plan(target=str(CHANNEL)), [LEAD]) == {LEAD: "1"}


@pytest.mark.parametrize("target", ["@other_channel", str(OTHER)])
@pytest.mark.parametrize("arrived", [True, False], ids=["on air", "lost"])
def test_a_doubt_from_before_the_move_is_looked_for_in_its_chat(
    world: World, target: str, arrived: bool
) -> None:
    """Found there it is not sent again; surely absent there, it goes to the new chat, once."""
    world.clock.step(days=1)
    more_days(world, 1)
    when = "after" if arrived else "before"
    world.telegram.faults.add(Fault("rubbish", when=when, method="sendMessage"))
    world.beat()
    assert world.state("telegram") is State.IN_DOUBT
    move(world, target)
    beats(world, 5)
    assert world.state("telegram") is State.SENT
    assert len(world.posts()) == 1 + arrived
    assert len(world.telegram.messages(OTHER)) == 2 - arrived
    row = world.database.ledger.get(Key("telegram", TODAY + timedelta(days=1)))
    assert row is not None
    assert (row.content.chat_id, row.remote_id) == (str(CHANNEL if arrived else OTHER), "2")
    assert told(world, "it is not known") == []


def test_a_doubt_whose_chat_is_closed_to_us_is_the_operators(world: World) -> None:
    """Nothing is concluded from the new chat."""
    world.clock.step(days=1)
    more_days(world, 1)
    world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
    world.beat()
    world.telegram.set_bot(CHANNEL, "kicked", by=99)
    move(world, str(OTHER))
    beats(world, 20)
    assert world.state("telegram") is State.IN_DOUBT
    assert len(world.telegram.messages(OTHER)) == 1
    assert len(told(world, "it is not known")) == 1


def test_a_target_that_became_a_supergroup_is_told_and_corrected_on(tmp_path: Path) -> None:
    """The operators read what to set; they do, and posts and their corrections go on there."""
    with posted(tmp_path, Scene(platforms=("telegram",), target=str(GROUP)), group=GROUP) as world:
        world.telegram.migrate(GROUP, to=SUPER, by=99)
        world.clock.step(days=1)
        more_days(world, 2)
        beats(world, 3)
        assert world.state("telegram") is State.WAITING
        assert len(told(world, f"the group is a supergroup now; set target = {SUPER}")) == 1
        move(world, str(SUPER))
        beats(world, 3, minutes=15)
        assert world.state("telegram") is State.SENT
        edit(world, LEAD, add=correction())
        edit(world, "next-1", add=correction(on="2027-05-22"))
        world.clock.step(days=1)
        beats(world, 3)
        assert amended(world) == [(LEAD, "failed"), ("next-1", "done")]
        assert len(told(world, "cannot be corrected", "where the channel posted before")) == 1
        texts = [m.text for m in world.telegram.messages(SUPER) if m.by_bot]
        assert [NOTE in text for text in texts] == [True, False]
        assert len([m for m in world.telegram.messages(GROUP) if m.by_bot]) == 1


def test_a_forwarded_post_is_known_by_its_chat_and_number(world: World) -> None:
    """Not by the number alone."""
    day_of = world.database.history.day_of
    assert day_of("telegram", Content("telegram", "@x", chat_id=str(CHANNEL)), "1") == TODAY
    assert day_of("telegram", Content("telegram", "@x", chat_id=str(OTHER)), "1") is None


def test_a_channel_made_anew_is_not_edited_by_an_old_number(world: World) -> None:
    """The name is the same, the chat is not."""
    world.telegram.recreate_channel(CHANNEL, to=-1009999)
    world.telegram.post("Another post", chat=-1009999)
    world.restart()
    edit(world, LEAD, add=correction())
    beats(world)
    assert world.telegram.messages(-1009999)[0].edits == ()
    assert amended(world) == [(LEAD, "waiting")]
    assert len(told(world, "corrections of posts on air wait")) == 1


def test_the_chat_is_kept_with_each_post(world: World) -> None:
    """As the platform's own id, on both platforms."""
    chats = {
        name: world.database.ledger.get(Key(name, TODAY)).content.chat_id  # type: ignore[union-attr]
        for name in ("telegram", "x")
    }
    assert chats == {"telegram": str(CHANNEL), "x": "42"}
