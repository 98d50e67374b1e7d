"""The scene around the bot: people, chats, and what the bot may see of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.sandbox.telegram.chats import member_json
from bot.sandbox.telegram.records import Chat, ChatType, Message, Person, Status
from bot.sandbox.telegram.state import World
from bot.sandbox.telegram.updates import Updates

COMMAND = re.compile(r"(?<![\w/])/([A-Za-z0-9_]{1,64})(?:@(\w+))?")


class Scene:
    """People, channels and groups. Ids are Telegram's; an unknown one raises LookupError."""

    world: World
    updates: Updates

    def add_user(
        self,
        user_id: int,
        *,
        first_name: str = "Person",
        username: str | None = None,
        language_code: str | None = None,
        wrote: bool = False,
    ) -> int:
        """Add a person; `wrote`: has already written to the bot, which may so write to them."""
        with self.world.changed:
            person = Person(user_id, first_name, username, language_code)
            self.world.people[user_id] = person
            if wrote:
                self._open_private(person)
            return user_id

    def add_channel(
        self,
        chat_id: int,
        *,
        username: str | None = None,
        title: str = "Channel",
        bot_is_admin: bool = True,
        protected: bool = False,
        linked: int | None = None,
    ) -> int:
        """Add a channel; `linked` is the id of its discussion group."""
        bot: Status = "administrator" if bot_is_admin else "member"
        chat = Chat(chat_id, "channel", title, username, bot, protected=protected, linked=linked)
        return self._add_chat(chat)

    def add_group(
        self,
        chat_id: int,
        *,
        username: str | None = None,
        title: str = "Group",
        bot: Status = "member",
        topics: Iterable[int] = (),
        members: Mapping[int, Status] | None = None,
    ) -> int:
        """Add a group, or a supergroup where the id begins with -100; `topics` make it a forum.

        As a mere member the bot sees only commands, and replies to itself.
        """
        kind: ChatType = "supergroup" if str(chat_id).startswith("-100") else "group"
        chat = Chat(chat_id, kind, title, username, bot, topics=frozenset(topics))
        chat.members.update(members or {})
        return self._add_chat(chat)

    def _add_chat(self, chat: Chat) -> int:
        with self.world.changed:
            self.world.chats[chat.id] = chat
            return chat.id

    def set_member(self, chat: int | str, user: int, *, status: Status) -> None:
        """Give a person a status in a chat."""
        with self.world.changed:
            self.world.known_chat(chat).members[user] = status

    def set_bot(self, chat: int | str, status: Status, *, by: int) -> None:
        """Give the bot another status in a chat; it is notified, as by the person `by`."""
        with self.world.changed:
            place = self.world.known_chat(chat)
            old, place.bot = place.bot, status
            self._tell_standing(place, by=by, old=old, new=status)

    def protect(self, chat: int | str, *, protected: bool = True) -> None:
        """Forbid forwarding out of a chat, or allow it again."""
        with self.world.changed:
            self.world.known_chat(chat).protected = protected

    def block(self, user: int, *, blocked: bool = True) -> None:
        """Let a person who has written to the bot block or unblock it; the bot is notified."""
        with self.world.changed:
            self.world.people[user].blocked = blocked
            old, new = ("member", "kicked") if blocked else ("kicked", "member")
            self._tell_standing(self.world.known_chat(user), by=user, old=old, new=new)

    def migrate(self, group: int, *, to: int, by: int) -> int:
        """Turn a group into a supergroup with the id `to`; the bot gets both service messages."""
        with self.world.changed:
            old = self.world.known_chat(group)
            new = Chat(to, "supergroup", old.title, bot=old.bot, members=dict(old.members))
            self.world.chats[to] = new
            old.migrated_to = to
            self._do("message", old, sender=by, extra={"migrate_to_chat_id": to})
            self._do("message", new, sender=by, extra={"migrate_from_chat_id": group})
            return to

    def recreate_channel(self, old: int | str, *, to: int) -> int:
        """Delete a channel and make one anew under its @name, with the id `to`: ids begin at 1."""
        with self.world.changed:
            gone = self.world.known_chat(old)
            fresh = Chat(to, "channel", gone.title, gone.username, gone.bot)
            self.world.chats[to] = fresh
            gone.username, gone.bot = None, "left"
            return to

    def _open_private(self, person: Person) -> Chat:
        fresh = Chat(person.id, "private", person.first_name, person.username)
        return self.world.chats.setdefault(person.id, fresh)

    def _do(self, kind: str, chat: Chat, **content: object) -> Message:
        message = self.world.add(replace(self.world.draft(chat), **content))  # type: ignore[arg-type]
        self._tell(kind, message)
        return message

    def _tell(self, kind: str, message: Message) -> None:
        if self.sees(message):
            self.updates.put(kind, self.world.message_json(message))

    def sees(self, message: Message) -> bool:
        """Whether the bot is told of a person's message; of little where it is a mere member."""
        chat = self.world.chats[message.chat]
        if chat.type == "private" or chat.bot == "administrator":
            return True
        if chat.type == "channel" or chat.bot in ("left", "kicked"):
            return False
        replied = self.world.message(chat, message.reply_to or 0)
        found = COMMAND.match(message.text)
        mine = found is not None and (found[2] or self.world.bot_username).lower() == (
            self.world.bot_username.lower()
        )
        return mine or not message.text or (replied is not None and replied.by_bot)

    def _tell_standing(self, chat: Chat, *, by: int, old: str, new: str) -> None:
        bot = self.world.bot_json()
        self.updates.put(
            "my_chat_member",
            {
                "chat": self.world.chat_json(chat),
                "from": self.world.person_json(by),
                "date": int(self.world.now().timestamp()),
                "old_chat_member": member_json(bot, old, chat_type=chat.type),
                "new_chat_member": member_json(bot, new, chat_type=chat.type),
            },
        )
