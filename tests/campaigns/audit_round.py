"""The round of kills.py in which an audit is held: the real window, its run and its keys.

What the run shows as on disk is told: the verdict and note of a question, and a photo that was
taken into the file. None of it may be missing afterwards.
"""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QCoreApplication, QEventLoop, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import isodesk.services.audit_beside
import isodesk.services.audit_evidence
import isodesk.services.audit_findings
import isodesk.ui.audits.run_view
import isodesk.ui.registers.page  # noqa: F401
from isodesk.core.clock import OfficeClock
from isodesk.intake.reader import Reader
from isodesk.services.audit_values import QuestionValue
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.ui import theme
from isodesk.ui.office import Office
from tests.audits import held
from tests.company import FOUNDING

WORDS = ["seen at the mixer", "shift B knew it by heart", "the sheet hangs at the panel"]


def prepare(path: Path) -> None:
    """A company with an audit of both standards that has been started."""
    path.parent.mkdir(parents=True)
    with Reader() as reader:
        space = Workspace.create(path, FOUNDING, Settings(), reader, OfficeClock())
        held(space)
        space.close()


def work(path: Path, tell: Callable[[object], None]) -> None:
    """Hold the audit by keys, question by question; each thing is told when the run shows it."""
    app = QApplication([])
    theme.apply(app, "light")
    with Reader() as reader:
        office = Office(Settings(), reader)
        office.open(path)
        office.begin_writing()
        _until(lambda: office.space is not None and office.space.read_only is None)
        assert office.space is not None
        audit = office.space.desk.file.reader().execute("SELECT id FROM audit").fetchone()[0]
        office.window.show()
        office.onsite.go(audit)
        _until(lambda: office.onsite.view is not None)
        _hold(office, tell, random.Random(time.time_ns()))
        office.close()


def missing(path: Path, told: list[Any], rows: Callable[[Path, str], list[Any]]) -> str:
    """What was told and is not in the file; "" where nothing is missing."""
    answers = {
        row[0]: row[1:] for row in rows(path, "SELECT id, verdict, note FROM audit_question")
    }
    photos = {
        row[0]
        for row in rows(
            path,
            "SELECT e.id FROM audit_evidence e JOIN attachment a ON a.id = e.attachment"
            " JOIN file f ON f.id = a.file_id WHERE e.ended IS NULL",
        )
    }
    for what, key, *said in told:
        if what == "photo" and key not in photos:
            return f"photo {key} was told and is not there"
        if what == "answer":
            verdict, note = answers[key]
            if verdict != said[0] or not (note or "").startswith(said[1]):
                return f"question {key} was told as {said} and is {verdict}, {note!r}"
    return ""


def _hold(office: Office, tell: Callable[[object], None], chance: random.Random) -> None:
    view = office.onsite.view
    assert view is not None

    def answered(question: QuestionValue) -> None:
        if question.verdict is not None:
            tell(["answer", question.id, question.verdict.name, question.note])

    view.course.changed.connect(answered)
    view.evidence.asking.taking.landed.connect(lambda _, made: tell(["photo", made]))
    for n in range(len(view.course.questions)):
        stood = view.course.question.id
        _press(office, Qt.Key(Qt.Key.Key_1.value + chance.randrange(6)))
        if n % 3 == 1:
            _type(office, chance.choice(WORDS) + ".")
        if n % 4 == 2:
            _photo(office, picture(chance))
        _press(office, Qt.Key.Key_PageDown)
        _until(lambda stood=stood: view.course.question.id != stood)  # type: ignore[misc]


def _photo(office: Office, content: bytes) -> None:
    view = office.onsite.view
    assert view is not None
    view.evidence.asking.taking.shot(view.course.question.id, "Mixer 2", content)


def picture(chance: random.Random) -> bytes:
    """A small JPEG, each another."""
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(chance.randrange(360), 90, 200))
    painter = QPainter(image)
    for _ in range(12):
        box = [chance.randrange(240) for _ in range(4)]
        painter.fillRect(*box, QColor.fromHsv(chance.randrange(360), 200, 200))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")
    return bytes(buffer.data().data())


def _press(office: Office, key: Qt.Key) -> None:
    QTest.keyClick(office.window.focusWidget() or office.window, key)
    _turn()


def _type(office: Office, words: str) -> None:
    for letter in words:
        QTest.keyClicks(office.window.focusWidget() or office.window, letter)
    _turn()


def _until(done: Callable[[], bool]) -> None:
    while not done():
        _turn()


def _turn() -> None:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    time.sleep(0.001)
