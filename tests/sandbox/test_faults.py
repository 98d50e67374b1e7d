"""The plan of faults: which request meets which fault, and for how long."""

import threading
from datetime import timedelta

import pytest

from bot.local_service import Clock
from bot.sandbox.server.faults import KINDS, Fault, FaultPlan


def kinds(plan, *methods):
    """The kinds of fault that requests of these methods meet, in turn."""
    return [fault.kind if (fault := plan.take(method)) else None for method in methods]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "explode"}, "unknown fault 'explode'"),
        ({"kind": "429", "when": "during"}, "before or after"),
        ({"kind": "late", "when": "after"}, "not accepted yet"),
        ({"kind": "reset", "times": 0}, "at least once"),
        ({"kind": "5xx", "status": 404}, "5xx page"),
    ],
)
def test_a_fault_that_makes_no_sense_says_why(wrong, said):
    """A fault that cannot be played is refused with a sentence that names the mistake."""
    with pytest.raises(ValueError, match=said):
        Fault(**wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_planned(kind):
    """Each kind that the table promises can be made with nothing but its name."""
    assert Fault(kind).kind == kind


def test_a_fault_plays_once_unless_told_otherwise():
    """A fault meets one request; with `times` as many, with None every one."""
    plan = FaultPlan(Clock())
    plan.add(Fault("reset"), Fault("close", times=2), Fault("hang", times=None))
    assert kinds(plan, *"abcde") == ["reset", "close", "close", "hang", "hang"]


def test_a_fault_waits_for_its_method():
    """A fault for one method leaves all others alone."""
    plan = FaultPlan(Clock())
    plan.add(Fault("reset", method="sendMessage"), Fault("close", method="getMe"))
    assert kinds(plan, "getUpdates", "getMe", "getMe", "sendMessage") == [
        None,
        "close",
        None,
        "reset",
    ]


def test_a_fault_ends_at_its_hour():
    """With `until` a fault plays before that time by the server's clock, and not from it on."""
    clock = Clock()
    plan = FaultPlan(clock)
    plan.add(Fault("5xx", times=None, until=clock.now + timedelta(hours=1)))
    clock.now += timedelta(minutes=59)
    assert kinds(plan, "sendMessage") == ["5xx"]
    clock.now += timedelta(minutes=1)
    assert kinds(plan, "sendMessage") == [None]


def test_a_cleared_plan_is_empty():
    """`clear` forgets what has not played."""
    plan = FaultPlan(Clock())
    plan.add(Fault("reset", times=None))
    plan.clear()
    assert kinds(plan, "sendMessage") == [None]


def test_hooks_run_in_order_at_their_stage():
    """Hooks of a stage run as they were given, with the method and its parameters."""
    plan = FaultPlan(Clock())
    seen = []
    plan.on_request(lambda method, params: seen.append(("first", method, dict(params))))
    plan.on_request(lambda method, params: seen.append(("second", method, dict(params))))
    plan.on_request(lambda *_: seen.append("accepted"), stage="accepted")
    plan.tell("arrived", "getMe", params={"a": "b"})
    assert seen == [("first", "getMe", {"a": "b"}), ("second", "getMe", {"a": "b"})]


@pytest.mark.parametrize(("end", "released"), [("release", True), ("close", False)])
def test_what_hangs_ends_by_release_or_close(end, released):
    """A hung request learns whether it was released or the server closed."""
    plan = FaultPlan(Clock())
    outcome = []
    thread = threading.Thread(target=lambda: outcome.append(plan.wait_for_release()))
    thread.start()
    plan.wait_for_hung()
    getattr(plan, end)()
    thread.join(60)
    assert outcome == [released]


def test_waiting_for_what_does_not_hang_ends():
    """Waiting for hung requests gives up after the time given."""
    with pytest.raises(TimeoutError, match="0 of 1"):
        FaultPlan(Clock()).wait_for_hung(timeout=0.01)
