"""The site of a running service: built again when its content changes, by a process of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config.settings import SiteSettings, load_settings
from bot.local_service import Scene, World, made_world
from bot.operations.site_rebuilds import LONGEST, RETRY, SiteRebuilds
from bot.site import manifest
from bot.site.cards import put
from tests.helpers.corrections import LEAD, correction, dataset_text, edit, told
from tests.helpers.settings import settings_file

pytestmark = pytest.mark.network
BASE = "https://example.org/days/"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A service with a site, and the file of its settings."""
    pytest.importorskip("jinja2", reason="jinja2: uv sync --group heavy")
    (tmp_path / "events.toml").write_text(dataset_text(), encoding="utf-8")
    settings_file(tmp_path, f'site = {{ out = "public", base_url = "{BASE}" }}')
    site = SiteSettings(tmp_path / "public", BASE)
    with made_world(tmp_path, tmp_path / "events.toml", scene=Scene(site=site)) as made:
        yield made


def rebuilds(world: World) -> SiteRebuilds:
    """What has the site built."""
    found = vars(world.service)["_site"]
    assert isinstance(found, SiteRebuilds)
    return found


def process(world: World) -> subprocess.Popen[bytes] | None:
    """The build that is running, as far as the service knows."""
    running = vars(rebuilds(world))["_running"]
    found: subprocess.Popen[bytes] | None = running and running.process
    return found


def beat(world: World) -> bool:
    """A heartbeat as the running service makes it; whether a build is running after it."""
    world.runner.run(world.service.owned_beat())
    return process(world) is not None


def built(world: World) -> None:
    """Let the running build end, and another one that is due by then."""
    assert process(world) is not None
    while running := process(world):
        running.wait(120)
        beat(world)


def page(world: World, path: str = "") -> str:
    """A page of the site."""
    return (world.folder / "public" / path / "index.html").read_text(encoding="utf-8")


def test_the_settings_of_the_test_are_those_of_its_file(world: World) -> None:
    """The process that builds reads the file."""
    assert load_settings(world.folder / "onthisday.toml").site == world.settings.site


def test_posting_does_not_wait_for_the_site(world: World) -> None:
    """The post is out while the site is still being built; then all is quiet."""
    assert beat(world)
    assert len(world.posts()) == 1
    built(world)
    assert f"{BASE}" in page(world)
    assert not beat(world)
    assert world.told() == []


def test_a_new_dataset_a_new_day_and_a_correction_are_shown(world: World) -> None:
    """Each is a build; the page of corrections names the posts, with their addresses."""
    beat(world)
    built(world)
    edit(world, LEAD, ("Title of", "Heading of"), add=correction())
    assert beat(world)
    built(world)
    assert "Heading of entry-a" in page(world, f"e/{LEAD}")
    [message] = world.posts()
    shown = page(world, "corrections")
    assert "Telegram @on_this_day · 20 May 2027" in shown
    assert f'href="https://t.me/on_this_day/{message.id}"' in shown
    world.clock.now += timedelta(days=1)
    assert beat(world)
    built(world)
    assert not beat(world)


def test_what_cannot_be_built_is_reported_once_and_its_end(world: World) -> None:
    """A folder that is not ours is left alone, and tried again later."""
    out = world.folder / "public"
    out.mkdir()
    (out / "letter.txt").write_text("mine", encoding="utf-8")
    beat(world)
    built(world)
    beat(world)
    [text] = told(world, "The site cannot be built")
    assert "not a site of this program" in text
    assert [path.name for path in out.iterdir()] == ["letter.txt"]
    assert not beat(world)
    world.clock.now += RETRY
    assert beat(world)
    built(world)
    assert len(told(world, "The site cannot be built")) == 1
    (out / "letter.txt").unlink()
    world.clock.now += RETRY
    assert beat(world)
    built(world)
    beat(world)
    assert len(told(world, "The site is built again")) == 1
    assert (out / manifest.NAME).is_file()


def test_a_build_that_hangs_is_ended(world: World) -> None:
    """It is killed and reported, and nothing waited for it."""
    site = rebuilds(world)
    vars(site)["_command"] = lambda on: ["sleep", "600"]
    assert beat(world)
    hanging = process(world)
    assert hanging is not None
    assert beat(world)
    world.clock.now += LONGEST
    assert not beat(world)
    assert hanging.returncode == -9
    beat(world)
    assert len(told(world, "The site cannot be built", "it took too long")) == 1


def test_a_command_that_is_not_there_is_reported(world: World) -> None:
    """As any other failure."""
    vars(rebuilds(world))["_command"] = lambda on: ["/nowhere/python"]
    assert not beat(world)
    beat(world)
    assert len(told(world, "The site cannot be built", "/nowhere/python")) == 1
    assert len(world.posts()) == 1


def test_the_end_of_the_service_ends_its_build(world: World) -> None:
    """The site stays as it was."""
    vars(rebuilds(world))["_command"] = lambda on: ["sleep", "600"]
    assert beat(world)
    running = process(world)
    assert running is not None
    world.restart()
    assert running.returncode == -9


def test_one_heartbeat_for_cron_builds_nothing(world: World) -> None:
    """It would be ended with the command; cron has a line for it."""
    world.beat()
    assert process(world) is None


def test_a_web_server_may_read_what_is_written(world: World) -> None:
    """Whatever the umask of the service, whose own files are private."""
    private = os.umask(0o077)
    try:
        beat(world)
        built(world)
        put(world.folder / "public", "a-card.png", b"card")
    finally:
        os.umask(private)
    card = ("cards", "cards/posts", "cards/posts/a-card.png")
    for path in ("", "index.html", "05-20", "05-20/index.html", *card):
        mode = (world.folder / "public" / path).stat().st_mode
        assert mode & 0o044 == 0o044, path
