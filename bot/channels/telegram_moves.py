"""Groups that became supergroups: they have another id, and the old one takes no message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated


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
        self._ids: dict[int, set[int]] = {}  # of messages since a move, by the chat's own number

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
        if isinstance(chat := given.get("chat"), dict):
            self.made(chat.get("id"), given)
        return given

    def made(self, chat: object, answer: Any) -> None:
        """Note the ids of messages that are in a chat since it moved."""
        if isinstance(chat, int) and chat in self._ids:
            messages = answer if isinstance(answer, list) else [answer]
            named = (m.get("message_id") for m in messages if isinstance(m, dict))
            self._ids[chat] |= {number for number in named if number is not None}

    def is_left_behind(self, chat: object, message_id: object) -> bool:
        """True if a message is in the group from which a chat moved: its number there is another
        message's now.
        """
        moved = isinstance(chat, int) and message_id is not None and chat in self._ids
        return moved and message_id not in self._ids[chat]  # type: ignore[index]

    def follow(self, chat: object, new: int) -> bool:
        """Take a chat's new id; False if the chat is none that is followed."""
        for old, now in self._now.items():
            if chat in (old, now):
                if now != new:
                    self._ids[old] = set()
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
        try:
            answer = await self._post_to(given, endpoint, data, **options)
        except ChatMigrated as fault:
            if not self.moves.follow(given, fault.new_chat_id):
                raise
            answer = await self._post_to(given, endpoint, data, **options)
        if endpoint == "getUpdates":
            return self.moves.received(answer)
        if isinstance(answer, dict | list):
            self.moves.made(given, answer)
        return answer

    async def _post_to(
        self, given: Any, endpoint: str, data: dict[str, Any], **options: Any
    ) -> Any:
        """Send a request to where a chat is now; BadRequest for a message that stayed behind."""
        named = None if "from_chat_id" in data else data.get("message_id")
        if self.moves.is_left_behind(given, named):
            raise BadRequest("message not found: it is in the group before its move")
        data["chat_id"] = self.moves.present(given)
        return await super()._post(endpoint, _without_none(data), **options)  # type: ignore[misc]


def _without_none(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}


def following(kind: type[Bot], moves: Moves) -> type[Bot]:
    """A kind of bot that follows its chats."""
    return type(f"Following{kind.__name__}", (_Following, kind), {"moves": moves})
