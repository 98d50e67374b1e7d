"""The life of a delivery, with the real client libraries against the stand-ins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.channels import Timeouts
from bot.channels.x import READ_COST, reads_as
from bot.errors import StoreError
from bot.local_service import CHANNEL, NINE, OPERATORS, TARGET, TOKEN, Scene, World, made_world
from bot.operations import resolve, resume
from bot.sandbox.server.faults import Fault
from bot.sandbox.server.local_server import LocalServer
from bot.store import Key, State
from tests.conftest import toml_of
from tests.helpers.corrections import beats

RECORDS = [(f"entry-{day}", f"05-{day}", 1983) for day in range(18, 24)]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A service with an entry on each of six days."""
    dataset = tmp_path / "events.toml"
    dataset.write_text(toml_of(*RECORDS), encoding="utf-8")
    with made_world(tmp_path, dataset) as made:
        yield made


def server_of(world: World, channel: str) -> LocalServer:
    """The stand-in of a channel."""
    return world.telegram if channel == "telegram" else world.x


METHOD = {"telegram": "sendMessage", "x": "POST /2/tweets"}
BOTH = pytest.mark.parametrize("channel", ["telegram", "x"])


def seen(world: World, channel: str) -> int:
    """How many posts followers see on a channel."""
    return len(world.posts() if channel == "telegram" else world.x_posts())


def calls(world: World, channel: str, method: str = "") -> int:
    """How often a channel's server was called, by default to post."""
    called = [name for name, _ in server_of(world, channel).calls]
    if channel == "telegram" and not method:
        return sum(
            name == "sendMessage" and params["chat_id"] == TARGET
            for name, params in world.telegram.calls
        )
    return called.count(method or METHOD[channel])


def test_the_days_post_goes_out_once_on_each_channel(world: World) -> None:
    """Two beats, one post each, with what the ledger says of them."""
    first, second = world.beat(), world.beat()
    assert [outcome.state for outcome in first.values()] == [State.SENT] * 2
    assert first.keys() == second.keys()
    assert (seen(world, "telegram"), seen(world, "x")) == (1, 1)
    row = world.database.ledger.get(Key("telegram", NINE.date()))
    assert row is not None
    assert row.remote_id == str(world.posts()[0].id)
    assert row.content.text == world.posts()[0].html
    assert [event.id for event in row.content.events] == ["entry-20"]
    assert world.told() == []


def test_the_post_has_its_button_and_no_preview(world: World) -> None:
    """The button opens the bot at the entry; previews of links are off."""
    world.beat()
    [message] = world.posts()
    [[button]] = message.buttons
    assert button.value == "https://t.me/OnThisDayBot?start=e_entry-20"
    assert message.link_preview == {"is_disabled": True}


def test_nothing_is_posted_before_its_time_nor_after_its_day(world: World) -> None:
    """09:03 in London, not before; and never on the next day."""
    world.clock.now = datetime(2027, 5, 20, 8, 2, 59, tzinfo=UTC)
    assert world.beat()["x"].state is None
    assert seen(world, "x") == 0
    world.clock.step(seconds=1)
    assert world.beat()["x"].state is State.SENT
    world.clock.now = datetime(2027, 5, 20, 23, 0, tzinfo=UTC)  # midnight in London
    assert world.beat()["x"].state is None
    assert seen(world, "x") == 1


def test_two_days_leave_one_post_a_day(world: World) -> None:
    """A heartbeat every ten minutes for two days."""
    world.clock.now = datetime(2027, 5, 19, 22, 55, tzinfo=UTC)
    for _ in range(2 * 24 * 6):
        world.clock.step(minutes=10)
        world.beat()
    assert [m.date.date().isoformat() for m in world.posts()] == ["2027-05-20", "2027-05-21"]
    assert [p.at.date().isoformat() for p in world.x_posts()] == ["2027-05-20", "2027-05-21"]


