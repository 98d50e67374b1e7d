"""Tools that npm has, kept in the project's cache: tests skip aloud where they cannot be had."""

from __future__ import annotations

import subprocess

import pytest
from filelock import FileLock

from tests.conftest import ROOT

CACHE = ROOT / ".cache" / "npm"


def npm_package(name: str) -> str:
    """The folder of a package, installed by its name if it is not there yet."""
    folder = CACHE / "node_modules" / name
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / ".lock"):
        if not folder.is_dir():
            command = ["npm", "install", "--prefix", str(CACHE), "--ignore-scripts", "--no-audit"]
            try:
                subprocess.run(
                    [*command, "--no-fund", name], check=True, capture_output=True, timeout=300
                )
            except (OSError, subprocess.SubprocessError) as fault:
                pytest.skip(f"{name} cannot be had from npm: {fault}")
    return str(folder)
