"""Cases of channels in Persian, whose texts are a file of their own that can lag behind."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import get_args

from bot.drill.cases import (
    METHOD,
    POST,
    Case,
    beat,
    live_a_day,
    meet,
    past_day,
    release,
    server_of,
)
from bot.drill.dataset import reword, translate
from bot.drill.scoring import EVER
from bot.errors import DecisionError
from bot.local_service import PLATFORMS, Scene, World
from bot.operations import choose
from bot.posting_window import Window
from bot.sandbox.server.faults import Fault, When
from bot.store import Amended, Choice

GROUP = "in Persian"
DAY = f"{POST:%m-%d}"
LOST = ("reset", "half", "5xx")
EDIT = {"telegram": "editMessageText", "x": METHOD["x"]}
WAYS = {"telegram": (Choice.EDIT,), "x": (Choice.EDIT, Choice.REPLY, Choice.REPLACE)}
"""How a correction reaches followers; a reply and a replacement are chosen by the operators."""
BEFORE_STALE = {
    "before the post": None,
    "while it waits": Fault("429", retry_after=600),
    "after a lost request": Fault("reset"),
    "after a lost answer": Fault("reset", when="after"),
}
"""What the day's post meets before its text is stale."""


def language_cases() -> Iterator[Case]:
    """Answers lost, corrections, texts that are stale or lacking, an English channel beside."""
    for platform in PLATFORMS:
        for both in (False, True):
            for kind in LOST:
                for when in get_args(When):
                    play = _lost(platform, kind, when)
                    yield _case(platform, "answer lost", play, f"{kind}, {when}", both=both)
            yield _case(platform, "lacking", _lacking, both=both)
        for name, fault in BEFORE_STALE.items():
            for fresh in (False, True):
                play, told = _stale(platform, fault, fresh=fresh), "for a while" * fresh
                yield _case(platform, f"stale {name}", play, told)
        for way in WAYS[platform]:
            for lost in (False, True):
                for early in (False, True)[: 1 + (way is not Choice.EDIT)]:
                    play = _corrected(platform, way, lost=lost, early=early)
                    trait = f"corrected on {platform}, {way}{', chosen early' * early}"
                    yield _case(platform, trait, play, "answer lost" * lost)


def _case(
    platform: str, trait: str, play: Callable[[World], None], told: str = "", *, both: bool = False
) -> Case:
    """A case of a Persian channel, by itself or beside an English one on the other platform."""
    beside = "beside English" * both
    return Case(
        GROUP,
        ", ".join(filter(None, (platform, trait, told, beside))),
        play,
        Scene(
            platforms=PLATFORMS if both else (platform,),
            persian=(platform,),
            can_edit=trait == f"corrected on x, {Choice.EDIT}",
        ),
        loses_nothing=True,
        traits=(f"{GROUP}: {trait}", f"{GROUP}: {platform}, {beside}"),
    )


def _lost(platform: str, kind: str, when: When) -> Callable[[World], None]:
    def play(world: World) -> None:
        past_day(world)
        for one in world.scene.platforms:
            if one != platform:
                server_of(world, one).faults.add(_fault(one, Fault(kind, when=when)))
        meet(world, platform, _fault(platform, Fault(kind, when=when)))

    return play


def _fault(platform: str, fault: Fault) -> Fault:
    return replace(fault, method=METHOD[platform])


def _lacking(world: World) -> None:
    """There is no Persian text of the day."""
    past_day(world)
    translate(world.dataset, without=(DAY,))
    world.untold[DAY] = Window(world.clock.now, EVER)
    live_a_day(world)


def _stale(platform: str, fault: Fault | None, *, fresh: bool) -> Callable[[World], None]:
    """The English changes about the time of the post; where it is made ``fresh``, the Persian
    follows half an hour later.
    """

    def play(world: World) -> None:
        past_day(world)
        if fault is None:
            world.clock.step(minutes=-2)
        else:
            server_of(world, platform).faults.add(_fault(platform, fault))
        beat(world)
        world.clock.step(seconds=10)
        reword(world.dataset, DAY)
        world.untold[DAY] = Window(world.clock.now, EVER)
        for minutes in (0, 3, 3, 3, 21):
            world.clock.step(minutes=minutes)
            beat(world)
        if fresh:
            _translate(world)
        live_a_day(world)

    return play


def _translate(world: World) -> None:
    """The Persian follows the English, as it is now."""
    translate(world.dataset)
    world.untold[DAY] = Window(world.untold[DAY].start, world.clock.now)


def _corrected(platform: str, way: Choice, *, lost: bool, early: bool) -> Callable[[World], None]:
    """The entry on air is corrected in English, and a few minutes later in Persian; the operators
    choose then, or ``early`` and again.
    """

    def play(world: World) -> None:
        past_day(world)
        beat(world)
        world.clock.step(minutes=2)
        reword(world.dataset, DAY, noted=POST.date())
        world.noted.append(DAY)
        world.untold[DAY] = Window(world.clock.now, EVER)
        for _ in range(3):
            beat(world)
            world.clock.step(minutes=1)
        fault = Fault("reset", when="after", method=EDIT[platform])
        if lost and early:
            server_of(world, platform).faults.add(fault)
        for _ in range(5 * early):
            _choose(world, platform, way)
            world.clock.step(minutes=1)
        _translate(world)
        if lost and not early:
            server_of(world, platform).faults.add(fault)
        beat(world)
        _choose(world, platform, way)
        release(world)
        live_a_day(world)

    return play


def _choose(world: World, platform: str, way: Choice) -> None:
    """The operators choose a way wherever they are asked and may, and it is made."""
    for asked in world.database.amendments.of(channel=platform, states=[Amended.ASKED]):
        with contextlib.suppress(DecisionError):
            choose(world.database, asked, way, now=world.clock.now)
    beat(world)
