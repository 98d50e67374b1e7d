"""The house's order: who may import whom, one vendor one home, and nothing happens on import."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LAYERS = [
    {"errors"},
    {"rules", "logs"},
    {"toml", "dates"},
    {"calendars", "due"},
    {"events", "reading"},
    {"selection"},
    {"formatting"},
    {"dataset"},
    {"plan", "channels"},
    {"store", "config", "scheduler"},
    {"desk"},
    {"delivery", "conversation", "alerts"},
    {"app"},
    {"sandbox"},
    {"drill"},
    {"cli"},
    {"__main__"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
HOMES = {
    "tomli": {"bot/toml.py"},
    "sqlmodel": {"bot/store"},
    "sqlalchemy": {"bot/store", "bot/drill/crash_points.py"},
    "alembic": {"bot/store"},
    "schedule": {"bot/scheduler.py"},
    "tweepy": {"bot/channels/x.py"},
    "telegram": {"bot/channels/telegram.py", "bot/conversation", "bot/service.py"},
    "httpx": {
        "bot/channels/telegram.py",
        "bot/authoring/link_checker.py",
        "bot/cli/links.py",
        "bot/drill/crash_points.py",
    },
    "PIL": {"bot/cli/heatmap.py"},
    "rapidfuzz": {"bot/conversation", "bot/dataset"},
    "babel": {"bot/conversation"},
    "starlette": {"bot/chatbot/webhook.py"},
    "uvicorn": {"bot/chatbot/webhook.py"},
    "rich": {"bot/cli"},
    "click": {"bot/cli"},
}
PURE = (
    "dates",
    "calendars",
    "reading",
    "events",
    "selection",
    "formatting",
    "due",
    "rules",
    "plan",
)
IMPURE = {"os", "time", "random", "socket", "subprocess", "logging", "pathlib"}
BARRED = [
    ("formatting", "channels"),
    ("channels", "formatting"),
    ("channels", "dataset"),
    ("channels", "selection"),
    ("channels", "store"),
    ("conversation", "delivery"),
    ("conversation", "channels"),
]
FILES = sorted(ROOT.glob("bot/**/*.py"))


def imports_of(path: Path) -> set[str]:
    """The full names of what a file imports, wherever the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room_of(name: str) -> str:
    """The room of ``bot`` that a file or an imported name belongs to."""
    return name.split(".")[1] if name.startswith("bot.") else ""


def own_room(path: Path) -> str:
    """The room that a file stands in."""
    return path.relative_to(ROOT / "bot").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_from_below(path: Path) -> None:
    """Low layers do not know high ones."""
    room = own_room(path)
    if room == "__init__":
        return
    for name in imports_of(path):
        other = room_of(name)
        if other in RANK and other != room:
            assert RANK[other] < RANK[room], f"{path} imports {name} from above"


@pytest.mark.parametrize("vendor", HOMES)
def test_a_vendor_has_one_home(vendor: str) -> None:
    """Each library is known in one place, so it can be changed in one place."""
    for path in FILES:
        name = str(path.relative_to(ROOT))
        if any(found.split(".")[0] == vendor for found in imports_of(path)):
            assert any(name.startswith(home) for home in HOMES[vendor]), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_pure_asks_nothing_of_the_machine(path: Path) -> None:
    """Dates, selection and formatting have no clock, environment, input or output."""
    if own_room(path) not in PURE:
        return
    assert not {name.split(".")[0] for name in imports_of(path)} & IMPURE
    text = path.read_text(encoding="utf-8")
    for call in ("datetime.now", "date.today", "open(", "print("):
        assert call not in text


@pytest.mark.parametrize(("room", "other"), BARRED)
def test_rooms_that_must_not_know_each_other(room: str, other: str) -> None:
    """Channels get finished text; formatting never sends; conversation never delivers."""
    for path in FILES:
        if own_room(path) == room:
            assert other not in {room_of(name) for name in imports_of(path)}, path


def test_the_two_channels_do_not_know_each_other() -> None:
    """Each could be taken away without the other noticing."""
    assert "bot.channels.x" not in imports_of(ROOT / "bot/channels/telegram.py")
    assert "bot.channels.telegram" not in imports_of(ROOT / "bot/channels/x.py")


def test_delivery_names_no_vendor() -> None:
    """The life of a delivery is the same on every platform."""
    for path in ROOT.glob("bot/delivery/*.py"):
        assert not {name.split(".")[0] for name in imports_of(path)} & set(HOMES)


def test_importing_everything_does_nothing() -> None:
    """No file, thread, log line or scheduled job comes from importing a module."""
    modules = [
        str(path.relative_to(ROOT).with_suffix("")).replace("/", ".")
        for path in FILES
        if "migrations" not in path.parts and path.name != "__main__.py"
    ]
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
