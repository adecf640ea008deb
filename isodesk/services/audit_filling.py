"""The questions of an audit: taken from what isodesk brings, from the firm's own checklists, from
its obligations and documents, and first of all from findings of earlier audits."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from isodesk.core.problems import Refused
from isodesk.core.record import Record
from isodesk.core.spine import Link
from isodesk.i18n import tr
from isodesk.services.audit_asking import EARLIER, in_editions, lines_of, of_bank, of_finding
from isodesk.services.audit_values import FILLABLE, NewQuestion
from isodesk.services.auditing import clauses_of, put_questions
from isodesk.services.desk import Desk

if TYPE_CHECKING:
    from isodesk.standards.questions import ProcessList
    from isodesk.store.unit import Unit

MINUTES = 4
"""What a question takes onsite, asked, shown and written down: 60 of them in half a day."""
_FEWEST = 3
"""Questions that a checklist by process must have left for the audit's criteria to be offered."""


@dataclass(frozen=True)
class Source:
    """Where questions can be taken from: `key` is "standards", "process:purchasing",
    "checklist:12", "findings", "obligation:7" or "document:9"; `count` says how many there are,
    `taken` how many of them stand in the audit already."""

    key: str
    title: str
    about: str
    count: int
    taken: int = 0


@dataclass(frozen=True)
class Offered:
    """A question that may be taken, where it comes from, and whether it stands in the audit."""

    question: NewQuestion
    source: str
    stands: bool


