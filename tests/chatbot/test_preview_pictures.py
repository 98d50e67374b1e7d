"""The pictures of previews that cannot be had: tried again, but less and less often."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from telegram import Bot

from bot.cards import pictures
from bot.cards.pictures import Pictures
from bot.chatbot.previews.pictures import LONGEST_PAUSE, PAUSE, PreviewPictures
from bot.chatbot.previews.state import ChannelGroup, PreviewState
from bot.events import Event, EventPicture
from bot.local_service import NINE
from bot.post import PictureKind, Post
from bot.store import Shown
from tests.conftest import make_event
from tests.helpers.plans import plan

OWN = EventPicture("data/pictures/none.png", "Jane Roe", "CC BY 4.0", "A street.")
ROUND = timedelta(seconds=3)  # between two looks at the previews


class Evening:
    """A preview whose picture has no file, and what is logged about it."""

    def __init__(self, folder: Path, logged: pytest.LogCaptureFixture) -> None:
        self._pictures = PreviewPictures(Pictures(dataset=folder / "events.toml"), chat=-1)
        self._logged = logged
        self._bot = Bot("1:a")  # never asked, since there is nothing to send
        self.now = NINE

    def tries(self, lead: Event, *, within: timedelta = timedelta(0)) -> int:
        """How often the picture is tried in a time, with a look at the preview every round."""
        before = len(self._logged.records)
        until = self.now + within
        while self.now <= until:
            shown: dict[str, Shown] = {}
            asyncio.run(self._pictures.show(self._bot, state_of(lead), shown, now=self.now))
            assert shown == {}
            self.now += ROUND
        return len(self._logged.records) - before


def state_of(lead: Event) -> PreviewState:
    """The state of one channel's post with a picture."""
    channel = plan()
    post = Post("telegram", "Text.", 5, 1024, (lead,), picture=PictureKind.PHOTO)
    on = date(2027, 5, 21)
    return PreviewState(ChannelGroup((channel,)), on, on, {}, {}, [], {channel.name: post})


@pytest.fixture
def evening(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Evening:
    """An evening at nine."""
    caplog.set_level(logging.WARNING, "bot.chatbot.previews.pictures")
    return Evening(tmp_path, caplog)


def test_a_picture_that_fails_is_tried_less_and_less_often(evening: Evening) -> None:
    """Each pause is twice the one before, up to the longest; without end it is tried still."""
    lead = make_event(picture=OWN)
    assert evening.tries(lead, within=PAUSE - ROUND) == 1
    assert evening.tries(lead, within=2 * PAUSE - ROUND) == 1
    assert (
        evening.tries(lead, within=timedelta(hours=12)) < 12 + timedelta(hours=12) / LONGEST_PAUSE
    )
    assert evening.tries(lead, within=LONGEST_PAUSE) >= 1


def test_an_entry_that_was_mended_is_tried_at_once(evening: Evening) -> None:
    """An editor who names another file need not wait."""
    assert evening.tries(make_event(picture=OWN)) == 1
    assert evening.tries(make_event(picture=OWN)) == 0
    other = dataclasses.replace(OWN, file="data/pictures/other.png")
    assert evening.tries(make_event(picture=other)) == 1


def test_the_hash_of_a_picture_is_made_beside_the_event_loop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It reads files, and messages of people wait for the loop."""
    threads = []

    def noting(event: Event, *, name: str) -> str:
        threads.append(threading.current_thread())
        return f"{event.id} {name}"

    monkeypatch.setattr(pictures, "key_of", noting)
    assert asyncio.run(Pictures().key(make_event(), plan())) == "an-event @on_this_day"
    assert threads != [threading.current_thread()]
