"""Pictures that the bot uploads."""

import json
import struct

from bot.sandbox.telegram.errors import Refusal
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.records import Photo

_LARGEST = 10 * 1024 * 1024
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_NOMINAL = (1280, 1280)


def read_photo(params: Params, files: dict[str, bytes]) -> Photo:
    """The parameter photo: an upload, kept in `files` under a new id, or the id of one kept."""
    name = params.text("photo").removeprefix("attach://") or "photo"
    if name in params.files:
        content = _checked(params.files[name])
        file_id = f"photo-{len(files) + 1}"
        files[file_id] = content
    elif name in files:
        file_id, content = name, files[name]
    elif not params.text("photo"):
        raise Refusal(400, "Bad Request: there is no photo in the request")
    else:  # an address too: this stand-in fetches nothing
        words = "wrong remote file identifier specified: Wrong string length"
        raise Refusal(400, f"Bad Request: {words}")
    return Photo(file_id, content, *_size(content))


def as_photo(params: Params) -> Params:
    """The parameters of editMessageMedia in the form that sendPhoto has."""
    media = params.json("media", "media")
    if not isinstance(media, dict) or not isinstance(media.get("media"), str):
        raise Refusal(400, "Bad Request: can't parse media: expected an InputMedia object")
    if media.get("type") != "photo":
        raise Refusal(400, "Bad Request: this stand-in knows photos alone")
    names = ("caption", "parse_mode")
    inner = {name: str(media[name]) for name in names if media.get(name)}
    if media.get("caption_entities"):
        inner["caption_entities"] = json.dumps(media["caption_entities"])
    return Params({**params.texts, **inner, "photo": media["media"]}, params.files)


def _checked(content: bytes) -> bytes:
    if not content:
        raise Refusal(400, "Bad Request: file must be non-empty")
    if len(content) > _LARGEST:
        raise Refusal(400, "Bad Request: file is too big")
    if not content.startswith((_PNG, _JPEG)):
        raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
    return content


def _size(content: bytes) -> tuple[int, int]:
    if content.startswith(_PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    return _NOMINAL
