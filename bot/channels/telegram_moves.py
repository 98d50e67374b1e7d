"""Groups that became supergroups: they have another id, and the old one takes no message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from telegram import Bot
from telegram.error import ChatMigrated


class Moves:
    """The present ids of the chats that a service follows, by the ids that its settings have.

    ``known`` gives an id that was noted by an earlier run, and ``note`` keeps a new one.
    """

    def __init__(
        self,
        chats: list[int],
        *,
        known: Callable[[int], int | None],
        note: Callable[[int, int], None],
    ) -> None:
        self._now = {chat: known(chat) or chat for chat in chats}
        self._note = note

    def present(self, chat: object) -> object:
        """The id under which a chat is reached now; any other chat as it is."""
        return self._now.get(chat, chat) if isinstance(chat, int) else chat

    def received(self, value: Any) -> Any:
        """An update's JSON with the ids that the settings have, in place of the present ones; a
        message that tells of a move is followed.
        """
        if isinstance(value, list):
            return [self.received(one) for one in value]
        if not isinstance(value, dict):
            return value
        if isinstance(new := value.get("migrate_to_chat_id"), int):
            self.follow(value.get("chat", {}).get("id"), new)
        given = {key: self.received(one) for key, one in value.items()}
        if "type" in given and "id" in given:
            given["id"] = next(
                (o for o, now in self._now.items() if now == given["id"]), given["id"]
            )
        return given

    def follow(self, chat: object, new: int) -> bool:
        """Take a chat's new id; False if the chat is none that is followed."""
        for old, now in self._now.items():
            if chat in (old, now):
                self._now[old] = new
                self._note(old, new)
                return True
        return False


class _Following:
    """A bot whose requests reach the chats that are followed, wherever they moved."""

    moves: Moves

    async def _post(self, endpoint: str, data: dict[str, Any] | None = None, **options: Any) -> Any:
        data = dict(data or {})
        given = data.get("chat_id")
        data["chat_id"] = self.moves.present(given)
        try:
            answer = await super()._post(endpoint, _without_none(data), **options)  # type: ignore[misc]
            return self.moves.received(answer) if endpoint == "getUpdates" else answer
        except ChatMigrated as fault:
            if not self.moves.follow(given, fault.new_chat_id):
                raise
        data["chat_id"] = self.moves.present(given)
        return await super()._post(endpoint, _without_none(data), **options)  # type: ignore[misc]


def _without_none(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}


def following(kind: type[Bot], moves: Moves) -> type[Bot]:
    """A kind of bot that follows its chats."""
    return type(f"Following{kind.__name__}", (_Following, kind), {"moves": moves})