def test_days_when_the_service_was_down_are_recorded_as_missed(world: World) -> None:
    """Neither posted late nor forgotten; and the operators are notified once a day."""
    world.beat()
    world.clock.step(days=3)
    for _ in range(4):
        world.beat()
        world.clock.step(minutes=2)
    assert seen(world, "telegram") == 2
    for day in (1, 2):
        assert world.state("telegram", NINE + timedelta(days=day)) is State.MISSED
    assert sum("telegram: 2027-05-21 was missed" in text for text in world.told()) == 1


def test_a_new_channel_has_no_past(world: World) -> None:
    """Its history begins at its first row."""
    world.beat()
    assert len(world.database.ledger.find()) == 2


CERTAIN = [
    Fault("429", retry_after=30),
    Fault("429"),
    Fault("401"),
    Fault("403"),
    Fault("404"),
]


@BOTH
@pytest.mark.parametrize("fault", CERTAIN, ids=lambda fault: f"{fault.kind}-{fault.retry_after}")
def test_what_is_certainly_not_posted_is_tried_again(
    world: World, channel: str, fault: Fault
) -> None:
    """It waits as long as the answer says; then there is one post."""
    server_of(world, channel).faults.add(
        Fault(fault.kind, method=METHOD[channel], retry_after=fault.retry_after)
    )
    assert world.beat()[channel].state is State.WAITING
    world.clock.step(seconds=1)
    assert world.beat()[channel].state is State.WAITING
    world.clock.step(minutes=16)
    assert world.beat()[channel].state is State.SENT
    assert seen(world, channel) == 1


@BOTH
def test_a_server_that_is_down_is_tried_again(world: World, channel: str) -> None:
    """No connection, no post: a minute later it goes out."""
    server = server_of(world, channel)
    assert world.service  # made while the servers are up, so that their addresses are known
    server.close()
    assert world.beat()[channel].state is State.WAITING
    server.start()
    world.clock.step(minutes=2)
    assert world.beat()[channel].state is State.SENT


DOUBTFUL = ["5xx", "reset", "close", "half", "rubbish", "hang", "drip", "redirect", "ok_false"]


@BOTH
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", DOUBTFUL)
def test_what_may_be_posted_is_looked_for_and_never_sent_blindly(
    world: World, channel: str, when: str, kind: str
) -> None:
    """In doubt, then found on air, or sent again after two looks: one post in the end."""
    world.beat()
    world.clock.step(days=1)
    server_of(world, channel).faults.add(
        Fault(kind, when=when, method=METHOD[channel], pause=0.2)  # type: ignore[arg-type]
    )
    assert world.beat()[channel].state is State.IN_DOUBT
    assert seen(world, channel) == (2 if when == "after" else 1)
    for _ in range(4):
        world.clock.step(minutes=1)
        world.beat()
    assert world.state(channel) is State.SENT
    assert seen(world, channel) == 2
    assert not any(text.startswith(f"{channel}: it is not known") for text in world.told())
    copies = [m for m in world.telegram.messages(OPERATORS) if m.by_bot and not m.deleted]
    assert copies == []


def test_a_doubt_that_looking_cannot_settle_is_the_operators(world: World) -> None:
    """The first post of all has none before it to look after: asked once, never sent again."""
    world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
    for _ in range(30):
        world.beat()
        world.clock.step(minutes=1)
    assert world.state("telegram") is State.IN_DOUBT
    assert seen(world, "telegram") == 1
    told = [text for text in world.told() if text.startswith("telegram: it is not known")]
    assert len(told) == 1
    assert "onthisday resolve" in told[0]


def test_the_first_post_of_all_is_looked_for_on_x(world: World) -> None:
    """There is none before it: the account's posts are read from the time of the try on."""
    world.x.faults.add(Fault("rubbish", when="after", method=METHOD["x"]))
    beats(world, 3)
    assert world.state("x", NINE) is State.SENT
    assert (seen(world, "x"), calls(world, "x")) == (1, 1)
    assert world.told() == []


