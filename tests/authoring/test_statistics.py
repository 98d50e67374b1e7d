"""The figures, the map of the year, and the preview of a change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.authoring.diff import Change, changed
from bot.authoring.figures.decade import Decade
from bot.authoring.figures.figure import Figure
from bot.authoring.figures.lead_statistics import lead_figures
from bot.authoring.figures.regions import by_country, home_countries
from bot.authoring.figures.statistics import balance, figures, ready
from bot.authoring.lint.linter import Finding
from bot.cli.authoring.pr_comment import MOST, markdown
from bot.dataset import Dataset
from bot.dataset.schema import COUNTRIES
from bot.dates import MonthDay
from bot.errors import DatasetError
from bot.events import Person, Retraction, Source
from tests.authoring.test_linter import Write, committed, run
from tests.conftest import clean_of, make_event

__all__ = ["committed"]  # the fixture
TODAY = date(2027, 1, 1)
WIKI = Source("Wikipedia", "Page", "https://en.wikipedia.org/wiki/Page")
BBC = Source("BBC", "Page", "https://www.bbc.co.uk/page")


def value(name: str, *events: object) -> float:
    """The value of the figure whose name begins so, of a few events."""
    return next(f for f in figures(Dataset(events)) if f.name.startswith(name)).value  # type: ignore[arg-type]


def four(**changes: object) -> list[object]:
    """Four events, the first one changed."""
    return [make_event("a", **changes), *(make_event(name) for name in "bcd")]


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        ("entries", {}, 4),
        ("entries", {"retracted": Retraction(TODAY, "Wrong")}, 3),
        ("days with five to nine", {}, 0),
        ("days with an entry of Iran", {}, 0),
        ("days with an entry of Iran", {"countries": ("FR", "AF")}, 1),
        ("days with too little", {"weight": 2}, 0),
        ("days with an entry of the home", {}, 0),
        ("days with an entry of the home", {"countries": ("FR", "PK")}, 1),
        ("days with an entry of the home", {"topics": ("islam",)}, 1),
        ("days with an entry of the home", {"countries": ("SN",)}, 1),
        ("births", {"kind": "birth"}, 25),
        ("births", {"kind": "death"}, 25),
        ("before 1800", {"year": 1799}, 25),
        ("before 1800", {"year": -44}, 25),
        ("since 1945", {"year": 1944}, 75),
        ("entries since November", {"year": 2019, "day": MonthDay(11, 1)}, 1),
        ("entries since November", {"year": 2019, "day": MonthDay(10, 31)}, 0),
        ("sciences", {"topics": ("war",)}, 75),
        ("largest country", {"countries": ("FR",)}, 75),
        ("in sub-Saharan Africa", {"countries": ("KE", "GB")}, 25),
        ("in sub-Saharan Africa", {"countries": ("GB", "KE")}, 0),
        ("in sub-Saharan Africa", {"countries": ("MA",)}, 0),
        ("in Latin America", {"countries": ("MX", "US")}, 25),
        ("in Latin America", {"countries": ("CA",)}, 0),
        ("in East Asia", {"countries": ("JP",)}, 25),
        ("in South-East Asia", {"countries": ("ID",)}, 25),
        ("in South-East Asia", {"countries": ()}, 0),
        ("most frequent last digit", {"year": 1987}, 75),
        ("entries since July 2025", {"year": 2025, "day": MonthDay(7, 1)}, 1),
        ("weight 3 or more", {"weight": 2}, 75),
        ("Wikipedia alone", {"sources": (WIKI,)}, 25),
        ("Wikipedia alone", {"sources": (WIKI, BBC)}, 0),
        ("other sources on unknown hosts", {"sources": (WIKI, BBC)}, 75),
        ("women", {"people": (Person("A", "m"), Person("B", "f"))}, 100),
        ("women", {"people": (Person("A", "m"), Person("B"))}, 0),
        ("weight 4", {"weight": 4, "sources": (WIKI, BBC)}, 25),
        ("entries that lack", {"weight": 4, "sources": (WIKI, BBC)}, 0),
        ("entries that lack", {"weight": 4, "sources": (WIKI, WIKI)}, 1),
        ("ties", {"follows": ("b", "c")}, 2),
    ],
)
def test_a_figure_counts_what_it_says(
    name: str, changes: dict[str, object], expected: float
) -> None:
    """Of four events, one of which is changed."""
    assert value(name, *four(**changes)) == expected


def test_an_empty_dataset_has_figures() -> None:
    """Nothing is divided by nothing."""
    assert {figure.value for figure in figures(Dataset([]))} == {0}


@pytest.mark.parametrize(
    ("figure", "words", "met"),
    [
        (Figure("a", 1599), ("1,599", ""), True),
        (Figure("a", 1599, 1600), ("1,599", "at least 1,600"), False),
        (Figure("a", 15.0, 15, "%", at_most=True), ("15.0 %", "at most 15 %"), True),
    ],
)
def test_a_figure_says_what_it_is_held_to(
    figure: Figure, words: tuple[str, str], met: bool
) -> None:
    """Value and aim, and whether they agree; the aim itself is enough."""
    assert (figure.words, figure.met) == (words, met)


BAD_AIMS = {
    '"entires" = { at_least = 5 }': 'entires: there is no such figure (did you mean "entries"?)',
    '"entries" = 5': "entries: expected { at_least = 1 } or at_most",
    '"entries" = { at_least = "5" }': "entries: expected { at_least = 1 } or at_most",
    '"entries" = { at_last = 5 }': "entries: expected { at_least = 1 } or at_most",
    '"entries" = {': "not TOML",
}


@pytest.mark.parametrize(("text", "said"), BAD_AIMS.items())
def test_wrong_aims_are_told(dataset_file: Write, text: str, said: str) -> None:
    """An aim of no figure would hold nothing: exit code 2 and a sentence."""
    path = dataset_file(clean_of(("first", "01-01", 1983)))
    path.with_name("aims.toml").write_text(text, encoding="utf-8")
    found = run("stats", path)
    assert (found.exit_code, said in found.output) == (2, True), found.output


def test_a_dataset_of_its_own_has_its_own_aims(dataset_file: Write) -> None:
    """They are in its folder; where there are none, the figures are only shown."""
    path = dataset_file(clean_of(("first", "01-01", 1983)))
    assert "at least" not in run("stats", path).output.split("Leads and posts")[0]
    path.with_name("aims.toml").write_text('"entries" = { at_least = 7 }', encoding="utf-8")
    assert "at least 7" in run("stats", path).output


def test_every_country_lies_in_one_region() -> None:
    """The table of regions has the schema's countries, each once."""
    assert sorted(by_country()) == sorted(COUNTRIES)
    assert {"IR", "PK", "IN", "KZ", "ID"} <= home_countries()
    assert home_countries().isdisjoint({"US", "FR", "CN", "RU"})


