"""Answers that come back from a second laptop: shown as a plan first, then applied."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from isodesk.core.kinds import MOMENT
from isodesk.core.problems import Refused
from isodesk.core.record import Record
from isodesk.i18n import tr
from isodesk.registers import audit as audits
from isodesk.services.audit_merge import Merge, MergePlan
from isodesk.services.audit_package import Package, id_of, unseal
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.store.mapped import lines_table
from isodesk.store.unit import Unit


class AuditMerging:
    """Merges answers into the audits of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def plan(self, content: bytes) -> MergePlan:
        """What a package of answers would change. Raises Refused where its seal does not hold,
        where it was not handed over from this file, and where the report is issued."""
        with self._desk.reading() as session:
            audit, package = self._opened(session, content)
            return Merge(session, audit, package).plan()

    def merge(self, content: bytes, plan: MergePlan, choices: Mapping[tuple[int, str], str]) -> int:
        """Apply it; `choices` say for each clash whose word stands, "ours" where they are silent,
        "both" for notes. Answers how many questions changed. Raises Refused where the audit was
        changed since the plan was made."""
        with self._desk.unit(tr("Answers of {name} merged", name=plan.by)) as unit:
            audit, package = self._opened(unit.session, content)
            merge = Merge(unit.session, audit, package)
            if merge.plan() != plan:
                raise Refused(tr("The audit has changed meanwhile. Look at the answers again."))
            changed = merge.apply(unit, self._catalogue, choices)
            self._note(unit, audit.id, package.id, changed, plan)
            unit.also |= {"audit_question", "audit_evidence", "finding", "audit"}
            return changed

    def _opened(self, session: Any, content: bytes) -> tuple[Record, Package]:
        wanted = id_of(content)
        table = lines_table(audits.REGISTER.lines_by_key["audit_handover"])
        row = session.scalar(
            select(table).where(
                table.package == wanted, table.received.is_not(1), table.ended.is_(None)
            )
        )
        if row is None:
            raise Refused(
                tr("These answers belong to an audit that was not handed over from here.")
            )
        package = unseal(content, row.code)
        if package.told.get("kind") != "answers":
            raise Refused(tr("This is the package that was handed over, not the answers to it."))
        audit = session.get_one(Record, row.record_id)
        if audit.state not in ("prepared", "running", "reporting"):
            raise Refused(tr("The report of {number} is issued already.", number=audit.number))
        return audit, package

    def _note(self, unit: Unit, audit_id: int, package: str, changed: int, plan: MergePlan) -> None:
        table = lines_table(audits.REGISTER.lines_by_key["audit_handover"])
        row = unit.session.scalar(
            select(table).where(table.package == package, table.record_id == audit_id)
        )
        assert row is not None
        row.merged_at = MOMENT.pack(unit.now)
        row.what = tr(
            "{changed} questions changed, {added} added, {pieces} pieces of evidence, {findings}"
            " findings, {clashes} conflicts decided",
            changed=changed,
            added=plan.added,
            pieces=plan.pieces,
            findings=plan.findings,
            clashes=len(plan.clashes),
        )
        unit.session.flush()
