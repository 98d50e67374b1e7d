"""Posts with a picture: one delivery, as certain as a text, and never lost because of it."""

from __future__ import annotations

import asyncio
import io
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.cards import pictures
from bot.cards.painter import CardError, Painter
from bot.cards.pictures import Pictures
from bot.channels import Receipt
from bot.channels.telegram import TelegramChannel
from bot.channels.x_media import DESCRIBE, UPLOAD
from bot.config.settings import SiteSettings
from bot.local_service import NINE, Scene, World, made_world
from bot.operations import choose
from bot.post import Picture, PictureKind
from bot.sandbox.server.faults import Fault
from bot.sandbox.telegram.records import Message
from bot.site import manifest
from bot.store import Choice, Delivery, Key, State
from tests.helpers.corrections import (
    DIGEST,
    LEAD,
    amended,
    beats,
    correction,
    dataset_text,
    edit,
    run,
    told,
)

pytest.importorskip("typst", reason="typst: uv sync --group heavy")
Image = pytest.importorskip("PIL.Image", reason="Pillow: uv sync --group heavy")
pytestmark = pytest.mark.network

TODAY = NINE.date()
SEND = {"telegram": "sendPhoto", "x": "POST /2/tweets"}
BASE = "https://example.org/days/"


@contextmanager
def world_of(folder: Path, text: str, **scene: Any) -> Iterator[World]:
    """A service whose channels have ``card = "lead"``."""
    dataset = folder / "events.toml"
    dataset.write_text(text, encoding="utf-8")
    with made_world(folder, dataset, scene=Scene(card=True, **scene)) as made:
        yield made


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Three entries of one day, and a short post about them."""
    with world_of(tmp_path, dataset_text()) as made:
        yield made


def row_of(world: World, channel: str) -> Delivery:
    """What the ledger says of the day's post."""
    row = world.database.ledger.get(Key(channel, TODAY))
    assert row is not None
    return row


def post_of(world: World) -> Message:
    """The one post in the Telegram channel."""
    [message] = world.posts()
    return message


def has_picture(world: World, channel: str) -> bool:
    """Whether the one post that followers see has a picture."""
    if channel == "telegram":
        return post_of(world).photo is not None
    [post] = world.x_posts()
    return bool(post.media)


def methods(world: World) -> list[str]:
    """The calls that changed the channel's message."""
    return [name for name, _ in world.telegram.calls if name.startswith("editMessage")]


class Crash(BaseException):
    """The process ends here."""


def next_day(world: World) -> Key:
    """The next day, with a post of the day before, after which one can look; its key."""
    world.beat()
    world.clock.now += timedelta(days=1)
    edit(world, "other", ("06-06", "05-21"))
    return Key("telegram", TODAY + timedelta(days=1))


def test_a_post_goes_out_once_with_its_picture(world: World) -> None:
    """As a photo on Telegram, attached and described on X; the ledger and the budget know it."""
    for _ in range(3):
        world.beat()
    message = post_of(world)
    assert message.photo is not None
    assert Image.open(io.BytesIO(message.photo.content)).size == (1200, 675)
    assert message.html == row_of(world, "telegram").content.text
    [post] = world.x_posts()
    assert world.x.alt_texts() == {
        post.media[0]: "20 May 1983. Title of entry-a. The text of entry-a is one sentence."
    }
    kinds = [row_of(world, name).content.picture_kind for name in ("telegram", "x")]
    assert kinds == [PictureKind.PHOTO, PictureKind.MEDIA]
    assert row_of(world, "telegram").content.picture
    spent = world.database.spending.spent("x", since=NINE - timedelta(days=1))
    assert spent == world.x.charged == Decimal("0.020")
    assert world.told() == []


def test_without_the_setting_there_is_no_picture(tmp_path: Path) -> None:
    """By default posts are texts, as they were."""
    dataset = tmp_path / "events.toml"
    dataset.write_text(dataset_text(), encoding="utf-8")
    with made_world(tmp_path, dataset) as world:
        world.beat()
        assert [has_picture(world, name) for name in ("telegram", "x")] == [False, False]


