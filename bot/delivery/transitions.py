"""What becomes of a delivery, written into the ledger and told to the operators."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from bot.channel_config import ChannelConfig
from bot.channels import Refused
from bot.store import Content, Hold, Key, NoticeButton, State, Store

log = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(days=1)
RETRY = (timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=5), timedelta(minutes=15))
"""How long to wait after the first, second ... failure that gives no hint of its own."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a beat found or did for a channel's local date; ``state`` None: not due, no row."""

    channel: str
    date: date
    state: State | None
    detail: str = ""


class Clock(Protocol):
    """The one way in which time comes in."""

    def __call__(self) -> datetime:
        """The present instant, aware."""


class Records:
    """The ledger's pen: each method is one way in which a delivery goes on or ends."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def settle(
        self,
        plan: ChannelConfig,
        key: Key,
        state: State,
        detail: str,
        *,
        not_before: datetime | None = None,
        expect: Sequence[State] = (State.WAITING, State.EMPTY, State.HELD),
    ) -> Outcome:
        """Write a state, where the delivery stands in one of ``expect`` or has no row yet."""
        changed = self._store.record(
            key,
            state,
            now=self._clock(),
            content=Content(plan.platform, plan.target),
            not_before=not_before,
            error=detail,
            expect=expect,
        )
        if changed:
            log.info("%s %s: %s (%s)", key.channel, key.name, state, detail)
        return Outcome(key.channel, key.date, state, detail)

    def wait(
        self, plan: ChannelConfig, key: Key, reason: str, *, after: timedelta | None, tell: bool
    ) -> Outcome:
        """Certainly not posted, and tried again: after the hint, or by steps up to 15 minutes.

        What lasts is told, even where it may pass by itself.
        """
        row = self._store.delivery(key)
        tried = row.attempts if row else 0
        wait = after if after is not None else RETRY[min(max(tried, 1), len(RETRY)) - 1]
        wait = min(wait, LONGEST_WAIT)
        if tell or tried > len(RETRY):
            text = f"{plan.name}: the post of {key.name} waits. {reason}"
            self.tell(f"wait:{plan.name}", text)
        return self.settle(
            plan,
            key,
            State.WAITING,
            reason,
            not_before=self._clock() + wait,
            expect=[State.SENDING, State.WAITING, State.EMPTY, State.HELD],
        )

    def refuse(self, plan: ChannelConfig, key: Key, failure: Refused) -> Outcome:
        """Certainly not posted, and would be refused again: failed, or the channel stops."""
        expect = [State.SENDING, State.WAITING, State.HELD]
        if failure.stop:
            now = self._clock()
            self._store.hold(Hold(plan.name, None, now, "the platform", failure.reason))
            text = f"{plan.name}: stopped. {failure.reason} (onthisday resume {plan.name})"
            self.tell(f"stop:{plan.name}", text)
            return self.settle(plan, key, State.HELD, failure.reason, expect=expect)
        text = f"{plan.name}: the post of {key.name} was refused. {failure.reason}"
        self.tell(f"failed:{plan.name}:{key.name}", text)
        return self.settle(plan, key, State.FAILED, failure.reason, expect=expect)

    def doubt(self, plan: ChannelConfig, key: Key, reason: str) -> Outcome:
        """It may be on air: never sent again blindly; looked for at the next beats."""
        return self.settle(plan, key, State.IN_DOUBT, reason, expect=[State.SENDING])

    def miss(
        self, plan: ChannelConfig, key: Key, reason: str, *, expect: Sequence[State] = ()
    ) -> Outcome:
        """The day ended first: recorded, told, never posted later."""
        self.tell(
            f"missed:{plan.name}:{key.date}", f"{plan.name}: {key.date} was missed: {reason}."
        )
        return self.settle(
            plan, key, State.MISSED, reason, expect=[*expect, State.WAITING, State.EMPTY]
        )

    def tell(self, key: str, text: str, *, buttons: Sequence[NoticeButton] = ()) -> None:
        """Have the operators told of a trouble, once; ``buttons`` are what they can do."""
        if self._store.raise_notice(key, text, now=self._clock(), buttons=buttons):
            log.warning("%s", text)

    def posts_again(self, plan: ChannelConfig) -> None:
        """A post is on air: what kept the channel from posting is over."""
        for trouble in ("wait", "stop"):
            self._store.end_notice(f"{trouble}:{plan.name}", f"{plan.name}: posts again.")

    def book(self, plan: ChannelConfig, what: str, *, usd: Decimal) -> None:
        """Book what a call cost, or may have cost where its fate is not known."""
        if usd:
            self._store.book(plan.name, what, usd=usd, now=self._clock())
