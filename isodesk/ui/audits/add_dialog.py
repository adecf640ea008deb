"""A question of one's own in an audit, behind the one that is chosen."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Problem, Refused
from isodesk.i18n import tr
from isodesk.registers.audit_words import Origin
from isodesk.services.audit_values import NewQuestion, QuestionValue
from isodesk.services.auditing import clauses_of
from isodesk.standards.clauses import DEFAULT_EDITION, ClauseRef, parse_ref
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField, NoteField


class AddDialog(StepDialog):
    """`done` is told the id of the new question; `behind` gives its section and process,
    `editions` the edition that is meant where a clause names none, by standard."""

    help_topic = "audit-checklists"

    def __init__(
        self,
        tools: Tools,
        audit_id: int,
        behind: QuestionValue | None,
        editions: Mapping[str, str],
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("It is marked as added in this audit.")
        super().__init__(tools, tr("Add a question"), sub, 600, parent)
        self._audit, self._behind, self._done = audit_id, behind, done
        self._editions = editions
        self.ask = NoteField(tr("Question"), 3)
        self.section = LineField(tr("Section"))
        self.clauses = LineField(tr("Clauses"), example="9001 8.5.1; 14001 8.1")
        self.look = NoteField(tr("What to look for, one to a line"), 3)
        self.section.set_value(behind.section if behind else "")
        self.add_field("ask", self.ask)
        self.add_pair(("section", self.section), ("clauses", self.clauses))
        self.add_field("look", self.look)
        self.add_close(tr("&Cancel"))
        self.add_step(tr("&Add it"), self._apply, primary=True)
        self.ask.text.setFocus()

    def _apply(self) -> None:
        try:
            clauses = typed_clauses(self.clauses.value(), self._editions)
        except Refused as refused:
            self.refuse(Refused([Problem("clauses", str(refused))]))
            return
        auditing, audit, behind = self.tools.space.auditing, self._audit, self._behind
        new = NewQuestion(
            self.ask.value(),
            self.section.value(),
            clauses,
            look=tuple(line.strip() for line in self.look.value().splitlines() if line.strip()),
            origin=Origin.ADDED,
        )
        if behind is not None:
            new = replace(new, process_id=behind.process_id)
        after = behind.id if behind else None
        self.apply(lambda _: auditing.add(audit, new, after), self._done)


def typed_clauses(text: str, editions: Mapping[str, str]) -> tuple[str, ...]:
    """`9001 8.5.1, 14001 8.1` as they are stored. Raises Refused for what is no clause."""
    parts = clauses_of(text.replace(",", ";"))
    refs = tuple(_ref(part, editions) for part in parts)
    return tuple(f"{ref.standard}:{ref.edition} {ref.number}" for ref in refs)


def _ref(text: str, editions: Mapping[str, str]) -> ClauseRef:
    standard = "14001" if "14001" in text.partition(":")[0] else "9001"
    return parse_ref(text, editions.get(standard, DEFAULT_EDITION))
