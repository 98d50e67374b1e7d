"""The maintainers' check: the table of good and bad files, and what a table cannot hold."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from bot import toml
from bot.authoring.lint import rules_days
from bot.authoring.lint.linter import WARNING, Finding, check, find, read
from bot.authoring.lint.rules_dates import weekday
from bot.authoring.lint.rules_days import days
from bot.authoring.lint.rules_length import brief_fits, x_fits
from bot.authoring.lint.rules_sources import publishers
from bot.authoring.lint.rules_wording import is_excepted
from bot.authoring.lint.tolerant_reader import read_bytes
from bot.cli.group import cli
from bot.dataset import load
from bot.dates import MonthDay
from bot.errors import DatasetError
from bot.events import Source
from tests.conftest import ROOT, clean_of, make_event

FILES = Path(__file__).parent / "dataset_files"
TODAY = date(2027, 1, 1)
GOOD = sorted(FILES.glob("good/*.toml"))
BAD = sorted(FILES.glob("bad/*.toml"))
TWO = clean_of(("first", "05-20", 1983), ("second", "05-21", 1984))
Write = Callable[[str], Path]


def told(path: Path) -> list[str]:
    """The findings of a file, without its name."""
    return [str(f).removeprefix(f"{path}:") for f in find(read(path), today=TODAY)]


def run(*words: str | Path) -> Result:
    """The command's result; a traceback is a failure of the test."""
    found = CliRunner().invoke(cli, [str(word) for word in words])
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_has_no_finding(path: Path) -> None:
    """What editors and careful writers do is accepted, and it loads."""
    assert told(path) == []
    assert len(load(path)) > 0


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_told_word_for_word(path: Path) -> None:
    """Every fault, in the order of the file, as the expected text file has them."""
    assert told(path) == path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


@given(st.binary(max_size=300), st.integers(0, 900))
def test_no_damage_breaks_the_check(junk: bytes, place: int) -> None:
    """Whatever bytes come into a file, wherever, there are findings or none, never a traceback."""
    raw = TWO.encode()
    for finding in find(read_bytes(raw[:place] + junk + raw[place:], "FILE")):
        assert finding.sentence
        assert finding.line >= 1


@given(st.integers(TWO.rindex("[[events]]") + 1, len(TWO) - 2))
def test_a_file_cut_off_in_its_last_entry_is_told(place: int) -> None:
    """Wherever the cut falls."""
    assert find(read_bytes(TWO[:place].encode(), "FILE"), today=TODAY)


def test_a_file_that_cannot_be_a_dataset_is_refused(tmp_path: Path) -> None:
    """No such file, a folder, or one so large that it is something else."""
    big = tmp_path / "big.toml"
    with big.open("wb") as file:
        file.truncate(40_000_000)
    for path, said in ((tmp_path / "none", "no such file"), (tmp_path, "cannot"), (big, "MB")):
        with pytest.raises(DatasetError, match=said):
            check(path)


@pytest.mark.parametrize(
    ("year", "day", "name"),
    [
        (1983, MonthDay(5, 20), "Friday"),
        (2000, MonthDay(2, 29), "Tuesday"),
        (1582, MonthDay(10, 15), "Friday"),
        (1582, MonthDay(10, 4), "Thursday"),
        (1066, MonthDay(10, 14), "Saturday"),
        (-44, MonthDay(3, 15), "Wednesday"),
        (1700, MonthDay(2, 29), "Thursday"),
    ],
)
def test_the_weekday_of_a_date_of_history(year: int, day: MonthDay, name: str) -> None:
    """Friday 15 October 1582 followed Thursday the 4th; Hastings was fought on a Saturday."""
    assert weekday(year, day) == name


@pytest.mark.parametrize(
    ("sources", "count"),
    [
        ([("Wikipedia", "en.wikipedia.org/wiki/A"), ("Wikiwand", "www.wikiwand.com/en/A")], 1),
        ([("Wikipedia (copy)", "example.org/A"), ("Wikipedia", "fa.wikipedia.org/wiki/A")], 1),
        ([("Wikipedia", "en.wikipedia.org/wiki/A"), ("A book", "en.wikisource.org/wiki/A")], 2),
        ([("BBC", "www.bbc.co.uk/1"), ("BBC News", "news.bbc.co.uk/2")], 1),
        ([("The Times", "a.example/1"), ("Times", "b.example/1")], 1),
        ([("Penguin", "archive.org/1"), ("Faber", "archive.org/2")], 2),
        ([("UPI", "www.upi.com/1"), ("Copy", "web.archive.org/web/2020/https://upi.com/1")], 1),
        ([("Miller Center", "millercenter.org/a"), ("UCSB", "www.presidency.ucsb.edu/a")], 2),
    ],
)
def test_who_is_one_publisher(sources: list[tuple[str, str]], count: int) -> None:
    """One name is one, one site is one, Wikipedia with its copies is one; libraries are many."""
    made = tuple(Source(name, "Page", f"https://{address}") for name, address in sources)
    assert len(publishers(made)) == count


