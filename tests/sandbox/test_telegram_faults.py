"""Every fault that the stand-in for Telegram plays, and what python-telegram-bot makes of it."""

import asyncio
import logging
import socket
import threading
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from bot.sandbox.server.faults import KINDS, Fault
from bot.sandbox.telegram.server import TelegramServer

TOKEN = "123456:ABC-def"
CHANNEL = -1001
START = datetime(2026, 5, 20, 9, 3, tzinfo=UTC)


@pytest.fixture
def server():
    """A stand-in with a channel."""
    with TelegramServer(TOKEN, now=lambda: START) as running:
        running.add_channel(CHANNEL)
        yield running
        assert running.crashes == []


# Seconds: where an answer comes, under any load; and where none ever does.
PATIENCE, SHORT = 30.0, 0.2
# How long a client waits for the next byte and for the whole, where only that ends its waiting.
WAITS = {"drip": (PATIENCE, SHORT), "hang": (SHORT, PATIENCE), "late": (SHORT, PATIENCE)}


def ask(server, do, next_byte=PATIENCE):
    """Let the real library do something, with its patience for the next byte of an answer."""

    async def talk():
        wait = {"read_timeout": next_byte, "connect_timeout": PATIENCE}
        wait["httpx_kwargs"] = {"verify": False}
        asking, polling = HTTPXRequest(**wait), HTTPXRequest(**wait)
        url = f"{server.url}/bot"
        async with Bot(TOKEN, url, request=asking, get_updates_request=polling) as bot:
            return await do(bot)

    return asyncio.run(talk())


def send(server, text="x", kind=""):
    """Post to the channel, and give up where the kind of fault is one that keeps it waiting."""
    next_byte, whole = WAITS.get(kind, (PATIENCE, PATIENCE))

    def post(bot):
        return asyncio.wait_for(bot.send_message(CHANNEL, text), whole)

    return ask(server, post, next_byte)


def said(server):
    """The texts in the channel."""
    return [message.text for message in server.messages(CHANNEL)]


# What the library raises, exactly, and what caused it, where that distinguishes two of them.
RAISED = {
    "400": (BadRequest, None),
    "401": (InvalidToken, None),
    "402": (NetworkError, None),
    "403": (Forbidden, None),
    "404": (InvalidToken, None),
    "409": (Conflict, None),
    "429": (NetworkError, None),
    "5xx": (NetworkError, TelegramError),
    "reset": (NetworkError, httpx.ReadError),
    "close": (NetworkError, httpx.RemoteProtocolError),
    "half": (NetworkError, httpx.RemoteProtocolError),
    "drip": (TimeoutError, None),
    "hang": (TimedOut, httpx.ReadTimeout),
    "late": (TimedOut, httpx.ReadTimeout),
    "rubbish": (TelegramError, ValueError),
    "ok_false": (KeyError, None),
    "data_null": (KeyError, None),
    "errors_only": (KeyError, None),
    "redirect": (NetworkError, TelegramError),
}
NEVER = ("late", "after")  # a late request is by its nature not accepted yet


def test_the_table_knows_every_kind():
    """No kind of fault goes untried."""
    assert RAISED.keys() == KINDS.keys()


