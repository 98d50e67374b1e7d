"""The methods that send, change, forward and delete messages."""

from dataclasses import replace
from datetime import timedelta

from bot.sandbox.telegram.access import chat_of, message_of
from bot.sandbox.telegram.errors import Refusal
from bot.sandbox.telegram.html import Parsed
from bot.sandbox.telegram.markup import read_markup
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.photo import as_photo, read_photo
from bot.sandbox.telegram.records import Chat, Message, Origin, Version
from bot.sandbox.telegram.state import Json, World
from bot.sandbox.telegram.text import TEXT_LIMIT, caption_of, formatted
from bot.sandbox.telegram.updates import Updates

_DELETABLE_FOR = timedelta(hours=48)
_NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
_TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
_PROTECTED = "Bad Request: message has protected content and can't be forwarded"


class Messages:
    """The bot's methods for messages."""

    def __init__(self, world: World, updates: Updates) -> None:
        self._world = world
        self._updates = updates

    def send_message(self, params: Params) -> Json:
        """The method sendMessage."""
        parsed = _read_text(params)
        with self._world.changed:
            chat = chat_of(self._world, params, right="write")
            draft = _with_text(self._draft(params, chat), parsed, params)
            return self._world.message_json(self.publish(draft))

    def send_photo(self, params: Params) -> Json:
        """The method sendPhoto: an upload, or the id of an earlier one."""
        parsed = caption_of(params)
        with self._world.changed:
            photo = read_photo(params, self._world.files)
            chat = chat_of(self._world, params, right="write")
            draft = replace(
                self._draft(params, chat),
                text=parsed.text,
                html=params.text("caption"),
                entities=parsed.entities,
                photo=photo,
            )
            return self._world.message_json(self.publish(draft))

    def edit_message_text(self, params: Params) -> Json:
        """The method editMessageText; a keyboard that is not given again is removed."""
        parsed = _read_text(params)
        with self._world.changed:
            chat, message = self._to_edit(params)
            if message.photo:
                raise Refusal(400, "Bad Request: there is no text in the message to edit")
            markup = read_markup(params, chat_type=chat.type, only_inline=True)
            edited = replace(_with_text(message, parsed, params), markup=markup)
            return self._edit(message, edited)

    def edit_message_caption(self, params: Params) -> Json:
        """The method editMessageCaption; without a caption it is removed."""
        parsed = caption_of(params)
        with self._world.changed:
            chat, message = self._to_edit(params)
            if not message.photo:
                raise Refusal(400, "Bad Request: there is no caption in the message to edit")
            return self._edit(message, _recaptioned(message, chat, parsed=parsed, params=params))

    def edit_message_media(self, params: Params) -> Json:
        """The method editMessageMedia, for photos. An upload is never the same as the present one;
        a text gets no picture.
        """
        given = as_photo(params)
        parsed = caption_of(given)
        with self._world.changed:
            chat, message = self._to_edit(params)
            if not message.photo:
                raise Refusal(400, "Bad Request: there is no media in the message to edit")
            photo = read_photo(given, self._world.files)
            edited = _recaptioned(message, chat, parsed=parsed, params=given)
            return self._edit(message, replace(edited, photo=photo))

    def edit_message_reply_markup(self, params: Params) -> Json:
        """The method editMessageReplyMarkup."""
        with self._world.changed:
            chat, message = self._to_edit(params)
            markup = read_markup(params, chat_type=chat.type, only_inline=True)
            return self._edit(message, replace(message, markup=markup))

    def delete_message(self, params: Params) -> bool:
        """The method deleteMessage."""
        with self._world.changed:
            chat, message = message_of(self._world, params, what="message to delete")
            old = self._world.now() - message.date > _DELETABLE_FOR
            if old and chat.type == "private":
                raise Refusal(400, "Bad Request: message can't be deleted for everyone")
            allowed = message.by_bot or chat.type == "private" or chat.bot == "administrator"
            if old or not allowed:
                raise Refusal(400, "Bad Request: message can't be deleted")
            self._world.change(replace(message, deleted=True))
            return True

    def forward_message(self, params: Params) -> Json:
        """The method forwardMessage."""
        with self._world.changed:
            source, message = self._source(params, "forward")
            if source.protected or message.protected:
                raise Refusal(400, _PROTECTED)
            chat = chat_of(self._world, params, right="write")
            draft = replace(self._draft(params, chat), origin=origin_of(source, message))
            return self._world.message_json(self.publish(_copy(message, draft)))

    def publish(self, draft: Message) -> Message:
        """Add a message; one in a channel goes on to the linked discussion group, if any."""
        message = self._world.add(draft)
        chat = self._world.chats[message.chat]
        group = self._world.chats.get(chat.linked) if chat.linked is not None else None
        if chat.type == "channel" and group is not None:
            self._forward_to(group, chat, message)
        return message

    def _forward_to(self, group: Chat, channel: Chat, message: Message) -> None:
        draft = replace(
            _copy(message, self._world.draft(group)),
            origin=origin_of(channel, message),
            markup=message.markup,
            extra={
                "is_automatic_forward": True,
                "sender_chat": self._world.chat_json(channel),
                "from": _TELEGRAM,
            },
        )
        forwarded = self._world.add(draft)
        # It is not documented whether a bot that may not read all messages gets it: here it does.
        self._updates.put("message", self._world.message_json(forwarded))

    def _draft(self, params: Params, chat: Chat) -> Message:
        thread = params.number("message_thread_id") or None
        if thread is not None and thread not in chat.topics:
            raise Refusal(400, "Bad Request: message thread not found")
        return replace(
            self._world.draft(chat),
            by_bot=True,
            markup=read_markup(params, chat_type=chat.type),
            silent=params.flag("disable_notification"),
            protected=params.flag("protect_content"),
            thread=thread,
            reply_to=self._reply_to(params, chat),
        )

    def _reply_to(self, params: Params, chat: Chat) -> int | None:
        given = params.json("reply_parameters", "reply parameters")
        if not isinstance(given, dict) or not isinstance(given.get("message_id"), int):
            return None
        message_id: int = given["message_id"]
        if self._world.message(chat, message_id) is not None:
            return message_id
        if given.get("allow_sending_without_reply"):
            return None
        raise Refusal(400, "Bad Request: message to be replied not found")

    def _to_edit(self, params: Params) -> tuple[Chat, Message]:
        if params.text("inline_message_id"):
            raise Refusal(400, "Bad Request: MESSAGE_ID_INVALID")
        chat, message = message_of(self._world, params, what="message to edit")
        if not message.by_bot or message.origin is not None:
            raise Refusal(400, "Bad Request: message can't be edited")
        return chat, message

    def _edit(self, before: Message, after: Message) -> Json:
        if before == replace(after, html=before.html):
            raise Refusal(400, _NOT_MODIFIED)
        now = self._world.now()
        version = Version(before.text, before.html, before.buttons, now, before.photo)
        edited = replace(after, edits=(*before.edits, version), edited=now)
        return self._world.message_json(self._world.change(edited))

    def _source(self, params: Params, verb: str) -> tuple[Chat, Message]:
        chat, message = message_of(
            self._world, params, what=f"message to {verb}", name="from_chat_id", right="read"
        )
        if not message.text and not message.photo:
            done = {"forward": "forwarded", "copy": "copied"}[verb]
            raise Refusal(400, f"Bad Request: message can't be {done}")
        return chat, message


