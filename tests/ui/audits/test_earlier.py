"""Earlier findings that hold are closed from the audit that looked at them."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import Answer
from isodesk.ui.audits.earlier_dialog import EarlierDialog
from tests.audits import audit
from tests.services.test_audit_verifying import again, found
from tests.ui.office import dressed, jobs, office, reader
from tests.ui.registers.conftest import Page, page

__all__ = ["dressed", "jobs", "office", "page", "reader"]
Make = Callable[..., Page]


def entry(shown: Page, made: int) -> Any:
    """The entry of the audit's menu; None where it is not offered."""
    shown.open(made, "audit")
    shown.record.more.aboutToShow.emit()
    words = "Verify earlier findings…"
    return next((a for a in shown.record.more.actions() if a.text() == words), None)


def test_what_holds_is_ticked_and_closed(page: Make) -> None:
    shown = page(wide=1280, high=800)
    old, first, second = found(shown.space)
    made = again(shown.space, old)
    holds, fails, *_ = shown.space.auditing.questions(made)
    shown.space.auditing.answer(holds.id, Answer(Verdict.CONFORM, "Right at all four mixers."))
    shown.space.auditing.answer(fails.id, Answer(Verdict.MINOR, "Still the old sheet."))
    entry(shown, made).trigger()
    shown.settle()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, EarlierDialog))
    _picture(dialog, "earlier")
    assert dialog.model.ticked() == {str(first)}
    assert dialog.hint.text() == "1 of 1 ticked."
    shown.qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    shown.settle()
    assert shown.space.entries.get(first).state == "closed"
    assert shown.space.entries.get(second).state == "open"
    assert "1 earlier finding is closed." in shown.said


def test_it_is_offered_where_earlier_findings_were_asked_about(page: Make) -> None:
    shown = page()
    assert entry(shown, audit(shown.space)) is None


def _picture(widget: QWidget, name: str) -> None:
    if folder := os.environ.get("ISODESK_PICTURES"):
        widget.grab().save(str(Path(folder) / f"{name}.png"))
