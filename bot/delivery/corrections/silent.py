"""Corrections without a note, such as after a comma was changed; asked for on the command line."""

from __future__ import annotations

from datetime import datetime

from bot.channel_config import ChannelConfig
from bot.dataset import Dataset
from bot.delivery.corrections.detect import amendments_for, changed_in_text, last_noted
from bot.errors import DecisionError
from bot.events import Event
from bot.store import DAY_SLOT, Amended, Amendment, Database, Delivery, Kind, State


def amend_silently(
    database: Database, dataset: Dataset, event_id: str, *, config: ChannelConfig, now: datetime
) -> int:
    """Have the posts about an entry edited without a note; the number of posts.

    Posts that already have the wording of the dataset are left alone. DecisionError if the
    dataset has no such entry, if the change needs a note (a new line in ``corrections``, or
    another day), or if no post is to be changed.
    """
    entry = dataset.edition(config.language).get(event_id)
    if entry is None:
        raise DecisionError(f"the dataset has no entry {event_id}")
    posts = database.ledger.find(channel=config.name, states=[State.SENT])
    found = [
        Amendment(post=post.key, event=entry, kind=Kind.SILENT)
        for post in posts
        if post.key.slot == DAY_SLOT and _needs_edit(database, dataset, post, entry=entry)
    ]
    if not found:
        raise DecisionError(f"no post of {config.name} tells {event_id} otherwise")
    database.amendments.add(found, now=now)
    return len(found)


def _needs_edit(database: Database, dataset: Dataset, post: Delivery, *, entry: Event) -> bool:
    """True if a post has another wording of an entry, and no edit is asked for already."""
    old = next((e for e in changed_in_text(post, dataset) if e.id == entry.id), None)
    if old is None:
        return False
    noted = database.amendments.of(post=post.key)
    last = last_noted(noted, entry.id)
    if any(a.event.id == entry.id for a in amendments_for(post, dataset, noted=noted)):
        text = f"{entry.id} has a new correction, which the service makes with its note"
        raise DecisionError(text)
    if last and last.state is Amended.WAITING and last.event == entry:
        return False
    if (last.event if last else old).day != entry.day:
        raise DecisionError(f"the day of {entry.id} changed: that needs a line in corrections")
    return True
