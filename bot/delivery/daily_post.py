"""The post of the day of one channel: due, chosen, formatted, claimed, published, recorded.

Nothing is sent before its row is ``sending`` in the database, and nothing that may have been sent
is sent again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.channel_config import ChannelConfig
from bot.composer import choice_of, compose
from bot.dataset import Dataset
from bot.dates import local_date
from bot.delivery.channel_delivery import ChannelDelivery
from bot.delivery.clock_check import ClockCheck, is_due
from bot.delivery.outcomes import Clock, Outcome, Outcomes
from bot.delivery.pictures import PostPictures
from bot.delivery.places import Places
from bot.delivery.publisher import Publisher, content_of
from bot.delivery.reconciler import Reconciler
from bot.posting_window import Window
from bot.store import DAY_SLOT, LONGEST_WAIT, Database, Delivery, Key, State

WEEK = timedelta(days=7)  # how long before a date its missing texts are reported
SILENT_FOR = timedelta(minutes=10)
"""A first try later than this looks first, and so does one after days without a row, or after so
long without a heartbeat: the ledger may be a copy from before the post.
"""
PUNCTUAL = timedelta(minutes=1)
"""A process that begins later than this looks first, too; before that, if its ledger is not surely
the one that was written last.
"""
RESTORED = timedelta(minutes=3)  # a ledger restored after the post is never younger than this
AHEAD = timedelta(minutes=5)  # how long before a post its card is painted
LONGEST_GAP = 31  # days; of a longer gap only the last ones get a row
CHANGING = timedelta(minutes=1)  # a decision in progress for longer was left by a crash


@dataclass(frozen=True, slots=True)
class PastDays:
    """The open posts of days before today: those that wait, and days without a row (``gap``)."""

    waiting: Sequence[Delivery]
    gap: Sequence[date]

    @property
    def any(self) -> bool:
        """True if there is anything left."""
        return bool(self.waiting or self.gap)


class DailyPost:
    """Posts the day's post of a channel when it is due. One instance serves all channels.

    With ``approval`` nothing is posted that editors have not approved.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        outcomes: Outcomes,
        publisher: Publisher,
        reconciler: Reconciler,
        pictures: PostPictures,
        places: Places,
        clock_check: ClockCheck,
        approval: bool,
    ) -> None:
        self._database = database
        self._clock = clock
        self._outcomes = outcomes
        self._publisher = publisher
        self._reconciler = reconciler
        self._approval = approval
        self._pictures = pictures
        self._places = places
        self._clock_check = clock_check
        self._began: dict[str, datetime] = {}  # this process's first heartbeat, by channel

    async def beat(self, dataset: Dataset, to: ChannelDelivery, *, silent: bool) -> Outcome:
        """Resolve what earlier heartbeats left open, then send the day's post if it is due.

        ``silent``: the ledger has no heartbeat for ``SILENT_FOR`` before this one.
        """
        now, config = self._clock(), to.config
        self._began.setdefault(to.name, now)
        today = local_date(now, config.zone)
        left = self._left_behind(config)
        for doubt in left[State.IN_DOUBT]:
            await self._reconciler.find_out(to, doubt)
        past = self._past_days(config, today, waiting=left[State.WAITING])
        if past.any and (fault := await self._clock_check.fault(to)):
            return Outcome(config.name, today, None, fault)
        self._close(config, past)
        self._warn_of_gap(dataset, config, today + WEEK)
        gap = bool(past.gap)
        key = Key(config.name, today)
        window = config.window(today)
        self._paint_ahead(dataset, config, today, due_in=window.start - now)
        row = self._reopened(config, self._database.ledger.get(key), window=window, now=now)
        if ended := self._undeliverable(config, key, row, window=window, now=now):
            return ended
        if fault := await self._clock_check.fault(to):
            return Outcome(config.name, today, row.state if row else None, fault)
        chat_id = await self._places.place(to)
        gap = gap or (silent and now >= window.start + RESTORED)
        late_from = self._late_from(to, window, today)
        late = self._is_late(config, key, row, late_from=late_from, gap=gap)
        looks_first = late and to.channel.can_look and self._has_anchor(to, chat_id)
        return await self._deliver(
            dataset, to, key=key, end=window.end, chat_id=chat_id, looks_first=looks_first
        )

    def _warn_of_gap(self, dataset: Dataset, config: ChannelConfig, on: date) -> None:
        """Report a date for which the channel's language has no text of any entry yet."""
        if config.language == "en" or choice_of(dataset, config, on) is not None:
            return
        text = f"{config.name}: {on} has no entry in {config.language} yet"
        command = f"onthisday translate {config.language}"
        self._outcomes.report(f"gap:{config.name}:{on}", f"{text}; write one: {command}")

    def _paint_ahead(
        self, dataset: Dataset, config: ChannelConfig, on: date, *, due_in: timedelta
    ) -> None:
        """Have the card painted some minutes before the post, which then need not wait for it."""
        if config.card and timedelta() < due_in <= AHEAD:
            wishes = self._database.decisions.of(config.name, on).wishes
            self._pictures.paint_ahead(compose(dataset, config, on, wishes=wishes), config)

    def _undeliverable(
        self,
        config: ChannelConfig,
        key: Key,
        row: Delivery | None,
        *,
        window: Window,
        now: datetime,
    ) -> Outcome | None:
        """The outcome where there is nothing to send now; None if the post is to be sent."""
        start, end = window
        if (row is not None and not row.state.open) or start == end:
            return _outcome(key, row)
        if now < start:
            state = row.state if row else None
            return Outcome(config.name, key.date, state, f"due at {config.post_at:%H:%M}")
        if now >= end:
            if row is not None and row.state is not State.WAITING:
                return _outcome(key, row)
            return self._outcomes.miss(config, key, "the time for it was over")
        if row is not None and not is_due(row.not_before, now, longest=LONGEST_WAIT):
            return self._outcomes.marked(config, _outcome(key, row))
        if hold := self._database.holds.on(config.name, key.date):
            return self._keep(
                config, key, State.HELD, f"held by {hold.by}: {hold.why}".rstrip(": ")
            )
        return None

    def _keep(self, config: ChannelConfig, key: Key, state: State, why: str) -> Outcome:
        """Record a held or empty day once, not at every heartbeat."""
        row = self._database.ledger.get(key)
        if row is not None and (row.state, row.error) == (state, why):
            return _outcome(key, row)
        return self._outcomes.settle(config, key, state, why)

    # -- what was left behind --

    def _left_behind(self, config: ChannelConfig) -> dict[State, list[Delivery]]:
        """The deliveries in doubt and those that wait, of any day.

        A row in ``sending`` at the start of a beat was left by a crash: it is in doubt. Beats do
        not overlap and one owner posts at a time, so no live call belongs to it.
        """
        found: dict[State, list[Delivery]] = {State.IN_DOUBT: [], State.WAITING: []}
        states = [State.SENDING, *found]
        for row in self._database.ledger.find(channel=config.name, states=states):
            if row.state is State.SENDING:
                reason = "the program ended before the platform's answer was kept"
                self._outcomes.doubt(config, row.key, reason)
                found[State.IN_DOUBT].append(replace(row, state=State.IN_DOUBT, error=reason))
            else:
                found[row.state].append(row)
        return found

    def _past_days(
        self, config: ChannelConfig, today: date, *, waiting: Sequence[Delivery]
    ) -> PastDays:
        """The posts of past days that wait, and days since the channel's first without a row."""
        left = [row for row in waiting if row.key.slot == DAY_SLOT and row.key.date < today]
        last = self._database.ledger.last_day(config.name, before=today)
        first = (last or today).toordinal() + 1
        days = map(date.fromordinal, range(first, today.toordinal()))
        return PastDays(
            left, [day for day in days if config.window(day).start < config.window(day).end]
        )

    def _close(self, config: ChannelConfig, past: PastDays) -> None:
        """Yesterday is never posted: past days become ``missed``, a gap with one message."""
        for row in past.waiting:
            reason = f"the day ended first; {row.error}" if row.error else "the day ended first"
            self._outcomes.miss(config, row.key, reason)
        reason = "the service was not running"
        for day in past.gap[-LONGEST_GAP:]:
            self._outcomes.settle(config, Key(config.name, day), State.MISSED, reason)
        if past.gap:
            self._outcomes.report_missed(config, past.gap[0], past.gap[-1], reason)

    def _reopened(
        self, config: ChannelConfig, row: Delivery | None, *, window: Window, now: datetime
    ) -> Delivery | None:
        """The day's row; one that a wrong clock closed while the day is not over is open again."""
        if row is None or row.state is not State.MISSED or now >= window.end:
            return row
        reason = "the day was not over"
        settled = row.settled_at  # kept: a first try after such a step looks first
        self._database.ledger.record(
            row.key, State.WAITING, now=settled or now, seen=State.MISSED, error=reason
        )
        self._database.notices.end(
            f"missed:{config.name}:{row.key.date}", f"{config.name}: {row.key.date} is not over."
        )
        return self._database.ledger.get(row.key)

    # -- the way of a post --

    async def _deliver(
        self,
        dataset: Dataset,
        to: ChannelDelivery,
        *,
        key: Key,
        end: datetime,
        chat_id: str,
        looks_first: bool,
    ) -> Outcome:
        """Choose, format, claim, publish, record: in this order."""
        config = to.config
        decided = self._database.decisions.of(config.name, key.date)
        changing = decided.changing_since
        if changing is not None and abs(self._clock() - changing) < CHANGING:
            return Outcome(config.name, key.date, None, "an editor decides just now")
        if decided.held_by:
            return self._keep(config, key, State.HELD, f"held by {decided.held_by}")
        on_air = self._database.history.on_air
        post = compose(dataset, config, key.date, wishes=decided.wishes, on_air=on_air)
        if post is None:
            outcome = self._keep(config, key, State.EMPTY, "nothing to tell on this day")
            self._outcomes.report(
                f"empty:{config.name}:{key.date}",
                f"{config.name}: {key.date} has no entry to tell.",
            )
            return outcome
        if self._approval and not decided.approved(post.told):
            return self._keep(config, key, State.HELD, "waits for the editors' approval")
        if reason := self._publisher.over_budget(config, post):
            return self._outcomes.wait(config, key, reason, after=None, tell=True)
        picture = await self._pictures.ready(to, post)
        post = post if picture else post.without_picture()
        content = content_of(config, post, chat_id=chat_id, picture=picture)
        if not self._database.ledger.claim(key, content, now=self._clock()):
            return _outcome(key, self._database.ledger.get(key))
        if looks_first:
            return self._outcomes.doubt(
                config, key, "the first try comes late, so the ledger may be an older copy"
            )
        held = self._database.holds.on(config.name, key.date)
        if held or self._database.decisions.of(config.name, key.date) != decided:
            # Said between the choice and the claim; ``Decisions`` has the rule.
            reason = "someone decided otherwise just now"
            return self._outcomes.settle(config, key, State.WAITING, reason)
        return await self._publisher.publish(to, key=key, post=post, before=end, picture=picture)

    # -- small questions --

    def _is_late(
        self,
        config: ChannelConfig,
        key: Key,
        row: Delivery | None,
        *,
        late_from: datetime,
        gap: bool,
    ) -> bool:
        """True if this process's first try comes late, or after a gap; see ``SILENT_FOR``.

        What was held in time, by a ledger without a gap, is not late however long it was held.
        """
        if row is None:
            return gap or self._clock() >= late_from
        if row.attempts:
            own = row.claimed_at is not None and row.claimed_at >= self._began[config.name]
            return not own and not self._database.is_continued
        if row.settled_at is None or row.settled_at >= late_from:
            return True
        before = self._database.ledger.get(Key(config.name, key.date - timedelta(days=1)))
        if before is None or before.state is not State.MISSED or before.settled_at is None:
            return False
        return local_date(before.settled_at, config.zone) >= key.date

    def _late_from(self, to: ChannelDelivery, window: Window, today: date) -> datetime:
        """From when a first try is late: for a process that began after the post's time at once,
        since the ledger may be a copy that was put back before it began.
        """
        began = self._began[to.name]
        if began > window.start + PUNCTUAL:
            return window.start + PUNCTUAL
        has_past = self._database.ledger.last_day(to.name, before=today) is not None
        doubtful = has_past and began > window.start and not self._database.is_continued
        return window.start + (timedelta() if doubtful else SILENT_FOR)

    def _has_anchor(self, to: ChannelDelivery, chat_id: str) -> bool:
        """True if there is a post after which to look, where one is needed."""
        if not to.channel.needs_anchor:
            return True
        config = to.config
        last = self._database.history.last_remote_id(
            config.name, target=config.target, chat_id=chat_id
        )
        return last is not None


def _outcome(key: Key, row: Delivery | None) -> Outcome:
    if row is None:
        return Outcome(key.channel, key.date, None)
    return Outcome(key.channel, key.date, row.state, row.error or row.remote_id or "")
