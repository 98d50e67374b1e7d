"""Words as search compares them: folded, without endings, by their sound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from bot.text import folded

_WORD = re.compile(r"\w+")
_INSIDE = re.compile(r"(?<=\w)[-.](?=\w)")
_COMMON_NOUN = re.compile(r"\b[a-z]+\b")
_CAPITALISED = re.compile(r"(?<=[\w,;] )[A-Z]\w+")
_JOINERS = re.compile("[\u200b-\u200d]")
_MARKED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_NASAL = str.maketrans("ں", "ن")  # of names, people type either
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_SMALL = frozenset(
    folded(
        """
    a an the of in on at to for from by with and or as is was are were be been it its this that
    who what when where which how did do does s about into after over his her their
    whos whens whats wen wat y vs sth guy dude lady abt tell me
    show us please pls plz history happened happen
    event events day anniversary year search find look up get gets got info information facts
    important someone really exactly actually ne sa si liye aye aaye banwaya banaya
    upsc css imp gk mcq notes timeline list details story era period age times going smth
    aya aaya aayi ayi aai gaya gayi hain kro karo mahine mahina
    wetin stuff thing things dyal dial key kay kard kardan
    tareekh tarikh tarikhe taareekh chahiye chahie chaiye chahiyen
    kb he jis is saal din kisko daur dor zamana zamane waqiat waqia howa hota hoti mujhe us bara wo
    ka ki ke ko kab kahan kaun kon kis kisne hai he hain tha thi thay hua hui huwa kya
    kia mein batao sahab sahib saheb ji wala wali wale aur bhi jab woh wo
    kei kie kojast chi che shod bood bud emta imta meta
    کب کہاں کون کس نے ہوئے ہوئی ہوئ ہوے ہوا تھے تھی تھا جی صاحب والا والی والے وہ جو جب پہ گیا گئی
    گئے ہیں رہا دور زمانہ زمانے عہد تک دن بتاؤ بتائیں کونسا کونسی بڑے اہم سارے سب
    تاریخ واقعات وقایع رویداد رویدادها رویدادهای اتفاقات احداث الاحداث مهمترین
    و در از به با که را رو این آن اون است بود شد شده بوده برای برا واسه درباره های ها روز سال چه کی
    ک کیه چی چیه چند چندم چطور کجا توی تو بدست یادتونه یادته همون بازی دوره دوران زمان عصر عهد
    کا کے کو سے میں پر اور یہ ہے ایک
    في ب من الي عن و هو هي هذا ذلك التي الذي يوم عام سنه مع بعد قبل ما متى امتى امتي ايمتى
    ف ايمتا امتا شوكت وقتاش فوقاش متين مين منو شكون شو شنو ايش وش ايه اللي الي دي ده دا كان كانت
    why kyun kyu kyon kiyun کیوں کیون لماذا ليش ليه علاش چرا
    بالهجري بالميلادي والميلادي والهجري ميلادي میلادی عیسوی مدينة اتولد انولد begoo bego matlab
    صار ايمت امت صارت شكو کدوم چیا عه کیا لگی بتاو اومد اومده آمد بنوایا
    اليوم فيه فيها مال تبع حقت العصر زمن ايام بتاع بتاعت هل كم لما الله يرحمه کیف کیسے
    """
    ).split()
)
_SUFFIXES = (
    "izations ization isations isation ational ations ation ators ator ating ated ates ate "
    "ionary ionaries ions ion ments ment ings ing iness ness edly ied ies ed es ers er ence ency "
    "ents ent ance ancy ant ians ian ans an ese ish ity ly al ic y s e"
).split()
_STEM = 4  # letters that have to be left; a shorter word loses only what is harmless
_LIGHT = ("ing", "ied", "ies", "ed", "es", "s", "e", "y")
_LIGHT_STEM = 3
_ARABIC_PREFIXES = ("وال", "بال", "فال", "کال", "عال", "لل", "ال")
_ENDINGS = ("هایی", "های", "ها", "یه", "ات", "وں", "یں", "ان", "ین", "ون", "ی", "ه", "ہ")
_ASKED = 4096  # words of questions; an index asks for each of its 80,000 words once
_ARABIC = re.compile("[\u0600-\u06ff]")
_LONG_VOWELS = re.compile("[اوی]")
_LEAST_BARE = 4  # consonants: fewer are those of many words
_SOUNDS = (
    ("tch", "c"),
    ("sch", "s"),
    ("dj", "j"),
    ("dh", "d"),
    ("th", "t"),
    ("kh", "k"),
    ("gh", "k"),
    ("ch", "s"),
    ("sh", "s"),
    ("ph", "f"),
    ("zh", "s"),
    ("ck", "k"),
    ("q", "k"),
    ("g", "k"),
    ("c", "k"),
    ("x", "ks"),
    ("z", "s"),
    ("v", "w"),
    ("b", "p"),
    ("d", "t"),
)


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """The text folded, and Latin letters without their marks: ``ataturk``."""
    line = folded(text).translate(_NASAL)
    if _MARKED.search(line):
        line = "".join(
            sign for sign in unicodedata.normalize("NFD", line) if not unicodedata.combining(sign)
        )
        line = line.translate(_LETTERS)
    return line


def spaced(text: str) -> str:
    """The text with a space in place of each hidden joiner: people type either, or none."""
    return _JOINERS.sub(" ", text)


def words_of(text: str) -> list[str]:
    """The words of a text; what a hyphen or a point joins is one word (``f16``, ``un``)."""
    return _WORD.findall(_INSIDE.sub("", plain(text)))


def all_words_of(text: str) -> set[str]:
    """The words of a text in every way to part them: at hyphens and hidden joiners, or not."""
    found = {*words_of(text), *_WORD.findall(plain(text))}
    if _JOINERS.search(text):
        found.update(words_of(spaced(text)))
    return found


def proper_nouns(texts: Iterable[str]) -> frozenset[str]:
    """The English words that are always written with a capital letter, also inside a sentence."""
    common, capitals = set[str](), set[str]()
    for text in texts:
        common.update(_COMMON_NOUN.findall(text))
        capitals.update(_CAPITALISED.findall(text))
    return frozenset(word for name in capitals for word in words_of(name)) - common


def is_small(word: str) -> bool:
    """True of a word that every text has."""
    return word in _SMALL


def telling(words: list[str]) -> list[str]:
    """The words without those that every text has; all of them where no other is left."""
    return [word for word in words if word not in _SMALL] or words


@lru_cache(maxsize=_ASKED)
def stem(word: str) -> str:
    """A word without its endings, so that ``killed``, ``kills`` and ``kill`` meet.

    In Arabic letters the article and the commonest endings go, in whatever language.
    """
    if word.isdecimal():
        return word
    if _ARABIC.match(word):
        return _stem_of_arabic(word)
    for suffixes, least in ((_SUFFIXES, _STEM), (_LIGHT, _LIGHT_STEM)):
        for suffix in suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= least:
                return _single_end(word[: -len(suffix)])
    return _single_end(word)


def _single_end(word: str) -> str:
    """``stop`` of ``stopp``; ``marr`` of ``marri``."""
    word = word.removesuffix("i") if len(word) > _LIGHT_STEM else word
    return word[:-1] if len(word) > _LIGHT_STEM and word[-1] == word[-2] else word


def _stem_of_arabic(word: str) -> str:
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LIGHT_STEM - 1:
            word = word.removeprefix(prefix)
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LIGHT_STEM:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=_ASKED)
def sound(word: str) -> str:
    """The consonants of a word as they sound alike: one for Mosaddegh and Mossadeq, and in Arabic
    letters, which write long vowels alone, one for تایتانیک and تیتنک.
    """
    if _ARABIC.match(word):
        bare = word[0] + _LONG_VOWELS.sub("", word[1:])
        return bare if len(bare) >= _LEAST_BARE else ""
    if not word.isascii() or not word.isalpha():
        return ""
    for letters, one in _SOUNDS:
        word = word.replace(letters, one)
    first, rest = word[:1], re.sub("[aeiouyhw]", "", word[1:])
    first = "a" if first in "aeiou" else first
    return re.sub(r"(.)\1+", r"\1", first + rest)
