"""The documents and the code say the same."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from bot.cli.commands import COMMANDS
from bot.cli.group import cli
from bot.config.schema import CHANNEL_KEYS, KEYS
from bot.config.secrets import X_PARTS
from bot.dataset.occasion_loader import KEYS as OCCASION_KEYS
from bot.dataset.occasion_loader import KINDS as OCCASION_KINDS
from bot.dataset.schema import KEYS as EVENT_KEYS
from bot.dataset.schema import KINDS, SENSITIVITIES, TOPICS
from bot.store import ALLOWED, State
from tests.conftest import ROOT
from tests.test_layers import LAYERS

README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATING = (ROOT / "deploy/README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / ".github/CONTRIBUTING.md").read_text(encoding="utf-8")
DEVELOPING = (ROOT / ".github/DEVELOPING.md").read_text(encoding="utf-8")
ALL = "\n".join([README, OPERATING, CONTRIBUTING, DEVELOPING])
COMMAND_WORDS = re.compile(r"(?<![/\w])onthisday ([a-z]+)(?![\w-])")
LONGEST = 200  # lines of the README: it is for the one who comes new


def test_the_readme_is_short_and_leads_on() -> None:
    """Two commands, what it looks like, what it promises, and where the rest is."""
    assert len(README.splitlines()) <= LONGEST
    for name in ("deploy/README.md", ".github/CONTRIBUTING.md", ".github/DEVELOPING.md"):
        assert f"`{name}`" in README


SAMPLES = re.findall(r"`onthisday (preview [^`]+?)`[^`]*?```\n(╭.+?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), SAMPLES, ids=[command for command, _ in SAMPLES])
def test_the_posts_that_are_shown_are_those_that_the_program_makes(
    command: str, shown: str
) -> None:
    """A change of the program or of the data shows here; write it again with the same command."""
    made = CliRunner().invoke(cli, command.split(), env={"COLUMNS": "80"})
    assert shown.strip() == made.output.strip()


def test_two_posts_are_shown() -> None:
    """One in English, and one in another language."""
    assert len(SAMPLES) == 2


def test_every_command_is_explained_and_the_other_way_round() -> None:
    """Nothing is promised that is not there, nothing is there that is not documented."""
    assert set(COMMAND_WORDS.findall(ALL)) - {"onthisday"} == set(COMMANDS)


@pytest.mark.parametrize("key", [*KEYS, *CHANNEL_KEYS])
def test_every_setting_is_explained(key: str) -> None:
    """Each key of the settings is in the operators' table."""
    assert re.search(rf"`(\[\[)?{key}(\]\])?`", OPERATING)


def test_every_key_and_kind_of_a_recurring_day_is_explained() -> None:
    """The annotated record has them all, in the order of the file."""
    record = CONTRIBUTING.split("[[occasions]]")[1].split("```")[0]
    keys = re.findall(r"^(\w+)(?:\.en)? = ", record, re.MULTILINE)
    assert keys == list(OCCASION_KEYS)
    assert all(kind in record for kind in OCCASION_KINDS)


def test_every_key_and_word_of_the_dataset_is_explained() -> None:
    """The annotated record and the tables below it have every key, kind, topic, sensitivity."""
    record = CONTRIBUTING.split("```toml\n")[1].split("```")[0]
    shown = re.findall(r"^(\w+) = ", record, re.MULTILINE)
    assert set(re.findall(r"^\| `(\w+)(?: =|`)", CONTRIBUTING, re.MULTILINE)) | set(shown) >= set(
        EVENT_KEYS
    ) - {"retracted"}
    assert "retracted" in CONTRIBUTING
    assert shown == [key for key in EVENT_KEYS if key in shown]
    for word in (*KINDS, *TOPICS):
        assert word in record
    for word in SENSITIVITIES:
        assert f"| `{word}` |" in CONTRIBUTING


def test_every_variable_is_explained() -> None:
    """Each variable of the environment is in the operators' table."""
    names = {"TELEGRAM_TOKEN", "TELEGRAM_BASE_URL", "X_BASE_URL"}
    names |= {"ONTHISDAY_CONFIG", "ONTHISDAY_PROXY"}
    for name in names | {f"X_{part}" for part in X_PARTS}:
        assert f"`{name}`" in OPERATING


def test_the_table_of_states_is_that_of_the_ledger() -> None:
    """Each state, and every state that may follow it."""
    table = OPERATING.split("| state | may become |")[1].split("\n\n")[0]
    rows = [line.split("|")[1:3] for line in table.splitlines()[2:]]
    shown = {old.strip(" `"): set(re.findall(r"`(\w+)`", new)) for old, new in rows}
    assert shown == {old.value: {new.value for new in ALLOWED[old]} for old in State}


def test_every_state_is_drawn() -> None:
    """The life of a post names each state of the ledger."""
    life = OPERATING.split("The life of a post")[1]
    assert all(state.value in life for state in State)


def test_the_layers_that_are_drawn_are_those_that_a_test_holds() -> None:
    """The picture shows every room, layer after layer, in the order that the imports keep."""
    drawn = DEVELOPING.split("```")[1]
    layers = [set(re.findall(r"[a-z0-9_]+", layer)) for layer in re.split(r"·|\n", drawn)]
    assert [layer for layer in layers if layer] == LAYERS[:-1]
    for room in set.union(*LAYERS):
        assert (ROOT / "bot" / room).exists() or (ROOT / f"bot/{room}.py").exists(), room


PATHS = re.findall(r"`(bot/[\w/.*]+)`", ALL)


@pytest.mark.parametrize("path", sorted(set(PATHS)))
def test_every_path_that_is_named_is_there(path: str) -> None:
    """A newcomer who follows the table finds a file."""
    assert list(ROOT.glob(path.rstrip("/"))), path
