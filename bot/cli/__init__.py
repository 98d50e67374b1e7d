"""The command ``onthisday``. Each group of commands is a module, loaded when one is called."""

from __future__ import annotations

import errno
import io
import os
import sys

from bot.cli.commands import help_text


def main() -> None:
    """The entry point. The help needs none of the libraries, so it loads none of them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without a letter shows a mark
    try:
        if sys.argv[1:] in ([], ["--help"], ["-h"]):
            sys.stdout.write(f"{help_text()}\n")
            sys.stdout.flush()
            return
        from bot.cli.group import cli

        cli(prog_name="onthisday")
    except OSError as fault:
        if fault.errno not in (errno.EPIPE, errno.ENOSPC):
            raise
        # Nobody reads on, or nothing can be written: there is nobody to notify.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
