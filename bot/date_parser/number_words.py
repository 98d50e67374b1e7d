"""The numbers from 1 to 31 in words, counted and ordered, and round ones, in four languages."""

from __future__ import annotations

from collections.abc import Iterator

Named = Iterator[tuple[int, str]]

_ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_ENGLISH_ORDERED = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_PERSIAN = (
    "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده"
).split()
_PERSIAN_ORDERED = (
    "یکم دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم "
    "هفدهم هجدهم نوزدهم"
).split()
_URDU = (
    "ایک دو تین چار پانچ چھے سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ سترہ اٹھارہ انیس بیس "
    "اکیس بائیس تئیس چوبیس پچیس چھبیس ستائیس اٹھائیس انتیس تیس اکتیس"
).split()
_ARABIC = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split()
_ARABIC_FEMININE = "إحدى اثنتان ثلاث أربع خمس ست سبع ثماني تسع عشر".split()
_ARABIC_TEENS = (
    "أحد عشر, اثنا عشر, ثلاثة عشر, أربعة عشر, خمسة عشر, ستة عشر, سبعة عشر, ثمانية عشر, تسعة عشر"
).split(", ")
_ARABIC_TEENS_FEMININE = (
    "إحدى عشرة, اثنتا عشرة, ثلاث عشرة, أربع عشرة, خمس عشرة, ست عشرة, سبع عشرة, ثماني عشرة, تسع عشرة"
).split(", ")
_ARABIC_ORDERED = "أول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر".split()

OTHERS = """
    1, ek, pehli, pehla, pahli, pahla, الفاتح, اول, أولى, الأولى, یکمین, پہلا, پہلی, غرة, غره
    2, doosri, dusri, dusra, doosra, دویم, دوسرا, دوسری, دوسرے, اثنتين, ثان
    3, teesri, tisri, teesra, تلاتة, تلاته, سیم, تیسرا, تیسری, تیسرے, ثلاثه
    4, char, chaar, چوتھا, چوتھی, چوتھے
    5, panch, paanch, پانچواں, پانچویں
    6, chhe, شیش, چھٹا, چھٹی, چھٹے, ستہ
    7, saat
    8, aath, آٹھواں, آٹھویں, ثمان
    9, nau, نواں, نویں
    10, das, dus
    11, الحادی عشر, حادي عشر, احدعشر, حداشر, حدعش, احداشر, گیارویں, گیارھویں
    12, اثني عشر, اثنتي عشرة, اتناشر, اطنعش, اثناشر, بارویں, بارھویں
    13, تلتاشر, تلاتاشر, ثلطعش, تلطعش, تیرویں, تیرھویں
    14, اربعتاشر, اربعطعش, چودھواں, چودھویں, چودھ, چودویں
    15, خمستاشر, خمسطعش, پونزده, پونزدهم, پندرویں
    16, ستاشر, سطعش, شونزده, شونزدهم, سولویں, سولھویں
    17, سبعتاشر, سبعطعش, هیوده, هیفده, هیفدهم, سترویں, سترھویں
    18, تمنتاشر, تمنطعش, ثمنطعش, هیژده, هیجده, هژده, هیجدهم, هژدهم, ثمان عشرة, اٹھارویں, اٹھارھویں
    19, تسعتاشر, تسعطعش
    23, تیئیس, تیئس, تئیسواں, تئیسویں
    28, اٹھائس
    30, سی ام, سی امین, تلاتين, ثلاثون, ثلاثين, الثلاثون, الثلاثين
    31, اکتیسواں, اکتیسویں
    40, forty, fourty, چهل, چالیس, أربعون, أربعين
    50, fifty, پنجاه, پچاس, خمسون, خمسين
    60, sixty, شصت, ساٹھ, ستون, ستين
    70, seventy, هفتاد, ستر, سبعون, سبعين
    80, eighty, هشتاد, اسی, ثمانون, ثمانين
    90, ninety, نود, نوے, تسعون, تسعين
    100, hundred, a hundred, one hundred, صد, یکصد, سو, ایک سو, مئة, مائة
"""
"""Further spellings, and the round numbers of days that are counted, after their number."""


def number_words() -> Named:
    """Every number with each of its words."""
    yield from _english()
    yield from _persian()
    yield from _urdu()
    yield from _arabic()
    for line in OTHERS.strip().splitlines():
        number, *names = line.strip().split(", ")
        yield from ((int(number), name) for name in names)


def _english() -> Named:
    for words, tens in ((_ENGLISH, "twenty thirty"), (_ENGLISH_ORDERED, "twentieth thirtieth")):
        yield from enumerate(words, 1)
        yield from zip((20, 30), tens.split(), strict=True)
        for number, word in enumerate(words[:9], 21):
            yield number, f"twenty {word}"
        yield 31, f"thirty {words[0]}"


def _persian() -> Named:
    for words, end in ((_PERSIAN, ""), (_PERSIAN_ORDERED, "م")):
        yield from enumerate(words, 1)
        yield 20, f"بیست{end}"
        for number, word in enumerate(words[:9], 21):
            yield from ((number, f"بیست{gap}و {word}") for gap in (" ", ""))
        yield from ((31, f"سی{gap}و {words[0]}") for gap in (" ", ""))
    yield 30, "سی"


def _urdu() -> Named:
    yield from enumerate(_URDU, 1)
    yield 1, "یکم"
    for number, word in enumerate(_URDU[6:], 7):
        yield from ((number, f"{word}{end}") for end in ("واں", "ویں", "ویں"))


def _arabic() -> Named:
    for words in (_ARABIC, _ARABIC_FEMININE):
        yield from ((n, w) for n, w in enumerate(words, 1) if w not in ("إحدى",))
    for words in (_ARABIC_TEENS, _ARABIC_TEENS_FEMININE):
        yield from enumerate(words, 11)
    counted = [(n, w) for ws in (_ARABIC, _ARABIC_FEMININE) for n, w in enumerate(ws[:9], 1)]
    counted += [(1, "أحد"), (2, "اثنين"), (2, "اثنتين"), (8, "ثمان")]
    ordered = [*enumerate(_ARABIC_ORDERED, 1)]
    for number, word in ordered:
        yield from ((number, f"{article}{word}") for article in ("", "ال"))
    yield from _arabic_ordered_teens()
    for number, word in [*counted, (1, "حادي"), (1, "الحادي"), (1, "حادية")]:
        yield from _arabic_with_tens(number, word)
    for number, word in ordered[:9]:
        yield from _arabic_with_tens(number, word)
        yield from _arabic_with_tens(number, f"ال{word}")
    for end in ("ون", "ين"):
        yield from ((20, f"{article}عشر{end}") for article in ("", "ال"))


def _arabic_ordered_teens() -> Named:
    for number, word in enumerate(["حادي", *_ARABIC_ORDERED[1:9]], 11):
        yield from ((number, f"{article}{word} عشر") for article in ("", "ال"))


def _arabic_with_tens(number: int, word: str) -> Named:
    """``خمسة وعشرون``, with the ends of both cases, an article, and a loose "and"."""
    for end in ("ون", "ين"):
        for joint in ("و", "و ", "وال", "و ال"):
            yield 20 + number, f"{word} {joint}عشر{end}"
            if number == 1:
                yield 31, f"{word} {joint}ثلاث{end}"
