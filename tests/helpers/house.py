"""What the files of a package import from one another, read from their text, never run."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path


def module_of(path: Path, root: Path) -> str:
    """The dotted name of a file below ``root``; a package's is that of its folder."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(name: str) -> str:
    """The room of ``bot`` that a dotted name belongs to; empty for another package's."""
    parts = name.split(".")
    return parts[1] if parts[0] == "bot" and len(parts) > 1 else ""


@cache
def imports_of(path: Path) -> frozenset[str]:
    """The full names of what a file imports, wherever the import is, ``from x import y`` as
    ``x.y`` too. ValueError for a relative import, which would hide what it names.
    """
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            if node.level or node.module is None:
                raise ValueError(f"{path}:{node.lineno}: a relative import; name the module whole")
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def vendors_of(path: Path) -> set[str]:
    """The first parts of the names that a file imports, such as ``telegram``."""
    return {name.split(".")[0] for name in imports_of(path)}


def arrows(root: Path) -> dict[str, set[str]]:
    """For each module of ``bot`` below ``root``, the modules of ``bot`` that it imports.

    ``from bot.store import Database`` is an arrow to the package ``bot.store``, unless
    ``bot.store.Database`` is a module.
    """
    files = {module_of(path, root): path for path in sorted((root / "bot").rglob("*.py"))}
    drawn: dict[str, set[str]] = {}
    for module, path in files.items():
        names = imports_of(path)
        longer = {name.rpartition(".")[0] for name in names if name in files}
        drawn[module] = {n for n in names if n in files and n not in longer - _used(names, files)}
        drawn[module].discard(module)
    return drawn


def _used(names: set[str], files: Mapping[str, Path]) -> set[str]:
    """The packages of which something else than a module is imported."""
    return {n.rpartition(".")[0] for n in names if n not in files}


def circles(drawn: Mapping[str, set[str]]) -> list[list[str]]:
    """The groups of two or more modules that import one another, directly or in a round."""
    return sorted(sorted(group) for group in _components(drawn) if len(group) > 1)


def _components(drawn: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """The strongly connected groups: modules that each reach the other."""
    reach = {module: reached(module, drawn) for module in drawn}
    left = set(drawn)
    while left:
        module = min(left)
        group = {other for other in reach[module] if module in reach[other]} | {module}
        left -= group
        yield group


def reached(module: str, drawn: Mapping[str, set[str]]) -> set[str]:
    """Every module that one imports, directly or through others."""
    found: set[str] = set()
    todo = [module]
    while todo:
        for other in drawn.get(todo.pop(), set()) - found:
            found.add(other)
            todo.append(other)
    return found
