"""The posts that followers saw, compared with those that they should have seen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta

from bot.drill.dataset import ENTRY, NOTE
from bot.local_service import World
from bot.posting_window import Window, window
from bot.store import Delivery, Key, State

RECORDED = (State.MISSED, State.HELD, State.EMPTY, State.FAILED, State.WAITING, State.IN_DOUBT)
EVER = datetime.max.replace(tzinfo=UTC)
_ENTRY = re.compile(rf"(?:{'|'.join(ENTRY.values())}) (\d\d-\d\d)")


@dataclass
class Tally:
    """Days of channels: how many posts were expected, and what became of them."""

    cases: int = 0
    expected: int = 0
    seen: int = 0
    doubled: int = 0
    wrong_day: int = 0
    wrong_text: int = 0
    missing: int = 0
    recorded: int = 0
    doubted: int = 0
    in_doubt: int = 0
    misjudged: int = 0
    sought: int = 0
    not_found_out: int = 0
    not_fenced: int = 0
    recovery: list[float] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        for one in fields(self):
            own, more = getattr(self, one.name), getattr(other, one.name)
            setattr(self, one.name, own + more)
        return self

    @property
    def broken(self) -> int:
        """The number of broken promises: doubled, on a wrong day, in a wrong text, missing without
        a record.
        """
        return self.doubled + self.wrong_day + self.wrong_text + self.missing + self.misjudged


def judge(
    world: World,
    first: date,
    days: int,
    *,
    ledger_is_whole: bool = True,
    loses_nothing: bool = False,
) -> Tally:
    """The tally of every channel over so many local dates from ``first``.

    ``recorded`` are days without a post of which the ledger says so; ``missing`` those of which
    it does not, and with ``loses_nothing`` all of them: there each day's post could be made, and
    no record excuses a service that did not make it. A day that is still ``World.untold`` in the
    end is recorded if the ledger has it as empty, and missing otherwise. ``wrong_text`` are posts
    in another language than the channel's, or made while it had no fresh text; a reply made then
    may have a note in English, and nothing else. What was ``World.noted`` as corrected is doubled
    or missing as well unless followers see it once.
    ``doubted`` were in doubt at some time, ``in_doubt`` still are; ``sought`` and
    ``not_found_out`` are the same where there is a way to look; ``misjudged`` are posts on air
    that the ledger calls missed, failed or held, which only a ledger restored from a copy
    (``ledger_is_whole`` False) may. ``recovery`` has the minutes from the time of a post until
    the ledger knew it on air, for each that met trouble.
    """
    tally = Tally(cases=1)
    for channel in world.scene.platforms:
        tally += _texts(world, channel)
        count = Counter(_told(text) for _, text in world.seen(channel))
        can_look = world.can_look and (channel != "telegram" or world.scene.operators)
        for number in range(days):
            on = first + timedelta(days=number)
            row = world.database.ledger.get(Key(channel, on))
            state, gap = row.state if row else None, _gap(world, channel, f"{on:%m-%d}")
            if gap is not None and gap.end == EVER:
                excused = state is State.EMPTY
            else:
                excused = state in RECORDED and not loses_nothing
            posts = count[f"{on:%m-%d}"]
            tally += _day(posts, state, ledger_is_whole=ledger_is_whole, excused=excused)
            if row is not None:
                tally += _trouble(world, row, can_look=can_look)
    return tally


def _told(text: str) -> str | None:
    """The day (``05-20``) whose entry a post tells, in whatever language."""
    found = _ENTRY.search(text)
    return found[1] if found else None


def _gap(world: World, channel: str, day: str) -> Window | None:
    """When a day could not be told in a channel's language, if there was such a time."""
    return world.untold.get(day) if channel in world.scene.persian else None


def _texts(world: World, channel: str) -> Tally:
    """The tally of what followers read on a channel."""
    tally, own = Tally(), world.scene.language(channel)
    for at, text in world.seen(channel):
        tally.wrong_day += _told(text) != f"{at.astimezone(world.scene.zone):%m-%d}"
    dated = [*world.seen(channel), *world.replies(channel)]
    tally.wrong_text += sum(_untold(world, channel, _told(text), at) for at, text in dated)
    replies = [_reply(world, channel, at, text) for at, text in world.replies(channel)]
    read = [*(text for _, text in world.seen(channel)), *replies]
    strange = [words[code] for words in (ENTRY, NOTE) for code in words if code != own]
    tally.wrong_text += sum(any(words in text for words in strange) for text in read)
    for day in world.noted:
        times = sum(text.count(f"{NOTE[own]} {day}") for text in read)
        tally.doubled += max(times - 1, 0)
        tally.missing += times == 0
    return tally


def _untold(world: World, channel: str, day: str | None, at: datetime) -> bool:
    """True if a day could not be told in a channel's language at an instant."""
    gap = _gap(world, channel, day or "")
    return gap is not None and gap.start <= at < gap.end


def _reply(world: World, channel: str, at: datetime, text: str) -> str:
    """A reply as it is judged: a note that has no translation yet is right in English."""
    early = any(_untold(world, channel, day, at) for day in world.noted)
    return text.replace(NOTE["en"], NOTE[world.scene.language(channel)]) if early else text


def _day(posts: int, state: State | None, *, ledger_is_whole: bool, excused: bool) -> Tally:
    """The tally of a day of a channel; ``excused`` says that there need be no post."""
    tally = Tally(expected=1, seen=posts, doubled=max(posts - 1, 0))
    if posts == 0:
        tally.recorded, tally.missing = int(excused), int(not excused)
    elif state not in (State.SENT, State.IN_DOUBT) and ledger_is_whole:
        tally.misjudged = 1
    return tally


def _trouble(world: World, row: Delivery, *, can_look: bool) -> Tally:
    """The tally of doubts, and of the time until a delivery was surely on air."""
    still = row.state is State.IN_DOUBT
    doubted = still or row.looked_at is not None
    tally = Tally(doubted=doubted, in_doubt=still)
    if can_look:
        tally.sought, tally.not_found_out = doubted, still
    if row.state is State.SENT and row.settled_at and (doubted or row.attempts > 1):
        due = window(row.key.date, world.scene.post_at, zone=world.scene.zone).start
        tally.recovery = [(row.settled_at - due).total_seconds() / 60]
    return tally
