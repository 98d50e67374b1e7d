"""Adding and editing entries, as a maintainer types."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from bot import toml
from bot.authoring.insert import inserted
from bot.cli.authoring.add import suggested_id
from bot.cli.authoring.edit import at_line
from bot.cli.group import cli
from bot.dataset.schema import KEYS
from tests.authoring.test_linter import Write, run
from tests.conftest import clean_of

FILE = clean_of(("first", "05-20", 1983), ("second", "05-22", 1984))
ANSWERS = [
    "31 April 1990",
    "21 May 1990",
    "evnt",
    "event",
    "The bridge of Ålesund opens to the people of the islands",
    "",
    "People walk over the first bridge between the islands.",
    "",
    "no, uk",
    "no, gb",
    "science technology",
    "9",
    "4",
    "",
    "Kari Nordmann (f), Ola",
    "http://example.org/bridge",
    "A paper",
    "The bridge",
    "https://example.org/bridge",
    "A paper",
    "The bridge",
    "",
    "first",
    "",
]


def typed(path: Path, *answers: str) -> Result:
    """The command ``add`` with answers, a line each."""
    found = CliRunner().invoke(cli, ["add", str(path)], input="\n".join(answers) + "\n")
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


def test_an_entry_is_asked_for_and_put_at_its_place(dataset_file: Write) -> None:
    """A wrong answer is explained and asked again; nothing else in the file changes."""
    path = dataset_file(FILE)
    found = typed(path, *ANSWERS, "y")
    assert found.exit_code == 0, found.output
    for said in (
        "April has 30 days",
        'did you mean "event"?',
        "expected a text of 1 to 200 characters",
        'country code such as IR, got "UK"',
        "from 1 to 5, got 9",
        "expected an https address",
        "telegram",
        "of 280 characters",
        "expected two publishers, since its weight is 4, got only A paper",
    ):
        assert said in found.output, said
    new = """\
[[events]]
id = "bridge-alesund-opens-people-islands"
day = "05-21"
year = 1990
kind = "event"
title = "The bridge of Ålesund opens to the people of the islands"
text = "People walk over the first bridge between the islands."
countries = ["NO", "GB"]
topics = ["science", "technology"]
weight = 4
people = [{ name = "Kari Nordmann", gender = "f" }, { name = "Ola" }]
sources = [{ publisher = "A paper", title = "The bridge", url = "https://example.org/bridge" }]
follows = ["first"]

