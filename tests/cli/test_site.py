"""``site serve`` and ``site build`` as commands, in processes of their own."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from bot.cli.group import cli
from tests.helpers.corrections import dataset_text
from tests.helpers.ports import free_port
from tests.site.test_pictures import PNG

pytest.importorskip("jinja2", reason="jinja2: uv sync --group heavy")
pytestmark = pytest.mark.network


class Served(NamedTuple):
    """A running ``site serve``: its process, its address, and the dataset that it watches."""

    process: subprocess.Popen[str]
    address: str
    dataset: Path

    def line(self, words: str) -> str:
        """The next line that it writes with these words."""
        assert self.process.stdout is not None
        return next(line for line in self.process.stdout if words in line)

    def get(self, path: str) -> tuple[int, str, str | None]:
        """Status, text and permission for other origins."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=60) as answer:
                text = answer.read().decode()
                return answer.status, text, answer.headers["Access-Control-Allow-Origin"]
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode(), None


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Served]:
    """A site that is served."""
    dataset, port = tmp_path / "events.toml", free_port()
    dataset.write_text(dataset_text(), encoding="utf-8")
    command = ["site", "serve", "--port", str(port), "--dataset", str(dataset)]
    with subprocess.Popen(
        [sys.executable, "-m", "bot", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={"PYTHONUNBUFFERED": "1", "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    ) as process:
        made = Served(process, f"http://127.0.0.1:{port}/", dataset)
        try:
            made.line("Ctrl-C ends")
            yield made
        finally:
            process.kill()


def test_the_site_is_served_with_its_sample_page(site: Served) -> None:
    """Its own page where there is none, readable from other origins, and no listing of files."""
    assert "Title of entry-a" in site.get("05-20/")[1]
    assert "box-1.js" in site.get("demo/")[1]
    assert site.get("box/1/05-20.json")[2] == "*"
    status, text, _ = site.get("nothing/")
    assert status == 404
    assert "<main" in text
    assert site.get("../events.toml")[0] == 404


def test_it_follows_the_dataset(site: Served) -> None:
    """A change is shown; what is wrong then is told, and the last good site stays."""
    text = site.dataset.read_text(encoding="utf-8")
    site.dataset.write_text(text.replace("Title of entry-a", "Heading of entry-a"), "utf-8")
    site.line("changed, and the site with it")
    assert "Heading of entry-a" in site.get("05-20/")[1]
    site.dataset.write_text(text.replace("weight = 5", "weight = 9"), "utf-8")
    site.line("weight: expected")
    assert "Heading of entry-a" in site.get("05-20/")[1]


def test_what_cannot_be_built_is_told_and_built_once_it_is_mended(site: Served) -> None:
    """A dataset that cannot be read, and a good one whose picture is missing."""
    text = site.dataset.read_text(encoding="utf-8")
    site.dataset.write_text("schema =", "utf-8")
    site.line("events.toml:1")
    own = 'file = "data/pictures/a.png", credit = "A", licence = "CC0 1.0", alt = "A street."'
    more = f"weight = 5\npicture = {{ {own} }}"
    site.dataset.write_text(text.replace("weight = 5", more, 1), "utf-8")
    site.line("pictures/a.png: cannot be read")
    (site.dataset.parent / "pictures").mkdir()
    (site.dataset.parent / "pictures/a.png").write_bytes(PNG)
    site.line("changed, and the site with it")
    assert 'alt="A street."' in site.get("05-20/")[1]


def test_it_ends_with_ctrl_c(site: Served) -> None:
    """With exit code 0, and a word."""
    site.process.send_signal(signal.SIGINT)
    site.line("Ended.")
    assert site.process.wait(60) == 0


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    """Before anything is built, and how to name another."""
    dataset = tmp_path / "events.toml"
    dataset.write_text(dataset_text(), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = ["site", "serve", "--port", port, "--dataset", str(dataset)]
        made = CliRunner().invoke(cli, [*command, "--out", str(tmp_path / "out")])
    assert made.exit_code == 2
    assert not (tmp_path / "out").exists()
    assert f"port {port}: Address already in use; name another: --port" in made.output


def test_a_build_needs_a_folder_or_settings_with_a_site(tmp_path: Path) -> None:
    """The sentence names both."""
    dataset = tmp_path / "events.toml"
    dataset.write_text(dataset_text(), encoding="utf-8")
    made = CliRunner().invoke(cli, ["site", "build", "--dataset", str(dataset)])
    assert made.exit_code == 2
    assert "name the folder OUT, or a site in the settings" in made.output
