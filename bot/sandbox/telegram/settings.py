"""The settings of a bot: its commands, by scope and language, and its descriptions."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.sandbox.telegram.access import chat_of
from bot.sandbox.telegram.errors import Refusal
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.state import Json, World

_MOST_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LONGEST_DESCRIPTION = 256
_LANGUAGE = re.compile(r"([a-z]{2})?")
_FREE_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


@dataclass(frozen=True)
class Scope:
    """The scope of a menu: its type, its chat and person where it has them, the language."""

    type: str = "default"
    chat: str = ""
    user: str = ""
    language: str = ""


Commands = tuple[tuple[str, str], ...]
"""Commands, each with its description."""


class Settings:
    """The methods that set and get them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.commands: dict[Scope, Commands] = {}
        self.texts: dict[tuple[str, str], str] = {}

    def set_my_commands(self, params: Params) -> bool:
        """The method setMyCommands."""
        given = params.json("commands", "commands")
        if not isinstance(given, list):
            raise Refusal(400, "Bad Request: expected an Array of BotCommand")
        if len(given) > _MOST_COMMANDS:
            raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        commands = tuple(_command(item) for item in given)
        with self._world.changed:
            self.commands[self._scope(params)] = commands
        return True

    def setter(self, name: str, *, longest: int) -> Callable[[Params], bool]:
        """A method such as setMyDescription for the text `name`, by language."""

        def set_text(params: Params) -> bool:
            text = params.text(name)
            if len(text) > longest:
                words = f"{name.replace('_', ' ')} length must not exceed {longest}"
                raise Refusal(400, f"Bad Request: {words}")
            self.texts[name, _language(params)] = text
            return True

        return set_text

    def getter(self, name: str) -> Callable[[Params], Json]:
        """A method such as getMyDescription."""

        def get_text(params: Params) -> Json:
            own = self.texts.get((name, _language(params)))
            return {name: own or self.texts.get((name, ""), "")}

        return get_text

    def _scope(self, params: Params) -> Scope:
        given = params.json("scope", "bot command scope")
        language = _language(params)
        if given is None:
            return Scope(language=language)
        kind = given.get("type") if isinstance(given, Mapping) else None
        if not isinstance(given, Mapping) or kind not in (*_FREE_SCOPES, *_CHAT_SCOPES):
            raise Refusal(400, "Bad Request: can't parse BotCommandScope")
        if kind in _FREE_SCOPES:
            return Scope(type=kind, language=language)
        texts = {"chat_id": str(given.get("chat_id", ""))}
        chat = chat_of(self._world, Params(texts), right="read")
        if kind != "chat" and chat.type in ("private", "channel"):
            raise Refusal(400, "Bad Request: can't use this scope in the chat")
        user = str(given.get("user_id", "")) if kind == "chat_member" else ""
        return Scope(type=kind, chat=str(chat.id), user=user, language=language)


def _command(item: object) -> tuple[str, str]:
    if not isinstance(item, Mapping):
        raise Refusal(400, "Bad Request: can't parse BotCommand: expected an Object")
    command = str(item.get("command", "")).removeprefix("/")
    description = str(item.get("description", "")).strip()
    if not _COMMAND.fullmatch(command):
        raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
    if not description:
        raise Refusal(400, "Bad Request: command description must be non-empty")
    if len(description) > _LONGEST_DESCRIPTION:
        words = f"command description length must not exceed {_LONGEST_DESCRIPTION}"
        raise Refusal(400, f"Bad Request: {words}")
    return command, description


def _language(params: Params) -> str:
    code = params.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise Refusal(400, "Bad Request: invalid language code specified")
    return code
