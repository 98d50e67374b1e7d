"""Adding and editing entries, as a maintainer types."""

from __future__ import annotations

import json
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from bot import toml
from bot.authoring.insert import inserted
from bot.cli.authoring.add import suggested_id
from bot.cli.authoring.draft import draft_path
from bot.cli.authoring.edit import at_line
from bot.cli.group import cli
from bot.dataset.schema import KEYS
from tests.authoring.test_linter import Write, run
from tests.conftest import DATASET, ROOT, clean_of

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
        "expected a text of 1 to 240 characters",
        'country code such as IR, got "UK"',
        "from 1 to 5, got 9",
        "url expected an https address",
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


RIGHT = [
    *("21 May", "1990", "", "Title", "Text of the day.", "", "no", "science", "", "", ""),
    *("https://example.org/a", "Paper", "Page", "", "", ""),
]
"""A right answer to each question, the id suggested by the title; only the last y is missing."""


def written(path: Path) -> dict[str, Any]:
    """The one entry of the file that was not there before."""
    records = toml.parse(path.read_text(encoding="utf-8"))["events"]
    (new,) = (record for record in records if record["id"] not in ("first", "second"))
    return new


@pytest.mark.parametrize(
    ("answers", "changed"),
    [
        (["<", *RIGHT, "y"], {}),
        (["1 May", "<", *RIGHT, "y"], {"day": "05-21"}),
        (["1 May 1990", "<", *RIGHT, "y"], {"day": "05-21"}),
        ([*RIGHT[:4], "<", "", *RIGHT[4:], "y"], {"title": "Title"}),
        ([*RIGHT[:4], "<", "Other", *RIGHT[4:], "y"], {"title": "Other", "id": "other"}),
        ([*RIGHT[:6], *["<"] * 5, "1991", *[""] * 4, *RIGHT[6:], "y"], {"year": 1991}),
        ([*RIGHT[:5], "Before.", "<", " ", *RIGHT[6:], "y"], {"context": None}),
        ([*RIGHT[:13], "<", "Other", *RIGHT[13:], "y"], {"publisher": "Other"}),
        ([*RIGHT[:14], "<", "<", "<", "https://b.org", "", "", *RIGHT[14:], "y"], {"url": "b.org"}),
        ([*RIGHT[:15], "<", "https://b.org", "B", "Page", "", *RIGHT[15:], "y"], {"count": 2}),
        ([*RIGHT, "<", "other-id", "y"], {"id": "other-id"}),
        (
            [*RIGHT, *["<"] * 14, "New title", *[""] * 13, "y"],
            {"title": "New title", "id": "new-title"},
        ),
        (
            [*RIGHT[:-1], "own", *["<"] * 14, "New title", *[""] * 13, "yes"],
            {"title": "New title", "id": "own"},
        ),
    ],
)
def test_a_person_goes_back(
    dataset_file: Write, answers: list[str], changed: dict[str, Any]
) -> None:
    """From any question to the one before; an empty answer is the earlier one, a space is none."""
    path = dataset_file(FILE)
    found = typed(path, *answers)
    assert found.exit_code == 0, found.output
    assert found.output.count("Type < to go back") == 1
    assert ("this is the first question" in found.output) == (answers[0] == "<")
    record = written(path)
    first = record["sources"][0]
    told = {"title": "Title", "id": "title", "year": 1990, "day": "05-21", "context": None}
    told |= {"publisher": "Paper", "url": "example.org/a", "count": 1} | changed
    assert told == {
        **{key: record.get(key) for key in ("title", "id", "year", "day", "context")},
        "publisher": first["publisher"],
        "url": first["url"].removeprefix("https://"),
        "count": len(record["sources"]),
    }


@pytest.mark.parametrize("end", range(1, len(RIGHT) + 1))
def test_who_gives_up_goes_on_the_next_time(dataset_file: Write, end: int) -> None:
    """At any question: only the rest is asked, and the draft goes when the entry is written."""
    path, whole = dataset_file(FILE), dataset_file(FILE).with_name("whole.toml")
    whole.write_text(FILE, encoding="utf-8")
    assert typed(whole, *RIGHT, "y").exit_code == 0
    left = typed(path, *RIGHT[:end])
    assert (left.exit_code, path.read_text(encoding="utf-8")) == (1, FILE)
    assert "The answers are kept" in left.output
    draft = draft_path(path)
    assert draft.stat().st_mode & 0o777 == 0o600
    found = typed(path, "y", *RIGHT[end:], "y")
    assert found.exit_code == 0, found.output
    assert f"Go on with the draft of {'Title' if end > 3 else '21 May'}?" in found.output
    assert "date, such as" not in found.output
    assert path.read_bytes() == whole.read_bytes()
    assert sorted(each.name for each in path.parent.iterdir()) == ["events.toml", "whole.toml"]


def test_a_draft_keeps_what_a_person_went_back_over(dataset_file: Write) -> None:
    """The question at which they gave up is asked; what came after it is the default."""
    path = dataset_file(FILE)
    assert typed(path, *RIGHT, *["<"] * 14).exit_code == 1
    found = typed(path, "y", "New title", *[""] * 13, "y")
    assert (found.exit_code, written(path)["title"]) == (0, "New title"), found.output


