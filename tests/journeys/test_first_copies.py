"""From a bare window to stamped copies on the wall, their recall, and any paper's answer."""

import re
from pathlib import Path

import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from isodesk.documents.qr_text import QrFacts, read_qr
from isodesk.documents.values import CopyState, State
from isodesk.ui.import_dialog import ImportDialog
from isodesk.ui.import_model import NUMBER, TITLE, TYPE
from tests.intake.making import docx, paragraphs, pdf
from tests.journeys.officer import Officer, pick_from_open, row_of
from tests.printer_queue import PrinterQueue
from tests.stamp_judge import rendered, text_of

TITLE_OF = "Torque and tightening"
HOLDERS = (
    ("Line lead", "Assembly 1"),
    ("Line lead", "Assembly 2"),
    ("Laboratory", "Test bay"),
    ("Works manager", "Office"),
)
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


def test_from_a_bare_window_to_copies_recalled_and_checked(
    officer: Officer, cups: PrinterQueue, tmp_path: Path
) -> None:
    found_the_company(officer, tmp_path / "harrow.isodesk")
    bring_in_a_folder(officer, _folder(tmp_path))
    complete_the_record(officer)
    sign_through(officer)
    old = issue_and_print(officer, cups, "1", (1, 2, 3, 4))
    check_codes(officer, dict.fromkeys(old, "Yes, current."))
    next_revision(officer, tmp_path)
    sign_through(officer)
    new = issue_and_print(officer, cups, "2", (5, 6, 7, 8))
    close_the_recall(officer)
    answer_for_every_paper(officer, old, new)
    the_file_is_whole(officer)
    close_and_come_back(officer, tmp_path / "harrow.isodesk")


def found_the_company(officer: Officer, path: Path) -> None:
    officer.choose_way("New company")
    officer.look("01 first run")
    officer.press("Create")
    assert officer.field("Company").problem(), "an empty form says what is missing"
    for label, typed in (
        ("Company", "Harrow Test Pumps"),
        ("Your name", "Anna Reyes"),
        ("Your post", "Quality officer"),
        ("Address, as it prints", "1 Mill Lane\nHarrowfield"),
        ("Scope of the management system", "Test pumps, made and mended"),
        ("Who else writes, reviews, approves", "Tom Hale, Works manager\nMarta Lind, Director"),
        ("Keep the file in", str(path)),
    ):
        officer.fill(label, typed)
        assert not officer.field(label).problem()
    officer.look("02 new company")
    officer.press("Create")
    assert path.is_file()
    assert "Harrow Test Pumps" in officer.window.windowTitle()
    assert officer.window.current_page() == "today"
    officer.look("03 today empty")


def bring_in_a_folder(officer: Officer, folder: Path) -> None:
    officer.drop([folder])
    dialog = officer.dialog("Bring in files")
    assert isinstance(dialog, ImportDialog)
    officer.look("04 folder dropped")
    verdicts = {row.path.name: row.verdict.value for row in dialog.model.rows}
    assert verdicts["broken.pdf"] == "refused"
    assert sorted(verdicts.values()).count("duplicate") == 1
    correct(officer, dialog, "yard.md", NUMBER, "QP-30")
    correct(officer, dialog, "yard.md", TITLE, "Keeping the yard")
    choose_type(officer, dialog, "yard.md", "Procedure")
    choose_type(officer, dialog, "WI-12", "Work instruction")
    officer.wait(lambda: not dialog._wait.isActive())
    officer.settle()
    officer.look("05 table corrected")
    officer.press("Bring in 4 of 6")
    assert officer.answer().startswith("4 of 6 brought in.")
    assert row_of(dialog.failures, "broken.pdf").isValid()
    officer.look("06 brought in")
    officer.press("Close")


def complete_the_record(officer: Officer) -> None:
    officer.open_row("WI-12")
    officer.look("07 draft")
    record = officer.page.record
    assert not officer.button("Submit for review").isEnabled()
    for label, typed in (
        ("Title", TITLE_OF),
        ("Clauses", "9001 8.5.1"),
        ("What changed", "First issue in isodesk"),
        ("Reviewer", "Tom Hale"),
        ("Approver", "Marta Lind"),
        ("Review every, months", "12"),
    ):
        officer.fill(label, typed, record)
    officer.press("Add a holder", record)
    for holder, place in HOLDERS:
        officer.fill("Holder", holder, record)
        officer.fill("Place", place, record)
        officer.press("Add to the list", record)
    officer.press("Close", record)
    document = record.document()
    assert document is not None
    assert tuple((h.holder, h.place) for h in document.distribution) == HOLDERS
    officer.look("08 draft complete")


