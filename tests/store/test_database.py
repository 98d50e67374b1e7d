"""The ledger on real databases: SQLite, and PostgreSQL where its server is at hand."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from bot.errors import StoreError
from bot.events import Correction
from bot.post import Button, Earlier
from bot.selection import Wishes
from bot.store import (
    ALLOWED,
    Amended,
    Amendment,
    Choice,
    Content,
    Database,
    Decision,
    Hold,
    Key,
    Kind,
    Shown,
    State,
    Wish,
)
from tests.conftest import ROOT, make_event
from tests.helpers.plans import plan

NOW = datetime(2027, 5, 20, 8, 3, tzinfo=UTC)
KEY = Key("telegram", date(2027, 5, 20))
EVENTS = (make_event("a"), make_event("b"))
CONTENT = Content("telegram", "@x", "text", Button("More", start="e_a"), EVENTS)
LINE = Correction(date(2027, 5, 21), "The year was wrong.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """A store in a real file."""
    opened = Database.open(f"sqlite:///{tmp_path}/ledger.db")
    yield opened
    opened.close()


def test_a_claim_is_given_once(store: Database) -> None:
    """The second claimant of a day gets nothing."""
    assert store.ledger.claim(KEY, CONTENT, now=NOW) is True
    assert store.ledger.claim(KEY, CONTENT, now=NOW) is False


def test_a_claim_keeps_what_is_sent(store: Database) -> None:
    """Target, text, button and the events as published are in the row."""
    store.ledger.claim(KEY, CONTENT, now=NOW)
    row = store.ledger.get(KEY)
    assert row is not None
    assert row.content == CONTENT
    assert (row.state, row.attempts, row.claimed_at) == (State.SENDING, 1, NOW)


WAYS = {
    State.SENDING: [],
    State.SENT: [State.SENT],
    State.WAITING: [State.WAITING],
    State.FAILED: [State.FAILED],
    State.IN_DOUBT: [State.IN_DOUBT],
    State.MISSED: [State.WAITING, State.MISSED],
    State.EMPTY: [State.WAITING, State.EMPTY],
    State.HELD: [State.HELD],
}
"""How a delivery that was claimed comes into each state."""


def bring(store: Database, state: State) -> None:
    """Bring the delivery of ``KEY`` into a state."""
    store.ledger.claim(KEY, CONTENT, now=NOW)
    for step in WAYS[state]:
        assert store.ledger.record(KEY, step, now=NOW)


@pytest.mark.parametrize("state", list(State))
def test_only_open_states_are_claimed_again(store: Database, state: State) -> None:
    """What is sent, failed, missed or in doubt is never sent again by itself."""
    bring(store, state)
    assert store.ledger.claim(KEY, CONTENT, now=NOW) is state.open
    assert state.open is (state in (State.WAITING, State.EMPTY, State.HELD))
    assert state.open is (State.SENDING in ALLOWED[state])


@pytest.mark.parametrize("old", list(State))
@pytest.mark.parametrize("new", [state for state in State if state is not State.SENDING])
def test_a_state_follows_only_those_that_the_table_allows(
    store: Database, old: State, new: State
) -> None:
    """Whatever else is asked for leaves the row as it is, and one who saw another state, too."""
    bring(store, old)
    other = next(state for state in State if state is not old)
    assert store.ledger.record(KEY, new, now=NOW, seen=other) is False
    assert store.ledger.record(KEY, new, now=NOW) is (new in ALLOWED[old])
    row = store.ledger.get(KEY)
    assert row is not None
    assert row.state is (new if new in ALLOWED[old] else old)


def test_a_waiting_delivery_is_not_claimed_before_its_time(store: Database) -> None:
    """Asked to wait, it waits."""
    store.ledger.claim(KEY, CONTENT, now=NOW)
    store.ledger.record(KEY, State.WAITING, now=NOW, not_before=NOW + timedelta(minutes=15))
    assert store.ledger.claim(KEY, CONTENT, now=NOW + timedelta(minutes=14)) is False
    assert store.ledger.claim(KEY, CONTENT, now=NOW + timedelta(minutes=15)) is True


def test_the_first_claim_keeps_the_last_post_before_it(store: Database) -> None:
    """On SQLite as on PostgreSQL."""
    look_after(store)


def look_after(store: Database) -> None:
    """What a post of channel ``z`` is looked for behind, whatever goes on air between its tries."""

    def sent(day: int, remote_id: str, *, target: str = "@x", channel: str = "z") -> None:
        key = Key(channel, date(2027, 4, day))
        assert store.ledger.claim(key, replace(CONTENT, target=target), now=NOW)
        assert store.ledger.record(key, State.SENT, now=NOW, remote_id=remote_id)

    def tried() -> str | None:
        """Try the post, which does not go on air."""
        key = Key("z", KEY.date)
        assert store.ledger.claim(key, CONTENT, now=NOW)
        assert store.ledger.record(key, State.WAITING, now=NOW)
        row = store.ledger.get(key)
        assert row is not None
        return row.after_id

    assert store.history.last_remote_id("z", target="@x") is None
    sent(1, "9")
    sent(2, "10")
    sent(3, "500", target="@before")
    sent(3, "600", channel="other")
    assert tried() == "10"
    sent(4, "11")
    assert store.history.last_remote_id("z", target="@x") == "11"
    assert tried() == "10"


def test_of_many_claimants_one_wins(tmp_path: Path) -> None:
    """Eight connections at once: one claim, and no fault of a locked database."""
    url = f"sqlite:///{tmp_path}/ledger.db"
    Database.open(url).close()
    won: list[bool] = []
    gate = threading.Barrier(8)

    def claim() -> None:
        own = Database.open(url)
        gate.wait()
        won.append(own.ledger.claim(KEY, CONTENT, now=NOW))
        own.close()

    threads = [threading.Thread(target=claim) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 7 + [True]


@pytest.mark.network
def test_the_owner_is_one_and_a_dead_one_lets_go(tmp_path: Path) -> None:
    """Another process waits while the owner lives, and takes over when it is killed."""
    url = f"sqlite:///{tmp_path}/ledger.db"
    code = (
        "import sys; from bot.store import Database\n"
        f"owner = Database.open({url!r}).leader_lock()\n"
        "print(owner.take(), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "."},
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        mine = Database.open(url).leader_lock()
        assert mine.take() is False
        other.kill()
        other.wait()
        assert mine.take() is True
        assert mine.take() is True
        mine.release()


def test_notices_are_told_once_and_once_more_when_over(store: Database) -> None:
    """One message per trouble, and one that says it is over."""
    assert store.notices.add("k", "trouble", now=NOW) is True
    assert store.notices.add("k", "trouble again", now=NOW) is False
    [notice] = store.notices.pending()
    assert notice.text == "trouble"
    store.notices.mark_sent(notice, now=NOW)
    assert store.notices.pending() == []
    store.notices.end("k", "over")
    [over] = store.notices.pending()
    assert over.text == "over"
    store.notices.mark_sent(over, now=NOW)
    assert store.notices.pending() == []
    assert store.notices.add("k", "anew", now=NOW) is True


def test_a_trouble_that_ends_untold_is_forgotten(store: Database) -> None:
    """Nobody is notified of the end of something of which they were not notified."""
    store.notices.add("k", "trouble", now=NOW)
    store.notices.end("k", "over")
    assert store.notices.pending() == []


def test_money_is_counted_exactly(store: Database) -> None:
    """Bookings since an instant add up in millionths of a dollar."""
    for hours in (-1, 0, 1):
        store.spending.book("x", "post", usd=Decimal("0.015"), now=NOW + timedelta(hours=hours))
    assert store.spending.spent("x", since=NOW) == Decimal("0.030")
    assert store.spending.spent("other", since=NOW) == 0


def test_holds_and_the_latest_post_about_an_event(store: Database) -> None:
    """A hold covers its days; on_air gives the last remote id of an event's own post."""
    store.holds.put(Hold("telegram", date(2027, 5, 21), NOW, "me", "mourning"))
    assert store.holds.all()["telegram"].covers(date(2027, 5, 21))
    assert not store.holds.all()["telegram"].covers(date(2027, 5, 22))
    assert store.holds.end("telegram") is True
    assert store.holds.end("telegram") is False
    for year, remote in ((2026, "5"), (2027, "9")):
        key = Key("telegram", date(year, 5, 20))
        store.ledger.claim(key, replace(CONTENT, target="@on_this_day"), now=NOW)
        store.ledger.record(key, State.SENT, now=NOW, remote_id=remote)
    assert store.history.on_air(plan(), ["a", "b"]) == {"a": "9"}


