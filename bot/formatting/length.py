"""Lengths as the platforms count them."""

from __future__ import annotations

import re
import unicodedata
import warnings
from typing import Any

TELEGRAM_LIMIT = 4096
CAPTION_LIMIT = 1024
X_LIMIT = 280

_LIGHT = re.compile("[\0-\xa8\xaa-\xad\xaf-\u10ff\u2000-\u200c\u2010-\u201f\u2032-\u2037]*")
"""The code points that weigh 1 and are no emoji (the copyright signs are)."""
_DOMAIN_LIKE = re.compile(r"\S\.[^\W\d_]")  # the last part of a domain begins with a letter


def telegram_length(text: str) -> int:
    """Characters of a text without markup: UTF-16 units, the safe side of what Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def x_length(text: str) -> int:
    """The weighted length by X's own rules (its ``twitter-text`` configuration 3).

    The exact counter takes a millisecond and half a second to load, so it is asked only where
    a link or an emoji can be; any other text of light characters weighs what it is long.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    if _LIGHT.fullmatch(text) and not _DOMAIN_LIKE.search(text):
        return len(text)
    return int(counter().parse_tweet(text).weightedLength)


def has_link(text: str) -> bool:
    """True if X sees a link in a text; a bare domain counts."""
    return bool(_DOMAIN_LIKE.search(text) and counter().extract_urls_with_indices(text))


def counter() -> Any:
    """The library with X's own rules, loaded when it is needed: that takes half a second."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it reads its data through the deprecated pkg_resources
        import twitter_text
    return twitter_text
