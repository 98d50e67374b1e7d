"""Limits how much one person or one group may ask of the bot."""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from enum import Enum

REMEMBERED = 10_000  # people or groups


class Verdict(Enum):
    """The result of a hit: answer the message, warn once, or be silent."""

    ANSWER = "answer"
    SAY = "say"
    SILENCE = "silence"


class RateLimiter:
    """Sliding-window rate limiter for each key; asks for one warning per burst."""

    def __init__(self, most: int, *, within: timedelta) -> None:
        self._most = most
        self._within = within
        self._times: OrderedDict[int, deque[datetime]] = OrderedDict()
        self._said: set[int] = set()

    def hit(self, key: int, *, now: datetime) -> Verdict:
        """Count one more; silent ones count too, so whoever goes on is not heard."""
        times = self._times.setdefault(key, deque(maxlen=self._most + 1))
        self._times.move_to_end(key)
        while times and times[0] <= now - self._within:
            times.popleft()
        times.append(now)
        if len(self._times) > REMEMBERED:
            gone, _ = self._times.popitem(last=False)
            self._said.discard(gone)
        if len(times) <= self._most:
            self._said.discard(key)
            return Verdict.ANSWER
        if key in self._said:
            return Verdict.SILENCE
        self._said.add(key)
        return Verdict.SAY
