"""The order of the package: who may import whom, one vendor one home, nothing on import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.helpers.house import arrows, circles, imports_of, reached, room_of, vendors_of

LAYERS = [
    {"errors"},
    {"text", "validators", "logs", "threads", "liveness"},
    {"toml", "dates"},
    {"calendars", "posting_window"},
    {"events", "date_parser"},
    {"i18n", "post"},
    {"dataset"},
    {"selection"},
    {"formatting"},
    {"channel_config", "channels"},
    {"cards", "composer"},
    {"authoring", "site", "store", "config", "scheduler"},
    {"operations"},
    {"delivery", "chatbot"},
    {"service"},
    {"wiring"},
    {"sandbox"},
    {"local_service"},
    {"drill"},
    {"cli"},
    {"__main__"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
HOMES = {
    "tomli": ["bot/toml.py"],
    "sqlmodel": ["bot/store"],
    "sqlalchemy": ["bot/store", "bot/drill/crash_points.py"],
    "alembic": ["bot/store"],
    "schedule": ["bot/scheduler.py"],
    "tweepy": [
        "bot/channels/x.py",
        "bot/channels/x_client.py",
        "bot/channels/x_edits.py",
        "bot/channels/x_errors.py",
        "bot/channels/x_media.py",
        "bot/channels/x_reading.py",
    ],
    "telegram": [
        "bot/channels/telegram.py",
        "bot/channels/telegram_client.py",
        "bot/channels/telegram_errors.py",
        "bot/channels/telegram_moves.py",
        "bot/channels/telegram_posts.py",
        "bot/channels/telegram_search.py",
        "bot/chatbot",
        "bot/wiring.py",
    ],
    "httpx": [
        "bot/channels/telegram_client.py",
        "bot/channels/telegram_errors.py",
        "bot/authoring/link_checker.py",
        "bot/cli/authoring/links.py",
        "bot/drill/crash_points.py",
    ],
    "PIL": ["bot/cards/painter.py", "bot/cli/authoring/heatmap.py"],
    "typst": ["bot/cards/painter.py"],
    "rapidfuzz": ["bot/chatbot", "bot/authoring"],
    "babel": ["bot/i18n", "bot/chatbot", "bot/authoring/po.py"],
    "starlette": ["bot/chatbot/webhook.py"],
    "uvicorn": ["bot/chatbot/webhook.py"],
    "rich": ["bot/cli"],
    "click": ["bot/cli"],
}
"""Each library and the files or folders that may know it."""
PURE = {
    "dates",
    "calendars",
    "date_parser",
    "events",
    "post",
    "selection",
    "formatting",
    "posting_window",
    "validators",
    "text",
    "channel_config",
    "composer",
}
"""Rooms without a clock, an environment, input or output: time is an argument there."""
READERS = {"dataset", "toml", "i18n", "errors"}
"""Rooms that pure ones may import although they read files: they do so only when asked to."""
IMPURE = {"os", "time", "random", "socket", "subprocess", "logging", "pathlib"}
BARRED = [
    ("formatting", "channels"),
    ("channels", "formatting"),
    ("channels", "dataset"),
    ("channels", "selection"),
    ("channels", "store"),
    ("chatbot", "delivery"),
    ("chatbot", "channels"),
]
FULL_FOLDER = 20
FILES = sorted(ROOT.glob("bot/**/*.py"))
ARROWS = arrows(ROOT)


def name_of(path: Path) -> str:
    """A file as a person names it."""
    return str(path.relative_to(ROOT))


def own_room(path: Path) -> str:
    """The room of a file."""
    return path.relative_to(ROOT / "bot").parts[0].removesuffix(".py")


def is_at_home(path: Path, homes: list[str]) -> bool:
    """Whether a file is one of the homes or below one, by whole parts of its path."""
    own = path.relative_to(ROOT)
    return any(own.is_relative_to(home) for home in homes)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_imports_only_from_below(path: Path) -> None:
    """Low layers do not know high ones, and every room is in a layer."""
    room = own_room(path)
    if room == "__init__":
        return
    assert room in RANK, f"{room} is in no layer: put it into LAYERS and the picture of it"
    for name in imports_of(path):
        other = room_of(name)
        if other and other != room:
            assert RANK[other] < RANK[room], f"{path} imports {name} from above"


def test_no_files_import_one_another_in_a_circle() -> None:
    """Each can be read, and changed, after those that it imports."""
    assert circles(ARROWS) == []


@pytest.mark.parametrize("vendor", HOMES)
def test_a_vendor_has_one_home(vendor: str) -> None:
    """Each library is known in one place, so it can be changed in one place."""
    for path in FILES:
        if vendor in vendors_of(path):
            assert is_at_home(path, HOMES[vendor]), name_of(path)


@pytest.mark.parametrize("vendor", HOMES)
def test_each_home_is_there_and_uses_its_vendor(vendor: str) -> None:
    """A list of homes that nobody lives in would permit what nobody wanted."""
    for home in HOMES[vendor]:
        files = [path for path in FILES if is_at_home(path, [home])]
        assert any(vendor in vendors_of(path) for path in files), home


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_what_is_pure_asks_nothing_of_the_machine(path: Path) -> None:
    """Dates, selection and formatting have no clock, environment, input or output."""
    if own_room(path) not in PURE:
        return
    assert not vendors_of(path) & IMPURE
    text = path.read_text(encoding="utf-8")
    for call in ("datetime.now", "date.today", "open(", "print("):
        assert call not in text


@pytest.mark.parametrize("module", sorted(m for m in ARROWS if room_of(m) in PURE))
def test_what_is_pure_reaches_only_what_is_pure(module: str) -> None:
    """Through others, too: a pure room imports pure ones, and readers that wait to be asked."""
    rooms = {room_of(other) for other in reached(module, ARROWS)}
    assert rooms <= PURE | READERS


@pytest.mark.parametrize(("room", "other"), BARRED)
def test_rooms_that_must_not_know_each_other(room: str, other: str) -> None:
    """Channels get finished text; formatting never sends; the chatbot never delivers."""
    for path in FILES:
        if own_room(path) == room:
            assert other not in {room_of(name) for name in imports_of(path)}, path


def test_the_two_channels_do_not_know_each_other() -> None:
    """Each could be taken away without the other noticing."""
    assert "bot.channels.x" not in ARROWS["bot.channels.telegram"]
    assert "bot.channels.telegram" not in ARROWS["bot.channels.x"]


def test_delivery_names_no_vendor() -> None:
    """The life of a delivery is the same on every platform."""
    for path in ROOT.glob("bot/delivery/**/*.py"):
        assert not vendors_of(path) & set(HOMES)


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in FILES}), ids=lambda folder: folder.name
)
def test_no_folder_is_too_full(folder: Path) -> None:
    """A person finds a file by reading the names in its folder."""
    assert len(list(folder.glob("*.py"))) <= FULL_FOLDER


BROKEN = {
    "from .toml import parse": "a relative import",
    "from . import toml": "a relative import",
}


@pytest.mark.parametrize(("line", "why"), BROKEN.items())
def test_a_relative_import_is_refused(line: str, why: str, tmp_path: Path) -> None:
    """It would pass every other rule unseen."""
    path = tmp_path / "module.py"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match=why):
        imports_of(path)


def test_a_circle_is_seen_through_several_files() -> None:
    """Also where no two of them import one another directly."""
    drawn = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}
    assert circles(drawn) == [["a", "b", "c"]]


def test_a_home_is_compared_by_whole_parts() -> None:
    """A module whose name only begins like a home is not at home."""
    assert is_at_home(ROOT / "bot/toml.py", ["bot/toml.py"])
    assert is_at_home(ROOT / "bot/store/engine.py", ["bot/store"])
    assert not is_at_home(ROOT / "bot/storeroom.py", ["bot/store"])
    assert not is_at_home(ROOT / "bot/toml.python.py", ["bot/toml.py"])


@pytest.mark.network
def test_importing_everything_does_nothing() -> None:
    """No file, thread, log line or scheduled job comes from importing a module."""
    modules = [m for m in ARROWS if "migrations" not in m and not m.endswith("__main__")]
    code = (
        "import importlib, threading, schedule, warnings\n"
        "warnings.simplefilter('ignore')\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "assert threading.active_count() == 1, threading.enumerate()\n"
        "assert not schedule.get_jobs()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