@pytest.mark.parametrize("said", [["n"], ["<"], []])
def test_a_no_at_the_end_keeps_the_draft(dataset_file: Write, said: list[str]) -> None:
    """So does giving up there; what is asked next is the same again, and < goes back from it."""
    path = dataset_file(FILE)
    assert typed(path, *RIGHT, *said).exit_code == 1
    found = typed(path, "y", *([""] if said == ["<"] else []), "<", "other-id", "y")
    assert (found.exit_code, written(path)["id"]) == (0, "other-id"), found.output


def test_an_error_at_the_end_keeps_the_draft(
    dataset_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when someone else has written the file meanwhile."""
    path = dataset_file(FILE)

    def show_and_change(*_: object) -> None:
        path.write_text(FILE + "\n", encoding="utf-8")

    with monkeypatch.context() as patch:
        patch.setattr("bot.cli.authoring.add._show_posts", show_and_change)
        found = typed(path, *RIGHT, "y")
    assert (found.exit_code, "changed while this ran" in found.output) == (2, True), found.output
    assert typed(path, "y", "y").exit_code == 0
    assert written(path)["id"] == "title"


def test_a_draft_means_the_same_on_another_day(dataset_file: Write) -> None:
    """A typed "yesterday" is kept as its date."""
    path = dataset_file(FILE)
    typed(path, "yesterday")
    assert "yesterday" not in draft_path(path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        b"{}",
        b'{"given": {}, "later": {}}',
        b'{"given": {"date": 1}, "later": {}}',
        b'{"given": {"date": "21 May"}, "later": []}',
        b'{"given": {"title": "Title"}, "later": {}}',
        None,
    ],
)
def test_a_bad_draft_is_put_aside(dataset_file: Write, content: bytes | None) -> None:
    """With a sentence, and the entry is written; a folder in its place is no worse."""
    path = dataset_file(FILE)
    draft = draft_path(path)
    if content is None:
        draft.mkdir()
    else:
        draft.write_bytes(content)
    found = typed(path, *RIGHT, "y")
    assert found.exit_code == 0, found.output
    assert "cannot be read, put aside as .events.toml.draft.old" in found.output
    assert (draft.exists(), draft.with_name(f"{draft.name}.old").exists()) == (False, True)


def test_a_draft_that_is_not_wanted_is_put_aside(dataset_file: Write) -> None:
    """The new entry begins with no answers; giving up at the offer itself changes nothing."""
    path = dataset_file(FILE)
    typed(path, *RIGHT[:4])
    before = draft_path(path).read_bytes()
    assert CliRunner().invoke(cli, ["add", str(path)], input="").exit_code == 1
    assert draft_path(path).read_bytes() == before
    found = typed(path, "n", *RIGHT, "y")
    assert found.exit_code == 0, found.output
    assert path.with_name(".events.toml.draft.old").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "old", "said", "answers"),
    [
        ("date", "31 April", "April has 30 days", ["21 May", *[""] * 16]),
        ("kind", "evnt", 'did you mean "event"?', ["event", *[""] * 14]),
        ("source 1", "http://a", "an https address", ["https://example.org/a", *[""] * 5]),
        ("id", "first", "there is, or was, an entry of that id", ["title"]),
    ],
)
def test_a_stale_answer_is_asked_again(
    dataset_file: Write, name: str, old: str, said: str, answers: list[str]
) -> None:
    """Those before it are taken, and those after it are defaults."""
    path = dataset_file(FILE)
    typed(path, *RIGHT)
    draft = json.loads(draft_path(path).read_text(encoding="utf-8"))
    draft["given"][name] = old
    draft_path(path).write_text(json.dumps(draft), encoding="utf-8")
    found = typed(path, "y", *answers, "y")
    assert found.exit_code == 0, found.output
    assert f"{name} is asked again" in found.output
    assert said in found.output
    assert written(path)["id"] == "title"


def test_a_draft_that_cannot_be_kept_is_told(
    dataset_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder in which nothing can be written, say; nothing of it stays behind."""
    path = dataset_file(FILE)
    monkeypatch.setattr(Path, "replace", Mock(side_effect=PermissionError(13, "not allowed")))
    found = typed(path, "21 May")
    assert (found.exit_code, "the answers cannot be kept: not allowed" in found.output) == (1, True)
    assert [each.name for each in path.parent.iterdir()] == ["events.toml"]


def test_nobody_is_given_a_draft() -> None:
    """Neither git nor an image takes it, by a pattern that both files have."""
    for ignored, before in ((".gitignore", ""), (".dockerignore", "**/")):
        lines = (ROOT / ignored).read_text(encoding="utf-8").splitlines()
        assert f"{before}.*.draft*" in lines, ignored
    assert fnmatch(draft_path(DATASET).name, ".*.draft*")


def test_check_passes_a_draft_by(dataset_file: Write) -> None:
    """Whatever is in it."""
    path = dataset_file(FILE)
    before = run("check", path).output
    draft_path(path).write_bytes(b"\xff")
    assert run("check", path).output == before


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
