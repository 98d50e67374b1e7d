"""Which handler gets which update, and the menu of commands."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Message,
    Update,
)
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.chatbot.answers.message import Answer
from bot.chatbot.context import Parts
from bot.chatbot.handlers.callbacks import Pressed
from bot.chatbot.handlers.commands import Commands
from bot.chatbot.handlers.editors import Editing
from bot.chatbot.handlers.guard import Gate, replies_to_bot
from bot.chatbot.handlers.inline import Inline
from bot.chatbot.handlers.membership import Standing
from bot.chatbot.handlers.reports import Reporting
from bot.chatbot.handlers.staff import Staff
from bot.chatbot.handlers.text import Typed
from bot.chatbot.handlers.user_settings import Personal
from bot.chatbot.replies import tell
from bot.chatbot.update_processor import Turns
from bot.errors import StoreError
from bot.i18n.languages import CODES, language

log = logging.getLogger(__name__)
App = Application[Any, Any, Any, Any, Any, Any]
MENU = "today date search year random timezone language help privacy forget".split()
STAFF_MENU = {
    "status": "How things stand",
    "hold": "Stop posting, for mourning or trouble",
    "resume": "Post again",
}
GROUP_MENU = "today date search year random help".split()
_NEW = filters.UpdateType.MESSAGE & ~filters.IS_AUTOMATIC_FORWARD & ~filters.VIA_BOT
"""New messages by people: no edits, no posts of channels, no copies of them in a group."""


class _ReplyToBot(filters.MessageFilter):
    """Messages that answer one of the bot's own."""

    def filter(self, message: Message) -> bool:
        return replies_to_bot(message)


class Handlers:
    """The handlers of one conversation."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.gate = Gate(parts)
        self.reporting = Reporting(parts)
        self.staff = Staff(parts)
        self.editing = Editing(parts, parts.editors) if parts.editors else None

    def warm(self) -> None:
        """Make what takes long before it is asked for."""
        self._parts.answers.warm()

    def add_to(self, application: App) -> None:
        """Add all handlers."""
        personal, standing = Personal(self._parts), Standing(self._parts)
        typed = Typed(self._parts, self.reporting)
        pressed = Pressed(
            self._parts,
            self.reporting,
            personal=personal,
            staff=self.staff,
            editing=self.editing,
        )
        commands = {
            **Commands(self._parts, self.reporting).table,
            "timezone": personal.timezone,
            "language": personal.language,
            "privacy": personal.privacy,
            "forget": personal.forget,
        }
        words = filters.TEXT | filters.CAPTION | filters.FORWARDED
        plain = words & ~filters.COMMAND & (filters.ChatType.PRIVATE | _ReplyToBot())
        application.add_handler(TypeHandler(Update, self.gate.check), group=-1)
        for name, callback in commands.items():
            application.add_handler(CommandHandler(name, callback, filters=_NEW))
        ours = _NEW & filters.Chat(self._parts.staff_chats)
        for name in STAFF_MENU:
            application.add_handler(CommandHandler(name, getattr(self.staff, name), filters=ours))
        application.add_handlers(
            [
                CallbackQueryHandler(pressed.handle),
                InlineQueryHandler(Inline(self._parts).handle),
                ChatMemberHandler(standing.changed, ChatMemberHandler.MY_CHAT_MEMBER),
                MessageHandler(_NEW & filters.StatusUpdate.MIGRATE, standing.moved),
                MessageHandler(
                    _NEW & filters.LOCATION & filters.ChatType.PRIVATE, personal.location
                ),
                MessageHandler(_NEW & filters.COMMAND & filters.ChatType.PRIVATE, self._unknown),
                MessageHandler(_NEW & plain, typed.handle),
            ]
        )
        application.add_error_handler(self._failed)

    async def _unknown(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A command that there is not."""
        del context
        asker = await self._parts.asker(update)
        await tell(update, Answer(asker.language.text("no_command")))

    async def _failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """One line for a fault of the network or the database, a traceback for one of ours."""
        if isinstance(context.error, TelegramError):
            log.warning("an answer was not sent: %s", context.error)
        elif isinstance(context.error, StoreError):
            log.warning("an answer could not be kept: %s", context.error)
            if isinstance(update, Update):
                asker = await self._parts.asker(update)
                await tell(update, Answer(asker.language.text("trouble")))
        else:
            log.error("a handler failed", exc_info=context.error)


def make_application(bot: Bot, handlers: Handlers) -> App:
    """The application that receives updates for a bot and answers them."""
    application = ApplicationBuilder().bot(bot).concurrent_updates(Turns()).build()
    handlers.add_to(application)
    return application


async def set_menus(bot: Bot, staff_chats: Sequence[int] = ()) -> None:
    """Set the menu of commands in each language, for private chats and for groups; and the
    staff's own in their chats.
    """
    scopes: list[tuple[BotCommandScope, list[str]]] = [
        (BotCommandScopeAllPrivateChats(), MENU),
        (BotCommandScopeAllGroupChats(), GROUP_MENU),
    ]
    try:
        for scope, names in scopes:
            for code in CODES:
                words = language(code)
                commands = [BotCommand(name, words.label(f"menu_{name}")) for name in names]
                own = None if code == "en" else code  # English is for every other language
                await bot.set_my_commands(commands, scope=scope, language_code=own)
        staff = [BotCommand(name, words) for name, words in STAFF_MENU.items()]
        for chat in staff_chats:
            await bot.set_my_commands(staff, scope=BotCommandScopeChat(chat))
    except TelegramError as fault:
        log.warning("the menu of commands could not be set: %s", fault)
