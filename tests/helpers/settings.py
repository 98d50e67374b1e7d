"""The settings of a service with a channel on each platform."""

from __future__ import annotations

from pathlib import Path


def settings_file(
    folder: Path, more: str = "", *, zone: str = "Europe/London", post_at: str = "09:03"
) -> Path:
    """The file of settings in a folder, with ``more`` lines above its channels."""
    path = folder / "onthisday.toml"
    path.write_text(
        f"""\
timezone = "{zone}"
database = "sqlite:///ledger.db"
dataset = "events.toml"
{more}
[[channels]]
name = "telegram"
platform = "telegram"
target = "@on_this_day"
post_at = "{post_at}"
[[channels]]
name = "x"
platform = "x"
post_at = "{post_at}"
""",
        encoding="utf-8",
    )
    return path
