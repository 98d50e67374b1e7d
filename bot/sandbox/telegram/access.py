"""The bot's permissions in a chat, and Telegram's refusals."""

from typing import Literal

from bot.sandbox.telegram.errors import Refusal
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.records import Chat, Message
from bot.sandbox.telegram.state import World

Right = Literal["read", "write"]


def chat_of(world: World, params: Params, *, name: str = "chat_id", right: Right) -> Chat:
    """The chat that a parameter names. Raises Refusal where the bot has no permission."""
    chat = _named(world, params.text(name), name)
    if chat.type == "private":
        _check_private(world, chat, right)
    else:
        _check_shared(chat, right)
    return chat


def message_of(
    world: World, params: Params, *, what: str, name: str = "chat_id", right: Right = "write"
) -> tuple[Chat, Message]:
    """The chat and the message that the parameters name; `what` is for "... not found"."""
    chat = chat_of(world, params, name=name, right=right)
    message = world.message(chat, params.number("message_id"))
    if message is None or chat.bot in ("left", "kicked"):
        raise Refusal(400, f"Bad Request: {what} not found")
    return chat, message


def _named(world: World, value: str, name: str) -> Chat:
    if not value:
        raise Refusal(400, f"Bad Request: {name} is empty")
    number = int(value) if value.removeprefix("-").isdecimal() else None
    chat = world.chat(value if number is None else number) if number or value[0] == "@" else None
    if chat is not None:
        return chat
    if number in world.people and any(number in other.members for other in world.chats.values()):
        raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
    raise Refusal(400, "Bad Request: chat not found")


def _check_private(world: World, chat: Chat, right: Right) -> None:
    person = world.people[chat.id]
    if right == "write" and person.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")


def _check_shared(chat: Chat, right: Right) -> None:
    if chat.migrated_to is not None and right == "write":
        raise Refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.migrated_to},
        )
    if chat.bot == "kicked":
        raise Refusal(403, f"Forbidden: bot was kicked from the {chat.type} chat")
    if chat.bot == "left" and (right == "write" or not chat.username):
        raise Refusal(403, f"Forbidden: bot is not a member of the {chat.type} chat")
    if right == "write" and chat.type == "channel" and chat.bot != "administrator":
        raise Refusal(400, "Bad Request: need administrator rights in the channel chat")
    if right == "write" and chat.bot == "restricted":
        raise Refusal(400, "Bad Request: not enough rights to send text messages to the chat")