LONG = 'context = "' + " ".join(["A long context."] * 26)[:398] + '."'


def long_text() -> str:
    """A dataset whose post is too long for a caption."""
    record = f'id = "{LEAD}"'
    more = "".join(
        dataset_text()
        .partition(f'id = "{DIGEST}"')[2]
        .partition("[[events]]")[0]
        .join([f'[[events]]\nid = "more-{n}"', ""])
        .replace(
            "Title of entry-b",
            f"A rather long title of another entry of this day: {n}",
        )
        .replace("1990", str(1900 + n))
        for n in range(9)
    )
    text = dataset_text().replace(record, f"{record}\n{LONG}", 1)
    long = "The text of entry-a is " + "told at some length, " * 7 + "in one sentence."
    return text.replace("The text of entry-a is one sentence.", long) + "\n" + more


def test_a_long_post_has_its_picture_above_it(tmp_path: Path) -> None:
    """By the address on the site, where the picture is before the post is sent."""
    out = tmp_path / "site"
    out.mkdir()
    manifest.write(out, {})
    site = SiteSettings(out, BASE)
    with world_of(tmp_path, long_text(), platforms=("telegram",), site=site) as world:
        world.beat()
        message, content = post_of(world), row_of(world, "telegram").content
        assert len(message.text) > 1024
        assert content.picture_kind is PictureKind.PREVIEW
        assert message.link_preview == {
            "url": f"{BASE}cards/posts/{content.picture}.png",
            "prefer_large_media": True,
            "show_above_text": True,
        }
        assert (out / f"cards/posts/{content.picture}.png").read_bytes().startswith(b"\x89PNG")
        edit(world, LEAD, ("Title of", "Heading of"), add=correction())
        beats(world, 3)
        now = row_of(world, "telegram").content
        assert now.picture != content.picture
        assert post_of(world).link_preview == {
            **(message.link_preview or {}),
            "url": f"{BASE}cards/posts/{now.picture}.png",
        }
        assert amended(world) == [(LEAD, "done")]


def test_a_long_post_without_a_site_is_a_text(tmp_path: Path) -> None:
    """It is not shortened for the picture's sake, and nobody is troubled."""
    with world_of(tmp_path, long_text(), platforms=("telegram",)) as world:
        world.beat()
        assert post_of(world).link_preview == {"is_disabled": True}
        assert row_of(world, "telegram").content.picture_kind is None
        assert world.told() == []


def test_a_site_that_is_not_built_costs_the_picture_alone(tmp_path: Path) -> None:
    """The folder is not touched, the post goes, and the operators hear why."""
    site = SiteSettings(tmp_path / "site", BASE)
    with world_of(tmp_path, long_text(), platforms=("telegram",), site=site) as world:
        world.beat()
        assert post_of(world).link_preview == {"is_disabled": True}
        assert len(told(world, "without its picture", "there is no site yet")) == 1
    assert not (tmp_path / "site").exists()


LOST = ["close", "hang", "half", "rubbish", "5xx"]


@pytest.mark.parametrize("channel", SEND)
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", LOST)
def test_a_lost_answer_leaves_one_post_with_its_picture(
    tmp_path: Path, channel: str, when: Any, kind: str
) -> None:
    """Found by its caption where it is on air, and sent again where it surely is not."""
    with world_of(tmp_path, dataset_text(), platforms=(channel,)) as world:
        world.beat()  # a day before, after which one can look
        world.clock.now += timedelta(days=1)
        server = world.telegram if channel == "telegram" else world.x
        edit(world, "other", ("06-06", "05-21"))
        server.faults.add(Fault(kind, when=when, method=SEND[channel]))
        world.beat()
        server.faults.release()
        for _ in range(30):
            world.clock.step(minutes=1)
            world.beat()
        row = world.database.ledger.get(Key(channel, TODAY + timedelta(days=1)))
        assert row is not None
        assert row.state is State.SENT
        posts = world.posts() if channel == "telegram" else world.x_posts()
        assert len(posts) == 2
        last = posts[-1]
        assert last.photo if isinstance(last, Message) else last.media
        assert row.content.picture_kind is not None


