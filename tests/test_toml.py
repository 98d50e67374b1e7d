"""The places of things in a TOML text."""

from __future__ import annotations

import pytest

from bot.toml import key_lines

TEXT = """\
schema = 1
title = "above"

[[events]]  # first
id = "a"
sources = [
  { url = "1" },
  { url = "2" },
]

[[events]]
"id" = "b"
title = "in it"
tags = ["x", "y"]
"""


@pytest.mark.parametrize(
    ("number", "path", "line"),
    [
        (None, "schema", 1),
        (None, "title", 2),
        (None, "id", 1),
        (0, "id", 5),
        (0, "sources[2].url", 8),
        (0, "title", 4),
        (1, "id", 12),
        (1, "title", 13),
        (1, "tags[2]", 14),
        (7, "id", 1),
    ],
)
def test_the_line_of_a_key(number: int | None, path: str, line: int) -> None:
    """In its own record or above them all; an item by its line; else the record's header."""
    assert key_lines(TEXT, "events", count=2).line_of(number, path) == line


def test_no_line_is_guessed_where_headers_and_records_differ() -> None:
    """Events that are no [[tables]] have no lines of their own."""
    assert key_lines(TEXT, "events", count=3).line_of(1, "title") == 1
