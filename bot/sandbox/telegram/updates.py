"""Updates on their way to the bot: kept until confirmed, given by long poll."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.telegram.errors import Refusal
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.state import Json, World

_FIRST_ID = 700_000_001
_LONGEST_POLL = 50
_DAY = timedelta(days=1)
_LIFETIMES = {"callback_query": timedelta(seconds=150), "inline_query": timedelta(seconds=30)}
_ONLY_IF_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
_BY_WEBHOOK = "Conflict: terminated by setWebhook request"
_WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True)
class Update:
    """One update, and when it is lost if nobody has fetched it."""

    id: int
    content: Mapping[str, object]
    expires: datetime

    def as_json(self) -> Json:
        """The update as the bot gets it."""
        return {"update_id": self.id, **self.content}


class Updates:
    """The queue. An update stays until the client confirms it, so a restarted one sees it again.

    `polls` counts the long polls that had to wait; only the last of them can be waiting still.
    """

    def __init__(self, world: World, *, second_poller: bool = False) -> None:
        self._world = world
        self._second_poller = second_poller
        self._queue: list[Update] = []
        self._last_id = _FIRST_ID - 1
        self.polls = 0
        self.allowed: tuple[str, ...] = ()
        self.webhook_set = False
        self.closed = False

    def put(self, kind: str, content: object) -> None:
        """Queue an update of `kind`, if the bot asked for such."""
        wanted = kind in self.allowed if self.allowed else kind not in _ONLY_IF_ASKED
        if wanted:
            self.put_raw({kind: content}, lifetime=_LIFETIMES.get(kind, _DAY))

    def put_raw(self, content: Mapping[str, object], *, lifetime: timedelta = _DAY) -> int:
        """Queue an update as it is, hostile ones too. Returns its id."""
        with self._world.changed:
            self._last_id += 1
            self._queue.append(Update(self._last_id, content, self._world.now() + lifetime))
            self._world.changed.notify_all()
            return self._last_id

    def pending(self, limit: int = 100) -> list[Update]:
        """The oldest updates that are neither confirmed nor too old; the lock has to be held."""
        now = self._world.now()
        self._queue = [update for update in self._queue if update.expires > now]
        return self._queue[:limit]

    def confirm(self, offset: int) -> None:
        """Forget the updates before `offset`; a negative one keeps only so many of the last."""
        if offset < 0:
            self._queue = self._queue[offset:]
        self._queue = [update for update in self._queue if update.id >= offset]
        self._world.changed.notify_all()

    def clear(self) -> None:
        """Forget every update."""
        self._queue = []

    def allow(self, params: Params) -> None:
        """Take over the parameter allowed_updates, where it is given; it stays until the next."""
        given = params.json("allowed_updates", "allowed_updates")
        if isinstance(given, list):
            self.allowed = tuple(str(kind) for kind in given)

    def get_updates(self, params: Params) -> list[Json]:
        """The method getUpdates: waits up to `timeout` seconds for the first update."""
        timeout = min(max(params.number("timeout"), 0), _LONGEST_POLL)
        limit = min(max(params.number("limit", 100), 1), 100)
        with self._world.changed:
            self._check()
            self.allow(params)
            self.confirm(params.number("offset"))
            if timeout and not self.pending():
                self._wait(timeout)
            return [update.as_json() for update in self.pending(limit)]

    def _check(self) -> None:
        if self._second_poller:
            raise Refusal(409, _OTHER_POLLER)
        if self.webhook_set:
            raise Refusal(409, _WEBHOOK_IS_SET)

    def _wait(self, timeout: int) -> None:
        # As with Telegram, a new poll ends the one that waits, not the other way round.
        self.polls += 1
        poll, end = self.polls, time.monotonic() + timeout
        self._world.changed.notify_all()
        while not self.pending() and not self.closed and time.monotonic() < end:
            self._world.changed.wait(end - time.monotonic())
            if self.webhook_set:
                raise Refusal(409, _BY_WEBHOOK)
            if self.polls != poll:
                raise Refusal(409, _OTHER_POLLER)

    def close(self) -> None:
        """End the polls that wait: the server is closing."""
        with self._world.changed:
            self.closed = True
            self._world.changed.notify_all()


def update_text(update: Update) -> bytes:
    """The update as the body of a webhook's request."""
    return json.dumps(update.as_json(), ensure_ascii=False).encode()
