"""The canonical form: one text for the same data, comments at their places, nothing lost."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import toml
from bot.authoring.atomic_write import replace
from bot.authoring.comment_layout import comments_of
from bot.authoring.formatter import canonical, formatted, record_lines
from bot.dataset.schema import KEYS
from bot.errors import DatasetError
from tests.authoring.test_linter import run
from tests.conftest import DATASET, toml_of

Write = Callable[[str], Path]

MESSY = """\
#:schema ../deploy/events.schema.json
# The list of entries.


schema=1   # the version
# about the second
  [[ events ]] # beside the header
year = 1984
id   = 'second'
# the day was looked up
day="05-21"   # twice
weight = 0x3
kind = "event"
text = \"\"\"
A "line".\"\"\"
title = "Caf\\u00e9"
topics = [
   "science",
   "art"
]
sources = [{ url = "https://example.org/a", publisher = "P", title = "T" }, # first
  { title = "U", publisher = "Q", url = "https://example.org/b" }]
# below the last key

# about the first

# in two parts
[[events]]
id = "first"
day = "05-20"
year = -44
odd-key = { b = 1, a = [true, 2.5, 2026-12-01] }
sources=[{url="https://example.org/a/longer/address",publisher="Publisher",title="Page"}]
people = [{ gender = "f", name = "Ada" }]
[[events.corrections]]
note = "# no comment"  # but this is one
on = 2026-12-01

# the end
"""
CANONICAL = """\
#:schema ../deploy/events.schema.json
# The list of entries.

schema = 1  # the version

# about the first
# in two parts
[[events]]
id = "first"
day = "05-20"
year = -44
people = [{ name = "Ada", gender = "f" }]
sources = [
  { publisher = "Publisher", title = "Page", url = "https://example.org/a/longer/address" },
]
# but this is one
corrections = [{ on = 2026-12-01, note = "# no comment" }]
odd-key = { b = 1, a = [true, 2.5, 2026-12-01] }

# about the second
[[events]]  # beside the header
id = "second"
# the day was looked up
day = "05-21"  # twice
year = 1984
kind = "event"
title = "Café"
text = "A \\"line\\"."
topics = ["science", "art"]
weight = 3
sources = [{ url = "https://example.org/a", publisher = "P", title = "T" }, # first
  { title = "U", publisher = "Q", url = "https://example.org/b" }]
# below the last key

# the end
"""


def form(text: str) -> str:
    """The canonical form of a text."""
    tables = toml.parse(text)
    assert isinstance(tables, dict), tables
    return canonical(text, tables)


def test_the_form_word_for_word() -> None:
    """Order, spacing, quotes, long sources; comments above, after, inside and below."""
    assert form(MESSY) == CANONICAL


def test_the_form_is_a_fixed_point() -> None:
    """A file in its form is left alone, and the real one, too, once it has it."""
    assert form(CANONICAL) == CANONICAL
    once = form(DATASET.read_text(encoding="utf-8"))
    assert form(once) == once


@pytest.mark.parametrize("first", ["05-20", "05-22"])
def test_entries_are_sorted_by_day_year_and_id(first: str) -> None:
    """Entries move with the comments above them."""
    text = toml_of(("c", "05-21", 1983), ("b", "05-21", -44), ("a", "05-21", 1983), ("z", first, 1))
    made = toml.parse(form(text))
    assert isinstance(made, dict)
    names = "zbac" if first == "05-20" else "bacz"
    assert [record["id"] for record in made["events"]] == list(names)


VALUES = st.recursive(
    st.booleans() | st.integers(-9, 2**40) | st.text(max_size=9) | st.dates() | st.floats(-9, 9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
RECORDS = st.dictionaries(st.sampled_from(list(KEYS)) | st.text(max_size=5), VALUES, max_size=6)
COMMENTS = st.lists(
    st.text(st.characters(blacklist_categories=["Cc", "Cs"]), max_size=5).map("# {}".format),
    max_size=3,
)


@given(st.lists(st.tuples(RECORDS, COMMENTS, st.booleans()), min_size=1, max_size=4))
def test_nothing_is_lost_whatever_stands_in_it(
    made: list[tuple[dict[str, Any], list[str], bool]],
) -> None:
    """Any keys, values and comments: the same data and comments come out, and come out again."""
    text = "schema = 1\n"
    for record, comments, below in made:
        lines = list(record_lines(record))
        parts = [*lines, *comments] if below else [*comments, *lines]
        text += "\n".join(["", *parts, ""])
    tables = toml.parse(text)
    if isinstance(tables, toml.Fault):
        raise AssertionError(tables)
    once = canonical(text, tables)
    assert comments_of(once) == comments_of(text)
    assert form(once) == once


def test_the_command_writes_the_form(dataset_file: Write) -> None:
    """Line ends and byte-order mark go; mode and data stay; a second run changes nothing."""
    path = dataset_file(MESSY)
    path.write_bytes(b"\xef\xbb\xbf" + MESSY.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    assert run("format", path, "--check").exit_code == 1
    assert path.read_bytes().startswith(b"\xef")
    assert "written in its form" in run("format", path).output
    assert path.read_text(encoding="utf-8") == CANONICAL
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    assert run("format", path, "--check").exit_code == 0
    assert "already" in run("format", path).output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("schema = 1\n[[events]\n", ":2:"),
        ('schema = 1\nevents = [{ id = "a" }]\n', "a header"),
        ("schema = 1\n", "a header"),
    ],
)
def test_a_file_that_cannot_be_formatted_is_left_alone(
    dataset_file: Write, text: str, said: str
) -> None:
    """What is not TOML, or not written as entries, is reported and keeps every byte."""
    path = dataset_file(text)
    with pytest.raises(DatasetError, match=re.escape(said)):
        formatted(path)
    assert run("format", path).exit_code == 2
    assert path.read_text(encoding="utf-8") == text


def test_nothing_is_written_over_what_changed_meanwhile(dataset_file: Write) -> None:
    """An editor that saved between reading and writing wins; a read-only folder is reported."""
    path = dataset_file("new")
    with pytest.raises(DatasetError, match="changed while this ran"):
        replace(path, "text", was=b"old")
    assert path.read_text(encoding="utf-8") == "new"
    with pytest.raises(DatasetError, match="No such file"):
        replace(path.parent / "none" / "x", "text", was=b"")


def test_a_link_stays_a_link(dataset_file: Write, tmp_path: Path) -> None:
    """The file behind it is written."""
    path, link = dataset_file("old"), tmp_path / "link.toml"
    link.symlink_to(path)
    replace(link, "new", was=b"old")
    assert (link.is_symlink(), path.read_text(encoding="utf-8")) == (True, "new")
