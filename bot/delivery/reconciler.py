"""Finding out what became of a post in doubt, before anything is sent again."""

from __future__ import annotations

import logging
from datetime import timedelta

from bot.channel_config import ChannelConfig
from bot.channels import Channel, Duplicate, Look, Receipt
from bot.dates import local_date
from bot.delivery.transitions import Clock, Records
from bot.operations import resolving
from bot.store import DAY_SLOT, Delivery, Key, State, Store

log = logging.getLogger(__name__)
LOOK_APART = timedelta(minutes=1)  # a post is absent only after two equal looks so far apart
UNTELLABLE = -1  # in place of the count of looks: another look could not tell either
LOOK_AGAIN = timedelta(minutes=10)  # after a look that could not tell
CONTRADICTED = Look(sure=False, lasting=True, reason="the platform does not show what it has")


class Finder:
    """Looks for posts in doubt; ``settled_after`` is when a request is surely over."""

    def __init__(
        self, store: Store, clock: Clock, *, records: Records, settled_after: timedelta
    ) -> None:
        self._store = store
        self._clock = clock
        self._records = records
        self._settled_after = settled_after

    async def find_out(self, plan: ChannelConfig, channel: Channel, doubt: Delivery) -> None:
        """Look for a post in doubt, when it is time: sent if it is there, open again if it is
        absent in two looks; a look that cannot tell leaves it to the operators.
        """
        now = self._clock()
        claimed = doubt.claimed_at or now
        if doubt.looks == UNTELLABLE:
            return
        if now < claimed + self._settled_after:
            return  # the request may still be on its way
        apart = LOOK_APART if doubt.looks else LOOK_AGAIN
        looked_at = doubt.looked_at if doubt.looked_at and doubt.looked_at > claimed else None
        if looked_at is not None and now < looked_at + apart:
            return
        last_day = local_date(claimed, plan.zone) + timedelta(days=1)  # the key's may be long ago
        if looked_at and not doubt.looks and local_date(looked_at, plan.zone) > last_day:
            return  # looked for until the end of the next day: the rest is the operators'
        shown = plan.on.shown(doubt.content.text)
        look = await channel.find(shown, since=claimed - LOOK_APART, after_id=doubt.after_id)
        self._records.book(plan, "look", usd=look.cost_usd)
        absent = look.receipt is None and look.sure
        if absent and doubt.looks and doubt.error == Duplicate.REASON:
            look, absent = CONTRADICTED, False  # sent again, it would be refused again
        looks = doubt.looks + 1 if absent else UNTELLABLE if look.lasting else 0
        self._store.note_look(doubt.key, looks=looks, now=now)
        if look.receipt is not None:
            self._found(plan, doubt.key, look.receipt)
        elif not look.sure:
            self._ask_operators(plan, doubt, look)
        elif doubt.looks:
            self._absent(plan, doubt.key)

    def _found(self, plan: ChannelConfig, key: Key, receipt: Receipt) -> None:
        now = self._clock()
        # While it was looked for, the operators may have said otherwise: the receipt is the proof.
        expect = [State.IN_DOUBT, State.WAITING, State.FAILED]
        self._store.record(key, State.SENT, now=now, remote_id=receipt.remote_id, expect=expect)
        log.info("%s %s: found on air as %s", key.channel, key.date, receipt.remote_id)
        self._store.end_notice(
            f"doubt:{plan.name}:{key.name}", f"{plan.name}: {key.name} is on air."
        )
        self._records.posts_again(plan)

    def _absent(self, plan: ChannelConfig, key: Key) -> None:
        """Certainly not on air: it may be sent again; a past day becomes missed by itself."""
        expect = [State.IN_DOUBT]
        self._records.settle(plan, key, State.WAITING, "not found in two looks", expect=expect)
        until = " while its day lasts" if key.slot == DAY_SLOT else ""
        text = f"{plan.name}: {key.name} was not on air; it is tried again{until}."
        self._store.end_notice(f"doubt:{plan.name}:{key.name}", text)

    def _ask_operators(self, plan: ChannelConfig, doubt: Delivery, look: Look) -> None:
        """Ask once; a look that may succeed later is made again."""
        key = doubt.key
        slot = "" if key.slot == DAY_SLOT else f" --slot {key.slot}"
        text = (
            f"{plan.name}: it is not known whether the post of {key.name} is on air "
            f"({doubt.error}); looking could not tell ({look.reason}). Look, then: "
            f"onthisday resolve {plan.name} {key.date} sent|failed|retry{slot}"
        )
        self._records.tell(f"doubt:{plan.name}:{key.name}", text, buttons=resolving(doubt))
