"""Telegram's HTML, read as strictly as Telegram reads it.

Only the tags of the Bot API, only the entities lt, gt, amp, quot and numeric ones, and every
refusal in Telegram's words with its offset in bytes. A test compares it with Telegram's own parser.
`tg-time` is left out: nothing here may use it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.sandbox.telegram.links import checked_link, user_of

_TYPES: Mapping[bytes, str] = {
    **dict.fromkeys((b"b", b"strong"), "bold"),
    **dict.fromkeys((b"i", b"em"), "italic"),
    **dict.fromkeys((b"s", b"strike", b"del"), "strikethrough"),
    **dict.fromkeys((b"u", b"ins"), "underline"),
    **dict.fromkeys((b"span", b"tg-spoiler"), "spoiler"),
    b"a": "text_link",
    b"pre": "pre",
    b"code": "code",
    b"blockquote": "blockquote",
    b"tg-emoji": "custom_emoji",
}
_ARGUMENTS: Mapping[tuple[bytes, bytes], bytes] = {
    (b"a", b"href"): b"",
    (b"code", b"class"): b"language-",
    (b"span", b"class"): b"tg-",
    (b"tg-emoji", b"emoji-id"): b"",
}
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_REFERENCE = re.compile(rb"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<dec>[0-9]+)|(?P<name>[a-zA-Z]+));?")
_LONGEST_NUMBER = 10
_PLAIN = re.compile(rb"[^<&\0]+")
_SPACES = re.compile(rb"[ \t\r\n\v]*")
_TAG_NAME = re.compile(rb"[^ \t\r\n\v>\0]*")
_ATTRIBUTE = re.compile(rb"[^ \t\r\n\v=>/\"'\0]*")
_TOKEN = re.compile(rb"[a-zA-Z0-9.-]*")
_END = b"\0"


class HtmlError(ValueError):
    """A text that Telegram would not take. The message is Telegram's, without its prefix."""


@dataclass(frozen=True)
class Entity:
    """A stretch of formatted text; `offset` and `length` are in UTF-16 units, as Telegram counts.

    `type` is as in the Bot API. `value` is the address of a text_link, the language of a pre, the
    number of a custom_emoji, or the person's id of a text_mention.
    """

    type: str
    offset: int
    length: int
    value: str | None = None


@dataclass(frozen=True)
class Parsed:
    """A text without its markup, and the entities that the markup made."""

    text: str
    entities: tuple[Entity, ...]


@dataclass(frozen=True)
class _Open:
    """A start tag that waits for its end."""

    tag: bytes
    argument: bytes
    offset: int
    start: int


