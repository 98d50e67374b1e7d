"""What the check says of the recurring days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.authoring.lint.rules_occasions import find
from tests.conftest import DATASET
from tests.dataset.test_occasions import DAY, WHEN

TODAY = date(2026, 11, 28)


def said(folder: Path, text: str) -> list[str]:
    """The findings of a file, without its folder."""
    (folder / "occasions.toml").write_text(text, encoding="utf-8")
    found = find(folder / "events.toml", today=TODAY)
    return [str(one).rpartition("/")[2] for one in found]


OTHER = DAY.split("\n\n")[1]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"01-01"', '"02-32"', "occasions.toml:6: a-day: day: expected MM-DD, or a rule"),
        ('"روز"', '"روزي"', "occasions.toml:8: a-day: names.fa: has ي of another language's"),
        ('"دن"', '"day"', "occasions.toml:9: a-day: names.ur: is not in that language's letters"),
        (
            "kind =",
            'aliases = ["a-day"]\nkind =',
            "occasions.toml:11: a-day: aliases: warning: a-day is read without it",
        ),
        ("schema = 1", "schema = ", "occasions.toml:1: expected a value after =, got"),
        ("schema = 1\n", "", "occasions.toml:1: schema: expected schema = 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, told: str, tmp_path: Path) -> None:
    """The shape, the letters of each language, spellings that are read anyway, and no TOML."""
    (found,) = said(tmp_path, DAY.replace(old, new))
    assert found.startswith(told)


@pytest.mark.parametrize(("last", "told"), [("2027-11-27", 1), ("2027-11-28", 0)])
def test_a_list_of_dates_that_ends_within_a_year_is_told(
    last: str, told: int, tmp_path: Path
) -> None:
    """There is time to add the next ones."""
    found = said(tmp_path, DAY.replace(WHEN, f"dates = [2026-11-08, {last}]"))
    assert len(found) == told
    for one in found:
        assert one.startswith(f"occasions.toml:5: a-day: dates: warning: end on {last}: ")


def test_two_days_of_one_name_are_told(tmp_path: Path) -> None:
    """Readers could not distinguish them."""
    (found,) = said(tmp_path, f"{DAY}\n{OTHER.replace('a-day', 'another')}")
    assert found.endswith("another: names.en: expected a name of its own, got that of a-day")


def test_a_fine_file_and_no_file_have_no_findings(tmp_path: Path) -> None:
    """Nothing is told."""
    assert list(find(tmp_path / "events.toml", today=TODAY)) == []
    assert said(tmp_path, DAY) == []


def test_the_projects_own_days_have_no_findings() -> None:
    """No error and no warning."""
    assert [str(found) for found in find(DATASET, today=TODAY)] == []
