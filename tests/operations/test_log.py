"""What ``run`` says in its log."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.local_service import NINE
from bot.sandbox.server.faults import Fault
from tests.helpers.corrections import LEAD, beats, correction, edit, posted


def test_each_post_look_and_edit_has_its_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """With the channel, the date and the address; no text of a post."""
    caplog.set_level(logging.INFO)
    with posted(tmp_path) as world:
        assert "telegram 2027-05-20: posted as 1 https://t.me/on_this_day/1" in caplog.messages
        assert any(line.startswith("x 2027-05-20: posted as") for line in caplog.messages)
        edit(world, LEAD, add=correction())
        beats(world)
        assert f"telegram 2027-05-20: edited ({LEAD})" in caplog.messages
        assert f"telegram 2027-05-20: reads as corrected ({LEAD})" in caplog.messages
        edit(world, "other", ("06-06", "05-21"))
        world.clock.now = NINE + timedelta(days=1)
        world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
        beats(world, 3)
        lines = [line for line in caplog.messages if "2027-05-21" in line]
        assert "telegram 2027-05-21: looked for: it is on air as 2" in lines
