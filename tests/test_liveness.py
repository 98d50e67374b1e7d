"""The quick way to the signs of life: what the store wrote, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from bot.liveness import BEAT, HEARD, marks_in
from bot.store import Database


def test_the_marks_are_those_that_the_store_wrote(tmp_path: Path) -> None:
    """The same instants, also while the database is open and its log not yet written back."""
    url = f"sqlite:///{tmp_path}/a ledger.db"
    beat = datetime(2027, 5, 20, 9, 3, 0, 250, tzinfo=timezone(timedelta(hours=3)))
    heard = datetime(2027, 5, 20, tzinfo=UTC)
    with Database.open(url) as database:
        database.marks.set(BEAT, now=beat)
        database.marks.set(HEARD, now=heard)
        assert marks_in(url) == {BEAT: beat, HEARD: heard}


def test_what_is_no_database_is_left_to_who_opens_it(tmp_path: Path) -> None:
    """Nothing is made, and no fault is raised."""
    (tmp_path / "text").write_text("no database", encoding="utf-8")
    (tmp_path / "empty").touch()
    for name in ("missing", "missing/ledger.db", "text", "empty"):
        assert marks_in(f"sqlite:///{tmp_path}/{name}") is None
    assert marks_in("postgresql+psycopg://user@host/name") is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "text"]
