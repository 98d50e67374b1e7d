"""Maintenance of a ledger: back it up, restore it, carry a renamed channel's posts over."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel, col, func, select

from bot.channel_config import ChannelConfig
from bot.errors import StoreError
from bot.store.engine import lock_of
from bot.store.leader_lock import FileLeaderLock
from bot.store.models import DeliveryRow
from bot.store.transactions import Transactions

TABLES = ("deliveries", "amendments", "decisions", "holds", "previews", "spending")


def rename_channel(transactions: Transactions, old: str, new: str) -> int:
    """See ``Database.rename_channel``."""
    with transactions.writing() as session:
        columns = [SQLModel.metadata.tables[name].c.channel for name in TABLES]
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
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise StoreError("this is for SQLite; for PostgreSQL use pg_dump and pg_restore")
    return Path(str(parsed.database)).resolve()


@contextlib.contextmanager
def _errors_reported(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as fault:
        raise StoreError(f"{path}: {fault}") from fault
