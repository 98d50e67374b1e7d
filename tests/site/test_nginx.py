"""The configuration for nginx: headers, caching, and what is kept from readers."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.site.rendering import POLICY
from tests.conftest import ROOT
from tests.helpers.ports import free_port

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = [
    pytest.mark.network,
    pytest.mark.skipif(NGINX is None, reason="no nginx: apt-get install nginx-light"),
]


@pytest.fixture(scope="module")
def web(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of nginx with our configuration, which serves the small site."""
    port = free_port()
    folder = tmp_path_factory.mktemp("nginx")
    own = (ROOT / "deploy/nginx-site.conf").read_text(encoding="utf-8")
    own = own.replace("listen 8080", f"listen 127.0.0.1:{port}")
    own = own.replace("/srv/onthisday-site", str(built))
    (folder / "site.conf").write_text(own, encoding="utf-8")
    user = "user root;" if Path("/root").owner() == Path(built).owner() else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/pid; error_log stderr; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; include {folder}/site.conf; }}\n"
    )
    started = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            for _ in range(200):
                with contextlib.suppress(httpx.ConnectError):
                    client.get("/")
                    break
                started.poll()
            yield client
    finally:
        started.terminate()
        started.wait()


def test_pages_have_the_strict_policy_and_nobody_frames_them(web: httpx.Client) -> None:
    """The header says what the page says, and who may frame it; only the box's page may be."""
    page = web.get("/05-20/")
    assert page.status_code == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'self'"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in page.headers
    framed = web.get("/frame/").headers["Content-Security-Policy"]
    assert framed.endswith("frame-ancestors *")


@pytest.mark.parametrize(
    "path", ["/box-1.js", "/box/1/05-20.json", "/fa/box/1/05-20.json", "/feeds/all.ics"]
)
def test_what_other_sites_need_they_may_read(web: httpx.Client, path: str) -> None:
    """The box and its data, feeds and calendars, compressed."""
    answer = web.get(path)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers.get("Content-Encoding") == "gzip"


def test_what_never_changes_is_kept_for_ever(web: httpx.Client, built: Path) -> None:
    """Files with a key in their name; pages are asked for again after minutes."""
    name = next((built / "a").glob("site-*.css")).name
    assert "immutable" in web.get(f"/a/{name}").headers["Cache-Control"]
    assert web.get("/05-20/").headers["Cache-Control"] == "public, max-age=300"


def test_a_missing_page_is_the_sites_own(web: httpx.Client) -> None:
    """And the builder's list is nobody's business."""
    for path in ("/nowhere/", "/.onthisday-site.json", "/.onthisday-site.lock"):
        answer = web.get(path)
        assert answer.status_code == 404
        assert "There is no page here" in answer.text
