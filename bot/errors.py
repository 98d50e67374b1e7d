"""The few errors that mean "cannot go on". Where work can go on, findings report it instead.

Each is caught in one place, the command line or the conversation, and shown as its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence


class OnThisDayError(Exception):
    """The base of the project's own errors; its text is a sentence for the person concerned."""


class FaultsError(OnThisDayError):
    """Several faults at once: ``faults`` has a sentence each, and the text is all of them."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class ConfigError(FaultsError):
    """The settings or the environment cannot be used."""


class DatasetError(FaultsError):
    """The dataset cannot be loaded; nothing of it was."""


class StoreError(OnThisDayError):
    """The database cannot be used: locked, read-only, damaged or from a newer program."""


class DecisionError(OnThisDayError):
    """A person's decision cannot be carried out, or not any more."""


def install_extra(name: str) -> str:
    """The instruction to install an optional part of the program, as the end of a sentence."""
    return f"uv sync --extra {name}, or pip install '.[{name}]'"
