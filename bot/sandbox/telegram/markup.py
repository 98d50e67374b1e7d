"""Keyboards under a message, checked as Telegram checks them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.sandbox.telegram.errors import Refusal
from bot.sandbox.telegram.links import why_refused
from bot.sandbox.telegram.params import Params

_MOST_BUTTONS = 100
_LONGEST_DATA = 64
_KINDS = ("url", "callback_data", "switch_inline_query", "switch_inline_query_current_chat")


@dataclass(frozen=True)
class Button:
    """One inline button. `kind` is its field in the Bot API, such as "url"; `value` its content."""

    text: str
    kind: str
    value: str

    @property
    def data(self) -> str | None:
        """The callback data, or None where the button is of another kind."""
        return self.value if self.kind == "callback_data" else None

    @property
    def url(self) -> str | None:
        """The address that the button opens, or None where it is of another kind."""
        return self.value if self.kind == "url" else None


Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Markup:
    """The inline buttons, by row; the labels of a reply keyboard, by row; nothing of others."""

    buttons: Buttons = ()
    keyboard: tuple[tuple[str, ...], ...] = ()

    def as_json(self) -> dict[str, object] | None:
        """The markup that a message shows: only inline buttons."""
        rows = [[{"text": b.text, b.kind: b.value} for b in row] for row in self.buttons]
        return {"inline_keyboard": rows} if rows else None


def read_markup(params: Params, *, chat_type: str, only_inline: bool = False) -> Markup:
    """The parameter reply_markup. Raises Refusal in Telegram's words."""
    given = params.json("reply_markup", "reply keyboard markup")
    return markup_of(given, chat_type=chat_type, only_inline=only_inline)


def markup_of(given: object, *, chat_type: str, only_inline: bool = False) -> Markup:
    """A keyboard from its JSON. A channel's message can only have inline buttons."""
    if given is None:
        return Markup()
    if not isinstance(given, dict):
        raise Refusal(400, "Bad Request: object expected as reply markup")
    if given.get("inline_keyboard"):
        return Markup(buttons=_inline_rows(given["inline_keyboard"], chat_type))
    if (only_inline or chat_type == "channel") and "inline_keyboard" not in given:
        raise Refusal(400, "Bad Request: inline keyboard expected")
    rows = _rows(given.get("keyboard", []), "keyboard")
    return Markup(keyboard=tuple(tuple(_label(b, chat_type) for b in row) for row in rows))


def _rows(given: object, name: str) -> list[list[object]]:
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise Refusal(400, f'Bad Request: field "{name}" must be an Array of Arrays')
    return given


def _inline_rows(given: object, chat_type: str) -> Buttons:
    rows = _rows(given, "inline_keyboard")
    if sum(map(len, rows)) > _MOST_BUTTONS:
        raise Refusal(400, "Bad Request: reply markup is too long")
    return tuple(tuple(_button(item, chat_type) for item in row) for row in rows if row)


def _button(item: object, chat_type: str) -> Button:
    if not isinstance(item, Mapping):
        raise _unread("InlineKeyboardButton must be an Object")
    if not isinstance(item.get("text"), str):
        raise _unread('Can\'t find field "text"')
    # Telegram drops a button without a text in silence; here that is an error to be seen.
    if not item["text"].strip():
        raise Refusal(400, "Bad Request: inline keyboard button text must be non-empty")
    kind = next((kind for kind in _KINDS if isinstance(item.get(kind), str)), None)
    if kind is None or (not item[kind] and kind in ("url", "callback_data")):
        raise _unread("Text buttons are unallowed in the inline keyboard")
    button = Button(item["text"], kind, item[kind])
    _check(button, chat_type)
    return button


def _check(button: Button, chat_type: str) -> None:
    if button.data is not None and len(button.data.encode()) > _LONGEST_DATA:
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    why = why_refused(button.url) if button.url else None
    if why:
        words = f"inline keyboard button URL '{button.url}' is invalid: {why}"
        raise Refusal(400, f"Bad Request: {words}")
    if button.kind.startswith("switch_") and chat_type == "channel":
        words = "because users will not be able to use the button without knowing bot's username"
        raise Refusal(
            400, f"Bad Request: can't use {button.kind} button in a channel chat, {words}"
        )


def _unread(why: str) -> Refusal:
    return Refusal(400, f"Bad Request: can't parse inline keyboard button: {why}")


def _label(item: object, chat_type: str) -> str:
    label = item.get("text") if isinstance(item, Mapping) else item
    if not isinstance(label, str) or not label:
        raise Refusal(400, "Bad Request: keyboard button text must be non-empty")
    if isinstance(item, Mapping) and item.get("request_location") and chat_type != "private":
        raise Refusal(400, "Bad Request: location can be requested in private chats only")
    return label
