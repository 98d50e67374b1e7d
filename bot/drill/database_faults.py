"""Faults of a database that exists: locked, full, read-only."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from bot.local_service import World

Trouble = Callable[[World], Callable[[], None]]
"""Causes a fault of a world's database, from any thread; returns the function that undoes it."""
MOST_PAGES = 1073741823


def _locked(world: World) -> Callable[[], None]:
    """Another program writes, and does not end."""
    _pragma(world, "busy_timeout = 50")  # the service's own 5 seconds for each try take minutes
    other = _connected(world)
    other.execute("BEGIN IMMEDIATE")

    def mend() -> None:
        other.execute("ROLLBACK")
        other.close()

    return mend


def _full(world: World) -> Callable[[], None]:
    """Not a page more, and no room in those that there are: neither a row nor a longer one fits."""
    other = _connected(world)
    other.execute("PRAGMA synchronous = OFF")
    other.execute("CREATE TABLE filler (content BLOB)")
    [pages] = other.execute("PRAGMA page_count").fetchone()
    other.execute(f"PRAGMA max_page_count = {pages}")
    _until_full(other, "INSERT INTO filler VALUES (zeroblob(3000))")  # free pages are used up
    # The rows of past days share one page with the day's own, and grow until it is full.
    settled = other.execute("SELECT id FROM deliveries WHERE state = 'sent'").fetchall()
    for size in (512, 64, 8, 1):
        for [number] in settled:
            grow = "UPDATE deliveries SET error = error || ? WHERE id = ?"
            _until_full(other, grow, "x" * size, number)
    _pragma(world, f"max_page_count = {pages}")

    def mend() -> None:
        other.execute(f"PRAGMA max_page_count = {MOST_PAGES}")
        other.execute("UPDATE deliveries SET error = '' WHERE state = 'sent'")
        other.execute("DROP TABLE filler")
        other.close()
        _pragma(world, f"max_page_count = {MOST_PAGES}")

    return mend


def _until_full(connection: sqlite3.Connection, statement: str, *values: Any) -> None:
    """Write again and again until the database takes no more."""
    while True:
        try:
            connection.execute(statement, values)
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_FULL:
                raise
            return


def _read_only(world: World) -> Callable[[], None]:
    """The service's connection may not write."""
    _pragma(world, "query_only = ON")
    return lambda: _pragma(world, "query_only = OFF")


def _pragma(world: World, statement: str) -> None:
    """Set a pragma on each of the service's connections; a busy machine makes it open a second."""
    engine = world.database.engine
    pool: Any = engine.pool
    with ExitStack() as held:
        for _ in range(max(1, pool.checkedin())):
            reading = held.enter_context(engine.connect()).execution_options(reading=True)
            reading.exec_driver_sql(f"PRAGMA {statement}")


def _connected(world: World) -> sqlite3.Connection:
    """Another program's connection, begun in one thread and ended in another."""
    path = world.folder / "ledger.db"
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False)


TROUBLES: dict[str, Trouble] = {"locked": _locked, "full": _full, "read-only": _read_only}
