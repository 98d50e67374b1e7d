"""Painting cards, and keeping each by the hash of its content. Knows typst and Pillow."""

from __future__ import annotations

import io
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cards import fonts
from bot.cards.card import content
from bot.errors import OnThisDayError, install_extra
from bot.events import Event

if TYPE_CHECKING:
    import typst

SIZE = (1200, 675)
LIMIT = 30_000  # bytes of a card
_COLOURS = (16, 12, 8, 4)
_PHOTO = (1280, 1280)  # Telegram shows no more
_NEEDED = f"cards need typst, Pillow and fonts: {install_extra('cards')}"


class CardError(OnThisDayError):
    """A card cannot be painted."""


def key_of(event: Event, *, name: str = "") -> str:
    """The hash of everything that a card shows, its drawing and fonts included."""
    made = blake2b(digest_size=12)
    made.update(_drawing_bytes())
    made.update(content(event, name=name).encode("utf-8", "replace"))
    return made.hexdigest()


def _drawing() -> Path:
    return Path(str(files("bot.cards").joinpath("card.typ")))


@cache
def _drawing_bytes() -> bytes:
    return _drawing().read_bytes()


def key_of_file(path: Path) -> str:
    """The hash of a real picture, with its ending; CardError where it cannot be read."""
    return f"{blake2b(_content(path), digest_size=12).hexdigest()}.jpg"


def photo(path: Path) -> bytes:
    """A real picture as channels take it: a JPEG, not larger than they show, without what a camera
    notes in it. CardError where it cannot be read.
    """
    try:
        from PIL import Image
    except ImportError:
        raise CardError(_NEEDED) from None
    made = io.BytesIO()
    try:
        with Image.open(io.BytesIO(_content(path))) as picture:
            flat = picture.convert("RGB")
            flat.thumbnail(_PHOTO)
            flat.save(made, "JPEG", quality=85)
    except (OSError, ValueError) as fault:
        raise CardError(f"{path.name} cannot be used: {fault}") from None
    return made.getvalue()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise CardError(f"{path} cannot be read: {fault.strerror}") from None


class Painter:
    """Paints cards, and keeps them in a folder. CardError where a library is missing."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._compiler: typst.Compiler | None = None

    def card(self, event: Event, *, name: str = "") -> bytes:
        """The PNG of an entry's card, in the language of the entry."""
        kept = self._folder and self._folder / f"{key_of(event, name=name)}.png"
        if kept and kept.is_file():
            return kept.read_bytes()
        made = self._painted(content(event, name=name))
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            fresh = kept.with_suffix(".new")
            fresh.write_bytes(made)
            fresh.replace(kept)
        return made

    def _painted(self, data: str) -> bytes:
        try:
            if self._compiler is None:
                self._compiler = _compiler()
            page = self._compiler.compile(format="png", ppi=72, sys_inputs={"card": data})
        except ImportError:
            raise CardError(_NEEDED) from None
        except RuntimeError as fault:
            raise CardError(f"the card cannot be painted: {fault}") from None
        assert isinstance(page, bytes)
        return _small(page)


def _compiler() -> typst.Compiler:
    import typst

    found = typst.Fonts(include_system_fonts=False, font_paths=list(map(str, fonts.folders())))
    return typst.Compiler(_drawing(), font_paths=found, ignore_system_fonts=True)


def _small(page: bytes) -> bytes:
    """The picture with as many colours as fit into the limit."""
    from PIL import Image

    with Image.open(io.BytesIO(page)) as picture:
        flat = picture.convert("RGB")
    for colours in _COLOURS:
        made = io.BytesIO()
        few = flat.quantize(colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(made, "PNG", compress_level=6)
        if made.tell() <= LIMIT:
            break
    return made.getvalue()
