"""The wheel: it carries the dataset, and works where no checkout is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

UV = shutil.which("uv")
pytestmark = [
    pytest.mark.network,
    pytest.mark.skipif(UV is None, reason="it builds with uv: pip install uv"),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [str(UV), "build", "--wheel", "--out-dir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("onthisday_bot-*.whl"))


def test_the_wheel_carries_all_that_it_reads(wheel: Path) -> None:
    """The dataset with its languages, the catalogues, the word lists, and the mark of types."""
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {
        f"bot/data/{path.relative_to(ROOT / 'data')}" for path in (ROOT / "data").rglob("*.toml")
    }
    assert data <= names
    assert {"bot/py.typed", "bot/chatbot/cities.txt", "bot/authoring/lint/wording.toml"} <= names
    assert {f"bot/i18n/locale/{c}/LC_MESSAGES/bot.po" for c in ("en", "fa", "ur", "ar")} <= names


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a fresh environment; the libraries are those of the tests."""
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
    python = folder / "bin/python"
    install = [str(UV), "pip", "install", "--python", str(python), "--no-deps", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    libraries = next(path for path in map(Path, sys.path) if path.name == "site-packages")
    (packages / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    return folder / "bin/onthisday"


COMMANDS = [
    (["today"], "·"),
    (["preview", "2027-08-06"], "Hiroshima"),
    (["check"], "no findings"),
    (["sandbox", "--once", "--date", "2027-08-06"], "Hiroshima"),
]


@pytest.mark.parametrize(("words", "shown"), COMMANDS, ids=lambda value: str(value)[:20])
def test_the_commands_work_outside_a_checkout(
    installed: Path, tmp_path: Path, words: list[str], shown: str
) -> None:
    """With the dataset that comes with the program, which each says that it uses."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "ONTHISDAY"))}
    done = subprocess.run(
        [str(installed), *words],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert shown in done.stdout + done.stderr
    assert "comes with the program" in done.stderr
