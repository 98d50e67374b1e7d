"""Cases of posts with the card of their lead: a picture neither doubles nor loses a post."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from bot.drill.cases import Case, meet, method_of, past_day
from bot.drill.process_cases import STEPS, killed_case
from bot.local_service import PLATFORMS, Scene, World
from bot.sandbox.server.faults import Fault, When

GROUP = "pictures"
BROKEN = ("5xx", "reset", "close", "half", "hang", "rubbish")
REFUSED = ("400", "401", "403", "404", "429")
UPLOADS = ("POST /2/media/upload", "POST /2/media/metadata")
NO_PHOTOS = "Bad Request: not enough rights to send photos to the chat"


def picture_cases() -> Iterator[Case]:
    """Killed at every step; answers lost and refused; pictures that are refused for an hour."""
    for platform in PLATFORMS:
        for step in STEPS:
            case = killed_case(platform, step, 2, operators=True, card=True)
            yield replace(case, group=GROUP, traits=(f"{GROUP}: killed",))
        kinds: list[tuple[str, When]] = [(kind, "before") for kind in (*REFUSED, *BROKEN)]
        for kind, when in (*kinds, *((kind, "after") for kind in BROKEN)):
            yield _post_case(platform, kind, when)
    for method in UPLOADS:
        for kind in (*REFUSED, *BROKEN):
            yield _picture_case("x", Fault(kind, method=method, pause=0.1))
    for words in (None, NO_PHOTOS):
        yield _picture_case("telegram", Fault("400", method="sendPhoto", description=words))


def _post_case(platform: str, kind: str, when: When) -> Case:
    """The answer to one post with its picture goes wrong."""

    def play(world: World) -> None:
        past_day(world)
        fault = Fault(kind, when=when, method=method_of(world, platform), pause=0.1)
        meet(world, platform, fault, restart=True)

    name = f"{platform}: {kind} {when}, restart"
    return _case(platform, name, play, trait=f"{GROUP}: {platform}")


def _picture_case(platform: str, fault: Fault) -> Case:
    """A picture fails for an hour, and the post goes without it."""

    def play(world: World) -> None:
        past_day(world)
        until = world.clock.now + timedelta(hours=1)
        meet(world, platform, replace(fault, times=None, until=until))

    name = f"{platform}: {fault.kind} at {fault.method} {fault.description or ''}".rstrip()
    return _case(platform, name, play, trait=f"{GROUP}: refused")


def _case(platform: str, name: str, play: Callable[[World], None], *, trait: str) -> Case:
    return Case(
        GROUP,
        name,
        play,
        Scene(platforms=(platform,), card=True),
        loses_nothing=True,
        traits=(trait,),
    )
