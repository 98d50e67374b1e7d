"""A typed text as tokens: numbers, months, weekdays and the small words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import takewhile

from bot.calendars import Calendar
from bot.date_parser import vocabulary
from bot.date_parser.fillers import BESIDE_A_DATE, FILLERS
from bot.date_parser.kinds import NUMBERS, UNKNOWN, Kind, Token
from bot.date_parser.number_words import number_words
from bot.date_parser.spelling import respelled
from bot.date_parser.spoken_numbers import LEAST as LEAST_YEAR
from bot.date_parser.spoken_numbers import LONGEST as LONGEST_NUMBER
from bot.date_parser.spoken_numbers import spoken_number
from bot.dates import MONTHS as ENGLISH
from bot.text import folded, folded_words

LONGEST = 120  # characters; no question about a date is longer
_KEPT = 512  # texts: the runs of words of a line are asked about several times
_TOKEN = re.compile(r"((?<!\S)-)?(\d+)|([^\W\d_]+)|([-/.])|([\s,;:()\[\]\"«»“”]+)|(.)", re.DOTALL)
_SIGNS = str.maketrans("‐‑‒–—―−؍۔", "-------/.")
_INITIALS = re.compile(r"\b([^\W\d_])\.\s?([^\W\d_])\b(?:\.([^\W\d_])\b)?")
_TO = re.compile(r"\b2(?=day|moro|mrw|night)")  # 2day
_BEFORE = re.compile(r"\bb4\b")
_CHAT_SEVEN = re.compile(r"\b7(?=asal|adath)|(?<=mbare)7\b")  # an Arabic letter as a digit
_LOOSE = r"(?<![\d./-])(?:{})(?![\d./-])"  # no part of a longer number, or of a date with signs
_SPACED = re.compile(_LOOSE.format(r"\d\d? \d\d? \d\d\d\d|\d\d\d\d \d\d? \d\d?"))
_EIGHT_DIGITS = re.compile(_LOOSE.format(r"\d\d\d\d\d\d\d\d"))
_NO_YEAR = re.compile(_LOOSE.format(r"0[1-9][0-3]\d"))  # a year does not begin with 0
_YEAR_FIRST = re.compile(r"(1[3-9]\d\d|20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_APOSTROPHE = re.compile(r"(?<=\d)'(?=s\b)|'(?=\d\d'?s\b)")  # 1990's, '90s
_NO_IS = ("تیر", "tir", "ثور")
"""With the spoken "is" they would be thirteen in Urdu, a tyre, and an Arabic revolution."""
_SIX = re.compile(r"\bچھ\b")  # folded it would be the Persian "what"
_GIVE = re.compile(r"\bبده\b")  # folded, Urdu's Wednesday would be the Persian "give"
# Egypt says "from 50 years" for 50 years ago.
_AGO = re.compile(r"\bمن(?= \d+ (?:سن|عام|اعوام|یوم|ایام|شه|اشهر|اسبوع|اسابیع))")
_IMPERIAL = re.compile(_LOOSE.format(r"253[5-7](?: شاهنشاهی)?(?! ?(?:bc|پ|ق|-))"))
_BEFORE_IMPERIAL = 1180  # years by which the count of Iran's last shah, of 1976 to 1978, is ahead
_PICTURE = re.compile("[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]")  # of no country
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")

_COUNT = 2  # digits of a number of events
_OF_A_DAY = (Kind.MONTH, Kind.STROKE, Kind.DASH, Kind.POINT)
"""What comes before the day of a month, whatever follows it: ``May 5 events``."""
_COUNTED = folded_words(
    "event events fact facts incidents things happenings رویداد رویدادها رویدادهای اتفاق اتفاقات "
    "واقعه وقایع رخداد رخدادهای حادثه واقعات واقعے واقعہ باتیں احداث حدث أحداث حوادث وقائع معلومات"
)
_COUNTED_AS = folded_words(
    "important big major main famous historical historic interesting top best most key تا عدد مهم "
    "مہم اہم بڑے تاریخی جالب مشهور مشہور از مهمترین مهم‌ترین بزرگترین biggest greatest more"
)

Piece = re.Match[str]


@lru_cache(maxsize=_KEPT)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a text; an unknown one is ``UNKNOWN``, and fillers are left out.

    A sign counts between numbers only. Two names of the same month, as in ``أيار/مايو``, are one.
    """
    line = folded(_GIVE.sub("بگو", _SIX.sub("چھے", text)).translate(_SIGNS)).strip("!?؟. ")
    line = _CHAT_SEVEN.sub("h", _AGO.sub("منذ", line))
    line = _APOSTROPHE.sub("", _TO.sub("to", _BEFORE.sub("before", line)))
    line = _SPACED.sub(lambda m: m[0].replace(" ", "/"), _EIGHT_DIGITS.sub(_with_signs, line))
    line = _NO_YEAR.sub(lambda m: f"{m[0][:2]}/{m[0][2:]}", line)
    line = _IMPERIAL.sub(lambda m: f"{int(m[0][:4]) - _BEFORE_IMPERIAL} هش", line)
    joined = _INITIALS.sub(lambda m: "".join(filter(None, m.groups())), line)
    pieces = [m for m in _TOKEN.finditer(_HYPHEN.sub(" ", joined)) if m[5] is None]
    found: list[Token] = []
    for token in _tokens(pieces):
        if not (token.kind is Kind.MONTH and found and found[-1] == token):
            found.append(token)
    return tuple(found)


