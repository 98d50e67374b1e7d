"""The buttons under notices to the operators, and their effects.

Their data is ``KIND|NUMBER|WORD``, with the number of a row, so that it fits Telegram's 64 bytes;
where it is about a try to post, ``KIND|NUMBER-TRIES|WORD``: it is not about a later one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from bot.channel_config import ChannelConfig
from bot.dates import local_date
from bot.errors import DecisionError
from bot.operations.actions import CHOICES, RESOLUTIONS, choose, resolve
from bot.post import Button
from bot.store import Amendment, Choice, Database, Delivery

RESOLVE, CORRECT = "do", "am"
_RESOLVING = {"sent": "It is there", "failed": "It is not there", "retry": "Send again"}
_CORRECTING = {
    Choice.POST: "Post it as a new post",
    Choice.REPLY: "As a reply",
    Choice.REPLACE: "Delete and post again",
    Choice.LEAVE: "Leave it",
}
_RESOLVED = {
    "sent": "it is there",
    "failed": "it is not there, and is not sent",
    "retry": "it is sent again at the next heartbeat",
}


def resolving(delivery: Delivery) -> tuple[Button, ...]:
    """The buttons to resolve a post in doubt."""
    return tuple(
        Button(text, f"{RESOLVE}|{delivery.id}-{delivery.attempts}|{word}")
        for word, text in _RESOLVING.items()
    )


def correcting(amendment: Amendment) -> tuple[Button, ...]:
    """The buttons to correct a post that cannot be edited."""
    return tuple(
        Button(text, f"{CORRECT}|{amendment.id}|{choice}")
        for choice, text in _CORRECTING.items()
        if amendment.can_replace or choice is not Choice.REPLACE
    )


def press(
    database: Database, plans: Mapping[str, ChannelConfig], data: str, *, by: str, now: datetime
) -> str | None:
    """Do what a button says; return a sentence about it, or None if it is no button of these.

    DecisionError says why it cannot be done, or not any more. ``plans`` are the channels by name.
    """
    kind, _, rest = data.partition("|")
    number, _, word = rest.partition("|")
    found = re.fullmatch(r"(\d{1,15})(?:-(\d{1,9}))?", number, re.ASCII)
    if kind not in (RESOLVE, CORRECT) or found is None:
        return None
    row, tries = int(found[1]), int(found[2] or 0)
    if kind == RESOLVE and word in RESOLUTIONS:
        return _resolve(database, plans, row, word, tries=tries, by=by, now=now)
    if kind == CORRECT and word in list(CHOICES):
        amendment = database.amendments.get(row)
        if amendment is None:
            raise DecisionError("the ledger does not know this correction any more")
        choose(database, amendment, Choice(word), now=now)
        return CHOICES[Choice(word)]
    return None


def _resolve(
    database: Database,
    plans: Mapping[str, ChannelConfig],
    number: int,
    word: str,
    *,
    tries: int,
    by: str,
    now: datetime,
) -> str:
    row = database.ledger.by_id(number)
    if row is None or row.key.channel not in plans:
        raise DecisionError("the settings or the ledger do not know this post any more")
    if row.attempts != tries:
        raise DecisionError("the post was tried again since then; a later message asks about that")
    today = local_date(now, plans[row.key.channel].zone)
    resolve(database, row.key, word, by=by, today=today, now=now)
    return _RESOLVED[word]
