"""All evidence of an audit, as its record shows it: seen, opened, marked, its words changed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from isodesk.core.register import Lines
from isodesk.i18n import tr
from isodesk.services.audit_values import EvidenceValue
from isodesk.services.auditing import fixed_answers
from isodesk.ui.audits.evidence_pane import EvidencePane
from isodesk.ui.documents.step_dialog import column
from isodesk.ui.documents.tools import Tools
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.record_tab import RecordTab

_INSET = 24


class EvidenceGallery(EvidencePane):
    """Evidence is taken onsite, at its question; here is what was taken."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._audit = 0
        super().__init__(tools, tr("No evidence yet. It is taken onsite, at its question."), parent)
        self.list.fill_room()

    def show_audit(self, audit_id: int, fixed: str) -> None:
        """Show what was taken in this audit; `fixed` says why nothing can be changed."""
        if audit_id != self._audit:
            self.caption.drop()
            self.clear()
        self._audit = audit_id
        self.allow(fixed)
        self.reload()

    def reload(self) -> None:
        audit, space = self._audit, self._tools.space
        if not audit:
            return

        def work(_: object) -> tuple[dict[int, str], Sequence[EvidenceValue]]:
            numbered = enumerate(space.auditing.questions(audit), 1)
            names = {question.id: tr("Question {n}", n=n) for n, question in numbered}
            return names, space.audit_evidence.of(audit)

        self._tools.read(self, work, partial(self._came_of, audit))

    def _came_of(self, audit: int, found: tuple[dict[int, str], Sequence[EvidenceValue]]) -> None:
        if audit == self._audit:
            self.model.questions, pieces = found
            self.show_pieces(pieces)


class EvidenceTab(RecordTab):
    """Takes the place of the grid of evidence."""

    def __init__(self, tools: Tools, lines: Lines, parent: QWidget | None = None) -> None:
        super().__init__(tools, lines, parent)
        self.gallery = EvidenceGallery(tools)
        self.gallery.open_record = lambda record, _: self.opened.emit(record)
        stack = column(self)
        stack.setContentsMargins(_INSET, 12, _INSET, 12)
        stack.addWidget(self.gallery)

    def show_facts(self, facts: EntryFacts) -> None:
        """Show the evidence of an audit."""
        self._facts = facts
        fixed = facts.fixed or fixed_answers(facts.entry.state)
        self.gallery.show_audit(facts.entry.id, fixed)
