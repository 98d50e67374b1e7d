"""Transactions of the database: for reading or for writing, with its errors in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from sqlalchemy.engine import Engine
from sqlmodel import Session

from bot.store.engine import translate_errors


class Transactions:
    """Opens the transactions of one database. No session leaves this folder."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that only reads; StoreError if the database cannot be used."""
        with self._session(reading=True) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that writes, committed at its end; StoreError as for ``reading``."""
        with self._session(reading=False) as session:
            yield session

    @contextmanager
    def _session(self, *, reading: bool) -> Iterator[Session]:
        with translate_errors(self._engine.url), self._engine.connect() as connection:
            chosen = connection.execution_options(reading=True) if reading else connection
            with chosen.begin(), Session(chosen, expire_on_commit=False) as session:
                yield session
                session.flush()

    def insert(self, table: Any) -> Any:
        """The INSERT of the database's dialect, which has ``ON CONFLICT``."""
        # That of the other one takes a twentieth of the program's start.
        dialect = import_module(f"sqlalchemy.dialects.{self._engine.url.get_backend_name()}")
        return dialect.insert(table)
