"""Sheets reach a real printer and real files, and a copy counts as out when the officer says so."""

from pathlib import Path
from threading import Thread
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isodesk.documents.values import CopyState
from isodesk.ui import printing_ways
from isodesk.ui.jobs import Jobs
from isodesk.ui.printer import SAVE_AS_PDF, PrintDialog, deliver
from tests.printer_queue import PrinterQueue
from tests.ui.office import HOLDERS, Office, dressed, jobs, office, reader

__all__ = ["dressed", "jobs", "office", "reader"]


@pytest.fixture
def copies(office: Office) -> tuple[int, ...]:
    return tuple(office.issue(office.document("Melting"), *HOLDERS[:2]))


def opened(qtbot: QtBot, office: Office, jobs: Jobs, copies: Any, sent: Any = None) -> PrintDialog:
    sheets = [(s.name, s.pdf) for s in office.space.prints.copies(copies)]
    dialog = deliver(None, "Print QP-01", sheets, jobs, office.space.settings, office.space, sent)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=20_000)
    return dialog


def words(pdf: bytes) -> str:
    return str(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range())


def press(qtbot: QtBot, jobs: Jobs, button: Any) -> None:
    assert button.isVisible() and button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=20_000)


def test_copies_come_out_of_the_printer_and_count_as_out_when_the_officer_says_so(
    qtbot: QtBot, office: Office, jobs: Jobs, copies: Any, cups: PrinterQueue
) -> None:
    dialog = opened(
        qtbot,
        office,
        jobs,
        copies,
        lambda: jobs.run(lambda _: office.space.copies.mark_out(copies)),
    )
    assert dialog.way.value() == "TestPDF"
    assert dialog.preview.paper.has_picture()
    press(qtbot, jobs, dialog.go)
    papers = cups.papers()
    assert len(papers) == 2
    assert "CONTROLLED COPY" in words(papers[0].pdf), "lines stay lines, text stays text"
    assert {c.state for c in office.space.copies.by_ids(copies)} == {CopyState.TO_PRINT}
    press(qtbot, jobs, dialog._again)
    assert len(cups.papers()) == 2
    press(qtbot, jobs, dialog._yes)
    assert {c.state for c in office.space.copies.by_ids(copies)} == {CopyState.OUT}
    assert office.space.settings.get("printer") == "TestPDF"


def test_a_stopped_printer_is_said_and_the_rest_can_go_elsewhere(
    qtbot: QtBot, office: Office, jobs: Jobs, copies: Any, cups: PrinterQueue
) -> None:
    cups.add("Jammed")
    cups.disable("Jammed", "Tray 1 is empty")
    try:
        dialog = opened(qtbot, office, jobs, copies)
        dialog.way.set_value("Jammed")
        press(qtbot, jobs, dialog.go)
        assert "stands still (Tray 1 is empty)" in dialog.banner.words()
        dialog.way.set_value("TestPDF")
        press(qtbot, jobs, dialog.go)
        assert len(cups.papers()) == 2
    finally:
        cups.remove("Jammed")


def test_several_sheets_are_saved_in_a_folder_and_one_as_a_file(
    qtbot: QtBot, office: Office, jobs: Jobs, copies: Any, tmp_path: Path
) -> None:
    dialog = opened(qtbot, office, jobs, copies)
    assert dialog.way.value() == SAVE_AS_PDF and "CUPS" in dialog.way._hint.text()
    dialog.target.set_value(str(tmp_path / "out"))
    press(qtbot, jobs, dialog.go)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        s.name for s in office.space.prints.copies(copies)
    ]
    one = opened(qtbot, office, jobs, copies[:1])
    one.target.set_value(str(tmp_path / "single"))
    press(qtbot, jobs, one.go)
    assert (tmp_path / "single.pdf").read_bytes().startswith(b"%PDF")


def test_after_a_failure_only_the_rest_is_sent(
    qtbot: QtBot, office: Office, jobs: Jobs, copies: Any, tmp_path: Path
) -> None:
    dialog = opened(qtbot, office, jobs, copies)
    first, second = (tmp_path / name for name, _ in dialog._sheets)
    second.mkdir()
    dialog.target.set_value(str(tmp_path))
    press(qtbot, jobs, dialog.go)
    assert "1 of 2 are done." in dialog.banner.words()
    assert dialog.go.text() == "Save the remaining 1"
    first.unlink()
    second.rmdir()
    press(qtbot, jobs, dialog.go)
    assert second.is_file() and not first.exists()


def test_what_cannot_be_written_is_said_in_a_sentence(
    qtbot: QtBot, office: Office, jobs: Jobs, copies: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    dialog = opened(qtbot, office, jobs, copies[:1])
    dialog.target.set_value(str(tmp_path / "file" / "x.pdf"))
    press(qtbot, jobs, dialog.go)
    assert "could not be written" in dialog.banner.words()
    assert dialog.go.isEnabled()


def test_pages_are_leafed_by_key_from_sheet_to_sheet(
    qtbot: QtBot, office: Office, jobs: Jobs, copies: Any
) -> None:
    dialog = opened(qtbot, office, jobs, copies)
    first = dialog.preview.paper.image().copy()
    qtbot.keyClick(dialog.preview, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=20_000)
    assert dialog.preview.paper.image() != first
    assert "copy 2" in dialog.preview.said.text()


def test_where_there_is_no_cups_qt_prints_pictures_of_the_pages(
    qtbot: QtBot, office: Office, jobs: Jobs, copies: Any, cups: PrinterQueue
) -> None:
    """Windows' way, tried on the same queue, in a thread as the application does it."""
    pdf = office.space.prints.copies(copies[:1])[0].pdf
    contents, told = office.space.contents, []

    def work() -> None:
        pages = printing_ways._pages(pdf, 1, contents.picture, lambda *_: None)
        told.append([c.name for c in printing_ways._qt_choices()])
        printing_ways._print_pictures(pages, "TestPDF", "QP-01")

    thread = Thread(target=work)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=20_000)
    assert told == [["TestPDF"]]
    papers = cups.papers()
    assert len(papers) == 1
    page = pypdfium2.PdfDocument(papers[0].pdf)[0]
    assert (round(page.get_width()), round(page.get_height())) == (595, 842)
    drawn = page.render(scale=1).to_pil().convert("L")
    band = drawn.crop((0, 720, 595, 842))
    assert band.getextrema()[0] < 120, "the stamp stands at the foot of the picture"