def test_other_peoples_posts_in_between_are_told_apart(world: World) -> None:
    """An admin posts by hand around the lost answer: the bot finds its own by the text."""
    world.beat()
    world.clock.step(days=1)
    world.telegram.post("A greeting by hand", chat=CHANNEL)
    world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
    world.beat()
    world.telegram.post("Another one", chat=CHANNEL)
    world.clock.step(minutes=1)
    world.beat()
    row = world.database.ledger.get(Key("telegram", world.clock.now.date()))
    assert row is not None
    assert (row.state, row.remote_id) == (State.SENT, "3")


def test_a_request_that_arrives_late_is_not_sent_twice(world: World) -> None:
    """The answer never came, the post is accepted later, before the look's deadline."""
    world.beat()
    world.clock.step(days=1)
    world.telegram.faults.add(Fault("late", method="sendMessage"))
    assert world.beat()["telegram"].state is State.IN_DOUBT
    world.telegram.faults.release()
    world.telegram.wait_for_messages(CHANNEL, 2)
    for _ in range(4):
        world.clock.step(minutes=1)
        world.beat()
    assert world.state("telegram") is State.SENT
    assert seen(world, "telegram") == 2


@BOTH
def test_nothing_is_looked_for_before_its_request_is_surely_over(
    tmp_path: Path, channel: str
) -> None:
    """The sender gave up, two looks' time goes by, and the post is accepted before the deadline:
    an earlier look would have found nothing twice, and had it sent again.
    """
    dataset = tmp_path / "events.toml"
    dataset.write_text(toml_of(*RECORDS), encoding="utf-8")
    scene = Scene(timeouts=Timeouts(connect=2, read=2, total=180))
    with made_world(tmp_path, dataset, scene=scene) as world:
        world.beat()
        world.clock.step(days=1)
        server = server_of(world, channel)
        server.faults.add(Fault("late", method=METHOD[channel]))
        for _ in range(6):
            assert world.beat()[channel].state is State.IN_DOUBT
            world.clock.step(seconds=29)
        server.faults.release()
        assert server.wait_quiet()
        assert seen(world, channel) == 2
        for _ in range(4):
            world.beat()
            world.clock.step(minutes=1)
        assert world.state(channel) is State.SENT
        assert seen(world, channel) == 2
        assert calls(world, channel) == 2


EMPTY_LINE = b'{"meta": {"result_count": 0}}'  # X's line of posts, that lags behind
LOOK = "GET /2/users/:id/tweets"


def hidden(world: World, *, looks: int | None) -> None:
    """A day later a post that X accepts without an answer, and that so many looks do not show."""
    world.beat()
    world.clock.step(days=1)
    world.x.faults.add(
        Fault("5xx", when="after", method=METHOD["x"]),
        Fault("data_null", method=LOOK, times=looks, body=EMPTY_LINE),
    )
    assert world.beat()["x"].state is State.IN_DOUBT
    world.clock.step(minutes=1)


@pytest.mark.parametrize("kind", ["ok_false", "data_null", "errors_only"])
def test_an_answer_that_says_nothing_is_no_empty_line(world: World, kind: str) -> None:
    """Two looks that are answered with neither posts nor their absence: in doubt as before."""
    world.beat()
    world.clock.step(days=1)
    world.x.faults.add(
        Fault("5xx", when="after", method=METHOD["x"]), Fault(kind, method=LOOK, times=2)
    )
    beats(world, 12)
    assert world.state("x") is State.IN_DOUBT
    beats(world, 12)
    assert world.state("x") is State.SENT
    assert (seen(world, "x"), calls(world, "x")) == (2, 2)


