"""One transaction of the database: begun for reading or for writing, its faults in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlmodel import Session

from bot.store.engine import told


@contextmanager
def session_of(engine: Engine, *, reading: bool = False) -> Iterator[Session]:
    """A transaction; StoreError where the database cannot be used."""
    with told(engine.url), engine.connect() as connection:
        chosen = connection.execution_options(reading=True) if reading else connection
        with chosen.begin(), Session(chosen, expire_on_commit=False) as session:
            yield session
            session.flush()


def insert_into(engine: Engine, table: Any) -> Any:
    """The database's own INSERT, which knows ``ON CONFLICT``."""
    own = sqlite.insert if engine.url.get_backend_name() == "sqlite" else postgresql.insert
    return own(table)
