"""The delivery as a state machine: whatever happens, in whatever order, the promise holds.

hypothesis draws the orders, and shows the one that breaks the promise. It is not cut down to its
shortest form, which takes many minutes with real servers and a real database.
"""

from __future__ import annotations

import contextlib
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.drill.cases import METHOD, beat, live_a_day, past_day, release, server_of
from bot.drill.dataset import ENTRY, dataset_text, translate
from bot.drill.platform_cases import BROKEN, REFUSALS
from bot.drill.scoring import judge
from bot.local_service import NINE, PLATFORMS, Scene, made_world
from bot.sandbox.server.faults import Fault
from bot.store import Decision, Hold, Wish

GOOD = dataset_text()
FILES = {"good": GOOD + "\n", "broken": "broken = [", "half": GOOD[: len(GOOD) // 2]}
ON = st.sampled_from(PLATFORMS)
FAULTS = st.sampled_from(
    [
        *((kind, "after") for kind in BROKEN),
        *((kind.split()[0], "before") for kind in (*REFUSALS, *BROKEN, "late")),
    ]
)


class Deliveries(RuleBasedStateMachine):
    """A service in a world where anything may happen between two heartbeats."""

    persian: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.stack = contextlib.ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        dataset = folder / "events.toml"
        dataset.write_text(GOOD, encoding="utf-8")
        if self.persian:
            translate(dataset)
        scene = Scene(persian=self.persian)
        self.world = self.stack.enter_context(made_world(folder, dataset, scene=scene))
        past_day(self.world)
        self.refused: set[tuple[str, str]] = set()

    @rule(minutes=st.sampled_from([1, 0.4, 2, 5, 17, 90, 480, 1440]))
    def time_passes(self, minutes: float) -> None:
        """And a heartbeat comes."""
        self.world.clock.step(minutes=minutes)
        beat(self.world)
        release(self.world)  # what comes late comes before the look's deadline

    @rule(minutes=st.sampled_from([1, 60]))
    def the_clock_is_stepped_back(self, minutes: int) -> None:
        """By hand, or by a time server."""
        self.world.clock.step(minutes=-minutes)

    @rule(platform=ON, fault=FAULTS)
    def the_next_post_meets_trouble(self, platform: str, fault: tuple[str, str]) -> None:
        """On the next day, at its time."""
        self._trouble(platform, fault, method=METHOD[platform])
        today = (self.world.clock.now - NINE) // timedelta(days=1)
        self.world.clock.now = NINE + timedelta(days=today + 1)
        beat(self.world)

    @rule(platform=ON, fault=FAULTS)
    def a_call_meets_trouble(self, platform: str, fault: tuple[str, str]) -> None:
        """Whatever is called next."""
        self._trouble(platform, fault, method=None)

    def _trouble(self, platform: str, fault: tuple[str, str], *, method: str | None) -> None:
        kind, when = fault
        server_of(self.world, platform).faults.add(
            Fault(kind, when=when, method=method, pause=0.1)  # type: ignore[arg-type]
        )

    @rule()
    def the_service_ends(self) -> None:
        """The next heartbeat is that of a new process."""
        self.world.restart()

    @rule(name=st.sampled_from(sorted(FILES)))
    def the_dataset_is_replaced(self, name: str) -> None:
        """By a good file, or one that cannot be read."""
        fresh = self.world.folder / "fresh.toml"
        fresh.write_text(FILES[name], encoding="utf-8")
        self.world.service  # noqa: B018 - one that starts with a broken file does not start
        fresh.replace(self.world.dataset)
        beat(self.world)
        self.world.dataset.write_text(GOOD, encoding="utf-8")

    @rule(platform=ON, held=st.booleans())
    def operators_hold_or_resume(self, platform: str, held: bool) -> None:
        """Until it is resumed."""
        store = self.world.database
        if held:
            store.holds.put(Hold(platform, None, self.world.clock.now, "the operators", ""))
        else:
            store.holds.end(platform)

    @rule(platform=ON, wish=st.sampled_from([Wish.HOLD, Wish.WITHOUT]), undone=st.booleans())
    def editors_decide(self, platform: str, wish: Wish, undone: bool) -> None:
        """About today; and perhaps think better of it."""
        now = self.world.clock.now
        today = now.astimezone(self.world.scene.zone).date()
        decisions = self.world.database.decisions
        about = f"entry-{today:%m-%d}"
        taken = decisions.decide([Decision(platform, today, wish, about, "Aisha (7)", now)])
        if taken and undone:
            last = decisions.of(platform, today).decisions[-1:]
            assert decisions.undo(last, by="Aisha (7)", now=now)
        elif taken:
            self.refused.add((platform, f"{today:%m-%d}"))

    @property
    def days(self) -> int:
        """How many local dates there were so far, the first one and today among them."""
        latest = max(at for name in PLATFORMS for at, _ in self.world.seen(name))
        return (max(latest, self.world.clock.now).date() - NINE.date()) // timedelta(days=1) + 1

    @invariant()
    def no_post_twice_and_none_on_another_day(self) -> None:
        """At every moment, not only in the end."""
        tally = judge(self.world, NINE.date(), self.days)
        assert (tally.doubled, tally.wrong_day, tally.wrong_text) == (0, 0, 0), tally

    @invariant()
    def what_editors_held_is_not_on_air(self) -> None:
        """A decision that was taken is heeded."""
        for platform, day in self.refused:
            entry = f"{ENTRY[self.world.scene.language(platform)]} {day}"
            assert not any(entry in text for _, text in self.world.seen(platform))

    def teardown(self) -> None:
        """The world calms down: each day has its post, or the ledger says why not."""
        with self.stack:
            for platform in PLATFORMS:
                server_of(self.world, platform).faults.clear()
                self.world.database.holds.end(platform)
            days = self.days
            live_a_day(self.world)
            live_a_day(self.world)
            tally = judge(self.world, NINE.date(), days)
            assert tally.broken == 0, tally
            assert tally.not_found_out == 0, tally


class PersianDeliveries(Deliveries):
    """The same with a channel in Persian beside the English one."""

    persian = ("telegram",)


TestDeliveries = Deliveries.TestCase
TestPersianDeliveries = PersianDeliveries.TestCase
TestDeliveries.settings = settings(
    max_examples=5,
    stateful_step_count=14,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    derandomize=True,  # the drill draws new schedules; a change is judged by the same ones
    suppress_health_check=list(HealthCheck),
)
TestPersianDeliveries.settings = settings(TestDeliveries.settings, max_examples=2)
