"""The command ``onthisday``. Each group of commands is a module, loaded when one is called."""

from __future__ import annotations

import importlib

import click

from bot.errors import OnThisDayError

COMMANDS = {
    "sandbox": ("bot.cli.sandbox", "Try everything on this machine, with no account."),
    "today": ("bot.cli.day", "Show what happened on this day."),
    "date": ("bot.cli.day", "Show what happened on any date."),
    "preview": ("bot.cli.day", "Show the exact posts of a date."),
    "check": ("bot.cli.dataset", "Check the dataset."),
    "run": ("bot.cli.service", "Run the service: post and answer."),
    "post": ("bot.cli.service", "Make one heartbeat, for cron."),
    "status": ("bot.cli.ledger", "Show the ledger of deliveries."),
    "resolve": ("bot.cli.ledger", "Say what became of a post in doubt."),
    "hold": ("bot.cli.ledger", "Stop a channel for a while."),
    "resume": ("bot.cli.ledger", "Let a held channel post again."),
}

FUNCTIONS = {"date": "date_command"}  # where the name is taken in the module


class LazyGroup(click.Group):
    """Knows its commands by name and loads only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        found: click.Command = getattr(module, FUNCTIONS.get(cmd_name, cmd_name))
        return found

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what cannot go on is its sentence and exit code 2, no traceback."""
        try:
            return super().invoke(ctx)
        except OnThisDayError as fault:
            click.echo(str(fault), err=True)
            ctx.exit(2)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in ``--help``, from the table, without loading anything."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_text) for name, (_, help_text) in COMMANDS.items()])


EXAMPLES = """\b
Examples:
  onthisday sandbox
  onthisday date 20 May
  onthisday preview 2027-05-20
  onthisday COMMAND --help
"""


@click.group(
    cls=LazyGroup, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="onthisday")
def cli() -> None:
    """A sourced "On this day" post a day, and a bot that answers about any date."""


def main() -> None:
    """The entry point."""
    cli(prog_name="onthisday")