"""
    assert path.read_text(encoding="utf-8") == FILE.replace(
        '[[events]]\nid = "second"', f'{new}[[events]]\nid = "second"'
    )


@pytest.mark.parametrize("answers", [ANSWERS, ANSWERS[:9], [*ANSWERS, "n"]])
def test_nothing_is_written_before_the_last_answer(dataset_file: Write, answers: list[str]) -> None:
    """Giving up at any question leaves the file alone; so does a no to an entry with errors."""
    path = dataset_file(FILE)
    assert typed(path, *answers).exit_code == 1
    assert path.read_text(encoding="utf-8") == FILE


def test_a_like_entry_is_told_before_it_is_written(dataset_file: Write) -> None:
    """Whether it is above or below; an id that is taken is refused."""
    path = dataset_file(FILE)
    answers = ["22 May", "1984", "", "Title of second", "The text of second is one sentence."]
    rest = ["", "", "science", "", "", "", "https://example.org/a", "P", "T", "", "", "second", ""]
    found = typed(path, *answers, *rest, "n")
    assert "tells nearly the same as" in found.output
    assert "there is, or was, an entry of that id" in found.output


def test_a_broken_file_is_mended_first(dataset_file: Write) -> None:
    """No question is asked in vain."""
    found = typed(dataset_file(FILE + "x"), *ANSWERS)
    assert found.exit_code == 2
    assert "mend this first" in found.output
    assert "date, such as" not in found.output


@given(
    st.sampled_from(["05-19", "05-20", "05-21", "05-22", "12-31"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_an_insertion_changes_nothing_else(
    day: str, windows: bool, mark: bool, comment: bool
) -> None:
    """Take the new record away again, and every byte is as it was."""
    text = FILE.replace("[[events]]", "# why it is here\n[[events]]") if comment else FILE
    raw = (("\ufeff" if mark else "") + text).replace("\n", "\r\n" if windows else "\n").encode()
    record = {"id": "new", "day": day, "year": 1, "title": "Title"}
    made = inserted(raw, record)
    end = "\r\n" if windows else "\n"
    block = end.join(["[[events]]", 'id = "new"', f'day = "{day}"', "year = 1", 'title = "Title"'])
    assert made.count(block) == 1
    rest = made.replace(block + end * 2, "").replace(end + block + end, "")
    assert rest.encode() == raw
    tables = toml.parse(made.removeprefix("\ufeff"))
    assert isinstance(tables, dict)
    assert [r["day"] for r in tables["events"]] == sorted(r["day"] for r in tables["events"])


@given(st.text(max_size=90))
def test_any_title_suggests_a_valid_id(title: str) -> None:
    """Letters of any script, signs, or nothing at all."""
    assert not KEYS["id"].rule(suggested_id(title))


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        (["vim"], ["vim", "+12", "FILE"]),
        (["/usr/bin/nano", "-w"], ["/usr/bin/nano", "-w", "+12", "FILE"]),
        (["code"], ["code", "--wait", "--goto", "FILE:12"]),
        (["subl"], ["subl", "--wait", "FILE:12"]),
        (["hx"], ["hx", "FILE:12"]),
    ],
)
def test_each_editor_opens_at_the_line(editor: list[str], words: list[str]) -> None:
    """In its own way, and the check waits for it."""
    assert at_line(editor, Path("FILE"), 12) == words


@pytest.mark.network
def test_edit_opens_the_entry_and_checks_after(
    dataset_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real program is the editor: it gets the line, and what it breaks is reported."""
    path, script = dataset_file(FILE), tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "place, name = sys.argv[1:]\n"
        "path = pathlib.Path(name)\n"
        "lines = path.read_text().split('\\n')\n"
        "assert lines[int(place[1:]) - 1] == 'id = \"second\"'\n"
        "path.write_text('\\n'.join(lines).replace('weight = 2', 'weight = 9'))\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.delenv("VISUAL", raising=False)
    found = run("edit", "second", path)
    assert found.exit_code == 1
    assert [line.split(": ")[1] for line in found.output.splitlines()] == ["second", "first"]


@pytest.mark.network
@pytest.mark.parametrize(
    ("entry", "editor", "said"),
    [
        ("secnd", "vi", 'there is no entry secnd (did you mean "second"?)'),
        ("title", "vi", "2 entries have these words; name one:\n  first\n  second"),
        ("second", "no-such-editor-here", "cannot be started"),
    ],
)
def test_edit_says_why_it_cannot(
    dataset_file: Write, monkeypatch: pytest.MonkeyPatch, entry: str, editor: str, said: str
) -> None:
    """No such entry, no editor, or one that is not there: exit code 2."""
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.delenv("VISUAL", raising=False)
    found = run("edit", entry, dataset_file(FILE))
    assert (found.exit_code, said in found.output) == (2, True), found.output


@pytest.mark.network
def test_edit_finds_an_entry_by_its_words_and_any_editor(
    dataset_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words of title or text are enough where one entry has them; nano does without EDITOR."""
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    path = dataset_file(FILE)
    assert "set EDITOR to your editor; the entry is at" in run("edit", "SECOND title", path).output
    nano = tmp_path / "nano"
    nano.write_text(f"#!{sys.executable}\nimport sys\nprint(sys.argv[1])\nsys.exit(0)\n")
    nano.chmod(0o755)
    assert run("edit", "SECOND title", path).exit_code == 0


def test_format_says_that_line_ends_are_the_reason(dataset_file: Write) -> None:
    """Nothing else is to be seen in an editor; a byte-order mark is the same."""
    path = dataset_file(FILE)
    run("format", path)
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"\n", b"\r\n"))
    assert "lines end as on Windows (CRLF)" in run("format", "--check", path).output
    path.write_bytes(b"\xef\xbb\xbf" + raw)
    assert "begins with a byte-order mark" in run("format", "--check", path).output
    path.write_bytes(raw.replace(b"weight = 2", b"weight  = 2"))
    assert "not in its form; write it" in run("format", "--check", path).output