@pytest.mark.parametrize("looks", [2, 3])
def test_what_x_refuses_as_a_duplicate_is_looked_for_again(world: World, looks: int) -> None:
    """Two looks saw nothing, and X refuses the second try: that one costs nothing, and is no
    failure but a sign that the first is on air. There it is found, if not at once.
    """
    hidden(world, looks=looks)
    beats(world, 8)
    row = world.database.ledger.get(Key("x", world.clock.now.date()))
    assert row is not None
    assert (row.state, row.remote_id, row.attempts) == (State.SENT, world.x_posts()[1].id, 2)
    assert (seen(world, "x"), calls(world, "x")) == (2, 3)
    assert world.database.spending.spent("x", since=NINE) == Decimal("0.015") * 2 + READ_COST
    assert world.told() == []


def test_a_duplicate_that_no_look_finds_is_the_operators(world: World) -> None:
    """X says that it is there and does not show it: asked once, no third try, no more cost."""
    hidden(world, looks=None)
    beats(world, 8)
    spent, looks = world.database.spending.spent("x", since=NINE), calls(world, "x", LOOK)
    beats(world, 40)
    assert world.state("x") is State.IN_DOUBT
    assert calls(world, "x") == 3
    assert (world.database.spending.spent("x", since=NINE), calls(world, "x", LOOK)) == (
        spent,
        looks,
    )
    assert spent == Decimal("0.015") * 2
    [text] = [text for text in world.told() if text.startswith("x: it is not known")]
    assert "duplicate" in text


@pytest.mark.parametrize(
    ("given", "sent", "same"),
    [
        ("Title &amp; text", "Title & text", True),
        ("See https://t.co/abc123 now", "See https://example.org/a/long/page now", True),
        ("Text.\n\n#OnThisDay https://t.co/pic1", "Text.\n\n#OnThisDay", True),
        ("https://t.co/a and https://t.co/pic1", "https://example.org and", True),
        ("S\u00e3o Paulo", "Sa\u0303o Paulo", True),
        ("Text  with\nspaces", "Text with spaces", True),
        ("Another text", "Text", False),
        ("Text https://t.co/pic1 more", "Text", False),
        ("Text.", "Text", False),
    ],
)
def test_a_text_of_x_is_known_again(given: str, sent: str, same: bool) -> None:
    """Escaped, normalized, its links shortened, with a picture: it is the one that was sent."""
    assert reads_as(given, sent) is same


def test_no_secret_is_in_what_operators_are_told(world: World) -> None:
    """Whatever an error says."""
    world.database.notices.add("k", f"a failure at /bot{TOKEN}/getMe", now=NINE)
    world.beat()
    assert "a failure at /bot***/getMe" in world.told()


@BOTH
def test_a_doubt_that_an_outage_left_is_still_settled(world: World, channel: str) -> None:
    """The service comes back days later: two looks, and a day that ended is missed."""
    world.beat()
    world.clock.step(days=1)
    server_of(world, channel).faults.add(Fault("hang", method=METHOD[channel]))
    world.beat()
    world.restart()
    doubtful = world.clock.now
    world.clock.step(days=4)
    for _ in range(4):
        world.beat()
        world.clock.step(minutes=2)
    assert world.state(channel, doubtful) is State.MISSED


def copied(world: World) -> Path:
    """A copy of the ledger; the service is ended first, which writes all into the one file."""
    copy = world.folder / "copy.db"
    world.restart()
    copy.write_bytes((world.folder / "ledger.db").read_bytes())
    return copy


def put_back(world: World, copy: Path) -> None:
    """The copy in place of the ledger, as at the next start."""
    world.restart()
    for leftover in world.folder.glob("ledger.db*"):
        leftover.unlink()
    copy.rename(world.folder / "ledger.db")


@BOTH
def test_a_restored_ledger_looks_before_it_sends(world: World, channel: str) -> None:
    """A copy from before today's post does not post it again."""
    world.beat()
    copy = copied(world)
    world.clock.step(days=1)
    world.beat()
    put_back(world, copy)
    world.clock.step(hours=1)
    for _ in range(5):
        world.beat()
        world.clock.step(minutes=1)
    assert world.state(channel) is State.SENT
    assert seen(world, channel) == 2


