"""A thousand random updates: none fails, none is lost."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from telegram import Update

from bot.channels.telegram_client import make_bot
from bot.chatbot.answers.answers import Answers
from bot.chatbot.application import Handlers, make_application, processing
from bot.chatbot.dependencies import Dependencies
from bot.chatbot.referenced_post import ReferencedPosts
from bot.chatbot.user_cache import UserCache
from bot.config.settings import Editors
from bot.local_service import CHANNEL, PATIENT, TOKEN
from bot.sandbox.telegram.server import TelegramServer
from bot.store import Database
from tests.helpers.plans import plan
from tests.helpers.real import real

COUNT = 1000
REMEMBERED = 400  # updates; 2,000 else, and none would be forgotten
NOW = datetime(2027, 5, 20, 12, tzinfo=UTC)
WORDS = (
    "/today /date /search /year /random /timezone /language /privacy /forget /help /start /x "
    "20 May "
    "۳۰ اردیبهشت کل غدا 05/06 31 April 1403/02/31 reagan e_x d_0520 r_x <b> &amp; ' OR 1=1; -- "
    "\u202e \u0000 \ud7ff 🇮🇷 iran war +5 Lahore @OnThisDayBot next Friday source? 1 Ramadan 1300"
).split()
DATA = ("d|2027-05-20|0||", "pe|2027-05-20|9|IR|", "e_x", "r_x", "rx", "s|0|reagan", "y|1|1983")
ODD_DATA = (
    "z",
    "q|20 May",
    "l|fa",
    "l|xx",
    "ok|1",
    "no|99999999999",
    "",
    "|||||",
    "d|9999-12-31|0||",
)


def random_text(rng: random.Random) -> str:
    """A few words of those that mean something, or signs that mean nothing."""
    if rng.random() < 0.1:
        return "".join(chr(rng.randrange(32, 0xD7FF)) for _ in range(rng.choice((3, 50, 4096))))
    return " ".join(rng.choices(WORDS, k=rng.randrange(0, 7)))[:4096]


def random_update(rng: random.Random, number: int) -> dict[str, object]:
    """A message, an edit, a post, a button, an inline query or a change of membership."""
    person = {"id": rng.randrange(1, 3000), "is_bot": False, "first_name": "<P>&"}
    if rng.random() < 0.7:
        person["language_code"] = rng.choice(["en", "fa", "ur", "ar", "de", "x", "fa-IR"])
    chat: dict[str, object] = {"id": person["id"], "type": "private", "first_name": "<P>"}
    if rng.random() < 0.3:
        chat = {"id": -rng.randrange(1, 400), "type": "group", "title": "<G>"}
    kinds: dict[str, Callable[[], object]] = {
        "message": lambda: random_message(rng, person, chat),
        "edited_message": lambda: random_message(rng, person, chat),
        "channel_post": lambda: random_message(rng, None, {**chat, "type": "channel"}),
        "callback_query": lambda: {
            "id": str(number),
            "from": person,
            "chat_instance": "1",
            "data": rng.choice((*DATA, *ODD_DATA, random_text(rng)[:20])),
            **({} if rng.random() < 0.1 else {"message": random_message(rng, person, chat)}),
        },
        "inline_query": lambda: {
            "id": str(number),
            "from": person,
            "query": random_text(rng)[:256],
            "offset": "",
        },
        "my_chat_member": lambda: {
            "chat": chat,
            "from": person,
            "date": 1,
            "old_chat_member": member("member"),
            "new_chat_member": member(rng.choice(["kicked", "left", "member"])),
        },
    }
    kind = rng.choices(list(kinds), weights=[10, 1, 1, 5, 3, 1])[0]
    return {"update_id": number, kind: kinds[kind]()}


def member(status: str) -> dict[str, object]:
    """The bot's membership in a chat."""
    bot = {"id": 123456789, "is_bot": True, "first_name": "Bot", "username": "OnThisDayBot"}
    until = {"until_date": 0} if status == "kicked" else {}
    return {"user": bot, "status": status, **until}


def random_message(
    rng: random.Random, person: dict[str, object] | None, chat: dict[str, object]
) -> dict[str, object]:
    """Text, a caption, a place, a service message; sometimes a forward or a reply."""
    message: dict[str, object] = {"message_id": 5, "date": 1, "chat": chat}
    if person is not None and rng.random() < 0.95:
        message["from"] = person
    content = rng.randrange(8)
    if content < 5:
        text = random_text(rng)
        message["text"] = text
        if text.startswith("/"):
            length = len(text.split()[0].encode("utf-16-le")) // 2
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    elif content == 5:
        message["location"] = {
            "latitude": rng.uniform(-90, 90),
            "longitude": rng.uniform(-180, 180),
        }
    elif content == 6:
        message["migrate_to_chat_id"] = -1001
    else:
        message["voice"] = {"file_id": "a", "file_unique_id": "b", "duration": 1}
    if rng.random() < 0.2:
        origin = {"id": CHANNEL, "type": "channel", "title": "C", "username": "on_this_day"}
        message["forward_origin"] = {"type": "channel", "date": 1, "chat": origin, "message_id": 3}
    if rng.random() < 0.2:
        reply = {"message_id": 4, "date": 1, "chat": chat, "text": random_text(rng)}
        message["reply_to_message"] = {**reply, "from": member("member")["user"]}
    return message


@pytest.mark.network
def test_a_thousand_random_updates_do_no_harm(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every update passes the gate, whatever it is, and no handler raises."""
    monkeypatch.setattr("bot.store.users.REMEMBERED", REMEMBERED)
    asyncio.run(flood(tmp_path, random.Random(20)))
    failures = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert [(r.message, r.exc_info) for r in failures] == []


async def flood(folder: Path, rng: random.Random) -> None:
    """Let the real application take them all; what it says goes to the stand-in."""
    step = iter(range(10**9))
    dataset = real()

    def clock() -> datetime:
        return NOW + timedelta(milliseconds=100 * next(step))

    store = Database.open(f"sqlite:///{folder}/people.db")
    with TelegramServer(TOKEN, now=lambda: NOW) as telegram:
        telegram.add_channel(CHANNEL, username="on_this_day")
        telegram.add_user(99, wrote=True)
        for number in range(1, 3000):
            telegram.add_user(number, wrote=True)
        for number in range(1, 400):
            telegram.add_group(-number)
        parts = Dependencies(
            answers=Answers(lambda: dataset, rng=rng),
            users=UserCache(store.users, zone=ZoneInfo("UTC"), clock=clock),
            posts=ReferencedPosts(store, {"telegram": "@on_this_day"}),
            clock=clock,
            store=store,
            dataset=lambda: dataset,
            plans={"telegram": plan()},
            operators_chat=99,
            editors=Editors(98),
        )
        handlers = Handlers(parts)
        bot = make_bot(TOKEN, base_url=telegram.url, timeouts=PATIENT)
        application = make_application(bot, handlers)
        process = processing(application)
        async with application:
            for first in range(0, COUNT, 50):
                updates = [random_update(rng, first + n) for n in range(50)]
                read = [Update.de_json(update, bot) for update in updates]
                await asyncio.gather(*(process(update) for update in read))
            handlers.guard.save()
        sent = [method for method, _ in telegram.calls if method == "sendMessage"]
        assert len(sent) > COUNT / 4
        assert telegram.crashes == []
    seen = store.users.seen()
    assert seen == list(range(COUNT))[-len(seen) :]
    assert REMEMBERED <= len(seen) < COUNT
    store.close()
