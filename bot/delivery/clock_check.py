"""A check of the machine's clock: it is compared with the platforms' before it decides."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.delivery.channel_delivery import ChannelDelivery
from bot.delivery.outcomes import Outcomes
from bot.store import Database

TOLERANCE = timedelta(minutes=2)
NOTICE = "clock"


class ClockCheck:
    """Compares the clock, if ``active``: an instant that was stated, as by a drill, is not."""

    def __init__(self, database: Database, *, outcomes: Outcomes, active: bool) -> None:
        self._database = database
        self._outcomes = outcomes
        self._active = active
        self._was_wrong = True  # an earlier run may have left it so

    async def fault(self, to: ChannelDelivery) -> str:
        """The fault of the clock, which is reported; empty if it is right, or if the
        platform does not say what time it is.
        """
        if not self._active:
            return ""
        ahead = await to.channel.clock_ahead()
        if ahead is None:
            return ""
        if abs(ahead) <= TOLERANCE:
            self._report_right()
            return ""
        text = (
            f"This machine's clock is {_words(ahead)} that of {to.config.platform}: nothing is "
            "posted until it is right."
        )
        self._was_wrong = True
        self._outcomes.report(NOTICE, text)
        return text

    def _report_right(self) -> None:
        if self._was_wrong:
            self._database.notices.end(NOTICE, "This machine's clock is right again.")
            self._was_wrong = False


def _words(ahead: timedelta) -> str:
    """``2 days ahead of`` or ``20 minutes behind``, to the unit that matters."""
    units = {"day": timedelta(days=1), "hour": timedelta(hours=1), "minute": timedelta(minutes=1)}
    unit = next((unit for unit, size in units.items() if abs(ahead) >= size), "minute")
    number = round(abs(ahead) / units[unit])
    return f"{number} {unit}{'s' * (number != 1)} {'ahead of' if ahead > timedelta() else 'behind'}"


def is_due(not_before: datetime | None, now: datetime, *, longest: timedelta) -> bool:
    """True if a wait is over; one longer than any was written by a clock that was ahead."""
    return not_before is None or now >= not_before or not_before > now + longest
