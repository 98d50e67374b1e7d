"""Webhook mode: updates posted to the bot, one after another, each until it is taken."""

import http.client
import re
import threading
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bot.sandbox.telegram.errors import Refusal
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.state import Json, World
from bot.sandbox.telegram.updates import Update, Updates, update_text

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_ANSWER_WITHIN = 5.0


@dataclass(frozen=True)
class Webhook:
    """The address for updates, and the secret that goes with them."""

    url: str
    secret: str
    connections: int


class Webhooks:
    """The methods setWebhook, deleteWebhook and getWebhookInfo, and the sending.

    A failed delivery is tried again after `retry` seconds; Telegram's own pauses grow to minutes.
    """

    def __init__(self, world: World, updates: Updates, *, retry: float) -> None:
        self._world = world
        self._updates = updates
        self._retry = retry
        self._webhook: Webhook | None = None
        self._error: tuple[datetime, str] | None = None

    def set_webhook(self, params: Params) -> bool:
        """The method setWebhook; an empty address deletes."""
        if not params.text("url"):
            return self.delete_webhook(params)
        webhook = _read_webhook(params)
        with self._world.changed:
            self._forget(params)
            self._updates.allow(params)
            self._updates.webhook_set = True
            self._webhook = webhook
            self._world.changed.notify_all()
        self.resume()
        return True

    def delete_webhook(self, params: Params) -> bool:
        """The method deleteWebhook."""
        with self._world.changed:
            self._forget(params)
            self._updates.webhook_set = False
            self._webhook = None
            self._world.changed.notify_all()
        return True

    def resume(self) -> None:
        """Send in a thread of its own, until the webhook changes or the server closes."""
        if self._webhook is not None:
            threading.Thread(target=self._send_all, args=(self._webhook,), daemon=True).start()

    def get_webhook_info(self, _: Params) -> Json:
        """The method getWebhookInfo."""
        with self._world.changed:
            info: Json = {
                "url": self._webhook.url if self._webhook else "",
                "has_custom_certificate": False,
                "pending_update_count": len(self._updates.pending(limit=1_000_000)),
            }
            if self._webhook:
                info["max_connections"] = self._webhook.connections
            if self._updates.allowed:
                info["allowed_updates"] = list(self._updates.allowed)
            if self._error:
                date, message = self._error
                info |= {"last_error_date": int(date.timestamp()), "last_error_message": message}
            return info

    def _forget(self, params: Params) -> None:
        self._error = None
        if params.flag("drop_pending_updates"):
            self._updates.clear()

    def _send_all(self, webhook: Webhook) -> None:
        def ended() -> bool:
            return self._webhook is not webhook or self._updates.closed

        changed = self._world.changed
        while True:
            with changed:
                changed.wait_for(lambda: ended() or self._updates.pending(limit=1))
                if ended():
                    return
                update = self._updates.pending(limit=1)[0]
            problem = _post(webhook, update)
            with changed:
                if problem is None:
                    self._updates.confirm(update.id + 1)
                elif not ended():
                    self._error = (self._world.now(), problem)
                    changed.wait_for(ended, self._retry)


def _read_webhook(params: Params) -> Webhook:
    url = urlsplit(params.text("url"))
    if url.scheme not in ("http", "https") or not url.hostname:
        raise Refusal(400, "Bad Request: invalid webhook URL specified")
    if url.hostname not in _LOOPBACK:
        raise Refusal(400, "Bad Request: bad webhook: the stand-in only reaches this machine")
    if url.scheme == "https":
        raise Refusal(400, "Bad Request: bad webhook: the stand-in speaks http to this machine")
    secret = params.text("secret_token")
    if not _SECRET.fullmatch(secret):
        raise Refusal(400, "Bad Request: secret token contains unallowed characters")
    return Webhook(params.text("url"), secret, params.number("max_connections", 40))


def _post(webhook: Webhook, update: Update) -> str | None:
    url = urlsplit(webhook.url)
    headers = {"Content-Type": "application/json"}
    if webhook.secret:
        headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    place = http.client.HTTPConnection(url.hostname or "", url.port, timeout=_ANSWER_WITHIN)
    try:
        with closing(place) as connection:
            connection.request("POST", path, update_text(update), headers)
            answer = connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        return f"{type(error).__name__}: {error}"
    if 200 <= answer.status < 300:
        return None
    return f"Wrong response from the webhook: {answer.status} {answer.reason}"
