"""The call that puts a post on air, and what of its outcome goes into the ledger."""

from __future__ import annotations

from datetime import datetime, time

from bot.channel_config import ChannelConfig
from bot.channels import Channel, Duplicate, Refused, RetryLater, Unknown
from bot.dates import local_date
from bot.delivery.transitions import Clock, Outcome, Records
from bot.post import Post
from bot.store import Content, Key, State, Store


class Publisher:
    """Publishes what was claimed, and keeps the month's budget."""

    def __init__(self, store: Store, clock: Clock, *, records: Records) -> None:
        self._store = store
        self._clock = clock
        self._records = records

    async def publish(
        self,
        plan: ChannelConfig,
        channel: Channel,
        *,
        key: Key,
        post: Post,
        before: datetime,
        reply_to: str | None = None,
    ) -> Outcome:
        """The call itself; every way in which it can end is a state in the ledger.

        A reply that the platform refuses leaves the delivery waiting, to be sent by itself.
        """
        try:
            receipt = await channel.publish(
                post.text, button=post.button, before=before, reply_to=reply_to
            )
        except RetryLater as failure:
            return self._records.wait(
                plan, key, failure.reason, after=failure.after, tell=failure.tell
            )
        except Refused as failure:
            if reply_to is not None and not failure.stop:
                return self._records.settle(
                    plan, key, State.WAITING, failure.reason, expect=[State.SENDING]
                )
            return self._records.refuse(plan, key, failure)
        except Duplicate as failure:
            return self._records.doubt(plan, key, failure.reason)
        except Unknown as failure:
            self._records.book(plan, "post", usd=post.cost_usd)
            return self._records.doubt(plan, key, failure.reason)
        now = self._clock()
        self._store.record(key, State.SENT, now=now, remote_id=receipt.remote_id)
        self._records.book(plan, "post", usd=post.cost_usd)
        self._records.posts_again(plan)
        return Outcome(plan.name, key.date, State.SENT, plan.address(receipt.remote_id))

    def over_budget(self, plan: ChannelConfig, post: Post) -> str:
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


def content_of(plan: ChannelConfig, post: Post) -> Content:
    """What the ledger keeps of a post."""
    return Content(
        platform=plan.platform,
        target=plan.target,
        text=post.text,
        button=post.button,
        events=post.events,
        earlier=post.earlier,
        story=post.story,
    )