def test_a_newer_schema_is_refused_untouched(tmp_path: Path) -> None:
    """A database of a later program is left as it is."""
    path = tmp_path / "ledger.db"
    Database.open(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="schema 9999, which is newer"):
        Database.open(f"sqlite:///{path}")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "expected an address"),
        ("mysql://u@h/d", "only sqlite"),
        ("sqlite://", "expected a file"),
        ("sqlite:////no/such/folder/x.db", "does not exist"),
    ],
)
def test_a_wrong_address_is_told(url: str, said: str) -> None:
    """Each is one sentence."""
    with pytest.raises(StoreError, match=said):
        Database.open(url)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """And left as it is."""
    path = tmp_path / "ledger.db"
    path.write_text("not a database, " * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="not a database"):
        Database.open(f"sqlite:///{path}")
    assert path.read_text(encoding="utf-8").startswith("not a database")


def test_a_locked_database_is_told(tmp_path: Path) -> None:
    """After the time-out, a sentence; nothing is lost."""
    path = tmp_path / "ledger.db"
    store = Database.open(f"sqlite:///{path}", busy_seconds=0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked"):
        store.ledger.claim(KEY, CONTENT, now=NOW)
    other.execute("ROLLBACK")
    other.close()
    assert store.ledger.claim(KEY, CONTENT, now=NOW) is True
    store.close()


def test_the_ledger_is_the_same_on_postgresql(postgres_url: str) -> None:
    """Claims, records, owner, notices and money on a real server."""
    store, other = Database.open(postgres_url), Database.open(postgres_url)
    assert store.ledger.claim(KEY, CONTENT, now=NOW) is True
    assert other.ledger.claim(KEY, CONTENT, now=NOW) is False
    assert store.ledger.record(KEY, State.SENT, now=NOW, remote_id="5") is True
    assert other.ledger.get(KEY).content == CONTENT  # type: ignore[union-attr]
    assert other.ledger.get(KEY).claimed_at == NOW  # type: ignore[union-attr]
    assert other.history.on_air(plan(target="@x"), ["a"]) == {"a": "5"}
    first, second = store.leader_lock(), other.leader_lock()
    assert [first.take(), second.take(), first.take()] == [True, False, True]
    first.release()
    assert second.take() is True
    second.release()
    assert store.notices.add("k", "t", now=NOW) is True
    assert other.notices.add("k", "t", now=NOW) is False
    store.spending.book("x", "post", usd=Decimal("0.015"), now=NOW)
    assert other.spending.spent("x", since=NOW) == Decimal("0.015")
    amend(store)
    decide(store)
    look_after(store)
    store.close()
    other.close()


def test_the_decisions_of_editors(store: Database) -> None:
    """On SQLite as on PostgreSQL."""
    store.ledger.claim(KEY, CONTENT, now=NOW)
    decide(store)


def decide(store: Database) -> None:
    """The life of decisions and of a preview, in a store where the post of ``KEY`` is claimed."""
    decisions, tomorrow = store.decisions, KEY.date + timedelta(days=1)
    first = Decision("telegram", tomorrow, Wish.OTHER_LEAD, "a", "Aisha (7)", NOW)
    both = [first, replace(first, channel="x")]
    assert decisions.decide(both)
    assert decisions.decide([replace(first, wish=Wish.WITHOUT, about="b")])
    decided = decisions.of("telegram", tomorrow)
    assert decided.wishes == Wishes(frozenset("a"), frozenset("b"))
    assert decided.changing_since is None
    assert decisions.undo(decided.decisions[-1:], by="Bilal (8)", now=NOW)
    assert decisions.of("telegram", tomorrow).wishes == Wishes(frozenset("a"))
    assert [d.undone_by for d in decisions.history("telegram", since=tomorrow)] == ["", "Bilal (8)"]
    late = [replace(first, date=KEY.date), replace(first, channel="y")]
    assert not decisions.decide(late)
    assert decisions.of("telegram", KEY.date).decisions == ()
    assert decisions.of("y", tomorrow).decisions == ()
    assert decisions.decide([replace(first, date=KEY.date)], if_open=())

    previews = store.previews
    assert previews.get("telegram", tomorrow) is None
    assert previews.claim("telegram", tomorrow, now=NOW)
    assert not previews.claim("telegram", tomorrow, now=NOW)
    assert previews.claim("telegram", tomorrow, now=NOW + timedelta(minutes=3))  # never sent
    shown = {"telegram": Shown(5, "abc"), "": Shown(6, "def")}
    previews.note("telegram", tomorrow, shown)
    assert not previews.claim("telegram", tomorrow, now=NOW + timedelta(hours=1))
    assert previews.take_reminder("telegram", tomorrow, now=NOW)
    assert not previews.take_reminder("telegram", tomorrow, now=NOW)
    found = previews.get("telegram", tomorrow)
    assert found is not None
    assert (dict(found.messages), found.reminded_at) == (shown, NOW)
    row = store.ledger.get(KEY)
    assert row is not None
    assert store.ledger.by_id(row.id) == row


def amend(store: Database) -> None:
    """The life of amendments, in a store where the post is sent."""
    amendments = store.amendments
    fixed = make_event("a", year=1982, corrections=(LINE,))
    new = Amendment(post=KEY, event=fixed, kind=Kind.CORRECTED, note=LINE)
    amendments.add([new, replace(new, event=make_event("b"), kind=Kind.SILENT, note=None)], now=NOW)
    amendments.add([new], now=NOW)
    found = amendments.of(channel="telegram", states=[Amended.WAITING])
    assert [(a.event.id, a.number, a.note) for a in found] == [
        ("a", 1, LINE),
        ("b", 1, None),
        ("a", 2, LINE),
    ]
    assert found[0].event == fixed
    assert found[2].key == Key("telegram", KEY.date, "correction:a:2")
    amendments.postpone(found[:1], until=NOW + timedelta(minutes=1), error="no")
    [first, *_] = amendments.of(post=KEY)
    assert (first.attempts, first.not_before, first.error) == (
        1,
        NOW + timedelta(minutes=1),
        "no",
    )
    story = (Earlier(make_event("c"), "https://t.me/on_this_day/4"), Earlier(make_event("d")))
    content = replace(
        CONTENT,
        text="right",
        events=(fixed, make_event("b")),
        earlier="Earlier: x",
        story=story,
    )
    amendments.settle(found, Amended.DONE, now=NOW, content=content, remote_id="6")
    row = store.ledger.get(KEY)
    assert row is not None
    assert (row.content, row.remote_id, row.state) == (content, "6", State.SENT)
    assert amendments.choose(found[0], Choice.POST, now=NOW) is False
    assert len(amendments.of(states=[Amended.DONE], untold=True)) == 3
    amendments.mark_told(found[:2])
    assert amendments.of(untold=True) == [replace(found[2], state=Amended.DONE)]


def test_what_is_put_right_is_kept_with_the_post(store: Database) -> None:
    """Numbered by entry; settled together with what is on air now."""
    store.ledger.claim(KEY, CONTENT, now=NOW)
    store.ledger.record(KEY, State.SENT, now=NOW, remote_id="5")
    amend(store)


def test_a_new_amendment_takes_those_along_that_were_asked(store: Database) -> None:
    """Of the same entry in the same post; a choice is taken once."""
    amendments = store.amendments
    new = Amendment(post=KEY, event=make_event("a"), kind=Kind.CORRECTED, note=LINE)
    amendments.add([new, replace(new, event=make_event("b"))], now=NOW)
    amendments.settle(amendments.of(), Amended.ASKED, now=NOW)
    amendments.add([new], now=NOW)
    states = [(a.event.id, a.state) for a in amendments.of()]
    assert states == [("a", Amended.JOINED), ("b", Amended.ASKED), ("a", Amended.WAITING)]
    asked = amendments.of(states=[Amended.ASKED])[0]
    assert amendments.choose(asked, Choice.REPLY, now=NOW) is True
    assert amendments.choose(asked, Choice.POST, now=NOW) is False
    assert amendments.of()[1].choice is Choice.REPLY


def test_the_migrations_make_the_tables_of_the_models(store: Database, tmp_path: Path) -> None:
    """Column by column."""
    del store
    with sqlite3.connect(tmp_path / "ledger.db") as connection:
        for name, table in SQLModel.metadata.tables.items():
            found = connection.execute(f"PRAGMA table_info({name})").fetchall()
            assert {column[1] for column in found} == set(table.columns.keys()), name


def test_an_older_ledger_is_brought_along(tmp_path: Path) -> None:
    """A post from before the last migrations can be read and put right."""
    url = f"sqlite:///{tmp_path}/ledger.db"
    with Database.open(url) as store:
        store.ledger.claim(KEY, CONTENT, now=NOW)
        store.ledger.record(KEY, State.SENT, now=NOW, remote_id="5")
    with sqlite3.connect(tmp_path / "ledger.db") as connection:
        for table in ("amendments", "decisions", "previews", "chats", "counters"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("ALTER TABLE notices DROP COLUMN buttons")
        connection.execute("ALTER TABLE people DROP COLUMN hijri")
        connection.execute("DROP INDEX ix_deliveries_settled_at")
        old = ("earlier", "story", "after_id", "chat_id", "look_state", "edit_of")
        for column in (*old, "picture", "picture_kind"):
            connection.execute(f"ALTER TABLE deliveries DROP COLUMN {column}")
        connection.execute("UPDATE alembic_version SET version_num = '0003'")
    connection.close()
    with Database.open(url) as store:
        row = store.ledger.get(KEY)
        assert row is not None
        assert row.content == CONTENT
        amend(store)
