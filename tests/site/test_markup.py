"""The W3C's checker finds no error in pages of each kind and language."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.site.outputs import all_outputs
from bot.site.site import Site, SiteConfig
from tests.helpers.npm import npm_package
from tests.helpers.real import real
from tests.site.conftest import BASE, TODAY, contents, small_events

JAVA = shutil.which("java")
pytestmark = [
    pytest.mark.network,
    pytest.mark.skipif(JAVA is None, reason="no java: apt-get install default-jre-headless"),
]
DRAWN = 200
DAYS = {str(event.day) for event in small_events()}


def errors_in(folder: Path) -> list[str]:
    """What the checker calls an error in the pages of a folder, and in the style sheets."""
    jar = Path(npm_package("vnu-jar"), "build", "dist", "vnu.jar")
    command = [str(JAVA), "-Xss2m", "-jar", str(jar), "--format", "json", "--skip-non-html"]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{Path(m['url']).relative_to(f'file:{folder}')}: {m['message']}: {m.get('extract', '')}"
        for m in messages
        if m["type"] == "error"
    ]


def is_told_apart(path: str) -> bool:
    """True unless a page is that of a day like most others: without an entry, and not the first."""
    day = re.search(r"\b\d\d-\d\d\b", path)
    return day is None or day[0].endswith("-01") or day[0] in DAYS


def test_each_kind_of_page_of_the_small_site_is_valid(built: Path, tmp_path: Path) -> None:
    """In four languages, hostile texts among them."""
    for path, body in contents(built).items():
        if path.endswith(".html") and is_told_apart(path):
            (tmp_path / path.replace("/", "_")).write_bytes(body)
    assert errors_in(tmp_path) == []


def test_drawn_pages_of_the_real_dataset_are_valid(tmp_path: Path) -> None:
    """200 by chance, the same every time."""
    site = Site(real(), SiteConfig(base_url=BASE), TODAY)
    pages = [o for o in all_outputs(site) if not o.path or o.path.endswith("/")]
    for number, output in enumerate(random.Random(5).sample(pages, DRAWN)):
        (tmp_path / f"{number}.html").write_bytes(output.make())
    assert errors_in(tmp_path) == []


def test_the_checker_would_see_an_error(tmp_path: Path) -> None:
    """A page that is wrong on purpose."""
    (tmp_path / "wrong.html").write_text("<!doctype html><title>t</title><p id=a><p id=a><b>")
    assert errors_in(tmp_path)
