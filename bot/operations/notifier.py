"""Sends notices to the operators, also that the database cannot be used."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.channels import Failure, Refused
from bot.logs import redacted
from bot.post import Button
from bot.store import Database

log = logging.getLogger(__name__)


class Operators(Protocol):
    """The chat of the operators."""

    async def send(self, text: str, *, buttons: Sequence[Button] = ()) -> None:
        """Send a text; Failure if it may not have arrived."""


class Notifier:
    """Sends each notice to the operators once; without a chat they are only in the log.

    ``operators`` gives their chat, and is called when there is something to send.
    """

    def __init__(
        self,
        database: Database,
        operators: Callable[[], Operators] | None,
        *,
        secrets: Collection[str],
    ) -> None:
        self._database = database
        self._operators = operators
        self._secrets = secrets
        self._reported_database = False

    async def send_pending(self, now: datetime) -> bool:
        """Send what the ledger noted; what cannot be sent stays for next time.

        False if something had to stay.
        """
        for notice in self._database.notices.pending():
            if not await self._send(notice.text, notice.buttons):
                return False
            self._database.notices.mark_sent(notice, now=now)
        return True

    async def report_database(self, text: str) -> None:
        """Notify the operators once that the database is unavailable; retry until delivered."""
        if not self._reported_database:
            self._reported_database = await self._send(text)

    async def report_database_usable(self) -> None:
        """Notify the operators that the database can be used again, if they know of the error."""
        if self._reported_database:
            text = "The database can be used again: what is due is posted."
            self._reported_database = not await self._send(text)

    async def _send(self, text: str, buttons: Sequence[Button] = ()) -> bool:
        if self._operators is None:
            return True
        try:
            await self._operators().send(redacted(text, self._secrets), buttons=buttons)
        except Refused as failure:  # as it is it will never be taken; the log has it
            log.error("the operators could not be notified of %r: %s", text, failure.reason)
        except Failure as failure:
            log.warning("the operators could not be notified: %s", failure.reason)
            return False
        return True
