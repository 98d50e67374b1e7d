"""A client whose long polling outlives an update that the library cannot read."""

from __future__ import annotations

import logging
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError

log = logging.getLogger(__name__)


class TolerantBot(Bot):
    """Reads updates one by one where a batch cannot be read whole.

    The library parses a batch at once, and one update that it cannot read (of a newer Bot API,
    say) would end polling for good, since its offset is never passed.
    """

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:
        """The updates that can be read; of the others only their numbers, to be passed."""
        try:
            return await super().get_updates(*args, **kwargs)
        except TelegramError:
            raise
        except Exception as fault:  # noqa: BLE001 - parsing raises whatever it hits
            log.warning("an update cannot be read (%s); the others are answered", fault)
        wanted = {name: kwargs[name] for name in ("offset", "limit") if kwargs.get(name)}
        # The public way to a raw answer is not for methods that the library has.
        raw = await self._post("getUpdates", {**wanted, "timeout": 0})
        return tuple(self._read(update) for update in raw)

    def _read(self, data: dict[str, Any]) -> Update:
        try:
            return Update.de_json(data, self)
        except Exception:  # noqa: BLE001 - as above
            return Update(data["update_id"])
