"""Every real file there is, dropped on the window at once: none stops it, each is answered for."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer

from isodesk.ui.import_dialog import ImportDialog
from tests.journeys.officer import Officer

TICK = 10
LONGEST_PAUSE = 1.0
"""Seconds. The floor is 0.25 on a quiet computer; tests share theirs with others."""


class Pulse(QObject):
    """Counts how long the window was ever deaf: the longest gap between two ticks of 10 ms."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def begin(self) -> None:
        """Measure from now."""
        self.longest, self._last = 0.0, time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


@pytest.mark.inputs
def test_everything_dropped_at_once_is_taken_or_refused_with_a_reason(
    sample: Officer, inputs: Path
) -> None:
    files = sorted(path for path in inputs.rglob("*") if path.is_file())
    before = sample.space.lists.document_count()
    pulse = Pulse()
    sample.drop([inputs])
    dialog = sample.dialog("Bring in files")
    assert isinstance(dialog, ImportDialog)
    surveyed, rows = pulse.longest, dialog.model.rows
    answered = {row.path for row in rows}
    assert {path for path in files if path not in answered} == set()
    assert all(row.why for row in rows if row.refused), "each refusal has its reason"
    sample.look("20 everything dropped")
    dialog._type.setCurrentIndex(dialog._type.findText("External document"))
    dialog._type.activated.emit(dialog._type.currentIndex())
    sample.wait(lambda: not dialog._wait.isActive())
    sample.settle()
    pulse.begin()
    sample.press(dialog.go.text())
    applied = pulse.longest
    print(f"\nlongest pause: looking {surveyed:.3f} s, bringing in {applied:.3f} s")
    assert "brought in." in sample.answer()
    refused = dialog.as_table().rows
    assert all(why for _, why in refused)
    sample.look("21 everything brought in")
    sample.press("Close")
    taken = sample.space.lists.document_count() - before
    print(f"{len(rows)} files: {taken} documents, {len(refused)} refused")
    assert taken > 0
    verify(sample)
    assert max(surveyed, applied) < LONGEST_PAUSE


def verify(officer: Officer) -> None:
    officer.take("File", "Verify this file")
    assert officer.answer().startswith("The file is whole."), officer.answer()
    officer.press("Close")