EXCEPTION = {"id": "first", "key": "text", "about": "names 3 March", "why": "its name"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"id": "second"}, False),
        ({"key": "title"}, False),
        ({"sentence": "names 4 March, but"}, False),
        ({"level": "error"}, False),
    ],
)
def test_an_exception_takes_one_warning_away(changes: dict[str, str], expected: bool) -> None:
    """Of that entry, that key and that matter; an error stays."""
    values = {"id": "first", "key": "text", "sentence": "names 3 March, but", "level": WARNING}
    finding = Finding("FILE", 1, **{**values, **changes})
    assert is_excepted(finding, [EXCEPTION]) is expected


def test_every_word_and_every_exception_has_a_reason() -> None:
    """A list without reasons would be taste."""
    tables = toml.parse((ROOT / "bot/authoring/lint/wording.toml").read_text(encoding="utf-8"))
    assert isinstance(tables, dict)
    entries = [*tables["words"], *tables["allowed"], *tables.get("exceptions", [])]
    assert all(entry["why"] for entry in entries)
    assert all(set(entry) == set(EXCEPTION) for entry in tables.get("exceptions", []))


def git(folder: Path, *words: str) -> None:
    """A git command in a folder, with a name of its own."""
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    subprocess.run(["git", "-C", str(folder), *identity, *words], check=True, capture_output=True)


@pytest.fixture
def committed(dataset_file: Write, tmp_path: Path) -> Path:
    """A file of two entries in a checkout, committed."""
    path = dataset_file(TWO)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", path.name)
    git(tmp_path, "commit", "-qm", "data")
    return path


COMPARED = {
    ("", ""): [],
    ('id = "second"', 'id = "other"'): ["1: second: id: gone since the last commit"],
    ('id = "second"\nday = "05-21"', 'id = "second"\nday = "05-22"'): [
        "17: second: day: warning: was event of 21 May 1984 before"
    ],
    (
        'title = "Title of second"\ntext = "The text of second is one plain, short sentence."',
        'title = "Moon landing"\ntext = "Astronauts walk about on the grey dust up there."',
    ): ['16: second: id: stood for "Title of second" before'],
}


@pytest.mark.parametrize(("change", "expected"), COMPARED.items())
def test_the_last_commit_is_compared(
    committed: Path, change: tuple[str, str], expected: list[str]
) -> None:
    """An id that vanished, or that has another date or story than before."""
    committed.write_text(TWO.replace(*change), encoding="utf-8")
    _, found = check(committed, today=TODAY)
    assert len(found) == len(expected)
    for finding, start in zip(found, expected, strict=True):
        assert str(finding).startswith(f"{committed}:{start}")


@pytest.mark.parametrize("header", ["[[events]]  # a note", " [[ events ]]", '[["events"]]'])
@pytest.mark.parametrize("renamed", [True, False], ids=["renamed", "deleted"])
def test_an_entry_is_missed_however_its_header_is_written(
    committed: Path, header: str, *, renamed: bool
) -> None:
    """A comment, spaces or quotes in a header hide nothing of the entry below it."""
    text = TWO.replace("[[events]]", header)
    committed.write_text(text, encoding="utf-8")
    git(committed.parent, "commit", "-qam", "headers")
    now = text.replace('id = "second"', 'id = "other"') if renamed else text[: text.rindex(header)]
    committed.write_text(now, encoding="utf-8")
    _, found = check(committed, today=TODAY)
    assert "second: id: gone since the last commit" in " ".join(map(str, found))


def test_a_changed_date_with_a_note_is_fine(committed: Path) -> None:
    """A correction says what was wrong; the id stays."""
    note = 'corrections = [{ on = 2026-12-01, note = "It was the 22nd." }]\n'
    text = TWO.replace('"05-21"', '"05-22"') + note
    committed.write_text(text, encoding="utf-8")
    assert check(committed, today=TODAY)[1] == []


def test_another_commit_can_be_compared(committed: Path) -> None:
    """In a pull request the last commit is the change itself; what is no commit is no fault."""
    committed.write_text(clean_of(("first", "05-20", 1983)), encoding="utf-8")
    git(committed.parent, "commit", "-qam", "change")
    assert [len(check(committed, base=base)[1]) for base in ("HEAD", "HEAD^", "none")] == [0, 1, 0]


def test_exit_codes_and_summary(dataset_file: Write) -> None:
    """0 without findings or with warnings alone, 1 with errors."""
    found = run("check", dataset_file(TWO))
    assert (found.exit_code, found.output.endswith(": 2 entries, no findings\n")) == (0, True)
    found = run("check", dataset_file(TWO.replace("is one", "is currently one", 1)))
    assert (found.exit_code, "2 entries, 1 warning" in found.stderr) == (0, True)
    found = run("check", dataset_file(TWO.replace("weight = 2", "weight = 9")))
    assert (found.exit_code, "2 entries, 2 errors" in found.stderr) == (1, True)