def origin_of(chat: Chat, message: Message) -> Origin:
    """The origin of a forward of `message`: its own origin, if it is a forward itself."""
    if message.origin is not None:
        return message.origin
    if chat.type == "channel":
        return Origin(message.date, chat=chat.id, message_id=message.id)
    return Origin(message.date, user=message.sender)


def _copy(message: Message, draft: Message) -> Message:
    return replace(
        draft,
        text=message.text,
        html=message.html,
        entities=message.entities,
        photo=message.photo,
        link_preview=message.link_preview,
    )


def _recaptioned(message: Message, chat: Chat, *, parsed: Parsed, params: Params) -> Message:
    return replace(
        message,
        text=parsed.text,
        html=params.text("caption"),
        entities=parsed.entities,
        markup=read_markup(params, chat_type=chat.type, only_inline=True),
    )


def _read_text(params: Params) -> Parsed:
    if not params.text("text"):
        raise Refusal(400, "Bad Request: message text is empty")
    parsed = formatted(
        params.text("text"),
        parse_mode=params.text("parse_mode"),
        entities=params.text("entities"),
        limit=TEXT_LIMIT,
    )
    if not parsed.text:
        raise Refusal(400, "Bad Request: text must be non-empty")
    return parsed


def _with_text(message: Message, parsed: Parsed, params: Params) -> Message:
    preview = params.json("link_preview_options", "link preview options")
    if preview is not None and not isinstance(preview, dict):
        raise Refusal(400, "Bad Request: object expected as link preview options")
    return replace(
        message,
        text=parsed.text,
        html=params.text("text"),
        entities=parsed.entities,
        link_preview=preview,
    )
