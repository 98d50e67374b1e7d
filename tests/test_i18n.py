"""The catalogues: nothing missing, stale, fuzzy or wrongly lettered, and lines that run right."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.calendars import HIJRI_MONTHS, SOLAR_MONTHS
from bot.chatbot.application import GROUP_MENU, MENU
from bot.dataset.schema import TOPICS
from bot.date_parser import DateError
from bot.i18n.languages import CODES, language
from tests.conftest import ROOT

FOREIGN = {"fa": "يكىةٱٹڈڑںےہھ", "ur": "يكىةٱ«»", "ar": "یکہھےںڑٹڈپچژگ"}
"""Letters of other languages: they look alike, and read as misspelled."""
ARABIC_SIGNS = "،؛؟"


def catalogue(code: str) -> Catalog:
    """The catalogue as its file has it."""
    path = ROOT / f"bot/i18n/locale/{code}/LC_MESSAGES/bot.po"
    with path.open("rb") as file:
        return read_po(file, locale=code)


@cache
def texts(code: str) -> dict[str, tuple[str, ...]]:
    """The texts by key; a plural's key has all its forms."""
    found = {}
    for message in catalogue(code):
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            found[key] = message.string if isinstance(message.string, tuple) else (message.string,)
    return found


def literals() -> Iterator[str]:
    """Every string in the code that could be a key, and the words that the tables name."""
    for path in ROOT.glob("bot/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    for path in ROOT.glob("bot/**/*.html*"):
        yield from re.findall(r"[\"'](\w+)[\"']", path.read_text(encoding="utf-8"))
    yield from (*TOPICS, *SOLAR_MONTHS, *HIJRI_MONTHS)
    yield from (f"menu_{name}" for name in {*MENU, *GROUP_MENU})


USED = frozenset(literals())
BEGINNINGS = [word for word in USED if word.endswith("_")]
ENDS = ["", *(word for word in USED if re.fullmatch("_[a-z]+", word))]


@pytest.mark.parametrize("code", CODES)
def test_no_message_is_fuzzy_empty_or_obsolete(code: str) -> None:
    """What a translator has not finished, or what was dropped, fails."""
    found = catalogue(code)
    assert [m.id for m in found if m.id and m.fuzzy] == []
    assert list(found.obsolete) == []
    assert [key for key, forms in texts(code).items() if not all(forms)] == []


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_no_message_is_missing_or_stale(code: str) -> None:
    """Each language has each English message with the same places, and none of its own."""
    english, own = texts("en"), texts(code)
    assert sorted(set(english) - set(own)) == []
    sentences = {key for key in own if key not in english}
    assert sorted(key for key in sentences if key not in USED) == []
    for key, forms in own.items():
        places = set().union(*map(fields, english.get(key, (key,))))
        for text in forms:
            assert fields(text) <= places, key
            assert fields(text) == places or len(forms) > 1, key


@pytest.mark.parametrize("code", CODES)
def test_no_message_is_kept_that_nothing_asks_for(code: str) -> None:
    """A message is stale if its key is nowhere in the code, neither whole nor in two parts."""
    keys = {key for key in texts(code) if " " not in key}
    assert sorted(key for key in keys - USED if not is_put_together(key)) == []


def is_put_together(key: str) -> bool:
    """True if a key is a word of the code between a beginning, ``site_``, and an end, or none."""
    begun = [word for word in BEGINNINGS if key.startswith(word)]
    ends = [word for word in ENDS if key.endswith(word)]
    return any(key[len(first) : len(key) - len(last)] in USED for first in begun for last in ends)


def fields(text: str) -> set[str]:
    """The places in a template."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", FOREIGN)
def test_no_message_has_letters_or_signs_of_another_language(code: str) -> None:
    """The Arabic yeh in a Persian word, a Latin comma or question mark in any of the three."""
    for key, forms in texts(code).items():
        for text in forms:
            bare = re.sub("\u2066[^\u2069]*\u2069|<[^>]*>|{[^}]*}", "", text)
            assert not set(bare) & set(FOREIGN[code]), (key, set(bare) & set(FOREIGN[code]))
            if key not in ("examples", "source_words"):  # lists, parted for the program
                assert not re.search(r"[,;?](?!\d)", bare), (key, bare)
            assert '"' not in bare, key


@pytest.mark.parametrize("code", FOREIGN)
def test_a_line_begins_with_a_letter_of_its_language(code: str) -> None:
    """A client takes the direction of a line from its first letter, even one in an isolate."""
    words = language(code)
    values = {name: "Reagan" for forms in texts(code).values() for t in forms for name in fields(t)}
    for key, forms in texts(code).items():
        if len(forms) > 1 or key.startswith(("year_", "site_", "post_", "x_")):
            continue
        for line in str(words.text(key, **{n: values[n] for n in fields(forms[0])})).split("\n"):
            bare = re.sub("<[^>]*>", "", line)
            first = next((s for s in bare if s.isalpha() or s == "\u200f"), "\u200f")
            assert not first.isascii(), (key, line)


def test_quotation_marks_and_commas_are_those_of_the_language() -> None:
    """What was typed is quoted as each language quotes."""
    fault = DateError("I cannot read {typed} as a date. {usage}", typed='"x"', usage="")
    assert "“x”" in language("en").fault(fault)
    assert "«\u2066x\u2069»" in language("fa").fault(fault) or "«x»" in language("fa").fault(fault)
    assert "”" in language("ur").fault(fault)
    assert language("ar").comma == "، "


@pytest.mark.parametrize(
    ("code", "key", "gone"),
    [
        ("fa", "privacy", "مسئولان"),
        ("fa", "thanks", "مسئولان"),
        ("fa", "privacy", "شمارهٔ تلگرام"),
        ("ur", "privacy", "ٹیلیگرام نمبر"),
        ("ar", "privacy", "رقمك في تيليغرام"),
        ("ar", "too_much", "أسرع مني"),
        ("ur", "no_command", "حکم"),
    ],
)
def test_wordings_that_misled_readers_are_gone(code: str, key: str, gone: str) -> None:
    """The officials' word for maintainers, the number that reads as a telephone's."""
    assert gone not in texts(code)[key][0]


@pytest.mark.parametrize(("code", "word"), [("fa", "مدخل"), ("ar", "مدخل"), ("ur", "اندراج")])
def test_an_entry_is_an_event_for_readers(code: str, word: str) -> None:
    """A dictionary's word that few readers know is used nowhere."""
    said = texts(code).items()
    assert [key for key, forms in said if any(word in text for text in forms)] == []
