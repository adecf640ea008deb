"""The competence matrix: people or roles against skills, gaps coloured; printed, exported, and
turned into training."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from isodesk.i18n import tr
from isodesk.printing.trade_sheets import CrossCell
from isodesk.registers.competence_matrix import Matrix
from isodesk.services.competence import TrainingPlan
from isodesk.services.competence_sheets import LEGEND, headline, matrix_table
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.printing import print_made
from isodesk.ui.documents.tools import Tools
from isodesk.ui.ear import Ear
from isodesk.ui.fields import ChoiceField
from isodesk.ui.parts import Words
from isodesk.ui.registers.matrix_model import MatrixModel
from isodesk.ui.registers.matrix_table import MatrixTable, paint_mark
from isodesk.ui.registers.needs_dialog import NeedsDialog
from isodesk.ui.registers.table_export import export_words
from isodesk.ui.theme import current

Open = Callable[[int], Any]
_KINDS = frozenset({"skill", "person", "training"})


class MatrixDialog(Dialog):
    """`opens(id)` shows a skill, a person or a training once the dialog is left."""

    help_topic = "competence"

    def __init__(self, tools: Tools, opens: Open, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Competence matrix"),
            tr("What each role needs of a skill, who can do it, and where somebody is missing."),
            wide=1240,
            high=760,
            scrolls=False,
            jobs=tools.jobs,
            parent=parent,
        )
        self._tools, self._opens = tools, opens
        self._plans: tuple[TrainingPlan, ...] = ()
        self.model = MatrixModel(self)
        self.table = MatrixTable(self.model)
        self.count = Words("")
        self.empty = Words("", tone="second", wrap=True)
        rows = ((False, tr("People")), (True, tr("Roles")))
        self.rows = ChoiceField(tr("Rows"), rows)
        self.rows.set_value(False)
        self.area = ChoiceField(tr("Area"), [("", tr("All areas"))])
        self.area.set_value("")
        self._lay_out()
        self.needs = self.add_button(tr("Note the needs…"), self._note_needs)
        self.print = self.add_button(tr("Print…"), self._nothing, icon="printer")
        self.print.setMenu(self._print_menu())
        self.export = self.add_button(tr("Export…"), self._export, icon="download")
        self.add_close(tr("Close"))
        self.table.skill_opened.connect(self._open)
        self.table.person_opened.connect(self._open)
        for field in (self.rows, self.area):
            field.edited.connect(lambda _: self.read())
        Ear(tools.space.desk, _KINDS, self.read, self)
        self.read()

    def read(self) -> None:
        """Read the matrix again, as it is narrowed."""
        competence, by_role, area = self._tools.space.competence, self._by_role(), self._area()

        def work(_: object) -> tuple[Matrix, tuple[str, ...], tuple[TrainingPlan, ...]]:
            matrix = competence.roles(area) if by_role else competence.people(area)
            return matrix, competence.areas(), competence.plan(area)

        self._tools.read(self, work, lambda found: self._came(by_role, *found))

    def _by_role(self) -> bool:
        return bool(self.rows.value())

    def _area(self) -> str:
        return str(self.area.value() or "")

    def _came(
        self,
        by_role: bool,
        matrix: Matrix,
        areas: tuple[str, ...],
        plans: tuple[TrainingPlan, ...],
    ) -> None:
        self.model.show(matrix, by_role)
        self.area.set_choices([("", tr("All areas")), *((name, name) for name in areas)])
        self._plans = plans
        self.count.setText(headline(matrix))
        nothing = self._why_nothing(matrix)
        self.empty.setText(nothing)
        self.empty.setVisible(bool(nothing))
        none_new = tr("Everybody who lacks something stands on an open training already.")
        said = none_new if matrix.gaps else tr("There is no gap.")
        self.needs.allow(self._tools.space.read_only or ("" if plans else said))
        for button in (self.print, self.export):
            button.allow(nothing)

    def _why_nothing(self, matrix: Matrix) -> str:
        """Why there is nothing to show; "" when there is."""
        if not matrix.skills:
            return tr("No skill is in force yet. Enter the skills, or start from a set.")
        if not matrix.lines:
            return tr("No skill says which role needs it, and nobody has a mark yet.")
        return ""

    def _open(self, record_id: int) -> None:
        self.accept()
        self._opens(record_id)

    def _note_needs(self) -> None:
        NeedsDialog(self._tools, self._plans, self._noted, self).open()

    def _noted(self, made: tuple[int, ...]) -> None:
        words = tr("1 training is noted as needed.")
        many = tr("{n} trainings are noted as needed.", n=len(made))
        self._tools.said(words if len(made) == 1 else many)
        self.read()

    def _print_menu(self) -> QMenu:
        menu = QMenu(self)
        for words, large in ((tr("On the company's paper"), False), (tr("On A3"), True)):
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, large=large: self.print_matrix(large))
        return menu

    def print_matrix(self, large: bool) -> None:
        """The matrix as it is seen, on the company's paper or on A3."""
        prints, by_role, area = self._tools.space.register_prints, self._by_role(), self._area()
        title = tr("Competence matrix")

        def make(_: object) -> bytes:
            return prints.matrix(by_role=by_role, large=large, area=area)

        print_made(self._tools, self, title, title, make)

    def _export(self) -> None:
        matrix, by_role = self.model.matrix, self.model.by_role
        title = tr("Competence matrix")
        export_words(self._tools, self, title, lambda: matrix_table(matrix, by_role))

    def _nothing(self) -> None:
        """The button opens its menu."""

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(8, 0, 8, 0)
        top.setSpacing(16)
        for field in (self.rows, self.area):
            field.setMinimumWidth(round(12 * current().em))
        top.addWidget(self.rows)
        top.addWidget(self.area)
        top.addStretch(1)
        top.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        below = QHBoxLayout()
        below.setContentsMargins(8, 0, 8, 0)
        below.setSpacing(8)
        for cell, words in LEGEND:
            below.addWidget(_Mark(cell))
            below.addWidget(Words(tr(words), tone="second"))
            below.addSpacing(8)
        below.addStretch(1)
        self.body.setContentsMargins(16, 0, 16, 8)
        self.body.setSpacing(8)
        self.body.addLayout(top)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(below)


class _Mark(QWidget):
    """A cell of the legend."""

    def __init__(self, cell: CrossCell) -> None:
        super().__init__()
        self._cell = cell
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(round(2.8 * current().em), current().around(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRect(0, 0, self.width(), self.height()), self._cell)
        painter.end()