class AuditFilling:
    """Fills audits of the open file with questions."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def sources(self, audit_id: int) -> tuple[Source, ...]:
        """What this audit may take questions from, in the order of the dialog."""
        editions = self._editions(audit_id)
        taken = self._taken(audit_id)
        found = [
            Source(
                "findings",
                tr(EARLIER),
                tr("Open findings of earlier audits, asked first: is it right, and does it hold?"),
                0,
            ),
            Source("standards", _standards_title(editions), "", 0),
            *(Source(f"process:{p.key}", p.title, p.about, 0) for p in _process_lists()),
            *(Source(f"checklist:{i}", f"{n} {t}", why or "", 0) for i, n, t, why in self._own()),
        ]
        result = []
        for each in found:
            keys = [q.key for q in self.questions(audit_id, each.key)]
            if len(keys) >= _fewest(each.key):
                count = sum(key in taken for key in keys)
                result.append(Source(each.key, each.title, each.about, len(keys), count))
        return tuple(result)

    def questions(self, audit_id: int, source: str) -> tuple[NewQuestion, ...]:
        """The questions of one source for this audit. Raises Refused for one that is unknown."""
        kind, _, key = source.partition(":")
        if kind == "findings":
            return self._findings(audit_id)
        if kind == "standards":
            from isodesk.standards.questions import selected

            criteria = frozenset(self._editions(audit_id))
            return tuple(of_bank(q) for q in selected(criteria)) if criteria else ()
        if kind == "process":
            return self._of_process(audit_id, key)
        if kind == "checklist":
            return self._of_checklist(int(key), dict(self._editions(audit_id)))
        if kind in ("obligation", "document"):
            return (self._of_record(int(key)),)
        raise Refused(f"There is no source of questions {source}.")

    def offered(self, audit_id: int, sources: Sequence[str]) -> tuple[Offered, ...]:
        """The questions of these sources, each once, in the order they would stand in."""
        taken, seen = self._taken(audit_id), set[str]()
        found = []
        for source in sources:
            for each in self.questions(audit_id, source):
                if each.key not in seen:
                    seen.add(each.key)
                    found.append(Offered(each, source, each.key in taken))
        return tuple(found)

    def fill(
        self, audit_id: int, sources: Sequence[str], keys: Collection[str] | None = None
    ) -> int:
        """Put the questions of these sources into the audit, none twice, with `keys` only those;
        answers how many came. Obligations and documents are linked as criteria. Raises Refused
        where the audit was held."""
        wanted = [
            each.question
            for each in self.offered(audit_id, sources)
            if not each.stands and (keys is None or each.question.key in keys)
        ]
        if not wanted:
            return 0
        with self._desk.unit(tr("Questions taken from checklists")) as unit:
            record = unit.session.get_one(Record, audit_id)
            if record.state not in FILLABLE:
                raise Refused("The questions of this audit stay as they are: it was held already.")
            put_questions(unit, audit_id, wanted)
            for question in wanted:
                _link_criterion(unit, audit_id, question.key)
        return len(wanted)

    def _editions(self, audit_id: int) -> tuple[tuple[str, str], ...]:
        row = self._one("SELECT iso9001, iso14001 FROM audit WHERE id = ?", audit_id)
        if row is None:
            raise Refused("That audit does not stand in this file.")
        pairs = zip(("9001", "14001"), row, strict=True)
        return tuple((standard, edition[1:]) for standard, edition in pairs if edition)

    def _taken(self, audit_id: int) -> set[str]:
        rows = self._all(
            "SELECT key FROM audit_question WHERE record_id = ? AND ended IS NULL", audit_id
        )
        return {key for (key,) in rows if key}

    def _own(self) -> list[Any]:
        return self._all(
            "SELECT r.id, r.number, r.title, c.about FROM record r JOIN checklist c ON c.id = r.id"
            " WHERE r.kind = 'checklist' AND r.state IN ('draft', 'in_use') ORDER BY r.sort_number"
        )

    def _findings(self, audit_id: int) -> tuple[NewQuestion, ...]:
        """What other audits found and is still open."""
        rows = self._all(
            "SELECT r.id, r.number, r.title, f.clauses, f.gap, f.evidence, f.grade, f.process_id,"
            " n.number FROM record r JOIN finding f ON f.id = r.id"
            " LEFT JOIN record n ON n.id = coalesce(f.audit_id, f.external_id)"
            " WHERE r.kind = 'finding' AND r.closed IS NULL AND r.state <> 'draft'"
            " AND (f.audit_id IS NULL OR f.audit_id <> ?) ORDER BY r.sort_number",
            audit_id,
        )
        editions = dict(self._editions(audit_id))
        return tuple(of_finding(row, editions) for row in rows)

    def _of_process(self, audit_id: int, key: str) -> tuple[NewQuestion, ...]:
        criteria = frozenset(self._editions(audit_id))
        found = next((p for p in _process_lists() if p.key == key), None)
        if found is None:
            raise Refused(f"There is no checklist {key}.")
        made = (of_bank(q, found.title, criteria) for q in found.questions)
        return tuple(q for q in made if q.clauses or not criteria)

    def _of_checklist(self, record_id: int, editions: Mapping[str, str]) -> tuple[NewQuestion, ...]:
        """Its questions against these editions: what only another standard asks is left out."""
        rows = self._all(
            "SELECT id, section, clauses, ask, purpose, look, proof, typical, key"
            " FROM check_question WHERE record_id = ? AND ended IS NULL ORDER BY position, id",
            record_id,
        )
        return tuple(
            NewQuestion(
                ask or "",
                section or "",
                in_editions(clauses_of(clauses), editions),
                purpose or "",
                lines_of(look),
                lines_of(proof),
                lines_of(typical),
                key or f"checklist:{i}",
            )
            for i, section, clauses, ask, purpose, look, proof, typical, key in rows
            if ask and (not clauses or in_editions(clauses_of(clauses), editions))
        )

    def _of_record(self, record_id: int) -> NewQuestion:
        row = self._one("SELECT kind, number, title FROM record WHERE id = ?", record_id)
        if row is None:
            raise Refused("That record does not stand in this file.")
        kind, number, title = row
        if kind == "obligation":
            met = self._one("SELECT how_met FROM obligation WHERE id = ?", record_id)
            return NewQuestion(
                tr("Is {number} {title} met, as evidence shows today?", number=number, title=title),
                tr("Compliance obligations"),
                look=lines_of(met[0] if met else ""),
                key=f"obligation:{record_id}",
            )
        return NewQuestion(
            tr("Is the work done as {number} {title} says?", number=number, title=title),
            tr("Own documents"),
            look=(tr("The revision in force at the place of work"),),
            key=f"document:{record_id}",
        )

    def _one(self, sql: str, value: object) -> Any:
        return self._desk.file.reader().execute(sql, (value,)).fetchone()

    def _all(self, sql: str, *values: object) -> list[Any]:
        return list(self._desk.file.reader().execute(sql, values).fetchall())


def _process_lists() -> "tuple[ProcessList, ...]":
    from isodesk.standards.questions import process_lists

    return process_lists()


def _fewest(source: str) -> int:
    """How many questions a source must have to be offered; an own checklist is always."""
    kind = source.partition(":")[0]
    return {"process": _FEWEST, "checklist": 0}.get(kind, 1)


def _link_criterion(unit: "Unit", audit_id: int, key: str) -> None:
    """An obligation or document that is asked about is a criterion of the audit."""
    kind, _, record = key.partition(":")
    if kind not in ("obligation", "document"):
        return
    link = {"from_id": audit_id, "to_id": int(record), "meaning": "criterion"}
    if not unit.session.query(Link).filter_by(**link, ended=None).count():
        unit.session.add(Link(**link))
        unit.also |= {"link"}


def _standards_title(editions: Sequence[tuple[str, str]]) -> str:
    return tr("Whole of {standards}", standards=", ".join(f"ISO {s}:{e}" for s, e in editions))
