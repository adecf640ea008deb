"""Sets of criteria as texts: the levels of a scale one a line, and the ready sets of the house."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.paths import resource
from isodesk.registers.significance import YES_NO, Band, Criteria, Input, Level, Method, Role, plain

MOST_LEVELS = 20
_LEVEL = re.compile(r"\s*([-−]?\d+(?:[.,]\d+)?)\s*(?:[:=–.)]|-\s)?\s*(.*\S)?\s*")


def read_levels(text: str) -> tuple[Level, ...]:
    """`1 Hardly any; 2 Some` (also one a line, `1 = …`, `1: …`), the lowest first. Refused with
    the line that is none, or a number that comes twice."""
    levels: dict[Decimal, Level] = {}
    for line in re.split(r"[;\n]", text):
        if line.strip():
            level = _level(line)
            if level.value in levels:
                number = plain(level.value)
                raise Refused(tr("The scale has {number} twice.", number=number))
            levels[level.value] = level
    if len(levels) > MOST_LEVELS:
        raise Refused(tr("A scale has at most {most} levels.", most=MOST_LEVELS))
    return tuple(levels[value] for value in sorted(levels))


def levels_text(levels: Iterable[Level]) -> str:
    """The levels as `read_levels` takes them."""
    return "; ".join(f"{plain(level.value)} {level.words}".strip() for level in levels)


def _level(line: str) -> Level:
    match = _LEVEL.fullmatch(line)
    if match is None:
        raise Refused(
            tr(
                "“{line}” is no level: begin it with its number, as 1 Hardly any.",
                line=line.strip(),
            )
        )
    number = match[1].replace("−", "-").replace(",", ".")
    return Level(Decimal(number), match[2] or "")


@dataclass(frozen=True)
class ReadySet:
    """A set of criteria to begin from, and what it is good for."""

    criteria: Criteria
    about: str


@cache
def ready_sets() -> tuple[ReadySet, ...]:
    """One for each method, M1 to M9."""
    with resource("starters", "criteria.toml").open("rb") as file:
        return tuple(_ready(each) for each in tomllib.load(file)["set"])


def ready_set(method: Method) -> ReadySet:
    """The ready set of a method."""
    return next(each for each in ready_sets() if each.criteria.method is method)


def _ready(given: Mapping[str, Any]) -> ReadySet:
    criteria = Criteria(
        Method[given["method"].upper()],
        tuple(_input(each) for each in given["inputs"]),
        tuple(_band(each) for each in given["bands"]),
        given.get("formula", ""),
        given["name"],
    )
    return ReadySet(criteria, given["about"])


def _input(given: Mapping[str, Any]) -> Input:
    levels = read_levels("\n".join(given["levels"])) if "levels" in given else YES_NO
    return Input(
        given["key"],
        given["label"],
        levels,
        Role[given.get("role", "score").upper()],
        Decimal(given.get("weight", "1")),
        given.get("group", "").upper(),
    )


def _band(given: Mapping[str, Any]) -> Band:
    return Band(
        Decimal(given["at"]),
        given["word"],
        given.get("significant", False),
        given.get("group", "").upper(),
        given.get("category", "").upper(),
    )
