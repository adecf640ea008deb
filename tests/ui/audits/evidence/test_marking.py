"""Marks on a photo: drawn by hand and by keys, kept as a picture of their own beside the photo."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from isodesk.registers.audit_words import Proof
from isodesk.services.audit_evidence import Shot
from isodesk.services.audit_values import EvidenceValue, QuestionValue
from isodesk.store.verify import verify
from isodesk.ui.audits.evidence_bar import EvidenceBar
from isodesk.ui.audits.mark_dialog import MarkDialog
from isodesk.ui.audits.marks_drawn import Tool
from isodesk.ui.audits.picture_dialog import PictureDialog
from tests import photos
from tests.ui.audits.evidence.conftest import Room

LEFT = Qt.MouseButton.LeftButton
PHOTO = photos.jpeg(1600, 1200, orientation=1, place=False)


class Marking:
    """A photo at a question, and the dialog that marks it."""

    def __init__(self, room: Room, question: QuestionValue) -> None:
        self.room, self.space, self.question = room, room.space, question
        shot = Shot("panel.jpg", PHOTO, "image/jpeg")
        self.space.audit_evidence.shot(question.id, Proof.PHOTO, shot, "Mixer 2 panel")
        self.bar = EvidenceBar(room.tools)
        room.show(self.bar, 1280, 800)
        self.bar.show_question(question)
        room.settle()

    @property
    def piece(self) -> EvidenceValue:
        (piece,) = self.space.audit_evidence.of_question(self.question.id)
        return piece

    def open(self) -> MarkDialog:
        dialog = MarkDialog(self.room.tools, self.bar, self.piece)
        dialog.open()
        self.room.qtbot.waitUntil(dialog.isActiveWindow)
        self.room.settle()
        return dialog

    def drag(self, dialog: MarkDialog, *way: tuple[float, float]) -> None:
        """Over these places of the picture, each from 0 to 1."""
        place = dialog.view.place()
        points = [
            QPoint(round(place.left() + x * place.width()), round(place.top() + y * place.height()))
            for x, y in way
        ]
        QTest.mousePress(dialog.view, LEFT, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(dialog.view, point)
        QTest.mouseRelease(dialog.view, LEFT, pos=points[-1])

    def keep(self, dialog: MarkDialog) -> None:
        dialog.keep.click()
        self.room.settle()

    def picture(self) -> Any:
        return photos.opened(self.space.links.read(self.piece.file_id or 0)).convert("RGB")

    def reds(self, x0: float, y0: float, x1: float, y1: float) -> int:
        """Pixels of the marks' colour within a part of the kept picture."""
        image = self.picture()
        box = (x0 * image.width, y0 * image.height, x1 * image.width, y1 * image.height)
        part = image.crop(tuple(round(each) for each in box))
        return sum(
            1
            for red, green, blue in part.get_flattened_data()
            if abs(red - 216) < 20 and abs(green - 27) < 25 and abs(blue - 27) < 25
        )


@pytest.fixture
def marking(room: Room, questions: Callable[[], tuple[QuestionValue, ...]]) -> Marking:
    return Marking(room, questions()[0])


def test_marks_are_kept_as_a_picture_of_their_own_and_the_photo_stays(marking: Marking) -> None:
    before = marking.piece.file_id
    dialog = marking.open()
    assert not dialog.keep.isEnabled() and "Nothing is marked" in dialog.keep.toolTip()
    marking.drag(dialog, (0.92, 0.9), (0.7, 0.7))
    dialog.tool._take(Tool.BOX)
    marking.drag(dialog, (0.6, 0.15), (0.9, 0.4))
    assert len(dialog.view.marks) == 2
    marking.keep(dialog)
    piece = marking.piece
    assert piece.original_id == before and piece.file_id != before
    assert piece.name == "panel marked.jpg" and piece.what == "Mixer 2 panel"
    assert bytes(marking.space.links.read(before)) == PHOTO
    assert marking.picture().size == (1600, 1200)
    assert marking.reds(0.69, 0.69, 0.93, 0.91) > 500 and marking.reds(0.59, 0.14, 0.91, 0.41) > 500
    assert marking.reds(0.0, 0.86, 0.5, 1.0) == 0
    assert verify(marking.space.path).whole


