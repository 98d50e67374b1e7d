"""Every fault that the stand-in for X plays, and what tweepy makes of it."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
import requests
import tweepy
from requests.adapters import HTTPAdapter

from bot.sandbox.server.faults import KINDS, Fault
from bot.sandbox.x.oauth import XAccount
from bot.sandbox.x.server import XServer

SECRETS = ("consumer-key", "consumer-secret", "4711-access-token", "access-secret")
REAL = "https://api.twitter.com"
START = datetime(2026, 5, 20, 9, 3, tzinfo=UTC)
POST = "POST /2/tweets"


class ToStandIn(HTTPAdapter):
    """Sends what was meant, and signed, for X to the stand-in, with the patience of 0.6 s."""

    def __init__(self, url):
        super().__init__()
        self.url = url

    def send(self, request, **options):
        """Change the host after the signature was made."""
        request.url = request.url.replace(REAL, self.url)
        return super().send(request, **{**options, "timeout": 0.6})


@pytest.fixture
def server():
    """A stand-in for X."""
    with XServer(XAccount(*SECRETS), now=lambda: START) as running:
        yield running
        assert running.crashes == []


@pytest.fixture
def client(server):
    """The real library, led to the stand-in."""
    key, secret, token, token_secret = SECRETS
    client = tweepy.Client(None, key, secret, token, token_secret)
    client.session.mount(REAL, ToStandIn(server.url))
    yield client
    client.session.close()


def texts(server):
    """The texts on the account."""
    return [post.text for post in server.posts()]


RAISED = {
    "400": tweepy.BadRequest,
    "401": tweepy.Unauthorized,
    "402": tweepy.HTTPException,
    "403": tweepy.Forbidden,
    "404": tweepy.NotFound,
    "409": tweepy.HTTPException,
    "429": tweepy.TooManyRequests,
    "5xx": tweepy.TwitterServerError,
    "reset": requests.ConnectionError,
    "close": requests.ConnectionError,
    "half": requests.exceptions.ChunkedEncodingError,
    "drip": requests.ReadTimeout,
    "hang": requests.ReadTimeout,
    "late": requests.ReadTimeout,
    "rubbish": requests.JSONDecodeError,
    # The library follows the redirect and leaves the signature behind: a refusal, posted or not.
    "redirect": tweepy.Unauthorized,
}
SILENT = {"ok_false": [], "data_null": [], "errors_only": ["Service Unavailable"]}
WHEN = ("before", "after")


def test_the_tables_know_every_kind():
    """No kind of fault goes untried."""
    assert RAISED.keys() | SILENT.keys() == KINDS.keys()


@pytest.mark.parametrize(
    ("kind", "when"),
    [(kind, when) for kind in RAISED for when in WHEN if (kind, when) != ("late", "after")],
)
def test_what_the_library_makes_of_a_fault(server, client, kind, when):
    """Each fault raises its exception, and the post is there only where it came after accepting."""
    server.faults.add(Fault(kind, when=when, method=POST, pause=0.9))
    with pytest.raises((tweepy.TweepyException, requests.RequestException)) as raised:
        client.create_tweet(text="x")
    assert type(raised.value) is RAISED[kind]
    assert texts(server) == (["x"] if when == "after" else [])
    server.faults.release()
    assert client.create_tweet(text="y").data["text"] == "y"


@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("kind", SILENT)
def test_an_answer_without_data_looks_like_success(server, client, kind, when):
    """A 200 without data raises nothing: the library gives a response whose data is None."""
    server.faults.add(Fault(kind, when=when, method=POST))
    response = client.create_tweet(text="x")
    assert response.data is None
    assert [error["title"] for error in response.errors] == SILENT[kind]
    assert texts(server) == (["x"] if when == "after" else [])


@pytest.mark.parametrize(("retry_after", "reset"), [(900, START.timestamp() + 900), (None, None)])
def test_a_429_may_say_when_to_come_back(server, client, retry_after, reset):
    """With a hint the headers have the time of the reset; without one there are none."""
    server.faults.add(Fault("429", method=POST, retry_after=retry_after))
    with pytest.raises(tweepy.TooManyRequests) as raised:
        client.create_tweet(text="x")
    assert raised.value.reset_time == reset
    headers = {name.lower() for name in raised.value.response.headers}
    assert ("x-rate-limit-remaining" in headers) is (reset is not None)


@pytest.mark.parametrize(
    ("fault", "title", "detail"),
    [
        (Fault("402"), "CreditsDepleted", "does not have any credits"),
        (Fault("403"), "Forbidden", "You are not permitted to perform this action."),
        (Fault("403", description="You are not allowed to post today."), "Forbidden", "post today"),
    ],
)
def test_a_refusal_has_the_words_it_was_given(server, client, fault, title, detail):
    """The problem's title and detail are X's usual ones, or those that were asked for."""
    server.faults.add(fault)
    with pytest.raises(tweepy.HTTPException) as raised:
        client.create_tweet(text="x")
    problem = raised.value.response.json()
    assert (problem["title"], problem["status"]) == (title, int(fault.kind))
    assert detail in problem["detail"]


def test_what_was_accepted_is_charged_whatever_the_answer(server, client):
    """A post whose answer was lost is on the bill, one that was not accepted is not."""
    server.faults.add(Fault("reset", when="after", method=POST), Fault("close", method=POST))
    for text in ("one", "two"):
        with pytest.raises(requests.ConnectionError):
            client.create_tweet(text=text)
    assert (texts(server), server.charged) == (["one"], Decimal("0.015"))


def test_a_late_post_appears_when_the_client_has_gone(server, client):
    """What the client gave up on may still appear: a look before that finds nothing."""
    server.faults.add(Fault("late", method=POST))
    accepted = []
    server.faults.on_request(
        lambda method, params: accepted.append(params["text"]), stage="accepted"
    )
    with pytest.raises(requests.ReadTimeout):
        client.create_tweet(text="x")
    assert (texts(server), accepted) == ([], [])
    server.faults.release()
    server.wait_quiet()
    assert (texts(server), accepted) == (["x"], ["x"])


def test_a_stopped_server_refuses_the_connection(server, client):
    """While the server is down nothing connects; afterwards its posts are still there."""
    client.create_tweet(text="x")
    server.close()
    with pytest.raises(requests.ConnectionError, match="refused"):
        client.create_tweet(text="y")
    server.start()
    assert client.create_tweet(text="z").data["text"] == "z"
    assert texts(server) == ["x", "z"]