def test_the_balance_names_centuries_and_regions() -> None:
    """The year 100 is of the first century; an entry may lie in several regions, or none."""
    years = (100, 101, 1983, -44, 1201, 1301)
    events = [make_event(f"e{year}", year=year) for year in years]
    found = balance([*events, make_event("two", countries=("IR", "FR"))])
    assert set(found["century"]) == {
        "1st century",
        "2nd century",
        "20th century",
        "1st century BCE",
        "13th century",
        "14th century",
    }
    assert found["region"] == {"Americas": 6, "Middle East": 1, "Europe": 1}


def test_the_next_days_come_thinnest_first() -> None:
    """A day without entries comes before one with some."""
    coming = ready(Dataset([make_event()]), date(2027, 5, 19), days=3)
    assert [(day.day, len(events)) for day, events in coming] == [(19, 0), (21, 0), (20, 1)]


def test_stats_shows_and_draws(dataset_file: Write, tmp_path: Path) -> None:
    """Every figure in the terminal, and a picture with a colour for each day."""
    image = pytest.importorskip("PIL.Image")
    from bot.cli.authoring.heat_palette import shade

    path = dataset_file(clean_of(("first", "01-01", 1983), ("second", "01-01", 1984)))
    found = run("stats", path, "--png", tmp_path / "map.png")
    assert found.exit_code == 0
    for figure in (*figures(Dataset([])), *lead_figures(Decade(Dataset([])))):
        assert figure.name.split(" (")[0] in found.output
    with image.open(tmp_path / "map.png") as picture:
        colours = {"#%02x%02x%02x" % picture.getpixel((124, 154 + 42 * row)) for row in (0, 1)}  # noqa: UP031
    assert colours == {shade(2), shade(0)}
    assert run("stats", path, "--png", tmp_path / "none" / "map.png").exit_code == 2


