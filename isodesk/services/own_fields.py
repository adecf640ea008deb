"""The officer's own fields of a register: added, changed, ordered, put away and brought back.

A field that is put away keeps its values. Another kind of a field is a plan first: what becomes
of each value is said before (design 8.5: values stand in `own_value`, nothing changes the schema).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from isodesk.core.folding import folded
from isodesk.core.kinds import Kind
from isodesk.core.own_registers import OwnFieldRow, kind_of
from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from isodesk.core.own_model import OwnField
    from isodesk.store.unit import Unit

KIND_WORDS = {
    "text": "Text",
    "note": "Text of several lines",
    "whole": "Whole number",
    "number": "Number with a unit",
    "day": "Day",
    "moment": "Day and time",
    "yes": "Yes or no",
    "choice": "One of a list",
    "person": "Person",
    "record": "Another record",
    "every": "How often",
}
"""The kinds an own field may be of."""
SEARCHED = ("text", "note", "choice")
"""Kinds whose values are found by the search."""
_LONGEST = 60
_SPINE_LABELS = ("State", "Due", "Systems")


@dataclass(frozen=True)
class OwnFieldValue:
    """An own field; `filled` counts the records that have a value in it."""

    id: int
    register: str
    label: str
    kind: str = "text"
    unit: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    on_list: bool = False
    help: str = ""
    due: str = ""
    section: str = ""
    position: int = 0
    active: bool = True
    filled: int = 0

    def row(self) -> OwnFieldRow:
        """The field as registers take it."""
        return OwnFieldRow(
            self.id,
            self.label,
            self.kind,
            self.unit,
            self.choices,
            self.required,
            self.on_list,
            self.help,
            self.due,
            self.section,
        )


@dataclass(frozen=True)
class Lost:
    """A value that the new kind cannot hold: where it stands, what it is, and why."""

    record_id: int
    number: str
    value: str
    why: str


@dataclass(frozen=True)
class KindPlan:
    """What becomes of the values of a field when it is of another kind: `kept` stay as they
    are, `converted` are written anew, `lost` are left out; they stay in the history."""

    before: OwnFieldValue
    after: OwnFieldValue
    kept: int
    converted: int
    lost: tuple[Lost, ...]
    examples: tuple[tuple[str, str], ...] = ()


class OwnFields:
    """Own fields of the registers of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def of(self, register: str) -> tuple[OwnFieldValue, ...]:
        """The own fields of a register in their order, those put away at the end."""
        rows = self._desk.file.reader().execute(
            "SELECT f.id, f.label, f.kind, f.unit, f.choices, f.required, f.on_list, f.help,"
            " f.due, f.section, f.position, f.ended IS NULL, (SELECT count(*) FROM own_value v"
            " WHERE v.field_id = f.id AND (v.text IS NOT NULL OR v.num IS NOT NULL))"
            " FROM own_field f WHERE f.register = ? ORDER BY f.ended IS NOT NULL, f.position, f.id",
            (register,),
        )
        return tuple(_value(register, row) for row in rows.fetchall())

    def save(self, value: OwnFieldValue) -> int:
        """Add a field (id 0) or change one; answers its id. Its kind and choices are changed
        by a plan once it holds values. Raises Refused, with what is wrong."""
        self._check(value)
        if value.id:
            self._check_values(value)
        with self._desk.unit(tr("Field of {register}", register=self._title(value))) as unit:
            row = self._row(unit, value)
            before = row.due
            _put(row, value)
            unit.session.flush()
            if value.id and before != row.due:
                self._follow(unit, value, due=True)
            unit.also |= {"own_field"}
            return row.id

    def put_away(self, field_id: int) -> None:
        """Ask for it no more; its values stay and come back with it."""
        self._end(field_id, ended=True)

    def bring_back(self, field_id: int) -> None:
        """Ask for it again. Raises Refused where another field is called so meanwhile."""
        self._end(field_id, ended=False)

    def reorder(self, register: str, ids: Sequence[int]) -> None:
        """Put the fields of a register into this order."""
        from isodesk.core.own_model import OwnField

        with self._desk.unit() as unit:
            for at, field_id in enumerate(ids):
                row = unit.session.get_one(OwnField, field_id)
                if row.register == register:
                    row.position = at + 1
            unit.also |= {"own_field"}

    def plan_kind(self, value: OwnFieldValue, progress: Progress = silent) -> KindPlan:
        """What becomes of the values when the field is as `value` says."""
        self._check(value)
        from isodesk.services.own_kinds import plan

        with self._desk.reading() as session:
            return plan(session, self._stored(value.id), value, progress)

    def apply_kind(self, shown: KindPlan, progress: Progress = silent) -> None:
        """Make it so. Raises Refused where it would come out otherwise now than it was shown."""
        from isodesk.services.own_kinds import convert, plan

        self._check(shown.after)
        with self._desk.unit(
            tr("The field “{label}” is of another kind", label=shown.after.label)
        ) as unit:
            before = self._stored(shown.before.id)
            if plan(unit.session, before, shown.after, progress) != shown:
                raise Refused("The values were changed meanwhile. Look at them again.")
            convert(unit, before, shown.after, progress)
            _put(self._row(unit, shown.after), shown.after)
            unit.session.flush()
            due = bool(before.due or shown.after.due)
            self._follow(unit, shown.after, due, searched=True)
            unit.also |= {"own_field"}

    def _end(self, field_id: int, ended: bool) -> None:
        with self._desk.unit() as unit:
            from isodesk.core.own_model import OwnField

            row, value = unit.session.get_one(OwnField, field_id), self._stored(field_id)
            if not ended:
                self._check_label(value)
            row.ended = unit.now if ended else None
            unit.session.flush()
            self._follow(unit, value, bool(value.due), value.kind in SEARCHED)
            unit.also |= {"own_field"}

    def _follow(
        self, unit: "Unit", value: OwnFieldValue, due: bool, searched: bool = False
    ) -> None:
        """Due dates and the search follow a field that comes, goes or means something else."""
        from isodesk.services.own_kinds import follow

        if due or searched:
            follow(unit, self._merged(unit.session, value.register), value.id, due, searched)

    def _merged(self, session: "Session", key: str) -> Register:
        """The register as this unit has it, before it is written."""
        from sqlalchemy import select

        from isodesk.core.own_model import OwnField
        from isodesk.core.own_registers import with_own

        plain = replace(self._catalogue.plain(key), own_fields=())
        rows = session.scalars(
            select(OwnField)
            .where(OwnField.register == key, OwnField.ended.is_(None))
            .order_by(OwnField.position, OwnField.id)
        )
        return with_own(plain, [_of_row(row).row() for row in rows])

    def _row(self, unit: "Unit", value: OwnFieldValue) -> "OwnField":
        from isodesk.core.own_model import OwnField

        if value.id:
            return unit.session.get_one(OwnField, value.id)
        last = max((f.position for f in self.of(value.register)), default=0)
        row = OwnField(register=value.register, position=last + 1)
        unit.session.add(row)
        return row

    def _stored(self, field_id: int) -> OwnFieldValue:
        row = self._desk.file.reader().execute(
            "SELECT register FROM own_field WHERE id = ?", (field_id,)
        )
        found = row.fetchone()
        assert found is not None, field_id
        return next(f for f in self.of(str(found[0])) if f.id == field_id)

    def _title(self, value: OwnFieldValue) -> str:
        return tr(self._catalogue.get(value.register).title)

    def _check(self, value: OwnFieldValue) -> None:
        """Raises Refused for what no field can be, and for a change of kind without a plan."""
        self._check_label(value)
        problems = list(_problems(value, self._catalogue))
        if problems:
            raise Refused(problems)

    def _check_values(self, value: OwnFieldValue) -> None:
        """Raises Refused where values would not be what they were."""
        old = self._stored(value.id)
        gone = set(old.choices) - set(value.choices) if value.choices else set()
        if old.filled and (old.kind != value.kind or gone):
            sentence = "The field holds values: see first what becomes of them."
            raise Refused([Problem("kind" if old.kind != value.kind else "choices", sentence)])

    def _check_label(self, value: OwnFieldValue) -> None:
        label = " ".join(value.label.split())
        register = self._catalogue.get(value.register)
        own = {f"own_{value.id}"}
        taken = [*_SPINE_LABELS, *(f.label for f in register.fields if f.key not in own)]
        if not label:
            raise Refused([Problem("label", "Give the field a name.")])
        if len(label) > _LONGEST:
            raise Refused([Problem("label", f"A name has at most {_LONGEST} characters.")])
        if folded(label) in {folded(each) for each in taken}:
            sentence = f"There is a field “{label}” already. Give this one another name."
            raise Refused([Problem("label", sentence)])


