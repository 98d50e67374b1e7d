"""``why`` and ``preview --year``: what the choice comes to, as an editor reads it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.local_service import NINE, World
from bot.store import Decision, Wish
from tests.cli.test_cli import folder, run, world

__all__ = ["folder", "world"]  # the fixtures


@pytest.mark.usefixtures("folder")
def test_the_leads_of_a_year_come_as_a_table_or_for_programs() -> None:
    """A line for each day that has a lead; what happened on a leap day is marked on the 28th."""
    found = json.loads(run("preview", "--year", "2027", "--json").output)
    assert [list(lead) for lead in found] == [["date", "id", "weight", "years", "why"]] * 2
    assert (found[0]["date"], found[0]["id"]) == ("2027-02-28", "leap")
    assert (found[0]["weight"], found[0]["years"]) == (3, 67)
    lines = run("preview", "--year", "2027").output.splitlines()
    assert [line.split()[:4] for line in lines[:2]] == [
        ["date", "weight", "years", "lead"],
        ["2027-02-28", "3", "67", "(29"],
    ]
    assert "Title of leap" in lines[1]
    assert len(json.loads(run("preview", "--year", "2028", "--json").output)) == 2
    assert json.loads(run("preview", "--year", "900", "--json").output) == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2027-02-28"], "Sunday 28 February 2027: (29 February) Title of leap (leap)\nNothing"),
        (["05-20"], "The only other that may lead"),
        (["05-21"], "There is nothing to tell.\n"),
        (["05-20", "--channel", "x"], "The only other that may lead"),
    ],
)
def test_why_a_lead_leads(words: list[str], said: str) -> None:
    """The lead, and a sentence or two."""
    found = run("why", *words)
    assert found.exit_code == 0
    assert said in found.output


@pytest.mark.usefixtures("folder")
def test_a_channel_that_is_not_there_is_named() -> None:
    """And so are those that are."""
    found = run("why", "05-20", "--channel", "nope")
    assert found.exit_code == 2
    assert "no channel nope; the settings have: telegram, x" in found.output


def test_why_heeds_what_editors_decided(world: World) -> None:
    """For the channel whose post it is."""
    on = date(2099, 5, 20)
    before = run("why", str(on), "--channel", "x").output
    lead = before.split("(")[1].split(")")[0]
    world.database.decisions.decide([Decision("x", on, Wish.OTHER_LEAD, lead, "Aisha (7)", NINE)])
    assert f"Editors did not want {lead} to lead" in run("why", str(on), "--channel", "x").output
    assert run("why", str(on)).output == before
