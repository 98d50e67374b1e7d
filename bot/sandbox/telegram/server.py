"""A stand-in for Telegram's Bot API, on this machine.

What it does and says follows the Bot API's documents and its server's source. Not imitated: limits
on how fast one may send, Markdown, files other than pictures, payments and other far corners.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.sandbox.server.local_server import Call, LocalServer
from bot.sandbox.server.wire import Answer, Request, json_answer
from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.errors import Refusal, usual_refusal
from bot.sandbox.telegram.messages import Messages
from bot.sandbox.telegram.params import Params, read_params
from bot.sandbox.telegram.people import People
from bot.sandbox.telegram.queries import Queries
from bot.sandbox.telegram.settings import Commands, Scope, Settings
from bot.sandbox.telegram.state import World
from bot.sandbox.telegram.updates import Updates
from bot.sandbox.telegram.webhook import Webhooks

_PATH = re.compile(r"/bot([^/]*)/([A-Za-z]+)/?")
_TOKEN = re.compile(r"\d{1,19}:[A-Za-z0-9_-]+")
_Method = Callable[[Params], object]


class TelegramServer(People, LocalServer):
    """The Bot API for one bot, and the people around it.

    `token` is "ID:SECRET" with the bot's id; `now` gives messages their date (aware, UTC).
    `second_poller`: as if another copy of the bot polled all the time. `webhook_retry`: seconds
    between tries of a webhook. State is kept for the object's life, over `close` and `start`.
    """

    def __init__(
        self,
        token: str,
        *,
        now: Callable[[], datetime],
        bot_username: str = "OnThisDayBot",
        second_poller: bool = False,
        webhook_retry: float = 0.05,
        port: int = 0,
    ) -> None:
        if not _TOKEN.fullmatch(token):
            raise ValueError('a token looks like "123456:ABC": the bot\'s id, a colon, a secret')
        super().__init__(now, port=port)
        self._token = token
        self.world = World(int(token.partition(":")[0]), username=bot_username, now=now)
        self.updates = Updates(self.world, second_poller=second_poller)
        self.webhooks = Webhooks(self.world, self.updates, retry=webhook_retry)
        self.queries = Queries(self.world, self.updates)
        self.bot_messages = Messages(self.world, self.updates)
        self._settings = Settings(self.world)
        self._methods = {name.lower(): (name, method) for name, method in self._table().items()}

    @property
    def commands(self) -> Mapping[Scope, Commands]:
        """The command menus that the bot has set, by scope and language."""
        return dict(self._settings.commands)

    @property
    def descriptions(self) -> Mapping[tuple[str, str], str]:
        """The bot's descriptions, by name (``description``, ``short_description``) and language."""
        return dict(self._settings.texts)

    def start(self) -> None:
        """Bind and serve, after `close` again, with everything as it was."""
        self.updates.closed = False
        super().start()
        self.webhooks.resume()

    def wake(self) -> None:
        """End long polls and the webhook's sending."""
        self.updates.close()

    def read(self, request: Request) -> Call:
        """The method that a request calls, and its parameters."""
        found = _PATH.fullmatch(request.path)
        if found is None or not _TOKEN.fullmatch(found[1]):
            return self._refused(request, Refusal(404, "Not Found"))
        if found[1] != self._token:
            return self._refused(request, Refusal(401, "Unauthorized"))
        if found[2].lower() not in self._methods:
            return self._refused(request, Refusal(404, "Not Found"), method=found[2])
        name, method = self._methods[found[2].lower()]
        try:
            params = read_params(request)
        except Refusal as refusal:
            return self._refused(request, refusal, method=name)
        return Call(name, params.texts, lambda: _run(method, params), request.path)

    def refuse(self, status: int, description: str | None, *, retry_after: int | None) -> Answer:
        """A refusal in Telegram's form."""
        refusal = usual_refusal(status, description, retry_after=retry_after)
        return json_answer(refusal.body(), status)

    def _refused(self, request: Request, refusal: Refusal, *, method: str = "") -> Call:
        return Call(method, {}, lambda: json_answer(refusal.body(), refusal.code), request.path)

    def _table(self) -> Mapping[str, _Method]:
        messages, chats, settings = self.bot_messages, Chats(self.world), self._settings
        return {
            "getMe": self._get_me,
            "close": _agree,
            "getUpdates": self.updates.get_updates,
            "setWebhook": self.webhooks.set_webhook,
            "deleteWebhook": self.webhooks.delete_webhook,
            "getWebhookInfo": self.webhooks.get_webhook_info,
            "sendMessage": messages.send_message,
            "sendPhoto": messages.send_photo,
            "editMessageText": messages.edit_message_text,
            "editMessageCaption": messages.edit_message_caption,
            "editMessageMedia": messages.edit_message_media,
            "editMessageReplyMarkup": messages.edit_message_reply_markup,
            "deleteMessage": messages.delete_message,
            "forwardMessage": messages.forward_message,
            "answerCallbackQuery": self.queries.answer_callback_query,
            "answerInlineQuery": self.queries.answer_inline_query,
            "getChat": chats.get_chat,
            "getChatMember": chats.get_chat_member,
            "getChatAdministrators": chats.get_chat_administrators,
            "setMyCommands": settings.set_my_commands,
            "setMyDescription": settings.setter("description", longest=512),
            "getMyDescription": settings.getter("description"),
            "setMyShortDescription": settings.setter("short_description", longest=120),
            "getMyShortDescription": settings.getter("short_description"),
        }

    def _get_me(self, _: Params) -> object:
        return {
            **self.world.bot_json(),
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }


def _agree(_: Params) -> object:
    return True


def _run(method: _Method, params: Params) -> Answer:
    try:
        return json_answer({"ok": True, "result": method(params)})
    except Refusal as refusal:
        return json_answer(refusal.body(), refusal.code)
