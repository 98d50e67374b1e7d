"""Fonts of the cards: packages of Python bring two; Persian and Urdu have theirs from npm.

They are kept in a cache outside the project. Where npm or the network is not there, the cards
are set in Amiri, which has every letter that is needed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FALLBACK = ("Newsreader", "Amiri")
_SECONDS = 120


class NpmFont(NamedTuple):
    """A font that npm has: its package, the family, and the files of it that are wanted."""

    package: str
    family: str
    files: str


FONTS = {
    "fa": NpmFont("vazirmatn", "Vazirmatn", "fonts/ttf/Vazirmatn-[BR][oe]*[dr].ttf"),
    "ur": NpmFont(
        "@fontsource/noto-nastaliq-urdu",
        "Noto Nastaliq Urdu",
        "files/*-arabic-[47]00-normal.woff",
    ),
}


def cache() -> Path:
    """The folder of kept fonts."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "onthisday" / "fonts"


def folders() -> list[Path]:
    """Where the fonts lie."""
    import fontpkg_amiri
    import fontpkg_newsreader

    own = [Path(module.__file__).parent / "files" for module in (fontpkg_newsreader, fontpkg_amiri)]
    return [*own, *(cache() / code for code in FONTS if (cache() / code).is_dir())]


def families(code: str) -> Sequence[str]:
    """The families of a language, the first choice first."""
    if code in FONTS and (cache() / code).is_dir():
        return (FONTS[code].family, *FALLBACK)
    return FALLBACK if code == "en" else tuple(reversed(FALLBACK))


def fetch(code: str) -> str:
    """Bring a language's font into the cache; why it is not there, or nothing if it is."""
    font = FONTS.get(code)
    if font is None or (cache() / code).is_dir():
        return ""
    try:
        _install(font, cache() / code)
    except (OSError, subprocess.SubprocessError, ImportError) as fault:
        reason = str(fault).splitlines()[0]
        return f"{font.family} cannot be fetched from npm ({reason}): Amiri is used in its place"
    return ""


def _install(font: NpmFont, place: Path) -> None:
    """Install the package into a passing folder and keep the wanted files, at once and whole."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as folder:
        command = ["npm", "install", "--prefix", folder, "--ignore-scripts", "--no-audit"]
        subprocess.run(
            [*command, "--no-fund", font.package], check=True, capture_output=True, timeout=_SECONDS
        )
        kept = Path(folder) / "kept"
        kept.mkdir()
        found = sorted((Path(folder) / "node_modules" / font.package).glob(font.files))
        if not found:
            raise FileNotFoundError(f"{font.package} has no {font.files}")
        for path in found:
            _keep(path, kept)
        shutil.move(kept, place)


def _keep(path: Path, folder: Path) -> None:
    """Keep a font as TrueType: typst reads no web fonts."""
    if path.suffix == ".ttf":
        shutil.copy(path, folder)
        return
    from fontTools.ttLib import TTFont

    with TTFont(path) as font:
        font.flavor = None
        font.save(folder / f"{path.stem}.ttf")
