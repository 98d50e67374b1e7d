"""The daily post: due, chosen, formatted, claimed, published, recorded.

Nothing is sent before its row says ``sending`` in the database, and nothing that may have been
sent is sent again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.channel_config import ChannelConfig
from bot.channels import Channel
from bot.composer import compose
from bot.dataset import Dataset
from bot.dates import local_date
from bot.delivery.corrections.edit import Corrector
from bot.delivery.publisher import Publisher, content_of
from bot.delivery.reconciler import Finder
from bot.delivery.transitions import Clock, Outcome, Records
from bot.errors import StoreError
from bot.posting_window import Window
from bot.store import BEAT, DAY_SLOT, Decisions, Delivery, Key, State, Store

log = logging.getLogger(__name__)
LATE = timedelta(minutes=10)
"""A first try that comes later than this looks first, and so does one after days without a row, or
after so long without a heartbeat: the ledger may be a copy from before the post.
"""
RESTORED = timedelta(minutes=3)  # nobody restores a copy sooner after the post of the lost ledger
CHANGING = timedelta(minutes=1)  # a decision that is not settled for longer was left by a crash


class Deliverer:
    """Delivers what is due, once; ``beat`` is called again and again and decides by the ledger.

    With ``approval`` nothing goes out that editors have not approved as it is.
    """

    def __init__(
        self,
        store: Store,
        dataset: Callable[[], Dataset],
        *,
        channels: Sequence[tuple[ChannelConfig, Channel]],
        clock: Clock,
        settled_after: timedelta,
        approval: bool = False,
    ) -> None:
        self._store = store
        self._decisions = Decisions(store)
        self._approval = approval
        self._dataset = dataset
        self._channels = channels
        self._clock = clock
        self._records = Records(store, clock)
        self._finder = Finder(store, clock, records=self._records, settled_after=settled_after)
        self._publisher = Publisher(store, clock, records=self._records)
        self._corrector = Corrector(store, clock, records=self._records, publisher=self._publisher)
        self._silent = False  # whether the ledger knows no heartbeat for ``LATE`` before this one
        # What may still be noted as trouble; at the start, all that an earlier run may have left.
        self._troubled = {f"{what}:{plan.name}" for plan, _ in channels for what in ("beat", "fix")}

    async def beat(self) -> list[Outcome]:
        """Do for every channel what is due now, side by side; one channel's trouble is its own."""
        dataset = self._dataset()
        last = self._store.marked(BEAT)
        self._silent = last is not None and self._clock() - last > LATE
        beats = (self._guarded(dataset, plan, channel) for plan, channel in self._channels)
        # All of them are waited for, whatever one raises: none may go on into the next beat.
        ended = await asyncio.gather(*beats, return_exceptions=True)
        for fault in ended:
            if isinstance(fault, BaseException):
                raise fault
        self._store.mark(BEAT, now=self._clock())
        return [outcome for outcome in ended if isinstance(outcome, Outcome)]

    async def _guarded(self, dataset: Dataset, plan: ChannelConfig, channel: Channel) -> Outcome:
        """A channel's beat: the post, then what is to be put right in those on air. What fails
        here leaves the ledger as it is, and is told.
        """
        outcome = await self._post_beat(dataset, plan, channel)
        try:
            await self._corrector.beat(dataset, plan, channel)
            self._well(f"fix:{plan.name}", f"{plan.name}: corrections work again.")
        except StoreError:
            raise
        except Exception as fault:
            log.exception("channel %s: corrections failed", plan.name)
            text = f"{plan.name}: corrections cannot be made ({type(fault).__name__}: {fault})."
            self._ill(f"fix:{plan.name}", text)
        return outcome

    def _ill(self, trouble: str, text: str) -> None:
        """Note that a part of the beat failed, to be told."""
        self._troubled.add(trouble)
        self._store.raise_notice(trouble, text, now=self._clock())

    def _well(self, trouble: str, text: str) -> None:
        """Note that it works again, where it did not."""
        if trouble in self._troubled:
            self._store.end_notice(trouble, text)
            self._troubled.discard(trouble)

    async def _post_beat(self, dataset: Dataset, plan: ChannelConfig, channel: Channel) -> Outcome:
        today = local_date(self._clock(), plan.zone)
        try:
            outcome = await self._channel_beat(dataset, plan, channel)
            self._well(f"beat:{plan.name}", f"{plan.name}: works again.")
            return outcome
        except StoreError:
            raise
        except Exception as fault:
            log.exception("channel %s: the beat failed", plan.name)
            text = (
                f"{plan.name}: the day's post could not be made ({type(fault).__name__}: {fault})."
            )
            self._ill(f"beat:{plan.name}", text)
            return Outcome(plan.name, today, State.FAILED, text)

    async def _channel_beat(
        self, dataset: Dataset, plan: ChannelConfig, channel: Channel
    ) -> Outcome:
        """What was left behind first, then the day's post if it is due."""
        now = self._clock()
        today = local_date(now, plan.zone)
        left = self._left_behind(plan)
        for doubt in left[State.IN_DOUBT]:
            await self._finder.find_out(plan, channel, doubt)
        gap = self._close_past_days(plan, today, waiting=left[State.WAITING])
        key = Key(plan.name, today)
        row = self._store.delivery(key)
        window = plan.window(today)
        if ended := self._undeliverable(plan, key, row, window=window, now=now):
            return ended
        gap = gap or (self._silent and now >= window.start + RESTORED)
        late = self._is_late(plan, key, row, late_from=window.start + LATE, gap=gap)
        return await self._deliver(
            dataset,
            plan,
            channel,
            key=key,
            end=window.end,
            looks_first=late and channel.can_look and self._has_past(plan),
        )

    def _undeliverable(
        self, plan: ChannelConfig, key: Key, row: Delivery | None, *, window: Window, now: datetime
    ) -> Outcome | None:
        """Why there is nothing to send now; None if the post is to be sent."""
        start, end = window
        if (row is not None and not row.state.open) or start == end:
            return _outcome(key, row)
        if now < start:
            state = row.state if row else None
            return Outcome(plan.name, key.date, state, f"due at {plan.post_at:%H:%M}")
        if now >= end:
            if row is not None and row.state is not State.WAITING:
                return _outcome(key, row)
            return self._records.miss(plan, key, "the time for it was over")
        if row is not None and row.not_before is not None and now < row.not_before:
            return _outcome(key, row)
        if hold := self._store.hold_on(plan.name, key.date):
            return self._keep(plan, key, State.HELD, f"held by {hold.by}: {hold.why}".rstrip(": "))
        return None

    def _keep(self, plan: ChannelConfig, key: Key, state: State, why: str) -> Outcome:
        """Held or empty; written once, not at every beat."""
        row = self._store.delivery(key)
        if row is not None and (row.state, row.error) == (state, why):
            return _outcome(key, row)
        return self._records.settle(plan, key, state, why)

    # -- what was left behind --

    def _left_behind(self, plan: ChannelConfig) -> dict[State, list[Delivery]]:
        """What is in doubt and what waits, of any day.

        A row in ``sending`` at the start of a beat was left by a crash: it is in doubt. Beats do
        not overlap and one owner posts at a time, so no live call stands behind it.
        """
        found: dict[State, list[Delivery]] = {State.IN_DOUBT: [], State.WAITING: []}
        states = [State.SENDING, *found]
        for row in self._store.deliveries(channel=plan.name, states=states):
            if row.state is State.SENDING:
                reason = "the program ended before the platform's answer was kept"
                self._records.doubt(plan, row.key, reason)
                found[State.IN_DOUBT].append(replace(row, state=State.IN_DOUBT, error=reason))
            else:
                found[row.state].append(row)
        return found

    def _close_past_days(
        self, plan: ChannelConfig, today: date, *, waiting: Sequence[Delivery]
    ) -> bool:
        """Yesterday is never posted: what waits from past days, and days without a row since the
        channel's first, become ``missed``. True if there were such days.
        """
        yesterday = today - timedelta(days=1)
        for row in waiting:
            if row.key.slot == DAY_SLOT and row.key.date < today:
                reason = f"the day ended first; {row.error}" if row.error else "the day ended first"
                self._records.miss(plan, row.key, reason)
        last = self._store.last_day(plan.name, before=today) or yesterday
        gap = [date.fromordinal(n) for n in range(last.toordinal() + 1, today.toordinal())]
        for day in gap:
            start, end = plan.window(day)
            if start < end:
                self._records.miss(plan, Key(plan.name, day), "the service was not running")
        return bool(gap)

    # -- the way of a post --

    async def _deliver(
        self,
        dataset: Dataset,
        plan: ChannelConfig,
        channel: Channel,
        *,
        key: Key,
        end: datetime,
        looks_first: bool,
    ) -> Outcome:
        """Choose, format, claim, publish, record: in this order."""
        decided = self._decisions.of(plan.name, key.date)
        changing = decided.changing_since
        if changing is not None and abs(self._clock() - changing) < CHANGING:
            return Outcome(plan.name, key.date, None, "an editor decides just now")
        if decided.held_by:
            return self._keep(plan, key, State.HELD, f"held by {decided.held_by}")
        post = compose(dataset, plan, key.date, wishes=decided.wishes, on_air=self._store.on_air)
        if post is None:
            outcome = self._keep(plan, key, State.EMPTY, "nothing to tell on this day")
            self._records.tell(
                f"empty:{plan.name}:{key.date}", f"{plan.name}: {key.date} has no entry to tell."
            )
            return outcome
        if self._approval and not decided.approved(post.text):
            return self._keep(plan, key, State.HELD, "waits for the editors' approval")
        if reason := self._publisher.over_budget(plan, post):
            return self._records.wait(plan, key, reason, after=None, tell=True)
        if not self._store.claim(key, content_of(plan, post), now=self._clock()):
            return _outcome(key, self._store.delivery(key))
        if looks_first:
            return self._records.doubt(
                plan, key, "the first try comes late, so the ledger may be an older copy"
            )
        held = self._store.hold_on(plan.name, key.date)
        if held or self._decisions.of(plan.name, key.date) != decided:
            # Said between the choice and the claim; ``Decisions`` has the rule.
            reason = "someone decided otherwise just now"
            return self._records.settle(plan, key, State.WAITING, reason, expect=[State.SENDING])
        return await self._publisher.publish(plan, channel, key=key, post=post, before=end)

    # -- small questions --

    def _is_late(
        self, plan: ChannelConfig, key: Key, row: Delivery | None, *, late_from: datetime, gap: bool
    ) -> bool:
        """Whether a first try comes late, or after a gap; see ``LATE``.

        What was held in time, by a ledger without a gap, is not late however long it was held.
        """
        if row is None:
            return gap or self._clock() >= late_from
        if row.attempts:
            return False
        if row.settled_at is None or row.settled_at >= late_from:
            return True
        before = self._store.delivery(Key(plan.name, key.date - timedelta(days=1)))
        if before is None or before.state is not State.MISSED or before.settled_at is None:
            return False
        return local_date(before.settled_at, plan.zone) >= key.date

    def _has_past(self, plan: ChannelConfig) -> bool:
        """Whether the channel has posted before, as far as the ledger knows."""
        return self._store.last_remote_id(plan.name, target=plan.target) is not None


def _outcome(key: Key, row: Delivery | None) -> Outcome:
    if row is None:
        return Outcome(key.channel, key.date, None)
    return Outcome(key.channel, key.date, row.state, row.error or row.remote_id or "")
