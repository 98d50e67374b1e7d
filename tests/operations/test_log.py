"""What ``run`` says in its log."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

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
        world.clock.step(days=1)
        world.telegram.faults.add(Fault("rubbish", when="after", method="sendMessage"))
        beats(world, 3)
        assert "telegram 2027-05-21: looked for: it is on air as 2" in caplog.messages


def test_at_its_start_it_says_what_it_will_do(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Which channel posts when and where, and who is told of trouble."""
    caplog.set_level(logging.INFO)
    with posted(tmp_path) as world:

        async def run() -> None:
            stop = asyncio.Event()
            stop.set()
            await world.service.run(stop)

        asyncio.run(run())
        world._service = None
        place = "telegram: posts each day at 09:03 Europe/London to @on_this_day"
        assert place in caplog.messages
        assert "trouble is told in the chat 99" in caplog.messages
