"""Webhook mode: the same answers, the secret, health, and updates that come twice."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.chatbot.webhook import MOST_CONNECTIONS
from bot.local_service import Scene, made_world
from tests.conftest import full_year
from tests.helpers.talk import PATIENCE, PERSON, Talk, running, talking, until

SECRET = {"X-Telegram-Bot-Api-Secret-Token": "a-secret-of-the-webhook"}


@pytest.fixture
def address() -> str:
    """A free address on this machine."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{found.getsockname()[1]}/telegram"


@pytest.fixture
def talk(tmp_path: Path, address: str) -> Iterator[Talk]:
    """A bot at a webhook."""
    with talking(tmp_path, full_year(tmp_path), hook=address) as found:
        yield found


def update(number: int) -> dict[str, object]:
    """An update as Telegram posts it."""
    person = {"id": PERSON, "is_bot": False, "first_name": "Aisha"}
    return {
        "update_id": number,
        "message": {
            "message_id": 1,
            "date": 1,
            "from": person,
            "chat": {"id": PERSON, "type": "private", "first_name": "Aisha"},
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
    """Posted at once, they are answered one after another, as sent."""
    talk.say("/today")
    with ThreadPoolExecutor(4) as pool:
        posted = [pool.submit(_post, address, 6000 + n, f"/date {n + 1} May") for n in range(4)]
        assert [job.result() for job in posted] == [200] * 4
    texts = [m.text for m in talk.world.telegram.messages(PERSON) if m.by_bot][-4:]
    assert all("May 202" in text for text in texts)


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


def _post(address: str, number: int, text: str) -> int:
    body = update(number)
    message = body["message"]
    assert isinstance(message, dict)
    message |= {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": 5}]}
    return httpx.post(address, json=body, headers=SECRET).status_code
