"""Publishes a post and records the outcome."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.channel_config import ChannelConfig
from bot.channels import Duplicate, Failure, PictureRefused, Receipt, Refused, RetryLater
from bot.composer import cost_of
from bot.dates import local_date
from bot.delivery.channel_delivery import ChannelDelivery
from bot.delivery.outcomes import Clock, Outcome, Outcomes
from bot.delivery.pictures import PostPictures
from bot.post import Picture, Post
from bot.store import Content, Database, Key, State

log = logging.getLogger(__name__)
NOT_OURS = "another copy of the service has taken the post over"


class Publisher:
    """Publishes claimed posts, within the month's budget.

    ``send_within`` is how long after its claim a post may still be sent: the reconciler looks for
    it only after that. ``lost_lead`` says whether this copy lost the right to post.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        outcomes: Outcomes,
        pictures: PostPictures,
        send_within: timedelta,
        lost_lead: Callable[[], bool],
    ) -> None:
        self._send_within = send_within
        self._lost_lead = lost_lead
        self._database = database
        self._clock = clock
        self._outcomes = outcomes
        self._pictures = pictures

    async def publish(
        self,
        to: ChannelDelivery,
        *,
        key: Key,
        post: Post,
        before: datetime | None = None,
        reply_to: str | None = None,
        picture: Picture | None = None,
    ) -> Outcome:
        """Send a claimed post once; each possible outcome is a state in the ledger.

        A reply that the platform refuses leaves the delivery waiting, to be sent as a post; an
        edit that it refuses has failed, and the caller knows what is done in its place. A post
        whose ``picture`` is refused is claimed anew and sent without it.
        """
        config, row = to.config, self._database.ledger.get(key)
        assert row is not None  # it was claimed
        assert row.claimed_at is not None
        limit = row.claimed_at + self._send_within
        try:
            receipt = await to.channel.publish(
                post.text,
                button=post.button,
                before=min(before, limit) if before else limit,
                reply_to=reply_to,
                edit_of=row.edit_of,
                guard=lambda: self._ensure_ours(key, row.attempts),
                picture=picture,
            )
        except PictureRefused as failure:
            self._pictures.report(config, failure.reason)
            self._outcomes.settle(config, key, State.WAITING, failure.reason)
            post = post.without_picture()
            if not self._claim_without_picture(key, post):
                return Outcome(config.name, key.date, State.WAITING, failure.reason)
            return await self.publish(to, key=key, post=post, before=before, reply_to=reply_to)
        except Failure as failure:
            edit = State.FAILED if row.edit_of is not None else None
            elsewhere = State.WAITING if reply_to is not None else edit
            return self._failed(config, key, failure, post=post, elsewhere=elsewhere)
        if picture is not None:
            self._pictures.sent(config)
        return self._sent(config, key, receipt, post=post)

    def _failed(
        self,
        config: ChannelConfig,
        key: Key,
        failure: Failure,
        *,
        post: Post,
        elsewhere: State | None,
    ) -> Outcome:
        """Record why a post is not surely on air; ``elsewhere`` is the state of a reply or an edit
        that was refused, in place of which something else is done.
        """
        if isinstance(failure, RetryLater):
            if failure.reason == NOT_OURS:  # the row is another copy's to write
                return Outcome(config.name, key.date, State.SENDING, NOT_OURS)
            return self._outcomes.wait(
                config, key, failure.reason, after=failure.after, tell=failure.tell
            )
        if isinstance(failure, Refused):
            if failure.stop or elsewhere is None:
                return self._outcomes.refuse(config, key, failure)
            return self._outcomes.settle(config, key, elsewhere, failure.reason)
        if not isinstance(failure, Duplicate):
            self._outcomes.book(config, "post", usd=post.cost_usd)
        return self._outcomes.doubt(config, key, failure.reason)

    def _sent(self, config: ChannelConfig, key: Key, receipt: Receipt, *, post: Post) -> Outcome:
        """Record that a post is on air, with its id and its cost."""
        self._database.ledger.record(
            key,
            State.SENT,
            now=self._clock(),
            remote_id=receipt.remote_id,
            chat_id=receipt.chat_id,
        )
        self._database.chats.put(config.platform, config.target, receipt.chat_id)
        self._outcomes.book(config, "post", usd=post.cost_usd)
        self._outcomes.book(config, "look", usd=receipt.cost_usd)
        self._outcomes.posts_again(config)
        address = config.address(receipt.remote_id)
        log.info("%s %s: posted as %s %s", key.channel, key.name, receipt.remote_id, address)
        return Outcome(config.name, key.date, State.SENT, address)

    def _claim_without_picture(self, key: Key, post: Post) -> bool:
        """Claim a post anew whose picture was refused."""
        row = self._database.ledger.get(key)
        assert row is not None
        content = replace(row.content, text=post.text, picture="", picture_kind=None)
        return self._database.ledger.claim(key, content, now=self._clock(), edit_of=row.edit_of)

    def _ensure_ours(self, key: Key, attempt: int) -> None:
        """RetryLater if the claim is another copy's now, or this copy lost the right to post.

        Asked right before the request: a process may have been frozen since its claim, and others
        have looked and sent meanwhile.
        """
        row = self._database.ledger.get(key)
        if row is None or row.state is not State.SENDING or row.attempts != attempt:
            raise RetryLater(NOT_OURS)
        if self._lost_lead():
            raise RetryLater("this copy of the service has lost the right to post")

    def over_budget(self, config: ChannelConfig, post: Post) -> str:
        """The reason why the month's budget does not allow the post; empty if it does."""
        if config.monthly_budget_usd is None:
            return ""
        first = local_date(self._clock(), config.zone).replace(day=1)
        since = datetime.combine(first, time(), tzinfo=config.zone)
        spent = self._database.spending.spent(config.name, since=since)
        cost = cost_of(post)
        if spent + cost <= config.monthly_budget_usd:
            return ""
        return (
            f"monthly_budget_usd = {config.monthly_budget_usd}: {spent} is spent this month, "
            f"and the post costs {cost}"
        )


def content_of(
    config: ChannelConfig, post: Post, *, chat_id: str, picture: Picture | None
) -> Content:
    """The content of a post in a chat, as the ledger keeps it."""
    return Content(
        platform=config.platform,
        target=config.target,
        text=post.text,
        button=post.button,
        events=post.events,
        earlier=post.earlier,
        story=post.story,
        chat_id=chat_id,
        picture=picture.key if picture else "",
        picture_kind=picture.kind if picture else None,
    )
