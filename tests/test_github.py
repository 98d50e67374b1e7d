"""What contributors meet: the annotated record, the forms and the workflows, checked offline."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot import toml
from bot.authoring.lint.linter import find
from bot.authoring.lint.tolerant_reader import read_bytes
from bot.cli.commands import COMMANDS
from bot.cli.group import cli
from bot.dataset.schema import KEYS
from tests.conftest import ROOT, toml_of

FOLDER = ROOT / ".github"
CONTRIBUTING = (FOLDER / "CONTRIBUTING.md").read_text(encoding="utf-8")
WORKFLOWS = sorted(FOLDER.glob("workflows/*.yml"))
SCHEMAS = dict.fromkeys(WORKFLOWS, "github-workflows") | {
    path: "github-issue-config" if path.stem == "config" else "github-issue-forms"
    for path in sorted(FOLDER.glob("ISSUE_TEMPLATE/*.yml"))
}
TOOL = shutil.which("check-jsonschema", path=str(Path(sys.executable).parent))
heavy = pytest.mark.skipif(TOOL is None, reason="its tools are in the dependency group heavy")


def test_the_annotated_record_has_no_finding() -> None:
    """What newcomers copy is right, and has every key that a new entry usually has."""
    record = CONTRIBUTING.split("```toml\n")[1].split("```")[0]
    earlier = toml_of(("israel-invades-lebanon-1982", "06-06", 1982))
    document = read_bytes(f"{earlier}\n{record}".encode(), "FILE")
    findings = find(document, today=date(2027, 1, 1))
    assert [finding for finding in findings if finding.line > document.starts[1]] == []
    rare = "brief lead calendar solar hijri picture corrections retracted".split()
    assert list(document.records[1]) == [key for key in KEYS if key not in rare]


def test_there_are_five_steps() -> None:
    """No more than a newcomer keeps in mind."""
    assert re.findall(r"^(\d)\. \*\*", CONTRIBUTING, re.MULTILINE) == list("12345")


@pytest.mark.parametrize("path", [FOLDER / "CONTRIBUTING.md", *WORKFLOWS], ids=lambda p: p.stem)
def test_every_command_that_is_named_exists(path: Path) -> None:
    """With its options."""
    for name, rest in re.findall(r"onthisday ([a-z]+)([^`\n|>]*)", path.read_text("utf-8")):
        assert name in COMMANDS
        shown = CliRunner().invoke(cli, [name, "--help"]).output
        assert all(option in shown for option in re.findall(r"--[a-z]+", rest))


@pytest.mark.network
@heavy
@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_github_would_take_it(path: Path) -> None:
    """By the published schemas of workflows and issue forms."""
    words = [str(TOOL), "--builtin-schema", f"vendor.{SCHEMAS[path]}", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def parsed(path: Path) -> dict[str, Any]:
    """A workflow as its values."""
    yaml = pytest.importorskip("ruamel.yaml")
    found: dict[str, Any] = yaml.YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_no_more_than_it_needs(path: Path) -> None:
    """Only the comment may write, and only comments; every job ends; no secret stays on disk."""
    flow = parsed(path)
    [job] = flow["jobs"].values()
    granted = flow["permissions"] | job.get("permissions", {})
    writes = {scope for scope, right in granted.items() if right == "write"}
    assert writes == ({"pull-requests"} if path.stem == "preview" else set())
    assert job["timeout-minutes"] <= 180
    [checkout] = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert checkout["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_what_strangers_wrote_is_never_run(path: Path) -> None:
    """No expression is inside a script, and the comment's job checks out no pull request."""
    flow = parsed(path)
    steps = [step for job in flow["jobs"].values() for step in job["steps"]]
    assert not any("${{" in step.get("run", "") for step in steps)
    assert not any("ref" in step.get("with", {}) for step in steps)


def run_script(name: str, folder: Path, number: str) -> subprocess.CompletedProcess[str]:
    """A step's script of the preview, unchanged but for ``uv run``."""
    flow = parsed(FOLDER / "workflows" / "preview.yml")
    [script] = [s["run"] for s in flow["jobs"]["preview"]["steps"] if s.get("name") == name]
    script = script.replace("uv run --no-sync onthisday", f"{sys.executable} -m bot")
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(folder),
        "NUMBER": number,
    }
    words = ["bash", "-e", "-c", script]
    return subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.network
def test_the_preview_reads_a_pull_request_as_data(tmp_path: Path) -> None:
    """The script of the workflow, with real git: only what the pull request changed is shown."""
    from tests.authoring.test_linter import git

    old, new = ("first", "05-20", 1983), ("second", "05-21", 1984)
    origin, here = tmp_path / "origin", tmp_path / "here"
    (origin / "data").mkdir(parents=True)
    file = origin / "data" / "events.toml"
    file.write_text(toml_of(old), encoding="utf-8")
    git(origin, "init", "-qb", "main")
    git(origin, "add", ".")
    git(origin, "commit", "-qm", "data")
    git(origin, "checkout", "-qb", "change")
    file.write_text(toml_of(old, new), encoding="utf-8")
    git(origin, "commit", "-qam", "change")
    git(origin, "update-ref", "refs/pull/7/head", "HEAD")
    git(origin, "checkout", "-q", "main")
    file.write_text(toml_of(("other", "05-01", 1900), old), encoding="utf-8")
    git(origin, "commit", "-qam", "meanwhile")
    git(tmp_path, "clone", "-q", str(origin), str(here))
    done = run_script("The posts", here, "7")
    assert done.returncode == 0, done.stderr
    comment = (here / "comment.md").read_text(encoding="utf-8")
    assert toml.parse((here / "data" / "events.toml").read_text(encoding="utf-8"))
    assert comment.startswith("### 1 entry touched, ")
    assert "#### `second` (new)" in comment
    assert "`other`" not in comment
