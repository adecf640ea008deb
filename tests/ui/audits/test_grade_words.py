"""Words of the grades: typed in the dialog, they stand on the buttons onsite and in the list."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isodesk.registers.audit_words import Verdict
from isodesk.ui.audits.grade_words_dialog import GradeWordsDialog
from isodesk.ui.audits.verdict_row import VerdictRow
from isodesk.ui.audits.verdict_words import use_words, verdict_word
from tests.services.test_audit_verifying import found
from tests.ui.audits.conftest import Onsite
from tests.ui.office import dressed, jobs, office, reader
from tests.ui.registers.conftest import Page, page

__all__ = ["dressed", "jobs", "office", "page", "reader"]


def opened(onsite: Onsite) -> GradeWordsDialog:
    """The dialog of the menu Tools."""
    onsite.office.window.actions_["grade_words"].trigger()
    onsite.settle()
    (dialog,) = onsite.office.window.findChildren(GradeWordsDialog)
    return dialog


def test_the_words_of_the_dialog_stand_on_the_buttons(onsite: Onsite) -> None:
    dialog = opened(onsite)
    assert [field.line.placeholderText() for field in dialog.words.values()][:2] == [
        "Major nonconformity",
        "Minor nonconformity",
    ]
    QTest.keyClicks(dialog.words["MINOR"].line, "observation")
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    onsite.settle()
    assert dialog.isVisible() and "Another grade" in dialog.words["MINOR"].problem()
    dialog.words["MINOR"].line.selectAll()
    QTest.keyClicks(dialog.words["MINOR"].line, "Slip")
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    onsite.settle()
    assert not onsite.office.window.findChildren(GradeWordsDialog)
    assert VerdictRow().buttons[Verdict.MINOR].text() == "Slip"
    space = onsite.office.space
    assert space is not None and space.grade_words.get() == {"MINOR": "Slip"}
    use_words({})
    assert verdict_word(Verdict.MINOR) == "Minor"


def test_a_record_and_list_that_stand_open_say_the_new_words(page: Callable[..., Page]) -> None:
    shown = page(wide=1280, high=800)
    _, first, _ = found(shown.space)
    shown.open(first, "finding")
    combo = shown.field("grade").combo
    assert [combo.itemText(n) for n in range(combo.count())][-2:] == [
        "Observation",
        "Opportunity for improvement",
    ]
    shown.space.grade_words.save({"OBSERVATION": "Remark"})
    shown.settle()
    combo = shown.field("grade").combo
    assert combo.currentText() == "Remark"
    assert "Observation" not in [combo.itemText(n) for n in range(combo.count())]
    rows = shown.page.entries.list.list.model()
    assert "Remark" in str([rows.entry(n).values for n in range(rows.rowCount())])
    shown.qtbot.keyClick(shown.field("grade").editor, Qt.Key.Key_Down)
    shown.settle()
    assert shown.space.entries.get(first).values["grade"] == "OPPORTUNITY"
