"""What gives way on small screens and at large text, and what is never typed over."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QRadioButton, QWidget

from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import Answer
from isodesk.ui.audits.find_question import FindQuestion
from isodesk.ui.audits.place_line import PlaceLine
from isodesk.ui.audits.verdict_chips import VerdictChips
from isodesk.ui.fields import FilterField
from isodesk.ui.wrapped_choice import WrappedChoice
from tests.audits import audit, audit_of, held
from tests.ui.office import dressed, jobs, office, reader
from tests.ui.registers.conftest import Page, page

__all__ = ["dressed", "jobs", "office", "page", "reader"]
Make = Callable[..., Page]


def test_many_verdicts_fold_into_one_menu(page: Make) -> None:
    shown = page(wide=1280, high=760)
    questions = held(shown.space)
    for question, verdict in zip(questions, Verdict, strict=False):
        shown.space.auditing.answer(question.id, Answer(verdict))
    chips = VerdictChips(FilterField("Words"))
    shown.qtbot.addWidget(chips)
    chips.resize(380, 60)
    chips.show()
    chips.count(shown.space.auditing.questions(audit_of(shown.space, questions[0].id)))
    assert chips.folded.isVisible() and not any(c.isVisible() for c in chips.chips.values())
    menu = chips.folded.menu()
    menu.aboutToShow.emit()
    assert "Minor  1" in [action.text() for action in menu.actions()]
    next(a for a in menu.actions() if a.text() == "Minor  1").trigger()
    assert chips.chosen() == {"MINOR"} and chips.folded.text() == "Minor"
    chips.resize(1200, 60)
    assert not chips.folded.isVisible() and chips.chips["MINOR"].isVisible()


def test_the_code_of_a_package_is_not_typed_over(page: Make) -> None:
    shown = page(wide=1280, high=760)
    made = audit_of(shown.space, held(shown.space)[0].id)
    shown.space.handing_over.hand_over(made, "Robin Amsel")
    shown.open(made, "audit")
    shown.record.show_tab("audit_handover")
    shown.settle()
    tab = shown.record.lines_tab("audit_handover")
    assert tab.model.rowCount() == 1 and not tab.remove.isEnabled()
    editable = Qt.ItemFlag.ItemIsEditable
    assert not any(tab.model.flags(tab.model.index(0, at)) & editable for at in range(7))
    assert "nothing is typed here" in tab.words.text()


def test_a_carried_finding_is_read_from_its_next_audit(page: Make) -> None:
    shown = page()
    space = shown.space
    first = held(space)[0]
    space.auditing.answer(first.id, Answer(Verdict.MINOR, "No label."))
    finding = space.audit_findings.save(
        first.id, replace(space.audit_findings.draft(first.id), grade_reason="Seen once.")
    )
    space.entries.take(finding, "record")
    again = audit(space, title="A year later")
    space.entries.change(finding, {"carried_to_id": again})
    words = {link.words for link in space.links.of(again)}
    assert "Carried here" in words and not any(w.endswith(" to of") for w in words)


def test_found_questions_take_the_room_they_need(page: Make) -> None:
    shown = page(wide=1280, high=760)
    host = QWidget()
    shown.qtbot.addWidget(host)
    host.resize(900, 700)
    host.show()
    finder = FindQuestion(host)
    finder.open_over(held(shown.space), 0, QPoint(800, 40))
    tall = finder.height()
    finder.field.setText("1")
    finder.field.setText("no such words anywhere")
    assert finder.height() < tall / 3 and not finder.list.isVisible()
    foot = finder.count.mapTo(finder, finder.count.rect().bottomLeft()).y()
    assert foot < finder.height() - 4 and finder.count.height() >= finder.count.sizeHint().height()


def test_words_of_a_choice_wrap_and_choose_it(page: Make) -> None:
    shown = page()
    button = QRadioButton()
    choice = WrappedChoice(button, "As it was seen there. " * 20)
    shown.qtbot.addWidget(choice)
    choice.resize(300, 400)
    choice.show()
    assert (
        choice.minimumSizeHint().width()
        < 300
        < choice.words.fontMetrics().horizontalAdvance(choice.words.text())
    )
    shown.qtbot.mouseClick(choice.words, Qt.MouseButton.LeftButton)
    assert button.isChecked() and button.accessibleName().startswith("As it was seen there.")


def test_a_long_place_shows_its_beginning(page: Make) -> None:
    shown = page()
    line = PlaceLine()
    shown.qtbot.addWidget(line)
    line.show_place("Test bay, bench 3, behind the column")
    assert line.cursorPosition() == 0 and not line.isModified()
    assert line.toolTip().startswith("Test bay, bench 3, behind the column")
