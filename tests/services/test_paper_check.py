"""Is this paper current? Every answer, from codes on prints that were really made."""

import io
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest

from isodesk.core.problems import Refused
from isodesk.documents.check_code import ALPHABET, Facts, corrections, make, read
from isodesk.documents.values import CopyState
from isodesk.documents.verdict import Word
from isodesk.intake.reader import Reader
from isodesk.services.prints import Sheet
from isodesk.services.sheets import qr_of
from isodesk.store.head import short_head
from tests.company import TestClock
from tests.company import make as make_company
from tests.services.firm import HALL, OFFICE, Firm


def word(firm: Firm, code: str) -> Word:
    return firm.space.paper_check.check(code).word


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as opened:
        return "\n".join(page.get_textpage().get_text_bounded() for page in opened)


def printed_code(sheet: Sheet) -> str:
    """The code as it stands on the paper."""
    words = text_of(sheet.pdf).replace("\r", "\n").split()
    found = {w for w in words if len(w) == 14 and w.count("-") == 2 and read(w).holds}
    assert len(found) == 1, words
    return found.pop()


def test_a_real_print_carries_the_code_that_is_current(firm: Firm) -> None:
    issued = firm.issued(firm.draft(), (HALL,))
    (sheet,) = firm.space.prints.copies(issued.copies)
    code = printed_code(sheet)
    assert code == firm.code(issued.copies[0])
    verdict = firm.space.paper_check.check(code.lower().replace("-", " "))
    assert verdict.word is Word.CURRENT and verdict.current and verdict.heading == "Yes, current."
    assert "QP-01 Melting and pouring, revision 1, copy 1, Melt shop" in verdict.sentence
    assert "In force since 23 Nov 2026" in verdict.sentence
    assert (again := firm.space.prints.copies(issued.copies)[0]).pdf == sheet.pdf, again.name


def test_every_stamped_print_carries_a_head_of_this_history(firm: Firm) -> None:
    document = firm.draft()
    issued = firm.issued(document, (HALL,))
    (copy,) = firm.space.prints.copies(issued.copies, control_sheet=True)
    loose = firm.space.prints.uncontrolled(firm.newest(document).id, "A visit")
    rows = firm.space.desk.file.reader().execute("SELECT seq, hash FROM history").fetchall()
    heads = {short_head(*row) for row in rows}
    for sheet in (copy, loose):
        text = text_of(sheet.pdf)
        stood = {head for head in heads if head in text}
        assert stood, text
    logged = firm.space.desk.file.reader().execute("SELECT head FROM print").fetchall()
    assert len(logged) == 2 and {head for (head,) in logged} <= heads


def test_every_state_of_a_copy(firm: Firm) -> None:
    document = firm.draft()
    issued = firm.issued(document, (HALL, OFFICE))
    hall, office = (firm.code(i) for i in issued.copies)
    firm.space.copies.recall(issued.copies[:1], "Wrong place")
    assert (word(firm, hall), word(firm, office)) == (Word.RECALLED, Word.CURRENT)
    firm.space.copies.close(issued.copies[:1], CopyState.RETURNED)
    returned = firm.space.paper_check.check(hall)
    assert returned.word is Word.SHOULD_NOT_EXIST
    assert "recorded as returned on 23 Nov 2026" in returned.sentence
    firm.revised(document)
    firm.issued(document, (HALL,))
    old = firm.space.paper_check.check(office)
    assert old.word is Word.SUPERSEDED
    assert "Superseded on 23 Nov 2026. Revision 2 is in force since 23 Nov 2026." in old.sentence
    firm.space.documents.withdraw(document, "Gone", firm.anna)
    newest = firm.space.copies.of_document(document)[-1]
    assert word(firm, newest.code) is Word.WITHDRAWN
    assert "no longer in use" in firm.space.paper_check.check(office).sentence


def test_a_copy_given_out_ahead_and_the_old_one_until_the_day(firm: Firm) -> None:
    document = firm.draft()
    old = firm.code(firm.issued(document, (HALL,)).copies[0])
    second = firm.revised(document)
    day = firm.today() + timedelta(days=5)
    firm.space.documents.change_draft(second, effective_on=day)
    new = firm.code(firm.issued(document, (HALL,), day).copies[0])
    verdict = firm.space.paper_check.check(new)
    assert verdict.word is Word.NOT_YET and "on 28 Nov 2026" in verdict.sentence
    assert word(firm, old) is Word.CURRENT
    firm.clock.later(days=5)  # the program stood open over midnight, nothing put in force yet
    assert (word(firm, new), word(firm, old)) == (Word.CURRENT, Word.SUPERSEDED)
    assert "Revision 2 is in force since 28 Nov 2026" in firm.space.paper_check.check(old).sentence
    firm.space.issuing.put_in_force()
    assert (word(firm, new), word(firm, old)) == (Word.CURRENT, Word.SUPERSEDED)


