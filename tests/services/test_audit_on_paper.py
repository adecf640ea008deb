"""The blank checklist of an audit: printed with a number, and read back as a PDF."""

import io
import os
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import zxingcpp

from isodesk.core.problems import Refused
from isodesk.documents.qr_text import read_qr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import Answer
from isodesk.services.workspace import Workspace
from tests.audits import audit, audit_of, held
from tests.printing.reading import packed, pages_of, picture


def test_every_question_stands_on_paper_by_its_number(workspace: Workspace) -> None:
    questions = held(workspace, "standards")[:]
    made = audit_of(workspace, questions[0].id)
    paper, pdf = workspace.audit_on_paper.print(made, given_to="Robin Amsel")
    _keep("blank", pdf)
    pages = pages_of(pdf)
    text = packed("".join(pages))
    for question in questions:
        assert packed(question.ask) in text, question.ask
    (kept,) = workspace.audit_on_paper.of(made)
    assert (kept.id, kept.number, kept.given_to) == (paper, "AUD-2026-01-B1", "Robin Amsel")
    assert list(kept.rows) == list(range(1, len(questions) + 1))
    assert "1 to" in pages[0] and f"of {len(questions)}" in pages[0]
    for verdict in Verdict:
        assert verdict.value in pages[0]
    assert all("Good practice" in page for page in pages), "the seventh box has its word"
    assert "Robin Amsel" in pages[0] and "9001:2015, 14001:2015" in pages[0]
    assert "Keyed in by, scan attached" in pages[-1]
    assert workspace.audit_on_paper.again(paper) == pdf, "the same bytes after a jam"


def test_each_page_has_its_code(workspace: Workspace) -> None:
    made = audit_of(workspace, held(workspace, "process:purchasing")[0].id)
    _, pdf = workspace.audit_on_paper.print(made)
    pages = range(len(pages_of(pdf)))
    codes = [read_qr(zxingcpp.read_barcodes(picture(pdf, at, 150))[0].text) for at in pages]
    assert [(code.number, code.kind, code.code) for code in codes if code] == [
        ("AUD-2026-01-B1", "RECORD", f"S{at + 1}") for at in pages
    ]


def test_the_rest_is_printed_with_the_numbers_of_the_audit(workspace: Workspace) -> None:
    questions = held(workspace, "process:purchasing")
    made = audit_of(workspace, questions[0].id)
    for question in questions[:4]:
        workspace.auditing.answer(question.id, Answer(Verdict.CONFORM))
    _, pdf = workspace.audit_on_paper.print(made, rest=True)
    _keep("rest", pdf)
    text = packed("".join(pages_of(pdf)))
    assert packed(questions[3].ask) not in text
    assert packed(questions[4].ask) in text
    (paper,) = workspace.audit_on_paper.of(made)
    assert list(paper.rows) == list(range(5, len(questions) + 1))
    assert paper.keyed == 0
    for question in questions[4:]:
        workspace.auditing.answer(question.id, Answer(Verdict.MINOR))
    with pytest.raises(Refused, match="Every question has its verdict"):
        workspace.audit_on_paper.print(made, rest=True)


def test_numbers_stay_when_the_checklist_changes(workspace: Workspace) -> None:
    made = audit(workspace)
    workspace.audit_filling.fill(made, ["process:purchasing"])
    first, second, *_ = workspace.auditing.questions(made)
    workspace.audit_on_paper.print(made)
    workspace.audit_questions.move(second.id, -1)
    workspace.auditing.take_out([first.id])
    (paper,) = workspace.audit_on_paper.of(made)
    assert 1 not in paper.rows
    assert paper.rows[2].id == second.id


def test_letter_and_long_words(workspace: Workspace) -> None:
    made = audit(workspace, criteria="QP-07 revision 4\nTrade effluent consent")
    workspace.audit_filling.fill(made, ["process:production"])
    question = workspace.auditing.questions(made)[0]
    workspace.auditing.reword(question.id, "Is it so? " * 40 + "W" * 120)
    space = workspace.companies
    space.change(replace(space.get(), paper="Letter"))
    _, pdf = workspace.audit_on_paper.print(made)
    _keep("letter", pdf)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert [float(side) for side in read.pages[0].mediabox][2:] == [612, 792]
    assert "QP-07 revision 4" in "".join(pages_of(pdf))


def _keep(name: str, pdf: bytes) -> None:
    folder = os.environ.get("ISODESK_PICTURES")
    if folder:
        (Path(folder) / f"{name}.pdf").write_bytes(pdf)
