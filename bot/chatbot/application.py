"""The handlers for each kind of update, and the menu of commands."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
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
    BaseHandler,
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
from bot.chatbot.context import BotContext
from bot.chatbot.dependencies import Dependencies
from bot.chatbot.handlers.callbacks import Callbacks, StaffCallbacks, old_button
from bot.chatbot.handlers.commands import Commands
from bot.chatbot.handlers.editors import EditorHandlers
from bot.chatbot.handlers.guard import Guard, replies_to_bot
from bot.chatbot.handlers.inline import Inline
from bot.chatbot.handlers.membership import Membership
from bot.chatbot.handlers.reports import ReportHandlers
from bot.chatbot.handlers.staff import Staff
from bot.chatbot.handlers.text import TextHandler
from bot.chatbot.handlers.user_settings import UserSettings
from bot.chatbot.previews.messages import PreviewMessages
from bot.chatbot.previews.pictures import PreviewPictures
from bot.chatbot.previews.state import PreviewBuilder
from bot.chatbot.replies import reply
from bot.chatbot.update_processor import PerUserProcessor
from bot.errors import StoreError
from bot.i18n.languages import CODES, language

log = logging.getLogger(__name__)
App = Application[Any, Any, Any, Any, Any, Any]
Process = Callable[[Update], Awaitable[None]]
AnyHandler = BaseHandler[Any, BotContext, Any]
MENU = (
    "today date search year random topics timezone language calendar help privacy forget"
).split()
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
    """The handlers of one chatbot, each with the parts that it needs."""

    def __init__(self, parts: Dependencies) -> None:
        answers, users, store = parts.answers, parts.users, parts.store
        self._staff_chats = parts.staff_chats
        self._answers = answers
        self._users = users
        self.guard = Guard(users, store.users, staff_chats=parts.staff_chats)
        self.reports = ReportHandlers(
            answers,
            users,
            reports=store.reports,
            operators_chat=parts.operators_chat,
            clock=parts.clock,
        )
        self.editors = _editors(parts)
        self._staff = Staff(store, parts.plans, clock=parts.clock, present_id=parts.present_id)
        self._settings = UserSettings(users, store.reports)
        self._text = TextHandler(answers, self.reports, posts=parts.posts)
        self._membership = Membership(users, parts.operators_chat)
        self._staff_callbacks = StaffCallbacks(
            self._staff,
            self.reports,
            operators_chat=parts.operators_chat,
            editors=self.editors,
        )

    def warm(self) -> None:
        """Make what takes long before it is asked for."""
        self._answers.warm()

    def add_to(self, application: App) -> None:
        """Add all handlers."""
        application.add_handler(TypeHandler(Update, self.guard.check), group=-2)
        application.add_handler(TypeHandler(Update, self.reports.end_on_other), group=-1)
        application.add_handlers([*self._commands(), *self._buttons(), *self._messages()])
        application.add_error_handler(self._failed)

    def _commands(self) -> Iterator[AnyHandler]:
        settings = self._settings
        commands = {
            **Commands(self._answers, self.reports).table,
            "timezone": settings.timezone,
            "language": settings.language,
            "calendar": settings.calendar,
            "privacy": settings.privacy,
            "forget": settings.forget,
        }
        for name, callback in commands.items():
            yield CommandHandler(name, callback, filters=_NEW)
        yield CommandHandler("id", self._staff.number, filters=_NEW)
        ours = _NEW & filters.Chat(self._staff_chats)
        for name in STAFF_MENU:
            yield CommandHandler(name, getattr(self._staff, name), filters=ours)

    def _buttons(self) -> Iterator[AnyHandler]:
        yield from Callbacks(self._answers, self.reports, user_settings=self._settings).handlers()
        yield from self._staff_callbacks.handlers()
        yield CallbackQueryHandler(old_button)

    def _messages(self) -> Iterator[AnyHandler]:
        private = filters.ChatType.PRIVATE
        words = filters.TEXT | filters.CAPTION | filters.FORWARDED
        plain = words & ~filters.COMMAND & (private | _ReplyToBot())
        yield InlineQueryHandler(Inline(self._answers).handle)
        yield ChatMemberHandler(self._membership.changed, ChatMemberHandler.MY_CHAT_MEMBER)
        yield MessageHandler(_NEW & filters.StatusUpdate.MIGRATE, self._membership.moved)
        yield MessageHandler(_NEW & filters.LOCATION & private, self._settings.location)
        yield MessageHandler(_NEW & filters.COMMAND & private, _unknown_command)
        yield MessageHandler(_NEW & plain, self._text.handle)

    async def _failed(self, update: object, context: BotContext) -> None:
        """One line for a fault of the network or the database, a traceback for one of ours."""
        if isinstance(context.error, TelegramError):
            log.warning("an answer was not sent: %s", context.error)
        elif isinstance(context.error, StoreError):
            log.warning("an answer could not be kept: %s", context.error)
            if isinstance(update, Update):
                requester = await self._users.requester_of(update)
                await reply(update, Answer(requester.language.text("trouble")))
        else:
            log.error("a handler failed", exc_info=context.error)


async def _unknown_command(update: Update, context: BotContext) -> None:
    await reply(update, Answer(context.requester.language.text("no_command")))


def _editors(parts: Dependencies) -> EditorHandlers | None:
    """The handlers of the editors' chat, where the settings name one."""
    editors = parts.editors
    if editors is None:
        return None
    return EditorHandlers(
        editors,
        list(parts.plans.values()),
        builder=PreviewBuilder(parts.store, parts.dataset),
        messages=PreviewMessages(parts.store, parts.dataset, approval=editors.approval),
        pictures=PreviewPictures(parts.pictures, editors.chat),
        store=parts.store,
        clock=parts.clock,
        posts_here=parts.posts_here,
    )


def make_application(bot: Bot, handlers: Handlers) -> App:
    """The application that receives updates for a bot and answers them."""
    application = (
        ApplicationBuilder()
        .bot(bot)
        .context_types(ContextTypes(context=BotContext))
        .concurrent_updates(PerUserProcessor(handlers.guard.note_answered))
        .updater(None)
        .build()
    )
    handlers.add_to(application)
    return application


def processing(application: App) -> Process:
    """The function that answers an update, in the order of its sender's updates."""

    async def process(update: Update) -> None:
        await application.update_processor.process_update(
            update, application.process_update(update)
        )

    return process


async def set_menus(bot: Bot, staff_chats: Sequence[int] = ()) -> None:
    """Set the menu of commands and the bot's description in each language; and the staff's own
    commands in their chats.
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
        for code in CODES:
            words, own = language(code), None if code == "en" else code
            await bot.set_my_description(words.word("about_bot"), language_code=own)
            await bot.set_my_short_description(words.word("about_bot_short"), language_code=own)
        staff = [BotCommand(name, words) for name, words in STAFF_MENU.items()]
        for chat in staff_chats:
            await bot.set_my_commands(staff, scope=BotCommandScopeChat(chat))
    except TelegramError as fault:
        log.warning("the menus and descriptions could not be set: %s", fault)