@pytest.mark.parametrize(
    ("kind", "when"),
    [(kind, when) for kind in RAISED for when in ("before", "after") if (kind, when) != NEVER],
)
def test_what_the_library_makes_of_a_fault(server, kind, when):
    """Each fault raises its exception, and the post is there only where it came after accepting."""
    server.faults.add(Fault(kind, when=when, method="sendMessage", pause=0.01))
    expected, cause = RAISED[kind]
    with pytest.raises((TelegramError, KeyError, TimeoutError)) as raised:
        send(server, kind=kind)
    assert type(raised.value) is expected
    if cause is not None:
        assert isinstance(raised.value.__cause__, cause)
    if when == "after":  # the client may have given up before the server was done
        server.wait_for_messages(CHANNEL, timeout=PATIENCE)
    assert said(server) == (["x"] if when == "after" else [])
    server.faults.release()
    assert send(server, "y").text == "y"


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_429_with_a_hint_says_how_long(server, when, monkeypatch):
    """With `retry_after` the library raises RetryAfter with those seconds."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    server.faults.add(Fault("429", when=when, method="sendMessage", retry_after=7))
    with pytest.raises(RetryAfter) as raised:
        send(server)
    assert raised.value.retry_after == timedelta(seconds=7)
    assert said(server) == (["x"] if when == "after" else [])


@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        (Fault("5xx", status=504), 504, "504 Gateway Timeout"),
        (Fault("403", description="Forbidden: bot was blocked by the user"), 403, "blocked by the"),
        (Fault("404", body=b"<html>no such proxy</html>"), 404, "<html>no such proxy"),
        (Fault("rubbish", body=b"{"), 200, "{"),
        (Fault("redirect", location="http://elsewhere.invalid/"), 307, ""),
    ],
)
def test_a_fault_says_what_it_was_told_to(server, fault, status, body):
    """Status, description, body and address of a fault are those that were asked for."""
    server.faults.add(fault)
    answer = httpx.get(f"{server.url}/bot{TOKEN}/getMe")
    assert answer.status_code == status
    assert body in answer.text


def test_a_redirect_leads_to_another_host_name(server):
    """By default a redirect names localhost, where a client that follows would ask again."""
    server.faults.add(Fault("redirect"))
    answer = httpx.get(f"{server.url}/bot{TOKEN}/getMe")
    port = server.url.rpartition(":")[2]
    assert answer.headers["location"] == f"http://localhost:{port}/bot{TOKEN}/getMe"


def test_a_late_request_is_accepted_when_the_client_has_gone(server):
    """What the client gave up on may still appear: a look before that finds nothing."""
    server.faults.add(Fault("late", method="sendMessage"))
    with pytest.raises(TimedOut):
        send(server, kind="late")
    assert said(server) == []
    server.faults.release()
    assert server.wait_for_messages(CHANNEL)[0].text == "x"


def test_a_hanging_answer_comes_after_its_release(server):
    """An accepted request that hangs is answered in the end, to a client that waits."""
    server.faults.add(Fault("hang", when="after", method="sendMessage"))
    outcome = []

    def post():
        url = f"{server.url}/bot{TOKEN}/sendMessage"
        outcome.append(
            httpx.post(url, json={"chat_id": CHANNEL, "text": "x"}, timeout=PATIENCE).json()
        )

    thread = threading.Thread(target=post)
    thread.start()
    server.faults.wait_for_hung()
    server.faults.release()
    thread.join(PATIENCE)
    assert outcome[0]["result"]["text"] == "x"


def test_nothing_that_hangs_or_drips_holds_up_the_end():
    """A server with hanging, late and dripping requests cuts them all when it closes."""
    with TelegramServer(TOKEN, now=lambda: START) as running:
        running.faults.add(Fault("hang"), Fault("late"), Fault("drip", pause=60))
        address = ("127.0.0.1", int(running.url.rpartition(":")[2]))
        clients = [socket.create_connection(address, timeout=PATIENCE) for _ in range(3)]
        for client in clients:
            client.sendall(f"GET /bot{TOKEN}/getMe HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        running.faults.wait_for_hung(2)
    assert all(len(rest_of(client)) <= 1 for client in clients)


def rest_of(client):
    """What still comes over a connection until its end, whichever end that is; closes it."""
    with client:
        try:
            return client.makefile("rb").read()
        except ConnectionResetError:
            return b""


def test_hooks_see_a_request_before_and_after_it_is_accepted(server):
    """A drill can act when a request has arrived, when it is done, and when it is answered."""
    seen = []
    for stage in ("arrived", "accepted", "answered"):
        server.faults.on_request(
            lambda method, params, stage=stage: seen.append((stage, method, len(said(server)))),
            stage=stage,
        )
    httpx.post(f"{server.url}/bot{TOKEN}/sendMessage", json={"chat_id": CHANNEL, "text": "x"})
    httpx.post(f"{server.url}/bot{TOKEN}/sendMessage", json={"chat_id": 0, "text": "x"})
    server.close()
    assert seen == [
        ("arrived", "sendMessage", 0),
        ("accepted", "sendMessage", 1),
        ("answered", "sendMessage", 1),
        ("arrived", "sendMessage", 1),
        ("answered", "sendMessage", 1),
    ]
    assert [(method, params["text"]) for method, params in server.calls] == [
        ("sendMessage", "x")
    ] * 2


def test_quiet_is_when_what_is_to_be_done_is_done(server):
    """A request that is worked on is waited for; an answer that drips for minutes is not."""
    method = f"{server.url}/bot{TOKEN}/sendMessage"
    waits = []
    server.faults.on_request(
        lambda *_: waits.append(server.wait_quiet(timeout=0.05)), stage="accepted"
    )
    server.faults.add(Fault("drip", when="after", pause=60))
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(method, json={"chat_id": CHANNEL, "text": "x"}, timeout=0.3)
    assert server.wait_quiet()
    assert (waits, len(said(server))) == ([False], 1)


def test_a_hook_that_fails_is_on_record(caplog):
    """An error in a hook is answered with 500 and kept, so that a test can see it."""
    with TelegramServer(TOKEN, now=lambda: START) as running:
        running.faults.on_request(lambda method, params: [][0])
        with caplog.at_level(logging.CRITICAL):
            answer = httpx.get(f"{running.url}/bot{TOKEN}/getMe")
        assert answer.status_code == 500
        assert running.crashes == ["IndexError: list index out of range"]


def test_a_server_that_does_not_run_has_no_address():
    """The address is there only while the server is."""
    with pytest.raises(RuntimeError, match="not running"):
        _ = TelegramServer(TOKEN, now=lambda: START).url


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("Content-Length: x", 400),
        ("Content-Length: -1", 400),
        ("Content-Length: 99999999999", 413),
        ("Transfer-Encoding: chunked", 411),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(server, head, status):
    """A length that is none, too great or unknown is refused, and the connection ends."""
    port = int(server.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
        client.sendall(f"POST /x HTTP/1.1\r\nHost: x\r\n{head}\r\n\r\n".encode())
        answer = client.makefile("rb").read()
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
