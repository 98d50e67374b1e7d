"""``sandbox``: the main job on this machine, with stand-ins for Telegram and X and no account."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from decimal import Decimal
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.text import Text

from bot import logs
from bot.channel_config import ChannelConfig
from bot.cli.cards import console, rendered, show_card
from bot.cli.day import date_of, read_day
from bot.cli.options import dataset_option, dataset_path, local_today
from bot.config.secrets import Secrets
from bot.config.settings import ChannelSettings, Settings
from bot.dataset import load
from bot.dataset.translations import LANGUAGES
from bot.dates import day_words
from bot.errors import OnThisDayError
from bot.formatting.length import TELEGRAM_LIMIT, X_LIMIT, telegram_length, x_length
from bot.local_service import running
from bot.sandbox.telegram.markup import Button
from bot.sandbox.telegram.records import Message
from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.x.oauth import XAccount
from bot.sandbox.x.server import XServer
from bot.service import Options, Service
from bot.wiring import build

TOKEN = "123456789:stand-in-token-for-this-machine-only"
ACCOUNT = XAccount("stand-in", "stand-in", "42-stand-in", "stand-in")
CHANNEL, GROUP, PERSON = -1001, -7, 7
TARGET = "@on_this_day"
POST_AT = clock_time(9, 3)  # a first try that is late looks first
WAIT_SECONDS = 120.0  # generous: a busy machine is slow
GROUP_SECONDS = 20.0  # in a group the bot passes over commands that it does not know
LAST_YEAR = 9000
INTRODUCTION = """\
Type as to the bot: /today, /date 20 May, a date, /help. A number presses the button of that number.
  @OnThisDayBot moon landing  asks from any other chat; a number shows the message of that result
  group: /today               is written in a group, where the bot answers commands and replies
  reply: 20 May               replies there to what the bot said last
  post                        shows the button under the day's post in the channel
