"""The words of one piece of evidence, changed where it stands: what it shows, and where."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.registers.audit_words import Proof
from isodesk.services.audit_values import EvidenceValue
from isodesk.ui.audits.in_view import bring_into_view
from isodesk.ui.buttons import Button
from isodesk.ui.documents.step_dialog import row
from isodesk.ui.fields import LineField

_LABELS = {
    Proof.PHOTO: "What it shows",
    Proof.FILE: "What it shows",
    Proof.RECORD: "What was seen",
    Proof.PERSON: "Who was asked",
    Proof.SAMPLE: "What was drawn from",
}
_DETAILS = {Proof.RECORD: "How it stood", Proof.PERSON: "Function"}


class CaptionLine(QWidget):
    """`saved(id, what, detail, place)` on Enter or when another piece is taken; Esc leaves the
    words as they were."""

    saved = Signal(int, str, str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._piece: EvidenceValue | None = None
        self.what, self.detail = LineField(tr("What it shows")), LineField(tr("Function"))
        self.place = LineField(tr("Where"))
        self.keep = Button(tr("Done"), self.save)
        line = row(self, 12)
        for field, share in ((self.what, 5), (self.detail, 4), (self.place, 3)):
            line.addWidget(field, share)
            field.line.installEventFilter(self)
        line.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignBottom)
        self.hide()

    def edit(self, piece: EvidenceValue, focus: bool = True) -> None:
        """Offer the words of a piece; what was typed for another is saved first."""
        if self._piece is not None and self._piece.id != piece.id:
            self.save()
        self._piece = piece
        label = tr(_LABELS[piece.kind])
        self.what.label.setText(label)
        self.what.line.setAccessibleName(label)
        self.detail.setVisible(piece.kind in _DETAILS)
        self.detail.label.setText(tr(_DETAILS.get(piece.kind, "Function")))
        self.what.set_value("" if piece.what == piece.name else piece.what)
        self.what.line.setPlaceholderText(piece.name)
        self.detail.set_value(piece.detail)
        self.place.set_value(piece.place)
        self.what.set_problem("")
        self.show()
        bring_into_view(self)
        if focus:
            self.what.line.setFocus()
            self.what.line.selectAll()

    def piece_id(self) -> int | None:
        """Whose words stand there."""
        return self._piece.id if self._piece is not None else None

    def save(self) -> None:
        """Send what changed, and go."""
        piece, self._piece = self._piece, None
        self.hide()
        if piece is None:
            return
        what = self.what.value() or piece.name or piece.what
        detail = self.detail.value() if piece.kind in _DETAILS else piece.detail
        words = (what, detail, self.place.value())
        if words != (piece.what, piece.detail, piece.place):
            self.saved.emit(piece.id, *words)

    def drop(self) -> None:
        """Go without saving."""
        self._piece = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.save()
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.drop()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)
