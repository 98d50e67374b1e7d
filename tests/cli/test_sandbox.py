"""``onthisday sandbox``: what is typed at its prompt does what people do in Telegram."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.group import cli
from tests.conftest import toml_of

RECORDS = [("first", "05-20", 1983), ("second", "05-20", 1498), ("moon", "07-20", 1969)]
pytestmark = pytest.mark.network


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of three entries, two of them on 20 May."""
    path = tmp_path_factory.mktemp("sandbox") / "events.toml"
    path.write_text(toml_of(*RECORDS), encoding="utf-8")
    return path


def shown(dataset: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> list[str]:
    """What the prompt shows at first, and after each line that is typed."""
    from click import testing

    # The input is a terminal's, the output is not: it has no colours.
    monkeypatch.setattr(
        testing._NamedTextIOWrapper, "isatty", lambda stream: stream.name == "<stdin>"
    )
    words = ["sandbox", "--date", "2026-05-20", "--dataset", str(dataset)]
    found = CliRunner().invoke(cli, words, input="".join(f"{line}\n" for line in lines))
    assert found.exit_code == 0, found.output
    answers = re.split(r"^you> (?!/start)", found.stdout, flags=re.MULTILINE)
    assert len(answers) == len(lines) + 2  # the last prompt meets the end of the input
    return answers[:-1]


@pytest.mark.parametrize(
    "talk",
    [
        pytest.param(
            [
                ("1", "No entry is of 1 CE.", ""),
                ("/today", "Title of first", "[4] ⚠ Report an error"),
                ("1979", "No entry is of 1979.", ""),
                ("/today", "Title of second", "[4]"),
                ("1983", "1983: 1 entry", "[1]"),
                ("1", "Title of first", "⚠"),
            ],
            id="a number that is no button's is text",
        ),
        pytest.param(
            [
                ("@onthisdaybot moon", "[1] 1969 · Title of moon", ""),
                ("1", "bot> Monday 20 July 2026", "The text of moon"),
                ("@OnThisDayBot", "[1] 1498 · Title of second\n", "[2] 1983 · Title of first\n"),
                ("2", "bot> Wednesday 20 May 2026", "The text of first"),
                ("@OnThisDayBot qqqqzzz", "(no results)", ""),
                ("@OnThisDayBotany", "bot> ", ""),
            ],
            id="inline answers",
        ),
        pytest.param(
            [
                ("reply: 20 July", "(in a group the bot is told only of commands", ""),
                ("group: /today", "bot> Wednesday 20 May 2026", "[1] ◀ 19 May"),
                ("group: 20 July", "(in a group the bot is told only of commands", ""),
                ("1", "bot> Tuesday 19 May 2026", "[2] 20 May ▶"),
                ("reply: 20 July", "bot> Monday 20 July 2026", "[4] ⚠ Report an error"),
                ("4", "you> /start r_moon\nbot> What is wrong with “Title of moon”?", "Cancel"),
            ],
            id="a group",
        ),
        pytest.param(
            [
                ("post", "[1] More, sources, report an error", ""),
                ("1", "you> /start e_second\nbot> 20 May 1498 · Title of second", "[1] 📅 20 May"),
                ("1", "bot> Wednesday 20 May 2026", "Title of first"),
            ],
            id="the button under the post",
        ),
    ],
)
def test_the_prompt_does_what_people_do_in_telegram(
    dataset: Path, monkeypatch: pytest.MonkeyPatch, talk: list[tuple[str, str, str]]
) -> None:
    """Each line is followed by the words that it leads to."""
    first, *answers = shown(dataset, monkeypatch, *(line for line, _, _ in talk))
    assert all(f"\n  {kind}" in first for kind in ("@OnThisDayBot", "group:", "reply:", "post"))
    for (line, *words), answer in zip(talk, answers, strict=True):
        assert all(word in answer for word in words), (line, answer)
