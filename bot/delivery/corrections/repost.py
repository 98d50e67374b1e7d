"""Corrections of posts that cannot be edited for good: a delivery with a slot of its own for each,
so it is made once, like the day's post.

While the platform lets the account edit (``can_edit``) that is a new version of the post; else the
operators choose what is made.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.channel_config import ChannelConfig
from bot.channels import Refused, RetryLater, Unknown
from bot.dates import local_date
from bot.delivery.channel_delivery import ChannelDelivery
from bot.delivery.clock_check import is_due
from bot.delivery.corrections.detect import lines_asked, lines_of
from bot.delivery.outcomes import Clock, Outcomes
from bot.delivery.pictures import PostPictures
from bot.delivery.places import Places
from bot.delivery.publisher import Publisher, content_of
from bot.operations import correcting, how_to_correct
from bot.post import Post
from bot.store import (
    LONGEST_WAIT,
    Amended,
    Amendment,
    Choice,
    Database,
    Delivery,
    State,
)

EDIT_WITHIN = timedelta(hours=1)  # of the post; X's pages say half an hour or an hour

log = logging.getLogger(__name__)


class CorrectionReposter:
    """Asks the operators about such corrections, and makes what they chose."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        outcomes: Outcomes,
        publisher: Publisher,
        pictures: PostPictures,
        places: Places,
    ) -> None:
        self._database = database
        self._amendments = database.amendments
        self._clock = clock
        self._outcomes = outcomes
        self._publisher = publisher
        self._pictures = pictures
        self._places = places
        self._found: dict[str, set[int]] = {}  # what was chosen before this process, by channel

    async def beat(self, to: ChannelDelivery, outstanding: Sequence[Amendment]) -> None:
        """Make the corrections that were chosen, and edit or ask for the new ones."""
        chosen = {amendment.id for amendment in outstanding if amendment.choice is not None}
        self._found.setdefault(to.name, set() if self._database.is_continued else chosen)
        for amendment in outstanding:
            if amendment.choice is not None:
                await self._make(to, amendment)
        unasked = [a for a in outstanding if a.choice is None and a.state is Amended.WAITING]
        for amendment in unasked:
            if self._is_joined(amendment):
                self._amendments.settle([amendment], Amended.JOINED, now=self._clock())
            elif self._may_edit(to.config, amendment):
                self._amendments.turn(amendment, Choice.EDIT)
                await self._make(to, replace(amendment, choice=Choice.EDIT))
            else:
                self._ask(to.config, amendment)

    def _is_joined(self, amendment: Amendment) -> bool:
        """True if a later correction of the same entry is made or asked about for both."""
        noted = self._amendments.of(post=amendment.post)
        return any(a.event.id == amendment.event.id and a.number > amendment.number for a in noted)

    def _may_edit(self, config: ChannelConfig, amendment: Amendment) -> bool:
        """True if an edit is worth a try: the platform has the last word, and its no is kept."""
        post = self._database.ledger.get(amendment.post)
        if not config.can_edit or post is None or post.claimed_at is None:
            return False
        if self._post_of(config, amendment, Choice.EDIT) is None:
            return False
        tried = self._database.ledger.get(amendment.key)
        refused = tried is not None and tried.state is State.FAILED
        return not refused and self._clock() < post.claimed_at + EDIT_WITHIN

    def _ask(self, config: ChannelConfig, amendment: Amendment) -> None:
        """Ask the operators once, and not before there is something to tell."""
        new = self._post_of(config, amendment, Choice.POST)
        if new is None:
            return
        row = self._database.ledger.get(amendment.post)
        text = how_to_correct(
            amendment,
            address=config.address(row.remote_id) if row and row.remote_id else "",
            new=new,
            replacing=self._post_of(config, amendment, Choice.REPLACE),
        )
        self._outcomes.report(amendment.notice, text, buttons=correcting(amendment))
        self._amendments.settle([amendment], Amended.ASKED, now=self._clock())

    def _post_of(self, config: ChannelConfig, amendment: Amendment, choice: Choice) -> Post | None:
        """The post that makes a correction; None if there is none before the text is fresh."""
        if choice is Choice.REPLACE and not amendment.can_replace:
            return None
        in_place = choice in (Choice.EDIT, Choice.REPLACE)
        make = config.on.replacement if in_place else config.on.correction
        assert make is not None  # only posts that cannot be edited for good come here
        noted = self._amendments.of(post=amendment.post)
        until = [a for a in noted if a.number <= amendment.number]
        of_all = choice is Choice.EDIT  # a new version has all notes that the last one had
        notes = lines_of(until, amendment.event.id) if of_all else lines_asked(noted, amendment)
        post = make(amendment.event, amendment.post.date, notes=notes)
        if post is None or not in_place or amendment.event.retracted or not config.card:
            return post
        return replace(post, picture=config.on.picture(post))

    async def _make(self, to: ChannelDelivery, amendment: Amendment) -> None:
        """Make a chosen correction, from the state in which the ledger has it."""
        row = self._database.ledger.get(amendment.key)
        if row is None or row.state.open:
            await self._send(to, amendment, row=row)
            row = self._database.ledger.get(amendment.key)
        if row is not None and row.state is State.SENT:
            self._on_published(to.config, amendment, row=row)
        elif row is not None and row.state is State.FAILED and amendment.choice is Choice.EDIT:
            self._amendments.turn(amendment, None, error=row.error)  # the operators are asked
        elif row is not None and row.state is State.FAILED:
            self._amendments.settle([amendment], Amended.FAILED, now=self._clock(), error=row.error)

    async def _send(
        self, to: ChannelDelivery, amendment: Amendment, *, row: Delivery | None
    ) -> None:
        now, key, config = self._clock(), amendment.key, to.config
        held = self._database.holds.on(config.name, local_date(now, config.zone))
        if held or (row and not is_due(row.not_before, now, longest=LONGEST_WAIT)):
            return
        edits = amendment.choice is Choice.EDIT
        if edits and not self._may_edit(config, amendment):
            self._outcomes.settle(config, key, State.FAILED, "the time for an edit is over")
            return
        post = self._post_of(config, amendment, amendment.choice or Choice.POST)
        assert post is not None  # only what can be told is offered
        if reason := self._publisher.over_budget(config, post):
            self._outcomes.wait(config, key, reason, after=None, tell=True)
            return
        wrong = self._database.ledger.get(amendment.post)
        wrong_id = wrong.remote_id if wrong else None
        replacing = amendment.choice is Choice.REPLACE
        if replacing and not await self._deleted(to, amendment, wrong=wrong):
            return
        picture = await self._pictures.ready(to, post)
        chat_id = await self._places.place(to)
        content = content_of(config, post, chat_id=chat_id, picture=picture)
        edit_of = wrong_id if edits else None
        if not self._database.ledger.claim(key, content, now=self._clock(), edit_of=edit_of):
            return
        if amendment.id in self._found[config.name]:
            self._found[config.name].discard(amendment.id)
            self._outcomes.doubt(config, key, "the ledger may be an older copy")
            return
        reply_to = wrong_id if amendment.choice is Choice.REPLY else None
        outcome = await self._publisher.publish(
            to,
            key=key,
            post=post,
            reply_to=reply_to,
            picture=picture,
        )
        after = self._database.ledger.get(key)
        if reply_to and outcome.state is State.WAITING and after and after.not_before is None:
            self._amendments.turn(amendment, Choice.POST)  # the reply was refused

    async def _deleted(
        self, to: ChannelDelivery, amendment: Amendment, *, wrong: Delivery | None
    ) -> bool:
        """Delete the wrong post first; that may be tried again, after a crash as well."""
        key, config = amendment.key, to.config
        if wrong is None or wrong.remote_id is None:
            self._outcomes.refuse(config, key, Refused("The id of the old post is not known"))
            return False
        try:
            cost = await to.channel.delete(wrong.remote_id, chat=wrong.chat)
        except RetryLater as failure:
            self._outcomes.wait(config, key, failure.reason, after=failure.after, tell=failure.tell)
        except Unknown as failure:
            self._outcomes.wait(config, key, failure.reason, after=None, tell=False)
        except Refused as failure:
            self._outcomes.refuse(config, key, failure)
        else:
            self._outcomes.book(config, "delete", usd=cost)
            log.info("%s %s: the wrong post is deleted", config.name, amendment.post.name)
            return True
        return False

    def _on_published(self, config: ChannelConfig, amendment: Amendment, *, row: Delivery) -> None:
        """The correction is on air; in place of the old post that day's row shows it."""
        edited = amendment.choice is Choice.EDIT
        replaced = edited or amendment.choice is Choice.REPLACE
        self._amendments.settle(
            [amendment],
            Amended.DONE,
            now=self._clock(),
            content=row.content if replaced else None,
            remote_id=row.remote_id if replaced else None,
        )
        address = config.address(row.remote_id or "")
        if edited:
            line = f"{amendment.post.name}, {amendment.event.id} {address}".rstrip()
            text = f"{config.name}: corrected on air:\n{line}"
            self._outcomes.report(f"corrected:{config.name}:{amendment.id}", text)
        text = f"{config.name}: the correction of {amendment.post.name} is on air"
        self._database.notices.end(amendment.notice, f"{text}. {address}".rstrip())
