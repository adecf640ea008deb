"""From the programme to the closed finding: an integrated audit of 60 questions held by the
keyboard alone, with photos and findings, its report, and the year after."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isodesk.registers.audit_words import Proof
from isodesk.ui.audits.finding_dialog import FindingDialog
from isodesk.ui.audits.questions_dialog import QuestionsDialog
from isodesk.ui.audits.ticked_model import TickRow
from isodesk.ui.registers.page import RegistersPage
from tests import photos
from tests.journeys.officer import Officer, click_row
from tests.journeys.test_out_of_tolerance import lines, tab

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
FOUND = {
    4: ("Two visitors' badges lie in the open tray", Key.Key_4),
    11: ("Revision 1 hangs at mixer 2", Key.Key_2),
    23: ("Drum 4 has no label", Key.Key_2),
    37: ("No record of the last three checks", Key.Key_3),
    52: ("The board could show last month", Key.Key_5),
}
"""Question by its place: what is noted, and the key of its verdict."""
PHOTOS = {4: 2, 11: 4, 23: 3, 37: 2, 52: 1}


def audits(officer: Officer, title: str) -> RegistersPage:
    """The Audits page, turned to a register by a click on its name."""
    officer.turn_to("Audits")
    page: Any = officer.window.page("audits")
    names = [place.words for place in page.navigation.places.places]
    at = page.navigation.places.index(names.index(title))
    spot = page.navigation.visualRect(at).center()
    QTest.mouseClick(page.navigation.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    officer.settle()
    QTest.qWait(150)  # a hand rests on a register before it is opened
    officer.settle()
    return page  # type: ignore[no-any-return]


def planned(officer: Officer, title: str) -> RegistersPage:
    """An audit grown from this year's programme, with its plan, its team and a lead."""
    page = audits(officer, "Audit programme")
    officer.take("Record", "New audit programme")
    officer.fill("Programme", "Audits of the year to come")
    officer.fill("Year", str(officer.space.desk.today().year))
    officer.press("Approve")
    officer.take_from(page.record.more, "Plan an audit")
    assert page.register.key == "audit"
    complete(officer, page, title)
    return page


def complete(officer: Officer, page: RegistersPage, title: str) -> None:
    officer.fill("Audit", title)
    officer.fill("Objective", "See that the line works to its instructions.")
    officer.fill("Scope", "Mixers and moulding, both shifts.")
    officer.pick("ISO 9001, edition", "2015")
    officer.pick("ISO 14001, edition", "2015")
    officer.fill("From", officer.space.desk.today().isoformat())
    tab(officer, page, "Team")
    table = lines(page)
    heads = [
        str(table.model().headerData(n, Qt.Orientation.Horizontal))
        for n in range(table.model().columnCount())
    ]
    for column, words in (("From outside", "Robin Amsel"), ("Role", "Lead auditor")):
        table.setFocus()
        table.setCurrentIndex(table.model().index(0, heads.index(column)))
        officer.key(Key.Key_F2)
        officer.type(words)
        officer.key(Key.Key_Return)
    audit = page.record.shown_id()
    assert audit is not None
    officer.look("team")
    team = officer.space.entries.get(audit).lines["audit_member"]
    assert [m.shown["role"] for m in team] == ["Lead auditor"]


def choose(officer: Officer, page: RegistersPage, count: int) -> None:
    """So many questions of the whole of both standards, ticked one by one."""
    officer.take_from(page.record.more, "Choose questions…")
    dialog = officer.dialog()
    assert isinstance(dialog, QuestionsDialog)
    if "standards" in dialog.sources.boxes:
        dialog.sources.boxes["standards"].setChecked(True)
        officer.settle()
    dialog.untick.click()
    at = 0
    while len(dialog.model.ticked()) < count:
        dialog.table.selectRow(at)
        if isinstance(dialog.model._shown[at], TickRow):
            QTest.keyClick(dialog.table, Key.Key_Space)
        at += 1
    officer.look("questions chosen")
    dialog.go.click()
    officer.settle()


