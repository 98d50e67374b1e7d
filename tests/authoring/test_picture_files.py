"""What the check says of entries' own pictures."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.authoring.lint.linter import check
from bot.dataset.picture_file import PictureSize, size_of
from tests.conftest import toml_of

Image = pytest.importorskip("PIL.Image", reason="Pillow: uv sync --group heavy")
GOOD = {
    "file": "data/pictures/a-plane.jpg",
    "credit": "Jane Roe",
    "licence": "CC BY-SA 4.0",
    "alt": "A plane over a desert.",
}
FORMATS = {"png": ("PNG", {}), "jpg": ("JPEG", {}), "webp": ("WEBP", {})}


def save(path: Path, size: tuple[int, int] = (1200, 675), **options: Any) -> bytes:
    """A picture of one colour, in the format of its ending; its bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kind = FORMATS[path.suffix[1:]][0]
    Image.new("RGB", size, "#884422").save(path, kind, **options)
    return path.read_bytes()


def said(folder: Path, *given: Mapping[str, str]) -> list[str]:
    """The findings about pictures of a dataset whose entries have these."""
    dataset = folder / "data/events.toml"
    dataset.parent.mkdir(exist_ok=True)
    text = toml_of(*((f"entry-{n}", f"05-2{n}", 1983) for n in range(len(given))))
    for picture in given:
        values = ", ".join(f'{key} = "{value}"' for key, value in picture.items())
        text = text.replace("weight = 3\n", f"weight = 2\npicture = {{ {values} }}\n", 1)
    dataset.write_text(text, encoding="utf-8")
    _, findings = check(dataset)
    return [str(f).partition(": ")[2] for f in findings if f.key.startswith("picture")]


@pytest.mark.parametrize("ending", FORMATS)
def test_a_good_picture_is_fine(ending: str, tmp_path: Path) -> None:
    """In each of the three formats."""
    save(tmp_path / f"data/pictures/a-plane.{ending}")
    assert said(tmp_path, {**GOOD, "file": f"data/pictures/a-plane.{ending}"}) == []


VALUES = {
    "an unknown licence": ({"licence": "CC BY-NC 4.0"}, "picture.licence: expected one of"),
    "no credit": ({"credit": ""}, "picture.credit: expected"),
    "no words": ({"alt": ""}, "picture.alt: expected"),
    "another folder": ({"file": "data/plane.jpg"}, "picture.file: expected a file such as"),
    "out of the folder": (
        {"file": "data/pictures/../../secret.jpg"},
        "picture.file: expected a file such as",
    ),
    "another format": ({"file": "data/pictures/a.gif"}, "picture.file: expected a file such as"),
    "an unknown key": ({"source": "x"}, "picture.source: unknown key"),
}


@pytest.mark.parametrize("case", VALUES)
def test_a_wrong_value_is_told(case: str, tmp_path: Path) -> None:
    """With its key and what was expected."""
    change, words = VALUES[case]
    save(tmp_path / "data/pictures/a-plane.jpg")
    [found] = said(tmp_path, {**GOOD, **change})
    assert words in found


@pytest.mark.parametrize("key", GOOD)
def test_every_part_is_needed(key: str, tmp_path: Path) -> None:
    """A picture without its credit is a stolen one."""
    save(tmp_path / "data/pictures/a-plane.jpg")
    [found] = said(tmp_path, {name: value for name, value in GOOD.items() if name != key})
    assert f"picture.{key}: missing" in found


SIZES = {
    (500, 400): "500 x 400; the longer side needs 600 to 4,000",
    (4200, 2000): "4200 x 2000; the longer side needs",
    (1200, 300): "1200 x 300: too narrow",
    (300, 1200): "300 x 1200: too narrow",
}


@pytest.mark.parametrize("size", SIZES)
def test_a_size_that_cannot_be_shown_is_told(size: tuple[int, int], tmp_path: Path) -> None:
    """Too small, too large, too narrow."""
    save(tmp_path / "data/pictures/a-plane.jpg", size)
    [found] = said(tmp_path, GOOD)
    assert SIZES[size] in found


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By its name."""
    [found] = said(tmp_path, GOOD)
    assert "data/pictures/a-plane.jpg cannot be read: No such file" in found


def test_a_file_that_is_not_what_its_name_says_is_told(tmp_path: Path) -> None:
    """Neither another format nor no picture at all passes for one."""
    path = tmp_path / "data/pictures/a-plane.jpg"
    save(path.with_suffix(".png")).startswith(b"\x89PNG")
    path.with_suffix(".png").rename(path)
    assert "is png inside" in said(tmp_path, GOOD)[0]
    path.write_bytes(b"<svg/>")
    assert "is no PNG, JPEG or WebP inside" in said(tmp_path, GOOD)[0]


def test_a_file_that_is_too_large_is_told(tmp_path: Path) -> None:
    """X takes no more than 5 MB."""
    path = tmp_path / "data/pictures/a-plane.jpg"
    path.write_bytes(save(path) + os.urandom(5_000_000))
    assert "at most 5,000,000 are taken" in said(tmp_path, GOOD)[0]


def test_a_picture_of_two_entries_is_told(tmp_path: Path) -> None:
    """What can be seen in it is told of one."""
    save(tmp_path / "data/pictures/a-plane.jpg")
    [found] = said(tmp_path, GOOD, GOOD)
    assert "is the picture of entry-0 already" in found


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.png", {}),
        ("a.jpg", {}),
        ("a.jpg", {"progressive": True}),
        ("a.jpg", {"exif": b"Exif\0\0" + bytes(3000)}),
        ("a.webp", {}),
        ("a.webp", {"lossless": True}),
        ("a.webp", {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"}),
    ],
)
def test_the_size_is_read_from_the_first_bytes(
    name: str, options: dict[str, Any], tmp_path: Path
) -> None:
    """Of each format in the forms that programs write."""
    content = save(tmp_path / name, (801, 603), **options)
    assert size_of(content) == PictureSize(name[2:], 801, 603)
    assert [size_of(content[:n]) for n in (0, 3, 12)] == [None] * 3
