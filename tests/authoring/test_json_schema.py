"""The JSON schema for editors: the same rules as the check's, tried with an editor's own linter."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.authoring.json_schema import FILE_NAME, editor_schema
from bot.dataset.schema import KEYS, parts
from bot.dates import every_day
from bot.validators import json_of
from tests.conftest import DATASET, toml_of

TOMBI = shutil.which("tombi", path=str(Path(sys.executable).parent))


@pytest.mark.network
def test_the_file_is_the_one_that_the_schema_makes() -> None:
    """Write it again: uv run python -m bot.authoring.json_schema > data/.events.schema.json."""
    made = subprocess.run(
        [sys.executable, "-m", "bot.authoring.json_schema"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout == editor_schema()
    assert (DATASET.parent / FILE_NAME).read_text(encoding="utf-8") == editor_schema()


def test_the_dataset_names_it_on_its_first_line() -> None:
    """Editors that know TOML look there."""
    assert DATASET.read_text(encoding="utf-8").startswith(f"#:schema ./{FILE_NAME}\n")


def test_the_pattern_of_days_is_every_day_and_no_other() -> None:
    """366 of the ten thousand texts of that shape."""
    pattern = re.compile(json_of(KEYS["day"].rule)["pattern"])
    texts = (f"{month:02}-{day:02}" for month in range(100) for day in range(100))
    assert list(filter(pattern.match, texts)) == [str(day) for day in every_day()]


def test_inner_keys_have_an_order() -> None:
    """The canonical form takes it from the same table."""
    assert parts("sources") == ("publisher", "title", "url")
    assert parts("retracted") == ("on", "why")
    assert parts("title") == parts("unknown") == ()


def lint(folder: Path, text: str) -> list[str]:
    """What tombi, offline, says of a dataset with its schema: (line, message)."""
    path = folder / "events.toml"
    path.write_text(f"#:schema ./{FILE_NAME}\n{text}", encoding="utf-8")
    (folder / FILE_NAME).write_text(editor_schema(), encoding="utf-8")
    words = [str(TOMBI), "lint", "--offline", "--no-cache", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=folder)
    plain = re.sub(r"\x1b\[\d*m|\x1b\[\d;\d+m", "", done.stdout + done.stderr)
    return re.findall(r"(?:Error|Warning): (.*)\n\s+at .*", plain)


UNDERLINED = {
    ("weight = 3", "wieght = 3"): '"wieght" is not allowed',
    ('["science"]', '["sience"]'): "the value must be one of",
    ('"05-20"', '"05-32"'): "does not match the pattern",
    ('kind = "event"', 'kind = "evnt"'): "the value must be one of",
    ('["US"]', '["UK"]'): "the value must be one of",
    ("weight = 3", "weight = 6"): "the value must be ≤ 5",
    ("https://", "http://"): "does not match the pattern",
    ('publisher = "P', 'publsher = "P'): '"publsher" is not allowed',
    ("schema = 1", "schema = 2"): "",
}


@pytest.mark.network
@pytest.mark.skipif(TOMBI is None, reason="tombi is in the dependency group heavy")
@pytest.mark.parametrize(("change", "said"), UNDERLINED.items())
def test_a_mistake_is_underlined_as_it_is_typed(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    """By an editor's own linter, offline."""
    text = toml_of(("first", "05-20", 1983)).replace(*change)
    found = lint(tmp_path, text)
    assert any(said in message for message in found), found


@pytest.mark.network
@pytest.mark.skipif(TOMBI is None, reason="tombi is in the dependency group heavy")
def test_the_real_file_has_nothing_underlined(tmp_path: Path) -> None:
    """What the check accepts, the editor accepts, corrections and retractions too."""
    note = 'corrections = [{ on = 2026-12-01, note = "x" }]\n'
    note += 'retracted = { on = 2026-12-02, why = "y" }\n'
    assert lint(tmp_path, toml_of(("first", "05-20", -44)) + note) == []
    real = DATASET.read_text(encoding="utf-8").split("\n", 1)[1]
    assert lint(tmp_path, real) == []
