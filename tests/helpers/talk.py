"""A running bot and the people who talk to it, against the stand-ins."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot import local_service
from bot.local_service import World, made_world, secrets_of
from bot.sandbox.telegram.queries import CallbackAnswer
from bot.sandbox.telegram.records import Message
from bot.service import Options, Service
from bot.store import BEAT
from bot.wiring import build

PERSON = 7
PATIENCE = 120.0  # seconds; a busy machine is no reason to fail


def until(true: Callable[[], object]) -> None:
    """Wait for what no stand-in reports, such as a line in the ledger."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not so within {PATIENCE} s")
        time.sleep(0.01)


@dataclass
class Talk:
    """One person's private talk with the bot, unless another person or chat is named."""

    world: World
    service: Service

    def say(self, text: str = "", *, user: int = PERSON, **more: object) -> Message:
        """Say something and wait for the answer, which is the first new message of the bot."""
        chat = more.get("chat", user)
        after = self.last(chat)
        self.world.telegram.say(text, user=user, **more)  # type: ignore[arg-type]
        return self.answer(chat, after=after)

    def answer(self, chat: object = PERSON, *, after: int = 0) -> Message:
        """The first message of the bot after another."""
        found = self.world.telegram.wait_for_messages(
            chat,  # type: ignore[arg-type]
            after=after,
            timeout=PATIENCE,
        )
        return found[0]

    def press(
        self, message: Message, text: str, *, user: int = PERSON, chat: int | None = None
    ) -> CallbackAnswer:
        """Press the first button whose text matches, and wait until the bot has answered it."""
        buttons = [button for row in message.buttons for button in row]
        button = next(b for b in buttons if re.search(text, b.text))
        asked = self.world.telegram.press(message.id, button, user=user, chat=chat)
        return self.world.telegram.wait_for_answer(asked, timeout=PATIENCE)

    def turned(self, message: Message, text: str, **more: int) -> Message:
        """Press a button and wait until the message is another one."""
        self.press(message, text, **more)

        def look() -> Message | None:
            now = self.world.telegram.world.chats[message.chat].messages[message.id]
            return now if now != message else None

        return self.world.telegram.wait_for(look, timeout=PATIENCE)

    def last(self, chat: object = PERSON) -> int:
        """The number of the last message in a chat; 0 in one that is not open yet."""
        place = self.world.telegram.world.chats.get(chat)  # type: ignore[call-overload]
        return place.last_id if place else 0

    def settle(self) -> None:
        """Wait until another person's question, asked now, is answered."""
        self.say("/help", user=12345)


@contextlib.contextmanager
def talking(folder: Path, dataset: Path, *, hook: str = "") -> Iterator[Talk]:
    """The service, running in its own thread; ``hook`` is the webhook's address, if any."""
    with made_world(folder, dataset) as world:
        world.telegram.add_user(PERSON, first_name="Aisha", language_code="en")
        world.telegram.add_user(12345, first_name="Last")
        with running(world, hook=hook) as talk:
            yield talk


@contextlib.contextmanager
def running(world: World, *, hook: str = "", posted: bool = True) -> Iterator[Talk]:
    """The service of a world, until the end of the context; by default once it has posted."""
    import dataclasses

    settings = world.settings
    secrets = secrets_of(world.telegram.url, world.x.url)
    if hook:
        listen = hook.removeprefix("http://").partition("/")[0]
        settings = dataclasses.replace(settings, webhook_url=hook, listen=listen)
        secrets = dataclasses.replace(secrets, webhook_secret="a-secret-of-the-webhook")
    service = build(settings, secrets, Options(clock=world.clock, beat_seconds=1))
    with local_service.running(service, patience=PATIENCE):
        if posted:
            until(lambda: service.database.marks.get(BEAT) == world.clock())
        yield Talk(world, service)