@BOTH
def test_a_copy_restored_minutes_after_the_post_looks_too(world: World, channel: str) -> None:
    """The copy's last heartbeat, an hour old, shows that it may not know of the post."""
    world.beat()
    world.clock.now = NINE + timedelta(hours=23)
    world.beat()
    copy = copied(world)
    world.clock.now = NINE + timedelta(days=1, minutes=-1)  # at 09:04, a minute after its time
    world.beat()
    put_back(world, copy)
    world.clock.step(minutes=5)
    for _ in range(5):
        world.beat()
        world.clock.step(minutes=1)
    assert world.state(channel) is State.SENT
    assert seen(world, channel) == 2


def test_a_ledger_that_is_removed_while_running_stops_the_posts(world: World) -> None:
    """Nothing is sent that no ledger keeps; the operators are notified of that and of its end."""
    world.beat()
    ledger, away = world.folder / "ledger.db", world.folder / "away.db"
    ledger.rename(away)
    world.clock.step(days=1)
    world.telegram.faults.add(Fault("5xx", method="sendMessage"))
    for _ in range(3):  # the first time they cannot be notified
        world.runner.run(world.service.owned_beat())
    assert (len(world.posts()), len(world.x_posts())) == (1, 1)
    assert sum("Nothing is posted" in text for text in world.told()) == 1
    away.rename(ledger)
    for _ in range(2):
        world.runner.run(world.service.owned_beat())
    assert (len(world.posts()), len(world.x_posts())) == (2, 2)
    assert sum("can be used again" in text for text in world.told()) == 1


def test_another_ledger_in_its_place_is_not_taken_while_running(world: World) -> None:
    """Nor is an empty one begun at the next start: a lock shows that there was another."""
    world.beat()
    ledger = world.folder / "ledger.db"
    other = world.folder / "other.db"
    other.write_bytes(ledger.read_bytes())
    other.replace(ledger)
    world.clock.step(days=1)
    with pytest.raises(StoreError, match="removed or replaced"):
        world.beat()
    world.runner.run(world.service.owned_beat())  # takes the lock
    world.restart()
    for leftover in world.folder.glob("ledger.db*"):
        if leftover.suffix != ".lock":
            leftover.unlink()
    with pytest.raises(StoreError, match="the ledger is gone"):
        world.beat()
    (world.folder / "ledger.db.lock").unlink()
    assert world.beat()["telegram"].state is State.SENT


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [("400", State.FAILED, "was refused"), ("402", State.HELD, "x: stopped")],
)
def test_a_trouble_that_returns_is_told_again(
    world: World, kind: str, state: State, words: str
) -> None:
    """After the operators' decision, in the same heartbeat: they are notified, not of its end."""
    world.x.faults.add(Fault(kind, method=METHOD["x"], times=2))
    world.beat()
    now, today = world.clock(), world.clock().date()
    if state is State.FAILED:
        resolve(world.database, Key("x", today), "retry", by="someone", today=today, now=now)
    else:
        resume(world.database, "x")
    assert world.beat()["x"].state is state
    assert sum(words in text for text in world.told()) == 2
    assert not any("is resolved" in text or "resumed" in text for text in world.told())


def down_for_hours(world: World, channel: str) -> list[bool]:
    """A platform that takes nothing for two hours; whether the operators knew all at each beat."""
    fault = Fault("429", method=METHOD[channel], times=None, until=NINE + timedelta(hours=2))
    server_of(world, channel).faults.add(fault)
    knew = []
    for _ in range(14):
        world.beat()
        knew.append(world.service.told)
        world.clock.step(minutes=15)
    assert seen(world, channel) == 1
    return knew


def test_a_wait_that_ends_with_a_doubt_is_over_when_the_post_is_found(world: World) -> None:
    """The channel posts again: that is reported as after any other post."""
    faults = [Fault("401", method=METHOD["x"]), Fault("half", when="after", method=METHOD["x"])]
    world.x.faults.add(*faults)
    for _ in range(6):
        world.beat()
        world.clock.step(minutes=16)
    assert world.state("x") is State.SENT
    assert seen(world, "x") == 1
    assert sum("x: posts again" in text for text in world.told()) == 1


