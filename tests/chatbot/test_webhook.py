"""Webhook mode: the same answers, the secret, health, and updates that come twice."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from telegram import Update, WebhookInfo

from bot.chatbot.update_processor import PerUserProcessor
from bot.chatbot.webhook import MOST_CONNECTIONS, _problem
from bot.chatbot.webhook_config import WebhookConfig
from bot.local_service import NINE, Scene, World, made_world
from bot.sandbox.server.faults import Fault
from tests.conftest import full_year
from tests.helpers.ports import free_port
from tests.helpers.talk import PATIENCE, PERSON, Talk, running, talking, until

SECRET = {"X-Telegram-Bot-Api-Secret-Token": "a-secret-of-the-webhook"}


@pytest.fixture
def address() -> str:
    """A free address on this machine."""
    return f"http://127.0.0.1:{free_port()}/telegram"


@pytest.fixture
def talk(tmp_path: Path, address: str) -> Iterator[Talk]:
    """A bot at a webhook."""
    with talking(tmp_path, full_year(tmp_path), hook=address) as found:
        yield found


def update(number: int, user: int = PERSON) -> dict[str, object]:
    """An update as Telegram posts it."""
    person = {"id": user, "is_bot": False, "first_name": "Aisha"}
    return {
        "update_id": number,
        "message": {
            "message_id": 1,
            "date": 1,
            "from": person,
            "chat": {"id": user, "type": "private", "first_name": "Aisha"},
            "text": "20 May",
        },
    }


def test_a_dialogue_is_the_same_as_with_polling(talk: Talk) -> None:
    """A question, a page, a button that turns it in place."""
    page = talk.say("/today")
    assert "Title of day-05-20" in page.text
    assert "Title of day-05-21" in talk.turned(page, "21 May").text
    assert talk.world.telegram.ask_inline("20 May", user=PERSON, timeout=PATIENCE).results


def test_only_who_knows_the_secret_is_heard(talk: Talk, address: str) -> None:
    """Without it 403, with another one 403; junk with it is taken and left."""
    talk.say("/today")
    before = talk.last()
    assert httpx.post(address, json=update(1)).status_code == 403
    wrong = {"X-Telegram-Bot-Api-Secret-Token": "a-secret-of-the-webhool"}
    assert httpx.post(address, json=update(1), headers=wrong).status_code == 403
    deep = b'{"update_id": 1, "message": ' + b"[" * 100_000
    for junk in (b"", b"{", b"[]", b'"x"', b'{"update_id": "x"}', b"\xff", deep):
        assert httpx.post(address, content=junk, headers=SECRET).status_code == 200
    assert httpx.get(address, headers=SECRET).status_code == 405
    assert httpx.get(address.replace("/telegram", "/healthz")).text == "ok"
    assert talk.last() == before


def test_an_update_that_comes_twice_is_answered_once(talk: Talk, address: str) -> None:
    """Telegram sends again what it thinks was lost; the numbers are in the store, too."""
    talk.say("/today")
    before = talk.last()
    for _ in range(3):
        assert httpx.post(address, json=update(5000), headers=SECRET).status_code == 200
    assert talk.last() == before + 1


def test_half_open_connections_do_not_use_up_the_files(talk: Talk, address: str) -> None:
    """Hundreds of connections without a request: the oldest are ended, and people are answered."""
    host, port = address.removeprefix("http://").partition("/")[0].split(":")
    with contextlib.ExitStack() as stack:
        open_ones = []
        for _ in range(3 * MOST_CONNECTIONS):
            one = stack.enter_context(socket.create_connection((host, int(port)), timeout=PATIENCE))
            one.sendall(b"POST /telegram HTTP/1.1\r\nHost: x\r\n")
            open_ones.append(one)
        assert "20 May" in talk.say("20 May").text
        for one in open_ones[:MOST_CONNECTIONS]:
            with contextlib.suppress(ConnectionError):
                assert one.recv(1) == b""  # ended by the server


HALF_OPEN = """
import resource, socket, sys
host, port, number = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, number + 100), hard))
kept = []
for _ in range(number):
    kept.append(socket.create_connection((host, port), timeout=float(sys.argv[4])))
    kept[-1].sendall(b"POST /telegram HTTP/1.1\\r\\nHost: x\\r\\n")
