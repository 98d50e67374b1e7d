"""The transitions between a delivery's states, with the notices to the operators."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from bot.channel_config import ChannelConfig
from bot.channels import Refused
from bot.post import Button
from bot.store import LONGEST_WAIT, Content, Database, Hold, Key, State

log = logging.getLogger(__name__)
RETRY = (timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=5), timedelta(minutes=15))
"""The wait after the first, second ... failure that gives no hint of its own."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a channel's post of a local date; ``state`` None: not due, no row."""

    channel: str
    date: date
    state: State | None
    detail: str = ""
    needs_person: bool = False  # a wait that was reported: a wrong token, or one that lasts


class Clock(Protocol):
    """The only source of the present time."""

    def __call__(self) -> datetime:
        """The present instant, aware."""


class Outcomes:
    """Changes the states of deliveries, as the table of allowed transitions permits."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def settle(
        self,
        config: ChannelConfig,
        key: Key,
        state: State,
        detail: str,
        *,
        not_before: datetime | None = None,
        seen: State | None = None,
    ) -> Outcome:
        """Set a state, if it may follow the present one, or if there is no row yet.

        With ``seen`` it is set only if the delivery is still in that state.
        """
        changed = self._database.ledger.record(
            key,
            state,
            now=self._clock(),
            seen=seen,
            content=Content(config.platform, config.target),
            not_before=not_before,
            error=detail,
        )
        if changed:
            log.info("%s %s: %s (%s)", key.channel, key.name, state, detail)
        return Outcome(key.channel, key.date, state, detail)

    def wait(
        self, config: ChannelConfig, key: Key, reason: str, *, after: timedelta | None, tell: bool
    ) -> Outcome:
        """Certainly not posted, and tried again: after the hint, or by steps up to 15 minutes.

        A wait that lasts is reported, even if it may end by itself.
        """
        row = self._database.ledger.get(key)
        tried = row.attempts if row else 0
        wait = after if after is not None else RETRY[min(max(tried, 1), len(RETRY)) - 1]
        wait = min(wait, LONGEST_WAIT)
        if tell or tried > len(RETRY):
            text = f"{config.name}: the post of {key.name} waits. {reason}"
            self.report(f"wait:{config.name}", text)
        until = self._clock() + wait
        outcome = self.settle(config, key, State.WAITING, reason, not_before=until)
        return self.marked(config, outcome)

    def marked(self, config: ChannelConfig, outcome: Outcome) -> Outcome:
        """The outcome of a wait, which needs a person if the channel's waiting was reported."""
        return replace(outcome, needs_person=self._database.notices.is_open(f"wait:{config.name}"))

    def refuse(self, config: ChannelConfig, key: Key, failure: Refused) -> Outcome:
        """Certainly not posted, and would be refused again: failed, or the channel is held."""
        if failure.stop:
            now = self._clock()
            self._database.holds.put(Hold(config.name, None, now, "the platform", failure.reason))
            text = f"{config.name}: stopped. {failure.reason} (onthisday resume {config.name})"
            self.report(f"stop:{config.name}", text)
            return self.settle(config, key, State.HELD, failure.reason)
        text = f"{config.name}: the post of {key.name} was refused. {failure.reason}"
        self.report(f"failed:{config.name}:{key.name}", text)
        return self.settle(config, key, State.FAILED, failure.reason)

    def doubt(self, config: ChannelConfig, key: Key, reason: str) -> Outcome:
        """It may be on air: it is looked for, and never sent again blindly."""
        return self.settle(config, key, State.IN_DOUBT, reason)

    def miss(self, config: ChannelConfig, key: Key, reason: str) -> Outcome:
        """The day ended first: recorded, reported, never posted later."""
        self.report_missed(config, key.date, key.date, reason)
        return self.settle(config, key, State.MISSED, reason)

    def report_missed(self, config: ChannelConfig, first: date, last: date, reason: str) -> None:
        """Report missed days, all of them in one message."""
        text = f"{config.name}: {first} was missed"
        if first != last:
            text += f", and so was each day until {last} ({(last - first).days + 1} days)"
        self.report(f"missed:{config.name}:{first}", f"{text}: {reason}.")

    def report(self, key: str, text: str, *, buttons: Sequence[Button] = ()) -> None:
        """Report a problem to the operators, once; ``buttons`` are what they can do about it."""
        if self._database.notices.add(key, text, now=self._clock(), buttons=buttons):
            log.warning("%s", text)

    def posts_again(self, config: ChannelConfig) -> None:
        """A post is on air: what kept the channel from posting is over."""
        for trouble in ("wait", "stop"):
            self._database.notices.end(f"{trouble}:{config.name}", f"{config.name}: posts again.")

    def book(self, config: ChannelConfig, what: str, *, usd: Decimal) -> None:
        """Book what a call cost, or may have cost if its result is not known."""
        if usd:
            self._database.spending.book(config.name, what, usd=usd, now=self._clock())