def test_a_post_that_is_found_is_known_for_a_photo_or_a_text(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger from before the post does not know how it went: the platform shows it."""
    key, older = next_day(world), world.database.ledger
    world.telegram.faults.add(Fault("close", when="after", method="sendPhoto"))
    world.beat()
    older.note_picture(key, picture="", kind=None)  # as if a text had been sent
    for _ in range(20):
        world.clock.step(minutes=1)
        world.beat()
    row = older.get(key)
    assert row is not None
    assert row.state is State.SENT
    assert row.content.picture_kind is PictureKind.PHOTO


def lead_changes() -> dict[str, tuple[str, list[tuple[str, str]], str, list[str]]]:
    """Each correction, and the calls by which it is made until Telegram says it is so."""
    media = ["editMessageMedia", "editMessageCaption"]
    caption = ["editMessageCaption"] * 2
    return {
        "what the card shows": (LEAD, [("Title of", "Heading of")], correction(), media),
        "a source alone": (LEAD, [('title = "Page"', 'title = "Leaf"')], correction(), caption),
        "another entry": (DIGEST, [("1990", "1991")], correction(), caption),
        "a retraction": (
            LEAD,
            [],
            'retracted = { on = 2027-05-21, why = "It never happened." }',
            media,
        ),
    }


CORRECTIONS = lead_changes()


@pytest.mark.parametrize("case", CORRECTIONS)
def test_a_correction_reaches_the_caption_and_the_card(world: World, case: str) -> None:
    """The picture is changed only where it shows what was wrong, and only once."""
    event_id, changes, line, calls = CORRECTIONS[case]
    world.beat()
    before = post_of(world)
    edit(world, event_id, *changes, add=line)
    beats(world, 4)
    after = post_of(world)
    assert methods(world) == calls
    assert (after.photo == before.photo) == (calls[0] == "editMessageCaption")
    assert after.text != before.text
    assert after.buttons == before.buttons
    assert after.html == row_of(world, "telegram").content.text
    assert amended(world) == [(event_id, "done")]
    assert len(told(world, "corrected on air")) == 1


@pytest.mark.parametrize("kind", ["close", "429", "5xx"])
def test_a_correction_whose_answer_is_lost_is_made_again(world: World, kind: str) -> None:
    """Until Telegram says that the post reads so already."""
    world.beat()
    edit(world, LEAD, ("Title of", "Heading of"), add=correction())
    world.telegram.faults.add(
        Fault(kind, when="after" if kind == "close" else "before", method="editMessageMedia")
    )
    beats(world, 6)
    assert amended(world) == [(LEAD, "done")]
    assert methods(world)[-1] == "editMessageCaption"
    assert "Heading of entry-a" in post_of(world).text


def test_a_card_that_cannot_be_changed_leaves_the_text_right(world: World) -> None:
    """The caption is corrected, the old card stays, and the operators hear once."""
    world.beat()
    edit(world, LEAD, ("Title of", "Heading of"), add=correction())
    world.telegram.faults.add(Fault("400", method="editMessageMedia", times=None))
    before = post_of(world).photo
    beats(world, 6)
    assert amended(world) == [(LEAD, "done")]
    assert post_of(world).photo == before
    assert "Heading of entry-a" in post_of(world).text
    assert len(told(world, "without its picture")) == 1


def test_a_caption_stays_one_whatever_is_noted(world: World) -> None:
    """What would be too long goes: less telling parts first, the oldest notes last."""
    world.beat()
    notes = ", ".join(
        f'{{ on = 2027-05-{day}, note = "{str(day) * 140}." }}' for day in range(21, 26)
    )
    edit(world, LEAD, add=f"corrections = [{notes}]")
    beats(world, 3)
    message = post_of(world)
    assert message.photo is not None
    assert len(message.text) <= 1024
    assert "25" * 140 in message.text
    assert "21" * 140 not in message.text
    assert amended(world)[-1] == (LEAD, "done")


def no_typst(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without the extra."""
    monkeypatch.setitem(sys.modules, "typst", None)


def no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a package of fonts is missing."""
    monkeypatch.setitem(sys.modules, "fontpkg_amiri", None)


def broken_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where typst cannot make the page."""
    monkeypatch.setattr("bot.cards.card.palette_of", lambda event: {}["none"])


def too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that does not come to paint."""
    monkeypatch.setattr(pictures, "SECONDS", 0.05)
    monkeypatch.setattr(Painter, "card", lambda *args, **kwargs: threading.Event().wait(5))


@pytest.mark.parametrize("fails", [no_typst, no_fonts, broken_drawing, too_slow])
def test_a_card_that_cannot_be_painted_costs_no_post(
    world: World, monkeypatch: pytest.MonkeyPatch, fails: Any
) -> None:
    """It goes without, the operators hear once, and once more when pictures are back."""
    with monkeypatch.context() as trouble:
        fails(trouble)
        for _ in range(3):
            world.beat()
    for channel in SEND:
        assert row_of(world, channel).state is State.SENT
        assert not has_picture(world, channel)
        assert row_of(world, channel).content.picture_kind is None
        assert len(told(world, f"{channel}: a post goes without its picture")) == 1
    world.clock.now += timedelta(days=1)
    edit(world, "other", ("06-06", "05-21"))
    beats(world, 2)
    assert world.posts()[-1].photo is not None
    assert len(told(world, "telegram: posts have their pictures again")) == 1


REFUSALS = {
    "telegram: not a picture": (
        "telegram",
        Fault("400", method="sendPhoto", description="Bad Request: IMAGE_PROCESS_FAILED"),
    ),
    "telegram: no right to send photos": (
        "telegram",
        Fault(
            "400",
            method="sendPhoto",
            description="Bad Request: not enough rights to send photos to the chat",
        ),
    ),
    **{
        f"x: {kind} at {route}": ("x", Fault(kind, when=when, method=f"POST {route}"))
        for route in (UPLOAD, DESCRIBE)
        for kind, when in (
            ("400", "before"),
            ("403", "before"),
            ("429", "before"),
            ("5xx", "before"),
            ("hang", "before"),
            ("rubbish", "after"),
            ("data_null", "after"),
        )
    },
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_picture_that_is_refused_costs_no_post(world: World, case: str) -> None:
    """The text goes out in the same heartbeat, once; the operators hear once."""
    channel, fault = REFUSALS[case]
    server = world.telegram if channel == "telegram" else world.x
    server.faults.add(fault)
    for _ in range(3):
        world.beat()
    server.faults.release()
    assert row_of(world, channel).state is State.SENT
    assert not has_picture(world, channel)
    assert row_of(world, channel).content.picture_kind is None
    assert len(told(world, f"{channel}: a post goes without its picture")) == 1


def test_a_text_that_is_refused_fails_with_and_without_its_picture(world: World) -> None:
    """The picture is not blamed for ever."""
    world.telegram.faults.add(Fault("400", method="sendPhoto"))
    world.telegram.faults.add(Fault("400", method="sendMessage", times=1))
    world.beat()
    assert row_of(world, "telegram").state is State.FAILED
    assert world.posts() == []


def test_a_picture_is_uploaded_once_for_all_tries(world: World) -> None:
    """X keeps it for a day, and its description costs money."""
    world.x.faults.add(Fault("429", method=SEND["x"], times=2))
    beats(world, 6)
    calls = [name for name, _ in world.x.calls]
    assert calls.count(f"POST {UPLOAD}") == 1
    assert has_picture(world, "x")
    assert world.database.spending.spent("x", since=NINE - timedelta(days=1)) == Decimal("0.020")


def test_the_budget_counts_the_picture(tmp_path: Path) -> None:
    """What is left has to be enough for both."""
    budget = Decimal("0.019")
    with world_of(tmp_path, dataset_text(), platforms=("x",), budget=budget) as world:
        world.beat()
        assert row_of(world, "x").state is State.WAITING
        assert "costs 0.020" in row_of(world, "x").error
        assert world.x.charged == 0


@pytest.mark.parametrize(
    ("choice", "pictured"), [(Choice.REPLACE, True), (Choice.POST, False), (Choice.REPLY, False)]
)
def test_a_correction_on_x_has_the_new_card_where_it_replaces(
    world: World, choice: Choice, pictured: bool
) -> None:
    """A note about a post is a text; what stands in its place looks as it did."""
    world.beat()
    old = world.x_posts()[0]
    edit(world, LEAD, ("Title of", "Heading of"), add=correction())
    beats(world, 2)
    [amendment] = world.database.amendments.of(channel="x")
    choose(world.database, amendment, choice, now=world.clock.now)
    beats(world, 2)
    last = world.x_posts()[-1]
    assert last.id != old.id
    assert bool(last.media) is pictured
    assert old.media != last.media
    if pictured:
        assert "Heading of entry-a" in str(world.x.alt_texts()[last.media[0]])
        assert row_of(world, "x").content.picture_kind is PictureKind.MEDIA


def test_an_edit_on_x_has_the_new_card(tmp_path: Path) -> None:
    """Each version has a picture of its own; where that fails, the text is right at least."""
    with world_of(tmp_path, dataset_text(), platforms=("x",), can_edit=True) as world:
        world.beat()
        first = world.x_posts()[0]
        edit(world, LEAD, ("Title of", "Heading of"), add=correction())
        beats(world, 2)
        [second] = [post for post in world.x_posts() if not post.edited]
        assert second.id != first.id
        assert "Heading of entry-a" in str(world.x.alt_texts()[second.media[0]])
        assert row_of(world, "x").content.picture_kind is PictureKind.MEDIA
        world.x.faults.add(Fault("400", method=f"POST {UPLOAD}"))
        notes = f'{correction()[:-1]}, {{ on = 2027-05-21, note = "The title, too." }}]'
        edit(world, LEAD, ("Heading of", "Caption of"), (correction(), notes))
        beats(world, 2)
        [third] = [post for post in world.x_posts() if not post.edited]
        assert third.id != second.id
        assert amended(world, "x")[-1] == (LEAD, "done")
        assert len(told(world, "x: a post goes without its picture")) == 1


def test_a_card_is_painted_before_its_post_is_due(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At nine it is there: a machine that cannot paint then posts it all the same."""
    painted = threading.Event()
    card = Painter.card

    def paint(self: Painter, *args: Any, **kwargs: Any) -> bytes:
        made = card(self, *args, **kwargs)
        painted.set()
        return made

    monkeypatch.setattr(Painter, "card", paint)
    world.clock.now -= timedelta(minutes=3)
    world.beat()
    assert painted.wait(60)
    world.beat()  # waits for the turn of the one who paints
    no_typst(monkeypatch)
    monkeypatch.setattr(Painter, "card", lambda *args, **kwargs: {}["cannot paint"])
    world.clock.step(minutes=3)
    world.runner.run(asyncio.sleep(0))
    world.beat()
    assert post_of(world).photo is not None


def test_painting_blocks_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one card is painted, the loop goes on."""
    going_on = threading.Event()

    def paint(*args: Any, **kwargs: Any) -> bytes:
        assert going_on.wait(60), "the loop stood still"
        return b"\x89PNG"

    monkeypatch.setattr(Painter, "card", paint)
    [config] = [c.plan for c in world.settings.channels if c.platform == "telegram"]
    event = world.service.live.current.get(LEAD)
    assert event is not None

    async def both() -> Picture:
        asyncio.get_running_loop().call_later(0.01, going_on.set)
        return await Pictures().picture(event, config, kind=PictureKind.PHOTO)

    assert asyncio.run(both()).content == b"\x89PNG"


def test_a_crash_between_refusal_and_text_sends_one_post(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second try has a claim of its own: nobody else is in doubt about the first."""
    key = next_day(world)
    world.telegram.faults.add(Fault("400", method="sendPhoto"))
    publish = TelegramChannel.publish

    async def dies(self: TelegramChannel, *args: Any, **kwargs: Any) -> Receipt:
        if kwargs["picture"] is None:
            raise Crash
        return await publish(self, *args, **kwargs)

    with monkeypatch.context() as crash:
        crash.setattr(TelegramChannel, "publish", dies)
        with pytest.raises(Crash):
            world.beat()
    world.restart()
    row = world.database.ledger.get(key)
    assert row is not None
    assert (row.attempts, row.state, row.content.picture_kind) == (2, State.SENDING, None)
    for _ in range(20):
        world.clock.step(minutes=1)
        world.beat()
    assert len(world.posts()) == 2
    assert world.state_on("telegram", key.date) is State.SENT


def test_a_picture_needs_a_site_to_be_shown_by_its_address(world: World) -> None:
    """Without one there is nowhere to put it."""
    config = world.settings.channels[0].plan
    event = world.service.live.current.get(LEAD)
    assert event is not None
    with pytest.raises(CardError, match="no site"):
        asyncio.run(Pictures().picture(event, config, kind=PictureKind.PREVIEW))


def test_the_status_says_which_posts_have_a_picture(world: World) -> None:
    """For programs, as everything else of the ledger."""
    world.beat()
    shown = json.loads(run(world, "status", "--json"))
    assert [row["picture"] for row in shown["deliveries"]] == ["photo", "media"]


OWN = (
    'picture = { file = "data/pictures/a-plane.png", credit = "Jane <Roe>", '
    'licence = "CC BY 4.0", alt = "A plane over a desert." }'
)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[World]:
    """A service whose lead has a picture of its own."""
    (tmp_path / "pictures").mkdir()
    Image.new("RGB", (2400, 1200), "#336699").save(tmp_path / "pictures/a-plane.png")
    text = dataset_text().replace(f'id = "{LEAD}"', f'id = "{LEAD}"\n{OWN}', 1)
    with world_of(tmp_path, text) as made:
        yield made


def test_an_entrys_own_picture_goes_in_place_of_its_card(own: World) -> None:
    """Smaller and as a JPEG, with its credit in the caption and in the alternative text."""
    own.beat()
    message = post_of(own)
    assert message.photo is not None
    shown = Image.open(io.BytesIO(message.photo.content))
    assert (shown.format, shown.size) == ("JPEG", (1280, 640))
    assert "<i>Picture: Jane &lt;Roe&gt; (CC BY 4.0)</i>" in message.html
    [post] = own.x_posts()
    words = "A plane over a desert. Picture: Jane <Roe> (CC BY 4.0)"
    assert own.x.alt_texts() == {post.media[0]: words}
    edit(own, LEAD, ("Title of", "Heading of"), add=correction())
    beats(own, 3)
    assert methods(own) == ["editMessageCaption"] * 2
    assert "Picture: Jane <Roe> (CC BY 4.0)" in post_of(own).text
    assert amended(own) == [(LEAD, "done")]


def test_a_picture_that_is_not_there_leaves_no_credit(own: World) -> None:
    """A post without the picture does not name who made it."""
    (own.folder / "pictures/a-plane.png").unlink()
    own.beat()
    message = post_of(own)
    assert message.photo is None
    assert "Picture:" not in message.text
    assert row_of(own, "telegram").content.text == message.html
    assert len(told(own, "telegram: a post goes without its picture", "a-plane.png")) == 1


def test_a_picture_that_is_refused_leaves_no_credit(own: World) -> None:
    """Nor where the platform does not take it."""
    own.telegram.faults.add(Fault("400", method="sendPhoto"))
    own.beat()
    assert post_of(own).photo is None
    assert "Picture:" not in post_of(own).text
    assert row_of(own, "telegram").content.text == post_of(own).html


def test_a_retraction_puts_the_card_in_place_of_the_picture(own: World) -> None:
    """It is struck through there; the picture alone would say nothing of that."""
    own.beat()
    before = post_of(own).photo
    edit(own, LEAD, add='retracted = { on = 2027-05-21, why = "It never happened." }')
    beats(own, 3)
    after = post_of(own)
    assert after.photo != before
    assert "Picture:" not in after.text
    assert amended(own) == [(LEAD, "done")]
