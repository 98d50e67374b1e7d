"""What the tests of corrections share: a service with a post on air, and hands to mend it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from bot.cli.group import cli
from bot.local_service import NINE, Scene, World, made_world
from tests.conftest import toml_of
from tests.helpers.settings import settings_file

LEAD, DIGEST, THIRD = "entry-a", "entry-b", "entry-c"
RECORDS = [(LEAD, "05-20", 1983), (DIGEST, "05-20", 1990), (THIRD, "05-20", 1995)]
TODAY = NINE.date()
NOTE = "The year was wrong."
PUT = "POST /2/tweets"


def dataset_text() -> str:
    """Three entries of one day, the first of them the lead, and one of another month."""
    text = toml_of(*RECORDS, ("other", "06-06", 1982))
    return text.replace("weight = 3", "weight = 5", 1).replace(
        f'id = "{LEAD}"', f'id = "{LEAD}"\nfollows = ["other"]', 1
    )


BEFORE = """\
<b>Thursday 20 May 2027</b>
30 Ordibehesht 1406 · 14 Dhu al-Hijjah 1448

<b>1983 · Title of entry-a</b>

The text of entry-a is one sentence.

44 years ago. Source: <a href="https://example.org/entry-a">Publisher</a>

Earlier: June 1982, Title of other

<b>Also on 20 May</b>
1990 · Title of entry-b
1995 · Title of entry-c

#OnThisDay #science"""

CORRECTED_ON_X = (
    "20 May 1982 · 45 years ago\n\nThe text of entry-a is one sentence.\n\n"
    "Source: Publisher #OnThisDay\n\nCorrected 21 May: The year was wrong."
)
"""The post about the lead with its year put right, as an edit or in the post's place."""


@contextlib.contextmanager
def posted(folder: Path, scene: Scene | None = None, *, group: int = 0) -> Iterator[World]:
    """A service that has posted the day's post; ``group`` is the id of a group to be there."""
    dataset = folder / "events.toml"
    dataset.write_text(dataset_text(), encoding="utf-8")
    with made_world(folder, dataset, scene=scene) as made:
        if group:
            made.telegram.add_group(group, bot="administrator")
        made.beat()
        yield made


def edit(world: World, event_id: str, *changes: tuple[str, str], add: str = "") -> None:
    """Change an entry of the dataset: texts for texts, and lines at its end."""
    head, start, rest = world.dataset.read_text(encoding="utf-8").partition(f'id = "{event_id}"')
    own, mark, others = rest.partition("[[events]]")
    for old, new in changes:
        assert old in own
        own = own.replace(old, new)
    own = own.rstrip("\n") + "\n" + (f"{add}\n" if add else "") + "\n"
    text = head + start + own + mark + others
    fresh = world.dataset.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(world.dataset)


def correction(note: str = NOTE, on: str = "2027-05-21") -> str:
    """The line that makes a change a correction."""
    return f'corrections = [{{ on = {on}, note = "{note}" }}]'


def beats(world: World, count: int = 3, **step: float) -> None:
    """Several heartbeats, a minute apart."""
    for _ in range(count):
        world.beat()
        world.clock.step(**(step or {"minutes": 1}))


def amended(world: World, channel: str = "telegram") -> list[tuple[str, str]]:
    """What became of the amendments of a channel: entry and state."""
    found = world.database.amendments.of(channel=channel)
    return [(a.event.id, a.state.value) for a in found]


def told(world: World, *words: str) -> list[str]:
    """The messages to the operators with these words."""
    return [text for text in world.told() if all(word in text for word in words)]


def edits(world: World) -> int:
    """How often the message of the channel changed."""
    [message] = world.posts()
    return len(message.edits)


def run(world: World, *words: str, code: int = 0) -> str:
    """A command, with settings that lead to the world's ledger and dataset."""
    from click.testing import CliRunner

    settings = settings_file(world.folder)
    done = CliRunner().invoke(cli, [*words, "--config", str(settings)])
    assert done.exit_code == code, done.output
    return done.output
