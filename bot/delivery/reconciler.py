"""Finds out whether a post in doubt is on air, before anything is sent again."""

from __future__ import annotations

import logging
from datetime import timedelta

from bot.channel_config import ChannelConfig
from bot.channels import Anchor, Duplicate, Look, Receipt
from bot.dates import local_date
from bot.delivery.channel_delivery import ChannelDelivery
from bot.delivery.outcomes import Clock, Outcomes
from bot.operations import doubt_notice, resolving, undecided
from bot.post import PictureKind
from bot.store import DAY_SLOT, Database, Delivery, Key, State

log = logging.getLogger(__name__)
LOOK_APART = timedelta(minutes=1)  # a post is absent only after two equal looks so far apart
ONE_DAY = timedelta(days=1)  # what no clock that was put right is likely to have been ahead
UNDECIDABLE = -1  # stored as the number of looks: no further look can decide it
LOOK_AGAIN = timedelta(minutes=10)  # after a look without a result
CONTRADICTED = Look(sure=False, lasting=True, reason="the platform does not show what it has")


class Reconciler:
    """Looks for posts in doubt; ``settled_after`` is when a request is surely over."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        outcomes: Outcomes,
        settled_after: timedelta,
    ) -> None:
        self._database = database
        self._clock = clock
        self._outcomes = outcomes
        self._settled_after = settled_after

    async def find_out(self, to: ChannelDelivery, doubt: Delivery) -> None:
        """Look for a post in doubt, when it is time: sent if it is there, open again if it is
        absent in two looks; an inconclusive look leaves it to the operators.
        """
        now, config = self._clock(), to.config
        claimed = doubt.claimed_at or now
        if claimed > now:  # by a clock that was ahead: the request is over some time from now on
            self._database.ledger.date_claim(doubt.key, now=now)
            return
        if doubt.looks == UNDECIDABLE:
            return
        if now < claimed + self._settled_after:
            return  # the request may still be on its way
        apart = LOOK_APART if doubt.looks or doubt.look_state else LOOK_AGAIN
        looked_at = doubt.looked_at
        if looked_at is not None and not claimed < looked_at <= now:
            looked_at = None  # of an earlier try, or by a clock that was ahead
        if looked_at is not None and now < looked_at + apart:
            return
        last_day = local_date(claimed, config.zone) + timedelta(days=1)  # the key's may be long ago
        if looked_at and not doubt.looks and local_date(looked_at, config.zone) > last_day:
            return  # looked for until the end of the next day: the rest is the operators'
        shown = config.on.shown(doubt.content.text)
        look = await to.channel.find(
            shown,
            since=claimed - (LOOK_APART if doubt.after_id else ONE_DAY),
            after=self._anchor(to, doubt),
            resume=doubt.look_state,
            edit_of=doubt.edit_of,
        )
        self._outcomes.book(config, "look", usd=look.cost_usd)
        log.info("%s %s: looked for: %s", doubt.key.channel, doubt.key.name, _result(look))
        if look.paused:
            self._database.ledger.note_look(
                doubt.key, looks=doubt.looks, now=now, state=look.resume
            )
            return
        absent = look.receipt is None and look.sure
        if absent and doubt.looks and doubt.error == Duplicate.REASON:
            look, absent = CONTRADICTED, False  # sent again, it would be refused again
        looks = doubt.looks + 1 if absent else UNDECIDABLE if look.lasting else 0
        self._database.ledger.note_look(doubt.key, looks=looks, now=now, state=look.resume)
        if look.receipt is not None:
            self._found(config, doubt, look.receipt)
        elif not look.sure:
            self._ask_operators(doubt, look)
        elif doubt.looks:
            self._absent(config, doubt.key)

    def _anchor(self, to: ChannelDelivery, doubt: Delivery) -> Anchor | None:
        """The last post that is known before one in doubt, in the same chat."""
        if not to.channel.needs_anchor:
            known = doubt.after_id
            return Anchor(known, doubt.content.chat_id) if known else None
        row = self._database.history.anchor(doubt)
        if row is None or row.remote_id is None:
            return None
        line = to.config.on.shown(row.content.text).partition("\n")[0]
        return Anchor(row.remote_id, row.content.chat_id, line, doubt.content.target)

    def _found(self, config: ChannelConfig, doubt: Delivery, receipt: Receipt) -> None:
        now, key = self._clock(), doubt.key
        # Operators may have decided otherwise meanwhile: the receipt is the proof.
        self._database.ledger.record(
            key, State.SENT, now=now, remote_id=receipt.remote_id, chat_id=receipt.chat_id
        )
        self._note_picture(doubt, is_photo=receipt.is_photo)
        log.info("%s %s: found on air as %s", key.channel, key.date, receipt.remote_id)
        self._database.notices.end(doubt_notice(key), f"{config.name}: {key.name} is on air.")
        self._outcomes.posts_again(config)

    def _note_picture(self, doubt: Delivery, *, is_photo: bool | None) -> None:
        """Note whether a post that was found is a photo, where that is not what was claimed: it is
        that of an earlier try, or of a later state of the ledger.
        """
        photo = PictureKind.PHOTO
        if is_photo is None or is_photo == (doubt.content.picture_kind is photo):
            return
        self._database.ledger.note_picture(doubt.key, picture="", kind=photo if is_photo else None)

    def _absent(self, config: ChannelConfig, key: Key) -> None:
        """Certainly not on air: it may be sent again; a past day becomes missed by itself."""
        seen = State.IN_DOUBT
        self._outcomes.settle(config, key, State.WAITING, "not found in two looks", seen=seen)
        until = " while its day lasts" if key.slot == DAY_SLOT else ""
        text = f"{config.name}: {key.name} was not on air; it is tried again{until}."
        self._database.notices.end(doubt_notice(key), text)

    def _ask_operators(self, doubt: Delivery, look: Look) -> None:
        """Ask once; a look that may succeed later is made again."""
        text = undecided(doubt, look.reason)
        self._outcomes.report(doubt_notice(doubt.key), text, buttons=resolving(doubt))


def _result(look: Look) -> str:
    """The result of a look, for the log."""
    if look.receipt is not None:
        return f"it is on air as {look.receipt.remote_id}"
    return "it is not there" if look.sure else f"not known ({look.reason})"
