"""The actions of people around the bot, and what they see of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from bot.sandbox.telegram.html import Entity, utf16_length
from bot.sandbox.telegram.markup import Button
from bot.sandbox.telegram.messages import Messages, origin_of
from bot.sandbox.telegram.queries import CallbackAnswer, InlineAnswer, Queries
from bot.sandbox.telegram.records import Chat, Message, Version
from bot.sandbox.telegram.setup import COMMAND, Scene
from bot.sandbox.telegram.text import TEXT_LIMIT

_PATIENCE = 60.0  # seconds; a busy machine is no reason to fail
_Found = TypeVar("_Found")


class People(Scene):
    """People with their hands on Telegram. Chats go by id or @username.

    Whatever cannot be done (an unknown chat, a button that is not there) raises LookupError or
    ValueError; waiting raises TimeoutError after `timeout` seconds.
    """

    queries: Queries
    bot_messages: Messages

    def say(
        self,
        text: str = "",
        *,
        user: int,
        chat: int | str | None = None,
        reply_to: int | None = None,
        thread: int | None = None,
        forward_of: Message | None = None,
        entities: Iterable[Entity] | None = None,
        extra: Mapping[str, object] | None = None,
    ) -> Message:
        """Write to the bot, or in `chat`. Commands are marked unless `entities` are given.

        `forward_of` forwards a message; `extra` has other fields of the Bot API (a sticker).
        """
        if utf16_length(text) > TEXT_LIMIT:
            raise ValueError(f"nobody can send more than {TEXT_LIMIT} characters at once")
        with self.world.changed:
            place = self._place(user, chat)
            origin = forward_of and origin_of(self.world.chats[forward_of.chat], forward_of)
            content = text or (forward_of.text if forward_of else "")
            own = commands_in(content) if forward_of is None else forward_of.entities
            return self._do(
                "message",
                place,
                text=content,
                entities=own if entities is None else tuple(entities),
                sender=user,
                reply_to=reply_to,
                thread=thread,
                origin=origin,
                extra=extra or {},
            )

    def share_location(
        self, latitude: float, longitude: float, *, user: int, chat: int | str | None = None
    ) -> Message:
        """Send a place, in degrees."""
        place = {"latitude": latitude, "longitude": longitude}
        return self.say(user=user, chat=chat, extra={"location": place})

    def post(
        self, text: str = "", *, chat: int | str, extra: Mapping[str, object] | None = None
    ) -> Message:
        """Post in a channel as another of its authors; `extra` alone is a service message."""
        with self.world.changed:
            place = self.world.known_chat(chat)
            draft = replace(self.world.draft(place), text=text, html=text, extra=extra or {})
            message = self.bot_messages.publish(draft)
            self._tell("channel_post", message)
            return message

    def edit(
        self, message_id: int, text: str, *, user: int, chat: int | str | None = None
    ) -> Message:
        """Change what a person wrote."""
        with self.world.changed:
            place, message = self._message(user, chat, message_id)
            now = self.world.now()
            version = Version(message.text, message.html, message.buttons, until=now)
            edited = replace(
                message,
                text=text,
                entities=commands_in(text),
                edits=(*message.edits, version),
                edited=now,
            )
            self.world.change(edited)
            self._tell(
                "edited_channel_post" if place.type == "channel" else "edited_message", edited
            )
            return edited

    def delete(self, chat: int | str, message_id: int) -> None:
        """Delete a message; nobody is notified."""
        with self.world.changed:
            message = self.world.known_chat(chat).messages[message_id]
            self.world.change(replace(message, deleted=True))

    def press(
        self,
        message_id: int,
        button: int | str | Button,
        *,
        user: int,
        chat: int | str | None = None,
    ) -> str:
        """Press a button by its number from 1, its text or its data; returns the query's id.

        A `Button` is pressed as it is, even one that is no longer there.
        """
        with self.world.changed:
            place, message = self._message(user, chat, message_id)
            pressed = button if isinstance(button, Button) else _find(message, button)
            if pressed.data is None:
                raise ValueError(f"the button {pressed.text!r} opens {pressed.value!r}")
            return self.queries.ask(
                "callback_query",
                {
                    "from": self.world.person_json(user),
                    "message": self.world.message_json(message),
                    "chat_instance": str(place.id),
                    "data": pressed.data,
                },
            )

    def follow(self, url: str, *, user: int) -> Message:
        """Open a link to the bot (https://t.me/NAME?start=PAYLOAD) and press Start."""
        address = urlsplit(url)
        ours = address.netloc in ("t.me", "telegram.me") and (
            address.path.strip("/").lower() == self.world.bot_username.lower()
        )
        if not ours:
            raise ValueError(f"{url!r} does not lead to the bot @{self.world.bot_username}")
        payload = parse_qs(address.query).get("start", [""])[0]
        return self.say(f"/start {payload}".strip(), user=user)

    def ask_inline(
        self, query: str, *, user: int, offset: str = "", timeout: float = _PATIENCE
    ) -> InlineAnswer:
        """Type "@bot query" in some chat, and wait for the results."""
        with self.world.changed:
            asked = self.queries.ask(
                "inline_query",
                {"from": self.world.person_json(user), "query": query, "offset": offset},
            )
        answer = self.wait_for(lambda: self.queries.answers.get(asked), timeout=timeout)
        if not isinstance(answer, InlineAnswer):
            raise LookupError(f"{asked} is not an inline query")
        return answer

    def send_update(self, content: Mapping[str, object]) -> int:
        """Give the bot an update as it is, without its id. Returns the id that it got."""
        return self.updates.put_raw(content)

    def messages(self, chat: int | str) -> list[Message]:
        """Everything that was ever in a chat, deleted messages too, oldest first."""
        with self.world.changed:
            return list(self.world.known_chat(chat).messages.values())

    def wait_for(self, look: Callable[[], _Found | None], *, timeout: float = _PATIENCE) -> _Found:
        """Wait until `look` finds something, called at each change with the lock held."""
        with self.world.changed:
            found = self.world.changed.wait_for(look, timeout)
        if not found:
            raise TimeoutError(f"nothing was found within {timeout} s")
        return found

    def wait_for_messages(
        self, chat: int | str, count: int = 1, *, after: int = 0, timeout: float = _PATIENCE
    ) -> list[Message]:
        """Wait until the bot has `count` messages in a chat, counting those with ids > `after`."""

        def look() -> list[Message] | None:
            place = self.world.chat(chat)
            sent = [m for m in place.messages.values() if m.by_bot] if place else []
            fresh = [m for m in sent if m.id > after and not m.deleted]
            return fresh if len(fresh) >= count else None

        return self.wait_for(look, timeout=timeout)

    def wait_for_answer(self, callback_id: str, *, timeout: float = _PATIENCE) -> CallbackAnswer:
        """Wait until the bot has answered a pressed button."""
        answer = self.wait_for(lambda: self.queries.answers.get(callback_id), timeout=timeout)
        if not isinstance(answer, CallbackAnswer):
            raise LookupError(f"{callback_id} is not a pressed button")
        return answer

    def _place(self, user: int, chat: int | str | None) -> Chat:
        person = self.world.people.get(user)
        if person is None:
            raise LookupError(f"no person {user}: add them first")
        if chat is not None and chat != user:
            place = self.world.known_chat(chat)
            if place.type == "channel":
                raise ValueError("people cannot write in a channel: use `post`")
            place.members.setdefault(user, "member")
            return place
        if person.blocked:
            self.block(user, blocked=False)  # nobody can write to a bot that they block
        return self._open_private(person)

    def _message(self, user: int, chat: int | str | None, message_id: int) -> tuple[Chat, Message]:
        place = self.world.known_chat(user if chat is None else chat)
        message = self.world.message(place, message_id)
        if message is None:
            raise LookupError(f"no message {message_id} in the chat {place.id}")
        return place, message


def commands_in(text: str) -> tuple[Entity, ...]:
    """The commands in a text that a person types, as Telegram marks them."""
    return tuple(
        Entity("bot_command", utf16_length(text[: found.start()]), utf16_length(found[0]))
        for found in COMMAND.finditer(text)
    )


def _find(message: Message, wanted: int | str) -> Button:
    buttons = [button for row in message.buttons for button in row]
    if isinstance(wanted, int):
        if 1 <= wanted <= len(buttons):
            return buttons[wanted - 1]
    else:
        for button in buttons:
            if wanted in (button.data, button.text):
                return button
    raise LookupError(f"no button {wanted!r} among {[button.text for button in buttons]}")
