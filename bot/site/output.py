"""A file of the site before it is made: where it goes, and a key of all that it is made from."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import NamedTuple


class Output(NamedTuple):
    """A file below the site's folder. Where the key is that of the last build, it is kept."""

    path: str
    key: str
    make: Callable[[], bytes]


def key_of(*parts: object) -> str:
    """A short key of everything that a file is made from; parts are compared by their text."""
    joined = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return blake2b(joined, digest_size=9).hexdigest()
