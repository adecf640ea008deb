"""The significance laboratory: the aspects under several sets of criteria at once, scored,
tried, frozen and compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from isodesk.core.kinds import MILLION
from isodesk.core.problems import Refused
from isodesk.core.record import Record
from isodesk.i18n import tr
from isodesk.registers.aspect import Aspect, AspectScore
from isodesk.registers.evaluation_changes import Changed, Was, changes
from isodesk.registers.significance import Criteria, Outcome, Scored
from isodesk.registers.significance_methods import evaluate
from isodesk.registers.weighing import FIELDS, scored, with_change
from isodesk.services.catalogue import Catalogue
from isodesk.services.criteria_sets import CriteriaSets, SetValue
from isodesk.services.desk import Desk
from isodesk.services.entries import Entries
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_settling import settle
from isodesk.services.entry_values import entry_of
from isodesk.services.entry_writing import write

if TYPE_CHECKING:
    from isodesk.store.unit import Unit

_ASPECTS = (
    "SELECT r.id, r.number, r.title, r.state, x.activity, x.condition, x.reach, x.category,"
    " x.severity, x.likelihood, x.override, x.override_reason"
    " FROM record r JOIN aspect x ON x.id = r.id"
    " WHERE r.kind = 'aspect' AND r.state IN ('draft', 'open') ORDER BY r.sort_number"
)
_SCORES = (
    "SELECT s.record_id, s.item, s.value FROM aspect_score s JOIN record r ON r.id = s.record_id"
    " WHERE s.ended IS NULL AND s.value IS NOT NULL AND r.state IN ('draft', 'open') ORDER BY s.id"
)

_CHANGES = (
    "SELECT x.aspect_id, x.change FROM meter x JOIN record r ON r.id = x.id"
    " WHERE x.aspect_id IS NOT NULL AND x.change IS NOT NULL AND r.state <> 'void'"
    " ORDER BY x.id DESC"
)
"""The last of a key stays in a dict: the first meter."""


@dataclass(frozen=True)
class AspectValue:
    """An aspect on the bench: what it is, and what the methods see of it. `change` is what its
    meter says against the baseline, in per cent."""

    scored: Scored
    activity: str
    change: Decimal | None = None

    def outcome(self, criteria: Criteria) -> Outcome:
        """What a set says of it; why it says nothing where a formula has no value."""
        try:
            return evaluate(criteria, with_change(self.scored, criteria, self.change))
        except Refused as refused:
            return Outcome(None, "", None, str(refused))


@dataclass(frozen=True)
class Bench:
    """All aspects that are open, and all sets that can weigh them, that in force first."""

    aspects: tuple[AspectValue, ...]
    sets: tuple[SetValue, ...]


@dataclass(frozen=True)
class ScoredAspect:
    """An aspect with the sets that weigh it and the reasons of its scores."""

    aspect: AspectValue
    sets: tuple[SetValue, ...]
    reasons: Mapping[str, str]


class Laboratory:
    """Criteria and evaluations of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue
        self._sets = CriteriaSets(desk, catalogue)

    def bench(self) -> Bench:
        """Everything that is needed to weigh all aspects by all sets, read once."""
        return Bench(self._aspects(), self._sets.all())

    def of_aspect(self, aspect_id: int) -> ScoredAspect:
        """One aspect with its scores and all sets."""
        with self._desk.reading() as session:
            record = session.get_one(Record, aspect_id)
            entry: Any = entry_of(session, self._catalogue.get("aspect"), record)
        lines = entry.lines["aspect_score"]
        reasons = {line.item: line.reason for line in lines if line.reason}
        change = self._changes().get(aspect_id)
        aspect = AspectValue(scored(entry), entry.activity or "", change)
        return ScoredAspect(aspect, self._sets.all(), reasons)

    def score(self, aspect_id: int, item: str, value: Decimal | None, reason: str = "") -> None:
        """Score an aspect for one thing; None takes the score off. Raises Refused for an aspect
        that is closed."""
        with self._desk.unit() as unit:
            record = unit.session.get_one(Record, aspect_id)
            if record.closed is not None:
                raise Refused(tr("The aspect is closed; its scores stay as they are."))
            register = self._catalogue.get("aspect")
            if item in FIELDS:
                write(unit, register, record, {item: None if value is None else int(value)})
            if item not in FIELDS or reason or value is None:
                _put_score(unit, register, aspect_id, item, value, reason)
            settle(unit, register, record)
            unit.also |= {"aspect"}

    def freeze(self, title: str, conclusion: str = "") -> int:
        """The evaluation of all open aspects by the criteria in force, frozen; answers it.
        Raises Refused, and leaves nothing behind, where there is nothing to freeze."""
        if not any(each.in_force for each in self._sets.all()):
            raise Refused(tr("Put a set of criteria in force first."))
        if not any(True for _ in self._open()):
            raise Refused(tr("Open the aspects first: none is open."))
        entries = Entries(self._desk, self._catalogue)
        made = entries.new("aspect_evaluation", {"title": title.strip() or tr("Evaluation")})
        entries.take(made, "freeze", {"conclusion": conclusion.strip() or None})
        return made

    def frozen(self) -> tuple[tuple[int, str], ...]:
        """The frozen evaluations, newest first, as (id, number and title)."""
        rows = self._desk.file.reader().execute(
            "SELECT r.id, r.number || ' ' || coalesce(r.title, '') FROM record r"
            " WHERE r.kind = 'aspect_evaluation' AND r.state = 'closed' ORDER BY r.id DESC"
        )
        return tuple((int(str(i)), str(name)) for i, name in rows.fetchall())

    def compare(self, before_id: int, after_id: int) -> tuple[Changed, ...]:
        """Two frozen evaluations side by side."""
        return changes(self._was(before_id), self._was(after_id))

    def _aspects(self) -> tuple[AspectValue, ...]:
        reader = self._desk.file.reader()
        lines: dict[int, list[AspectScore]] = {}
        for record, item, value in reader.execute(_SCORES).fetchall():
            score = {"item": str(item), "value": Decimal(int(str(value))) / MILLION}
            lines.setdefault(int(str(record)), []).append(AspectScore.of(score))
        found, changed = [], self._changes()
        for row in reader.execute(_ASPECTS).fetchall():
            values = dict(zip(_COLUMNS, row, strict=True))
            values["lines"] = {"aspect_score": tuple(lines.get(int(str(row[0])), ()))}
            aspect = scored(Aspect.of(values))
            change = changed.get(aspect.id)
            found.append(AspectValue(aspect, str(values["activity"] or ""), change))
        return tuple(found)

    def _changes(self) -> dict[int, Decimal]:
        """What the first meter of each aspect says against the baseline."""
        rows = self._desk.file.reader().execute(_CHANGES).fetchall()
        return {int(str(a)): Decimal(int(str(change))) / MILLION for a, change in rows}

    def _open(self) -> Any:
        return (
            self._desk.file.reader()
            .execute("SELECT id FROM record WHERE kind = 'aspect' AND state = 'open' LIMIT 1")
            .fetchall()
        )

    def _was(self, evaluation_id: int) -> tuple[Was, ...]:
        with self._desk.reading() as session:
            record = session.get_one(Record, evaluation_id)
            entry = entry_of(session, self._catalogue.get("aspect_evaluation"), record)
        return tuple(
            Was(
                line.aspect_id or 0,
                line.number or "",
                line.title or "",
                line.score,
                line.band or "",
                line.significant,
                line.reason or "",
            )
            for line in entry.lines["evaluated_aspect"]
        )


_COLUMNS = (
    "id",
    "number",
    "title",
    "state",
    "activity",
    "condition",
    "reach",
    "category",
    "severity",
    "likelihood",
    "override",
    "override_reason",
)


def _put_score(
    unit: "Unit", register: Any, aspect_id: int, item: str, value: Decimal | None, reason: str
) -> None:
    from isodesk.services.entry_values import line_rows

    lines = register.lines_by_key["aspect_score"]
    rows = [row for row in line_rows(unit.session, lines, aspect_id) if row.item == item]
    if value is None:
        for row in rows:
            row.ended = unit.now.isoformat(timespec="seconds")
        unit.session.flush()
        return
    values = {"item": item, "value": value, "reason": reason.strip() or None}
    write_line(unit, register, aspect_id, "aspect_score", values, rows[0].id if rows else None)
