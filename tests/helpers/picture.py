"""The README's picture of the sample page: ``uv run python -m tests.helpers.picture``."""

from __future__ import annotations

import io
import shutil
import tempfile
from datetime import date
from pathlib import Path

from bot.dataset import load
from bot.site.builder import build
from bot.site.site import Site, SiteConfig
from tests.conftest import DATASET, ROOT
from tests.helpers.web import served

PICTURE = ROOT / ".github" / "sample-page.png"
DAY = date(2027, 5, 28)


def main() -> None:
    """Build the site, open the sample page in Chromium, and keep what a reader sees first."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        out = Path(folder) / "site"
        build(Site(load(DATASET), SiteConfig(), DAY), out)
        chromium = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = chromium.new_page(viewport={"width": 1120, "height": 640}, color_scheme="light")
        page.clock.set_fixed_time(f"{DAY}T12:00:00Z")
        with served(out, root="/") as address:
            page.goto(f"{address}demo/", wait_until="networkidle")
            shot = page.screenshot()
        chromium.close()
    with Image.open(io.BytesIO(shot)) as picture:
        few = picture.convert("RGB").quantize(24, dither=Image.Dither.NONE)
    few.save(PICTURE, "PNG", optimize=True)
    print(f"{PICTURE}: {PICTURE.stat().st_size:,} bytes")  # noqa: T201


if __name__ == "__main__":
    main()
