"""Printing through a real CUPS: what is sent lands as the same page, and refusals say why."""

import io
import subprocess
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from isodesk.core.problems import Refused
from isodesk.printing import spool
from tests.printer_queue import PrinterQueue


def a_sheet(words: str, pages: int = 1) -> bytes:
    """A small A4 PDF with the words and the page number on each page."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842))
    for page in range(1, pages + 1):
        canvas.drawString(72, 700, f"{words}, page {page}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def words_of(pdf: bytes) -> str:
    """The text as poppler, which is not the program that made it, reads it."""
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def test_what_lp_is_given_lands_as_a_readable_pdf(cups: PrinterQueue, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(a_sheet("QP-07 rev 3 copy 14"))
    subprocess.run(["lp", "-d", cups.name, sheet], check=True, capture_output=True)
    (paper,) = cups.papers()
    assert "QP-07 rev 3 copy 14, page 1" in words_of(paper.pdf)


def test_a_sent_sheet_waits_then_leaves_and_keeps_its_lines(cups: PrinterQueue) -> None:
    job = spool.send(a_sheet("QP-07 rev 3", pages=3), cups.name, "QP-07 – Prüfung", 1)
    (paper,) = cups.papers()
    assert paper.job == job.id
    assert [f"page {n}" in words_of(paper.pdf) for n in (1, 2, 3)] == [True] * 3
    assert b"/Subtype /Image" not in paper.pdf
    assert "QP-07 – Prüfung".encode() in cups.ticket(job.id)


def test_copies_and_options_reach_the_printer(cups: PrinterQueue) -> None:
    job = spool.send(a_sheet("Form F-2"), cups.name, "F-2", 2, {"media": "A3"})
    (paper,) = cups.papers()
    assert words_of(paper.pdf).count("Form F-2, page 1") == 2
    assert b"A3" in cups.ticket(job.id)


def test_four_sheets_land_one_by_one_in_order(cups: PrinterQueue) -> None:
    jobs = [spool.send(a_sheet(f"copy {n}"), cups.name, f"copy {n}").id for n in (1, 2, 3, 4)]
    papers = cups.papers()
    assert [paper.job for paper in papers] == jobs
    assert all(f"copy {n}," in words_of(paper.pdf) for n, paper in enumerate(papers, 1))


def test_printers_are_named_with_place_default_and_why_they_stand(cups: PrinterQueue) -> None:
    cups.add("Annex")
    cups.add("Dock", location="Loading bay 2")
    cups.disable("Annex", "Out of paper, ask Jo.")
    cups.reject("Dock", "Saturday")
    try:
        found = {printer.name: printer for printer in spool.printers()}
    finally:
        cups.remove("Annex")
        cups.remove("Dock")
    assert list(found) == ["Annex", "Dock", "TestPDF"]
    assert found["Annex"].stopped == "Out of paper, ask Jo"
    assert not found["Dock"].accepting
    assert found["Dock"].location == "Loading bay 2"
    assert found["TestPDF"] == spool.Printer("TestPDF", True, True, "Control room")


def test_a_printer_that_stands_still_is_refused_with_its_reason(cups: PrinterQueue) -> None:
    cups.add("Annex")
    cups.disable("Annex", "Out of paper")
    try:
        with pytest.raises(Refused, match=r'"Annex" stands still \(Out of paper\)'):
            spool.send(a_sheet("x"), "Annex", "x")
        cups.reject("Annex", "closed")
        with pytest.raises(Refused, match='"Annex" takes no jobs'):
            spool.send(a_sheet("x"), "Annex", "x")
    finally:
        cups.remove("Annex")
    assert cups.waiting() == []


def test_an_unknown_printer_is_refused(cups: PrinterQueue) -> None:
    with pytest.raises(Refused, match='no printer "Office 9"'):
        spool.send(a_sheet("x"), "Office 9", "x")


def test_bytes_that_no_printer_takes_are_refused(cups: PrinterQueue) -> None:
    with pytest.raises(Refused, match=r"did not take the job: .*nsupported document-format"):
        spool.send(bytes(range(256)), cups.name, "x", 1, {"document-format": "image/x-nothing"})


def test_without_the_service_the_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/nowhere/cups.sock")
    with pytest.raises(Refused, match=r"\(CUPS\) does not answer"):
        spool.printers()


def test_without_cups_at_all_the_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="Install cups and cups-client, or save the pages as a PDF"):
        spool.send(a_sheet("x"), "TestPDF", "x")
