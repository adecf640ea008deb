"""Evidence in the whole window: what is dropped on the run is the question's, not the window's."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog

from isodesk.registers.audit_words import Proof
from tests import photos
from tests.ui.audits.conftest import Onsite

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)


def test_a_photo_dropped_anywhere_on_the_run_is_evidence(onsite: Onsite, tmp_path: Path) -> None:
    path = tmp_path / "IMG_7.jpg"
    path.write_bytes(photos.jpeg(1600, 1200, 6))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    view, question = onsite.view, onsite.view.course.question
    held = QDragEnterEvent(QPoint(400, 300), COPY, data, LEFT, NONE)
    QApplication.sendEvent(view, held)
    assert held.isAccepted()
    QApplication.sendEvent(view, QDropEvent(QPointF(400, 300), COPY, data, LEFT, NONE))
    onsite.settle()
    space = onsite.office.space
    assert space is not None
    (piece,) = space.audit_evidence.of_question(question.id)
    assert (piece.kind, piece.name) == (Proof.PHOTO, "IMG_7.jpg")
    assert not any(isinstance(w, QDialog) and w.isVisible() for w in QApplication.topLevelWidgets())
    onsite.type("Gauge at mixer 2")
    onsite.key(Qt.Key.Key_Return)
    (piece,) = space.audit_evidence.of_question(question.id)
    assert piece.what == "Gauge at mixer 2"
