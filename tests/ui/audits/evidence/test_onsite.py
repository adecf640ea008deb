"""Evidence in the whole window: what is dropped on the run is the question's, not the window's."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog

from isodesk.registers.audit_words import Proof
from isodesk.services.audit_evidence import Shot
from isodesk.ui.audits.evidence_gallery import EvidenceTab
from isodesk.ui.audits.evidence_ways import EvidenceWays
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


def test_the_record_shows_all_evidence_with_its_questions(onsite: Onsite) -> None:
    space = onsite.office.space
    assert space is not None
    first, second = onsite.view.course.questions[:2]
    shot = Shot("panel.jpg", photos.jpeg(400, 300, 1), "image/jpeg")
    space.audit_evidence.shot(first.id, Proof.PHOTO, shot, "Mixer 2 panel")
    space.audit_evidence.person(second.id, "J. Okafor", "Moulder")
    onsite.view.leaving.leave()
    onsite.settle()
    onsite.office.pages.open_record(onsite.audit, "audit")
    onsite.settle()
    onsite.office.pages.register_page().record.show_tab("audit_evidence")
    onsite.settle()
    tab = next(w for w in QApplication.allWidgets() if isinstance(w, EvidenceTab))
    gallery = tab.gallery
    assert [gallery.model.second_line(p).split(",")[0] for p in gallery.pieces()] == [
        "Question 1",
        "Question 2",
    ]
    assert gallery.list.isVisible() and gallery.findChild(EvidenceWays) is None
    gallery.reword(gallery.pieces()[0])
    gallery.caption.what.line.setText("Panel of mixer 2")
    gallery.caption.save()
    onsite.settle()
    assert space.audit_evidence.of_question(first.id)[0].what == "Panel of mixer 2"
    gallery.list.choose(gallery.pieces()[1].id)
    gallery.list.setFocus()
    onsite.key(Qt.Key.Key_Delete)
    assert space.audit_evidence.of_question(second.id) == ()
    gallery.undo.button.click()
    onsite.settle()
    assert len(gallery.pieces()) == 2
