"""The stand-in for X, asked by tweepy: posts, reading back, refusals, and the bill."""

import base64
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import requests
import tweepy
from requests.adapters import HTTPAdapter
from requests_oauthlib import OAuth1

from bot.local_service import Clock
from bot.sandbox.x.oauth import XAccount
from bot.sandbox.x.server import XServer

SECRETS = ("consumer-key", "consumer-secret", "4711-access-token", "access-secret")
USER = "4711"
REAL = "https://api.twitter.com"


class ToStandIn(HTTPAdapter):
    """Sends what was meant, and signed, for X to the stand-in."""

    def __init__(self, server):
        super().__init__()
        self.server = server

    def send(self, request, **options):
        """Change the host after the signature was made."""
        request.url = request.url.replace(REAL, self.server.url)
        return super().send(request, **{**options, "timeout": 5})


@pytest.fixture
def server(clock):
    """A stand-in for X."""
    with XServer(XAccount(*SECRETS), now=clock) as running:
        yield running
        assert running.crashes == []


@pytest.fixture
def client(server):
    """The real library, led to the stand-in."""
    return client_of(server)


def client_of(server, secrets=SECRETS):
    """tweepy's client with these secrets."""
    client = tweepy.Client(
        consumer_key=secrets[0],
        consumer_secret=secrets[1],
        access_token=secrets[2],
        access_token_secret=secrets[3],
    )
    client.session.mount(REAL, ToStandIn(server))
    return client


def raw(server, verb, path, *, host=REAL, **options):
    """A signed request by requests alone; returns the response."""
    with requests.Session() as session:
        session.mount(host, ToStandIn(server))
        return session.request(verb, host + path, auth=OAuth1(*SECRETS), **options)


def test_a_post_is_kept_and_answered(server, client, clock):
    """A post gets an id that grows with time, and its text back."""
    first = client.create_tweet(text="On 20 May 1983 the US lifted its hold.")
    clock.now += timedelta(milliseconds=1)
    second = client.create_tweet(text="Another day.")
    assert [post.text for post in server.posts()] == [first.data["text"], second.data["text"]]
    assert int(second.data["id"]) - int(first.data["id"]) == 1 << 22
    assert server.posts()[0].at == clock() - timedelta(milliseconds=1)
    assert server.posts()[0].deleted is False


def test_ids_grow_even_if_the_clock_goes_back(server, client, clock):
    """A clock that is set back does not make an id smaller."""
    before = int(client.create_tweet(text="one").data["id"])
    clock.now -= timedelta(hours=1)
    assert int(client.create_tweet(text="two").data["id"]) > before


@pytest.mark.parametrize("wrong", range(4))
def test_a_wrong_secret_is_unauthorized(server, wrong):
    """Each of the four secrets has to be right."""
    secrets = [*SECRETS]
    secrets[wrong] += "x"
    with pytest.raises(tweepy.Unauthorized, match="Unauthorized"):
        client_of(server, secrets).create_tweet(text="x")
    assert server.posts() == []


def test_a_signature_for_another_host_is_wrong(server):
    """A client that signs for the stand-in's own address is refused, as X would."""
    answer = requests.post(
        f"{server.url}/2/tweets", json={"text": "x"}, auth=OAuth1(*SECRETS), timeout=5
    )
    assert answer.status_code == 401
    assert raw(server, "GET", "/2/users/me").status_code == 200


def test_a_request_cannot_be_played_again(server):
    """The same signature is taken once."""
    signed = requests.Request("GET", f"{REAL}/2/users/me", auth=OAuth1(*SECRETS)).prepare()
    signed.url = signed.url.replace(REAL, server.url)
    with requests.Session() as session:
        statuses = [session.send(signed, timeout=60).status_code for _ in range(2)]
    assert statuses == [200, 401]


@pytest.mark.parametrize(
    ("header", "status", "title"),
    [(None, 401, "Unauthorized"), ("Bearer abc", 403, "Unsupported Authentication")],
)
def test_without_a_signature_nothing_goes(server, header, status, title):
    """No signature is unauthorized, and an app's bearer token is not enough."""
    headers = {"Authorization": header} if header else {}
    answer = requests.get(f"{server.url}/2/users/me", headers=headers, timeout=60)
    assert (answer.status_code, answer.json()["title"]) == (status, title)


def test_the_account_knows_itself(client):
    """The account's id is the access token's beginning."""
    me = client.get_me(user_auth=True).data
    assert (str(me.id), me.username) == (USER, "onthisday")


def test_an_access_token_without_an_id_is_refused():
    """A stand-in cannot be made for a token that does not begin with the account's id."""
    with pytest.raises(ValueError, match="user's id first"):
        XServer(XAccount("a", "b", "token", "d"), now=Clock())