def test_every_tool_draws_and_the_last_mark_is_taken_back(marking: Marking) -> None:
    dialog = marking.open()
    for tool in (Tool.ARROW, Tool.BOX, Tool.CIRCLE, Tool.FREE):
        dialog.tool._take(tool)
        marking.drag(dialog, (0.2, 0.2), (0.3, 0.4), (0.5, 0.5))
        assert dialog.view.marks[-1].tool is tool
    assert len(dialog.view.marks[-1].points) > 2
    dialog.tool._take(Tool.TEXT)
    marking.drag(dialog, (0.1, 0.9))
    assert len(dialog.view.marks) == 4 and dialog.words.hasFocus()
    QTest.keyClicks(dialog.words, "revision 1")
    marking.drag(dialog, (0.1, 0.9))
    assert dialog.view.marks[-1].words == "revision 1"
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [mark.tool for mark in dialog.view.marks][-1] is Tool.FREE
    dialog.reject()
    marking.room.settle()
    assert marking.piece.original_id is None


def test_a_mark_is_drawn_by_keys_alone(marking: Marking) -> None:
    dialog = marking.open()
    view, shift = dialog.view, Qt.KeyboardModifier.ShiftModifier
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Space)
    for _ in range(6):
        QTest.keyClick(view, Qt.Key.Key_Right, shift)
    QTest.keyClick(view, Qt.Key.Key_Space)
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Left, shift)
        QTest.keyClick(view, Qt.Key.Key_Up, shift)
    QTest.keyClick(view, Qt.Key.Key_Space)
    (mark,) = view.marks
    assert mark.points == ((1280.0, 600.0), (1040.0, 360.0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert dialog.isVisible() and len(view.marks) == 1
    marking.keep(dialog)
    assert marking.reds(0.6, 0.25, 0.85, 0.55) > 300


def test_marks_come_off_and_the_photo_is_as_it_was_taken(marking: Marking) -> None:
    before = marking.piece.file_id
    dialog = marking.open()
    marking.drag(dialog, (0.2, 0.2), (0.8, 0.8))
    marking.keep(dialog)
    again = marking.open()
    again.bare.click()
    marking.room.settle()
    marking.keep(again)
    assert (marking.piece.file_id, marking.piece.original_id) == (before, None)


def test_a_marked_photo_can_be_seen_without_its_marks(marking: Marking) -> None:
    dialog = marking.open()
    marking.drag(dialog, (0.2, 0.9), (0.45, 0.9))
    marking.keep(dialog)
    marking.bar.opening.open(marking.bar.pieces()[0])
    marking.room.settle()
    seen = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PictureDialog))
    red = seen.view.image.pixelColor(480, 1080)
    assert (red.red() > 190, red.green() < 60) == (True, True)
    seen.bare.click()
    marking.room.settle()
    assert seen.view.image.pixelColor(480, 1080).green() > 90
    seen.accept()


def test_taking_a_marked_photo_off_takes_both_files_and_brings_both_back(marking: Marking) -> None:
    dialog = marking.open()
    marking.drag(dialog, (0.2, 0.2), (0.8, 0.8))
    marking.keep(dialog)
    piece = marking.piece
    marking.space.audit_evidence.remove(piece.id)
    open_files = "SELECT count(*) FROM attachment WHERE ended IS NULL"
    reader = marking.space.desk.file.reader
    assert reader().execute(open_files).fetchone()[0] == 0
    marking.space.audit_evidence.put_back(piece.id)
    assert reader().execute(open_files).fetchone()[0] == 2
    assert marking.piece == piece
