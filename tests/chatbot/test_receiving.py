"""Receiving updates: the bot recovers by itself, an outage is reported, and no update is lost."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from telegram import Update

from bot.channels.telegram_client import make_bot
from bot.chatbot.polling import Poller
from bot.chatbot.reception import DEAF_AFTER, Reception
from bot.cli.group import cli
from bot.liveness import BEAT, HEARD
from bot.local_service import CHANNEL, NINE, OPERATORS, PATIENT, TOKEN, made_world
from bot.sandbox.server.faults import Fault
from bot.sandbox.telegram.server import TelegramServer
from bot.store import Database
from tests.conftest import full_year
from tests.helpers.talk import PATIENCE, PERSON, Talk, running, talking, until

pytestmark = pytest.mark.network


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """An entry for each day."""
    return full_year(tmp_path)


@pytest.fixture
def talk(tmp_path: Path, dataset: Path) -> Iterator[Talk]:
    """A bot that polls; it is 20 May 2027, 09:05 in London."""
    with talking(tmp_path, dataset) as found:
        yield found


@pytest.mark.parametrize("kind", ["401", "404", "409", "5xx", "reset", "rubbish", "ok_false"])
def test_polling_goes_on_after_any_refusal(talk: Talk, kind: str) -> None:
    """A proxy that answers 401 or 404 for a moment does not make the bot deaf."""
    talk.world.telegram.faults.add(Fault(kind, method="getUpdates", times=2))
    assert "20 May" in talk.say("20 May").text


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "setMyCommands", "getUpdates"])
@pytest.mark.parametrize("kind", ["401", "404"])
def test_a_refusal_at_the_start_ends_nothing(
    tmp_path: Path, dataset: Path, method: str, kind: str
) -> None:
    """The day's post goes out, and questions are answered as soon as Telegram answers."""
    with made_world(tmp_path, dataset) as world:
        world.telegram.add_user(PERSON, language_code="en")
        world.telegram.faults.add(Fault(kind, method=method))
        with running(world) as talk:
            assert world.telegram.wait_for_messages(CHANNEL, timeout=PATIENCE)
            assert "20 May" in talk.say("20 May").text


