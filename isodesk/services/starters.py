"""Starter sets of registers: rows in our own words to begin with, never forced."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from isodesk import paths
from isodesk.core.problems import Refused
from isodesk.core.record import Record
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_settling import settle
from isodesk.services.entry_writing import add
from isodesk.services.typed import typed_values
from isodesk.store.unit import Unit

if TYPE_CHECKING:
    from isodesk.standards.questions import Question

Texts = dict[str, str]


@dataclass(frozen=True)
class OfferedSet:
    """A set as it is offered: of which register, how many rows it has and how many of them the
    register has already."""

    kind: str
    register: str
    group: str
    name: str
    rows: int
    known: int


@dataclass(frozen=True)
class StarterRow:
    """One row as typed text by field, and its lines by their key."""

    texts: Texts
    lines: Mapping[str, Sequence[Texts]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.texts["title"]


@dataclass(frozen=True)
class StarterSet:
    """A set of rows for one register, and its name."""

    name: str
    rows: tuple[StarterRow, ...]


class Starters:
    """The sets that come with isodesk."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def of(self, kind: str) -> tuple[StarterSet, ...]:
        """The sets of a register; none for most of the officer's own."""
        return sets_of(kind)

    def offered(self, systems: int = 3) -> tuple[OfferedSet, ...]:
        """Every set of every register of these systems, in the order of the navigation."""
        return tuple(
            OfferedSet(
                register.key,
                register.title,
                register.group.value,
                each.name,
                len(each.rows),
                len(self._places_known(register.key, each)),
            )
            for register in self._catalogue.every()
            if register.systems & systems
            for each in self.of(register.key)
        )

    def known(self, kind: str, name: str) -> frozenset[int]:
        """The places of the rows of a set that stand in the register already, by their title."""
        return self._places_known(kind, self._set(kind, name))

    def take(self, kind: str, name: str, rows: Sequence[int]) -> tuple[int, ...]:
        """Those rows of a set, by their places, as drafts; answers their ids. A row whose title
        stands in the register already is left out."""
        register, chosen = self._catalogue.get(kind), self._set(kind, name)
        known = self._places_known(kind, chosen)
        with self._desk.unit(tr("Started from a set: {name}", name=tr(name))) as unit:
            return tuple(_put(unit, register, chosen.rows[at]) for at in rows if at not in known)

    def _set(self, kind: str, name: str) -> StarterSet:
        found = next((each for each in self.of(kind) if each.name == name), None)
        if found is None:
            raise Refused("There is no such set.")
        return found

    def _places_known(self, kind: str, chosen: StarterSet) -> frozenset[int]:
        titles = self._titles(kind)
        return frozenset(at for at, row in enumerate(chosen.rows) if row.title.casefold() in titles)

    def _titles(self, kind: str) -> frozenset[str]:
        rows = self._desk.file.reader().execute(
            "SELECT title FROM record WHERE kind = ? AND title IS NOT NULL AND state <> 'void'",
            (kind,),
        )
        return frozenset(str(row[0]).casefold() for row in rows.fetchall())


@cache
def sets_of(kind: str) -> tuple[StarterSet, ...]:
    """The sets that are shipped for a register."""
    if kind in _MADE:
        return _MADE[kind]()
    path = paths.resource("starters", "registers", f"{kind}.json")
    if not kind.isidentifier() or not path.exists():
        return ()
    told = json.loads(path.read_text(encoding="utf-8"))
    return tuple(StarterSet(each["set"], tuple(map(_row, each["rows"]))) for each in told)


def row_values(register: Register, row: StarterRow) -> dict[str, Any]:
    """A row's texts as values of the register's fields."""
    return typed_values(register.fields, row.texts)


def line_values(register: Register, row: StarterRow) -> dict[str, tuple[dict[str, Any], ...]]:
    """The values of a row's lines, by their key."""
    return {
        key: tuple(typed_values(register.lines_by_key[key].line.fields, line) for line in lines)
        for key, lines in row.lines.items()
    }


def _row(told: dict[str, Any]) -> StarterRow:
    return StarterRow({k: v for k, v in told.items() if k != "lines"}, told.get("lines", {}))


def _criteria() -> tuple[StarterSet, ...]:
    """The ready sets of criteria, one for each method, as they stand in `criteria.toml`."""
    from isodesk.registers.significance_sets import ready_sets
    from isodesk.services.criteria_sets import set_texts

    rows = tuple(StarterRow(*set_texts(each)) for each in ready_sets())
    return (StarterSet("One for each method", rows),)


def _put(unit: Unit, register: Register, row: StarterRow) -> int:
    """The draft of a row, with its lines; answers its id."""
    made = add(unit, register, row_values(register, row))
    for key, lines in line_values(register, row).items():
        for line in lines:
            write_line(unit, register, made, key, line, None)
    if row.lines:
        settle(unit, register, unit.session.get_one(Record, made))
    return made


def _checklists() -> tuple[StarterSet, ...]:
    """The shipped questions by process and by clause, to be made the firm's own."""
    return _by_process(), _by_clause()


def _by_process() -> StarterSet:
    from isodesk.standards.questions import process_lists

    rows = []
    for each in process_lists():
        texts = {"title": each.title, "sort": "PROCESS", "about": each.about}
        lines = [_question(each.title, question) for question in each.questions]
        rows.append(StarterRow(texts, {"check_question": lines}))
    return StarterSet("By process", tuple(rows))


def _by_clause() -> StarterSet:
    """The whole of each standard in each edition, and of both together, as audits ask it."""
    from isodesk.services.audit_asking import section_of
    from isodesk.standards.questions import selected

    rows = []
    for edition in ("2015", "2026"):
        for standards in (("9001",), ("14001",), ("9001", "14001")):
            named = ", ".join(f"ISO {standard}:{edition}" for standard in standards)
            texts = {"title": named, "sort": "CLAUSE"}
            texts |= {f"iso{standard}": f"E{edition}" for standard in standards}
            asked = selected(frozenset((standard, edition) for standard in standards))
            lines = [_question(section_of(each.clauses), each) for each in asked]
            rows.append(StarterRow(texts, {"check_question": lines}))
    return StarterSet("By clause", tuple(rows))


def _question(section: str, question: "Question") -> Texts:
    texts = {
        "section": section,
        "clauses": "; ".join(f"{c.standard}:{c.edition} {c.number}" for c in question.clauses),
        "ask": question.ask,
        "purpose": question.purpose,
        "look": "\n".join(question.look),
        "proof": "\n".join(question.evidence),
        "typical": "\n".join(question.typical),
        "key": question.key,
    }
    return {key: text for key, text in texts.items() if text}


_MADE = {"criteria": _criteria, "checklist": _checklists}
"""Sets whose rows stand elsewhere among the resources."""
