"""Telling the operators what the ledger noted for them, and that the ledger is in trouble."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.channels import Failure, Refused
from bot.logs import redacted
from bot.store import NoticeButton, Store

log = logging.getLogger(__name__)


class Operators(Protocol):
    """The chat of the operators."""

    async def tell(self, text: str, *, buttons: Sequence[NoticeButton] = ()) -> None:
        """Send a text; Failure if it may not have arrived."""


class Alerts:
    """What the operators are told, each thing once; without a chat the log alone says it."""

    def __init__(
        self, store: Store, operators: Operators | None, *, secrets: Collection[str]
    ) -> None:
        self._store = store
        self._operators = operators
        self._secrets = secrets
        self._know_of_database = False

    async def notices(self, now: datetime) -> bool:
        """Send what the ledger noted; what cannot be sent stays for next time.

        False if something had to stay.
        """
        for notice in self._store.untold():
            if not await self._send(notice.text, notice.buttons):
                return False
            self._store.mark_told(notice, now=now)
        return True

    async def database_ill(self, text: str) -> None:
        """Tell once that nothing is posted, which the database in trouble cannot note; until it
        is sent it is tried again.
        """
        if not self._know_of_database:
            self._know_of_database = await self._send(text)

    async def database_well(self) -> None:
        """Tell those who know of the trouble that it is over."""
        if self._know_of_database:
            text = "The database can be used again: what is due is posted."
            self._know_of_database = not await self._send(text)

    async def _send(self, text: str, buttons: Sequence[NoticeButton] = ()) -> bool:
        if self._operators is None:
            return True
        try:
            await self._operators.tell(redacted(text, self._secrets), buttons=buttons)
        except Refused as failure:  # as it is it will never be taken; the log has it
            log.error("the operators could not be told %r: %s", text, failure.reason)
        except Failure as failure:
            log.warning("the operators could not be told: %s", failure.reason)
            return False
        return True