def test_secrets_do_not_show():
    """The account's secrets are in no representation of it."""
    assert not any(secret in repr(XAccount(*SECRETS)) for secret in SECRETS)


DUPLICATES = ["Same <text>", " Same <text>\r\n", "Same <text>"]


@pytest.mark.parametrize("again", DUPLICATES)
def test_the_same_text_twice_is_forbidden(server, client, again):
    """A text that is on the account already is refused in X's words, also if merely padded."""
    client.create_tweet(text="Same <text>")
    with pytest.raises(tweepy.Forbidden) as refused:
        client.create_tweet(text=again)
    assert refused.value.response.json() == {
        "title": "Forbidden",
        "detail": "You are not allowed to create a Tweet with duplicate content.",
        "type": "about:blank",
        "status": 403,
    }
    assert refused.value.response.headers["Content-Type"] == "application/problem+json"
    assert len(server.posts()) == 1


def test_a_deleted_text_may_be_posted_again(server, client):
    """Deleting marks a post, frees its text, and does nothing a second time."""
    post = client.create_tweet(text="x").data["id"]
    assert client.delete_tweet(post).data == {"deleted": True}
    assert client.delete_tweet(post).data == {"deleted": False}
    client.create_tweet(text="x")
    assert [one.deleted for one in server.posts()] == [True, False]


LENGTHS = [
    ("x" * 280, True),
    ("x" * 281, False),
    ("ش" * 280, True),
    ("日" * 140, True),
    ("日" * 141, False),
    ("👨‍👩‍👧" * 140, True),
    ("x" * 256 + " https://example.com/" + "y" * 100, True),
    ("x" * 257 + " https://example.com/" + "y" * 100, False),
    ("x" * 256 + " Dr.No", True),
    ("x" * 257 + " Dr.No", False),
    ("e\u0301" * 280, True),
    ("a\ufffeb", False),
]


@pytest.mark.parametrize(("text", "fits"), LENGTHS, ids=range(len(LENGTHS)))
def test_length_is_weighed_as_x_weighs_it(server, client, text, fits):
    """A link weighs 23, what looks like a domain too; wide signs 2, an emoji sequence 2."""
    if fits:
        client.create_tweet(text=text)
    else:
        with pytest.raises(tweepy.Forbidden, match="Your Tweet text is too long"):
            client.create_tweet(text=text)
    assert len(server.posts()) == int(fits)


def test_a_text_comes_back_as_x_writes_it(client):
    """Links are shortened, also accidental ones, and three signs are escaped."""
    client.create_tweet(text="a & b <c> main.py https://example.com/x?y=1&z=2 end\r\nline")
    (post,) = client.get_users_tweets(
        USER, max_results=5, tweet_fields=["entities", "created_at"], user_auth=True
    ).data
    first, second = post.entities["urls"]
    assert post.text == f"a &amp; b &lt;c&gt; {first['url']} {second['url']} end\nline"
    assert first["url"].startswith("https://t.co/")
    assert [url["expanded_url"] for url in (first, second)] == [
        "http://main.py",
        "https://example.com/x?y=1&z=2",
    ]
    assert post.text[first["start"] : first["end"]] == first["url"]
    assert post.created_at == datetime(2026, 5, 20, 9, 3, tzinfo=UTC)


def test_a_timeline_is_newest_first_and_paged(client):
    """Reading goes back from the newest, by pages, from an id on, and leaves out the deleted."""
    ids = [client.create_tweet(text=f"post {n}").data["id"] for n in range(7)]
    client.delete_tweet(ids[3])

    def read(**options):
        return client.get_users_tweets(USER, max_results=5, user_auth=True, **options)

    page = read()
    rest = read(pagination_token=page.meta["next_token"])
    assert [post.text for post in page.data] == [f"post {n}" for n in (6, 5, 4, 2, 1)]
    assert [post.text for post in rest.data] == ["post 0"]
    assert "next_token" not in rest.meta
    assert [post.text for post in read(since_id=ids[4]).data] == ["post 6", "post 5"]
    assert read(since_id=ids[6]).data is None
    assert read(since_id=ids[6]).meta == {"result_count": 0}
    start = datetime(2026, 5, 20, 9, 3, tzinfo=UTC)
    assert len(read(start_time=start).data) == 5
    assert read(start_time=start + timedelta(seconds=1)).data is None


def test_posts_are_looked_up_by_id(client):
    """What is there comes as data, what is not as an error with status 200."""
    post = client.create_tweet(text="x").data["id"]
    found = client.get_tweets([post, "99"], user_auth=True)
    assert [one.text for one in found.data] == ["x"]
    assert found.errors[0]["detail"] == "Could not find tweet with id: [99]."
    assert client.get_tweet(post, user_auth=True).data.text == "x"
    assert client.get_tweet("99", user_auth=True).data is None
    assert client.get_users_tweets("99", user_auth=True).errors[0]["resource_type"] == "user"


