"""Pressed buttons and inline queries: what the bot answers, once and in time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.telegram.errors import Refusal
from bot.sandbox.telegram.html import Entity
from bot.sandbox.telegram.markup import Buttons, markup_of
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.state import World
from bot.sandbox.telegram.text import TEXT_LIMIT, formatted
from bot.sandbox.telegram.updates import Updates

_TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
_CALLBACK_LIFE = timedelta(seconds=150)
_INLINE_LIFE = timedelta(seconds=30)
_LONGEST_ALERT = 200
_MOST_RESULTS = 50
_LONGEST_ID = 64
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class CallbackAnswer:
    """The answer that a person sees after pressing a button."""

    text: str
    alert: bool
    url: str
    cache_time: int


@dataclass(frozen=True)
class InlineResult:
    """One result of an inline query: what the list shows, and the message that it would send.

    As in a message, `text` is after parsing, `html` as it was sent.
    """

    id: str
    title: str
    description: str
    text: str
    html: str
    entities: tuple[Entity, ...]
    buttons: Buttons


@dataclass(frozen=True)
class InlineAnswer:
    """All that the bot answered to an inline query; `cache_time` in seconds."""

    results: tuple[InlineResult, ...]
    cache_time: int
    personal: bool
    next_offset: str
    button: Mapping[str, object] | None


class Queries:
    """Questions that wait for an answer, and the methods that give one."""

    def __init__(self, world: World, updates: Updates) -> None:
        self._world = world
        self._updates = updates
        self._asked: dict[str, datetime] = {}
        self._last_id = 4_000_000_000
        self.answers: dict[str, CallbackAnswer | InlineAnswer] = {}

    def ask(self, kind: str, content: Mapping[str, object]) -> str:
        """Send the bot a callback_query or inline_query; returns its id."""
        self._last_id += 1
        query_id = str(self._last_id)
        life = _CALLBACK_LIFE if kind == "callback_query" else _INLINE_LIFE
        self._asked[query_id] = self._world.now() + life
        self._updates.put(kind, {"id": query_id, **content})
        return query_id

    def answer_callback_query(self, params: Params) -> bool:
        """The method answerCallbackQuery."""
        answer = CallbackAnswer(
            text=params.text("text"),
            alert=params.flag("show_alert"),
            url=params.text("url"),
            cache_time=params.number("cache_time"),
        )
        if len(answer.text) > _LONGEST_ALERT:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        return self._answer(params.text("callback_query_id"), answer)

    def answer_inline_query(self, params: Params) -> bool:
        """The method answerInlineQuery; only articles are understood."""
        given = params.json("results", "inline query results")
        if not isinstance(given, list):
            raise Refusal(400, "Bad Request: expected an Array of inline query results")
        if len(given) > _MOST_RESULTS:
            raise Refusal(400, "Bad Request: RESULTS_TOO_MUCH")
        results = tuple(_result(item) for item in given)
        if len({result.id for result in results}) < len(results):
            raise Refusal(400, "Bad Request: RESULT_ID_DUPLICATE")
        if len(params.text("next_offset").encode()) > _LONGEST_ID:
            raise Refusal(400, "Bad Request: NEXT_OFFSET_INVALID")
        answer = InlineAnswer(
            results=results,
            cache_time=params.number("cache_time", 300),
            personal=params.flag("is_personal"),
            next_offset=params.text("next_offset"),
            button=_button(params),
        )
        return self._answer(params.text("inline_query_id"), answer)

    def _answer(self, query_id: str, answer: CallbackAnswer | InlineAnswer) -> bool:
        with self._world.changed:
            until = self._asked.pop(query_id, None)
            if until is None or self._world.now() > until:
                raise Refusal(400, _TOO_OLD)
            self.answers[query_id] = answer
            self._world.changed.notify_all()
            return True


def _result(item: object) -> InlineResult:
    if not isinstance(item, Mapping):
        raise Refusal(400, "Bad Request: inline query result must be an object")
    kind, result_id = item.get("type"), item.get("id")
    if kind != "article":
        words = f'type "{kind}" is unsupported for the inline query result'
        raise Refusal(400, f"Bad Request: can't parse inline query result: {words}")
    if not isinstance(result_id, str) or not 0 < len(result_id.encode()) <= _LONGEST_ID:
        raise Refusal(400, "Bad Request: RESULT_ID_INVALID")
    if not item.get("title"):
        raise Refusal(400, "Bad Request: ARTICLE_TITLE_EMPTY")
    content = item.get("input_message_content")
    if not isinstance(content, Mapping) or "message_text" not in content:
        raise Refusal(400, "Bad Request: there is no message content for the article")
    text, entities = _message(content)
    return InlineResult(
        id=result_id,
        title=str(item["title"]),
        description=str(item.get("description", "")),
        text=text,
        html=str(content["message_text"]),
        entities=entities,
        buttons=markup_of(item.get("reply_markup"), chat_type="private", only_inline=True).buttons,
    )


def _message(content: Mapping[str, object]) -> tuple[str, tuple[Entity, ...]]:
    parsed = formatted(
        str(content["message_text"]),
        parse_mode=str(content.get("parse_mode", "")),
        limit=TEXT_LIMIT,
    )
    if not parsed.text:
        raise Refusal(400, "Bad Request: MESSAGE_EMPTY")
    return parsed.text, parsed.entities


def _button(params: Params) -> Mapping[str, object] | None:
    given = params.json("button", "inline query results button")
    if given is None:
        return None
    if not isinstance(given, Mapping) or not given.get("text"):
        raise Refusal(400, "Bad Request: can't parse inline query results button")
    payload = given.get("start_parameter")
    if payload is not None and not _PAYLOAD.fullmatch(str(payload)):
        raise Refusal(400, "Bad Request: START_PARAM_INVALID")
    return given
