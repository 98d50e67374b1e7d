"""Runs before every handler: drops repeated updates, limits rates, finds out who asks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from datetime import timedelta

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from bot.chatbot.answers.message import Answer
from bot.chatbot.context import BotContext
from bot.chatbot.rate_limit import RateLimiter, Verdict
from bot.chatbot.replies import reply
from bot.chatbot.user_cache import UserCache
from bot.store import Users
from bot.store.users import REMEMBERED

A_PERSON = (20, timedelta(seconds=10))
A_GROUP = (15, timedelta(minutes=1))


class Guard:
    """Stops an update that was answered before, or that is one too many.

    ``seen`` remembers the numbers of updates over a restart.
    """

    def __init__(
        self,
        users: UserCache,
        seen: Users,
        *,
        staff_chats: Sequence[int],
    ) -> None:
        self._users = users
        self._store = seen
        self._staff_chats = staff_chats
        self._per_person = RateLimiter(A_PERSON[0], within=A_PERSON[1])
        self._per_group = RateLimiter(A_GROUP[0], within=A_GROUP[1])
        self._answered: OrderedDict[int, None] = OrderedDict()
        self._begun: set[int] = set()
        self._fresh: list[int] = []

    def load(self) -> None:
        """Remember the updates that an earlier run answered."""
        self._answered.update(dict.fromkeys(self._store.seen()))

    def save(self) -> None:
        """Note the updates since the last time in the store; StoreError leaves them for later."""
        fresh = list(self._fresh)
        self._store.see(fresh)
        del self._fresh[: len(fresh)]

    async def check(self, update: Update, context: BotContext) -> None:
        """The first handler of every update; sets who asks."""
        if self._is_known(update.update_id):
            raise ApplicationHandlerStop
        limited = (update.message or update.callback_query) is not None
        verdict = self._verdict(update) if limited else Verdict.ANSWER
        if verdict is Verdict.SILENCE:
            raise ApplicationHandlerStop
        context.requester = await self._users.requester_of(update)
        if verdict is Verdict.SAY:
            await reply(update, Answer(context.requester.language.text("too_much")))
            raise ApplicationHandlerStop

    def _is_known(self, number: int) -> bool:
        """True if an update was answered, or is being answered now, which it is from here on."""
        known = number in self._answered or number in self._begun
        self._begun.add(number)
        return known

    def note_answered(self, number: int) -> None:
        """Note that an update needs no answer any more: only then is it remembered as answered."""
        self._begun.discard(number)
        if number in self._answered:
            return
        self._answered[number] = None
        self._fresh.append(number)
        if len(self._answered) > REMEMBERED:
            self._answered.popitem(last=False)

    def _verdict(self, update: Update) -> Verdict:
        """The verdict of both limits, the person's and the group's."""
        chat, user, now = update.effective_chat, update.effective_user, self._users.asked_at(update)
        verdict = Verdict.ANSWER
        if user is not None:
            verdict = self._per_person.hit(user.id, now=now)
        group = chat if chat is not None and chat.type != ChatType.PRIVATE else None
        if group is not None and group.id in self._staff_chats:
            group = None  # nobody may use up there what an administrator's word needs
        if verdict is Verdict.ANSWER and group is not None and _asks(update):
            verdict = self._per_group.hit(group.id, now=now)
        return verdict


def _asks(update: Update) -> bool:
    """True if an update in a group is one that the bot answers."""
    message = update.message
    if message is None:
        return update.callback_query is not None
    return bool(message.text and message.text.startswith("/")) or replies_to_bot(message)


def replies_to_bot(message: Message) -> bool:
    """True if a message answers one of the bot's own."""
    replied = message.reply_to_message
    if replied is None or replied.from_user is None:
        return False
    return replied.from_user.id == message.get_bot().id
