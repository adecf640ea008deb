"""The evidence of a question: on disk before it is told, with real photos, seen again."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from isodesk.registers.audit_words import Proof
from isodesk.services.audit_evidence import Shot
from isodesk.services.audit_shots import is_picture
from isodesk.services.audit_values import QuestionValue
from isodesk.ui.audits.asked_dialog import AskedDialog
from isodesk.ui.audits.drawn_dialog import DrawnDialog
from isodesk.ui.audits.evidence_bar import EvidenceBar
from isodesk.ui.audits.picture_dialog import PictureDialog
from isodesk.ui.audits.sample_dialog import SampleDialog
from isodesk.ui.audits.seen_dialog import SeenDialog
from isodesk.ui.dialog import scrolling
from tests import photos
from tests.ui.audits.evidence.conftest import Room

Questions = Callable[[], tuple[QuestionValue, ...]]


class Bar:
    """The bar at a question, and what it told."""

    def __init__(self, room: Room, questions: Questions) -> None:
        self.room, self.space = room, room.space
        self.first, self.second = questions()[:2]
        self.bar = EvidenceBar(room.tools)
        self.told = 0
        self.bar.changed.connect(self._hear)
        room.show(self.bar)
        self.bar.show_question(self.first)
        room.settle()

    def _hear(self) -> None:
        self.told += 1
        # what is told lies on the disk: another connection reads it
        self.on_disk = self.space.audit_evidence.of_question(self.first.id)

    def file(self, name: str, content: bytes) -> Path:
        path = self.room.office.folder / name
        path.write_bytes(content)
        return path

    def take(self, *paths: Path, **more: Any) -> None:
        self.bar.asking.files(paths, **more)
        self.room.settle()

    def bytes_of(self, at: int = 0) -> bytes:
        return bytes(self.space.links.read(self.bar.pieces()[at].file_id or 0))

    def dialog(self, kind: type) -> Any:
        self.room.settle()
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind))


def seen(image: Any, x: int, y: int) -> str:
    """What colour stands at a point."""
    red, green, blue = image.convert("RGB").getpixel((x, y))
    if min(red, green, blue) > 200:
        return "light"
    return "red" if red > 180 and max(green, blue) < 90 else "else"


@pytest.fixture
def bar(room: Room, questions: Questions) -> Bar:
    return Bar(room, questions)


def test_a_photo_is_turned_scaled_and_tells_nothing_of_its_place(bar: Bar) -> None:
    bar.take(bar.file("IMG_2041.JPG", photos.jpeg(4000, 3000, orientation=6)))
    assert bar.told == 1 and len(bar.on_disk) == 1
    (piece,) = bar.bar.pieces()
    assert (piece.kind, piece.name, piece.media) == (Proof.PHOTO, "IMG_2041.jpg", "image/jpeg")
    image = photos.opened(bar.bytes_of())
    assert image.size == (1536, 2048)
    # a quarter clockwise: the lamp of the left stands above, the light sheet below
    assert seen(image, 896, 538) == "red" and seen(image, 768, 1536) == "light"
    assert not any(photos.details(bar.bytes_of()).values())
    assert b"Harrow Optics" not in bar.bytes_of()
    taken = piece.taken_at
    assert taken is not None
    zone = bar.space.desk.clock().tzinfo
    assert f"{taken.astimezone(zone):%Y-%m-%d %H:%M:%S}" == "2026-06-18 09:41:07"


def test_what_the_camera_wrote_stays_where_the_officer_wants_it(bar: Bar) -> None:
    bar.space.settings.set("photo_details", True)
    bar.space.settings.set("photo_side", 1280)
    bar.take(bar.file("a.jpg", photos.jpeg(2000, 1500, orientation=3, zone="+02:00")))
    kept = photos.details(bar.bytes_of())
    assert (kept["make"], kept["model"], kept["taken"]) == ("Harrow Optics", "HX-1", photos.TAKEN)
    assert kept["place"][1] == "N" and kept["place"][2] == (48.0, 12.0, 30.0)
    assert kept["orientation"] is None and photos.opened(bar.bytes_of()).size == (1280, 960)
    taken = bar.bar.pieces()[0].taken_at
    assert taken is not None and f"{taken:%H:%M}" == "07:41"


def test_an_iphones_photo_is_read(bar: Bar) -> None:
    heif = pytest.importorskip("pillow_heif")
    heif.register_heif_opener()
    path = bar.room.office.folder / "IMG_9.HEIC"
    photos.scene(1200, 900).save(path, "HEIF")
    bar.take(path)
    (piece,) = bar.bar.pieces()
    assert (piece.name, piece.media) == ("IMG_9.jpg", "image/jpeg")
    assert photos.opened(bar.bytes_of()).size == (1200, 900)


def test_what_is_no_picture_is_refused_in_one_sentence(bar: Bar) -> None:
    bar.take(bar.file("broken.jpg", photos.jpeg(400, 300)[:900]))
    assert bar.bar.pieces() == () and bar.told == 0
    assert "damaged" in bar.bar.problem()
    bar.take(bar.file("empty.txt", b""), photos=False)
    assert "is empty" in bar.bar.problem() and bar.bar.pieces() == ()


def test_the_same_photo_twice_is_stored_once(bar: Bar) -> None:
    path = bar.file("a.jpg", photos.jpeg(900, 700))
    bar.take(path)
    bar.take(path)
    first, second = bar.bar.pieces()
    assert first.file_id == second.file_id and first.id != second.id
    held = bar.space.desk.file.reader().execute("SELECT count(*) FROM file").fetchone()
    assert held[0] == 1


def test_files_are_dropped_and_pictures_pasted(bar: Bar) -> None:
    data = QMimeData()
    paths = [bar.file("log.csv", b"a;b\n1;2\n"), bar.file("a.png", photos.png())]
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    held = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(bar.bar, held)
    assert held.isAccepted()
    QApplication.sendEvent(bar.bar, QDropEvent(QPointF(5, 5), copy, data, left, none))
    bar.room.settle()
    kinds = {piece.name: piece.kind for piece in bar.bar.pieces()}
    assert kinds == {"log.csv": Proof.FILE, "a.png": Proof.PHOTO}
    QGuiApplication.clipboard().setImage(QImage.fromData(photos.png(320, 200)))
    bar.bar.asking.paste()
    bar.room.settle()
    assert bar.bar.pieces()[2].kind is Proof.PHOTO
    QGuiApplication.clipboard().clear()
    bar.bar.asking.paste()
    assert "no file and no picture" in bar.bar.problem()


def test_words_are_typed_where_the_photo_stands(bar: Bar) -> None:
    qtbot = bar.room.qtbot
    bar.take(bar.file("a.jpg", photos.jpeg(900, 700)))
    line = bar.bar.caption.what.line
    assert line.hasFocus()
    qtbot.keyClicks(line, "Mixer 2 panel")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    bar.room.settle()
    assert bar.on_disk[0].what == "Mixer 2 panel" and bar.bar.list.hasFocus()
    qtbot.keyClick(bar.bar.list, Qt.Key.Key_F2)
    bar.bar.caption.what.line.setText("Something else")
    qtbot.keyClick(bar.bar.caption.what.line, Qt.Key.Key_Escape)
    bar.room.settle()
    assert bar.bar.pieces()[0].what == "Mixer 2 panel"


def test_words_that_were_typed_are_saved_when_the_next_question_shows(bar: Bar) -> None:
    bar.take(bar.file("a.jpg", photos.jpeg(900, 700)))
    bar.bar.caption.what.line.setText("Gauge 4")
    bar.bar.show_question(bar.second)
    bar.room.settle()
    assert bar.on_disk[0].what == "Gauge 4" and bar.bar.pieces() == ()


def test_a_photo_lands_at_the_question_it_was_taken_for(bar: Bar) -> None:
    path = bar.file("a.jpg", photos.jpeg())
    bar.bar.asking.files([path])
    bar.bar.show_question(bar.second)
    bar.room.settle()
    assert bar.bar.pieces() == () and len(bar.on_disk) == 1


def test_a_place_is_remembered_from_question_to_question(bar: Bar) -> None:
    qtbot = bar.room.qtbot
    bar.bar.where.setFocus()
    qtbot.keyClicks(bar.bar.where, "Mixer 2")
    qtbot.keyClick(bar.bar.where, Qt.Key.Key_Return)
    bar.room.settle()
    assert bar.space.auditing.question(bar.first.id).place == "Mixer 2"
    bar.bar.show_question(bar.second)
    bar.take(bar.file("a.txt", b"words"))
    assert bar.bar.pieces()[0].place == "Mixer 2" == bar.bar.where.text()
    assert bar.space.auditing.question(bar.second.id).place == "Mixer 2"


def test_evidence_is_taken_off_and_put_back_with_its_file(bar: Bar) -> None:
    bar.take(bar.file("a.txt", b"words"))
    bar.bar.list.setFocus()
    bar.room.qtbot.keyClick(bar.bar.list, Qt.Key.Key_Delete)
    bar.room.settle()
    audit = bar.bar.pieces() == () and bar.space.audit_evidence.of_question(bar.first.id) == ()
    assert audit and bar.bar.undo.isVisible()
    bar.bar.undo.button.click()
    bar.room.settle()
    (piece,) = bar.bar.pieces()
    assert piece.name == "a.txt" and bar.bytes_of() == b"words" and not bar.bar.undo.isVisible()


def test_a_document_is_evidence_with_the_revision_that_was_seen(bar: Bar) -> None:
    office = bar.room.office
    document = office.document("Mixing instruction")
    office.issue(document, ("Line lead", "Mixer 2"), out=True)
    office.clock.later(days=3)
    office.revise(document, ("Line lead", "Mixer 2"))
    number = bar.space.documents.get(document).number
    bar.bar.asking.record()
    dialog: SeenDialog = bar.dialog(SeenDialog)
    dialog.record.line.setText(number)
    dialog.step.click()
    bar.room.settle()
    offered = [dialog.which.combo.itemText(n) for n in range(dialog.which.combo.count())]
    assert offered[0].startswith(f"{number} r2") and "In force since" in offered[0]
    at = next(n for n, words in enumerate(offered) if "r1, copy" in words)
    assert "Superseded" in offered[at]
    dialog.which.combo.setCurrentIndex(at)
    dialog.step.click()
    bar.room.settle()
    (piece,) = bar.bar.pieces()
    assert (piece.record_id, piece.revision) == (document, 1)
    assert piece.what == f"{number} r1, copy 1" and "Superseded" in piece.detail


def test_a_record_that_is_not_there_is_said_beside_its_field(bar: Bar) -> None:
    bar.bar.asking.record()
    dialog: SeenDialog = bar.dialog(SeenDialog)
    dialog.step.click()
    assert "Say which record" in dialog.record.problem()
    dialog.record.line.setText("XY-999")
    dialog.step.click()
    bar.room.settle()
    assert "names no record" in dialog.record.problem() and dialog.isVisible()
    dialog.reject()


def test_somebody_of_the_firm_or_any_name_is_asked(bar: Bar) -> None:
    qtbot = bar.room.qtbot
    bar.bar.asking.person()
    dialog: AskedDialog = bar.dialog(AskedDialog)
    dialog.step.click()
    bar.room.settle()
    assert "Say who was asked" in dialog.who.problem()
    dialog.who.combo.setEditText("J. Okafor")
    dialog.job.line.setText("Moulder, shift B")
    qtbot.keyClick(dialog.job.line, Qt.Key.Key_Return)
    bar.room.settle()
    bar.bar.asking.person()
    second: AskedDialog = bar.dialog(AskedDialog)
    second.who.combo.setEditText("Tom Hale")
    second.who.commit()
    second.step.click()
    bar.room.settle()
    okafor, hale = bar.bar.pieces()
    assert (okafor.what, okafor.detail, okafor.person_id) == ("J. Okafor", "Moulder, shift B", None)
    assert hale.person_id == bar.room.office.people["Tom Hale"] and hale.taken_at is not None


def test_a_sample_is_drawn_looked_at_and_taken_as_evidence(bar: Bar) -> None:
    for n in range(12):
        bar.space.entries.new("complaint", {"title": f"Complaint {n}"})
    bar.bar.asking.sample()
    dialog: SampleDialog = bar.dialog(SampleDialog)
    dialog.kind.combo.setCurrentIndex(dialog.kind.combo.findData("complaint"))
    dialog.state.combo.setCurrentIndex(dialog.state.combo.findData("draft"))
    bar.room.settle(400)
    assert "12 records" in dialog.said.text() and dialog.many.line.text() == "5"
    dialog.seed.line.setText("4711")
    dialog.step.click()
    bar.room.settle()
    drawn: DrawnDialog = bar.dialog(DrawnDialog)
    assert drawn.list.count() == 5 and "seed 4711" in drawn.said.text()
    bar.room.qtbot.keyClick(drawn.list, Qt.Key.Key_Space)
    bar.room.settle()
    assert len(bar.on_disk[0].looked) == 1
    drawn.take.click()
    bar.room.settle()
    assert [piece.kind for piece in bar.bar.pieces()] == [Proof.SAMPLE, Proof.RECORD]
    assert bar.bar.pieces()[1].record_id == bar.bar.pieces()[0].drawn[0]


def test_a_sample_of_another_laptop_is_ticked_by_its_names(bar: Bar) -> None:
    bar.space.audit_evidence.sample(
        bar.first.id, "Complaints", "7", 9, ["CMP-1  Leak", "CMP-2  Drip"], (-1, -2)
    )
    bar.bar.show_question(bar.first)
    bar.room.settle()
    (piece,) = bar.bar.pieces()
    bar.bar.opening.open(piece)
    drawn: DrawnDialog = bar.dialog(DrawnDialog)
    bar.room.settle()
    assert [drawn.list.item(n).text() for n in range(2)] == ["CMP-1  Leak", "CMP-2  Drip"]
    assert not drawn.take.isEnabled() and "other laptop" in drawn.take.toolTip()
    drawn.list.setCurrentRow(1)
    bar.room.qtbot.keyClick(drawn.list, Qt.Key.Key_Space)
    bar.room.settle()
    assert bar.on_disk[0].looked == {-2}
    assert "1 looked at" in drawn.said.text()


def test_a_photo_opens_at_full_size_and_its_words_are_changed(bar: Bar) -> None:
    bar.take(*(bar.file(f"{n}.jpg", photos.jpeg(900 + n, 700, 1)) for n in range(3)))
    bar.bar.caption.drop()
    bar.bar.list.setFocus()
    bar.bar.list.choose(bar.bar.pieces()[0].id)
    bar.room.qtbot.keyClick(bar.bar.list, Qt.Key.Key_Return)
    dialog: PictureDialog = bar.dialog(PictureDialog)
    bar.room.settle()
    assert dialog.view.image.width() == 900
    dialog.what.line.setText("Left of the shelf")
    bar.room.qtbot.keyClick(dialog.view, Qt.Key.Key_PageDown)
    bar.room.settle()
    assert dialog.view.image.width() == 901 and bar.on_disk[0].what == "Left of the shelf"
    dialog.accept()


def test_thirty_pieces_show_and_small_pictures_come_by_themselves(bar: Bar) -> None:
    bar.take(*(bar.file(f"{n}.jpg", photos.jpeg(300 + n, 200, 1)) for n in range(30)))
    bar.room.settle(400)
    assert len(bar.bar.pieces()) == 30 and bar.bar.list.height() < 1000
    assert bar.bar.model.image(bar.bar.pieces()[0]) is not None
    bar.bar.list.setFocus()
    bar.room.qtbot.keyClick(bar.bar.list, Qt.Key.Key_End)
    bar.room.settle(400)
    assert bar.bar.list.chosen() == bar.bar.pieces()[29]
    assert bar.bar.model.image(bar.bar.pieces()[29]) is not None


def test_on_a_page_that_scrolls_what_is_typed_into_stands_in_view(
    room: Room, questions: Questions
) -> None:
    question = questions()[0]
    for n in range(30):
        shot = Shot(f"{n}.txt", b"words %d" % n, "text/plain")
        room.space.audit_evidence.shot(question.id, Proof.FILE, shot)
    page, bar = QWidget(), EvidenceBar(room.tools)
    column = QVBoxLayout(page)
    column.addSpacing(500)
    column.addWidget(bar)
    area = scrolling(page)
    room.show(area, 700, 340)
    bar.show_question(question)
    room.settle()
    bar.reword(bar.pieces()[0])
    room.settle()
    inside = bar.caption.mapTo(area.viewport(), bar.caption.rect().bottomLeft()).y()
    assert 0 < inside <= area.viewport().height()
    bar.caption.drop()
    bar.list.setFocus()
    room.qtbot.keyClick(bar.list, Qt.Key.Key_End)
    room.settle()
    last = bar.list.visualRect(bar.list.currentIndex())
    assert bar.list.mapTo(area.viewport(), last.bottomLeft()).y() <= area.viewport().height()


def test_an_audit_that_is_not_held_takes_nothing(bar: Bar) -> None:
    bar.bar.allow("The report is issued; its answers stay as they are.")
    assert not any(button.isEnabled() for button in bar.bar.ways.buttons)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(bar.file("a.txt", b"words")))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    held = QDragEnterEvent(QPoint(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(bar.bar, held)
    assert not held.isAccepted()
    bar.take(bar.file("a.txt", b"words"))
    assert bar.bar.pieces() == () and "issued" in bar.bar.ways.photo.toolTip()


def test_the_window_is_not_held_while_photos_are_kept(bar: Bar) -> None:
    paths = [bar.file(f"IMG_{n}.jpg", photos.jpeg(4000, 3000, 6)) for n in range(3)]
    last, gaps = time.monotonic(), [0.0]

    def beat() -> None:
        nonlocal last
        now = time.monotonic()
        gaps.append(now - last)
        last = now

    timer = QTimer(interval=2)
    timer.timeout.connect(beat)
    timer.start()
    bar.take(*paths)
    timer.stop()
    assert len(bar.bar.pieces()) == 3 and len(gaps) > 30
    assert max(gaps) < 0.1, f"the window was held {max(gaps):.3f} s"


@pytest.mark.inputs
def test_real_photos_are_kept_or_refused_in_a_sentence(bar: Bar, inputs: Path) -> None:
    found = [p for p in sorted((inputs / "image").iterdir()) if is_picture(p.name)][:40]
    assert found
    kept = 0
    for path in found:
        before = len(bar.bar.pieces())
        bar.take(path)
        if len(bar.bar.pieces()) == before:
            assert bar.bar.problem().endswith((".", "…"))
            continue
        kept += 1
        image = photos.opened(bar.bytes_of(-1))
        image.load()
        assert max(image.size) <= 2048
        assert not any(photos.details(bar.bytes_of(-1)).values()), path.name
    assert kept > len(found) // 2
