"""Corrections of posts that cannot be edited: the operators choose, and then a post is made.

It is a delivery with a slot of its own, so it is made once, like the day's post.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.channel_config import ChannelConfig
from bot.channels import Channel, Refused, RetryLater, Unknown
from bot.dates import local_date
from bot.delivery.corrections.detect import lines_asked
from bot.delivery.publisher import Publisher, content_of
from bot.delivery.transitions import Clock, Records
from bot.operations import correcting
from bot.post import Post
from bot.store import (
    Amended,
    Amendment,
    Amendments,
    Choice,
    Delivery,
    State,
    Store,
)

PATIENCE = timedelta(hours=1)  # a process that was stopped for longer asks the ledger again


class Beside:
    """Asks the operators about such corrections, and does what they chose."""

    def __init__(
        self, store: Store, clock: Clock, *, records: Records, publisher: Publisher
    ) -> None:
        self._store = store
        self._amendments = Amendments(store)
        self._clock = clock
        self._records = records
        self._publisher = publisher

    async def go_on(
        self, plan: ChannelConfig, channel: Channel, outstanding: Sequence[Amendment]
    ) -> None:
        """Ask about what is new; post what was chosen."""
        for amendment in outstanding:
            if amendment.choice is not None:
                await self._make(plan, channel, amendment)
        unasked = [a for a in outstanding if a.choice is None and a.state is Amended.WAITING]
        for amendment in unasked:
            self._ask(plan, amendment)

    # -- asking --

    def _ask(self, plan: ChannelConfig, amendment: Amendment) -> None:
        """Tell the operators once; a later correction of the same entry is asked for both."""
        noted = self._amendments.of(post=amendment.post)
        if any(a.event.id == amendment.event.id and a.number > amendment.number for a in noted):
            self._amendments.settle([amendment], Amended.JOINED, now=self._clock())
            return
        row = self._store.delivery(amendment.post)
        address = plan.address(row.remote_id) if row and row.remote_id else ""
        beside, instead = (self._post_of(plan, amendment, choice) for choice in ("post", "replace"))
        command = f"onthisday correct {plan.name} {amendment.post.date} {amendment.event.id}"
        text = "\n".join(
            [
                f"{plan.name}: {amendment.event.id} was corrected; the post of "
                f"{amendment.post.name} cannot be edited. {address}".rstrip(),
                "",
                f"{command} --post    makes a new post, --reply a reply (a new post if the "
                f"platform refuses it), of {beside.length} of {beside.limit}:",
                beside.text,
                "",
                f"{command} --replace    deletes the post and makes this one, of "
                f"{instead.length} of {instead.limit}:",
                instead.text,
                "",
                f"{command} --leave    leaves it.",
            ]
        )
        self._records.tell(amendment.notice, text, buttons=correcting(amendment))
        self._amendments.settle([amendment], Amended.ASKED, now=self._clock())

    def _post_of(self, plan: ChannelConfig, amendment: Amendment, choice: str) -> Post:
        make = plan.on.replacement if choice == Choice.REPLACE else plan.on.correction
        assert make is not None  # only posts that cannot be edited come here
        noted = self._amendments.of(post=amendment.post)
        notes = lines_asked(noted, amendment)
        return make(amendment.event, amendment.post.date, notes=notes)

    # -- doing --

    async def _make(self, plan: ChannelConfig, channel: Channel, amendment: Amendment) -> None:
        """Go on with a chosen correction from where the ledger says that it is."""
        row = self._store.delivery(amendment.key)
        if row is None or row.state.open:
            await self._send(plan, channel, amendment, row=row)
            row = self._store.delivery(amendment.key)
        if row is not None and row.state is State.SENT:
            self._made(plan, amendment, row=row)
        elif row is not None and row.state is State.FAILED:
            self._amendments.settle([amendment], Amended.FAILED, now=self._clock(), error=row.error)

    async def _send(
        self, plan: ChannelConfig, channel: Channel, amendment: Amendment, *, row: Delivery | None
    ) -> None:
        now, key = self._clock(), amendment.key
        held = self._store.hold_on(plan.name, local_date(now, plan.zone))
        if held or (row and row.not_before and now < row.not_before):
            return
        post = self._post_of(plan, amendment, amendment.choice or Choice.POST)
        if reason := self._publisher.over_budget(plan, post):
            self._records.wait(plan, key, reason, after=None, tell=True)
            return
        wrong = self._store.delivery(amendment.post)
        wrong_id = wrong.remote_id if wrong else None
        replacing = amendment.choice is Choice.REPLACE
        if replacing and not await self._deleted(plan, channel, amendment, wrong_id=wrong_id):
            return
        if not self._store.claim(key, content_of(plan, post), now=now):
            return
        reply_to = wrong_id if amendment.choice is Choice.REPLY else None
        outcome = await self._publisher.publish(
            plan, channel, key=key, post=post, before=now + PATIENCE, reply_to=reply_to
        )
        after = self._store.delivery(key)
        if reply_to and outcome.state is State.WAITING and after and after.not_before is None:
            self._amendments.turn(amendment, Choice.POST)  # the reply was refused

    async def _deleted(
        self, plan: ChannelConfig, channel: Channel, amendment: Amendment, *, wrong_id: str | None
    ) -> bool:
        """Delete the wrong post first; that may be tried again, after a crash as well."""
        key = amendment.key
        if wrong_id is None:
            self._records.refuse(plan, key, Refused("The id of the old post is not known"))
            return False
        try:
            self._records.book(plan, "delete", usd=await channel.delete(wrong_id))
        except RetryLater as failure:
            self._records.wait(plan, key, failure.reason, after=failure.after, tell=failure.tell)
        except Unknown as failure:
            self._records.wait(plan, key, failure.reason, after=None, tell=False)
        except Refused as failure:
            self._records.refuse(plan, key, failure)
        else:
            return True
        return False

    def _made(self, plan: ChannelConfig, amendment: Amendment, *, row: Delivery) -> None:
        """The correction is on air; in place of the old post it is what that day's row tells."""
        replaced = amendment.choice is Choice.REPLACE
        self._amendments.settle(
            [amendment],
            Amended.DONE,
            now=self._clock(),
            content=row.content if replaced else None,
            remote_id=row.remote_id if replaced else None,
        )
        text = f"{plan.name}: the correction of {amendment.post.name} is on air"
        address = plan.address(row.remote_id or "")
        self._store.end_notice(amendment.notice, f"{text}. {address}".rstrip())