def _problems(value: OwnFieldValue, catalogue: Catalogue) -> list[Problem]:
    found = []
    if value.kind not in KIND_WORDS:
        found.append(Problem("kind", "Choose what the field holds."))
    if value.kind == "choice":
        words = [folded(each.strip()) for each in value.choices]
        if not any(words):
            found.append(Problem("choices", "Write at least one choice, each on its own line."))
        elif len(set(words)) < len(words):
            found.append(Problem("choices", "Each choice may stand there once only."))
    if value.kind == "record" and not all(map(catalogue.knows, value.choices)):
        found.append(Problem("choices", "Choose registers that stand in this file."))
    if value.due and value.kind not in ("day", "moment"):
        found.append(Problem("due", "Only a day can be due."))
    return found


def _put(row: "OwnField", value: OwnFieldValue) -> None:
    row.label, row.kind = " ".join(value.label.split()), value.kind
    row.unit = value.unit.strip() or None if value.kind == "number" else None
    listed = value.kind in ("choice", "record")
    choices = [each.strip() for each in value.choices if each.strip()]
    row.choices = json.dumps(choices, ensure_ascii=False) if listed else None
    row.required, row.on_list = value.required, value.on_list
    row.help = value.help.strip() or None
    row.due = (value.due.strip() or None) if value.kind in ("day", "moment") else None
    row.section = value.section.strip() or None