/quit or Ctrl-D ends."""


def _languages(ctx: click.Context, param: click.Parameter, value: str) -> list[str]:
    """The codes of a list such as ``fa,ur``; a usage error for a language that there is not."""
    del ctx, param
    codes = [code.strip() for code in value.split(",") if code.strip()]
    if unknown := [code for code in codes if code not in LANGUAGES]:
        raise click.BadParameter(f"{unknown[0]}: expected some of {', '.join(LANGUAGES)}")
    return codes


@click.command(
    epilog="\b\nExamples:\n  onthisday sandbox\n  onthisday sandbox --date 2026-05-20 --once"
)
@click.option("--date", "day", help="Play another day, such as 2026-05-20 or 20 May.")
@click.option("--once", is_flag=True, help="Show the posts and end, without the chat prompt.")
@click.option(
    "--languages",
    default="",
    callback=_languages,
    help="Further Telegram channels in these languages, such as fa,ur.",
)
@dataset_option
def sandbox(day: str | None, once: bool, languages: list[str], dataset: Path | None) -> None:
    """Deliver the day's posts to stand-ins for Telegram and X, show them, and open a chat.

    No account, token or network is needed: the stand-ins are servers on this machine, reached by
    the same client libraries as the real ones.
    """
    click.echo("Starting stand-ins for Telegram and X, and the service ...", err=True)
    path = dataset_path(dataset, None)
    on = _day(path, day)
    channels = {"": CHANNEL} | {code: CHANNEL - n for n, code in enumerate(languages, 1)}
    clock = _clock_from(on)
    with (
        tempfile.TemporaryDirectory(prefix="onthisday-") as folder,
        TelegramServer(TOKEN, now=clock) as telegram,
        XServer(ACCOUNT, now=clock) as x,
    ):
        for code, number in channels.items():
            telegram.add_channel(number, username=_target(code)[1:], title="On This Day")
        telegram.add_user(PERSON, first_name="You", language_code="en")
        telegram.add_group(GROUP, members={PERSON: "member"})
        service = _service(
            Path(folder), path, clock=clock, servers=(telegram, x), languages=languages
        )
        stage = Stage(service, telegram, x, channels)
        with running(service, patience=WAIT_SECONDS):
            stage.show_posts(on)
            if not once and sys.stdin.isatty():
                stage.talk()


def _day(path: Path, text: str | None) -> date:
    """The day to show: the one asked for, or the nearest with an entry."""
    today = local_today(None)
    wanted = today if text is None else date_of(read_day(text, today), today)
    dataset = load(path)
    if wanted.year > LAST_YEAR:
        raise click.UsageError(f"--date: expected a year up to {LAST_YEAR}")
    found = dataset.nearest(wanted)
    if found is None:
        raise OnThisDayError(f"{path}: no entry can be told within a year of {wanted}")
    if found != wanted:
        click.echo(f"{day_words(wanted)} has no entry yet; this is {day_words(found)}.")
    return found


def _clock_from(day: date) -> Callable[[], datetime]:
    """A clock that shows nine in the morning of a day (UTC) now, and goes on from there."""
    start = datetime.combine(day, clock_time(9, 3), UTC)
    began = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - began)


def _service(
    folder: Path,
    dataset: Path,
    *,
    clock: Callable[[], datetime],
    servers: tuple[TelegramServer, XServer],
    languages: list[str],
) -> Service:
    """The real service, whose two platforms are the stand-ins."""
    zone = ZoneInfo("UTC")
    budget = Decimal(5)
    settings = Settings(
        path=folder / "onthisday.toml",
        zone=zone,
        database=f"sqlite:///{folder}/onthisday.db",
        dataset=dataset,
        channels=(
            *(_telegram(code, zone) for code in ["", *languages]),
            ChannelSettings(
                ChannelConfig(
                    name="x",
                    platform="x",
                    target="",
                    post_at=POST_AT,
                    zone=zone,
                    monthly_budget_usd=budget,
                ),
                credentials="X",
            ),
        ),
    )
    telegram, x = servers
    keys = (ACCOUNT.consumer_key, ACCOUNT.consumer_secret)
    secrets = Secrets(
        telegram_token=TOKEN,
        telegram_base_url=telegram.url,
        x={"x": (*keys, ACCOUNT.access_token, ACCOUNT.access_token_secret)},
        x_base_url=x.url,
    )
    logs.set_up(secrets.values, level=30)
    return build(settings, secrets, Options(clock=clock, beat_seconds=2))


def _target(language: str) -> str:
    """The name of the channel of a language; English has the plain one."""
    return f"{TARGET}_{language}" if language else TARGET


def _telegram(language: str, zone: ZoneInfo) -> ChannelSettings:
    """A Telegram channel that posts in a language."""
    plan = ChannelConfig(
        name=f"telegram-{language}" if language else "telegram",
        platform="telegram",
        target=_target(language),
        post_at=POST_AT,
        zone=zone,
        language=language or "en",
    )
    return ChannelSettings(plan, target=plan.target)


@dataclass
class Stage:
    """The running sandbox: the service in its own thread, and what people see of it."""

    service: Service
    telegram: TelegramServer
    x: XServer
    channels: dict[str, int]  # the number of each Telegram channel, by its language
    choices: list[Callable[[], None]] = field(default_factory=list)  # what 1, 2 and so on do

    def show_posts(self, on: date) -> None:
        """Wait for all posts, and show them as a follower sees them."""
        for language, number in self.channels.items():
            self._show_post(language, number, on)
        deadline = time.monotonic() + WAIT_SECONDS
        while not self.x.posts() and time.monotonic() < deadline:
            time.sleep(0.02)
        for post in self.x.posts():
            facts = (
                f"post {post.id} · {x_length(post.text)} of {X_LIMIT} · {self.x.charged} US dollars"
            )
            show_card(f"X · @{self.x.username} · {day_words(on)}", post.text, facts, markup=False)

    def _show_post(self, language: str, number: int, on: date) -> None:
        try:
            [message] = self.telegram.wait_for_messages(number, timeout=WAIT_SECONDS)
        except TimeoutError:
            if not language:
                raise
            click.echo(f"{_target(language)}: no entry of this day has a text in {language} yet")
            return
        length = telegram_length(message.text)
        self._show_message(
            f"Telegram · {_target(language)} · {day_words(on)}",
            message,
            f"message {message.id} · {length} of {TELEGRAM_LIMIT} characters · free",
        )

    def _show_message(self, title: str, message: Message, facts: str) -> None:
        buttons = [button.text for row in message.buttons for button in row]
        show_card(
            title,
            message.html or message.text,
            facts,
            markup=bool(message.html),
            button="   ".join(buttons),
        )

    def talk(self) -> None:
        """The chat prompt: what is typed goes to the bot as a message, and its answer is shown."""
        click.echo(INTRODUCTION)
        while (line := _typed()) is not None:
            if not line:
                continue
            try:
                self._take(line)
            except TimeoutError:
                click.echo("(no answer)")
            except (LookupError, ValueError) as fault:
                click.echo(f"({fault})")

    def _take(self, line: str) -> None:
        """Do what a line says, and show what comes back."""
        name, _, query = line.partition(" ")
        place, _, words = line.partition(":")
        if line.isdecimal() and 1 <= int(line) <= len(self.choices):
            self.choices[int(line) - 1]()
        elif name.lower() == f"@{self.telegram.world.bot_username}".lower():
            self._ask_inline(query.strip())
        elif place in ("group", "reply") and words.strip():
            self._write_in_group(words.strip(), is_reply=place == "reply")
        elif line == "post":
            self._offer(self._buttons([m for n in self.channels.values() for m in self._in(n)]))
        else:
            after = self._last(PERSON)
            self.telegram.say(line, user=PERSON)
            self._show_new(PERSON, after)

    def _ask_inline(self, query: str) -> None:
        """Show the list of results, each of whose numbers shows the message that it would send."""
        answer = self.telegram.ask_inline(query, user=PERSON, timeout=WAIT_SECONDS)
        shown = [(result.title, partial(_show_text, result.html)) for result in answer.results]
        self._offer(shown, between="\n     ")
        if not shown:
            click.echo("(no results)")

    def _write_in_group(self, text: str, *, is_reply: bool) -> None:
        """Say something in the group, and show what the bot answers if it is told of it at all."""
        after = self._last(GROUP)
        by_bot = [m.id for m in self._in(GROUP) if m.by_bot]
        replied = by_bot[-1] if is_reply and by_bot else None
        said = self.telegram.say(text, user=PERSON, chat=GROUP, reply_to=replied)
        if self.telegram.sees(said):
            self._show_new(GROUP, after, timeout=GROUP_SECONDS)
        else:
            click.echo("(in a group the bot is told only of commands and of replies to it)")

    def _press(self, button: Button, seen: Message) -> None:
        """Show what a button leads to: a message, changed in place or new, or what it only says."""
        if button.data is None:
            self._follow(button.value)
            return
        after = self._last(seen.chat)
        query = self.telegram.press(seen.id, button, user=PERSON, chat=seen.chat)
        said = self.telegram.wait_for_answer(query, timeout=WAIT_SECONDS)
        if said.url:
            self._follow(said.url)
            return
        if said.text:
            click.echo(f"({said.text})")
            return

        def turned() -> Message | None:
            new = [m for m in self._in(seen.chat) if m.by_bot and m.id > after]
            now = [m for m in self._in(seen.chat) if m.id == seen.id and m != seen]
            found = new or now
            return found[-1] if found else None

        self._show_answer(self.telegram.wait_for(turned, timeout=WAIT_SECONDS))

    def _follow(self, url: str) -> None:
        """Open a link to the bot: Telegram shows the private chat, and Start sends its payload."""
        after = self._last(PERSON)
        click.echo(f"you> {self.telegram.follow(url, user=PERSON).text}")
        self._show_new(PERSON, after)

    def _show_new(self, chat: int, after: int, *, timeout: float = WAIT_SECONDS) -> None:
        """Wait for what the bot says in a chat after a message, and show it."""
        answers = self.telegram.wait_for_messages(chat, after=after, timeout=timeout)
        self._show_answer(answers[-1])

    def _show_answer(self, answer: Message) -> None:
        _show_text(answer.html or answer.text)
        self._offer(self._buttons([answer]))

    def _buttons(self, messages: Sequence[Message]) -> list[tuple[str, Callable[[], None]]]:
        """The buttons under messages: the label of each, and what pressing it does."""
        return [
            (button.text, partial(self._press, button, message))
            for message in messages
            for row in message.buttons
            for button in row
        ]

    def _offer(
        self, choices: Sequence[tuple[str, Callable[[], None]]], *, between: str = "  "
    ) -> None:
        """Show what can be chosen by number, in place of what could be before."""
        self.choices = [act for _, act in choices]
        if choices:
            labels = (f"[{n}] {label}" for n, (label, _) in enumerate(choices, 1))
            click.echo("     " + between.join(labels))

    def _in(self, chat: int) -> list[Message]:
        """All messages of a chat; none of the private one before it is open."""
        try:
            return self.telegram.messages(chat)
        except LookupError:
            return []

    def _last(self, chat: int) -> int:
        """The number of the last message of a chat, 0 before the first."""
        return max((message.id for message in self._in(chat)), default=0)


def _show_text(markup: str) -> None:
    console().print(Text("bot> ", style="bold green"), end="")
    console().print(rendered(markup))


def _typed() -> str | None:
    """The next line, None at the end."""
    try:
        line = input("you> ").strip()
    except (EOFError, KeyboardInterrupt):
        click.echo()
        return None
    return None if line == "/quit" else line
