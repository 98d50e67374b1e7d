"""The clock of a stand-in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.local_service import Clock

START = datetime(2026, 5, 20, 9, 3, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    """A server's clock."""
    return Clock(START)
