"""Below the year's grid: the line and the month that the keyboard is on, and what may be done."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.services.audit_programme import MonthCell, YearRow
from isodesk.ui.buttons import Button
from isodesk.ui.fields import NoteField
from isodesk.ui.parts import HairLine, Words, dress_surface
from isodesk.ui.theme import SMALL


class YearFoot(QWidget):
    """`reason` is typed; `month` plans or takes back, `audit` plans an audit or opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "alternate")
        self.row: YearRow | None = None
        self._low = False
        self.name, self.facts = Words("", wrap=True), Words("", SMALL, tone="second", wrap=True)
        self.cell = Words("", SMALL, tone="second", wrap=True)
        self.warning = Words("", SMALL, tone="danger", wrap=True)
        self.reason = NoteField(tr("Reason for the frequency"), 2)
        self.month = Button(tr("Plan the month"), None, "quiet")
        self.audit = Button(tr("Plan an audit"), None, "quiet", "plus")
        self._lay_out()
        self.show_row(None, None, "", "")

    def show_row(self, row: YearRow | None, cell: MonthCell | None, said: str, fixed: str) -> None:
        """Show a line; what is being typed for the same line stays."""
        same = row is not None and self.row is not None and row.id == self.row.id
        self.row = row
        if not (same and self.reason.unsaved()):
            self.reason.set_value(row.reason if row else "")
        self.reason.set_read_only(bool(fixed) or row is None)
        self.name.setText((row.name or tr("Not said yet")) if row else tr("Choose a line."))
        self.facts.setText(_facts(row))
        self.facts.setVisible(not self._low and bool(self.facts.text()))
        self.warning.setText(row.warning if row else "")
        self.warning.setVisible(bool(row and row.warning))
        self.cell.setText(said or tr("Space plans a month, Enter plans an audit in it."))
        none = "" if cell else tr("Choose a month in the grid first.")
        self.month.allow(fixed or none)
        planned = cell is not None and cell.planned
        self.month.setText(tr("Take the month back") if planned else tr("Plan the month"))
        stands = cell is not None and bool(cell.audits)
        self.audit.setText(
            tr("Open {number}", number=cell.audits[-1].number)
            if cell is not None and stands
            else tr("Plan an audit")
        )
        self.audit.allow(none or ("" if stands else fixed))

    def set_low(self, low: bool) -> None:
        """Where there is no height for more: the month and what may be done in it. The rest
        stands under Lines."""
        self._low = low
        self.name.setHidden(low)
        self.reason.setHidden(low)
        self.facts.setVisible(not low and bool(self.facts.text()))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(4)
        for words in (self.name, self.facts, self.warning, self.cell):
            left.addWidget(words)
        ways = QHBoxLayout()
        ways.setSpacing(4)
        ways.addWidget(self.audit)
        ways.addWidget(self.month)
        ways.addStretch(1)
        left.addLayout(ways)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(self.reason, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(HairLine())
        column.addLayout(row)


def _facts(row: YearRow | None) -> str:
    """`High; every 6 months; 9001:2015 8.4; Tom Hale`."""
    if row is None:
        return ""
    every = tr("every month") if row.every == 1 else tr("every {n} months", n=row.every)
    parts = (
        tr(row.weight.value) if row.weight else "",
        every if row.every else "",
        row.clauses,
        row.auditor,
    )
    return " · ".join(filter(None, parts))