def sign_through(officer: Officer) -> None:
    """Submit, review, approve; the author is refused first."""
    officer.press("Submit for review")
    officer.dialog("Submit WI-12")
    officer.press("Sign and submit")
    officer.press("Sign as reviewed")
    dialog = officer.dialog("as reviewed")
    officer.fill("Signed as", "Anna Reyes")
    assert "does not review or approve alone" in officer.reads()
    officer.press("Sign as reviewed", dialog)
    officer.look("09 own work refused")
    assert officer.dialog() is dialog, "own work without a reason is refused"
    assert "reason" in officer.reads().casefold()
    officer.fill("Signed as", "Tom Hale")
    officer.press("Sign as reviewed", dialog)
    officer.press("Approve")
    dialog = officer.dialog("Approve WI-12")
    officer.press("Approve", dialog)
    assert officer.button("Issue").hasFocus(), "after a step the keyboard is at the next one"
    document = officer.page.record.document()
    assert document is not None and document.newest is not None
    assert document.newest.state == State.APPROVED
    signed = [(s.name, s.meaning.value) for s in document.newest.signatures]
    assert [name for name, _ in signed] == ["Anna Reyes", "Tom Hale", "Marta Lind"]


def issue_and_print(
    officer: Officer, cups: PrinterQueue, label: str, numbers: tuple[int, ...]
) -> list[str]:
    """Issue with four holders, print, take the paper out and read it; answers its codes."""
    officer.press("Issue")
    officer.dialog(f"Issue WI-12 revision {label}")
    officer.look(f"10 issue revision {label}")
    said = officer.reads()
    assert all(holder in said and place in said for holder, place in HOLDERS)
    officer.press("Issue and print 4")
    dialog = officer.dialog("")
    officer.pick("Print to", "TestPDF")
    officer.look(f"11 printing revision {label}")
    officer.press("Print", dialog)
    assert "Sent to TestPDF" in officer.answer()
    papers = cups.papers()
    assert len(papers) == 4
    assert states(officer, label) == [CopyState.TO_PRINT] * 4, "nothing is out before the paper is"
    officer.press("Yes, it is here")
    assert states(officer, label) == [CopyState.OUT] * 4
    officer.look(f"12 out revision {label}")
    return [read_paper(p.pdf, n, label) for n, p in zip(numbers, papers, strict=True)]


def read_paper(sheets: bytes, n: int, label: str) -> str:
    """What stands on a paper, by another program than ours; answers its check code."""
    text = " ".join(text_of(sheets).split())
    holder, place = HOLDERS[(n - 1) % 4]
    assert text.count("Tighten in a cross") == 2, "the pages themselves are still text"
    for words in ("CONTROLLED COPY", f"WI-12 revision {label}", holder, place, "2 of 2"):
        assert words in text, f"no “{words}” in {text}"
    assert re.search(rf"No\. ?{n}\b|Copy {n}\b|{n} one of 4", text), text
    code = CODE.search(text)
    assert code is not None
    claim = qr_on(sheets)
    assert (claim.number, claim.revision, claim.copy) == ("WI-12", label, n)
    assert claim.code == code[0].replace("-", "")
    return code[0]


def qr_on(sheets: bytes) -> QrFacts:
    found = zxingcpp.read_barcodes(rendered(sheets, 1, 150))
    claims = [claim for code in found if (claim := read_qr(code.text)) is not None]
    assert len(claims) == 1
    return claims[0]


def next_revision(officer: Officer, folder: Path) -> None:
    officer.press("New revision")
    source = folder / "WI-12 next.pdf"
    source.write_bytes(
        pdf(
            "Work instruction\nTighten in a cross.\nThe new flange: 48 Nm.",
            "Tighten in a cross twice.",
        )
    )
    officer.drop([source], officer.page.record.details)
    officer.settle()
    record = officer.page.record
    officer.fill("What changed", "Torque for the new flange", record)
    officer.fill("Why it changed", "Complaint 12", record)
    document = record.document()
    assert document is not None and document.newest is not None
    assert (document.newest.label, document.newest.source_name) == ("2", source.name)
    assert len(document.revisions) == 2 and document.in_force is not None


def close_the_recall(officer: Officer) -> None:
    officer.turn_to("Today")
    officer.look("13 today with recalls")
    officer.follow("WI-12")
    tab = officer.page.record.copies
    assert tab.isVisible(), "Today's line leads to the copies"
    officer.look("14 copies to recall")
    choose_copy(officer, 1)
    choose_copy(officer, 2, Qt.KeyboardModifier.ControlModifier)
    officer.press("Returned", tab)
    choose_copy(officer, 3)
    officer.press("Destroyed", tab)
    officer.dialog("Destroyed")
    officer.press("Mark destroyed")
    choose_copy(officer, 4)
    officer.press("Lost", tab)
    dialog = officer.dialog("Lost")
    officer.press("Mark lost")
    assert officer.dialog() is dialog, "a lost copy needs its reason"
    officer.fill("How it was lost", "Fell into the test tank")
    officer.press("Mark lost")
    returned, destroyed, lost = CopyState.RETURNED, CopyState.DESTROYED, CopyState.LOST
    assert states(officer, "1") == [returned, returned, destroyed, lost]
    officer.look("15 recall closed")
    officer.turn_to("Today")
    assert not officer.space.glance().to_recall
    officer.look("16 today done")