def _with_signs(digits: re.Match[str]) -> str:
    """A date in eight digits with signs between its parts: 19990817, or 17081999."""
    if found := _YEAR_FIRST.fullmatch(digits[0]):
        return "/".join(found.groups())
    return f"{digits[0][:2]}/{digits[0][2:4]}/{digits[0][4:]}"


def _tokens(pieces: list[Piece]) -> Iterator[Token]:
    at = 0
    before: Token | None = None
    while at < len(pieces):
        token, used = _token(pieces, at)
        at += used
        is_day = before is not None and before.kind in _OF_A_DAY
        before = token
        if token is None:
            continue
        if not is_day and _is_count(token) and (counted := _counted(_run(pieces[at:]))):
            at += counted
        else:
            yield token


def count_before(words: Sequence[str]) -> int:
    """The number of words with which a line begins that only count: ``five important events``."""
    tokens = tokens_of(words[0]) if words else ()
    counted = _counted([folded(word) for word in words[1:]])
    return 1 + counted if counted and len(tokens) == 1 and _is_count(tokens[0]) else 0


def _is_count(token: Token) -> bool:
    return token.kind in NUMBERS and token.width <= _COUNT


def _counted(words: Sequence[str]) -> int:
    """The number of words that name what a number counts and that is no day; 0 for others."""
    before = _of_such(words)
    if not _COUNTED.intersection(words[before : before + 1]):
        return 0
    return before + 1 + _of_such(words[before + 1 :])


def _of_such(words: Sequence[str]) -> int:
    """The number of words at the beginning that say only of what kind events are."""
    return sum(1 for _ in takewhile(_COUNTED_AS.__contains__, words))


def _token(pieces: list[Piece], at: int) -> tuple[Token | None, int]:
    """The token at a place, and the pieces that it has; None for what says nothing."""
    minus, number, word, sign, _, other = pieces[at].groups()
    if number:
        return _number(number, minus=bool(minus)), 1
    if word:
        return _worded(pieces, at)
    if sign:
        return Token(Kind(sign)) if _between_numbers(pieces, at) else None, 1
    return UNKNOWN if other and not _PICTURE.match(other) else None, 1


def _number(digits: str, *, minus: bool) -> Token:
    kind = Kind.YEAR_BEFORE if minus else Kind.NUMBER
    return Token(kind, int(digits), len(digits))


def _between_numbers(pieces: list[Piece], at: int) -> bool:
    around = pieces[max(at - 1, 0)], pieces[min(at + 1, len(pieces) - 1)]
    return all(piece[2] for piece in around)


def _worded(pieces: list[Piece], at: int) -> tuple[Token | None, int]:
    """The token of the longest known run of words, and its length; None for a filler."""
    words, longest = _words()
    first = pieces[at][3]
    run = _run(pieces[at : at + longest.get(first, 1)], with_numbers=True)
    number, length = spoken_number(_run(pieces[at : at + LONGEST_NUMBER]))
    shortest = length + 1 if length > 1 else 1  # alone, a number's word may mean something else
    for count in range(len(run), shortest - 1, -1):
        name = " ".join(run[:count])
        if name in words:
            return words[name], count
    if length:
        return Token(Kind.NUMBER, number, max(len(str(number)), 2)), length
    return _misspelled(first), 1


