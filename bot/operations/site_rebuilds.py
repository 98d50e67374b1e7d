"""Rebuilds of the website while the service runs: in a process of its own, so nothing waits."""

from __future__ import annotations

import logging
import os
import subprocess
import tempfile
from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime, timedelta

from bot.store import Database

log = logging.getLogger(__name__)
NOTICE = "site"
LONGEST = timedelta(minutes=15)  # a first build with all cards takes two
RETRY = timedelta(minutes=15)
READABLE = 0o022  # the web server reads what is built; the service's own files are private
_SAID = 600  # characters of what a failed build says, the last ones


class _Build:
    """A build that is running; OSError where its command cannot be begun."""

    def __init__(self, command: Sequence[str], began: datetime) -> None:
        self.began = began
        with tempfile.TemporaryFile() as said:
            self.process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=said, umask=READABLE
            )
            self._said = os.fdopen(os.dup(said.fileno()), "rb")

    def end(self) -> str:
        """End it, if it has not ended; the last of what it said."""
        self.process.kill()
        self.process.wait()
        with self._said as said:
            said.seek(0)
            return said.read().decode("utf-8", "replace").strip()[-_SAID:]


class SiteRebuilds:
    """Has the site built whenever its content may be another, one build at a time.

    ``command`` builds it for a date, and ends with 0 if that went well.
    """

    def __init__(
        self,
        database: Database,
        command: Callable[[date], Sequence[str]],
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._command = command
        self._clock = clock
        self._built: Hashable = None
        self._running: _Build | None = None
        self._retry_at = clock()

    def beat(self, content: Hashable, on: date) -> None:
        """Begin a build for a date, if ``content`` is not that of the last one. Never waits."""
        now, wanted = self._clock(), (content, on, self._database.amendments.last_done())
        self._end_if_done(now)
        if self._running is not None or wanted == self._built or now < self._retry_at:
            return
        self._built = wanted
        try:
            self._running = _Build(self._command(on), now)
        except OSError as fault:
            self._fail(now, str(fault))

    def close(self) -> None:
        """End a build that is running: the site stays as it was."""
        if self._running is not None:
            self._running.end()
            self._running = None

    def _end_if_done(self, now: datetime) -> None:
        """Record the end of a build, or end one that takes too long."""
        if self._running is None:
            return
        code = self._running.process.poll()
        if code is None and now < self._running.began + LONGEST:
            return
        words = self._running.end()
        self._running = None
        if code == 0:
            log.info("the site is built")
            self._database.notices.end(NOTICE, "The site is built again.")
        else:
            self._fail(now, "it took too long" if code is None else words)

    def _fail(self, now: datetime, reason: str) -> None:
        self._built, self._retry_at = None, now + RETRY
        text = f"The site cannot be built; the last one stays in place.\n{reason}"
        if self._database.notices.add(NOTICE, text, now=now):
            log.error("%s", text)
