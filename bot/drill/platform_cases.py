"""Cases of failing platforms: every fault they know, and schedules drawn by chance.

Refusals (4xx) are played before accepting only: a platform that accepts a post and then says that
it refused it has lied, and no sender can know. Every fault of the connection is played both ways.
A refusal's status is the first word of its name; some statuses have several reasons (``WORDS``).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import cast

from bot.channels import Timeouts
from bot.drill.cases import METHOD, Case, beat, live_a_day, meet, past_day, release, server_of
from bot.local_service import NINE, PLATFORMS, QUICK, Scene, World
from bot.sandbox.server.faults import Fault, When

REFUSALS = ("400", "401", "402", "403", "404", "409", "429", "429 with a hint")
BROKEN = ("5xx", "reset", "close", "half", "drip", "hang", "rubbish", "ok_false", "redirect")
SLOW = ("hang", "late", "drip")
"""Each costs its sender a whole time-out."""
UNHURRIED = Timeouts(connect=10, read=10, total=20)  # where only a busy machine is late
X_ONLY = ("data_null", "errors_only")
UNSAID = ("ok_false", *X_ONLY)
"""Answers with a status of 200 that say nothing."""
LINE = "GET /2/users/:id/tweets"  # how a post in doubt is looked for on X
WORDS = {
    "telegram": {
        "403 kicked": "Forbidden: bot was kicked from the channel chat",
        "403 not a member": "Forbidden: bot is not a member of the channel chat",
        "403 blocked": "Forbidden: bot was blocked by the user",
        "403 no talk begun": "Forbidden: bot can't initiate conversation with a user",
        "400 no right to post": "Bad Request: need administrator rights in the channel chat",
        "400 no right to write": "Bad Request: not enough rights to send text messages to the chat",
        "400 no chat": "Bad Request: chat not found",
    },
    "x": {
        "403 not permitted": "You are not permitted to perform this action.",
        "403 duplicate": "You are not allowed to create a Tweet with duplicate content.",
        "403 too long": "Your Tweet text is too long.",
        "403 suspended": "Your account is suspended and is not permitted to access this feature.",
        "403 read only": "Your client app is not configured with the appropriate oauth1 app "
        "permissions for this endpoint.",
        "403 no user": "Authenticating with OAuth 2.0 Application-Only is forbidden for this "
        "endpoint.",
    },
}
FINAL = ("400", "402")  # the bare statuses that are taken for a last word
UNPROVEN = "403 duplicate"  # X says that it has the text: where it does not show it, who knows
CERTAIN = ("400", "401", "403", "404", "429")  # leave no doubt; others need a way to look
SAMPLED_SEEDS = 4


def fault_cases() -> Iterator[Case]:
    """Every fault, before and after accepting, once and for an hour, with and without a restart."""
    for platform in PLATFORMS:
        refusals = (*(kind for kind in REFUSALS if kind != "403"), *WORDS[platform])
        kinds: list[tuple[str, When]] = [(kind, "before") for kind in (*refusals, *BROKEN, "late")]
        kinds += [(kind, "after") for kind in BROKEN]
        if platform == "x":
            kinds += [(kind, when) for kind in X_ONLY for when in ("before", "after")]
        for kind, when in kinds:
            for hour in (False, True):
                for restart in (False, True):
                    for operators in (True, False) if platform == "telegram" else (True,):
                        yield _fault_case(
                            platform, kind, when, hour=hour, restart=restart, operators=operators
                        )
    yield from map(_unsaid_case, UNSAID)


def _unsaid_case(kind: str) -> Case:
    """On X a post is accepted without an answer, two looks are answered with nothing that can be
    believed, and no other try would be accepted on that day.
    """

    def play(world: World) -> None:
        past_day(world)
        over = world.clock.now + timedelta(hours=16)
        world.x.faults.add(
            Fault("5xx", when="after", method=METHOD["x"]), Fault(kind, method=LINE, times=2)
        )
        beat(world)
        world.x.faults.add(Fault("403", method=METHOD["x"], times=None, until=over))
        live_a_day(world)

    name = f"{kind}, two looks"
    scene = Scene(platforms=("x",))
    return Case("faults of x", name, play, scene, loses_nothing=True, traits=(f"x: {name}",))


def _fault_case(
    platform: str, kind: str, when: When, *, hour: bool, restart: bool, operators: bool
) -> Case:
    def play(world: World) -> None:
        past_day(world)
        fault = Fault(
            kind.split()[0],
            when=when,
            method=None if hour else METHOD[platform],
            times=None if hour else 1,
            until=world.clock.now + timedelta(hours=1) if hour else None,
            retry_after=30 if "hint" in kind else None,
            description=WORDS[platform].get(kind),
            pause=0.1,
        )
        meet(world, platform, fault, restart=restart)

    words = [kind, when, "for an hour" if hour else "once", "restart" if restart else ""]
    words.append("" if operators else "no operators' chat")
    return Case(
        f"faults of {platform}",
        ", ".join(filter(None, words)),
        play,
        Scene(platforms=(platform,), operators=operators),
        loses_nothing=kind not in (*FINAL, UNPROVEN) and (operators or kind[:3] in CERTAIN),
        timeouts=timeouts_of(kind),
        traits=(f"{platform}: {kind} {when}", *(f"{platform}: {word}" for word in words[1:])),
    )


def timeouts_of(kind: str) -> Timeouts:
    """How long a case with a kind of fault waits for an answer."""
    return QUICK if kind in SLOW else UNHURRIED


def random_case(seed: int) -> Case:
    """A schedule of faults, restarts and steps of the clock, drawn by a seed."""

    def play(world: World) -> None:
        chance = random.Random(seed)
        past_day(world)
        servers = (world.telegram, world.x)
        for _ in range(12):
            _something(world, chance)
            beat(world)
            release(world)  # what comes late comes before the look's deadline
        for server in servers:
            server.faults.clear()
        world.clock.now = max(world.clock.now, NINE + timedelta(days=2))
        live_a_day(world)

    traits = (f"seed {seed}",) if seed < SAMPLED_SEEDS else ()
    return Case("by chance", f"seed {seed}", play, timeouts=QUICK, traits=traits)


def _something(world: World, chance: random.Random) -> None:
    """One thing that goes wrong, or time that passes."""
    platform = chance.choice(PLATFORMS)
    kind = chance.choice((*BROKEN, "429", "403", "401", "late", "nothing", "nothing"))
    if kind != "nothing":
        when = cast("When", "before" if kind not in BROKEN else chance.choice(["before", "after"]))
        method = chance.choice([None, METHOD[platform]])
        server_of(world, platform).faults.add(Fault(kind, when=when, method=method, pause=0.1))
    if chance.random() < 0.2:
        world.restart()
    world.clock.step(minutes=chance.choice([0, 0.5, 1, 2, 17, 90]))