def test_a_change_is_shown_entry_by_entry(committed: Path) -> None:
    """New, changed and gone ones, each with its findings; the others are not."""
    text = clean_of(("first", "05-20", 1983), ("third", "05-22", 1985))
    committed.write_text(text.replace("is one", "is currently one", 1), encoding="utf-8")
    changes, others = changed(committed, "HEAD", today=TODAY)
    assert [(change.id, change.kind, len(change.findings)) for change in changes] == [
        ("first", "changed", 1),
        ("third", "new", 0),
        ("second", "gone", 1),
    ]
    shown = markdown(changes, others, TODAY)
    assert shown.startswith("### 3 entries touched, 1 error, 1 warning\n")
    assert "#### `third` (new)\n\ntelegram, " in shown
    assert " of 280 characters, 22 May 2027:\n\n```text\n22 May 1985 · 42 years ago\n\n" in shown
    assert run("preview", "--changed", "--dataset", committed).exit_code == 0


def test_a_correction_is_shown_as_it_will_look_on_air(committed: Path) -> None:
    """The edited message, and what is posted below the post on X, of the last day it was told."""
    note = 'corrections = [{ on = 2026-12-01, note = "It was the fifth." }]\nsources = ['
    text = committed.read_text(encoding="utf-8").replace("sources = [", note, 1)
    committed.write_text(text, encoding="utf-8")
    shown = markdown(*changed(committed, "HEAD", today=TODAY), TODAY)
    on_telegram, _, on_x = shown.partition(
        "Put right on air, the post of 20 May 2026, on telegram"
    )[2].partition("and below it on x, ")
    assert "Corrected 1 December: It was the fifth." in on_telegram
    assert "It was the fifth." in on_x
    assert " of 280 characters:" in on_x


def test_a_change_that_breaks_an_entry_is_shown_as_far_as_it_goes(committed: Path) -> None:
    """The findings are there; the posts of the broken entry are not."""
    text = committed.read_text(encoding="utf-8").replace('"Title of first"', "“Title of first”")
    committed.write_text(text, encoding="utf-8")
    shown = markdown(*changed(committed, "HEAD", today=TODAY), TODAY)
    assert "curly quotes" in shown
    assert "No preview before its errors are mended" in shown


def test_a_commit_that_is_not_there_is_told(committed: Path) -> None:
    """A wrong name of a commit is one plain, short sentence."""
    with pytest.raises(DatasetError, match="git has no such file in nowhere"):
        changed(committed, "nowhere", today=TODAY)


def test_what_strangers_wrote_cannot_leave_its_fence() -> None:
    """Backticks in a text make the fence longer; an id that is none is not repeated."""
    text = "```\n@everyone ![x](https://example.org)"
    finding = Finding("FILE", 1, text, "id", text)
    shown = markdown([Change(text, "new", make_event(text=text), (), (finding,))], [], TODAY)
    assert "````text\nFILE:1" in shown
    assert "an entry with a wrong id" in shown
    outside = [part for n, part in enumerate(shown.split("````")) if n % 2 == 0]
    assert not any("@everyone" in part for part in outside)


def test_a_large_change_fits_a_comment() -> None:
    """Whole entries, as many as there is room for, and how many more there are."""
    changes = [Change(f"e{n}", "new", make_event(f"e{n}"), (), ()) for n in range(300)]
    shown = markdown(changes, [], TODAY)
    assert len(shown) < MOST + 200
    assert "more do not fit here" in shown


def test_a_week_is_seven_days_of_posts(dataset_file: Write) -> None:
    """Both platforms each day, the empty ones too."""
    path = dataset_file(clean_of(("first", "05-20", 1983)))
    found = run("preview", "2027-05-17", "--week", "--dataset", path)
    assert found.output.count("Nothing to tell") == 12
    assert found.output.count("Thursday 20 May 2027") >= 2