def test_what_lasts_is_told(world: World) -> None:
    """Once, and its end."""
    down_for_hours(world, "x")
    assert sum("x: the post of 2027-05-20 waits" in text for text in world.told()) == 1
    assert sum("x: posts again" in text for text in world.told()) == 1


def test_telegram_itself_down_for_long_is_not_all_well(world: World) -> None:
    """Operators cannot be notified there, so ``onthisday post`` ends with 1 until it is over."""
    knew = down_for_hours(world, "telegram")
    assert knew[:2] == [True, True]
    assert knew.count(False) > 2
    assert knew[-1] is True


def test_a_refused_post_is_failed_and_told(world: World) -> None:
    """What would be refused again is not tried again."""
    world.telegram.faults.add(Fault("400", method="sendMessage", description="Bad Request: odd"))
    assert world.beat()["telegram"].state is State.FAILED
    world.clock.step(hours=1)
    assert world.beat()["telegram"].state is State.FAILED
    assert sum("was refused" in text for text in world.told()) == 1


def test_out_of_credits_stops_the_channel_until_the_operators_act(world: World) -> None:
    """402 is never tried again by itself; after resume the day's post goes out."""
    world.x.faults.add(Fault("402", method=METHOD["x"], times=1))
    assert world.beat()["x"].state is State.HELD
    world.clock.step(hours=1)
    assert world.beat()["x"].state is State.HELD
    assert len([c for c in world.x.calls if c[0] == METHOD["x"]]) == 1
    assert sum("onthisday resume x" in text for text in world.told()) == 1
    world.database.holds.end("x")
    assert world.beat()["x"].state is State.SENT


def test_a_missing_right_is_told_once_and_its_end_too(world: World) -> None:
    """The bot is no admin in the morning and is one at noon: the post comes at noon."""
    world.telegram.set_bot(CHANNEL, "member", by=99)
    for _ in range(4):
        assert world.beat()["telegram"].state is State.WAITING
        world.clock.step(minutes=16)
    world.telegram.set_bot(CHANNEL, "administrator", by=99)
    assert world.beat()["telegram"].state is State.SENT
    world.beat()
    assert [text.split(".")[0] for text in world.told()] == [
        "telegram: the post of 2027-05-20 waits",
        "telegram: posts again",
    ]


def test_a_crash_while_sending_leaves_a_doubt(world: World) -> None:
    """A row that a new owner finds in ``sending`` is in doubt, never sent blindly."""
    world.beat()
    key = Key("telegram", NINE.date() + timedelta(days=1))
    row = world.database.ledger.get(Key("telegram", NINE.date()))
    assert row is not None
    world.database.ledger.claim(key, row.content, now=world.clock())
    world.restart()
    world.clock.step(days=1)
    assert world.beat()["telegram"].state is State.IN_DOUBT
    assert seen(world, "telegram") == 1


def test_a_held_channel_is_silent_and_recorded(world: World) -> None:
    """A hold posts nothing; resumed on the same day, the post still comes."""
    from bot.store import Hold

    world.database.holds.put(Hold("telegram", NINE.date(), NINE, "the operators", "mourning"))
    assert world.beat()["telegram"].state is State.HELD
    assert world.beat()["x"].state is State.SENT
    world.clock.step(days=1)
    assert world.beat()["telegram"].state is State.SENT
    assert world.state("telegram", NINE) is State.HELD
    assert seen(world, "telegram") == 1


def test_an_empty_day_is_told_to_the_operators_once(world: World) -> None:
    """The public sees nothing; a dataset that comes later that day is posted."""
    world.clock.now = datetime(2027, 6, 20, 9, 0, tzinfo=UTC)
    assert world.beat()["telegram"].state is State.EMPTY
    world.beat()
    assert sum("telegram: 2027-06-20 has no entry" in text for text in world.told()) == 1
    world.dataset.write_text(toml_of(("late", "06-20", 1900)), encoding="utf-8")
    assert world.beat()["telegram"].state is State.SENT