def test_prints_that_are_no_copies(firm: Firm) -> None:
    document = firm.draft()
    revision = firm.newest(document).id
    draft = printed_code(firm.space.prints.marked(revision))
    assert word(firm, draft) is Word.DRAFT
    with pytest.raises(Refused, match="Only a revision in force prints uncontrolled"):
        firm.space.prints.uncontrolled(revision, "To look at")
    firm.issued(document, ())
    with pytest.raises(Refused, match="Say what the print is for"):
        firm.space.prints.uncontrolled(revision, " ")
    with pytest.raises(Refused, match="prints as a controlled copy or uncontrolled"):
        firm.space.prints.marked(revision)
    loose = printed_code(firm.space.prints.uncontrolled(revision, "For the auditor"))
    assert word(firm, loose) is Word.CURRENT
    firm.revised(document)
    firm.issued(document, ())
    assert word(firm, loose) is Word.SUPERSEDED
    old = firm.space.paper_check.check(printed_code(firm.space.prints.marked(revision)))
    assert old.word is Word.REFERENCE and "Revision 2 is in force" in old.sentence
    firm.clock.later(days=1)
    assert word(firm, loose) is Word.VALID_THAT_DAY
    said = firm.space.desk.file.reader().execute("SELECT kind, purpose FROM print ORDER BY id")
    assert said.fetchall() == [
        ("draft", None),
        ("uncontrolled", "For the auditor"),
        ("superseded", None),
    ]


def test_a_slip_of_the_finger_is_told_and_corrected(firm: Firm) -> None:
    code = firm.code(firm.issued(firm.draft(), (HALL,)).copies[0])
    wrong = code[:6] + ("X" if code[6] != "X" else "Y") + code[7:]
    verdict = firm.space.paper_check.check(wrong)
    assert verdict.word is Word.MISTYPED and verdict.did_you_mean == code
    symbols = code.replace("-", "")
    at = next(i for i in range(3, 10) if symbols[i] != symbols[i + 1])
    swapped = symbols[:at] + symbols[at + 1] + symbols[at] + symbols[at + 2 :]
    assert firm.space.paper_check.check(swapped).did_you_mean == code
    worse = wrong[:-1] + ("X" if wrong[-1] != "X" else "Y")
    if not read(worse).holds:
        assert firm.space.paper_check.check(worse).did_you_mean == ""
    assert word(firm, code[:9]) is Word.INCOMPLETE
    assert word(firm, "hello") is Word.INCOMPLETE


def test_codes_that_this_file_never_made(firm: Firm, tmp_path: Path, reader: Reader) -> None:
    document = firm.draft()
    issued = firm.issued(document, (HALL,))
    stranger = make_company(tmp_path / "other.isodesk", reader, TestClock())
    other = Firm(stranger, TestClock())
    theirs = other.issued(other.draft(), (HALL,)).copies[0]
    transplanted = other.code(theirs)
    assert read(transplanted).serial == read(firm.code(issued.copies[0])).serial == 1
    verdict = firm.space.paper_check.check(transplanted)
    assert verdict.word is Word.NOT_GENUINE and "not issued from this file" in verdict.sentence
    unknown = make(bytes(32), 4711, Facts("x", "controlled", 1, 1, "0", 1, firm.today()))
    assert word(firm, unknown) is Word.UNKNOWN
    (copy,) = stranger.copies.by_ids([theirs])
    scanned = firm.space.paper_check.check(qr_of(stranger.file_id, copy))
    assert scanned.word is Word.ANOTHER_FILE
    stranger.close()


def test_a_forged_code_with_a_right_check_symbol_is_no_slip(firm: Firm) -> None:
    code = firm.code(firm.issued(firm.draft(), (HALL,)).copies[0])
    forged = code[:6] + ALPHABET[(ALPHABET.index(code[6]) + 1) % 32] + code[7:]
    held = [c for c in corrections(forged) if c[-1] != code[-1] and c[:6] == code[:6]]
    assert held
    assert word(firm, held[0]) is Word.NOT_GENUINE


def test_the_scanned_qr_answers_like_the_code(firm: Firm) -> None:
    issued = firm.issued(firm.draft(), (HALL,))
    (copy,) = firm.space.copies.by_ids(issued.copies)
    verdict = firm.space.paper_check.check(qr_of(firm.space.file_id, copy))
    assert verdict.word is Word.CURRENT and verdict.copy_id == copy.id


def test_the_sample_company_answers_for_all_its_papers(sample) -> None:  # type: ignore[no-untyped-def]
    expected = {
        CopyState.OUT: {Word.CURRENT},
        CopyState.TO_PRINT: {Word.CURRENT, Word.NOT_YET},
        CopyState.TO_RECALL: {Word.SUPERSEDED},
        CopyState.RETURNED: {Word.SHOULD_NOT_EXIST},
        CopyState.DESTROYED: {Word.SHOULD_NOT_EXIST},
        CopyState.LOST: {Word.SHOULD_NOT_EXIST},
    }
    for state, words in expected.items():
        copies = sample.copies.in_state(state)
        assert copies and {sample.paper_check.check(c.code).word for c in copies} == words
