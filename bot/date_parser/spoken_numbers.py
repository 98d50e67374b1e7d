"""Numbers from 32 on in words, as years are spoken: ``nineteen seventy-nine``, ``پنجاه و هفت``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.date_parser.number_words import number_words
from bot.text import folded

LEAST = 32  # smaller numbers are days, and in ``number_words``
LONGEST = 9  # words of a number: one thousand and nine hundred and seventy and nine
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_CENTURIES = range(10, 22)  # nineteen seventy-nine
_ONLY_INSIDE = """
    1, أحد, إحدى
    2, اثنين
    200, دویست, مئتان, مئتين, مائتان, مائتين
    300, سیصد, ثلاثمئة, ثلاثمائة
    400, چهارصد, أربعمئة, أربعمائة
    500, پانصد, خمسمئة, خمسمائة
    600, ششصد, ستمئة, ستمائة
    700, هفتصد, سبعمئة, سبعمائة
    800, هشتصد, ثمانمئة, ثمانمائة, ثمانيمائة
    900, نهصد, تسعمئة, تسعمائة
    1000, thousand, هزار, یکهزار, ہزار, ألف
    2000, ألفين, ألفان, دوهزار
"""
"""Words that count in a spoken number only: alone they are no day, or Sunday."""
_URDU_FROM_32 = (
    "بتیس تینتیس چونتیس پینتیس چھتیس سینتیس اڑتیس انتالیس چالیس اکتالیس بیالیس تینتالیس "
    "چوالیس پینتالیس چھیالیس سینتالیس اڑتالیس انچاس پچاس اکیاون باون ترپن چوون پچپن چھپن "
    "ستاون اٹھاون انسٹھ ساٹھ اکسٹھ باسٹھ تریسٹھ چونسٹھ پینسٹھ چھیاسٹھ سڑسٹھ اڑسٹھ انہتر "
    "ستر اکہتر بہتر تہتر چوہتر پچھتر چھہتر ستتر اٹھہتر اناسی اسی اکاسی بیاسی تراسی "
    "چوراسی پچاسی چھیاسی ستاسی اٹھاسی نواسی نوے اکانوے بانوے ترانوے چورانوے پچانوے "
    "چھیانوے ستانوے اٹھانوے ننانوے"
).split()
_ARABIC_TEEN = "عشر"  # which follows three to nine
_AND = frozenset({"و", "and"})


def spoken_number(words: Sequence[str]) -> tuple[int, int]:
    """The number that folded words begin with and how many of them it takes; (0, 0) for none."""
    thousands = hundreds = last = taken = best = used = 0
    for at, word in enumerate(words[:LONGEST]):
        if word in _AND and taken:
            continue
        value = _value(word, inside=bool(taken))
        if value in (_HUNDRED, _THOUSAND) and (taken or value == _THOUSAND):
            unit = max(hundreds + last, 1) * value
            thousands, hundreds = (unit, 0) if value == _THOUSAND else (thousands, unit)
            last = 0
        elif value > _THOUSAND:
            thousands = value
        elif value >= _HUNDRED and not hundreds and not last:
            hundreds = value
        elif value == _TEN and 2 < last < _TEN and word.startswith(_ARABIC_TEEN):
            last += value
        elif value and _follows(value, last=last, higher=thousands + hundreds):
            hundreds, last = _added(value, hundreds=hundreds, last=last)
        else:
            break
        taken += 1
        best, used = thousands + hundreds + last, at + 1
    return (best, used) if best >= LEAST else (0, 0)


def _follows(value: int, *, last: int, higher: int) -> bool:
    """True if a number below a hundred can stand after another: seven after fifty, and fifty
    after seven in Arabic; seventy after nineteen, a century, where nothing stands before it.
    """
    if not last:
        return True
    tens_and_ones = last % _TEN == 0 and last >= 2 * _TEN and value < _TEN
    ones_and_tens = last < _TEN and value % _TEN == 0 and value >= 2 * _TEN
    return tens_and_ones or ones_and_tens or (not higher and last in _CENTURIES and value >= _TEN)


def _added(value: int, *, hundreds: int, last: int) -> tuple[int, int]:
    """The hundreds and the rest with one more number."""
    if last in _CENTURIES and value >= _TEN:
        return last * _HUNDRED, value
    return hundreds, last + value


def _value(word: str, *, inside: bool) -> int:
    """The value of a word; inside of a number also with the Arabic "and" joined to it."""
    values = _values()
    found = values.get(word, 0)
    return found or (values.get(word[1:], 0) if inside and word.startswith("و") else 0)


@cache
def _values() -> dict[str, int]:
    """Each word of a number with its value."""
    found = {folded(name): n for n, name in number_words() if " " not in name and _counts(name)}
    found |= {folded(name): n for n, name in enumerate(_URDU_FROM_32, LEAST)}
    for line in _ONLY_INSIDE.strip().splitlines():
        number, *names = line.strip().split(", ")
        found |= {folded(name): int(number) for name in names}
    return found


def _counts(name: str) -> bool:
    """True for a counted number: an ordered one ends a date and is no part of a year."""
    return not name.endswith(("م", "th", "st", "nd", "rd", "واں", "ویں")) and name[:2] != "ال"
