"""The life of a delivery: due, chosen, formatted, claimed, published, recorded.

Names no vendor: channels, store, dataset and clock are handed in. Nothing is sent before its
row says ``sending`` in the database, and nothing that may have been sent is sent again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot.channels import Channel, Link, Look, Receipt, Refused, RetryLater, Unknown
from bot.dataset import Dataset
from bot.dates import local_date
from bot.errors import StoreError
from bot.formatting import Post
from bot.plan import Plan, make_post, shown_text
from bot.store import BEAT, DAY_SLOT, Content, Delivery, Hold, Key, State, Store

log = logging.getLogger(__name__)
RETRY = (timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=5), timedelta(minutes=15))
"""How long to wait after the first, second ... failure that gives no hint of its own."""
LOOK_APART = timedelta(minutes=1)  # a post is absent only after two equal looks so far apart
LOOK_AGAIN = timedelta(minutes=10)  # after a look that could not tell
LATE = timedelta(minutes=10)
"""A first try that comes later than this looks first, and so does one after days without a row:
the ledger may be a copy from before the post.
"""


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


class Deliverer:
    """Delivers what is due, once; ``beat`` is called again and again and decides by the ledger."""

    def __init__(
        self,
        store: Store,
        dataset: Callable[[], Dataset],
        *,
        channels: Sequence[tuple[Plan, Channel]],
        clock: Clock,
        settled_after: timedelta,
    ) -> None:
        self._store = store
        self._dataset = dataset
        self._channels = channels
        self._clock = clock
        self._settled_after = settled_after

    async def beat(self) -> list[Outcome]:
        """Do for every channel what is due now, side by side; one channel's trouble is its own."""
        dataset = self._dataset()
        self._store.mark(BEAT, now=self._clock())
        return list(
            await asyncio.gather(
                *(self._guarded(dataset, plan, channel) for plan, channel in self._channels)
            )
        )

    async def _guarded(self, dataset: Dataset, plan: Plan, channel: Channel) -> Outcome:
        """A channel's beat. What fails here leaves the ledger as it is, and is told."""
        today = local_date(self._clock(), plan.zone)
        try:
            outcome = await self._channel_beat(dataset, plan, channel)
            self._store.end_notice(f"beat:{plan.name}", f"{plan.name}: works again.")
            return outcome
        except StoreError:
            raise
        except Exception as fault:
            log.exception("channel %s: the beat failed", plan.name)
            text = (
                f"{plan.name}: the day's post could not be made ({type(fault).__name__}: {fault})."
            )
            self._store.raise_notice(f"beat:{plan.name}", text, now=self._clock())
            return Outcome(plan.name, today, State.FAILED, text)

    async def _channel_beat(self, dataset: Dataset, plan: Plan, channel: Channel) -> Outcome:
        now = self._clock()
        today = local_date(now, plan.zone)
        self._doubt_orphans(plan)
        for doubt in self._store.deliveries(channel=plan.name, states=[State.IN_DOUBT]):
            await self._find_out(plan, channel, doubt)
        gap = self._close_past_days(plan, today)
        key = Key(plan.name, today)
        row = self._store.delivery(key)
        start, end = plan.window(today)
        if row is not None and not row.state.open:
            return _outcome(key, row)
        if now < start:
            return Outcome(
                plan.name, today, row.state if row else None, f"due at {plan.post_at:%H:%M}"
            )
        if now >= end:
            return (
                self._miss(plan, key, "the time for it was over")
                if start < end
                else _outcome(key, row)
            )
        if row is not None and row.not_before is not None and now < row.not_before:
            return _outcome(key, row)
        if hold := self._hold_of(plan, today):
            return self._settle(
                plan, key, State.HELD, f"held by {hold.by}: {hold.why}".rstrip(": ")
            )
        is_odd = row is None and (gap or now >= start + LATE)
        looks_first = is_odd and self._has_past(plan, now)
        return await self._deliver(
            dataset, plan, channel, key=key, end=end, looks_first=looks_first
        )

    # -- what was left behind --

    def _doubt_orphans(self, plan: Plan) -> None:
        """A row in ``sending`` at the start of a beat was left by a crash: it is in doubt.

        Beats do not overlap and one owner posts at a time, so no live call stands behind it.
        """
        for left in self._store.deliveries(channel=plan.name, states=[State.SENDING]):
            self._doubt(plan, left.key, "the program ended before the platform's answer was kept")

    def _close_past_days(self, plan: Plan, today: date) -> bool:
        """Yesterday is never posted: what waits from past days, and days without a row since the
        channel's first, become ``missed``. True if there were such days.
        """
        rows = self._store.deliveries(channel=plan.name, until=today - timedelta(days=1))
        days = [row for row in rows if row.key.slot == DAY_SLOT]
        for row in days:
            if row.state is State.WAITING:
                reason = f"the day ended first; {row.error}" if row.error else "the day ended first"
                self._miss(plan, row.key, reason)
        first = days[-1].key.date.toordinal() + 1 if days else today.toordinal()
        gap = [date.fromordinal(number) for number in range(first, today.toordinal())]
        for day in gap:
            start, end = plan.window(day)
            if start < end:
                self._miss(plan, Key(plan.name, day), "the service was not running")
        return bool(gap)

    # -- the way of a post --

    async def _deliver(
        self,
        dataset: Dataset,
        plan: Plan,
        channel: Channel,
        *,
        key: Key,
        end: datetime,
        looks_first: bool,
    ) -> Outcome:
        """Choose, format, claim, publish, record: in this order."""
        post = make_post(
            dataset, plan, key.date, links=self._links(dataset, plan, channel, key.date)
        )
        if post is None:
            outcome = self._settle(plan, key, State.EMPTY, "nothing to tell on this day")
            self._tell(
                f"empty:{plan.name}:{key.date}", f"{plan.name}: {key.date} has no entry to tell."
            )
            return outcome
        if reason := self._over_budget(plan, post):
            return self._wait(plan, key, reason, after=None, tell=True)
        if not self._store.claim(key, _content(plan, post), now=self._clock()):
            return _outcome(key, self._store.delivery(key))
        if looks_first:
            return self._doubt(
                plan, key, "the first try comes late, so the ledger may be an older copy"
            )
        if self._clock() >= end:  # the process may have been stopped since it looked at the clock
            return self._miss(plan, key, "the day ended first", expect=[State.SENDING])
        return await self._publish(plan, channel, key=key, post=post)

    async def _publish(self, plan: Plan, channel: Channel, *, key: Key, post: Post) -> Outcome:
        """The call itself; every way in which it can end is a state in the ledger."""
        button = Link(post.button.text, post.button.start) if post.button else None
        try:
            receipt = await channel.publish(post.text, button=button)
        except RetryLater as failure:
            return self._wait(plan, key, failure.reason, after=failure.after, tell=failure.tell)
        except Refused as failure:
            return self._refuse(plan, key, failure)
        except Unknown as failure:
            self._book(plan, post)
            return self._doubt(plan, key, failure.reason)
        now = self._clock()
        self._store.record(key, State.SENT, now=now, remote_id=receipt.remote_id)
        self._book(plan, post)
        for trouble in ("wait", "stop", "budget"):
            self._store.end_notice(f"{trouble}:{plan.name}", f"{plan.name}: posts again.")
        return Outcome(plan.name, key.date, State.SENT, channel.address(receipt.remote_id))

    def _wait(
        self, plan: Plan, key: Key, reason: str, *, after: timedelta | None, tell: bool
    ) -> Outcome:
        """Certainly not posted, and tried again: after the hint, or by steps up to 15 minutes."""
        row = self._store.delivery(key)
        tried = row.attempts if row else 0
        wait = after if after is not None else RETRY[min(max(tried, 1), len(RETRY)) - 1]
        if tell:
            text = f"{plan.name}: the post of {key.date} waits. {reason}"
            self._tell(f"wait:{plan.name}", text)
        return self._settle(
            plan,
            key,
            State.WAITING,
            reason,
            not_before=self._clock() + wait,
            expect=[State.SENDING, State.WAITING, State.EMPTY, State.HELD],
        )

    def _refuse(self, plan: Plan, key: Key, failure: Refused) -> Outcome:
        """Certainly not posted, and would be refused again: failed, or the channel stops."""
        if failure.stop:
            now = self._clock()
            self._store.hold(Hold(plan.name, None, now, "the platform", failure.reason))
            text = f"{plan.name}: stopped. {failure.reason} (onthisday resume {plan.name})"
            self._tell(f"stop:{plan.name}", text)
            return self._settle(plan, key, State.HELD, failure.reason, expect=[State.SENDING])
        text = f"{plan.name}: the post of {key.date} was refused. {failure.reason}"
        self._tell(f"failed:{plan.name}:{key.date}", text)
        return self._settle(plan, key, State.FAILED, failure.reason, expect=[State.SENDING])

    def _doubt(self, plan: Plan, key: Key, reason: str) -> Outcome:
        """It may be on air: never sent again blindly; looked for at the next beats."""
        return self._settle(plan, key, State.IN_DOUBT, reason, expect=[State.SENDING])

    # -- finding out --

    async def _find_out(self, plan: Plan, channel: Channel, doubt: Delivery) -> None:
        """Look for a post in doubt, when it is time: sent if it is there, open again if it is
        absent in two looks; a look that cannot tell leaves it to the operators.
        """
        now = self._clock()
        claimed = doubt.claimed_at or now
        if now < claimed + self._settled_after:
            return  # the request may still be on its way
        apart = LOOK_APART if doubt.looks else LOOK_AGAIN
        if doubt.looked_at is not None and now < doubt.looked_at + apart:
            return
        shown = shown_text(plan.platform, doubt.content.text)
        after_id = self._store.last_remote_id(plan.name, before=claimed)
        look = await channel.find(shown, since=claimed - LOOK_APART, after_id=after_id)
        if look.cost_usd:
            self._store.book(plan.name, "look", usd=look.cost_usd, now=now)
        if look.receipt is not None:
            self._found(plan, doubt.key, look.receipt)
        elif not look.sure:
            self._ask_operators(plan, doubt, look)
        elif doubt.looks:
            self._absent(plan, doubt.key)
        else:
            self._store.note_look(doubt.key, looks=1, now=now)

    def _found(self, plan: Plan, key: Key, receipt: Receipt) -> None:
        now = self._clock()
        expect = [State.IN_DOUBT]
        self._store.record(key, State.SENT, now=now, remote_id=receipt.remote_id, expect=expect)
        log.info("%s %s: found on air as %s", key.channel, key.date, receipt.remote_id)
        self._store.end_notice(
            f"doubt:{plan.name}:{key.date}", f"{plan.name}: {key.date} is on air."
        )

    def _absent(self, plan: Plan, key: Key) -> None:
        """Certainly not on air: it may be sent again; a past day becomes missed by itself."""
        expect = [State.IN_DOUBT]
        self._settle(plan, key, State.WAITING, "not found in two looks", expect=expect)
        text = f"{plan.name}: {key.date} was not on air; it is tried again while its day lasts."
        self._store.end_notice(f"doubt:{plan.name}:{key.date}", text)

    def _ask_operators(self, plan: Plan, doubt: Delivery, look: Look) -> None:
        """Ask once; a look that may succeed later is made again."""
        key, now = doubt.key, self._clock()
        self._store.note_look(key, looks=0, now=now)
        text = (
            f"{plan.name}: it is not known whether the post of {key.date} is on air "
            f"({doubt.error}); looking could not tell ({look.reason}). Look, then: "
            f"onthisday resolve {plan.name} {key.date} sent|failed|retry"
        )
        self._tell(f"doubt:{plan.name}:{key.date}", text)

    def _miss(self, plan: Plan, key: Key, reason: str, *, expect: Sequence[State] = ()) -> Outcome:
        """The day ended first: recorded, told, never posted later."""
        self._tell(
            f"missed:{plan.name}:{key.date}", f"{plan.name}: {key.date} was missed: {reason}."
        )
        return self._settle(
            plan, key, State.MISSED, reason, expect=[*expect, State.WAITING, State.EMPTY]
        )

    def _settle(
        self,
        plan: Plan,
        key: Key,
        state: State,
        detail: str,
        *,
        not_before: datetime | None = None,
        expect: Sequence[State] = (State.WAITING, State.EMPTY, State.HELD),
    ) -> Outcome:
        self._store.record(
            key,
            state,
            now=self._clock(),
            content=Content(plan.platform, plan.target),
            not_before=not_before,
            error=detail,
            expect=expect,
        )
        log.info("%s %s: %s (%s)", key.channel, key.date, state, detail)
        return Outcome(key.channel, key.date, state, detail)

    # -- small questions --

    def _has_past(self, plan: Plan, now: datetime) -> bool:
        """Whether the channel has posted before, as far as the ledger knows."""
        return self._store.last_remote_id(plan.name, before=now) is not None

    def _hold_of(self, plan: Plan, today: date) -> Hold | None:
        hold = self._store.holds().get(plan.name)
        return hold if hold is not None and hold.covers(today) else None

    def _links(self, dataset: Dataset, plan: Plan, channel: Channel, on: date) -> dict[str, str]:
        """The addresses of the channel's own posts about what the day's events follow."""
        wanted = {name for event in dataset.told_on(on) for name in event.follows}
        found = self._store.on_air(plan.name, sorted(wanted)) if wanted else {}
        links = {name: channel.address(remote_id) for name, remote_id in found.items()}
        return {name: url for name, url in links.items() if url}

    def _over_budget(self, plan: Plan, post: Post) -> str:
        """Why the month's budget does not allow the post; empty if it does."""
        if plan.monthly_budget_usd is None:
            return ""
        first = local_date(self._clock(), plan.zone).replace(day=1)
        since = datetime.combine(first, time(), tzinfo=plan.zone)
        spent = self._store.spent(plan.name, since=since)
        if spent + post.cost_usd <= plan.monthly_budget_usd:
            return ""
        return (
            f"monthly_budget_usd = {plan.monthly_budget_usd}: {spent} is spent this month, "
            f"and the post costs {post.cost_usd}"
        )

    def _book(self, plan: Plan, post: Post) -> None:
        """Book what the post cost, or may have cost where its fate is not known."""
        if post.cost_usd:
            self._store.book(plan.name, "post", usd=post.cost_usd, now=self._clock())

    def _tell(self, key: str, text: str) -> None:
        if self._store.raise_notice(key, text, now=self._clock()):
            log.warning("%s", text)


def _content(plan: Plan, post: Post) -> Content:
    button = post.button
    return Content(
        platform=plan.platform,
        target=plan.target,
        text=post.text,
        button_text=button.text if button else "",
        button_start=button.start if button else "",
        events=post.events,
    )


def _outcome(key: Key, row: Delivery | None) -> Outcome:
    if row is None:
        return Outcome(key.channel, key.date, None)
    return Outcome(key.channel, key.date, row.state, row.error or row.remote_id or "")
