"""The state of the stand-in for Telegram, behind one lock, and its objects as the Bot API's JSON.

Whatever reads or changes the state holds `changed`, and whatever waits for a change waits on it.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.sandbox.telegram.records import Chat, Message, Origin, Person
from bot.sandbox.telegram.text import entity_json

Json = dict[str, object]


class World:
    """Everybody and everything that the bot of `bot_id` can meet."""

    def __init__(self, bot_id: int, *, username: str, now: Callable[[], datetime]) -> None:
        self.bot_id = bot_id
        self.bot_username = username
        self.now = now
        self.changed = threading.Condition()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, bytes] = {}
        self._last_shared_id = 0

    def chat(self, name: int | str) -> Chat | None:
        """The chat with this id, or with this @username, in whatever case."""
        if isinstance(name, int):
            return self.chats.get(name)
        wanted = name.removeprefix("@").lower()
        public = (chat for chat in self.chats.values() if chat.type != "private")
        return next((chat for chat in public if (chat.username or "").lower() == wanted), None)

    def known_chat(self, name: int | str) -> Chat:
        """The chat, for those who play people. Raises LookupError where there is none."""
        chat = self.chat(name)
        if chat is None:
            raise LookupError(f"no chat {name!r}: add it first")
        return chat

    def message(self, chat: Chat, message_id: int) -> Message | None:
        """The message, or None where it never was or is deleted."""
        found = chat.messages.get(message_id)
        return None if found is None or found.deleted else found

    def draft(self, chat: Chat) -> Message:
        """An empty message for `chat`, of the present time; `add` gives it an id."""
        return Message(0, chat.id, self.now())

    def add(self, message: Message) -> Message:
        """Put a message into its chat, under the next id there.

        Channels and supergroups count their own messages; the bot's private chats and basic groups
        are counted together.
        """
        chat = self.chats[message.chat]
        if chat.type in ("private", "group"):
            self._last_shared_id += 1
            chat.last_id = self._last_shared_id
        else:
            chat.last_id += 1
        added = replace(message, id=chat.last_id)
        chat.messages[added.id] = added
        self.changed.notify_all()
        return added

    def change(self, message: Message) -> Message:
        """Put `message` in place of the one with its id."""
        self.chats[message.chat].messages[message.id] = message
        self.changed.notify_all()
        return message

    def bot_json(self) -> Json:
        """The bot itself."""
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": self.bot_username,
            "username": self.bot_username,
        }

    def person_json(self, user: int) -> Json:
        """A person."""
        person = self.people[user]
        given: Json = {"id": person.id, "is_bot": False, "first_name": person.first_name}
        if person.username:
            given["username"] = person.username
        if person.language_code:
            given["language_code"] = person.language_code
        return given

    def chat_json(self, chat: Chat) -> Json:
        """A chat, without what only getChat returns."""
        given: Json = {"id": chat.id, "type": chat.type}
        given["first_name" if chat.type == "private" else "title"] = chat.title
        if chat.username:
            given["username"] = chat.username
        if chat.topics:
            given["is_forum"] = True
        return given

    def message_json(self, message: Message, *, with_reply: bool = True) -> Json:
        """A message as it is now, with the one that it replies to."""
        chat = self.chats[message.chat]
        given: Json = {
            "message_id": message.id,
            "date": int(message.date.timestamp()),
            "chat": self.chat_json(chat),
            **self._author(message, chat),
            **_content(message),
            **message.extra,
        }
        if message.origin is not None:
            given["forward_origin"] = self._origin_json(message.origin)
        replied = self.message(chat, message.reply_to or 0)
        if with_reply and replied is not None:
            given["reply_to_message"] = self.message_json(replied, with_reply=False)
        return given

    def _author(self, message: Message, chat: Chat) -> Json:
        if chat.type == "channel":
            return {"sender_chat": self.chat_json(chat)}
        if message.sender is not None:
            return {"from": self.person_json(message.sender)}
        return {"from": self.bot_json()} if message.by_bot else {}

    def _origin_json(self, origin: Origin) -> Json:
        date = int(origin.date.timestamp())
        if origin.chat is not None:
            chat = self.chat_json(self.chats[origin.chat])
            return {
                "type": "channel",
                "date": date,
                "chat": chat,
                "message_id": origin.message_id,
            }
        if origin.user is not None:
            return {"type": "user", "date": date, "sender_user": self.person_json(origin.user)}
        return {"type": "user", "date": date, "sender_user": self.bot_json()}


def _content(message: Message) -> Json:
    given: Json = {}
    text, entities = ("caption", "caption_entities") if message.photo else ("text", "entities")
    if message.text:
        given[text] = message.text
    if message.entities:
        given[entities] = [entity_json(entity) for entity in message.entities]
    if message.photo:
        photo = message.photo
        given["photo"] = [
            {
                "file_id": photo.file_id,
                "file_unique_id": photo.file_id,
                "width": photo.width,
                "height": photo.height,
                "file_size": len(photo.content),
            }
        ]
    keyboard = message.markup.as_json()
    if keyboard:
        given["reply_markup"] = keyboard
    if message.edited:
        given["edit_date"] = int(message.edited.timestamp())
    if message.link_preview:
        given["link_preview_options"] = dict(message.link_preview)
    if message.thread is not None:
        given |= {"message_thread_id": message.thread, "is_topic_message": True}
    if message.protected:
        given["has_protected_content"] = True
    return given
