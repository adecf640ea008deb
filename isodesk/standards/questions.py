"""The shipped audit questions, by clause and by process, read from `resources/checklists` lazily.

One bank serves every standard and edition: a question names each clause that it answers,
so that an integrated audit asks it once and counts it for both. All words are isodesk's
own, since the standards' texts are ISO's copyright.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from isodesk.paths import resource
from isodesk.standards.clauses import ClauseRef, parse_ref
from isodesk.standards.trees import KNOWN


@dataclass(frozen=True)
class Question:
    """One thing to ask, answered Conform or not; a yes is Conform.

    `clauses` stand in the order of KNOWN, the first being where it is asked; `purpose` is
    one sentence, `look`, `evidence` and `typical` are what to look for, what to ask to see,
    and typical nonconformities, in short phrases.
    """

    key: str
    clauses: tuple[ClauseRef, ...]
    ask: str
    purpose: str
    look: tuple[str, ...]
    evidence: tuple[str, ...]
    typical: tuple[str, ...]


@dataclass(frozen=True)
class ProcessList:
    """The questions asked at one place of work, in the order of the walk; `about` says where."""

    key: str
    title: str
    about: str
    questions: tuple[Question, ...]


@cache
def bank() -> tuple[Question, ...]:
    """Every question by clause, chapter by chapter; none is there twice."""
    return tuple(_question(row) for file in _files("bank") for row in _read(file))


@cache
def process_lists() -> tuple[ProcessList, ...]:
    """The checklists by process, by title."""
    lists = [_process(_read(file)) for file in _files("process")]
    return tuple(sorted(lists, key=lambda each: each.title))


def selected(criteria: frozenset[tuple[str, str]]) -> tuple[Question, ...]:
    """The bank's questions for these (standard, edition) pairs, in the order of the clauses.

    Where one number means something else in the other standard, ISO 9001 comes first.
    A pair that isodesk does not know selects nothing.
    """
    return tuple(sorted(within(bank(), criteria), key=_place))


def within(
    questions: Iterable[Question], criteria: frozenset[tuple[str, str]]
) -> tuple[Question, ...]:
    """Those with a clause in one of these (standard, edition) pairs, their clauses cut to them."""
    cut = (replace(each, clauses=_inside(each.clauses, criteria)) for each in questions)
    return tuple(each for each in cut if each.clauses)


def _inside(
    refs: tuple[ClauseRef, ...], criteria: frozenset[tuple[str, str]]
) -> tuple[ClauseRef, ...]:
    return tuple(ref for ref in refs if (ref.standard, ref.edition) in criteria)


def _place(question: Question) -> tuple[list[int], int]:
    first = question.clauses[0]
    return [int(part) for part in first.number.split(".")], _rank(first)


def _rank(ref: ClauseRef) -> int:
    return KNOWN.index((ref.standard, ref.edition))


def _process(raw: dict[str, Any]) -> ProcessList:
    questions = tuple(_question(row) for row in raw["questions"])
    return ProcessList(raw["key"], raw["title"], raw["about"], questions)


def _question(row: dict[str, Any]) -> Question:
    return Question(
        row["key"],
        tuple(sorted(map(parse_ref, row["clauses"]), key=_rank)),
        row["ask"],
        row["purpose"],
        *(tuple(row[part]) for part in ("look", "evidence", "typical")),
    )


def _files(folder: str) -> list[Path]:
    return sorted(resource("checklists", folder).glob("*.json"))


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
