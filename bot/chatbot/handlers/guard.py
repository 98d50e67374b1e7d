"""What stands before every handler: no update twice, and nobody too much."""

from __future__ import annotations

from collections import OrderedDict
from datetime import timedelta

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.chatbot.answers.message import Answer
from bot.chatbot.context import Parts
from bot.chatbot.rate_limit import Limit, Verdict
from bot.chatbot.replies import tell
from bot.store.users import REMEMBERED

A_PERSON = (20, timedelta(seconds=10))
A_GROUP = (15, timedelta(minutes=1))


class Gate:
    """Stops an update that was answered before, or that is one too many."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._people = Limit(A_PERSON[0], within=A_PERSON[1])
        self._groups = Limit(A_GROUP[0], within=A_GROUP[1])
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._fresh: list[int] = []

    def load(self) -> None:
        """Remember the updates that an earlier run answered."""
        self._seen.update(dict.fromkeys(self._parts.people.seen()))

    def save(self) -> None:
        """Note the updates since the last time in the store; StoreError leaves them for later."""
        fresh = list(self._fresh)
        self._parts.people.see(fresh)
        del self._fresh[: len(fresh)]

    async def check(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The first handler of every update."""
        del context
        if not isinstance(update, Update):
            return
        if self._is_known(update.update_id):
            raise ApplicationHandlerStop
        if (update.message or update.callback_query) is not None:
            await self._check_limits(update)

    def _is_known(self, number: int) -> bool:
        if number in self._seen:
            return True
        self._seen[number] = None
        self._fresh.append(number)
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return False

    async def _check_limits(self, update: Update) -> None:
        chat, user, now = update.effective_chat, update.effective_user, self._parts.clock()
        verdict = Verdict.ANSWER
        if user is not None:
            verdict = self._people.judge(user.id, now=now)
        group = chat if chat is not None and chat.type != ChatType.PRIVATE else None
        if group is not None and group.id in self._parts.staff_chats:
            group = None  # nobody may use up there what an administrator's word needs
        if verdict is Verdict.ANSWER and group is not None and _asks(update):
            verdict = self._groups.judge(group.id, now=now)
        if verdict is Verdict.SAY:
            asker = await self._parts.asker(update)
            await tell(update, Answer(asker.language.text("too_much")))
        if verdict is not Verdict.ANSWER:
            raise ApplicationHandlerStop


def _asks(update: Update) -> bool:
    """Whether an update in a group is one that the bot answers."""
    message = update.message
    if message is None:
        return update.callback_query is not None
    return bool(message.text and message.text.startswith("/")) or replies_to_bot(message)


def replies_to_bot(message: Message) -> bool:
    """Whether a message answers one of the bot's own."""
    replied = message.reply_to_message
    if replied is None or replied.from_user is None:
        return False
    return replied.from_user.id == message.get_bot().id
