"""The group of all commands: it knows them by name, and loads only the one that is called."""

from __future__ import annotations

import gc
import importlib
import sys
from types import ModuleType

import click

from bot.cli.commands import COMMANDS, FUNCTIONS, help_text
from bot.errors import OnThisDayError


class LazyGroup(click.Group):
    """A group whose commands are listed in ``COMMANDS``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = _loaded(COMMANDS[cmd_name][0])
        found: click.Command = getattr(module, FUNCTIONS.get(cmd_name, cmd_name))
        return found

    def get_help(self, ctx: click.Context) -> str:
        """The help, without loading any command."""
        del ctx
        return help_text()

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what cannot go on is its sentence and exit code 2, no traceback."""
        try:
            return super().invoke(ctx)
        except OnThisDayError as fault:
            click.echo(str(fault), err=True)
            ctx.exit(2)


def _loaded(name: str) -> ModuleType:
    """A module, imported in as little time as that can take."""
    # httpx has a command of its own, with which it would load rich; without that it has none.
    sys.modules.setdefault("httpx._main", ModuleType("httpx._main"))
    gc.disable()  # nothing that an import makes is garbage, and looking for it takes a tenth
    try:
        return importlib.import_module(name)
    finally:
        gc.freeze()
        gc.enable()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onthisday-bot")
def cli() -> None:
    """A sourced "On this day" post a day, and a bot that answers about any date."""