def test_findings_for_programs(dataset_file: Write) -> None:
    """JSON has every part of a finding, and standard output nothing else."""
    path = dataset_file(TWO.replace("is one", "is currently one", 1))
    [finding] = json.loads(run("check", path, "--json").stdout)
    assert finding == {
        "file": str(path),
        "line": 9,
        "id": "first",
        "key": "text",
        "sentence": '"currently": is true only for a while: give the date or leave it out',
        "level": WARNING,
    }
    assert json.loads(run("check", dataset_file(TWO), "--json").stdout) == []


def test_findings_beside_the_lines_of_a_pull_request(dataset_file: Write) -> None:
    """GitHub's workflow commands, with what would end a property escaped."""
    path = dataset_file(TWO.replace('"Title of first"', '"50%: a,\\tb"'))
    found = run("check", path, "--format", "github")
    assert found.stdout.startswith(f"::error file={path},line=8,title=first%3A title::expected one")
    assert "50%25: a,\\tb" in found.stdout


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ([5, 5, 3, 3], "20 May has 2 entries of weight 5, and only one can lead"),
        ([5, 4, 4, 3], "20 May has 2 entries of weight 4 beside one of 5"),
        ([4, 4, 4, 4], "20 May has 4 entries of weight 4, and only 3 can lead"),
        ([3, 2, 2, 2], "20 May has only 1 of weight 3 or more to take turns and none of 5"),
        ([2, 2, 2, 2], "20 May has none of weight 3 or more to take turns and none of 5"),
        ([5, 2, 2, 2], ""),
        ([5, 4, 3, 3], ""),
        ([4, 4, 4, 3], ""),
        ([3, 3, 2, 2], ""),
        ([2, 2, 2], ""),
    ],
)
def test_a_day_has_as_much_as_can_lead_and_enough(weights: list[int], said: str) -> None:
    """A warning at the heaviest entry; a day that is not finished has none."""
    entries = [
        (n, make_event(f"e{n}", weight=weight, year=1901 + n)) for n, weight in enumerate(weights)
    ]
    notes = list(days(entries))
    assert [note.level for _, note in notes] == [WARNING] * bool(said)
    assert all(said in note.sentence for _, note in notes)


def test_what_leaves_the_lead_to_others_does_not_count() -> None:
    """Two of weight 3 of which one says that it does not lead are one to take turns."""
    stated = (None, False, None, None)
    events = [make_event(f"e{n}", weight=3 - n // 2, lead=lead) for n, lead in enumerate(stated)]
    [(_, note)] = days(list(enumerate(events)))
    assert "has only 1 of weight 3 or more to take turns" in note.sentence


@pytest.mark.parametrize(("more", "said"), [(0, ""), (160, "too long for the post on X")])
def test_the_brief_and_a_source_fit_into_the_post_on_x(more: int, said: str) -> None:
    """A warning at the key."""
    brief = (
        "A ship sinks off Java; a court fines the company 12 dollars. It pays" + "s" * more + "."
    )
    notes = list(brief_fits(make_event(brief=brief)))
    assert [note.key for note in notes] == ["brief"] * bool(said)
    assert all(said in note.sentence for note in notes)


def test_a_brief_of_spaces_is_left_to_the_rule_that_refuses_it() -> None:
    """The rules look at what is wrong, too, and tell all of it."""
    assert list(brief_fits(make_event(brief="   "))) == []


def test_a_text_has_to_fit_into_the_post_on_x_only_without_a_brief() -> None:
    """With one, X does not tell the text."""
    text = "A ship sinks off Java, " + "and " * 50 + "is found."
    assert [note.key for note in x_fits(make_event(text=text))] == ["text"]
    assert list(x_fits(make_event(text=text, brief="A ship sinks off Java."))) == []


@pytest.mark.parametrize(
    ("kind", "weight", "lead", "said"),
    [
        ("event", 3, False, ""),
        ("birth", 3, True, ""),
        ("birth", 3, None, ""),
        ("event", 3, True, "without effect: that holds for each event"),
        ("death", 3, False, "without effect: that holds for each death"),
        ("event", 4, False, "without effect: each entry of weight 4 takes turns"),
        ("birth", 2, True, "a birth leads only with weight 3 or more"),
    ],
)
def test_a_lead_says_only_what_would_not_hold_anyway(
    kind: str, weight: int, lead: bool | None, said: str
) -> None:
    """A warning for a ``lead`` that changes nothing, or makes a light birth lead."""
    notes = list(rules_days.lead(make_event(kind=kind, weight=weight, lead=lead)))
    assert [note.sentence for note in notes] == [said] * bool(said)
