"""The list of a build's files that lies in the folder: by it the folder is known to be ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from bot.site.site import SiteError

NAME = ".onthisday-site.json"
LOCK = ".onthisday-site.lock"
STAGING = ".onthisday-site.new"
_VERSION = 1


def read(out: Path) -> dict[str, str]:
    """The key of each file of the last build, by path; none for an empty folder or none at all.

    SiteError for a folder that was not built by this program: nothing in it is touched.
    """
    listing = out / NAME
    try:
        if not out.exists() or {path.name for path in out.iterdir()} <= {LOCK, STAGING}:
            return {}
        found = json.loads(listing.read_text(encoding="utf-8"))
        if found["version"] == _VERSION:
            return {str(path): str(key) for path, key in found["files"].items()}
    except NotADirectoryError:
        raise SiteError(f"{out}: a file is in the way; name a folder") from None
    except FileNotFoundError:
        raise SiteError(
            f"{out}: not empty, and not a site of this program ({NAME} is missing): "
            "nothing was touched; name a new folder"
        ) from None
    except OSError as fault:
        raise SiteError(f"{out}: cannot be read: {fault.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SiteError(f"{listing}: damaged; remove {out} and build again") from None
    raise SiteError(f"{listing}: of another version; remove {out} and build again")


def write(out: Path, files: Mapping[str, str]) -> None:
    """Replace the list, at once and whole."""
    fresh = out / f"{NAME}.new"
    listing = {"version": _VERSION, "files": dict(sorted(files.items()))}
    fresh.write_text(json.dumps(listing, indent=0), encoding="utf-8")
    fresh.replace(out / NAME)
