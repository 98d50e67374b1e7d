"""Webhook mode: the same answers, the secret, health, and updates that come twice."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.dates import every_day
from tests.conftest import toml_of
from tests.helpers.talk import PATIENCE, PERSON, Talk, talking

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
    path = tmp_path / "events.toml"
    path.write_text(toml_of(*[(f"day-{d}", str(d), 1904) for d in every_day()]), encoding="utf-8")
    with talking(tmp_path, path, hook=address) as found:
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
    for junk in (b"", b"{", b"[]", b'"x"', b'{"update_id": "x"}', b"\xff"):
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
