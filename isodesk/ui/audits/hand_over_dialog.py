"""Hand an audit to a colleague: to whom, then the code that is told and not sent."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField
from isodesk.ui.parts import Words
from isodesk.ui.theme import MEDIUM, TITLE

if TYPE_CHECKING:
    from isodesk.services.handing_over import HandedOver


class HandOverDialog(StepDialog):
    """Makes the package, asks where it is saved, and shows its code."""

    help_topic = "audit-handover"

    def __init__(self, tools: Tools, audit_id: int, parent: QWidget | None = None) -> None:
        super().__init__(
            tools,
            tr("Hand the audit over"),
            tr(
                "Its questions and answers go into one file that a colleague opens with isodesk on"
                " another laptop. What is answered there is merged here later."
            ),
            parent=parent,
        )
        self._audit = audit_id
        self.name = LineField(tr("To whom"))
        self.add_field("name", self.name)
        self.code = Words("", ratio=TITLE, weight=MEDIUM)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setAccessibleName(tr("Code of the package"))
        self.told = self.add_words("", tone="second")
        self.body.addWidget(self.code)
        self.code.hide()
        self.told.hide()
        self.leave = self.add_close(tr("&Cancel"))
        self.copy = self.add_button(tr("Copy the &code"), self._copy, icon="copy")
        self.copy.hide()
        self.step = self.add_step(tr("&Make the package"), self._make, primary=True)
        self.name.editor.setFocus()

    def save(self, made: "HandedOver", path: Path) -> None:
        """Write it and show the code."""

        def write(_: Progress) -> None:
            path.write_bytes(made.content)

        def written(_: object) -> None:
            self.name.hide()
            self.step.hide()
            self.told.setText(
                tr(
                    "{name} is saved. Tell {who} this code by word of mouth or by telephone; it is"
                    " not in the file. It stands in the audit under “Handed over”.",
                    name=path.name,
                    who=self.name.value(),
                )
            )
            self.code.setText(made.code)
            for part in (self.told, self.code, self.copy):
                part.show()
            self.leave.setText(tr("Close"))
            self.take_room()

        self.tools.read(self, write, written, self.refuse)

    def _make(self) -> None:
        handing, audit, name = self.tools.space.handing_over, self._audit, self.name.value()
        self._allow(False)
        job = self.tools.write(
            self, lambda _: handing.hand_over(audit, name), self._ask_where, self.refuse
        )
        self.busy.watch(job, tr("Making the package"))

    def _ask_where(self, made: "HandedOver") -> None:
        from isodesk.ui.audits.handing import asked_path

        settings = self.tools.space.settings
        path = asked_path(self, tr("Save the package"), made.name, settings)
        if path is not None:
            self.save(made, path)
        else:
            self._allow(True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
        self.hint.setText(tr("Copied."))
