"""Every print of the page: each reaches the print dialog with pages that say what they are."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog

from isodesk.ui.documents.reason_dialog import ReasonDialog
from isodesk.ui.printer import PrintDialog
from isodesk.writing.tree import Heading, Paragraph, Tree, Words
from tests.ui.documents.conftest import Desk


def printed(desk: Desk, folder: Path, start: Callable[[], object]) -> str:
    """Begin a print, save it as a PDF through the dialog, and answer its words."""
    start()
    dialog = desk.dialog(PrintDialog)
    target = folder / "printed.pdf"
    dialog.target.put(str(target))
    dialog.go.click()
    desk.settle()
    dialog.close()
    desk.settle()
    with pypdfium2.PdfDocument(target) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


def more(desk: Desk, words: str) -> Callable[[], object]:
    menu = desk.page.record.more
    menu.fill()
    return next(a for a in menu.actions() if words in a.text().replace("&", "")).trigger


def test_the_record_and_the_control_sheet(desk: Desk, tmp_path: Path) -> None:
    desk.open("Melting and pouring")
    assert "Melting and pouring" in printed(desk, tmp_path, more(desk, "Print the record"))
    text = printed(desk, tmp_path, more(desk, "Document control sheet"))
    assert "Marta Lind" in text and "Mixer 1" in text


def test_an_earlier_revision_prints_only_with_its_stamp(desk: Desk, tmp_path: Path) -> None:
    desk.open("Melting and pouring")
    assert "SUPERSEDED" in printed(desk, tmp_path, more(desk, "Print revision 1"))


def test_an_uncontrolled_print_asks_what_it_is_for(desk: Desk, tmp_path: Path) -> None:
    desk.open("Melting and pouring")

    def start() -> None:
        more(desk, "Print revision 2 uncontrolled")()
        dialog = desk.dialog(ReasonDialog)
        dialog.step.click()
        desk.settle()
        assert "what the print is for" in dialog.reason.problem()
        dialog.reason.put("Training on Monday")
        dialog.step.click()
        desk.settle()

    text = printed(desk, tmp_path, start)
    assert "UNCONTROLLED" in text


def test_slips_and_the_list_of_copies(desk: Desk, tmp_path: Path) -> None:
    desk.open("Melting and pouring", "copies")
    tab = desk.page.record.copies
    recall, receipt, listed = tab._slip_actions[2:]
    assert "Recall 3 / 3" in printed(desk, tmp_path, recall.trigger)
    assert "Receipt 1 / 3" in printed(desk, tmp_path, receipt.trigger)
    assert "To recall" in printed(desk, tmp_path, listed.trigger)


def test_the_list_prints_what_is_seen(desk: Desk, tmp_path: Path) -> None:
    desk.page.list.chips["in_force"].click()
    desk.settle()
    desk.page.list.list.setFocus()
    text = printed(desk, tmp_path, desk.page.print_current)
    assert "Sand moulding" in text and "Spill response" not in text
    assert "In force" in text and "Next review" not in text


def test_issue_and_print_gives_the_copies_out(desk: Desk, tmp_path: Path) -> None:
    desk.open("Sand moulding")
    desk.page.take_step("issue")
    dialog = desk.dialog()
    dialog.now.click()
    prints = desk.dialog(PrintDialog)
    prints.target.put(str(tmp_path / "copies"))
    prints.go.click()
    desk.settle()
    assert len(list((tmp_path / "copies").glob("*.pdf"))) == 3
    prints._yes.click()
    desk.settle()
    copies = desk.space.copies.of_document(desk.id_of("Sand moulding"))
    assert [c.state.value for c in copies if c.label == "2"] == ["out"] * 3


def test_a_written_text_is_exported_and_printed_as_a_draft(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = desk.get("Spill response").newest
    assert revision is not None
    heading = Heading(1, (Words("What to do"),))
    desk.space.written.begin(revision.id, Tree((heading, Paragraph((Words("Close the drain."),)))))
    desk.open("Spill response")
    target = tmp_path / "spill.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    more(desk, "Export the text")()
    desk.settle()
    assert target.read_text(encoding="utf-8") == "# What to do\n\nClose the drain.\n"
    assert desk.said[-1] == "Exported spill.md."
    said = printed(desk, tmp_path, more(desk, "stamped DRAFT"))
    assert "DRAFT" in said and "Close the drain." in said


def test_the_pdf_is_exported_without_a_stamp(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open("Melting and pouring")
    target = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    more(desk, "Export the PDF")()
    desk.settle()
    assert target.read_bytes().startswith(b"%PDF")
    assert "without a stamp" in desk.said[-1]
