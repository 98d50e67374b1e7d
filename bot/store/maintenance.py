"""Maintenance of a ledger: back it up, restore it, know a copy for one, carry a renamed channel's
posts over.

A process that begins with a copy from before a post would make the post again. A file that is put
back has another time of its last change (ctime), which no tool can set: it is kept beside the
ledger whenever all that was committed is in the one file. On PostgreSQL the server's start,
the database and the table's file have other numbers after each way to restore. What shows neither
is a snapshot of the whole machine, which goes on as if nothing had been.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine, text, update
from sqlmodel import SQLModel, col, func, select

from bot.channel_config import ChannelConfig
from bot.errors import StoreError
from bot.store.engine import file_of, lock_of, translate_errors, url_of
from bot.store.leader_lock import FileLeaderLock
from bot.store.marks import Counters
from bot.store.models import DeliveryRow
from bot.store.transactions import Transactions

SERVER = "server"  # the counter that keeps the server's identity
_IDENTITY = text(
    "SELECT d.oid, pg_relation_filenode('deliveries'), pg_postmaster_start_time() "
    "FROM pg_database AS d WHERE d.datname = current_database()"
)


def rename_channel(transactions: Transactions, old: str, new: str) -> int:
    """See ``Database.rename_channel``."""
    with transactions.writing() as session:
        tables = SQLModel.metadata.sorted_tables
        columns = [table.c.channel for table in tables if "channel" in table.c]
        if any(session.execute(select(c).where(c == new).limit(1)).first() for c in columns):
            raise StoreError(f"{new} has a history of its own already; nothing was changed")
        posts = session.exec(
            select(func.count()).select_from(DeliveryRow).where(col(DeliveryRow.channel) == old)
        ).one()
        if not posts:
            raise StoreError(f"the ledger knows no channel {old}; nothing was changed")
        for column in columns:
            session.execute(update(column.table).where(column == old).values(channel=new))
        return int(posts)


def refuse_renamed(transactions: Transactions, channels: Sequence[ChannelConfig]) -> None:
    """StoreError if a channel without a history posts where one did that the settings do not name
    any more: it would post the day's post again.
    """
    with transactions.reading() as session:
        found = select(DeliveryRow.channel, DeliveryRow.platform, DeliveryRow.target).distinct()
        known = [tuple(row) for row in session.exec(found)]
    names = {channel.name for channel in channels}
    histories = {name for name, _, _ in known}
    for channel in channels:
        if channel.name in histories:
            continue
        place = (channel.platform, channel.target.lower())
        for old, platform, target in known:
            if old not in names and (platform, target.lower()) == place:
                raise StoreError(
                    f"channel {channel.name}: the ledger has the posts of {old} at the same place; "
                    f"if it was renamed: onthisday rename {old} {channel.name}"
                )


def back_up(url: str, to: Path) -> None:
    """Copy the ledger at a database address into one whole file, also while it is in use.

    StoreError if that cannot be done, or if the address is not that of an SQLite database.
    """
    source = _file_of(url)
    if not source.exists():
        raise StoreError(f"there is no ledger {source} yet")
    fresh = to.with_name(f"{to.name}.new")
    with _errors_reported(to):
        _copy(source, fresh)
        fresh.replace(to)


def restore(url: str, copy: Path) -> Path | None:
    """Put a copy in place of the ledger, whose service must not run.

    The present ledger is kept at the path that is returned. The next first try looks
    first, since the copy may be from before the post. StoreError if the copy is no whole ledger.
    """
    path = _file_of(url)
    _ensure_ledger(copy)
    lock = FileLeaderLock(str(lock_of(path)))
    if not lock.take():
        raise StoreError(f"a running service holds {path}: stop it first")
    try:
        with _errors_reported(path):
            return _replace(path, copy)
    finally:
        lock.release()


def _replace(path: Path, copy: Path) -> Path | None:
    fresh, kept = path.with_name(f"{path.name}.new"), path.with_name(f"{path.name}.replaced")
    _copy(copy, fresh)
    with contextlib.closing(sqlite3.connect(fresh)) as connection, connection:
        connection.execute("UPDATE marks SET at = '1970-01-01 00:00:00.000000' WHERE name = 'beat'")
    there = path.exists()
    if there:
        _copy(path, kept)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    fresh.replace(path)
    return kept if there else None


def _copy(source: Path, target: Path) -> None:
    """A whole copy of an SQLite database, which only its owner can read."""
    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connect = sqlite3.connect
    with contextlib.closing(connect(source)) as old, contextlib.closing(connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")


def _ensure_ledger(copy: Path) -> None:
    """StoreError unless a file is a whole ledger with posts in it."""
    if not copy.is_file():
        raise StoreError(f"{copy}: no such file")
    try:
        with contextlib.closing(
            sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)
        ) as c:
            [(found,)] = c.execute("PRAGMA integrity_check").fetchall()[:1]
            c.execute("SELECT count(*) FROM deliveries, alembic_version").fetchone()
    except sqlite3.Error as fault:
        raise StoreError(f"{copy}: not a whole ledger ({fault}); nothing was changed") from fault
    if found != "ok":
        raise StoreError(f"{copy}: damaged ({found}); nothing was changed")


def _file_of(url: str) -> Path:
    path = file_of(url_of(url))
    if path is None:
        raise StoreError("this is for SQLite; for PostgreSQL use pg_dump and pg_restore")
    return path


@contextlib.contextmanager
def _errors_reported(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as fault:
        raise StoreError(f"{path}: {fault}") from fault


class Continuity(Protocol):
    """Notes how a ledger is left, and knows it again."""

    def note(self) -> None:
        """Note how the ledger is now; all that was committed is in it."""

    def holds(self) -> bool:
        """True if the ledger is as it was noted last."""


class FileContinuity:
    """Of an SQLite database: notes stand in a file beside it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._note = path.with_name(f"{path.name}.seal")

    def note(self) -> None:
        """See ``Continuity``; a note that cannot be written is none."""
        with contextlib.suppress(OSError):
            number = os.open(self._note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(number, "w", encoding="ascii") as file:
                file.write(self._state())

    def holds(self) -> bool:
        """See ``Continuity``."""
        try:
            return self._note.read_text(encoding="ascii") == self._state()
        except (OSError, ValueError):
            return False

    def _state(self) -> str:
        """The file's identity and its last change; with pages that are not yet in it, none."""
        wal = self._path.with_name(f"{self._path.name}-wal")
        waiting = wal.stat().st_size if wal.exists() else 0
        found = self._path.stat()
        return f"{found.st_dev} {found.st_ino} {found.st_ctime_ns} {found.st_size} {waiting}"


class ServerContinuity:
    """Of a PostgreSQL database: notes stand in it."""

    def __init__(self, engine: Engine, counters: Counters) -> None:
        self._engine = engine
        self._counters = counters

    def note(self) -> None:
        """See ``Continuity``."""
        self._counters.put(SERVER, self._state())

    def holds(self) -> bool:
        """See ``Continuity``."""
        return self._counters.get(SERVER) == self._state()

    def _state(self) -> int:
        with translate_errors(self._engine.url), self._engine.connect() as connection:
            identity = str(tuple(connection.execute(_IDENTITY).one()))
        return int.from_bytes(hashlib.sha256(identity.encode()).digest()[:7], "big")


def continuity_of(engine: Engine, counters: Counters) -> Continuity:
    """The continuity of a database."""
    if (path := file_of(engine.url)) is not None:
        return FileContinuity(path)
    return ServerContinuity(engine, counters)
