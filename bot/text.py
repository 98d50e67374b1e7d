"""Text as every part of the program handles it: folded to compare, made safe to show."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from functools import cache

_JOINER = "\u2060"  # invisible, of no width, and no place to break a line
_SIGN = re.compile(
    rf"[@＠#＃](?=\w|[^\x00-\x7f\s{_JOINER}])|(?<!\w)(?:/(?=\w)|\$(?=[A-Za-z]))"
)  # for Telegram a sign that Unicode does not know yet is a letter, too
_DOT = re.compile(
    r"(?<=[^\s.。．])([.。．])(?=[^\W\d_]{2,}|xn--|\d{1,3}(?:\.\d{1,3}){2})", re.IGNORECASE
)  # before letters, and inside of an address such as 10.0.0.1
_SAME = dict(zip("يىئكةہۂۀھأإآٱؤۓ،٫", "یییکهههههااااوے,.", strict=True))
_HIDDEN = {"Mn", "Cf", "Lm"}  # vowel signs, joiners and marks of direction, the tatweel
_UNWRITTEN = frozenset("'’‘`\u0674")  # U+0674 is what is left of a letter with a high hamza
_KEPT = 0x3000  # signs below it are remembered: the scripts that are typed here


class _Folding(dict[int, str]):
    """The folded form of each character, computed when it is first seen."""

    def __missing__(self, code: int) -> str:
        became = _folded_sign(chr(code))
        if code < _KEPT:
            self[code] = became
        return became


def _folded_sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind in _HIDDEN or sign in _UNWRITTEN:
        return ""
    return " " if kind == "Cc" else _SAME.get(sign, sign)


_FOLDING = _Folding()


def folded(text: str) -> str:
    """The text without case, vowel signs and hidden marks, in one alphabet for each script."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().translate(_FOLDING).split())


def folded_words(text: str) -> frozenset[str]:
    """The words of a text, folded."""
    return frozenset(folded(text).split())


def drawn_once(text: str) -> str:
    """The text with one letter for each run of the same: ``hi`` of ``hiiii``."""
    return re.sub(r"(\w)\1+", r"\1", text)


@cache
def folding_table() -> Mapping[str, object]:
    """The rules of ``folded`` as data, for the search in the browser: NFKC and lower case first,
    then signs of the ``hidden`` categories and those ``unwritten`` go, those in ``same`` become
    their fellows, and a digit its distance from the zero of its row, of ``zeros``.
    """
    planes = range(0x20000)  # later ones have no digits
    zeros = [chr(c) for c in planes if unicodedata.decimal(chr(c), -1) == 0]
    return {
        "same": _SAME,
        "hidden": sorted(_HIDDEN),
        "unwritten": "".join(sorted(_UNWRITTEN)),
        "zeros": "".join(zeros),
    }


def defused(text: str) -> str:
    """The text, composed, with each accidental mention, tag, command and domain broken.

    Platforms link ``@name``, ``#5`` and ``main.py`` everywhere, notify strangers by
    them, and X charges a link's price: an invisible joiner after the sign keeps them plain.
    """
    text = unicodedata.normalize("NFC", text)  # Telegram drops some loose accents
    if not any(sign in text for sign in "@＠#＃$/.。．"):
        return text
    return _DOT.sub(rf"\1{_JOINER}", _SIGN.sub(lambda m: m[0] + _JOINER, text))


def shortened(text: str, most: int) -> str:
    """The text, or its beginning up to the end of a word, with an ellipsis."""
    if len(text) <= most:
        return text
    begun = text[: most - 1]
    return f"{begun.rpartition(' ')[0] or begun}…"


def escaped(text: str) -> str:
    """A value for HTML: escaped, and linking nothing by accident."""
    return html.escape(defused(text))