def answer_for_every_paper(officer: Officer, old: list[str], new: list[str]) -> None:
    gone = dict.fromkeys(old, "should not exist")
    check_codes(officer, gone | dict.fromkeys(new, "Yes, current."))
    officer.take("Tools", "Is this paper current?")
    code = new[0]
    slip = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert f"Did you mean {code}" in officer.check(slip)
    officer.press(f"Check {code}")
    assert "Yes, current." in officer.answer()
    assert "Mistyped" in officer.check("ABCD-EFGH-JKMN") or "Unknown" in officer.answer()
    assert "Not a whole code" in officer.check(code[:6])
    officer.look("17 check")
    officer.press("Close")


def check_codes(officer: Officer, answers: dict[str, str]) -> None:
    officer.take("Tools", "Is this paper current?")
    for code, answer in answers.items():
        assert answer in officer.check(code), (code, officer.answer())
    officer.press("Close")


def the_file_is_whole(officer: Officer) -> None:
    officer.take("File", "Verify this file")
    officer.dialog("Verify")
    assert officer.answer().startswith("The file is whole."), officer.answer()
    officer.look("18 verified")
    officer.press("Close")


def close_and_come_back(officer: Officer, path: Path) -> None:
    officer.open_row("QP-30")
    officer.sub_tab("History")
    officer.take("File", "Close the file")
    officer.press("Not now", officer.dialog("Where should backups go?"))
    assert officer.office.space is None
    assert not path.with_name(path.name + "-wal").exists(), "a clean close leaves one file"
    officer.choose_way("harrow")
    officer.widen()
    assert officer.window.current_page() == "documents"
    document = officer.page.document()
    assert document is not None and document.number == "QP-30"
    assert officer.page.record.history.isVisible()
    assert officer.space.read_only is None
    officer.look("19 back again")


def states(officer: Officer, label: str) -> list[CopyState]:
    document = officer.page.document()
    assert document is not None
    copies = officer.space.copies.of_document(document.id)
    return [c.state for c in sorted(copies, key=lambda c: c.n) if c.label == label]


def choose_copy(
    officer: Officer, n: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    tab = officer.page.record.copies
    document = officer.page.document()
    assert document is not None
    copy = next(c for c in officer.space.copies.of_document(document.id) if c.n == n)
    rows = range(tab.model.rowCount())
    row = next(r for r in rows if tab.model.id_at(r) == copy.id)
    index = tab.model.index(row, 1)
    tab.list.scrollTo(index)
    spot = tab.list.visualRect(index).center()
    QTest.mouseClick(tab.list.viewport(), Qt.MouseButton.LeftButton, modifier, spot)
    officer.settle()


def correct(officer: Officer, dialog: ImportDialog, name: str, column: int, text: str) -> None:
    dialog.table.setCurrentIndex(dialog.model.index(row_named(dialog, name), column))
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    editor = dialog.table.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    officer.settle()


def choose_type(officer: Officer, dialog: ImportDialog, name: str, words: str) -> None:
    dialog.table.setCurrentIndex(dialog.model.index(row_named(dialog, name), TYPE))
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    combo = dialog.table.viewport().findChild(QComboBox)
    assert combo is not None
    officer.wait(combo.view().isVisible)
    pick_from_open(combo, words)
    officer.settle()


def row_named(dialog: ImportDialog, name: str) -> int:
    rows = enumerate(dialog.model.rows)
    return next(n for n, row in rows if name in row.path.name and row.take)


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Procedures"
    folder.mkdir()
    torque = pdf(
        "Work instruction\nTorque\nTighten in a cross.\nFlange: 42 Nm.",
        "Tighten in a cross.\nRecord it.",
    )
    receiving = docx(paragraphs("Receiving inspection", "Every delivery is looked at."))
    files = {
        "WI-12 Torque 2025-11-03.pdf": torque,
        "Copy of torque.pdf": torque,
        "QP-07 Receiving inspection rev 3.docx": receiving,
        "QP-08 Nonconforming output.md": b"# Nonconforming output\n\nWhat is wrong is marked.\n",
        "yard.md": b"some words about the yard\n",
        "broken.pdf": b"%PDF-1.4 broken",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
