"""The rules that settings and the dataset are made of."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dataset.schema import RECORD
from bot.validators import Key, list_of, one_of, table, text, whole

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(ANY)
def test_no_value_breaks_a_rule(value: Any) -> None:
    """Any value that TOML can hold gets a verdict, and every problem a sentence."""
    for problem in RECORD(value):
        assert problem.sentence


@pytest.mark.parametrize(
    ("rule", "value", "said"),
    [
        (text(5), "abcdef", 'expected a text of 1 to 5 characters, got 6: "abcdef"'),
        (text(5), 5, "expected a text of 1 to 5 characters, got 5"),
        (whole(1, 5), True, "expected a whole number from 1 to 5, got true"),
        (one_of(["war"]), "wra", 'expected one of war (did you mean "war"?), got "wra"'),
        (list_of(text(5)), "x", 'expected a list, such as ["..."], got "x"'),
        (table({}), [], "expected a table, got []"),
        (text(500), "x" * 501, "expected a text of 1 to 500 characters, got 501: "),
    ],
)
def test_the_sentences(rule: Any, value: object, said: str) -> None:
    """What was expected, and what was there, shortened."""
    [problem] = rule(value)
    assert problem.sentence.startswith(said)
    assert len(problem.sentence) < 140


def test_persian_words_may_have_their_joiners() -> None:
    """A zero-width non-joiner is spelling, not a control character."""
    assert not text(20)("راه\u200cآهن")
    assert text(20)("راه\u200bآهن")


def test_a_table_names_unknown_and_missing_keys() -> None:
    """Both at once, each under its own path."""
    rule = table({"name": Key(text(9), "a name", required=True), "age": Key(whole(0, 9), "an age")})
    assert [(p.path, p.sentence) for p in rule({"nmae": "x", "age": 10})] == [
        (".nmae", 'unknown key (did you mean "name"?)'),
        (".age", "expected a whole number from 0 to 9, got 10"),
        (".name", "missing; expected a name"),
    ]


def test_a_table_of_countless_unknown_keys_is_told_in_a_few() -> None:
    """Ten are reported each, and how many more there are: looking for what was meant takes long."""
    rule = table({"name": Key(text(9), "a name")})
    found = rule({f"key{n}": n for n in range(300_000)})
    assert len(found) == 11
    assert found[-1] == (".key10", "299990 more unknown keys, this one first")