print(len(kept), flush=True)
sys.stdin.read()
"""


def test_1100_half_open_connections_stop_no_post(talk: Talk, address: str) -> None:
    """More than a process may have files: people are answered, and the next day's post goes out."""
    host, _, port = address.removeprefix("http://").partition("/")[0].partition(":")
    command = [sys.executable, "-c", HALF_OPEN, host, port, "1100", str(PATIENCE)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "1100\n"
        talk.world.clock.step(days=1)
        assert "20 May" in talk.say("20 May").text
        until(lambda: len(talk.world.posts()) == 2)
        other.stdin.close()


def test_a_body_that_is_too_large_is_refused(talk: Talk, address: str) -> None:
    """Also where its length is not declared before."""
    talk.say("/today")

    def parts() -> Iterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    assert httpx.post(address, content=parts(), headers=SECRET).status_code == 413


def test_one_persons_updates_are_answered_in_order(talk: Talk, address: str) -> None:
    """While the first answer is on its way the second waits, and another person's does not."""
    talk.say("/today")
    before = len(talk.world.telegram.messages(PERSON))
    faults = talk.world.telegram.faults
    faults.add(Fault("late", method="sendMessage"))
    with closing(_posted(address, 6000, "/date 1 May")) as first:
        faults.wait_for_hung()
        with closing(_posted(address, 6001, "/date 2 May")) as second:
            talk.settle()
            assert len(talk.world.telegram.messages(PERSON)) == before
            faults.release()
            assert [one.getresponse().status for one in (first, second)] == [200, 200]
    texts = [m.text for m in talk.world.telegram.messages(PERSON) if m.by_bot][-2:]
    assert [text.partition(" May")[0][-2:] for text in texts] == [" 1", " 2"]


def test_updates_run_side_by_side_but_for_one_persons() -> None:
    """However many come at once, and each is noted as answered when it is."""
    asyncio.run(_three_of_one_person_and_one_of_another())


async def _three_of_one_person_and_one_of_another() -> None:
    done: list[int] = []
    answered: list[int] = []
    processor = PerUserProcessor(done.append)
    may_go_on = asyncio.Event()

    def begun(number: int, person: int) -> asyncio.Task[None]:
        async def answer() -> None:
            if number == 1:
                await may_go_on.wait()
            answered.append(number)

        found = Update.de_json(update(number, person), None)
        return asyncio.create_task(processor.process_update(found, answer()))

    own = [begun(number, PERSON) for number in (1, 2, 3)]
    await begun(4, 12345)
    assert answered == done == [4]
    may_go_on.set()
    await asyncio.gather(*own)
    assert answered == done == [4, 1, 2, 3]


@pytest.mark.parametrize(
    "headers",
    [b"X-Long: " + b"x" * 200_000, b"\r\n".join(b"X-%d: x" % n for n in range(20_000))],
    ids=["long", "many"],
)
def test_headers_that_are_too_large_are_refused(talk: Talk, address: str, headers: bytes) -> None:
    """However little of them each line has; the connection ends, and people are answered."""
    with _connected(address) as one, contextlib.suppress(ConnectionError):
        one.sendall(b"POST /telegram HTTP/1.1\r\nHost: x\r\n" + headers)
        assert one.recv(12) in (b"HTTP/1.1 400", b"")
        while one.recv(4096):
            pass
    assert "20 May" in talk.say("20 May").text


@pytest.mark.parametrize("sent", [b"", b"POST /telegram HTTP/1.1\r\nHost: x\r\n"])
def test_a_connection_without_a_whole_request_ends(
    talk: Talk, address: str, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By itself, without another that needs its place."""
    monkeypatch.setattr("bot.chatbot.webhook.IDLE_SECONDS", 0.1)
    talk.say("/today")
    with _connected(address) as one:
        one.sendall(sent)
        with contextlib.suppress(ConnectionError):
            assert one.recv(1) == b""


@pytest.mark.network
@pytest.mark.parametrize("kind", ["401", "404", "429", "5xx", "reset"])
def test_a_webhook_that_is_refused_at_the_start_is_set_later(
    tmp_path: Path, address: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day's post goes out, and people are answered as soon as Telegram takes it."""
    monkeypatch.setattr("bot.chatbot.webhook.RETRY_SECONDS", 0.1)
    with _peopled(tmp_path) as world:
        world.telegram.faults.add(Fault(kind, method="setWebhook", times=3))
        with running(world, hook=address) as talk:
            assert len(world.posts()) == 1
            assert "20 May" in talk.say("20 May").text
        assert [method for method, _ in world.telegram.calls].count("setWebhook") == 4


@pytest.mark.network
def test_a_port_that_is_taken_is_waited_for(
    tmp_path: Path,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The log says which one, the day's post goes out, and people are answered once it is free."""
    monkeypatch.setattr("bot.chatbot.webhook.RETRY_SECONDS", 0.1)
    place = address.removeprefix("http://").partition("/")[0]
    host, _, port = place.partition(":")
    with (
        socket.create_server((host, int(port))) as other,
        _peopled(tmp_path) as world,
        running(world, hook=address) as talk,
    ):
        until(lambda: f"cannot listen on {place}" in caplog.text)
        assert len(world.posts()) == 1
        other.close()
        assert "20 May" in talk.say("20 May").text


@pytest.mark.parametrize(
    ("info", "said"),
    [
        ({}, ""),
        ({"url": ""}, "somebody has set another webhook"),
        ({"url": "https://elsewhere.example"}, "somebody has set another webhook"),
        ({"last_error_date": 0, "pending_update_count": 1}, "(Connection refused)"),
        ({"last_error_date": 0, "pending_update_count": 0}, ""),
        ({"last_error_date": -180, "pending_update_count": 1}, ""),
    ],
)
def test_what_telegram_says_of_the_webhook_is_heard(info: dict[str, object], said: str) -> None:
    """An error counts while it is fresh and something waits to be delivered."""
    given = {"url": "https://bot.example/x", "has_custom_certificate": False, **info}
    given.setdefault("pending_update_count", 0)
    if "last_error_date" in given:
        given["last_error_date"] = int(NINE.timestamp()) + int(str(given["last_error_date"]))
        given["last_error_message"] = "Connection refused"
    config = WebhookConfig("https://bot.example/x", "127.0.0.1", 1, "secret", lambda data: data)
    found = _problem(WebhookInfo.de_json(given, None), config, now=NINE)
    assert bool(found) == bool(said)
    assert said in found


GROUP, SUPER = -4321, -1004321


@pytest.mark.network
def test_a_group_that_moved_is_known_at_the_webhook(tmp_path: Path, address: str) -> None:
    """The operators' commands come from its new number, and are answered there."""
    scene = Scene(operators_chat=GROUP)
    with made_world(tmp_path, full_year(tmp_path), scene=scene) as world:
        world.telegram.add_user(PERSON, first_name="Aisha", language_code="en")
        world.telegram.add_user(12345, first_name="Last")
        staff = {PERSON: "administrator"}
        world.telegram.add_group(GROUP, bot="administrator", members=staff)
        with running(world, hook=address) as talk:
            assert "telegram: today sent" in talk.say("/status", chat=GROUP).text
            world.telegram.migrate(GROUP, to=SUPER, by=PERSON)
            world.telegram.say("/status", user=PERSON, chat=SUPER)

            def answered() -> bool:
                told = [m.text for m in world.telegram.messages(SUPER) if m.by_bot]
                return any("telegram: today sent" in text for text in told)

            world.telegram.wait_for(answered, timeout=PATIENCE)
            said = f"The number of this chat is {SUPER}."  # the settings need the new one
            assert talk.say("/id", chat=SUPER).text == said


def _posted(address: str, number: int, text: str) -> http.client.HTTPConnection:
    """A command that was posted to the bot; its answer is not waited for."""
    body = update(number)
    message = body["message"]
    assert isinstance(message, dict)
    message |= {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": 5}]}
    place, _, path = address.removeprefix("http://").partition("/")
    made = http.client.HTTPConnection(place, timeout=PATIENCE)
    made.request("POST", f"/{path}", json.dumps(body), SECRET)
    return made


def _connected(address: str) -> socket.socket:
    host, _, port = address.removeprefix("http://").partition("/")[0].partition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


@contextlib.contextmanager
def _peopled(folder: Path) -> Iterator[World]:
    """The stand-ins with a person, and an entry for each day."""
    with made_world(folder, full_year(folder)) as world:
        world.telegram.add_user(PERSON, language_code="en")
        yield world
