"""Rules for values read from TOML, as small functions that are combined into tables.

A rule takes a value and returns its problems: none is ``OK``. The dataset's schema and the
settings are both written with these, so that one kind of fault has one wording everywhere.
Rules run over every value of a large file, so a valid value takes the fast path.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong: ``path`` below the key (such as ``[2].url``), and the sentence."""

    path: str
    sentence: str


Rule = Callable[[Any], Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class Described:
    """A rule that says in the words of JSON Schema, too, what it accepts: editors read those."""

    check: Rule
    json: Mapping[str, Any]

    def __call__(self, value: Any) -> Sequence[Problem]:
        """The problems of a value."""
        return self.check(value)


def bare(rule: Rule) -> Rule:
    """The quickest way to call a rule."""
    return rule.check if isinstance(rule, Described) else rule


def json_of(rule: Rule) -> dict[str, Any]:
    """The JSON Schema of a rule; one that accepts anything where the rule has none."""
    return dict(rule.json) if isinstance(rule, Described) else {}


OK: tuple[Problem, ...] = ()
_JOINERS = {0x200C: None, 0x200D: None}  # Persian and Urdu words are spelt with them
UNKNOWN = 10  # unknown keys of one table that are each reported
SHOWN = 60  # characters of a wrong value that a sentence repeats


def shown(value: object) -> str:
    """The value for a sentence: as TOML has it, one line, not long."""
    text = "nothing" if value is None else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."


def expected(what: str, value: object) -> tuple[Problem]:
    """The problem that every rule returns: what was expected and what was there."""
    return (Problem("", f"expected {what}, got {shown(value)}"),)


def text(most: int, *, least: int = 1) -> Rule:
    """A string of ``least`` to ``most`` characters, without control characters or outer spaces."""
    what = f"a text of {least} to {most} characters"

    def check(value: Any) -> Sequence[Problem]:
        if type(value) is not str:
            return expected(what, value)
        if least <= len(value) <= most and value.isprintable() and value == value.strip():
            return OK
        if not least <= len(value) <= most:
            return (Problem("", f"expected {what}, got {len(value)}: {shown(value)}"),)
        if value == value.strip() and value.translate(_JOINERS).isprintable():
            return OK
        return expected("one line without control characters or outer spaces", value)

    return Described(check, {"type": "string", "minLength": least, "maxLength": most})


def matching(pattern: str, what: str) -> Rule:
    """A string that the whole of ``pattern`` matches; ``what`` names that in words."""
    match = re.compile(pattern).fullmatch

    def check(value: Any) -> Sequence[Problem]:
        return OK if type(value) is str and match(value) else expected(what, value)

    return Described(check, {"type": "string", "pattern": f"^(?:{pattern})$"})


def accepted(test: Callable[[Any], bool], what: str) -> Rule:
    """A value for which ``test`` is true; ``what`` names that in words."""

    def check(value: Any) -> Sequence[Problem]:
        return OK if test(value) else expected(what, value)

    return check


def flag() -> Rule:
    """A yes or a no."""

    def check(value: Any) -> Sequence[Problem]:
        return OK if type(value) is bool else expected("true or false", value)

    return Described(check, {"type": "boolean"})


def whole(low: int, high: int, *, but: Iterable[int] = ()) -> Rule:
    """A whole number from ``low`` to ``high``, not one of ``but``."""
    barred = frozenset(but)
    what = f"a whole number from {low} to {high}" + "".join(f", not {n}" for n in sorted(barred))

    def check(value: Any) -> Sequence[Problem]:
        fine = type(value) is int and low <= value <= high and value not in barred
        return OK if fine else expected(what, value)

    json = {"type": "integer", "minimum": low, "maximum": high}
    return Described(check, json | ({"not": {"enum": sorted(barred)}} if barred else {}))


def one_of(words: Iterable[str], *, what: str = "") -> Rule:
    """One of a few known words; a near miss is named."""
    words = tuple(words)
    known = frozenset(words)
    what = what or "one of " + ", ".join(sorted(known))

    def check(value: Any) -> Sequence[Problem]:
        if type(value) is str and value in known:
            return OK
        return expected(what + did_you_mean(value, known), value)

    return Described(check, {"type": "string", "enum": list(words)})


def did_you_mean(value: object, known: Iterable[str]) -> str:
    """`` (did you mean "islam"?)`` if a known word is close to the value, or nothing."""
    near = difflib.get_close_matches(str(value), list(known), n=1) if value else []
    return f' (did you mean "{near[0]}"?)' if near else ""


def list_of(rule: Rule, *, least: int = 0, most: int = 1000) -> Rule:
    """A list of ``least`` to ``most`` distinct values that each pass ``rule``."""

    quick = bare(rule)

    def check(value: Any) -> Sequence[Problem]:
        if type(value) is not list:
            return expected('a list, such as ["..."]', value)
        if not least <= len(value) <= most:
            return (Problem("", f"expected {least} to {most} items, got {len(value)}"),)
        found: list[Problem] = []
        for n, item in enumerate(value, 1):
            if problems := quick(item):
                found += [Problem(f"[{n}]{p.path}", p.sentence) for p in problems]
            elif n > 1 and item in value[: n - 1]:
                found.append(Problem(f"[{n}]", f"expected each item once, got {shown(item)} again"))
        return found or OK

    json = {"type": "array", "items": json_of(rule), "minItems": least, "uniqueItems": True}
    return Described(check, json)


def unknown_keys(names: Sequence[str], known: Iterable[str]) -> Iterator[Problem]:
    """The keys of a table that it should not have, the first ``UNKNOWN`` each with what is known.

    Looking for the nearest known word takes too long for hundreds of thousands.
    """
    known = tuple(known)
    for name in names[:UNKNOWN]:
        hint = did_you_mean(name, known) or f" (known: {', '.join(known)})"
        yield Problem(f".{name}", f"unknown key{hint}")
    if rest := names[UNKNOWN:]:
        yield Problem(f".{rest[0]}", f"{len(rest)} more unknown keys, this one first")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table: the rule of its value, whether it must be there, and what it is for."""

    rule: Rule
    help: str
    required: bool = False


def table(keys: Mapping[str, Key]) -> Rule:
    """A table with these keys and no others, each as its own rule has it."""
    required = tuple(name for name, key in keys.items() if key.required)
    rules = {name: bare(key.rule) for name, key in keys.items()}

    def check(value: Any) -> Sequence[Problem]:
        if type(value) is not dict:
            return expected("a table", value)
        found: list[Problem] = []
        unknown: list[str] = []
        for name, item in value.items():
            rule = rules.get(name)
            if rule is None:
                unknown.append(name)
            elif problems := rule(item):
                found += [Problem(f".{name}{p.path}", p.sentence) for p in problems]
        if unknown:
            found = [*unknown_keys(unknown, rules), *found]
        found += [
            Problem(f".{name}", f"missing; expected {keys[name].help}")
            for name in required
            if name not in value
        ]
        return found or OK

    properties = {name: json_of(key.rule) | {"description": key.help} for name, key in keys.items()}
    json = {"type": "object", "properties": properties, "additionalProperties": False}
    return Described(check, json | ({"required": list(required)} if required else {}))
