"""Retired entries: the command, the check, and how their ids are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authoring.diff import changed
from bot.authoring.lint.linter import check
from bot.cli.authoring.pr_comment import markdown
from bot.dataset import load
from bot.dataset.retired import retired_path
from tests.authoring.test_linter import TODAY, Write, committed, git, run
from tests.conftest import clean_of

__all__ = ["committed"]  # the fixture
THREE = clean_of(("first", "05-20", 1983), ("second", "05-21", 1984), ("third", "05-22", 1985))
WHY = "The day has better ones."
RECORD = """\
[[retired]]
id = "{id}"
day = "05-21"
year = 1984
title = "Title of {id}"
why = "The day has better ones."
"""


def findings(path: Path) -> list[str]:
    """The findings of a file and of the others in its folder, without that folder."""
    return [str(f).replace(f"{path.parent}/", "") for f in check(path, today=TODAY)[1]]


def test_an_entry_is_moved_and_told_who_follows_it(dataset_file: Write) -> None:
    """It leaves the file with its own comments; every other byte stays, and its id is kept."""
    text = THREE.replace('[[events]]\nid = "second"', '# of second\n[[events]]\nid = "second"')
    text = text.replace('[[events]]\nid = "third"', '# of third\n[[events]]\nid = "third"')
    path = dataset_file(text + 'follows = ["second"]\n')
    found = run("retire", "second", path, "--why", WHY)
    assert found.exit_code == 0, found.output
    assert "third follows it" in found.output
    now = path.read_text(encoding="utf-8")
    start, end = text.index("# of second"), text.index("# of third")
    assert now == text[:start] + text[end:] + 'follows = ["second"]\n'
    assert retired_path(path).read_text(encoding="utf-8") == "schema = 1\n\n" + RECORD.format(
        id="second"
    )
    kept = load(path).retired["second"]
    assert (kept.date_words, kept.title, kept.why) == ("21 May 1984", "Title of second", WHY)
    assert findings(path) == [
        f"events.toml:27: third: follows: warning: second is no longer told: {WHY}"
    ]


def test_more_are_kept_in_order_with_their_comments(dataset_file: Write) -> None:
    """By id, whatever the order in which they were retired; format agrees."""
    path = dataset_file(THREE)
    run("retire", "third", path, "--why", WHY)
    kept = retired_path(path)
    kept.write_text(kept.read_text().replace("[[retired]]", "# the first\n[[retired]]"))
    run("retire", "first", path, "--why", WHY)
    text = kept.read_text(encoding="utf-8")
    assert text.index('"first"') < text.index("# the first") < text.index('"third"')
    assert run("format", "--check", path).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["secnd", "--why", WHY], 'there is no entry secnd (did you mean "second"?)'),
        (["second", "--why", ""], "--why: expected a text of 1 to 300 characters, got 0"),
        (["second", "--why", "a\nb"], "--why: expected one line"),
        (["second"], "Missing option '--why'"),
    ],
)
def test_what_cannot_be_retired_is_told(dataset_file: Write, words: list[str], said: str) -> None:
    """Exit code 2, and nothing is written."""
    path = dataset_file(THREE)
    found = run("retire", words[0], path, *words[1:])
    assert (found.exit_code, said in found.output) == (2, True), found.output
    assert path.read_text(encoding="utf-8") == THREE
    assert not retired_path(path).exists()


def test_windows_line_ends_stay(dataset_file: Write) -> None:
    """The rest of the file is written as its editor writes it."""
    path = dataset_file("")
    path.write_bytes(THREE.replace("\n", "\r\n").encode())
    run("retire", "second", path, "--why", WHY)
    assert (
        path.read_bytes()
        == clean_of(("first", "05-20", 1983), ("third", "05-22", 1985))
        .replace("\n", "\r\n")
        .encode()
    )


BAD = {
    "its id is used again": (
        RECORD.format(id="first"),
        'events.toml:4: first: id: is the id of a retired entry, "Title of first": give this',
    ),
    "not TOML": ("[[retired]]\nid = second\n", "retired.toml:2: not TOML"),
    "a wrong key": (
        RECORD.format(id="gone").replace("why", "reason"),
        "retired.toml:6: gone: reason: unknown key",
    ),
    "twice": (RECORD.format(id="gone") * 2, "retired.toml:8: gone: id: retired twice: entry 1"),
    "something else": ("retired = 5\n", "retired.toml:1: retired: expected records under"),
    "a table more": (RECORD.format(id="gone") + "[more]\n", "retired.toml:1: more: unknown key"),
}


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD)
def test_the_check_covers_the_file_of_retired_entries(
    dataset_file: Write, text: str, said: str
) -> None:
    """Its shape, and that no id of it is used again."""
    path = dataset_file(THREE)
    retired_path(path).write_text(text, encoding="utf-8")
    assert any(said in finding for finding in findings(path)), findings(path)


def test_a_retired_id_is_never_lost(committed: Path) -> None:
    """An entry may leave for the other file; from there it may not leave."""
    run("retire", "second", committed, "--why", WHY)
    assert findings(committed) == []
    changes, others = changed(committed, "HEAD", today=TODAY)
    assert ([(change.id, change.kind) for change in changes], others) == (
        [("second", "retired")],
        [],
    )
    assert "`second` (retired)" in markdown(changes, others, TODAY)
    git(committed.parent, "add", ".")
    git(committed.parent, "commit", "-qm", "retired")
    retired_path(committed).unlink()
    [finding] = findings(committed)
    assert finding.startswith("retired.toml:1: second: id: gone since the last commit")


def test_a_retired_id_is_not_offered_to_a_new_entry(dataset_file: Write) -> None:
    """The command that writes entries refuses it, too."""
    from tests.cli.test_add import typed

    path = dataset_file(THREE)
    run("retire", "third", path, "--why", WHY)
    answers = [
        "1 June",
        "1984",
        "",
        "Title of third",
        "The text of it is one plain, short sentence.",
    ]
    rest = ["", "", "science", "", "", "", "https://example.org/a", "P", "T", "", "", "third", ""]
    assert "there is, or was, an entry of that id" in typed(path, *answers, *rest, "n").output


def test_a_reused_record_does_not_hide_the_others(dataset_file: Write) -> None:
    """One wrong record leaves the others known."""
    path = dataset_file(THREE)
    bad = RECORD.format(id="gone").replace("1984", "0")
    retired_path(path).write_text(bad + RECORD.format(id="first"), encoding="utf-8")
    assert [line.split(": ")[1] for line in findings(path)] == ["first", "gone"]
