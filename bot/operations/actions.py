"""The operators' decisions about posts in doubt, wrong posts and stopped channels.

The command line and the buttons both call these. Each writes into the ledger, which the next
heartbeat reads; DecisionError says why something cannot be done.
"""

from __future__ import annotations

from datetime import date, datetime

from bot.errors import DecisionError
from bot.operations.prompts import UNTRANSLATED, without_id
from bot.store import DAY_SLOT, Amended, Amendment, Choice, Database, Key, State

RESOLUTIONS = {"sent": State.SENT, "failed": State.FAILED, "retry": State.WAITING}
RESOLVABLE = {
    "sent": (State.IN_DOUBT, State.FAILED),
    "failed": (State.IN_DOUBT, State.FAILED),
    "retry": (State.IN_DOUBT, State.FAILED, State.MISSED),
}
"""The states in which each word can be said; a post that is sent can be given another id."""
CHOICES = {
    Choice.POST: "a new post is made at the next heartbeat",
    Choice.REPLY: "a reply is made at the next heartbeat",
    Choice.REPLACE: "the post is deleted and made anew at the next heartbeat",
    Choice.LEAVE: "the post is left as it is",
}


def resolve(
    database: Database,
    key: Key,
    word: str,
    *,
    by: str,
    today: date,
    now: datetime,
    remote_id: str | None = None,
) -> None:
    """Record what a person says became of a post in doubt or failed.

    ``word`` is a key of ``RESOLUTIONS``; ``today`` is the date at the channel, since a day's post
    may be tried again only while its day is not over: yesterday is never posted. The id of a post
    that is sent may be put right later.
    """
    if word == "retry" and key.slot == DAY_SLOT and key.date < today:
        raise DecisionError(f"retry: only on the same day; today is {today} there")
    row = database.ledger.get(key)
    if row is None:
        raise DecisionError(f"there is no delivery of {key.channel} on {key.name}")
    mends = word == "sent" and remote_id is not None and row.state is State.SENT
    done = (mends or row.state in RESOLVABLE[word]) and database.ledger.record(
        key,
        RESOLUTIONS[word],
        now=now,
        seen=row.state,
        remote_id=remote_id,
        error="" if word == "sent" else f"{by} said: {word}",
    )
    if not done:
        raise DecisionError(
            f"{key.channel} {key.name} is {row.state}; only in_doubt and failed are resolved"
        )
    database.amendments.reopen(key)
    known = remote_id is not None or row.remote_id is not None
    later = "" if word != "sent" or known else f" {without_id(key)}"
    for trouble in ("doubt", "failed"):
        over = f"{key.channel}: {key.name} is resolved: {word}.{later}"
        database.notices.end(f"{trouble}:{key.channel}:{key.name}", over)


def resume(database: Database, channel: str) -> bool:
    """Let a channel post again; False if it was not held."""
    was_held = database.holds.end(channel)
    database.notices.end(f"stop:{channel}", f"{channel}: resumed.")
    return was_held


def choose(database: Database, amendment: Amendment, choice: Choice, *, now: datetime) -> None:
    """Note how a post that cannot be edited is to be put right."""
    if choice is Choice.REPLACE and not amendment.can_replace:
        raise DecisionError(f"{amendment.event.id} is not translated yet: {UNTRANSLATED}")
    if not database.amendments.choose(amendment, choice, now=now):
        being = amendment.state is Amended.WAITING
        state = "is being made" if being else f"is {amendment.state} already"
        post = f"{amendment.post.channel} {amendment.post.date}"
        raise DecisionError(f"the correction of {amendment.event.id} for {post} {state}")
    if choice is Choice.LEAVE:
        text = f"{amendment.post.channel}: the post of {amendment.post.name} is left as it is."
        database.notices.end(amendment.notice, text)
        return
    # A try that failed for good may be made again now that a person said so.
    key = amendment.key
    if database.ledger.record(key, State.WAITING, now=now, seen=State.FAILED, error="chosen anew"):
        over = f"{key.channel}: {key.name} is tried again: {choice}."
        database.notices.end(f"failed:{key.channel}:{key.name}", over)
