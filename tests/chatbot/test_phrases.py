"""The phrases of chat: each in its place once, so that it can be found and means one thing."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.chatbot.answers.phrases import tables
from bot.text import folded

KINDS = (
    "greetings greetings_sure help thanks thanks_sure goodbyes complaints complaints_sure bot "
    "beyond cheerful anything of_before language"
).split()
LANGUAGES = ["en", "fa", "ur", "ar", "latin"]


def phrases(name: str) -> list[str]:
    """The phrases of a table as they are compared."""
    return [folded(phrase) for listed in tables()[name].values() for phrase in listed]


def repeated(found: list[str]) -> list[str]:
    """What stands more than once in a list."""
    return [phrase for phrase, times in Counter(found).items() if times > 1]


def test_no_phrase_is_of_two_kinds() -> None:
    """The first kind would win, and the other would never be answered."""
    assert repeated([phrase for name in KINDS for phrase in phrases(name)]) == []


@pytest.mark.parametrize("name", tables())
def test_a_table_is_sorted_by_language_without_repetitions(name: str) -> None:
    """A phrase is seen to be there, or not."""
    assert repeated(phrases(name)) == []
    listed = tables()[name]
    assert list(listed) == [code for code in LANGUAGES if code in listed]
    for found in listed.values():
        assert found == sorted(found, key=folded)
