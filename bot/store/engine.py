"""Opening the database: SQLite by default, PostgreSQL with its driver; migrations at the start."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import DatabaseError as SqlDatabaseError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import create_engine

from bot.errors import StoreError, install_extra

VERSIONS = Path(__file__).parent / "migrations" / "versions"
_NUMBER = re.compile(r"(\d{4})_")
_SQLITE = "sqlite:///"
AGAIN = (
    "restore it (onthisday restore FILE), or delete that lock file to begin with an empty ledger"
)
MIGRATION_KEY = 0x6F74646D  # "otdm": the migrations' key among PostgreSQL's advisory locks
BUSY_SECONDS = 5.0  # how long SQLite waits for another program's lock


def open_engine(url: str, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """The engine of a database address, brought to this program's schema.

    StoreError says what is wrong: an address that is none, a folder that is missing, a file that
    is locked, read-only or no database, a schema newer than the program.
    """
    parsed = _parsed(url)
    if (path := file_of(parsed)) is not None:
        engine = _sqlite(parsed, path, busy_seconds)
    else:
        engine = create_engine(parsed, pool_pre_ping=True, connect_args={"prepare_threshold": None})
    with translate_errors(parsed):
        _migrate(engine)
    return engine


def url_of(address: str) -> URL:
    """An address as SQLAlchemy has it; the path of an SQLite file may have any sign, ``?`` too."""
    if address.startswith(_SQLITE):
        return URL.create("sqlite", database=address.removeprefix(_SQLITE))
    return make_url(address)


def _parsed(url: str) -> URL:
    try:
        parsed = url_of(url)
        parsed.get_dialect()
    except ImportError:
        raise StoreError(
            "database: the driver is not installed; for PostgreSQL use "
            f"postgresql+psycopg://user@host/name and {install_extra('postgres')}"
        ) from None
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise StoreError(
            "database: expected an address such as sqlite:///onthisday.db or "
            "postgresql+psycopg://user@host/name"
        ) from None
    if parsed.drivername not in ("sqlite", "postgresql+psycopg"):
        raise StoreError("database: only sqlite and postgresql+psycopg addresses are supported")
    if parsed.get_backend_name() == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise StoreError("database: expected a file; a ledger in memory would forget what it sent")
    return parsed


def _sqlite(url: URL, path: Path, busy_seconds: float) -> Engine:
    if not path.parent.is_dir():
        raise StoreError(f"database: the folder {path.parent} does not exist; create it first")
    if not path.exists() and lock_of(path).exists():
        raise StoreError(
            f"database {path}: the ledger is gone, though there was one, as {lock_of(path)} shows; "
            f"{AGAIN}"
        )
    _private(path)
    engine = create_engine(url, connect_args={"timeout": busy_seconds})

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["file"] = identity_of(path)
        connection.isolation_level = None  # transactions are begun below, not by the driver
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what is claimed must survive a power cut
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # A transaction that reads and then writes fails at once under WAL, whatever the
        # time-out, if another wrote in between: so writers take the lock when they begin.
        if connection.info["file"] != identity_of(path):
            raise StoreError(
                f"database {path}: the file was removed or replaced under the running program; "
                "put it back, or stop the program, restore it from a copy and start again"
            )
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def file_of(url: URL) -> Path | None:
    """The file of an SQLite database, links followed; None for a server."""
    return Path(str(url.database)).resolve() if url.get_backend_name() == "sqlite" else None


def lock_of(path: Path) -> Path:
    """The file next to an SQLite database whose lock is the right to post; it outlives its use."""
    return path.with_name(f"{path.name}.lock")


def identity_of(path: Path) -> tuple[int, int] | None:
    """The identity of a file, apart from its name; None if there is no file.

    A program goes on writing to a file that was removed, and would keep a ledger that nobody
    finds again.
    """
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_dev, stat.st_ino


def _migrate(engine: Engine) -> None:
    """Run what is missing of the migrations; refuse a schema that this program does not know."""
    known = {found[1] for path in VERSIONS.glob("*.py") if (found := _NUMBER.match(path.name))}
    with engine.connect().execution_options(reading=True) as connection:
        current = _current(connection)
    if current is not None and current not in known:
        raise StoreError(
            f"the database has schema {current}, which is newer than this program knows; "
            "install the newer program, or use another database. Nothing was changed."
        )
    if current == max(known):
        return
    _refuse_empty(engine, current)
    from alembic import command  # loads slowly, and is needed only here
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent).replace("%", "%%"))
    with engine.begin() as connection:
        if file_of(engine.url) is None:  # of several first starts one migrates
            lock = sqlalchemy.text("SELECT pg_advisory_xact_lock(:key)")
            connection.execute(lock, {"key": MIGRATION_KEY})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _refuse_empty(engine: Engine, current: str | None) -> None:
    """An empty database with an old lock is an incomplete copy: it would post again."""
    path = file_of(engine.url)
    if current is None and path is not None and lock_of(path).exists():
        raise StoreError(
            f"the ledger is empty, though there was one, as {lock_of(path)} shows; {AGAIN}"
        )


def _private(path: Path) -> None:
    """Let only the service's own user read the ledger: its secrets are people's choices."""
    if not path.exists():
        with contextlib.suppress(OSError):  # a fault of the folder is reported when it opens
            path.touch(mode=0o600)
        return
    with contextlib.suppress(OSError):  # another user's file; the folder is what protects it
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _current(connection: Connection) -> str | None:
    """The schema's revision in the database; None if it is empty."""
    if not sqlalchemy.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(sqlalchemy.text("SELECT version_num FROM alembic_version"))
    return found.scalar_one_or_none()


@contextmanager
def translate_errors(url: URL) -> Iterator[None]:
    """Turn the exceptions of the database into one sentence that says what to do."""
    place = url.database if url.get_backend_name() == "sqlite" else f"{url.database} on {url.host}"
    try:
        yield
    except (DBAPIError, SqlDatabaseError) as fault:
        reason = " ".join(str(fault.orig or fault).split())
        raise StoreError(f"database {place}: {reason}{_advice(reason)}") from fault
    except OSError as fault:
        raise StoreError(f"database {place}: {fault.strerror}") from fault


_ADVICE = {
    "database is locked": "another program is writing to it; it is tried again at the next beat",
    "readonly": "give the service's user the right to write to the file and its folder",
    "not a database": "move the file away, or name another one in the settings",
    "malformed": "restore it from a copy",
    "unable to open": "check that the file and its folder belong to the service's user",
    "disk is full": "free some space; nothing is posted while nothing can be recorded",
    "no such table": "the file was replaced while in use; start the service again",
}


def _advice(reason: str) -> str:
    found = [advice for sign, advice in _ADVICE.items() if sign in reason.lower()]
    return f" ({found[0]})" if found else ""
