"""Sheets that go with the copies, read back from the PDF."""

import io
import re

import pypdfium2

from isodesk.documents.values import CopyState
from isodesk.services.document_filter import DocumentFilter
from isodesk.services.lists import as_table
from isodesk.services.sheets import walk_rows
from isodesk.services.workspace import Workspace
from tests.services.firm import HALL, OFFICE, Firm
from tests.stamp_judge import text_of


def words(pdf: bytes) -> str:
    """All text of a PDF with single blanks."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as opened:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in opened)
    return re.sub(r"\s+", " ", text)


def test_a_recall_slip_names_the_old_paper_and_the_new(firm: Firm) -> None:
    document = firm.draft()
    old = firm.issued(document, (HALL, OFFICE)).copies
    firm.space.copies.mark_out(old)
    firm.revised(document)
    new = firm.issued(document, (HALL,)).copies
    recall = words(firm.space.sheets.recall_slips(old))
    receipt = words(firm.space.sheets.receipt_slips(new))
    for code in (firm.code(old[0]), firm.code(old[1]), firm.code(new[0])):
        assert code in recall
    assert firm.code(old[0]) in receipt and firm.code(new[0]) in receipt
    assert firm.code(old[1]) not in receipt  # the office gets no copy this time
    assert "Recall 2 / 2" in recall and "23 Nov 2026" in recall and "Anna Reyes" in recall


def test_the_walk_holds_every_paper_that_should_hang_once(sample: Workspace) -> None:
    said = words(sample.sheets.walk())
    hanging = sample.copies.in_state(CopyState.OUT, CopyState.TO_RECALL)
    assert len(hanging) > 90 and all(said.count(c.code) == 1 for c in hanging)
    gone = sample.copies.in_state(CopyState.RETURNED, CopyState.LOST, CopyState.TO_PRINT)
    assert gone and not any(c.code in said for c in gone)
    assert len(walk_rows(sample.copies, ())) == len(hanging)
    gate = words(sample.sheets.walk(["Gate house"]))
    assert "Gate house" in gate and "Canteen" not in gate


def test_the_control_sheet_names_signatures_revisions_and_copies(sample: Workspace) -> None:
    document = sample.lists.document_of("EP-06")
    assert document is not None
    value = sample.documents.get(document)
    assert value.in_force is not None
    said = words(sample.sheets.control_sheet(document, value.in_force.id))
    for word in ("E. Calder, adviser", "Ingrid Falk", value.in_force.summary, "Superseded"):
        assert word in said
    (copy,) = [c for c in sample.copies.of_document(document) if c.label == "2"]
    assert copy.code in said


def test_a_printed_list_says_its_filter_and_what_it_leaves_out(sample: Workspace) -> None:
    wanted = DocumentFilter(late=True)
    table = as_table(sample.lists.documents(wanted))
    said = words(sample.sheets.listing("Documents", "documents", table, 46, wanted.words()))
    assert "POL-01" in said and "EP-01" not in said and "Late" in said
    assert "5 of 46" in said


def test_a_record_its_copies_and_the_week(sample: Workspace) -> None:
    document = sample.lists.document_of("WI-01")
    assert document is not None
    record = words(sample.sheets.record(document, sample.histories.of(document)))
    assert "Hydrostatic test of casings" in record and "Samuel Osei" in record
    copies = sample.copies.of_document(document)
    listed = words(sample.sheets.copies_of(document))
    assert len(copies) == 12 and all(c.code in listed for c in copies)
    week = words(sample.sheets.week(sample.glance()))
    assert "POL-01" in week and "30 days late" in week


def test_slips_carry_the_head_of_the_history(firm: Firm) -> None:
    issued = firm.issued(firm.draft(), (HALL, OFFICE))
    head = firm.space.sheets.foot().head
    text = text_of(firm.space.sheets.receipt_slips(issued.copies))
    assert text.count(f"file state {head}") == 2
