"""The heartbeat of all channels: for each the day's post, then corrections of posts on air.

An error in one channel is reported to the operators and does not reach the others.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from bot.cards.pictures import Pictures
from bot.dataset import Dataset
from bot.dates import local_date
from bot.delivery.channel_delivery import ChannelDelivery
from bot.delivery.clock_check import ClockCheck
from bot.delivery.corrections.edit import Corrector
from bot.delivery.daily_post import SILENT_FOR, DailyPost
from bot.delivery.outcomes import Clock, Outcome, Outcomes
from bot.delivery.pictures import PostPictures
from bot.delivery.places import Places
from bot.delivery.publisher import Publisher
from bot.delivery.reconciler import Reconciler
from bot.errors import StoreError
from bot.store import BEAT, BEATS, Database, State

log = logging.getLogger(__name__)


SEND_WITHIN = timedelta(seconds=15)  # of its claim a post is sent, or claimed anew


class Dispatcher:
    """Delivers what is due, once. ``beat`` is called again and again; the ledger decides.

    ``settled_after`` is how long a request lasts at most. With ``approval``
    nothing is posted that editors have not approved. With ``checks_clock`` the clock is compared
    with the platforms' before it decides anything.
    """

    def __init__(
        self,
        database: Database,
        dataset: Callable[[], Dataset],
        *,
        channels: Sequence[ChannelDelivery],
        clock: Clock,
        pictures: Pictures,
        settled_after: timedelta,
        approval: bool = False,
        checks_clock: bool = False,
        lost_lead: Callable[[], bool] = lambda: False,
    ) -> None:
        self._database = database
        self._dataset = dataset
        self._channels = channels
        self._clock = clock
        send_within = min(settled_after, SEND_WITHIN)
        outcomes = Outcomes(database, clock)
        places = Places(database)
        of_posts = PostPictures(database, pictures, outcomes=outcomes)
        publisher = Publisher(
            database,
            clock,
            outcomes=outcomes,
            pictures=of_posts,
            send_within=send_within,
            lost_lead=lost_lead,
        )
        self._daily_post = DailyPost(
            database,
            clock,
            outcomes=outcomes,
            publisher=publisher,
            reconciler=Reconciler(
                database, clock, outcomes=outcomes, settled_after=settled_after + send_within
            ),
            pictures=of_posts,
            places=places,
            clock_check=ClockCheck(database, outcomes=outcomes, active=checks_clock),
            approval=approval,
        )
        self._corrector = Corrector(
            database,
            clock,
            outcomes=outcomes,
            publisher=publisher,
            pictures=of_posts,
            places=places,
        )
        self._beats: int | None = None  # how many the ledger had after the last one
        # The parts that may be reported as failing; at the start an earlier run may have left any.
        self._failing = {f"{part}:{one.name}" for one in channels for part in ("beat", "fix")}

    async def beat(self) -> list[Outcome]:
        """Do for every channel what is due now, side by side; what became of each day's post."""
        dataset = self._dataset()
        self._check_ledger()
        last = self._database.marks.get(BEAT)
        silent = last is not None and self._clock() - last > SILENT_FOR
        beats = (self._channel_beat(dataset, one, silent=silent) for one in self._channels)
        # Wait for all of them, whatever one raises: none may go on into the next heartbeat.
        ended = await asyncio.gather(*beats, return_exceptions=True)
        for error in ended:
            if isinstance(error, BaseException):
                raise error
        self._database.marks.set(BEAT, now=self._clock())
        self._database.counters.count(BEATS)
        self._database.seal()
        self._beats = self._database.beats()
        return [outcome for outcome in ended if isinstance(outcome, Outcome)]

    def stand_by(self) -> None:
        """Note that another copy may post from now on."""
        self._beats = None

    def end(self) -> None:
        """Leave the ledger so that the next process knows it again, where it is still the same."""
        if self._beats is not None and self._beats == self._database.beats():
            self._database.seal()

    def _check_ledger(self) -> None:
        """StoreError if another ledger was copied over the one in use: it may be an older one."""
        if self._beats is not None and self._beats != self._database.beats():
            raise StoreError(
                "another ledger was copied over the one in use, perhaps an older one; stop the "
                "program, restore the right one (onthisday restore FILE) and start again"
            )

    async def _channel_beat(
        self, dataset: Dataset, to: ChannelDelivery, *, silent: bool
    ) -> Outcome:
        name = to.name
        today = local_date(self._clock(), to.config.zone)
        text, over = f"{name}: the day's post could not be made", f"{name}: works again."
        with self._reported(f"beat:{name}", text, over) as errors:
            outcome = await self._daily_post.beat(dataset, to, silent=silent)
        if errors:
            outcome = Outcome(name, today, State.FAILED, errors[0])
        text, over = f"{name}: corrections cannot be made", f"{name}: corrections work again."
        with self._reported(f"fix:{name}", text, over):
            await self._corrector.beat(dataset, to)
        return outcome

    @contextlib.contextmanager
    def _reported(self, key: str, text: str, over: str) -> Iterator[list[str]]:
        """Report an error in this block to the operators, and once that it works again.

        The list that it gives has the error's sentence after the block, if there was one.

        Errors of the database go on to the caller: with them nothing can be noted.
        """
        errors: list[str] = []
        try:
            yield errors
        except StoreError:
            raise
        except Exception as error:
            log.exception("%s", text)
            self._failing.add(key)
            errors.append(f"{text} ({type(error).__name__}: {error}).")
            self._database.notices.add(key, errors[0], now=self._clock())
        else:
            if key in self._failing:
                self._database.notices.end(key, over)
                self._failing.discard(key)
