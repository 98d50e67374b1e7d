"""Helpers that several commands share: finding the settings, the dataset and the local day."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.config.settings import ChannelSettings, Settings

CONFIG_VARIABLE = "ONTHISDAY_CONFIG"
CONFIG_FILE = Path("onthisday.toml")
DATASET_FILE = Path("data/events.toml")
F = TypeVar("F", bound=Callable[..., Any])

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    envvar=CONFIG_VARIABLE,
    help=f"The settings, by default {CONFIG_FILE} in this folder.",
)
dataset_option = click.option(
    "--dataset",
    type=click.Path(path_type=Path),
    help=f"A dataset; no settings are needed. By default {DATASET_FILE} or the program's own.",
)


def settings_of(config: Path | None) -> Settings:
    """The settings that a command needs; ConfigError says how to get some."""
    from bot.config.settings import load_settings

    path = config or CONFIG_FILE
    if config is None and not path.exists():
        raise ConfigError(
            [
                f"{path}: no such file; copy deploy/onthisday.toml here and adapt it, "
                f"or name one with --config or {CONFIG_VARIABLE}"
            ]
        )
    return load_settings(path)


def settings_if_any(config: Path | None) -> Settings | None:
    """The settings, or None where there are none and none were named."""
    return None if config is None and not CONFIG_FILE.exists() else settings_of(config)


def known_channel(settings: Settings, channel: str) -> ChannelSettings:
    """The channel's settings; a usage error names those that there are."""
    found = {known.name: known for known in settings.channels}
    if channel not in found:
        raise click.UsageError(f"no channel {channel}; the settings have: {', '.join(found)}")
    return found[channel]


def dataset_path(dataset: Path | None, settings: Settings | None) -> Path:
    """The dataset that a command reads: the one named, the settings', that of the folder, or the
    one that comes with the program; where it is the last, stderr says so.
    """
    if dataset is not None:
        return dataset
    if settings is not None:
        return settings.dataset
    if DATASET_FILE.exists():
        return DATASET_FILE
    own = _packaged()
    if own is None:
        return DATASET_FILE  # whoever reads it says that there is none
    click.echo(f"The dataset is the one that comes with the program: {own}", err=True)
    return own


def _packaged() -> Path | None:
    """The dataset next to the package in a checkout, or inside of it where it was installed."""
    from importlib.resources import files  # loads slowly, and most commands have a path

    package = Path(str(files("bot")))
    places = (package / DATASET_FILE, package.parent / DATASET_FILE)
    return next((path for path in places if path.exists()), None)


def local_today(settings: Settings | None) -> date:
    """Today in the settings' zone, or in the machine's."""
    now = datetime.now(UTC)
    return now.astimezone(settings.zone if settings is not None else None).date()


def environment() -> dict[str, str]:
    """The environment, from which only secrets and base addresses are read."""
    return dict(os.environ)
