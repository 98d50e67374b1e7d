"""Settings and secrets: all faults at once, and no secret in sight."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from pathlib import Path

import pytest

from bot.config.schema import CHANNEL_KEYS, KEYS
from bot.config.secrets import load_secrets
from bot.config.settings import Editors, load_settings
from bot.errors import ConfigError
from bot.logs import redacted
from tests.conftest import ROOT

EXAMPLE = ROOT / "deploy" / "onthisday.toml"
TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnn"
SECRETS = {
    "TELEGRAM_TOKEN": TOKEN,
    "X_CONSUMER_KEY": "consumer-key",
    "X_CONSUMER_SECRET": "consumer-secret",
    "X_ACCESS_TOKEN": "42-access",
    "X_ACCESS_TOKEN_SECRET": "access-secret",
}


def test_the_example_is_right_and_complete() -> None:
    """The annotated example loads, and names every key that there is."""
    settings = load_settings(EXAMPLE)
    telegram, x = settings.channels
    assert telegram.plan.post_at == time(9, 3)
    assert telegram.target == "@on_this_day"
    assert x.plan.monthly_budget_usd == Decimal(5)
    state = Path("/var/lib/onthisday")  # where the unit, the container and cron keep it
    assert settings.dataset == state / "data/events.toml"
    assert settings.database == f"sqlite:///{state}/onthisday.db"
    text = EXAMPLE.read_text(encoding="utf-8")
    for key in {*KEYS, *CHANNEL_KEYS}:
        assert f"{key} = " in text or f"[[{key}]]" in text, key


@pytest.mark.parametrize(
    ("keys", "order", "hijri"),
    [
        ("", "gregorian solar hijri", "umm-al-qura"),
        ('language = "fa"', "solar gregorian hijri", "iran"),
        ('language = "ur"', "gregorian hijri", "about"),
        ('timezone = "Asia/Tehran"', "gregorian solar hijri", "iran"),
        ('timezone = "Asia/Tehran"\nhijri = "none"', "gregorian solar hijri", "none"),
        ('language = "ar"\ncalendar = "solar"', "gregorian solar hijri", "umm-al-qura"),
    ],
)
def test_a_channels_calendars_are_its_readers(
    keys: str, order: str, hijri: str, tmp_path: Path
) -> None:
    """By its language and zone, unless the settings say otherwise."""
    path = tmp_path / "onthisday.toml"
    path.write_text(GOOD.replace('post_at = "09:03"', f'{keys}\npost_at = "09:03"', 1))
    calendars = load_settings(path).channels[0].plan.calendars
    assert (" ".join(calendars.order), calendars.hijri) == (order, hijri)


def faults_of(tmp_path: Path, text: str) -> list[str]:
    """The faults of settings, with the path taken off."""
    path = tmp_path / "onthisday.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        load_settings(path)
    return [fault.replace(str(path), "FILE") for fault in told.value.faults]


GOOD = EXAMPLE.read_text(encoding="utf-8")
FAULTS = {
    ('timezone = "Europe/London"', 'timezone = "Europe/Londn"'): "timezone: expected a time zone",
    ("timezone =", "timezon ="): 'timezon: unknown key (did you mean "timezone"?)',
    ('post_at = "09:03"', 'post_at = "9:03"'): "channels[1].post_at: expected a time HH:MM",
    ('post_at = "09:03"', 'post_at = "24:00"'): "channels[1].post_at: expected a time HH:MM",
    ('target = "@on_this_day"', 'target = "on this day"'): "channels[1].target: expected",
    ('post_at = "09:03"', 'hijri = "saudi"\npost_at = "09:03"'): "channels[1].hijri: expected one",
    ('post_at = "09:03"', 'calendar = "hijri"\npost_at = "09:03"'): (
        "channels[1].calendar: expected one of gregorian, solar"
    ),
    ('platform = "telegram"', 'platform = "telegramm"'): 'did you mean "telegram"?',
    ('name = "x"', 'name = "telegram"'): "two channels have the name telegram",
    ("monthly_budget_usd = 5", "monthly_budget_usd = -1"): "expected an amount in US dollars",
    ("monthly_budget_usd = 5", "silent = true"): "x: silent: only for platform telegram",
    ('target = "@on_this_day"', ""): "telegram: target: missing",
    ('post_at = "09:03"', 'post_at = "09:03"\nlate_until = "08:00"'): "expected a time after",
    (
        "# operators_chat = 123456789",
        'operators_chat = "me"',
    ): "operators_chat: expected the number",
    (
        'post_at = "09:03"',
        'post_at = "09:03"\nprefer = ["IR", "scence"]',
    ): 'prefer[2]: expected an ISO country code or a topic (did you mean "science"?)',
    ("[[channels]]", 'preview_at = "19:00"\n[[channels]]'): "preview_at: goes with editors_chat",
    ("[[channels]]", 'approval = "required"\n[[channels]]'): "approval: goes with editors_chat",
    ("[[channels]]", 'morning_at = "08:00"\n[[channels]]'): "morning_at: goes with operators_chat",
    (
        "[[channels]]",
        'editors_chat = -5\napproval = "needed"\n[[channels]]',
    ): "approval: expected one of",
    (
        'post_at = "09:03"',
        'post_at = "09:03"\ncard = "all"',
    ): "channels[1].card: expected one of lead, none",
    ("[[channels]]", 'site = { out = "s" }\n[[channels]]'): "site.base_url: missing",
    (
        "[[channels]]",
        'site = { out = "s", base_url = "example.org" }\n[[channels]]',
    ): "site.base_url: expected an address such as https://",
}


@pytest.mark.parametrize(("change", "said"), FAULTS.items())
def test_a_wrong_setting_is_told_with_its_key(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    """Each fault is a sentence with file, key and what was expected."""
    found = faults_of(tmp_path, GOOD.replace(*change, 1))
    assert any(said in fault for fault in found), found
    assert all(fault.startswith("FILE:") for fault in found)


@pytest.mark.parametrize(
    "name", ["", "Europe", "Europe/", "zone.tab", "../UTC", "posix/UTC", "right/UTC", "x" * 300]
)
def test_what_is_no_name_of_a_time_zone_is_a_fault(tmp_path: Path, name: str) -> None:
    """Folders and other files beside the zones too."""
    [fault] = faults_of(tmp_path, GOOD.replace("Europe/London", name, 1))
    assert "timezone: expected a time zone such as" in fault


def test_a_channel_may_prefer_countries_and_topics(tmp_path: Path) -> None:
    """Channels that prefer something else do not post the same."""
    path = tmp_path / "onthisday.toml"
    path.write_text(
        GOOD.replace("post_at", 'prefer = ["IR", "arts"]\npost_at', 1), encoding="utf-8"
    )
    first, second = (channel.plan for channel in load_settings(path).channels)
    assert first.scope.prefer == {"IR", "arts"}
    assert not first.tells_as(second)


def test_a_site_has_a_folder_and_an_address(tmp_path: Path) -> None:
    """The folder is relative to the settings, and every channel knows the address."""
    path = tmp_path / "onthisday.toml"
    site = 'site = { out = "public", base_url = "https://example.org/days" }\n'
    path.write_text(site + GOOD.replace("post_at", 'card = "lead"\npost_at', 1), encoding="utf-8")
    found = load_settings(path)
    assert found.site is not None
    assert (found.site.out, found.site.base_url) == (
        tmp_path / "public",
        "https://example.org/days/",
    )
    assert [(plan.card, plan.site) for plan in found.plans] == [
        (True, found.site.base_url),
        (False, found.site.base_url),
    ]


def test_editors_have_an_evening_unless_another_time_is_set(tmp_path: Path) -> None:
    """18:00 by default, and no need of a yes; both can be set, and the token is needed."""
    path = tmp_path / "onthisday.toml"
    x_alone = GOOD[GOOD.rindex("[[channels]]") :]
    head = 'timezone = "Asia/Tehran"\ndatabase = "sqlite:///a.db"\ndataset = "a.toml"\n'
    path.write_text(f"{head}editors_chat = -1005\n{x_alone}", encoding="utf-8")
    settings = load_settings(path)
    assert settings.editors == Editors(-1005, time(18, 0), approval=False)
    with pytest.raises(ConfigError, match="TELEGRAM_TOKEN: missing; needed by editors_chat"):
        load_secrets(settings, {name: SECRETS[name] for name in SECRETS if name[0] == "X"})
    more = 'preview_at = "17:30"\napproval = "required"\n'
    path.write_text(f"{head}editors_chat = -1005\n{more}{x_alone}", encoding="utf-8")
    assert load_settings(path).editors == Editors(-1005, time(17, 30), approval=True)


def test_a_second_channel_on_the_same_account_is_refused(tmp_path: Path) -> None:
    """X forbids it, whether the variables or the accounts are the same."""
    more = '\n[[channels]]\nname = "x2"\nplatform = "x"\npost_at = "10:00"\n'
    assert "x2: the same X account as x" in faults_of(tmp_path, GOOD + more)[0]
    path = tmp_path / "onthisday.toml"
    path.write_text(GOOD + more + 'credentials = "X_FA"\n', encoding="utf-8")
    environ = SECRETS | {key.replace("X_", "X_FA_"): value for key, value in SECRETS.items()}
    with pytest.raises(ConfigError, match="x2: the same X account as x"):
        load_secrets(load_settings(path), environ)


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    """Three faults are three sentences, each with its line."""
    text = GOOD.replace("Europe/London", "Mars").replace("09:03", "9").replace('"x"', '"y"', 2)
    found = faults_of(tmp_path, text)
    assert len(found) == 4
    assert all(fault.split(":")[1].isdigit() for fault in found)


def test_a_fault_in_a_table_has_its_line_wherever_the_table_is(tmp_path: Path) -> None:
    """Above the channels in one line, or below them under a header of its own."""
    path = tmp_path / "onthisday.toml"
    path.write_text(GOOD + "\n[site]  # the pages\nout = 3\n", encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load_settings(path)
    last = path.read_text(encoding="utf-8").count("\n")
    assert [fault.partition(": ")[0] for fault in refused.value.faults] == [
        f"{path}:{last}",
        f"{path}:{last - 1}",
    ]


def test_missing_secrets_are_all_named_and_their_values_never() -> None:
    """Every missing or wrong variable is named; no value is repeated."""
    settings = load_settings(EXAMPLE)
    with pytest.raises(ConfigError) as told:
        load_secrets(settings, {"TELEGRAM_TOKEN": "secret-but-wrong", "X_BASE_URL": "nonsense"})
    faults = told.value.faults
    assert [fault.split(": ")[1] for fault in faults] == [
        "TELEGRAM_TOKEN",
        "X_CONSUMER_KEY",
        "X_CONSUMER_SECRET",
        "X_ACCESS_TOKEN",
        "X_ACCESS_TOKEN_SECRET",
        "X_BASE_URL",
    ]
    assert "secret-but-wrong" not in str(told.value)


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("name", ["TELEGRAM_TOKEN", "X_CONSUMER_SECRET"])
def test_a_secret_in_quotation_marks_is_told_so(name: str, quote: str) -> None:
    """Docker's env files keep them; systemd's take them away."""
    quoted = {**SECRETS, name: f"{quote}{SECRETS[name]}{quote}"}
    with pytest.raises(ConfigError, match=f"{name}: stands in quotation marks") as told:
        load_secrets(load_settings(EXAMPLE), quoted)
    assert SECRETS[name] not in str(told.value)


def test_secrets_have_no_representation() -> None:
    """Printing the object shows none of them, and the log blots each of them out."""
    secrets = load_secrets(load_settings(EXAMPLE), SECRETS)
    shown = repr(secrets) + str(secrets)
    assert not any(value in shown for value in SECRETS.values())
    line = redacted(f"GET https://api.telegram.org/bot{TOKEN}/getMe", secrets.values)
    assert TOKEN not in line


@pytest.mark.parametrize(
    ("telegram", "x", "local"),
    [
        ("http://127.0.0.1:8081", "http://localhost:1", True),
        ("http://127.0.0.1:8081", "", False),
        ("", "http://127.0.0.1:1", False),
        ("https://example.org", "http://[::1]:1", False),
    ],
)
def test_drills_know_whether_every_server_is_local(telegram: str, x: str, local: bool) -> None:
    """One base address elsewhere is enough to refuse a drill."""
    environ = SECRETS | {"TELEGRAM_BASE_URL": telegram, "X_BASE_URL": x}
    assert load_secrets(load_settings(EXAMPLE), environ).all_local is local


def test_a_secret_is_never_sent_in_the_clear_to_another_machine() -> None:
    """http is for this machine only."""
    environ = SECRETS | {"TELEGRAM_BASE_URL": "http://example.org"}
    with pytest.raises(ConfigError, match="expected https"):
        load_secrets(load_settings(EXAMPLE), environ)