def test_a_broken_dataset_changes_nothing_and_is_told(world: World) -> None:
    """The last good one stays in use; when it is good again, that is reported too."""
    good = world.dataset.read_text(encoding="utf-8")
    world.service  # noqa: B018 - starts with the good file
    world.dataset.write_text("broken = [", encoding="utf-8")
    assert world.beat()["telegram"].state is State.SENT
    world.beat()
    assert sum("cannot be read" in text for text in world.told()) == 1
    world.dataset.write_text(good + "\n", encoding="utf-8")
    world.beat()
    assert "in use" in world.told()[-1]


def test_a_dataset_mended_across_a_restart_is_told_as_mended(world: World) -> None:
    """And the next broken one is reported as the first was."""
    good = world.dataset.read_text(encoding="utf-8")
    world.beat()
    for times in (1, 2):
        world.dataset.write_text("broken = [" * times, encoding="utf-8")
        world.beat()
        world.beat()
        assert sum("cannot be read" in text for text in world.told()) == times
        world.restart()
        world.dataset.write_text(good, encoding="utf-8")
        world.beat()
        assert sum("can be read again" in text for text in world.told()) == times


def test_a_story_links_to_its_earlier_post(world: World) -> None:
    """What the lead follows is linked to the channel's own post about it."""
    later = toml_of(*RECORDS).replace(
        'id = "entry-21"', 'id = "entry-21"\nfollows = ["entry-20"]', 1
    )
    world.dataset.write_text(later, encoding="utf-8")
    world.beat()
    world.clock.step(days=1)
    world.beat()
    first, second = world.posts()
    assert f'Earlier: <a href="https://t.me/on_this_day/{first.id}">May 1983, ' in second.html


def test_trouble_with_one_channel_is_not_the_others(world: World) -> None:
    """X hangs, Telegram posts."""
    world.x.faults.add(Fault("hang", method=METHOD["x"]))
    outcomes = world.beat()
    assert outcomes["telegram"].state is State.SENT
    assert outcomes["x"].state is State.IN_DOUBT


def test_the_operators_are_told_later_if_not_now(world: World) -> None:
    """A notice that cannot be sent waits for the next beat."""
    world.x.faults.add(Fault("403", method=METHOD["x"]))
    world.telegram.faults.add(Fault("5xx"), Fault("5xx"), Fault("5xx"))
    world.beat()
    assert world.told() == []
    world.telegram.faults.clear()
    world.beat()
    assert any(text.startswith("x: the post of 2027-05-20 waits") for text in world.told())


def test_a_clock_stepped_back_posts_nothing_twice(world: World) -> None:
    """An hour back, a day back, and on again: still one post a day."""
    world.beat()
    for by in (timedelta(hours=-1), timedelta(days=-1), timedelta(days=1, hours=2)):
        world.clock.now += by
        world.beat()
    assert [m.text for m in world.posts()].count(world.posts()[0].text) == 1
    assert seen(world, "telegram") == seen(world, "x")


@pytest.mark.parametrize(("budget", "posts"), [("0.014", 0), ("0.015", 1), ("0.04", 2)])
def test_the_months_budget_holds(tmp_path: Path, budget: str, posts: int) -> None:
    """What would go over it waits, and the operators are notified."""
    dataset = tmp_path / "events.toml"
    dataset.write_text(toml_of(*RECORDS), encoding="utf-8")
    with made_world(tmp_path, dataset, scene=Scene(budget=Decimal(budget))) as world:
        for _ in range(3):
            world.beat()
            world.clock.step(days=1)
        assert seen(world, "x") == posts
        assert seen(world, "telegram") == 3
        assert any("monthly_budget_usd" in text for text in world.told())
        assert world.x.charged == Decimal("0.015") * posts
