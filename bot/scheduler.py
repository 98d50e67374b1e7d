"""The heartbeat: one job on a scheduler of its own, which never raises. Only user of ``schedule``.

``schedule``'s own times of day fire twice or not at all across clock changes, and a job that
raises starves the others: so there is one job, every few seconds, and what is due is computed.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import schedule

log = logging.getLogger(__name__)


class Heartbeat:
    """Calls ``beat`` now and then every ``seconds``, in a thread of its own, until stopped.

    Beats never overlap, whatever they raise is logged, and the thread is a daemon: an exit does
    not wait for a call that does not answer.
    """

    def __init__(self, beat: Callable[[], None], *, seconds: int) -> None:
        self._beat = beat
        self._seconds = seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="heartbeat")

    def start(self) -> None:
        """Begin; the first heartbeat comes at once."""
        self._thread.start()

    def stop(self, *, within: float) -> bool:
        """End after the present heartbeat; False if it takes longer than ``within`` seconds."""
        self._stop.set()
        self._thread.join(within)
        return not self._thread.is_alive()

    def _run(self) -> None:
        scheduler = schedule.Scheduler()
        self._guarded()
        while not self._stop.is_set():
            self._stop.wait(self.turn(scheduler))

    def turn(self, scheduler: schedule.Scheduler) -> float:
        """Beat if it is time; how many seconds to wait for the next turn, at most 1.

        ``schedule`` keeps the machine's local time of the next beat: where that clock went back,
        as each autumn, the beat would be an hour away, so it is set anew.
        """
        idle = scheduler.idle_seconds
        if idle is None or idle > self._seconds:
            scheduler.clear()
            scheduler.every(self._seconds).seconds.do(self._guarded)
        scheduler.run_pending()
        return max(0.0, min(scheduler.idle_seconds or 0.0, 1.0))

    def _guarded(self) -> None:
        try:
            self._beat()
        except Exception:
            log.exception("a heartbeat failed; the next one comes in %s s", self._seconds)
