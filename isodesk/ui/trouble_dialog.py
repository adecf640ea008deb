"""A bug, said in one sentence; the report without record text lies folded beneath."""

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from isodesk.i18n import tr
from isodesk.ui.dialog import Dialog
from isodesk.ui.parts import Words


class TroubleDialog(Dialog):
    """What happened, what to do, and the report for whoever mends isodesk."""

    def __init__(self, report: Path, parent: QWidget | None = None) -> None:
        super().__init__(tr("Something went wrong in isodesk"), wide=620, parent=parent)
        sentence = tr(
            "What was saved is safe, and what you typed is still on the screen. Do it once more;"
            " if it happens again, send the report below. It holds no text of your records."
        )
        self.body.addWidget(Words(sentence, wrap=True))
        self.details = QPlainTextEdit(report.read_text(encoding="utf-8"))
        self.details.setReadOnly(True)
        self.details.setAccessibleName(tr("Report"))
        self.details.hide()
        self.body.addWidget(self.details)
        self.hint.setText(str(report))
        self.add_button(tr("Show the report"), lambda: self.details.setVisible(True))
        self.add_button(tr("Close"), self.accept, "primary")
