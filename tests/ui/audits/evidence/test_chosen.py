"""Alt+P onsite: the photo that is chosen in the system's dialog comes, the first one too."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from isodesk.ui import camera
from tests import photos
from tests.ui.audits.conftest import Onsite

ALT = Qt.KeyboardModifier.AltModifier


def test_the_first_photo_by_alt_p_comes(
    onsite: Onsite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera, "is_there", lambda: False)
    view = onsite.view
    for n in range(3):
        path = tmp_path / f"IMG_{n}.jpg"
        path.write_bytes(photos.jpeg(900 + n, 600))
        answering = QTimer(interval=20)
        answering.timeout.connect(lambda path=path: _choose(path))
        answering.start()
        onsite.key(Qt.Key.Key_P, ALT)
        onsite.settle()
        answering.stop()
        assert view.course.question.evidence == n + 1
        onsite.office.window.activateWindow()  # as a desktop does when a dialog closes
        onsite.key(Qt.Key.Key_Escape)


def _choose(path: Path) -> None:
    asked = QApplication.activeModalWidget()
    if isinstance(asked, QFileDialog):
        line = asked.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setText(str(path))
        QTest.keyClick(line, Qt.Key.Key_Return)
