"""A machine hall without a computer: the questions of an audit are chosen, printed, filled in by
pen, keyed in without a mouse, and the scan is kept with the audit."""

from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from isodesk.registers.audit_words import Verdict
from isodesk.ui.audits.key_paper_dialog import KeyPaperDialog
from isodesk.ui.audits.questions_dialog import QuestionsDialog
from isodesk.ui.printer import SAVE_AS_PDF, PrintDialog
from tests.journeys.officer import Officer
from tests.journeys.test_first_copies import found_the_company
from tests.printing.reading import packed, text_of

PLAN = {
    "title": "Purchasing desk",
    "objective": "See that orders go to approved suppliers.",
    "scope": "The buyer's desk and goods in.",
    "iso9001": "E2015",
    "iso14001": "E2015",
    "starts_on": date(2026, 12, 2),
}


def test_an_audit_goes_over_paper_and_back(officer: Officer, tmp_path: Path) -> None:
    found_the_company(officer, tmp_path / "harrow.isodesk")
    audit = officer.space.entries.new("audit", PLAN)
    officer.space.entry_lines.put(audit, "audit_member", {"name": "Robin Amsel", "role": "LEAD"})
    officer.office.pages.open_record(audit, "audit")
    officer.settle()
    choose(officer)
    start(officer)
    printed(officer, audit, tmp_path / "checklist.pdf")
    key_in(officer, audit)
    scan(officer, audit, tmp_path / "signed sheet.png")


def choose(officer: Officer) -> None:
    record = page(officer).record
    record.show_tab("audit_question")
    officer.settle()
    officer.press("Choose questions")
    dialog = officer.dialog("Questions for AUD-")
    assert isinstance(dialog, QuestionsDialog)
    box = next(b for b in officer.shown(QCheckBox) if b.accessibleName().startswith("Purchasing"))
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    officer.settle()
    assert "10 of 10 chosen, about 40 minutes onsite." in dialog.hint.text()
    officer.look("questions-chosen")
    officer.press("Take these questions")


def start(officer: Officer) -> None:
    for verb in ("Prepare", "Start"):
        officer.press(verb)
    assert page(officer).record.facts().entry.state == "running"


def printed(officer: Officer, audit: int, path: Path) -> None:
    officer.press("On paper")
    papers = officer.dialog("On paper: AUD-")
    officer.fill("Given to", "Robin Amsel")
    officer.press("Print all")
    dialog = officer.dialog()
    assert isinstance(dialog, PrintDialog)
    officer.look("paper-preview")
    assert dialog.way.value() == SAVE_AS_PDF
    officer.fill("Save as", str(path))
    officer.press("Save", dialog)
    officer.press("Close", dialog)
    said = packed(text_of(path.read_bytes()))
    for question in officer.space.auditing.questions(audit):
        assert packed(question.ask) in said
    assert "RobinAmsel" in said
    assert officer.front() is papers


def key_in(officer: Officer, audit: int) -> None:
    officer.press("Key it in")
    dialog = officer.dialog("Key in AUD-")
    assert isinstance(dialog, KeyPaperDialog)
    for keys in "1121161152":
        officer.type(keys)
        officer.key(Qt.Key.Key_Return)
    officer.look("keyed-in")
    officer.key(Qt.Key.Key_Escape)
    given = [q.verdict for q in officer.space.auditing.questions(audit)]
    assert given == [list(Verdict)[int(key) - 1] for key in "1121161152"]


def scan(officer: Officer, audit: int, path: Path) -> None:
    Image.new("L", (800, 1100), 245).save(path)
    with officer.choosing(path):
        officer.press("Attach the scan")
    officer.settle()
    officer.key(Qt.Key.Key_Escape)
    assert [f.name for f in officer.space.links.files_of(audit)] == [path.name]
    checklist = page(officer).record.lines_tab("audit_question")
    assert checklist.summary.sentences()[0].startswith("ISO 9001: ")
    officer.look("checklist-done")


def page(officer: Officer) -> Any:
    return officer.window.page("audits")
