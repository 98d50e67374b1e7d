"""The command, as a user types it: output, exit codes, and no traceback."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.commands import COMMANDS
from bot.cli.group import cli
from bot.local_service import NINE, OPERATORS, World, made_world
from bot.store import Database, Decision, Key, State, Wish
from tests.config.test_settings import SECRETS
from tests.conftest import toml_of
from tests.helpers.settings import settings_file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings and a small dataset, and the user in it."""
    settings_file(tmp_path)
    records = [("first", "05-20", 1983), ("second", "05-20", 1498), ("leap", "02-29", 1960)]
    (tmp_path / "events.toml").write_text(toml_of(*records), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, env: dict[str, str] | None = None) -> Result:
    """The command's result; a traceback is a failure of the test."""
    found = CliRunner().invoke(cli, list(words), env=env)
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help_with_an_example(command: str) -> None:
    """--help everywhere, with examples."""
    found = run(*filter(None, [command, "--help"]))
    assert found.exit_code == 0
    assert "Example" in found.output


def test_the_help_names_every_command() -> None:
    """The table is what is shown."""
    shown = run("--help").output
    assert all(re.search(rf"^  {name} ", shown, re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["date", "20", "May"], "1983  Title of first"),
        (["date", "2024-05-20"], "Monday 20 May 2024"),
        (["date", "28 February 2027"], "1960 (29 February)  Title of leap"),
        (["date", "21 May"], "Nothing is known for this day yet."),
        (["date", "20 May Ghana"], "Nothing about 🇬🇭 Ghana on this day; other entries: 2."),
        (["today"], "20"),
    ],
)
def test_a_day_is_shown(folder: Path, typed: list[str], said: str) -> None:
    """Without a secret, a network or a database."""
    found = run(*typed, "--dataset", str(folder / "events.toml"))
    assert (found.exit_code, said in found.output) == (0, True), found.output


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["date", "5/6"], "5 June or 6 May"),
        (["date", "44", "BC"], "No entry is of 44 BCE"),
        (["preview", "15 March 44 BC"], "cannot be shown"),
        (["preview", "31 April"], "April has 30 days"),
        (["status"], None),
        (["resolve", "nope", "2027-05-20", "sent"], "no channel nope"),
        (["resolve", "x", "yesterday", "sent"], "expected a date such as"),
        (["resolve", "x", "2027-05-20", "sent"], "there is no delivery"),
        (["resolve", "x", "2020-05-20", "retry"], "only on the same day"),
        (["hold", "x", "--until", "2001-01-01"], "is over"),
        (["post"], "TELEGRAM_TOKEN: missing"),
        (["post", "--now", "noon"], "expected an instant"),
        (["today", "--dataset", "none.toml"], "no such file"),
        (["check", "none.toml"], "no such file"),
        (["run", "--config", "none.toml"], "no such file"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(
    folder: Path, typed: list[str], said: str | None
) -> None:
    """Never a traceback."""
    found = run(*typed)
    assert found.exit_code == (0 if said is None else 2), found.output
    assert said is None or said in found.output
    assert "Traceback" not in found.output


def test_without_settings_one_is_told_how_to_get_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The example is named."""
    monkeypatch.chdir(tmp_path)
    assert "copy deploy/onthisday.toml" in run("status").output


@pytest.mark.network
def test_the_preview_is_what_is_posted(folder: Path) -> None:
    """The JSON has a post for each channel, with what scripts rely on."""
    found = json.loads(run("preview", "2027-05-20", "--json").output)
    assert [post["platform"] for post in found] == ["telegram", "x"]
    keys = {"platform", "text", "length", "limit", "events", "cost_usd", "picture"}
    assert set(found[0]) == keys
    assert found[0]["picture"] is None
    assert found[1]["cost_usd"] == 0.015
    assert found[1]["limit"] == 280
    with made_world(folder / "..", folder / "events.toml") as world:
        world.beat()
        assert found[0]["text"] == world.posts()[0].html
        assert found[1]["text"] == world.x_posts()[0].text


def test_the_preview_says_how_a_card_goes_with_a_post(folder: Path) -> None:
    """On each channel that has one, with its price."""
    path = folder / "onthisday.toml"
    text = path.read_text(encoding="utf-8").replace("post_at", 'card = "lead"\npost_at')
    path.write_text(text, encoding="utf-8")
    shown = run("preview", "2027-05-20").output
    assert "the caption of its card" in shown
    assert "0.020 US dollars · with its card" in shown
    found = json.loads(run("preview", "2027-05-20", "--json").output)
    assert [post["picture"] for post in found] == ["photo", "media"]


def test_the_preview_of_an_empty_day_says_so(folder: Path) -> None:
    """Nothing is posted, and that is said."""
    assert "Nothing to tell" in run("preview", "05-21").output
    assert json.loads(run("preview", "05-21", "--json").output) == []


def test_check_has_exit_codes_for_scripts(folder: Path) -> None:
    """0 without findings, 1 with errors, 2 if it cannot run."""
    assert run("check").exit_code == 0
    path = folder / "events.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("weight = 3", "weight = 9"))
    found = run("check")
    assert found.exit_code == 1
    assert found.output.count("weight: expected a whole number from 1 to 5, got 9") == 3


@pytest.fixture
def world(folder: Path) -> Iterator[World]:
    """The stand-ins, for commands that reach them through the environment."""
    with made_world(folder, folder / "events.toml") as made:
        yield made


def environment_of(world: World) -> dict[str, str]:
    """The variables that lead to the stand-ins."""
    return SECRETS | {"TELEGRAM_BASE_URL": world.telegram.url, "X_BASE_URL": world.x.url}


NOW = NINE.isoformat()


def test_post_makes_one_heartbeat(world: World) -> None:
    """A line per channel, exit code 0, and nothing twice."""
    for _ in range(2):
        found = run("post", "--now", NOW, env=environment_of(world))
        assert found.exit_code == 0, found.output
        assert "telegram 2027-05-20: sent" in found.output
        assert "x 2027-05-20: sent" in found.output
    assert (len(world.posts()), len(world.x_posts())) == (1, 1)


def test_quiet_is_silent_when_all_is_well(world: World) -> None:
    """Before the post's time, at it, held, afterwards, and beside a running service: no line."""
    quiet = ("post", "--quiet", "--now")
    for now, order in (("2027-05-20T06:00Z", "hold"), (NOW, "resume"), (NOW, ""), (NOW, "")):
        found = run(*quiet, now, env=environment_of(world))
        assert (found.exit_code, found.output) == (0, "")
        if order:
            run(order, "x")
    assert (len(world.posts()), len(world.x_posts())) == (1, 1)
    owner = Database.open(world.settings.database).leader_lock()
    assert owner.take()
    assert run(*quiet, NOW, env=environment_of(world)).output == ""
    owner.release()


def test_quiet_speaks_of_failures_alone(world: World) -> None:
    """Each time until it is settled, from beside a running service too; the other post is well."""
    from bot.sandbox.server.faults import Fault

    world.x.faults.add(Fault("rubbish", method="POST /2/tweets"))
    quiet = ("post", "--quiet", "--now", NOW)
    for _ in range(2):
        found = run(*quiet, env=environment_of(world))
        assert found.exit_code == 1
        assert "x 2027-05-20: in_doubt" in found.stdout
        assert "telegram" not in found.output
    owner = Database.open(world.settings.database).leader_lock()
    assert owner.take()
    found = run(*quiet, env=environment_of(world))
    assert (found.exit_code, found.output.partition(" X")[0]) == (1, "x 2027-05-20: in_doubt")
    owner.release()


WRONG = {"TELEGRAM_TOKEN": "123456789:AAaaAAaaAAaaAAaaAAaaAAaaAAaa"}


@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_a_wrong_token_needs_a_person(world: World, quiet: tuple[str, ...]) -> None:
    """The post waits, the exit code is 1 each time, and the line names the variable to mend."""
    for minute in (3, 8, 33):  # at first, before it is tried again, and tried again
        now = f"2027-05-20T08:{minute:02}Z"
        found = run("post", *quiet, "--now", now, env=environment_of(world) | WRONG)
        assert found.exit_code == 1, now
        assert "telegram 2027-05-20: waiting" in found.output
        assert "is TELEGRAM_TOKEN the token of the bot?" in found.output
        assert WRONG["TELEGRAM_TOKEN"] not in found.output
    assert (world.posts(), len(world.x_posts())) == ([], 1)


@pytest.mark.parametrize("button", [True, False])
def test_a_post_has_its_button_unless_the_settings_leave_it_out(
    world: World, folder: Path, button: bool
) -> None:
    """The text is the same."""
    path = folder / "onthisday.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("post_at", f"button = {button}\npost_at".lower(), 1))
    assert run("post", "--now", NOW, env=environment_of(world)).exit_code == 0
    [post] = world.posts()
    assert "Title of first" in post.text
    assert bool(post.buttons) == button


def test_post_says_when_something_is_in_doubt(world: World) -> None:
    """Exit code 1, for cron to mail; resolve settles it."""
    from bot.sandbox.server.faults import Fault

    world.x.faults.add(Fault("rubbish", method="POST /2/tweets"))
    found = run("post", "--now", NOW, env=environment_of(world))
    assert found.exit_code == 1
    assert "x 2027-05-20: in_doubt" in found.output
    found = run("resolve", "x", "2027-05-20", "sent", "--remote-id", "77")
    assert found.output == "x 2027-05-20: sent\n"
    assert run("post", "--now", NOW, env=environment_of(world)).exit_code == 0
    run("hold", "x", "--until", "2099-01-01")
    ledger = json.loads(run("status", "--json").output)
    rows = ledger["deliveries"]
    assert set(ledger) == {"deliveries", "holds", "decisions", "last_beat"}
    assert [(held["channel"], held["until"]) for held in ledger["holds"]] == [("x", "2099-01-01")]
    assert ledger["last_beat"] == "2027-05-20T08:03:30+00:00"
    assert [row["state"] for row in rows] == ["sent", "sent"]
    assert rows[1]["remote_id"] == "77"
    assert set(rows[0]) == {
        "channel",
        "date",
        "slot",
        "state",
        "remote_id",
        "edit_of",
        "events",
        "picture",
        "attempts",
        "error",
    }


TYPED_IDS = [
    ("77\n", "77"),
    ("https://x.com/on_this_day/status/1793112345678901248?s=20\n", "1793112345678901248"),
    ("https://x.com/on_this_day/status/77/photo/1\n", "77"),
    ("none\n https://t.me/on_this_day/812 \n", "812"),
    ("\n", None),
    ("", None),
]


@pytest.mark.parametrize(("typed", "number"), TYPED_IDS)
def test_the_id_of_a_post_that_is_sent_is_asked_for(
    world: World, typed: str, number: str | None
) -> None:
    """A number or a link, until it is one; without it the command says how to say it later."""
    from bot.sandbox.server.faults import Fault

    world.x.faults.add(Fault("rubbish", method="POST /2/tweets"))
    run("post", "--now", NOW, env=environment_of(world))
    found = CliRunner().invoke(cli, ["resolve", "x", "2027-05-20", "sent"], input=typed)
    assert found.exit_code == 0
    assert "as in https://x.com/on_this_day/status/" in found.stderr
    later = "resolve x 2027-05-20 sent --remote-id NUMBER"
    assert (later in found.stdout) == (number is None)
    assert ("No number of a post: none" in found.stderr) == typed.startswith("none")
    row = world.database.ledger.get(Key("x", date(2027, 5, 20)))
    assert row is not None
    assert (row.state, row.remote_id) == (State.SENT, number)
    run("resolve", "x", "2027-05-20", "sent", "--remote-id", "78")
    row = world.database.ledger.get(Key("x", date(2027, 5, 20)))
    assert row is not None
    assert row.remote_id == "78"


def test_a_word_without_an_id_asks_for_none(world: World) -> None:
    """Neither where there is no such delivery."""
    for words in (["x", "2027-05-20", "failed"], ["x", "2027-05-20", "sent"]):
        found = CliRunner().invoke(cli, ["resolve", *words], input="77\n")
        assert "Its id or link" not in found.stderr


def test_a_renamed_channel_is_carried_over_by_command(world: World, folder: Path) -> None:
    """Till then a start is refused with a sentence; after it nothing is posted again."""
    environment = environment_of(world)
    assert run("post", "--now", NOW, env=environment).exit_code == 0
    settings = folder / "onthisday.toml"
    text = settings.read_text(encoding="utf-8").replace('name = "telegram"', 'name = "news"')
    settings.write_text(text, encoding="utf-8")
    for words in (["post", "--now", NOW], ["run"]):
        found = run(*words, env=environment)
        assert found.exit_code == 2
        assert "if it was renamed: onthisday rename telegram news" in found.output
    assert (len(world.posts()), len(world.x_posts())) == (1, 1)
    found = run("rename", "telegram", "news")
    assert found.exit_code == 0
    assert found.output == "news: has the history of telegram now, 1 posts\n"
    found = run("post", "--now", NOW, env=environment)
    assert found.exit_code == 0, found.output
    assert "news 2027-05-20: sent" in found.output
    assert (len(world.posts()), len(world.x_posts())) == (1, 1)


def test_post_leaves_the_work_to_a_running_service(world: World) -> None:
    """It says so, and touches nothing."""
    owner = Database.open(world.settings.database).leader_lock()
    assert owner.take()
    found = run("post", "--now", NOW, env=environment_of(world))
    assert "another copy of the service" in found.output
    assert found.exit_code == 0
    assert world.posts() == []
    owner.release()


def test_another_present_is_refused_where_it_could_be_real(world: World) -> None:
    """--now works only against servers on this machine."""
    env = environment_of(world) | {"X_BASE_URL": "https://api.x.com"}
    found = run("post", "--now", NOW, env=env)
    assert found.exit_code == 2
    assert "--now is for drills" in found.output


def test_post_says_when_the_operators_could_not_be_told(world: World, folder: Path) -> None:
    """Telegram is down: the log has it, and exit code 1; once they know, 0."""
    settings_file(folder, f"operators_chat = {OPERATORS}")
    (folder / "events.toml").write_text("broken", encoding="utf-8")
    environment = environment_of(world)
    assert "events.toml" in run("post", "--now", NOW, env=environment).output
    (folder / "events.toml").write_text(toml_of(("other", "05-21", 1983)), encoding="utf-8")
    world.telegram.close()
    found = run("post", "--now", NOW, env=environment)
    assert "telegram 2027-05-20: empty" in found.output
    assert found.exit_code == 1
    world.telegram.start()
    assert run("post", "--now", NOW, env=environment).exit_code == 0
    assert any("has no entry to tell" in text for text in world.told())


def test_what_editors_decided_shows_in_the_preview_and_the_status(world: World) -> None:
    """The preview is what will be posted, and the status says who wanted it otherwise."""
    today = date(2099, 5, 20)
    before = run("preview", str(today), "--json").output
    lead = json.loads(before)[0]["events"][0]
    decided = [
        Decision(name, today, Wish.OTHER_LEAD, lead, "Aisha (7)", NINE)
        for name in ("telegram", "x")
    ]
    decisions = world.database.decisions
    assert decisions.decide(decided)
    for post in json.loads(run("preview", str(today), "--json").output):
        assert post["events"][0] != lead
    assert (
        f"x 2099-05-20: another lead {lead}, by Aisha (7) 2027-05-20 09:03" in run("status").output
    )
    made = [decisions.of(name, today).decisions[-1] for name in ("telegram", "x")]
    assert decisions.undo(made, by="Bilal (8)", now=NINE)
    assert run("preview", str(today), "--json").output == before
    assert "undone by Bilal (8)" in run("status").output
    told = json.loads(run("status", "--json").output)["decisions"][-1]
    assert (told["wish"], told["about"], told["undone_by"]) == ("another lead", lead, "Bilal (8)")


def test_hold_and_resume(world: World, folder: Path) -> None:
    """A held channel posts nothing, status shows it, resume ends it."""
    today = date(2027, 5, 20)
    assert "held until resumed" in run("hold", "telegram").output
    found = run("post", "--now", NOW, env=environment_of(world))
    assert "telegram 2027-05-20: held" in found.output
    assert "telegram: held until resumed" in run("status").output
    assert "posts again" in run("resume", "telegram").output
    assert "was not held" in run("resume", "telegram").output
    run("post", "--now", NOW, env=environment_of(world))
    store = Database.open(f"sqlite:///{folder}/ledger.db")
    assert store.ledger.get(Key("telegram", today)).state is State.SENT  # type: ignore[union-attr]
    store.close()


def test_the_health_check(folder: Path) -> None:
    """0 if the last beat is under three minutes old, 1 if older or none."""
    assert run("status", "--alive").exit_code == 1
    store = Database.open(f"sqlite:///{folder}/ledger.db")
    store.marks.set("beat", now=datetime.now(UTC))
    assert run("status", "--alive").exit_code == 0
    store.marks.set("beat", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert run("status", "--alive").exit_code == 1
    store.close()


@pytest.mark.network
def test_the_sandbox_plays_a_day_and_the_nearest_one(folder: Path) -> None:
    """Both posts are shown; a day without entries leads to the next that has some."""
    found = run("sandbox", "--once", "--date", "2026-05-19", "--dataset", "events.toml")
    assert found.exit_code == 0, found.output
    assert "Tuesday 19 May 2026 has no entry yet; this is Wednesday 20 May 2026." in found.output
    assert "Telegram · @on_this_day" in found.output
    assert "US dollars" in found.output
    assert found.output.count("Title of") >= 2
