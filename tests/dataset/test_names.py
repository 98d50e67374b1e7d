"""The file of names: what it takes, what is refused, and what the check says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authoring.lint.rules_names import find
from bot.dataset import load
from bot.dataset.names import Name, load_names
from bot.dataset.reloader import LiveDataset
from bot.errors import DatasetError
from tests.conftest import make_event, toml_of

GOOD = """\
schema = 1

[[names]]
name = "Mohammad Mosaddegh"
kind = "person"
fa = "محمد مصدق"
ar = "محمد مصدق"
also = ["Mossadegh", "Mosaddeq"]
seen = ["https://example.org/fa"]
"""


def written(folder: Path, text: str) -> Path:
    """A dataset of one entry with that file of names."""
    (folder / "events.toml").write_text(toml_of(("an-event", "05-20", 1953)), encoding="utf-8")
    path = folder / "names.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_names_are_loaded_with_the_dataset(tmp_path: Path) -> None:
    """Each with its spellings; a dataset without such a file has none."""
    path = written(tmp_path, GOOD)
    [name] = load(tmp_path / "events.toml").names
    assert name == Name(
        "Mohammad Mosaddegh",
        "person",
        fa="محمد مصدق",
        ar="محمد مصدق",
        also=("Mossadegh", "Mosaddeq"),
        seen=("https://example.org/fa",),
    )
    path.unlink()
    assert load(tmp_path / "events.toml").names == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('kind = "person"', 'kind = "king"'), "kind: expected"),
        (('name = "Mohammad Mosaddegh"\n', ""), "name: missing"),
        (('seen = ["https://example.org/fa"]\n', ""), "seen: expected the addresses"),
        (("https://example.org/fa", "example.org"), "seen[1]: expected an https address"),
        (('fa = "', 'fars = "'), "unknown key"),
        (("schema = 1", "schema = 2"), "schema: expected schema = 1"),
        (("also = [", "also = 5 #"), "also: expected"),
    ],
)
def test_a_fault_of_shape_is_told_with_its_line(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    """File, line, name, key and what was expected."""
    path = written(tmp_path, GOOD.replace(*change))
    with pytest.raises(DatasetError) as refused:
        load_names(path)
    assert f"{path}:" in str(refused.value)
    assert says in str(refused.value)


def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    """One record a name, however it is written."""
    body = GOOD.removeprefix("schema = 1\n")
    path = written(tmp_path, GOOD + body.replace("Mohammad Mosaddegh", "mohammad mosaddegh"))
    with pytest.raises(DatasetError, match="one record a name; entry 1"):
        load_names(path)


def test_the_check_names_doubtful_names(tmp_path: Path) -> None:
    """A name that no entry has, letters of another keyboard, the order of the alphabet."""
    event = make_event(title="Coup against Mohammad Mosaddegh")
    text = GOOD.replace('fa = "محمد مصدق"', 'fa = "محمد مصدقي"') + (
        '\n[[names]]\nname = "Gandhi"\nkind = "person"\nalso = ["Ghandi"]\n'
    )
    path = written(tmp_path, text)
    found = [str(finding) for finding in find(tmp_path / "events.toml", [event])]
    assert found == [
        f"{path}:6: Mohammad Mosaddegh: fa: letters of another keyboard: ي",
        f"{path}:12: Gandhi: name: warning: no entry has this name: search finds nothing by it",
        f"{path}:12: Gandhi: name: warning: expected in the order of the alphabet, "
        'before "Mohammad Mosaddegh"',
    ]


def test_a_running_service_takes_a_new_file_of_names(tmp_path: Path) -> None:
    """A bad one keeps the last good one, and says why."""
    path = written(tmp_path, GOOD)
    live = LiveDataset(tmp_path / "events.toml")
    assert len(live.current.names) == 1
    path.write_text(GOOD.replace("person", "king"), encoding="utf-8")
    assert not live.refresh()
    assert len(live.current.names) == 1
    assert "kind: expected" in live.untold
    path.write_text(GOOD.replace("person", "place"), encoding="utf-8")
    assert live.refresh()
    assert live.current.names[0].kind == "place"
    assert live.untold == ""