def test_a_reply_stands_under_its_post(server, client):
    """A reply to one's own post is kept with its target; to nothing it is forbidden."""
    post = client.create_tweet(text="x").data["id"]
    client.create_tweet(text="correction", in_reply_to_tweet_id=post)
    assert server.posts()[1].reply_to == post
    (read,) = client.get_users_tweets(
        USER, max_results=5, since_id=post, tweet_fields=["referenced_tweets"], user_auth=True
    ).data
    assert str(read.referenced_tweets[0].id) == post
    with pytest.raises(tweepy.Forbidden, match="deleted or not visible"):
        client.create_tweet(text="y", in_reply_to_tweet_id="99")


def test_replies_can_be_forbidden(clock):
    """X may refuse replies while it takes posts."""
    with XServer(XAccount(*SECRETS), now=clock, allow_replies=False) as running:
        client = client_of(running)
        post = client.create_tweet(text="x").data["id"]
        with pytest.raises(tweepy.Forbidden, match="not permitted to perform this action"):
            client.create_tweet(text="y", in_reply_to_tweet_id=post)


def upload(server, content=b"picture", **body):
    """Upload a picture as X's API v2 takes it."""
    given = {"media": base64.b64encode(content).decode(), "media_category": "tweet_image", **body}
    return raw(server, "POST", "/2/media/upload", json=given)


def test_a_picture_gets_its_description_and_its_post(server, client, clock):
    """An uploaded picture serves for a day, and adds a link to the text that is read back."""
    picture = upload(server).json()["data"]["id"]
    body = {"id": picture, "metadata": {"alt_text": {"text": "A card"}}}
    assert raw(server, "POST", "/2/media/metadata", json=body).status_code == 200
    post = client.create_tweet(text="x", media_ids=[picture]).data
    assert post["text"].startswith("x https://t.co/")
    assert server.alt_texts() == {picture: "A card"}
    assert server.posts()[0].media == (picture,)
    clock.now += timedelta(days=1)
    with pytest.raises(tweepy.BadRequest, match="media IDs are invalid"):
        client.create_tweet(text="y", media_ids=[picture])


BROKEN = [
    ("POST", "/2/tweets", {"data": b"{"}, "not a JSON object"),
    ("POST", "/2/tweets", {"json": []}, "not a JSON object"),
    ("POST", "/2/tweets", {"json": {}}, "text or media is required"),
    ("POST", "/2/tweets", {"json": {"text": 5}}, "text or media is required"),
    ("POST", "/2/tweets", {"json": {"text": "x", "txt": "y"}}, "txt: is not defined"),
    ("POST", "/2/tweets", {"json": {"text": "x", "reply": "1"}}, "in_reply_to_tweet_id"),
    ("POST", "/2/tweets", {"json": {"text": "x", "media": {"media_ids": []}}}, "1 to 4"),
    ("POST", "/2/tweets", {"json": {"text": "x", "media": {"media_ids": ["9"]}}}, "invalid"),
    ("GET", "/2/tweets", {}, "1 to 100 ids"),
    ("GET", f"/2/users/{USER}/tweets?max_results=4", {}, "between 5 and 100"),
    ("GET", f"/2/users/{USER}/tweets?since_id=x", {}, "since_id"),
    ("GET", f"/2/users/{USER}/tweets?start_time=noon", {}, "start_time"),
    ("GET", f"/2/users/{USER}/tweets?limit=5", {}, "limit"),
    ("GET", f"/2/users/{USER}/tweets?tweet.fields=colour", {}, "colour"),
    ("POST", "/2/media/upload", {"json": {"media": "*"}}, "not base64"),
    ("POST", "/2/media/upload", {"json": {"media": ""}}, "size of the media"),
    ("POST", "/2/media/upload", {"json": {"media": "eA=="}}, "media_category"),
    ("POST", "/2/media/metadata", {"json": {"id": "1"}}, "alt_text"),
    (
        "POST",
        "/2/media/metadata",
        {"json": {"id": "1", "metadata": {"alt_text": {"text": "x"}}}},
        "media IDs are invalid",
    ),
]