def _run(pieces: list[Piece], *, with_numbers: bool = False) -> list[str]:
    """The words that pieces begin with, up to a sign or, unless they count too, a number."""
    words = (piece[3] or (piece[2] if with_numbers else "") for piece in pieces)
    return list(takewhile(bool, words))


def _misspelled(word: str) -> Token | None:
    """The English month that three or more letters begin, or a word with one letter wrong, which
    is a month beside a number only: it has a width.
    """
    if len(word) >= 3 and word.isascii():
        for number, month in enumerate(ENGLISH, 1):
            if month.lower().startswith(word):
                return Token(Kind.MONTH, number, calendar=Calendar.GREGORIAN)
    if right := respelled(word):
        token = _words()[0][right]
        return token._replace(width=1) if token and token.kind is Kind.MONTH else token
    return UNKNOWN


Words = tuple[dict[str, Token | None], dict[str, int]]


@cache
def _words() -> Words:
    """Every known run of words, folded, and the longest run that begins with a word."""
    found: dict[str, Token | None] = {}
    longest: dict[str, int] = {}
    for name, token in entries():
        key = folded(name)
        found.setdefault(key, token)
        first, *rest = key.split(" ")
        longest[first] = max(longest.get(first, 1), 1 + len(rest))
        if rest:
            found.setdefault(key.replace(" ", ""), token)  # joined by a hidden joiner
    return found, longest


def entries() -> Iterator[tuple[str, Token | None]]:
    """Each spelling with its token; of two for one spelling the first counts."""
    for calendar, lines in vocabulary.MONTHS.items():
        for number, names in _numbered(lines):
            for name in names:
                yield from _month(name, Token(Kind.MONTH, number, calendar=calendar))
    for number, line in vocabulary.EITHER_MONTH.items():
        yield from ((name, Token(Kind.EITHER_MONTH, number)) for name in _split(line))
    for number, names in _numbered(vocabulary.WEEKDAYS, first=0):
        yield from _with_ends(names, Token(Kind.WEEKDAY, number))
    for days, line in vocabulary.NEAR_DAYS.items():
        yield from _with_ends(_split(line), Token(Kind.NEAR_DAY, days))
    for way, line in vocabulary.ONE_FURTHER.items():
        for name in _split(vocabulary.NEAR_DAYS[way]):
            token = Token(Kind.NEAR_DAY, 2 * way)
            yield from ((f"{further} {name}", token) for further in _split(line))
    for days, line in vocabulary.BEFORE_OR_AFTER.items():
        yield from ((name, Token(Kind.BEFORE_OR_AFTER, days)) for name in _split(line))
    for kind, units in vocabulary.UNITS.items():
        for days, line in units.items():
            yield from ((name, Token(kind, days)) for name in _split(line))
    for decade, line in vocabulary.NAMED_DECADES.items():
        yield from ((name, Token(Kind.NAMED_DECADE, decade, 2)) for name in _split(line))
    for kind, line in vocabulary.SIGNS.items():
        yield from ((name, Token(kind)) for name in _split(line))
    for kind, line in vocabulary.NAMED_YEARS.items():
        yield from ((name, Token(kind)) for name in _split(line))
    for number, name in number_words():
        if number >= LEAST_YEAR:  # more than a day can be
            yield name, Token(Kind.NUMBER, number, 2)
        else:
            yield name, Token(Kind.NUMBER_WORD, number, 1)
    for line in (FILLERS + BESIDE_A_DATE).strip().splitlines():
        yield from ((name, None) for name in _split(line))


def _numbered(lines: str, *, first: int = 1) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(lines.strip().splitlines(), first):
        yield number, _split(line)


def _split(line: str) -> list[str]:
    return [name.strip() for name in line.split(",") if name.strip()]


def _month(name: str, token: Token) -> Iterator[tuple[str, Token]]:
    """A month's name, also joined to the Persian word for month, with a genitive's end, and a
    Solar one with the spoken "is".
    """
    yield from _with_ends([name], token)
    if not name.isascii():
        yield f"{name}ماه", token
    if token.calendar is Calendar.SOLAR and name not in _NO_IS:
        yield f"{name}{'e' if name.isascii() else 'ه'}", token


def _with_ends(names: list[str], token: Token) -> Iterator[tuple[str, Token]]:
    """The names, and with the Persian genitive that is written after a hidden joiner."""
    for name in names:
        yield name, token
        if name.endswith(("ه", "ہ")):
            yield f"{name}ی", token
            yield f"{name} ی", token