def test_a_foreign_webhook_is_taken_away(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    """Somebody sets a webhook while the bot polls: the log says so, and the bot receives again."""
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        url = f"http://127.0.0.1:{other.getsockname()[1]}/x"
        root = f"{talk.world.telegram.url}/bot{TOKEN}"
        assert httpx.post(f"{root}/setWebhook", data={"url": url}).json()["ok"]
        assert "20 May" in talk.say("20 May").text
        assert httpx.post(f"{root}/getWebhookInfo").json()["result"]["url"] == ""
    assert "webhook for this bot" in caplog.text
    assert "another program polls" not in caplog.text


def test_deafness_is_told_once_and_its_end_and_posts_go_out(talk: Talk) -> None:
    """After some minutes the operators know; the next day's post is on air all the same."""
    telegram = talk.world.telegram
    telegram.faults.add(Fault("401", method="getUpdates", times=None))
    talk.world.telegram.say("wakes the poll that waits", user=PERSON)
    before = polls(talk)
    until(lambda: polls(talk) >= before + 2)
    talk.world.clock.step(minutes=4)
    told = telegram.wait_for_messages(OPERATORS, timeout=PATIENCE)
    assert f"The bot has received no messages since {NINE:%H:%M} UTC" in told[0].text
    posts = len(telegram.messages(CHANNEL))
    talk.world.clock.now = NINE + timedelta(days=1, minutes=-3)
    until(lambda: talk.service.database.marks.get(BEAT) == talk.world.clock())
    talk.world.clock.step(minutes=3)
    telegram.wait_for_messages(CHANNEL, posts + 1, timeout=PATIENCE)
    telegram.faults.clear()
    told = telegram.wait_for_messages(OPERATORS, 2, timeout=2 * PATIENCE)
    assert [m.text for m in told[1:]] == ["The bot receives messages again."]
    assert "20 May" in talk.say("20 May").text


def polls(talk: Talk) -> int:
    """How often updates were asked for."""
    return sum(method == "getUpdates" for method, _ in talk.world.telegram.calls)


def test_reception_counts_trouble_and_not_silence(tmp_path: Path) -> None:
    """A night without a message is no trouble; trouble that ends in time is not reported."""
    now = [NINE]
    database = Database.open(f"sqlite:///{tmp_path}/ledger.db")
    reception = Reception(lambda: now[0])
    reception.well()
    now[0] += timedelta(hours=8)
    assert not reception.is_deaf
    reception.fault("Telegram refuses the token (401 or 404)")
    now[0] += DEAF_AFTER / 2
    reception.fault("another reason")
    assert not reception.is_deaf
    reception.save(database)
    assert database.notices.pending() == []
    now[0] += DEAF_AFTER / 2
    assert reception.is_deaf
    reception.save(database)
    reception.save(database)
    assert [notice.text for notice in database.notices.pending()] == [
        f"The bot has received no messages since {NINE + timedelta(hours=8):%H:%M} UTC: "
        "another reason. "
        "Posts go out all the same."
    ]
    database.close()


@pytest.mark.parametrize(
    ("heard", "code", "says"),
    [
        (None, 0, "last beat"),
        (timedelta(minutes=1), 0, "last beat"),
        (timedelta(minutes=6), 1, "no messages"),
    ],
)
def test_alive_knows_of_deafness(
    tmp_path: Path, dataset: Path, heard: timedelta | None, code: int, says: str
) -> None:
    """A health check is red where posts go out and nobody is answered."""
    config = tmp_path / "onthisday.toml"
    config.write_text(
        f'timezone = "UTC"\ndatabase = "sqlite:///{tmp_path}/ledger.db"\n'
        f'dataset = "{dataset}"\n[[channels]]\nname = "telegram"\nplatform = "telegram"\n'
        'target = "@x_y_z_w"\npost_at = "09:03"\n',
        encoding="utf-8",
    )
    now = datetime.now(UTC)
    with Database.open(f"sqlite:///{tmp_path}/ledger.db") as database:
        database.marks.set(BEAT, now=now)
        if heard is not None:
            database.marks.set(HEARD, now=now - heard)
    done = CliRunner().invoke(cli, ["status", "--alive", "--config", str(config)])
    assert (done.exit_code, says in done.output) == (code, True), done.output


def test_an_update_is_confirmed_only_when_it_is_answered() -> None:
    """A poller that is killed while it answers leaves the updates for the next one."""
    asyncio.run(_killed_and_restarted())


async def _killed_and_restarted() -> None:
    answered: list[str] = []
    hold = asyncio.Event()

    async def process(update: Update) -> None:
        assert update.message is not None
        if update.message.text != "first":
            await hold.wait()
        answered.append(update.message.text or "")

    with TelegramServer(TOKEN, now=lambda: NINE) as telegram:
        telegram.add_user(PERSON, wrote=True)
        for text in ("first", "second", "third"):
            telegram.say(text, user=PERSON)
        bot = make_bot(TOKEN, base_url=telegram.url, timeouts=PATIENT)
        await bot.initialize()
        for kill in (True, False):
            poller = Poller(bot, process, reception=Reception(lambda: NINE))
            stop = asyncio.Event()
            task = asyncio.create_task(poller.run(stop))
            if kill:
                while answered != ["first"]:
                    await asyncio.sleep(0.01)
                task.cancel()
                await asyncio.wait([task])
            else:
                hold.set()
                while len(answered) < 4:
                    await asyncio.sleep(0.01)
                stop.set()
                await task
        await bot.shutdown()
    assert answered[0] == "first"
    assert {"second", "third"} <= set(answered[1:])