@pytest.mark.parametrize(("verb", "path", "options", "words"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_request_is_an_invalid_one(server, verb, path, options, words):
    """What makes no sense is refused with 400 and a sentence, and costs nothing."""
    answer = raw(server, verb, path, **options)
    assert (answer.status_code, answer.json()["title"]) == (400, "Invalid Request")
    assert words in answer.json()["errors"][0]["message"]
    assert server.charged == 0


def test_an_unknown_address_is_not_found(server):
    """What is no route answers 404."""
    assert raw(server, "GET", "/1.1/statuses/update.json").status_code == 404


def test_the_bill_has_every_item(server, client):
    """A post, one with a link, an alt text and the posts read are charged; refusals are not."""
    bill = []

    def booked():
        bill.append(server.charged - sum(bill))

    client.create_tweet(text="no link")
    booked()
    client.create_tweet(text="see example.com")
    booked()
    picture = upload(server).json()["data"]["id"]
    body = {"id": picture, "metadata": {"alt_text": {"text": "A card"}}}
    raw(server, "POST", "/2/media/metadata", json=body)
    booked()
    client.get_users_tweets(USER, max_results=5, user_auth=True)
    booked()
    with pytest.raises(tweepy.Forbidden):
        client.create_tweet(text="no link")
    client.delete_tweet(server.posts()[0].id)
    booked()
    assert bill == [Decimal(price) for price in ("0.015", "0.200", "0.005", "0.002", "0")]


def test_without_credits_nothing_is_posted(clock):
    """Out of credits is 402, which the library raises as a bare HTTPException."""
    with XServer(XAccount(*SECRETS), now=clock, credits=Decimal("0.030")) as running:
        client = client_of(running)
        client.create_tweet(text="one")
        client.create_tweet(text="two")
        with pytest.raises(tweepy.HTTPException) as refused:
            client.create_tweet(text="three")
        assert type(refused.value) is tweepy.HTTPException
        assert refused.value.response.status_code == 402
        assert refused.value.response.json()["title"] == "CreditsDepleted"
        assert [post.text for post in running.posts()] == ["one", "two"]


def edit_of(client, post_id, text):
    """Edit a post with the real library, which has no method for it; the new version's data."""
    body = {"text": text, "edit_options": {"previous_post_id": post_id}}
    return client.request("POST", "/2/tweets", json=body, user_auth=True).json()["data"]


def test_an_edit_is_a_new_version_with_an_id_of_its_own(server, client):
    """The timeline has the newest one; each id leads to its own version and to all ids."""
    first = client.create_tweet(text="On 20 May 1983.").data["id"]
    second = edit_of(client, first, "On 20 May 1982.")
    assert second["edit_history_tweet_ids"] == [first, second["id"]]
    [shown] = client.get_users_tweets(USER, user_auth=True).data
    assert (str(shown.id), shown.text) == (second["id"], "On 20 May 1982.")
    old = client.get_tweet(first, user_auth=True).data
    assert old.text == "On 20 May 1983."
    assert old.edit_history_tweet_ids == [int(first), int(second["id"])]
    assert server.charged == Decimal("0.032")


def test_edits_are_limited_in_number_and_time(client, clock):
    """Five within half an hour of the first version, and `edit_controls` say how many are left."""
    post = client.create_tweet(text="Version 0").data["id"]
    for number in range(1, 6):
        clock.now += timedelta(minutes=1)
        post = edit_of(client, post, f"Version {number}")["id"]
    controls = client.get_tweet(post, tweet_fields=["edit_controls"], user_auth=True).data
    assert controls.edit_controls["edits_remaining"] == 0
    assert controls.edit_controls["editable_until"] == clock() + timedelta(minutes=25)
    with pytest.raises(tweepy.Forbidden, match="edit window"):
        edit_of(client, post, "Version 6")
    late = client.create_tweet(text="Late").data["id"]
    clock.now += timedelta(minutes=30)
    with pytest.raises(tweepy.Forbidden, match="edit window"):
        edit_of(client, late, "Too late")


def test_only_the_latest_version_of_a_post_is_edited(client):
    """An older one, or one that is not there, is refused, and so is an incomplete request."""
    first = client.create_tweet(text="One").data["id"]
    edit_of(client, first, "Two")
    for wrong in (first, "4711"):
        with pytest.raises(tweepy.Forbidden, match="latest version"):
            edit_of(client, wrong, "Three")
    with pytest.raises(tweepy.BadRequest, match="previous_post_id"):
        edit_of(client, None, "Three")


def test_without_premium_nothing_is_edited(clock):
    """Though `edit_controls` call the post eligible, as they do for any account."""
    with XServer(XAccount(*SECRETS), now=clock, premium=False) as running:
        client = client_of(running)
        post = client.create_tweet(text="One").data["id"]
        with pytest.raises(tweepy.Forbidden, match="Premium"):
            edit_of(client, post, "Two")
        found = client.get_tweet(post, tweet_fields=["edit_controls"], user_auth=True).data
        assert found.edit_controls["is_edit_eligible"] is True
        assert len(running.posts()) == 1


def test_deleting_one_version_deletes_them_all(server, client):
    """Whichever of them is named."""
    first = client.create_tweet(text="One").data["id"]
    second = edit_of(client, first, "Two")["id"]
    assert client.delete_tweet(first, user_auth=True).data["deleted"]
    assert client.get_tweet(second, user_auth=True).data is None
    assert [post.deleted for post in server.posts()] == [True, True]
