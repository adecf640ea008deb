"""What one set of criteria says of an aspect: its name, score, pill, and why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.core.rows import Mark
from isodesk.i18n import tr
from isodesk.registers.significance import Outcome, plain
from isodesk.registers.significance_methods import shown
from isodesk.services.criteria_sets import SetValue
from isodesk.services.laboratory import AspectValue
from isodesk.ui.marks import Pill
from isodesk.ui.parts import Words
from isodesk.ui.theme import MEDIUM, SMALL, STRONG, TITLE


class OutcomeLine(QWidget):
    """One line of the side by side."""

    def __init__(self, each: SetValue, aspect: AspectValue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outcome = outcome_of(each, aspect)
        name = Words(set_words(each), weight=STRONG if each.in_force else MEDIUM, wrap=True)
        self.why = Words(outcome.why, SMALL, tone="second", wrap=True)
        self.score = Words("", TITLE, STRONG, figures=True)
        if outcome.score is not None:
            self.score.setText(plain(shown(outcome.score)))
        self.mark = outcome_mark(outcome)
        self.pill = Pill(self.mark)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(name)
        left.addWidget(self.why)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self.score, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(
            f"{name.text()}: {self.score.text()} {self.mark.word}. {outcome.why}"
        )


def outcome_of(each: SetValue, aspect: AspectValue) -> Outcome:
    """What a set says; why it says nothing where it cannot be used."""
    if each.criteria is None:
        return Outcome(None, "", None, each.problem)
    return aspect.outcome(each.criteria)


def outcome_mark(outcome: Outcome) -> Mark:
    """The pill of an outcome: the band's own word, coloured by what it means."""
    if outcome.score is None:
        return Mark(tr("To evaluate"), "blue")
    if outcome.significant is None:
        return Mark(outcome.band or tr("To be decided"), "blue")
    if outcome.significant:
        return Mark(tr("Significant"), "amber")
    return Mark(tr("Not significant"), "grey")


def set_words(each: SetValue) -> str:
    """`CRI-01 Matrix, edition 2, in force`."""
    said = f"{each.number} {each.title}".strip()
    if each.edition > 1:
        said += ", " + tr("edition {n}", n=each.edition)
    return said + ", " + (tr("in force") if each.in_force else tr("draft"))
