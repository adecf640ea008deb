"""An audit on paper through its window: printed, keyed in by keyboard alone, the scan attached."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import Answer
from isodesk.ui.audits.key_paper_dialog import KeyPaperDialog
from isodesk.ui.audits.key_paper_model import GOOD
from isodesk.ui.audits.papers_dialog import PapersDialog
from tests.audits import audit, audit_of, held
from tests.ui.office import dressed, jobs, office, reader
from tests.ui.registers.conftest import Page, page

__all__ = ["dressed", "jobs", "office", "page", "reader"]
Make = Callable[..., Page]


def test_a_paper_is_keyed_in_by_keyboard_alone(page: Make) -> None:
    shown = page(wide=1280, high=760)
    questions = held(shown.space, "process:purchasing")
    made = audit_of(shown.space, questions[0].id)
    shown.space.audit_on_paper.print(made, given_to="Robin Amsel")
    papers = _papers(shown, made)
    _picture(papers, "papers")
    shown.qtbot.keyClick(papers.list, Qt.Key.Key_Return)
    dialog = _dialog(shown, KeyPaperDialog)
    table = dialog.table
    for keys in ("1", "2"):
        shown.qtbot.keyClicks(table, keys)
        shown.qtbot.keyClick(table, Qt.Key.Key_Return)
    shown.qtbot.keyClicks(table, "3")
    shown.qtbot.keyClicks(table, "N")
    editor = table.viewport().findChild(QLineEdit)
    shown.qtbot.keyClicks(editor, "o order for lot 7")
    shown.qtbot.keyClick(editor, Qt.Key.Key_Return)
    shown.qtbot.wait(20)
    assert table.currentIndex().row() == 3
    dialog.number.line.setText("9")
    shown.qtbot.keyClick(dialog.number.line, Qt.Key.Key_Return)
    shown.qtbot.keyClicks(table, "6")
    shown.settle()
    _picture(dialog, "key-paper")
    said = shown.space.auditing.questions(made)
    assert [q.verdict for q in said[:4]] == [Verdict.CONFORM, Verdict.MINOR, Verdict.MAJOR, None]
    assert said[2].note == "No order for lot 7"
    assert said[8].verdict is Verdict.NOT_APPLICABLE
    assert "4 of 10 keyed in" in dialog.hint.text()
    dialog.number.line.setText("44")
    shown.qtbot.keyClick(dialog.number.line, Qt.Key.Key_Return)
    assert "no question 44" in dialog.number.problem()
    dialog.reject()
    shown.settle()
    assert papers.model.entry(0).values[4] == "4 of 10"


def test_good_practice_is_keyed_in_as_it_was_ticked(page: Make) -> None:
    shown = page(wide=1280, high=760)
    questions = held(shown.space, "process:purchasing")
    made = audit_of(shown.space, questions[0].id)
    shown.space.audit_on_paper.print(made)
    (paper,) = shown.space.audit_on_paper.of(made)
    dialog = KeyPaperDialog(_tools(shown), paper, lambda: None, shown.page)
    dialog.open()
    for keys in ("7", "17", "177", "27", "172"):
        shown.qtbot.keyClicks(dialog.table, keys)
        shown.qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    shown.settle()
    _picture(dialog, "key-paper-good")
    said = shown.space.auditing.questions(made)
    assert [(q.verdict, q.good) for q in said[:5]] == [
        (Verdict.CONFORM, True),
        (Verdict.CONFORM, True),
        (Verdict.CONFORM, False),
        (Verdict.MINOR, False),
        (Verdict.MINOR, False),
    ]
    assert dialog.model.words(0, GOOD) == "Yes" and dialog.model.words(3, GOOD) == ""
    dialog.reject()
    shown.settle()


def test_nothing_is_keyed_in_before_the_audit_runs(page: Make) -> None:
    shown = page()
    made = audit(shown.space)
    papers = _papers(shown, made)
    assert not papers.all.isEnabled() and "no question yet" in papers.all.toolTip()
    papers.reject()
    shown.space.audit_filling.fill(made, ["process:purchasing"])
    shown.space.audit_on_paper.print(made)
    papers = _papers(shown, made)
    assert papers.all.isEnabled()
    assert not papers.key_in.isEnabled() and "only planned" in papers.key_in.toolTip()


def test_an_answer_that_is_refused_is_taken_back_on_the_screen(page: Make) -> None:
    shown = page()
    questions = held(shown.space, "process:purchasing")
    made = audit_of(shown.space, questions[0].id)
    shown.space.audit_on_paper.print(made)
    (paper,) = shown.space.audit_on_paper.of(made)
    dialog = KeyPaperDialog(_tools(shown), paper, lambda: None, shown.page)
    dialog.open()
    shown.space.auditing.take_out([questions[0].id])
    shown.qtbot.keyClicks(dialog.table, "1")
    shown.settle()
    assert dialog.model.keyed() == 0
    assert "no longer in the audit" in dialog.banner.words()
    dialog.reject()


def test_the_scan_is_kept_with_the_audit(page: Make, tmp_path: Path) -> None:
    shown = page()
    questions = held(shown.space, "process:purchasing")
    made = audit_of(shown.space, questions[0].id)
    shown.space.auditing.answer(questions[0].id, Answer(Verdict.CONFORM))
    papers = _papers(shown, made)
    scan = tmp_path / "scan of AUD-2026-01-B1.png"
    Image.new("L", (600, 800), 255).save(scan)
    papers.take_scan(scan)
    shown.settle()
    assert [file.name for file in shown.space.links.files_of(made)] == [scan.name]
    no_scan = tmp_path / "notes.txt"
    no_scan.write_text("nothing to see")
    papers.take_scan(no_scan)
    shown.settle()
    assert "neither a scan nor a photo" in papers.banner.words()


def _papers(shown: Page, made: int) -> Any:
    shown.open(made, "audit")
    shown.record.show_tab("audit_question")
    shown.settle()
    shown.record._lines["audit", "audit_question"].paper.click()
    return _dialog(shown, PapersDialog)


def _dialog(shown: Page, kind: type) -> Any:
    shown.settle()
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def _tools(shown: Page) -> Any:
    return shown.record.tools


def _picture(widget: Any, name: str) -> None:
    """For who wants to look: ISODESK_PICTURES names a folder."""
    folder = os.environ.get("ISODESK_PICTURES")
    if folder:
        widget.grab().save(str(Path(folder) / f"{name}.png"))