def utf16_length(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def parse_html(html: str) -> Parsed:
    """The text and entities of `html`. Raises HtmlError as Telegram would refuse it."""
    if "\0" in html:
        raise HtmlError("Text must not contain null bytes")
    return _Reader(html.encode()).read()


class _Reader:
    """Goes through the bytes once; `at` is the place reached."""

    def __init__(self, html: bytes) -> None:
        self._html = html + _END
        self._at = 0
        self._out = bytearray()
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def read(self) -> Parsed:
        end = len(self._html) - 1
        while self._at < end:
            self._step()
        if self._open:
            tag = self._open[-1].tag.decode()
            raise HtmlError(f'Can\'t find end tag corresponding to start tag "{tag}"')
        entities = (
            replace(entity, value=None) if entity.type == "code" else entity
            for entity in self._entities
        )
        ordered = sorted(entities, key=lambda entity: (entity.offset, -entity.length))
        return Parsed(_decoded(bytes(self._out)), tuple(ordered))

    def _step(self) -> None:
        here = self._html[self._at : self._at + 1]
        if here == b"&":
            self._write(self._reference() or self._take(1))
        elif here != b"<":
            self._write(self._match(_PLAIN))
        elif self._html[self._at + 1 : self._at + 2] == b"/":
            self._end_tag()
        else:
            self._start_tag()

    def _write(self, data: bytes) -> None:
        self._out += data
        self._length += utf16_length(data.decode("utf-8", "surrogatepass"))

    def _take(self, count: int) -> bytes:
        taken = self._html[self._at : self._at + count]
        self._at += count
        return taken

    def _match(self, pattern: re.Pattern[bytes]) -> bytes:
        found = pattern.match(self._html, self._at)
        return self._take(len(found[0])) if found else b""

    def _next(self) -> bytes:
        return self._html[self._at : self._at + 1]

    def _reference(self) -> bytes | None:
        found = _REFERENCE.match(self._html, self._at)
        character = _character(found) if found else None
        if found is None or character is None:
            return None
        self._at = found.end()
        return character.encode("utf-8", "surrogatepass")

    def _start_tag(self) -> None:
        begin = self._at
        self._take(1)
        tag = self._match(_TAG_NAME).lower()
        if self._next() == _END:
            raise HtmlError(f"Unclosed start tag at byte offset {begin}")
        if tag not in _TYPES:
            name = tag.decode()
            raise HtmlError(f'Unsupported start tag "{name}" at byte offset {begin}')
        argument = self._attributes(tag, begin)
        if tag == b"span" and argument != b"spoiler":
            raise HtmlError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self._open.append(_Open(tag, argument, self._length, len(self._out)))

    def _attributes(self, tag: bytes, begin: int) -> bytes:
        argument = b""
        while self._next() != b">":
            self._match(_SPACES)
            if self._next() == b">":
                break
            name = self._match(_ATTRIBUTE)
            if not name:
                raise HtmlError(
                    f'Empty attribute name in the tag "{tag.decode()}" at byte offset {begin}'
                )
            value = self._value(tag, begin)
            prefix = _ARGUMENTS.get((tag, name))
            if (tag, name) == (b"blockquote", b"expandable"):
                argument = b"1"
            elif value is not None and prefix is not None and value.startswith(prefix):
                argument = value.removeprefix(prefix)
        self._take(1)
        return argument

    def _value(self, tag: bytes, begin: int) -> bytes | None:
        unclosed = HtmlError(f'Unclosed start tag "{tag.decode()}" at byte offset {begin}')
        self._match(_SPACES)
        if self._next() != b"=":
            if self._next() == _END:
                raise unclosed
            return None
        self._take(1)
        self._match(_SPACES)
        if self._next() == _END:
            raise unclosed
        value = self._quoted() if self._next() in b"'\"" else self._token()
        if self._next() == _END:
            raise HtmlError(f"Unclosed start tag at byte offset {begin}")
        return value

    def _token(self) -> bytes:
        begin = self._at
        token = self._match(_TOKEN).lower()
        if self._next() not in b" \t\r\n\v>\0":
            raise HtmlError(f"Unexpected end of name token at byte offset {begin}")
        return token

    def _quoted(self) -> bytes:
        quote = self._take(1)
        value = bytearray()
        while self._next() not in (quote, _END):
            reference = self._reference() if self._next() == b"&" else None
            value += self._take(1) if reference is None else reference
        if self._next() == quote:
            self._take(1)
        return bytes(value)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise HtmlError(f"Unexpected end tag at byte offset {begin}")
        self._take(2)
        tag = self._match(_TAG_NAME).lower()
        self._match(_SPACES)
        if self._next() != b">":
            raise HtmlError(f"Unclosed end tag at byte offset {begin}")
        self._take(1)
        opened = self._open[-1]
        if tag and tag != opened.tag:
            raise HtmlError(
                f"Unmatched end tag at byte offset {begin}, "
                f'expected "</{opened.tag.decode()}>", found "</{tag.decode()}>"'
            )
        if self._length > opened.offset:
            self._add(opened)
        self._open.pop()

    def _add(self, opened: _Open) -> None:
        kind = _TYPES[opened.tag]
        argument = opened.argument.decode("utf-8", "replace")
        length = self._length - opened.offset
        entity = Entity(kind, opened.offset, length, argument or None)
        match kind:
            case "text_link":
                inner = self._out[opened.start :].decode("utf-8", "replace")
                self._add_link(entity, argument or inner)
            case "pre" | "code":
                self._add_code(entity)
            case "custom_emoji" if not argument.isdecimal() or int(argument) == 0:
                raise HtmlError("Invalid custom emoji identifier specified")
            case "blockquote" if argument:
                self._entities.append(Entity("expandable_blockquote", opened.offset, length))
            case "custom_emoji":
                self._entities.append(entity)
            case _:
                self._entities.append(replace(entity, value=None))

    def _add_link(self, entity: Entity, url: str) -> None:
        user, link = user_of(url), checked_link(url)
        if user is not None:
            self._entities.append(replace(entity, type="text_mention", value=str(user)))
        elif link:
            self._entities.append(replace(entity, value=link))

    def _add_code(self, entity: Entity) -> None:
        last = self._entities[-1] if self._entities else None
        other = {"pre": "code", "code": "pre"}[entity.type]
        same = last is not None and (last.type, last.offset, last.length) == (
            other,
            entity.offset,
            entity.length,
        )
        language = entity.value or (last.value if last and same else None)
        if last and same and language:
            self._entities[-1] = replace(last, type="pre", value=language)
        else:
            self._entities.append(entity)


def _character(found: re.Match[bytes]) -> str | None:
    if found["name"]:
        return _NAMED.get(found["name"])
    if len(found[0].rstrip(b";")) >= _LONGEST_NUMBER:
        return None
    code = int(found["hex"], 16) if found["hex"] else int(found["dec"])
    return chr(code) if 0 < code < 0x10FFFF else None


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise HtmlError(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        ) from None
