"""The processing of a text for a message: cleaned, trimmed and measured.

Cleaning is held to Telegram's own by a test. Not imitated: finding links, mentions and hashtags,
and merging or splitting entities that overlap.
"""

import json
import re
import unicodedata
from dataclasses import replace

from bot.sandbox.telegram.errors import Refusal
from bot.sandbox.telegram.html import Entity, HtmlError, Parsed, parse_html, utf16_length
from bot.sandbox.telegram.params import Params

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_RAW_LIMIT = 32 * 1024
_ENTITIES_LIMIT = 9_500
_TO_SPACE = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_BLANK = frozenset("\u2800\u3164\u115f\u1160\uffa0")
_VALUE_FIELDS = {"text_link": "url", "pre": "language", "custom_emoji": "custom_emoji_id"}


def formatted(raw: str, *, parse_mode: str = "", entities: str = "", limit: int) -> Parsed:
    """The text and entities of a message, at most `limit` UTF-16 units long after parsing.

    `entities` is the JSON that a client may give where there is no parse mode. Raises Refusal in
    Telegram's words. Empty is allowed here: only some methods refuse it.
    """
    parsed = trimmed(cleaned(_parsed(raw, parse_mode, entities)))
    if utf16_length(parsed.text) > limit or len(raw.encode()) >= _RAW_LIMIT:
        what = "message is too long" if limit == TEXT_LIMIT else "message caption is too long"
        raise Refusal(400, f"Bad Request: {what}")
    # A server-side limit that is not documented: markup and addresses count, not only the text.
    weight = sum(entity.length + len(entity.value or "") for entity in parsed.entities)
    if weight > _ENTITIES_LIMIT:
        raise Refusal(400, "Bad Request: ENTITIES_TOO_LONG")
    return parsed


def caption_of(params: Params) -> Parsed:
    """The caption that a request gives to a photo; empty where it gives none."""
    return formatted(
        params.text("caption"),
        parse_mode=params.text("parse_mode"),
        entities=params.text("caption_entities"),
        limit=CAPTION_LIMIT,
    )


def _parsed(raw: str, parse_mode: str, entities: str) -> Parsed:
    match parse_mode.lower():
        case "html":
            try:
                return parse_html(raw)
            except HtmlError as error:
                raise Refusal(400, f"Bad Request: can't parse entities: {error}") from None
        case "":
            return Parsed(raw, _given(entities))
        case _:  # Markdown too, which this stand-in does not read
            raise Refusal(400, "Bad Request: unsupported parse_mode")


def _given(entities: str) -> tuple[Entity, ...]:
    try:
        return tuple(_entity(item) for item in json.loads(entities or "[]"))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refusal(400, "Bad Request: can't parse entities JSON object") from None


def _entity(item: dict[str, object]) -> Entity:
    kind, offset, length = str(item["type"]), item["offset"], item["length"]
    if not isinstance(offset, int) or not isinstance(length, int):
        raise TypeError("an entity's place has to be whole numbers")
    value = item.get(_VALUE_FIELDS.get(kind, ""))
    return Entity(kind, offset, length, None if value is None else str(value))


def entity_json(entity: Entity) -> dict[str, object]:
    """The entity as the Bot API gives it."""
    given: dict[str, object] = {
        "type": entity.type,
        "offset": entity.offset,
        "length": entity.length,
    }
    if entity.type == "text_mention":
        given["user"] = {"id": int(entity.value or 0), "is_bot": False, "first_name": ""}
    elif entity.value is not None:
        given[_VALUE_FIELDS[entity.type]] = entity.value
    return given


def cleaned(parsed: Parsed) -> Parsed:
    """Control characters made spaces; returns, embeddings and three combining lines removed.

    U+030A is among them, so that an "å" of two code points loses its ring: send NFC.
    """
    text = _TO_SPACE.sub(" ", parsed.text)
    gaps = [utf16_length(text[: found.start()]) for found in _REMOVED.finditer(text)]
    if not gaps:
        return Parsed(text, parsed.entities)

    def moved(place: int) -> int:
        return place - sum(gap < place for gap in gaps)

    entities = (
        replace(
            entity,
            offset=moved(entity.offset),
            length=moved(entity.offset + entity.length) - moved(entity.offset),
        )
        for entity in parsed.entities
    )
    return Parsed(_REMOVED.sub("", text), tuple(entity for entity in entities if entity.length))


def trimmed(parsed: Parsed) -> Parsed:
    """Without spaces and line ends around it; entities are cut to what is left."""
    if not _visible(parsed.text):
        return Parsed("", ())
    right = parsed.text.rstrip(" \n")
    text = right.lstrip(" \n")
    shift, end = len(right) - len(text), utf16_length(text)
    cut = (_cut(entity, shift, end) for entity in parsed.entities)
    return Parsed(text, tuple(entity for entity in cut if entity.length > 0))


def _cut(entity: Entity, shift: int, end: int) -> Entity:
    start = max(entity.offset - shift, 0)
    stop = min(entity.offset + entity.length - shift, end)
    return replace(entity, offset=start, length=stop - start)


def _visible(text: str) -> bool:
    return any(
        not character.isspace()
        and character not in _BLANK
        and unicodedata.category(character) not in ("Cf", "Cc")
        for character in text
    )
