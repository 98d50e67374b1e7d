"""Pressed buttons: a handler for each form of callback data."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

from telegram import CallbackQuery, Update
from telegram.constants import ChatType
from telegram.ext import CallbackQueryHandler

from bot.calendars import HijriCalendar
from bot.chatbot import callback_data as forms
from bot.chatbot.answers.answers import Answers
from bot.chatbot.answers.message import Answer
from bot.chatbot.callback_data import Form, PreviewAction, View
from bot.chatbot.context import BotContext
from bot.chatbot.handlers.editors import EditorHandlers
from bot.chatbot.handlers.reports import ReportHandlers
from bot.chatbot.handlers.staff import Staff, name_of
from bot.chatbot.handlers.user_settings import UserSettings
from bot.chatbot.replies import acknowledge, edit, reply
from bot.chatbot.requester import Requester

T = TypeVar("T")
Handler = CallbackQueryHandler[BotContext, None]
Act = Callable[[Update, BotContext, T], Coroutine[Any, Any, None]]


class Callbacks:
    """The buttons of everybody; one that is old or not ours is answered politely."""

    def __init__(
        self, answers: Answers, reports: ReportHandlers, *, user_settings: UserSettings
    ) -> None:
        self._answers = answers
        self._reports = reports
        self._settings = user_settings

    def handlers(self) -> Iterator[Handler]:
        """One for each form of data that anybody may send."""
        answers = self._answers
        yield _page(forms.DAY, answers.view)
        yield _page(forms.PICK_SOURCES, lambda who, view: self._pick(who, view, forms.ENTRY))
        yield _page(forms.PICK_REPORT, lambda who, view: self._pick(who, view, forms.REPORT))
        yield _page(forms.SEARCH, lambda who, to: answers.search(who, to.query, page=to.page))
        yield _page(forms.YEAR, lambda who, to: answers.year(who, to.query, page=to.page))
        yield _page(forms.RANDOM, answers.random)
        yield _page(forms.ENTRY, answers.entry)
        yield _handler(forms.REPORT, self._report)
        yield _handler(forms.CANCEL_REPORT, self._cancel)
        yield _handler(forms.SEND_REPORT, self._send_report)
        yield _handler(forms.QUESTION, self._question)
        yield _handler(forms.LANGUAGE, self._language)
        yield _handler(forms.HIJRI, self._hijri)

    def _pick(self, requester: Requester, view: View, form: Form[str]) -> Answer:
        return self._answers.pick(requester, view, form=form)

    async def _report(self, update: Update, context: BotContext, event_id: str) -> None:
        """Ask for the report's words; from a group, in private."""
        query = pressed(update)
        chat = query.message.chat if query.message else None
        if chat is not None and chat.type == ChatType.PRIVATE:
            await acknowledge(query)
            await self._reports.begin(update, context, event_id)
        else:
            link = forms.REPORT.data(event_id)
            await acknowledge(query, url=f"https://t.me/{query.get_bot().username}?start={link}")

    async def _cancel(self, update: Update, context: BotContext, _: str) -> None:
        await edit(pressed(update), await self._reports.cancel(context.requester))

    async def _send_report(self, update: Update, context: BotContext, _: str) -> None:
        query = pressed(update)
        await edit(query, await self._reports.send_offered(context.requester))
        await self._reports.settle(query.get_bot())

    async def _question(self, update: Update, context: BotContext, text: str) -> None:
        """Ask an example of the help, and answer in a message of its own."""
        await acknowledge(pressed(update))
        await reply(update, self._answers.answer(context.requester, text))

    async def _language(self, update: Update, context: BotContext, code: str) -> None:
        await edit(pressed(update), await self._settings.choose_language(context.requester, code))

    async def _hijri(self, update: Update, context: BotContext, by: HijriCalendar) -> None:
        await edit(pressed(update), await self._settings.choose_hijri(context.requester, by))


class StaffCallbacks:
    """The buttons in the chats of operators and editors, for those who may decide there."""

    def __init__(
        self,
        staff: Staff,
        reports: ReportHandlers,
        *,
        operators_chat: int | None,
        editors: EditorHandlers | None,
    ) -> None:
        self._staff = staff
        self._reports = reports
        self._operators_chat = operators_chat
        self._editors = editors

    def handlers(self) -> Iterator[Handler]:
        """One for each form of data that is answered in a chat of the staff."""
        for form, accepted in ((forms.ACCEPT, True), (forms.DECLINE, False)):
            yield self._handler(form, self._operators_chat, act=self._closing(accepted))
        for other in (forms.RESOLVE_POST, forms.CORRECT_POST):
            yield self._handler(other, self._operators_chat, act=self._notice)
        if self._editors is not None:
            yield self._handler(forms.PREVIEW, self._editors.chat, act=self._preview)

    def _handler(self, form: Form[T], chat: int | None, *, act: Act[T]) -> Handler:
        """A handler in one chat, for its administrators; elsewhere the button is of no use."""

        async def decide(update: Update, context: BotContext, value: T) -> None:
            query = pressed(update)
            own = query.message is not None and query.message.chat.id == chat
            if not own:
                await old_button(update, context)
            elif await self._staff.presses(query):
                await act(update, context, value)

        return _handler(form, decide)

    def _closing(self, accepted: bool) -> Act[int]:
        async def close(update: Update, _: BotContext, number: int) -> None:
            await self._reports.close(pressed(update), number, accepted=accepted)

        return close

    async def _notice(self, update: Update, context: BotContext, _: str) -> None:
        query = pressed(update)
        if not await self._staff.press(query, query.data or ""):
            await old_button(update, context)

    async def _preview(self, update: Update, _: BotContext, action: PreviewAction) -> None:
        assert self._editors is not None  # or there was no such handler
        query = pressed(update)
        await self._editors.press(query, action, by=name_of(query.from_user))


def pressed(update: Update) -> CallbackQuery:
    """The press of the kind of update that these handlers get."""
    assert update.callback_query is not None
    return update.callback_query


async def old_button(update: Update, context: BotContext) -> None:
    """Say that a button is not in use."""
    words = context.requester.language.label("old_button")
    await acknowledge(pressed(update), words, alert=True)


def _handler(form: Form[T], act: Act[T]) -> Handler:
    async def callback(update: Update, context: BotContext) -> None:
        try:
            value = form.parse(pressed(update).data or "")
        except ValueError:
            await old_button(update, context)
        else:
            await act(update, context, value)

    return CallbackQueryHandler(callback, pattern=form.pattern)


def _page(form: Form[T], page: Callable[[Requester, T], Answer]) -> Handler:
    """A handler that puts a page in place of the message with the button."""

    async def show(update: Update, context: BotContext, value: T) -> None:
        await edit(pressed(update), page(context.requester, value))

    return _handler(form, show)
