"""The posts that followers saw, compared with those that they should have seen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from bot.local_service import World
from bot.posting_window import window
from bot.store import Delivery, Key, State

RECORDED = (State.MISSED, State.HELD, State.EMPTY, State.FAILED, State.WAITING, State.IN_DOUBT)
_LEAD = re.compile(r"Entry of (\d\d-\d\d)")


@dataclass
class Tally:
    """Days of channels: how many posts were expected, and what became of them."""

    cases: int = 0
    expected: int = 0
    seen: int = 0
    doubled: int = 0
    wrong_day: int = 0
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
        """The number of broken promises: doubled, on a wrong day, missing without a record."""
        return self.doubled + self.wrong_day + self.missing + self.misjudged


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
    no record excuses a service that did not make it. ``doubted`` were in doubt at some time,
    ``in_doubt`` still are; ``sought`` and ``not_found_out`` are the same where there is a way to
    look; ``misjudged`` are posts on air that the ledger calls missed, failed or held, which only
    a ledger restored from a copy (``ledger_is_whole`` False) may. ``recovery`` has the minutes
    from the time of a post until the ledger knew it on air, for each that met trouble.
    """
    tally = Tally(cases=1)
    for channel in world.scene.platforms:
        seen = world.seen(channel)
        for at, text in seen:
            told = _LEAD.search(text)
            local = at.astimezone(world.scene.zone).date()
            if told is None or told[1] != f"{local:%m-%d}":
                tally.wrong_day += 1
        count = Counter(found[1] for _, text in seen if (found := _LEAD.search(text)))
        can_look = world.can_look and (channel != "telegram" or world.scene.operators)
        for number in range(days):
            on = first + timedelta(days=number)
            row = world.database.ledger.get(Key(channel, on))
            state = row.state if row else None
            tally += _day(
                count[f"{on:%m-%d}"],
                state,
                ledger_is_whole=ledger_is_whole,
                loses_nothing=loses_nothing,
            )
            if row is not None:
                tally += _trouble(world, row, can_look=can_look)
    return tally


def _day(posts: int, state: State | None, *, ledger_is_whole: bool, loses_nothing: bool) -> Tally:
    tally = Tally(expected=1, seen=posts, doubled=max(posts - 1, 0))
    if posts == 0:
        if state in RECORDED and not loses_nothing:
            tally.recorded = 1
        else:
            tally.missing = 1
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
