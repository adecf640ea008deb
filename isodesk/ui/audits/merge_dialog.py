"""Answers from a second laptop: what comes, and which word stands where both said something."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.services.audit_merge import BOTH, OURS, THEIRS, Clash, MergePlan
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import HairLine, Words
from isodesk.ui.theme import MEDIUM
from isodesk.ui.wrapped_choice import WrappedChoice


class MergeDialog(StepDialog):
    """Nothing is written before its button is pressed."""

    help_topic = "audit-handover"

    def __init__(
        self, tools: Tools, content: bytes, plan: MergePlan, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tools, tr("Answers of {name}", name=plan.by), summary(plan), 760, parent=parent
        )
        self._answers, self._plan = content, plan
        self.clashes = tuple(ClashRow(clash, plan.by) for clash in plan.clashes)
        if self.clashes:
            self.add_words(tr("Both laptops answered these differently. Choose which word stands."))
        for clash in self.clashes:
            self.body.addWidget(HairLine())
            self.body.addWidget(clash)
        self.add_close(tr("&Cancel") if not plan.done else tr("Close"))
        self.step = self.add_step(tr("&Merge"), self._apply, primary=True)
        self.step.setVisible(not plan.done)
        if self.clashes:  # what is to be decided comes before the button that decides it
            self.clashes[0].buttons[OURS].setFocus()

    def _apply(self) -> None:
        choices = {(r.clash.question, r.clash.field): r.choice() for r in self.clashes}
        merging, content, plan = self.tools.space.audit_merging, self._answers, self._plan
        said = tr("The answers of {name} are merged.", name=plan.by)
        self.apply(lambda _: merging.merge(content, plan, choices), lambda _: self.tools.said(said))


class ClashRow(QWidget):
    """One thing both said; ours stands until another is chosen."""

    def __init__(self, clash: Clash, by: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clash = clash
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = tr("Question {n}: {what}", n=clash.place, what=clash.label)
        column.addWidget(Words(head, weight=MEDIUM))
        column.addWidget(Words(clash.ask, tone="second", wrap=True))
        self.buttons: dict[str, QRadioButton] = {}
        for key, words in self._choices(by):
            button = QRadioButton()
            button.setAccessibleName(f"{head}. {words}")
            self._group.addButton(button)
            self.buttons[key] = button
            column.addWidget(WrappedChoice(button, words))
        self.buttons[OURS].setChecked(True)

    def _choices(self, by: str) -> tuple[tuple[str, str], ...]:
        choices = (
            (OURS, tr("Here: {words}", words=self.clash.ours)),
            (THEIRS, tr("{name}: {words}", name=by, words=self.clash.theirs)),
        )
        return (*choices, (BOTH, tr("Both, one under the other"))) if self._joins() else choices

    def _joins(self) -> bool:
        return self.clash.field == "note"

    def choice(self) -> str:
        """Whose word stands."""
        return next(key for key, button in self.buttons.items() if button.isChecked())


def summary(plan: MergePlan) -> str:
    """What comes, in one or two sentences."""
    if plan.done:
        return tr("Everything of this package stands here already. Nothing would change.")
    parts = [
        _count(
            plan.changed,
            tr("1 question is answered there only"),
            tr("{n} questions are answered there only"),
        ),
        _count(plan.added, tr("1 question was added"), tr("{n} questions were added")),
        _count(plan.pieces, tr("1 piece of evidence comes"), tr("{n} pieces of evidence come")),
        _count(
            plan.samples,
            tr("1 sample was ticked there only"),
            tr("{n} samples were ticked there only"),
        ),
        _count(plan.findings, tr("1 finding was written"), tr("{n} findings were written")),
        _count(
            len(plan.clashes),
            tr("1 conflict is to be decided"),
            tr("{n} conflicts are to be decided"),
        ),
    ]
    return "; ".join(part for part in parts if part) + "."


def _count(n: int, one: str, many: str) -> str:
    return "" if not n else one if n == 1 else many.format(n=n)
