"""A finding in one go: requirement, evidence, gap, grade with its reason, and the nonconformity."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.registers.audit_words import NONCONFORMING, Grade
from isodesk.services.audit_findings import FindingDraft
from isodesk.services.audit_raising import Raised, Standing
from isodesk.services.audit_values import QuestionValue
from isodesk.ui.audits.verdict_words import grade_word
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, LineField
from isodesk.ui.registers.typed_fields import GrowingNote

_WIDE = 720


class FindingDialog(StepDialog):
    """Prefilled from its question; `done(finding id)` once it is on disk. Ctrl+Enter records."""

    help_topic = "findings"

    def __init__(
        self,
        tools: Tools,
        question: QuestionValue,
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, tr("Finding"), "; ".join(question.clauses), _WIDE, parent)
        self._question, self._done = question, done
        self.title = LineField(tr("Finding"), example=tr("In a few words"))
        self.grade = ChoiceField(tr("Grade"), [(grade, grade_word(grade)) for grade in Grade])
        self.reason = LineField(tr("Reason for the grade"))
        self.requirement = GrowingNote(tr("Requirement"))
        self.evidence = GrowingNote(tr("Evidence"))
        self.gap = GrowingNote(tr("Gap"), tr("What is missing between the two."))
        self.systemic = QCheckBox(tr("S&ystemic: it may happen elsewhere for the same reason"))
        self.raising = QCheckBox(tr("And raise the &nonconformity, with all this in it"))
        self.add_field("title", self.title)
        self.add_pair(("grade", self.grade), ("grade_reason", self.reason))
        self.add_field("requirement", self.requirement)
        self.add_field("evidence", self.evidence)
        self.add_field("gap", self.gap)
        self.body.addWidget(self.systemic)
        self.body.addWidget(self.raising)
        self.add_close(tr("&Cancel"))
        self.keep = self.add_step(tr("Keep as &draft"), self._keep)
        self.step = self.add_step(tr("&Record the finding"), self._record, primary=True)
        self.step.setToolTip(tr("Ctrl+Enter"))
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.step.click)
        self.grade.combo.currentIndexChanged.connect(lambda _: self._offer())
        self._standing = Standing()
        self._number = ""
        self._allow(False)
        self._read()

    def draft(self) -> FindingDraft:
        """What stands in the fields."""
        return FindingDraft(
            self.grade.value() or Grade.OBSERVATION,
            self.title.value(),
            self.requirement.value(),
            self.evidence.value(),
            self.gap.value(),
            self.reason.value(),
            self.systemic.isChecked(),
            self._number,
        )

    def refuse(self, refused: Refused) -> None:
        """The first that is missing is asked for."""
        super().refuse(refused)
        wrong = [field for field in self._fields.values() if field.problem()]
        if wrong:
            wrong[0].editor.setFocus()
        self.take_room()

    def _read(self) -> None:
        space, question = self.tools.space, self._question

        def work(_: object) -> tuple[FindingDraft, Standing]:
            now = space.auditing.question(question.id)
            draft = space.audit_findings.draft(question.id)
            return draft, space.audit_raising.standing(now.finding_id)

        self.tools.read(self, work, self._show, self._ungraded)

    def _ungraded(self, refused: Refused) -> None:
        self.say("red", str(refused))

    def _show(self, read: tuple[FindingDraft, Standing]) -> None:
        draft, self._standing = read
        self._number = draft.number
        if draft.number:
            self.set_title(tr("Finding {number}", number=draft.number), self.sub.text())
        self.grade.put(draft.grade)
        asked = draft.title == self._question.ask and not draft.number  # no title, a question
        for field, text in (
            (self.title, "" if asked else draft.title),
            (self.reason, draft.grade_reason),
            (self.requirement, draft.requirement),
            (self.evidence, draft.evidence),
            (self.gap, draft.gap),
        ):
            field.put(text)
        self.systemic.setChecked(draft.systemic)
        self.raising.setChecked(not self._standing.recorded)
        self._allow(True)
        self._offer()
        self.title.line.setFocus()
        self.title.line.selectAll()
        self.take_room()

    def _offer(self) -> None:
        """What fits the grade and how far the finding is."""
        nonconforming = self.grade.value() in NONCONFORMING
        self.raising.setVisible(nonconforming and self._standing.may_raise)
        self.keep.setVisible(not self._standing.recorded)
        words = tr("&Save the finding") if self._standing.recorded else tr("&Record the finding")
        self.step.setText(words)
        label = tr("Reason for the grade")
        optional = tr("{label} (optional)", label=label)
        self.reason.label.setText(label if nonconforming else optional)

    def _keep(self) -> None:
        findings, question, draft = self.tools.space.audit_findings, self._question, self.draft()
        self.apply(lambda _: findings.save(question.id, draft), self._kept)

    def _kept(self, finding: int) -> None:
        self.tools.said(tr("The finding is kept as a draft."))
        self._done(finding)

    def _record(self) -> None:
        raising, question, draft = self.tools.space.audit_raising, self._question, self.draft()
        with_it = self.raising.isChecked() and not self.raising.isHidden()
        self.apply(lambda _: raising.record(question.id, draft, with_it), self._recorded)

    def _recorded(self, raised: Raised) -> None:
        said = tr("{number} is recorded.", number=raised.number)
        if raised.nonconformity:
            said = tr(
                "{number} is recorded, {nonconformity} is raised.",
                number=raised.number,
                nonconformity=raised.nonconformity,
            )
        self.tools.said(said)
        self._done(raised.finding_id)
