"""The files of entries' pictures: where they are, and what their first bytes say of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FOLDER = "data/"
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


class PictureSize(NamedTuple):
    """The format of a picture, by the ending of its file, and its size in pixels."""

    ending: str
    width: int
    height: int


def picture_path(dataset: Path, file: str) -> Path:
    """Where a picture is: beside the dataset, which is in the folder ``data``."""
    return dataset.parent / file.removeprefix(_FOLDER)


def size_of(content: bytes) -> PictureSize | None:
    """The format and size of a picture by its bytes; None for what is no PNG, JPEG or WebP."""
    try:
        if content.startswith(_PNG):
            return PictureSize("png", *struct.unpack(">II", content[16:24]))
        if content.startswith(_JPEG):
            return next(_jpeg(content), None)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError):
        return None
    return None


def _jpeg(content: bytes) -> Iterator[PictureSize]:
    """The size in the first frame header, found from segment to segment."""
    at = 2
    while at < len(content):
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            yield PictureSize("jpg", width, height)
        at += 2 + length


def _webp(content: bytes) -> PictureSize | None:
    """The size in the first chunk: lossy, lossless or extended."""
    kind, data = content[12:16], content[20:30]
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", data[6:10])
        return PictureSize("webp", width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L":
        bits = struct.unpack("<I", data[1:5])[0]
        return PictureSize("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[n : n + 3], "little") + 1 for n in (4, 7))
        return PictureSize("webp", width, height)
    return None
