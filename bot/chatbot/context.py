"""The context that each handler gets: the library's, with the requester."""

from __future__ import annotations

from typing import Any

from telegram import Bot
from telegram.ext import CallbackContext

from bot.chatbot.requester import Requester


class BotContext(CallbackContext[Bot, dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """The context of one update. The guard, which runs first, sets ``requester``."""

    requester: Requester
