"""The operators' group becomes a supergroup: it is followed, and the setting is named once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated

from bot.channels.telegram_moves import Moves, following
from bot.local_service import OPERATORS, TOKEN, World, made_world
from bot.sandbox.server.faults import Fault
from bot.store import State
from tests.conftest import full_year
from tests.helpers.corrections import beats

GROUP, SUPER = -4321, -1004321


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A service whose operators' group has just become a supergroup."""
    with made_world(tmp_path, full_year(tmp_path)) as made:
        made.telegram.add_group(GROUP, bot="administrator")
        made.scene = replace(made.scene, operators_chat=GROUP)
        made.beat()
        made.telegram.migrate(GROUP, to=SUPER, by=OPERATORS)
        made.clock.step(days=1)
        yield made


def told(world: World) -> list[str]:
    """The messages to the operators in their new group."""
    return [m.text for m in world.telegram.messages(SUPER) if m.by_bot and not m.deleted]


def test_the_operators_are_told_in_their_new_group(world: World) -> None:
    """Of the trouble, and once of the setting to change; also after a restart."""
    world.x.faults.add(Fault("403", method="POST /2/tweets", times=None))
    beats(world, 2)
    world.restart()
    beats(world, 2)
    assert sum("x: the post of" in text for text in told(world)) == 1
    assert sum(f"set operators_chat = {SUPER}" in text for text in told(world)) == 1


def test_a_look_goes_through_the_new_group(world: World) -> None:
    """The doubt is found out as before."""
    world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
    beats(world, 4)
    assert world.state("telegram") is State.SENT
    assert len(world.posts()) == 2


def test_an_update_from_the_new_group_comes_as_from_the_old_one() -> None:
    """Those who answer know the chat by its number in the settings."""
    noted: list[tuple[int, int]] = []
    moves = Moves([GROUP], known=lambda _: None, note=lambda old, new: noted.append((old, new)))
    moved = {"message": {"chat": {"id": GROUP, "type": "group"}, "migrate_to_chat_id": SUPER}}
    assert moves.received([moved])
    assert noted == [(GROUP, SUPER)]
    assert moves.present(GROUP) == SUPER
    said = {"message": {"chat": {"id": SUPER, "type": "supergroup"}, "text": "/status"}}
    assert moves.received([said])[0]["message"]["chat"]["id"] == GROUP
    other = {"message": {"chat": {"id": -5, "type": "group"}, "migrate_to_chat_id": -6}}
    assert moves.received(other) == other


class Echo(Bot):
    """A bot whose requests go nowhere; it answers with the next message of a chat."""

    def __init__(self) -> None:
        super().__init__(TOKEN)
        object.__setattr__(self, "asked", [])

    async def _post(self, endpoint: str, data: dict[str, Any] | None = None, **_: Any) -> Any:
        given = data or {}
        self.asked.append((endpoint, given["chat_id"], given.get("message_id")))
        if given["chat_id"] == GROUP:
            raise ChatMigrated(SUPER)
        return {"message_id": len(self.asked)}


def test_a_message_from_before_the_move_is_not_mistaken_for_a_new_one() -> None:
    """Its number belongs to the old group: it is not edited, and a new one is."""
    moves = Moves([GROUP], known=lambda _: None, note=lambda old, new: None)
    bot = following(Echo, moves)()

    async def story() -> None:
        for number in (7, 8):
            with pytest.raises(BadRequest, match="before its move"):
                await bot._post("editMessageText", {"chat_id": GROUP, "message_id": number})
        sent = await bot._post("sendMessage", {"chat_id": GROUP})
        await bot._post("editMessageText", {"chat_id": GROUP, **sent})
        moves.received({"message": {"chat": {"id": SUPER, "type": "supergroup"}, "message_id": 7}})
        await bot._post("editMessageText", {"chat_id": GROUP, "message_id": 7})

    asyncio.run(story())
    assert bot.asked[1:] == [
        ("sendMessage", SUPER, None),
        ("editMessageText", SUPER, 2),
        ("editMessageText", SUPER, 7),
    ]
