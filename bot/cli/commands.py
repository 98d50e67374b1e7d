"""The commands by name: where each one is, and a line about it. Loads none of them."""

from __future__ import annotations

COMMANDS = {
    "sandbox": ("bot.cli.sandbox", "Try everything on this machine, with no account."),
    "today": ("bot.cli.day", "Show what happened on this day."),
    "date": ("bot.cli.day", "Show what happened on any date."),
    "preview": ("bot.cli.day", "Show the exact posts of a date."),
    "why": ("bot.cli.why", "Say why the lead of a date leads."),
    "check": ("bot.cli.authoring.dataset", "Check the dataset."),
    "format": ("bot.cli.authoring.dataset", "Write the dataset in its one form."),
    "add": ("bot.cli.authoring.add", "Write a new entry, question by question."),
    "edit": ("bot.cli.authoring.edit", "Open the editor at an entry, and check after."),
    "retire": ("bot.cli.authoring.retire", "Tell an entry no longer, and keep its id."),
    "translate": ("bot.cli.authoring.translate", "Write the texts of another language."),
    "stats": ("bot.cli.authoring.stats", "Show how full and balanced the dataset is."),
    "run": ("bot.cli.service", "Run the service: post and answer."),
    "post": ("bot.cli.service", "Make one heartbeat, for cron."),
    "status": ("bot.cli.status", "Show the ledger of deliveries."),
    "resolve": ("bot.cli.ledger", "Say what became of a post in doubt."),
    "corrections": ("bot.cli.corrections", "Show what was put right in posts on air."),
    "correct": ("bot.cli.corrections", "Say how a post on air is put right."),
    "hold": ("bot.cli.ledger", "Stop a channel for a while."),
    "resume": ("bot.cli.ledger", "Let a held channel post again."),
    "backup": ("bot.cli.maintenance", "Copy the ledger while it is in use."),
    "restore": ("bot.cli.maintenance", "Put a copy of the ledger back."),
    "rename": ("bot.cli.maintenance", "Carry a renamed channel's history over."),
    "drill": ("bot.cli.drill", "Prove on this machine that nothing is posted twice."),
    "reports": ("bot.cli.reports", "List what people say is wrong."),
    "card": ("bot.cli.card", "Paint the picture of an entry."),
    "site": ("bot.cli.site", "Build the website: pages, feeds and the box."),
}
FUNCTIONS = {
    "date": "date_command",
    "format": "format_command",
}  # where the name is taken in the module


def help_text() -> str:
    """The text of ``onthisday --help``."""
    width = max(map(len, COMMANDS))
    commands = [f"  {name:{width}}  {words}" for name, (_, words) in COMMANDS.items()]
    return "\n".join(
        [
            "Usage: onthisday COMMAND [OPTIONS]",
            "",
            '  A sourced "On this day" post a day, and a bot that answers about any date.',
            "",
            "Options:",
            "  --version   Show the version.",
            "  -h, --help  Show this text.",
            "",
            "Commands:",
            *commands,
            "",
            "Examples:",
            "  onthisday sandbox",
            "  onthisday date 20 May",
            "  onthisday preview 2027-05-20",
            "  onthisday COMMAND --help",
        ]
    )
