"""A finding in one go: prefilled, refused field by field, recorded by keys, with its
nonconformity."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from isodesk.registers.audit_words import Grade, Verdict
from isodesk.services.audit_values import Answer, QuestionValue
from isodesk.ui.audits.finding_dialog import FindingDialog
from tests.ui.audits.evidence.conftest import Room

NOTE = "Mixer 2 has revision 1 taped to the panel. The operator knew the ratio by heart."
CONTROL = Qt.KeyboardModifier.ControlModifier


class Asked:
    """A question with a verdict, and the dialog over it."""

    def __init__(self, room: Room, question: QuestionValue) -> None:
        self.room, self.space, self.question = room, room.space, question
        self.done: list[int] = []
        self.home = QWidget()
        room.show(self.home, 1000, 800)

    def judge(self, verdict: Verdict, note: str = NOTE) -> None:
        self.space.auditing.answer(self.question.id, Answer(verdict, note))

    def open(self) -> FindingDialog:
        dialog = FindingDialog(self.room.tools, self.question, self.done.append, self.home)
        dialog.open()
        self.room.qtbot.waitUntil(dialog.isActiveWindow)
        self.room.settle()
        return dialog

    def keys(self, dialog: FindingDialog, *keys: Any) -> None:
        """Keys and words go where the keyboard is."""
        for key in keys:
            focus = dialog.focusWidget()
            assert focus is not None
            if isinstance(key, str):
                QTest.keyClicks(focus, key)
            elif isinstance(key, tuple):
                QTest.keyClick(focus, *key)
            else:
                QTest.keyClick(focus, key)
        self.room.settle()

    def finding(self) -> Any:
        """The finding as it lies in the file."""
        question = self.space.auditing.question(self.question.id)
        return self.space.entries.get(question.finding_id)


@pytest.fixture
def asked(room: Room, questions: Callable[[], tuple[QuestionValue, ...]]) -> Asked:
    return Asked(room, questions()[0])


def test_it_is_filled_from_the_answer_and_recorded_by_keys_alone(asked: Asked) -> None:
    asked.judge(Verdict.MINOR)
    asked.space.audit_evidence.person(asked.question.id, "J. Okafor", "Moulder")
    dialog = asked.open()
    assert dialog.title.value() == "Mixer 2 has revision 1 taped to the panel"
    assert dialog.grade.value() is Grade.MINOR and dialog.gap.value() == NOTE
    assert "9001:2015" in dialog.requirement.value() and "J. Okafor" in dialog.evidence.value()
    tab = Qt.Key.Key_Tab
    asked.keys(
        dialog, "Old sheet at mixer 2", tab, tab, "One place only", (Qt.Key.Key_Return, CONTROL)
    )
    finding = asked.finding()
    assert asked.done == [finding.id] and finding.state == "open"
    assert finding.title == "Old sheet at mixer 2"
    assert finding.values["grade_reason"] == "One place only"
    assert "is recorded, NC-" in asked.room.said[-1]
    found = asked.space.picking.find(("nonconformity",), "Old sheet at mixer 2")
    nonconformity = asked.space.entries.get(found[0].id)
    assert nonconformity.values["origin"] == "INTERNAL_AUDIT"
    assert nonconformity.values["requirement"] == finding.values["requirement"]
    assert "J. Okafor" in nonconformity.values["evidence"]


def test_every_missing_part_is_said_beside_its_field_and_nothing_is_written(asked: Asked) -> None:
    asked.judge(Verdict.MAJOR)
    dialog = asked.open()
    for field in (dialog.title, dialog.requirement, dialog.evidence, dialog.gap):
        field.put("")
    asked.keys(dialog, (Qt.Key.Key_Return, CONTROL))
    assert [
        field.problem().split(" ")[0]
        for field in (dialog.title, dialog.reason, dialog.requirement, dialog.evidence, dialog.gap)
    ] == ["Say"] * 5
    assert dialog.isVisible() and asked.done == []
    assert asked.space.auditing.question(asked.question.id).finding_id is None
    dialog.reject()


def test_a_draft_is_kept_and_taken_up_again(asked: Asked) -> None:
    asked.judge(Verdict.MINOR)
    dialog = asked.open()
    dialog.keep.click()
    asked.room.settle()
    draft = asked.finding()
    assert draft.state == "draft" and asked.space.picking.find(("nonconformity",), "") == ()
    again = asked.open()
    assert draft.number in again.windowTitle()
    again.reason.put("Second time this year")
    again.systemic.setChecked(True)
    again.grade.put(Grade.MAJOR)
    again.raising.setChecked(False)
    again.step.click()
    asked.room.settle()
    finding = asked.finding()
    assert (finding.id, finding.state) == (draft.id, "open")
    assert finding.values["systemic"] and finding.values["grade"] == "MAJOR"
    assert asked.space.auditing.question(asked.question.id).verdict is Verdict.MAJOR
    assert asked.space.picking.find(("nonconformity",), "") == ()


def test_a_nonconformity_is_raised_once(asked: Asked) -> None:
    asked.judge(Verdict.MINOR)
    dialog = asked.open()
    dialog.reason.put("One place only")
    dialog.step.click()
    asked.room.settle()
    assert len(asked.space.picking.find(("nonconformity",), "")) == 1
    again = asked.open()
    assert again.raising.isHidden() and again.keep.isHidden()
    again.title.put("Old sheet at mixer 2")
    again.step.click()
    asked.room.settle()
    assert asked.finding().title == "Old sheet at mixer 2"
    assert len(asked.space.picking.find(("nonconformity",), "")) == 1


def test_an_observation_needs_no_three_parts_and_makes_no_nonconformity(asked: Asked) -> None:
    asked.judge(Verdict.OBSERVATION, "The sheet is hard to read.")
    dialog = asked.open()
    assert dialog.raising.isHidden() and "optional" in dialog.reason.label.text()
    dialog.step.click()
    asked.room.settle()
    assert asked.finding().state == "open"
    assert asked.space.picking.find(("nonconformity",), "") == ()


def test_what_is_no_finding_says_to_grade_it_first(asked: Asked) -> None:
    asked.judge(Verdict.CONFORM)
    dialog = asked.open()
    assert "Grade it first" in dialog.banner.words() and not dialog.step.isEnabled()
    dialog.reject()
