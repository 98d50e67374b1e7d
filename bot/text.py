"""Text as every part of the program handles it: folded to compare, made safe to show."""

from __future__ import annotations

import html
import re
import unicodedata

_JOINER = "\u2060"  # invisible, of no width, and no place to break a line
_SIGN = re.compile(r"[@＠#＃](?=\w)|(?<!\w)(?:/(?=\w)|\$(?=[A-Za-z]))")
_DOT = re.compile(r"(?<=[\w\-])([.。．])(?=[^\W\d_]{2,}|xn--)", re.IGNORECASE)
_SAME = str.maketrans("يىئكةہۂۀھأإآٱؤۓ،٫", "یییکهههههااااوے,.")
_HIDDEN = {"Mn", "Cf", "Lm"}  # vowel signs, joiners and marks of direction, the tatweel


def folded(text: str) -> str:
    """The text without case, vowel signs and hidden marks, in one alphabet for each script."""
    kept = []
    for sign in unicodedata.normalize("NFKC", text).lower():
        kind = unicodedata.category(sign)
        if kind == "Nd":
            kept.append(str(unicodedata.decimal(sign)))
        elif kind not in _HIDDEN and sign not in "'’‘`":
            kept.append(" " if kind == "Cc" else sign)
    return " ".join("".join(kept).translate(_SAME).split())


def defused(text: str) -> str:
    """The text, composed, with each accidental mention, tag, command and domain broken.

    Platforms link ``@name``, ``#5`` and ``main.py`` wherever they stand, notify strangers by
    them, and X charges a link's price: an invisible joiner after the sign keeps them plain.
    """
    text = unicodedata.normalize("NFC", text)  # Telegram drops some loose accents
    if not any(sign in text for sign in "@＠#＃$/.。．"):
        return text
    return _DOT.sub(rf"\1{_JOINER}", _SIGN.sub(lambda m: m[0] + _JOINER, text))


def escaped(text: str) -> str:
    """A value as it may stand in HTML: escaped, and linking nothing by accident."""
    return html.escape(defused(text))