def _value(register: str, row: Sequence[Any]) -> OwnFieldValue:
    own_id, label, kind, unit, choices, required, on_list, said, due, section, *rest = row
    position, active, filled = rest
    return OwnFieldValue(
        int(own_id),
        register,
        str(label or ""),
        str(kind or "text"),
        str(unit or ""),
        tuple(json.loads(choices or "[]")),
        bool(required),
        bool(on_list),
        str(said or ""),
        str(due or ""),
        str(section or ""),
        int(position),
        bool(active),
        int(filled),
    )


def _of_row(row: "OwnField") -> OwnFieldValue:
    cells = (row.id, row.label, row.kind, row.unit, row.choices, row.required, row.on_list)
    return _value(
        str(row.register), (*cells, row.help, row.due, row.section, row.position, True, 0)
    )


def kind_words(value: OwnFieldValue, titles: Mapping[str, str]) -> str:
    """`Number, kg`, `One of 3`, `Record of Suppliers`: what a field holds, in a few words."""
    if value.kind == "number":
        return tr("Number, {unit}", unit=value.unit) if value.unit else tr("Number")
    if value.kind == "choice":
        return tr("One of {n}", n=len(value.choices))
    if value.kind == "record" and value.choices:
        return ", ".join(titles.get(key, key) for key in value.choices)
    return tr(KIND_WORDS.get(value.kind, value.kind))


def kind_for(value: OwnFieldValue) -> Kind:
    """The kind of its values."""
    return kind_of(value.row())
