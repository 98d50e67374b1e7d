"""What operators decide about posts in doubt, wrong posts and stopped channels.

One home for the command line and the buttons. Each writes into the ledger, which the next
heartbeat reads; DecisionError says why something cannot be done.
"""

from __future__ import annotations

from datetime import date, datetime

from bot.errors import DecisionError
from bot.store import DAY_SLOT, Amended, Amendment, Amendments, Choice, Key, State, Store

RESOLUTIONS = {"sent": State.SENT, "failed": State.FAILED, "retry": State.WAITING}
CHOICES = {
    Choice.POST: "a new post is made at the next heartbeat",
    Choice.REPLY: "a reply is made at the next heartbeat",
    Choice.REPLACE: "the post is deleted and made anew at the next heartbeat",
    Choice.LEAVE: "the post is left as it is",
}


def resolve(
    store: Store,
    key: Key,
    word: str,
    *,
    by: str,
    today: date,
    now: datetime,
    remote_id: str | None = None,
) -> None:
    """Put a person's word on a post in doubt or failed into the ledger.

    ``word`` is a key of ``RESOLUTIONS``; ``today`` is the date at the channel, since a day's post
    may be tried again on its own day only: yesterday is never posted.
    """
    if word == "retry" and key.slot == DAY_SLOT and key.date != today:
        raise DecisionError(f"retry: only on the same day; today is {today} there")
    row = store.delivery(key)
    if row is None:
        raise DecisionError(f"there is no delivery of {key.channel} on {key.name}")
    done = store.record(
        key,
        RESOLUTIONS[word],
        now=now,
        remote_id=remote_id,
        error="" if word == "sent" else f"{by} said: {word}",
        expect=[State.IN_DOUBT, State.FAILED],
    )
    if not done:
        raise DecisionError(
            f"{key.channel} {key.name} is {row.state}; only in_doubt and failed are resolved"
        )
    Amendments(store).go_on_with(key)
    for trouble in ("doubt", "failed"):
        over = f"{key.channel}: {key.name} is resolved: {word}."
        store.end_notice(f"{trouble}:{key.channel}:{key.name}", over)


def resume(store: Store, channel: str) -> bool:
    """Let a channel post again; False if it was not held."""
    was_held = store.resume(channel)
    store.end_notice(f"stop:{channel}", f"{channel}: resumed.")
    return was_held


def choose(store: Store, amendment: Amendment, choice: Choice, *, now: datetime) -> None:
    """Note how a post that cannot be edited is to be put right."""
    if not Amendments(store).choose(amendment, choice, now=now):
        being = amendment.state is Amended.WAITING
        state = "is being made" if being else f"is {amendment.state} already"
        post = f"{amendment.post.channel} {amendment.post.date}"
        raise DecisionError(f"the correction of {amendment.event.id} for {post} {state}")
    if choice is Choice.LEAVE:
        text = f"{amendment.post.channel}: the post of {amendment.post.name} is left as it is."
        store.end_notice(amendment.notice, text)
        return
    # A try that failed for good may be made again now that a person said so.
    key = amendment.key
    if store.record(key, State.WAITING, now=now, error="chosen anew", expect=[State.FAILED]):
        over = f"{key.channel}: {key.name} is tried again: {choice}."
        store.end_notice(f"failed:{key.channel}:{key.name}", over)
