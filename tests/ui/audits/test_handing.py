"""Handing an audit over, opening it on a second laptop, and merging what came back, on screen."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from isodesk.intake.reader import Reader
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_sampling import Population
from isodesk.services.audit_values import Answer
from isodesk.services.handing_over import open_package
from isodesk.settings import Settings
from isodesk.ui import theme
from isodesk.ui.audits.hand_over_dialog import HandOverDialog
from isodesk.ui.audits.merge_dialog import MergeDialog
from isodesk.ui.audits.open_package_dialog import OpenPackageDialog
from isodesk.ui.office import Office
from tests.audits import audit_of, held
from tests.company import TestClock, make


class Desk:
    """An office with an audit that is being held."""

    def __init__(self, office: Office, audit: int, qtbot: QtBot) -> None:
        self.office, self.audit, self.qtbot = office, audit, qtbot

    def settle(self) -> None:
        still = 0
        while still < 8:
            self.qtbot.wait(20)
            still = 0 if self.office.jobs.busy() else still + 1

    def record(self):  # type: ignore[no-untyped-def]
        self.office.pages.open_record(self.audit, "audit")
        self.settle()
        return self.office.window.page("audits").record

    def entry(self, words: str):  # type: ignore[no-untyped-def]
        """An entry of the record's menu."""
        record = self.record()
        record.more.aboutToShow.emit()
        return next(a for a in record.more.actions() if a.text() == words)


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    theme.apply(qapp, "light", 1.0)
    path = tmp_path / "home.isodesk"
    with Reader() as reader:
        space = make(path, reader, TestClock())
        audit = audit_of(space, held(space)[0].id)
        space.close()
        office = Office(Settings(), reader)
        office.open(path)
        office.begin_writing()
        office.window.resize(1280, 800)
        office.window.show()
        desk = Desk(office, audit, qtbot)
        desk.settle()
        yield desk
        office.close()
        office.window.close()


def dialog_of(kind: type, qtbot: QtBot):  # type: ignore[no-untyped-def]
    def shown() -> bool:
        return any(isinstance(w, kind) for w in QApplication.topLevelWidgets() if w.isVisible())

    qtbot.waitUntil(shown, timeout=5000)
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def test_there_and_back_through_the_menus(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, back = tmp_path / "sent.isodesk-audit", tmp_path / "back.isodesk-audit"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(sent), ""))
    desk.entry("Hand over to a colleague…").trigger()
    dialog = dialog_of(HandOverDialog, qtbot)
    dialog._make()
    desk.settle()
    assert dialog.name.problem() == "Say who gets it."
    dialog.name.set_value("Robin Amsel")
    dialog._make()
    qtbot.waitUntil(dialog.code.isVisible, timeout=5000)
    code = dialog.code.text()
    assert len(code) == 24 and "Tell Robin Amsel this code" in dialog.told.text()
    dialog.reject()

    there = tmp_path / "there.isodesk"
    space = open_package(sent.read_bytes(), code, there, Settings(), desk.office.reader)
    row = space.desk.file.reader().execute("SELECT id FROM audit").fetchone()
    first = space.auditing.questions(row[0])[0]
    space.auditing.answer(first.id, Answer(Verdict.MINOR, "Not at mixer 2."))
    back.write_bytes(space.handing_over.answers(row[0]).content)
    space.close()

    mine = desk.office.space
    assert mine is not None
    question = mine.auditing.questions(desk.audit)[0]
    mine.auditing.answer(question.id, Answer(Verdict.CONFORM))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: (str(back), ""))
    desk.entry("Merge answers…").trigger()
    merge = dialog_of(MergeDialog, qtbot)
    assert merge.sub.text() == "1 question is answered there only; 1 conflict is to be decided."
    row = merge.clashes[0]
    assert row.buttons["ours"].accessibleName().endswith("Here: Conform")
    assert row.buttons["theirs"].accessibleName().endswith("Robin Amsel: Minor")
    row.buttons["theirs"].click()
    merge.step.click()
    desk.settle()
    answered = mine.auditing.question(question.id)
    assert (answered.verdict, answered.note) == (Verdict.MINOR, "Not at mixer 2.")


def test_ticks_of_a_sample_come_back_through_the_dialog(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = desk.office.space
    assert mine is not None
    for n in range(6):
        mine.entries.new("complaint", {"title": f"Leak {n}"})
    first, second, *_ = mine.auditing.questions(desk.audit)
    for question, seed in ((first, "7"), (second, "8")):
        mine.audit_sampling.draw(question.id, Population("complaint", "draft"), 5, seed)
    sent = mine.handing_over.hand_over(desk.audit, "Robin Amsel")
    path, back = tmp_path / "there.isodesk", tmp_path / "back.isodesk-audit"
    space = open_package(sent.content, sent.code, path, Settings(), desk.office.reader)
    audit = space.desk.file.reader().execute("SELECT id FROM audit").fetchone()[0]
    ticked, taken = space.audit_evidence.of(audit)
    space.audit_evidence.look(ticked.id, ticked.drawn[0], True)
    space.audit_evidence.remove(taken.id)
    back.write_bytes(space.handing_over.answers(audit).content)
    space.close()
    here = mine.audit_evidence.of_question(second.id)[0]
    mine.audit_evidence.look(here.id, here.drawn[3], True)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: (str(back), ""))
    desk.entry("Merge answers…").trigger()
    merge = dialog_of(MergeDialog, qtbot)
    words = "1 sample was ticked there only; 1 conflict is to be decided."
    assert merge.sub.text() == words
    (row,) = merge.clashes
    assert row.buttons["ours"].accessibleName().endswith("Here: 1 of 5 looked at")
    assert row.buttons["theirs"].accessibleName().endswith("Robin Amsel: Taken off")
    if folder := os.environ.get("ISODESK_PICTURES"):
        merge.grab().save(str(Path(folder) / "merge-sample.png"))
    merge.step.click()
    desk.settle()
    assert len(mine.audit_evidence.of_question(first.id)[0].looked) == 1
    assert mine.audit_evidence.of_question(second.id)[0].looked == {here.drawn[3]}


def test_a_package_opens_with_its_code_only(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    space = desk.office.space
    assert space is not None
    made = space.handing_over.hand_over(desk.audit, "Robin Amsel")
    package, target = tmp_path / "a.isodesk-audit", tmp_path / "a.isodesk"
    package.write_bytes(made.content)
    opened: list[Path] = []
    dialog = OpenPackageDialog(
        desk.office.jobs, Settings(), desk.office.reader, package, opened.append, desk.office.window
    )
    dialog.open()
    dialog.code.set_value("AAAA-BBBB")
    dialog.make(target)
    desk.settle()
    assert "The code is not the one" in dialog.banner._heading.text() and not target.exists()
    dialog.code.set_value(made.code.lower())
    dialog.make(target)
    desk.settle()
    assert opened == [target] and target.exists()
