"""Explanations why a text is not TOML, in the words of someone who does not program."""

from __future__ import annotations

import re

from bot import toml
from bot.dataset.schema import KEYS
from bot.validators import SHOWN, json_of, shown

CURLY = "“”„‟‘’‚‛«»＂"
_CURLY_VALUE = re.compile(
    rf"^[^\"'#]*[=\[,{{][ \t\[{{]*[{CURLY}]|=[ \t]*\"[^\"\n]*[{CURLY}][ \t]*$", re.MULTILINE
)
_ODD = {
    "\t": "a tab",
    "\xa0": "a no-break space",
    "\u200b": "an invisible space",
    "\u200c": "an invisible joiner",
    "\u200d": "an invisible joiner",
    "\u200e": "an invisible direction mark",
    "\u200f": "an invisible direction mark",
    "\ufeff": "an invisible byte-order mark",
    "\u00ad": "an invisible soft hyphen",
    "\u2010": "a hyphen of another kind",
    "\u2011": "a hyphen of another kind",
    "\u2012": "a dash",
    "\u2013": "a dash",
    "\u2212": "a minus sign",
    "\ufffd": "a character that was lost when the file was saved",
}


def decoded(raw: bytes) -> tuple[str, list[tuple[int, str]]]:
    """The text of a file, and a (line, sentence) for each place that is not UTF-8.

    A byte-order mark and Windows line ends are no fault: editors add them unasked.
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = raw.decode("utf-16", "replace")
        faults = [(1, 'the file is saved as UTF-16 ("Unicode"): save it as UTF-8')]
    else:
        text = raw.decode("utf-8-sig", "replace")
        faults = _lost_bytes(raw)
    return text.replace("\r\n", "\n"), faults


def _lost_bytes(raw: bytes) -> list[tuple[int, str]]:
    """Each line that is not UTF-8, with the text before the wrong byte."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return []
    faults = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as fault:
            before = line[: fault.start].decode("utf-8", "replace")[-20:]
            sentence = f'the character after "{before}" is not UTF-8: save the file as UTF-8'
            faults.append((number, sentence))
    return faults


def explained(text: str, fault: toml.Fault, *, key: str = "", at_end: bool = False) -> str:
    """The fault in the lines of one key, and what to do; ``at_end``: the file ends there."""
    line = text.split("\n")[min(fault.line, text.count("\n") + 1) - 1]
    if _CURLY_VALUE.search(text):
        return f'curly quotes ({CURLY[0]} {CURLY[1]}) around a value: type straight ones (")'
    if at_end and fault.at_end:
        return "the file ends in the middle of this value: was it cut off?"
    if re.match(r"[ \t]*[\w\"'-]+[ \t]*:", text):
        return "expected = after the key, got a colon"
    if "Expected '='" in fault.reason or "Invalid statement" in fault.reason:
        return f"expected a key, = and a value on the line, got {shown(line.strip())}"
    value = text.partition("=")[2].strip()
    if not value:
        return "expected a value after =, got nothing"
    kind = json_of(KEYS[key].rule)["type"] if key in KEYS else ""
    return _by_kind(kind, value, fault)


def _by_kind(kind: str, value: str, fault: toml.Fault) -> str:
    """The fault of a value that should be of a kind, as JSON Schema names it."""
    if odd := oddity(value):
        return f"not readable: there is {odd} in it; delete it or type it again"
    if kind == "integer":
        return f"expected a whole number and nothing else after it, got {shown(value)}"
    if "\\" in value and "Unescaped" in fault.reason:
        return r"a \ in a text is written twice: \\"
    if kind == "string" and value[0] not in "\"'":
        return f"expected a text between quotes, got {value.split(chr(10))[0][:SHOWN]}"
    if "\\" not in value and any(line.count('"') % 2 for line in value.split("\n")):
        return f'a quote (") is missing at one end of a text{_INNER}'
    if kind == "string":
        return f"there is something after the closing quote of the text{_INNER}"
    if _open_brackets(value):
        return "a bracket is missing: each [ needs its ], and each { its }"
    if kind in ("array", "object"):
        return "expected commas between the items, and each text between quotes"
    return f"not TOML: {fault.reason}"


_INNER = '; a quote inside the text needs a \\ before it (\\")'


def _open_brackets(text: str) -> bool:
    bare = re.sub(r'"[^"\n]*"', "", text)
    return any(bare.count(a) != bare.count(b) for a, b in ("[]", "{}"))


def header_fault(line: str) -> str:
    """The fault in the line that begins an entry; empty if there is none."""
    bare = line.split("#", 1)[0].strip()
    return "" if bare == "[[events]]" else f"expected [[events]], got {bare}"


def last_line(lines: list[str]) -> int:
    """The number (from 1) of the last line that is not empty."""
    return max((n for n, line in enumerate(lines, 1) if line.strip()), default=1)


def oddity(text: str) -> str:
    """The name of the first character that looks like another or like nothing; or empty."""
    return next((_ODD[char] for char in text if char in _ODD), "")