def onsite(officer: Officer, folder: Path) -> None:
    """60 questions by the keyboard alone."""
    officer.key(Key.Key_F9)
    view: Any = officer.office.onsite.view
    assert view is not None and len(view.course.questions) == 60
    for at in range(60):
        assert view.course.question.position == view.course.questions[at].position
        if at not in FOUND:
            officer.key(Key.Key_1)
            officer.key(Key.Key_Return)
            continue
        note, verdict = FOUND[at]
        officer.type(note[0])  # any letter opens the note; the others go there
        officer.type(note[1:] + ".")
        officer.key(verdict, ALT)
        officer.key(Key.Key_Escape)
        for n in range(PHOTOS[at]):  # the first is chosen in the dialog of Alt+P, others dropped
            path = folder / f"{at}-{n}.jpg"
            path.write_bytes(photos.jpeg(wide=900 + 4 * at + n, high=600))
            if n:
                officer.drop([path], view)
            else:
                with officer.choosing(path):
                    officer.key(Key.Key_P, ALT)
            officer.wait(lambda n=n: view.course.question.evidence == n + 1)
        officer.key(Key.Key_Escape)  # out of the words of the photo
        finding(officer)
        officer.key(Key.Key_PageDown)
    officer.look("onsite")
    assert view.edge.head.text() == "60 of 60 answered"
    view.leaving.leave()
    officer.settle()


def finding(officer: Officer) -> None:
    officer.key(Key.Key_Return, CTRL)
    dialog = officer.dialog()
    assert isinstance(dialog, FindingDialog)
    officer.wait(dialog.title.value)
    officer.fill(dialog.reason.label.text(), "Seen once.", dialog)
    officer.key(Key.Key_Return, CTRL)


def test_a_year_of_audits(sample: Officer, tmp_path: Path) -> None:
    officer, space = sample, sample.space
    page = planned(officer, "Moulding line")
    audit = page.record.shown_id()
    assert audit is not None
    choose(officer, page, 60)
    questions = space.auditing.questions(audit)
    assert len(questions) == 60
    both = [q for q in questions if len({c.split(":")[0] for c in q.clauses}) == 2]
    assert len(both) >= 10, "one question answers both standards"
    officer.press("Prepare")
    onsite(officer, tmp_path)

    evidence = space.audit_evidence.of(audit)
    assert sum(e.kind is Proof.PHOTO for e in evidence) == 12
    found = [q.finding_id for q in space.auditing.questions(audit) if q.finding_id]
    assert len(found) == 5
    findings = [space.entries.get(i) for i in found]
    assert sorted(f.shown["grade"] for f in findings) == [
        "Major nonconformity",
        "Minor nonconformity",
        "Minor nonconformity",
        "Observation",
        "Opportunity for improvement",
    ]
    page = audits(officer, "Findings")
    click_row(page.entries.list.list, findings[1].title)
    officer.settle()
    nonconformity = space.picking.find(("nonconformity",), findings[1].title)[0].id
    officer.office.pages.open_record(nonconformity, "nonconformity")
    officer.settle()
    registers: Any = officer.window.page("registers")
    officer.take_from(registers.record.more, "Add an action")
    action = space.entries.get(registers.record.shown_id())
    assert action.kind == "action" and action.shown["source"] == "Nonconformity"

    officer.office.pages.open_record(audit, "audit")
    officer.settle()
    officer.press("Finish onsite")
    officer.fill("Conclusions", "The line works to its instructions, with five findings.")
    officer.press("Issue the report")
    assert space.entries.get(audit).state == "issued"
    report = next(f for f in space.links.files_of(audit) if f.media == "application/pdf")
    text = pages_of(space.links.read(report.file_id))
    for words in ("Moulding line", "Revision 1 hangs at mixer 2", "Robin Amsel", "60", "NC-"):
        assert words in text, words

    following(officer, audit, findings)


def following(officer: Officer, audit: int, findings: list[Any]) -> None:
    """A year later what is still open is asked first."""
    space = officer.space
    officer.press("Follow up")
    in_a_month = space.desk.today() + timedelta(days=30)
    officer.fill("Follow-up by", in_a_month.isoformat(), officer.dialog())
    officer.press("Follow up", officer.dialog())
    page = audits(officer, "Audits")
    officer.take("Record", "New audit")
    complete(officer, page, "Moulding line, a year later")
    officer.take_from(page.record.more, "Choose questions…")
    dialog = officer.dialog()
    assert isinstance(dialog, QuestionsDialog) and dialog.sources.ticked() == ["findings"]
    dialog.go.click()
    officer.settle()
    again = page.record.shown_id()
    assert again is not None
    asked = {q.earlier_id for q in space.auditing.questions(again)}
    assert {f.id for f in findings} <= asked
    assert all(space.entries.get(f.id).values["carried_to_id"] == again for f in findings)
    assert space.entries.get(audit).state == "follow_up"


def pages_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)
