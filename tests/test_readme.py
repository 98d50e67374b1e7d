"""The README and the code say the same."""

from __future__ import annotations

import re

import pytest

from bot.cli.commands import COMMANDS
from bot.config.settings import CHANNEL_KEYS, KEYS, X_PARTS
from bot.dataset.schema import KEYS as EVENT_KEYS
from bot.dataset.schema import KINDS, SENSITIVITIES, TOPICS
from bot.store import State
from tests.conftest import ROOT
from tests.test_layers import LAYERS

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMAND_WORDS = re.compile(r"onthisday ([a-z]+)")


def test_every_command_in_the_readme_exists_and_the_other_way_round() -> None:
    """Nothing is promised that is not there, nothing is there that is not told."""
    assert set(COMMAND_WORDS.findall(README)) == set(COMMANDS)


@pytest.mark.parametrize("key", [*KEYS, *CHANNEL_KEYS])
def test_every_setting_is_explained(key: str) -> None:
    """Each key of the settings stands in the table."""
    assert re.search(rf"`(\[\[)?{key}(\]\])?`", README)


def test_every_key_and_word_of_the_dataset_is_explained() -> None:
    """The annotated record has every key, every kind, topic and sensitivity."""
    record = README.split("[[events]]")[1].split("```")[0]
    assert re.findall(r"^(\w+) = ", record, re.MULTILINE) == list(EVENT_KEYS)
    for word in (*KINDS, *SENSITIVITIES, *TOPICS):
        assert word in record


def test_every_variable_is_explained() -> None:
    """Each variable of the environment stands in the table."""
    names = {"TELEGRAM_TOKEN", "TELEGRAM_BASE_URL", "X_BASE_URL", "ONTHISDAY_CONFIG"}
    for name in names | {f"X_{part}" for part in X_PARTS}:
        assert f"`{name}`" in README


def test_every_state_is_drawn() -> None:
    """The life of a post names each state of the ledger."""
    life = README.split("The life of a post")[1]
    assert all(state.value in life for state in State)


def test_the_layers_of_the_readme_are_those_that_a_test_holds() -> None:
    """The picture shows every room, layer after layer, in the order that the imports keep."""
    drawn = README.split("importing only from below")[1].split("```")[1]
    layers = [set(re.findall(r"[a-z0-9_]+", layer)) for layer in re.split(r"·|\n", drawn)]
    assert [layer for layer in layers if layer] == LAYERS[:-1]
    for room in set.union(*LAYERS):
        assert (ROOT / "bot" / room).exists() or (ROOT / f"bot/{room}.py").exists(), room
