"""The style sheet and the scripts: under names that change with their content, so that a server
may let them be kept for ever. Only the box keeps its name, since other sites embed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from bot.site.output import Output, key_of

STATIC = ("site.css", "demo.css", "today.js", "search.js", "frame.js", "icon.svg")
BOX = "box-1.js"
_PROGRAM = (".py", ".po", ".html", ".css", ".js", ".svg", ".typ")


@cache
def content(name: str) -> bytes:
    """A static file as it is sent: the box without its comments and indents."""
    found = files("bot.site").joinpath("static", name).read_bytes()
    return _compact(found.decode()).encode() if name == BOX else found


def _compact(script: str) -> str:
    """A script of whole-line comments and comments after `` //``, without them."""
    lines = (re.sub(r" // .*", "", line).strip() for line in script.split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith("//"))


@cache
def address(name: str) -> str:
    """The path of a static file, with a key of its content in the name."""
    stem, _, ending = name.rpartition(".")
    return f"a/{stem}-{key_of(content(name).hex())[:8]}.{ending}"


@cache
def program_key() -> str:
    """A key of the whole program: where it changes, every file is made again."""
    root = Path(str(files("bot")))
    found = sorted(path for path in root.rglob("*") if path.suffix in _PROGRAM)
    return key_of(*(f"{path.relative_to(root)}\0{path.read_bytes().hex()}" for path in found))


def outputs() -> Iterator[Output]:
    """All static files."""
    for name in STATIC:
        path = address(name)
        yield Output(path, path, lambda name=name: content(name))  # type: ignore[misc]
    yield Output(BOX, key_of(content(BOX).hex()), lambda: content(BOX))
