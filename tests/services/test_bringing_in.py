"""A folder of foreign files becomes documents: proposed, corrected, applied in one go."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from isodesk.core.problems import Cancelled, Refused
from isodesk.documents.values import Content, NewDocument, State
from isodesk.intake import office
from isodesk.printing.document import markdown_pdf
from isodesk.printing.document_sheets import DocumentHead
from isodesk.printing.sheets import Company
from isodesk.services.bringing_in import Row, Verdict
from isodesk.store.verify import verify
from tests.intake.making import docx, paragraphs
from tests.printing.reading import text_of
from tests.services.firm import HALL, TEXT, Firm


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts, a Word file, a PDF, a twin, and two files that are no documents."""
    place = tmp_path / "old paper"
    (place / "more").mkdir(parents=True)
    (place / "QP-07 Melting and pouring rev 3.md").write_text(TEXT)
    (place / "WI-12 Core making.md").write_text("# Core making\n\nBlow the core. Let it rest.\n")
    word = docx(paragraphs("Spill response", "Fetch the kit from the yard."))
    (place / "EP-05 Spill response.docx").write_bytes(word)
    (place / "more" / "QP-09 Hot metal.pdf").write_bytes(foreign_pdf())
    (place / "more" / "Melting again.md").write_text(TEXT)
    (place / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (place / "thing.zip").write_bytes(b"PK\x03\x04 no archive")
    return place


def foreign_pdf() -> bytes:
    """A PDF of one page with text in it."""
    head = DocumentHead("Rule", "Hot metal", "An iron rule.", "", "", None)
    text = "## Ladle\n\nPreheat the ladle before the first heat.\n"
    return markdown_pdf(text, head, Company("Some Foundry", "", None))


def named(rows: tuple[Row, ...], name: str) -> Row:
    return next(r for r in rows if r.path.name.startswith(name))


def typed(firm: Firm, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The officer chooses a type wherever none was proposed."""
    procedure = firm.types["procedure"]
    return tuple(r if r.type_id or r.refused else replace(r, type_id=procedure) for r in rows)


def test_every_file_gets_a_proposal_or_a_reason(firm: Firm, folder: Path) -> None:
    before = firm.head()
    rows = firm.space.bringing_in.survey([folder])
    assert len(rows) == 7 and firm.head() == before
    melting = named(rows, "QP-07")
    assert (melting.number, melting.title, melting.label) == ("QP-07", "Melting and pouring", "3")
    assert melting.type_id == firm.types["procedure"] and melting.verdict is Verdict.NEW
    assert named(rows, "WI-12").type_id == firm.types["work_instruction"]
    twin = [r for r in rows if r.verdict is Verdict.DUPLICATE]
    assert len(twin) == 1 and "The same file as" in twin[0].why and not twin[0].take
    refused = {r.path.name: r.why for r in rows if r.refused}
    assert set(refused) == {"broken.pdf", "thing.zip"} and all(refused.values())


def test_applying_makes_drafts_with_pages_and_searchable_text(firm: Firm, folder: Path) -> None:
    rows = firm.space.bringing_in.judge(typed(firm, firm.space.bringing_in.survey([folder])))
    done = firm.space.bringing_in.apply(rows)
    assert (done.new, done.changed, done.left) == (4, 0, 3)
    assert {name for name, _ in done.refused} == {"broken.pdf", "thing.zip"}
    values = {v.number: v for v in map(firm.get, done.documents)}
    assert set(values) == {"QP-07", "WI-12", "EP-05", "QP-09"}
    assert {v.state for v in values.values()} == {State.DRAFT}
    hot = values["QP-09"].revisions[0]
    assert hot.content is Content.PDF and hot.pages == 1 and hot.source_id == hot.master_id
    word = values["EP-05"].revisions[0]
    assert word.content is Content.OFFICE
    assert (word.pages >= 1) if office.available() else word.notes
    assert {h.number for h in firm.space.searching.find("preheat ladle")} == {"QP-09"}
    assert {h.number for h in firm.space.searching.find("fetch the kit")} == {"EP-05"}
    assert verify(firm.space.path, remembered=False).whole
    units = firm.space.desk.file.reader().execute("SELECT why FROM change ORDER BY id DESC LIMIT 1")
    assert units.fetchone()[0] == "Brought in 4 files"


def test_the_same_folder_twice_changes_nothing(firm: Firm, folder: Path) -> None:
    bringing = firm.space.bringing_in
    bringing.apply(bringing.judge(typed(firm, bringing.survey([folder]))))
    before = firm.head()
    rows = bringing.survey([folder])
    assert {r.verdict for r in rows} == {Verdict.DUPLICATE, Verdict.REFUSED}
    assert "The same file is already in QP-07" in named(rows, "QP-07").why
    done = bringing.apply(rows)
    assert (done.new, done.changed, done.documents) == (0, 0, ()) and firm.head() == before


def test_another_text_for_a_known_number_is_a_change(firm: Firm, folder: Path) -> None:
    bringing = firm.space.bringing_in
    known = firm.draft("Melting and pouring", number="QP-07")
    rows = bringing.survey([folder])
    row = named(rows, "QP-07")
    assert row.verdict is Verdict.CHANGED and row.why == "Replaces the draft of QP-07."
    firm.issued(known, (HALL,))
    (row,) = bringing.judge((replace(row, in_force=True),))
    assert row.why == "Becomes the next revision of QP-07." and not row.in_force
    done = bringing.apply((row,))
    assert (done.new, done.changed) == (0, 1)
    value = firm.get(known)
    assert [(r.label, r.state) for r in value.revisions] == [
        ("3", State.DRAFT),
        ("1", State.EFFECTIVE),
    ]


def test_a_label_that_was_used_is_not_used_again(firm: Firm, folder: Path) -> None:
    known = firm.draft("Melting and pouring", number="QP-07", label="3")
    firm.issued(known, ())
    firm.revised(known)
    firm.issued(known, ())
    row = named(firm.space.bringing_in.survey([folder]), "QP-07")
    assert row.label == "3"
    firm.space.bringing_in.apply((row,))
    assert firm.newest(known).label == "5"


def test_what_is_being_approved_or_withdrawn_is_left_alone(firm: Firm, folder: Path) -> None:
    known = firm.draft("Melting and pouring", number="QP-07")
    firm.submitted(known)
    row = named(firm.space.bringing_in.survey([folder]), "QP-07")
    assert row.verdict is Verdict.DUPLICATE and "finish that first" in row.why


def test_corrections_are_judged_again(firm: Firm, folder: Path) -> None:
    bringing = firm.space.bringing_in
    rows = typed(firm, bringing.survey([folder]))
    clash = tuple(replace(r, number="QP-07") if r.path.name[:2] == "WI" else r for r in rows)
    judged = bringing.judge(clash)
    assert named(judged, "WI-12").verdict is Verdict.DUPLICATE
    assert "has this number too" in named(judged, "WI-12").why
    again = tuple(replace(r, number="WI-1") if r.path.name[:2] == "WI" else r for r in judged)
    row = named(bringing.judge(again), "WI-12")
    assert row.verdict is Verdict.NEW and row.take


def test_in_force_on_paper_before_it_came_here(firm: Firm, folder: Path) -> None:
    bringing = firm.space.bringing_in
    row = named(typed(firm, bringing.survey([folder])), "QP-09")
    done = bringing.apply((replace(row, in_force=True, on=date(2025, 3, 1), label="4"),))
    value = firm.get(done.documents[0])
    assert value.state == State.EFFECTIVE and value.next_review_on == date(2027, 3, 1)
    current = value.in_force
    assert current is not None and current.effective_on == date(2025, 3, 1)
    assert current.signatures == () and "In force before it was brought" in current.notes
    copy = firm.space.copies.give_out(value.id, *HALL)
    assert firm.space.paper_check.check(firm.code(copy)).current
    assert firm.revised(value.id) and firm.newest(value.id).label == "5"


def test_a_text_is_laid_out_when_it_is_in_force_already(firm: Firm, folder: Path) -> None:
    row = named(typed(firm, firm.space.bringing_in.survey([folder])), "WI-12")
    done = firm.space.bringing_in.apply((replace(row, in_force=True, on=date(2025, 3, 1)),))
    current = firm.get(done.documents[0]).in_force
    assert current is not None and current.pages == 1 and current.master_sha256
    assert "WI-12" in text_of(firm.space.contents.master(current.id))


def test_a_row_without_a_type_is_left_out_with_its_reason(firm: Firm, folder: Path) -> None:
    rows = firm.space.bringing_in.survey([folder])
    bare = replace(named(rows, "QP-07"), type_id=None)
    done = firm.space.bringing_in.apply((bare, named(rows, "WI-12")))
    assert done.new == 1 and done.refused == ((bare.path.name, "Choose a type for it first."),)


def test_all_or_nothing_when_a_number_was_taken_meanwhile(firm: Firm, folder: Path) -> None:
    rows = typed(firm, firm.space.bringing_in.survey([folder]))
    firm.space.documents.new(NewDocument("Quick", firm.types["procedure"], "QP-07"))
    before = firm.head()
    with pytest.raises(Refused, match="QP-07 is taken by “Quick”"):
        firm.space.bringing_in.apply(rows)
    assert firm.head() == before


def test_cancelled_in_the_midst_nothing_is_written(firm: Firm, folder: Path) -> None:
    rows = typed(firm, firm.space.bringing_in.survey([folder]))
    before = firm.head()

    def stop(done: int, of: int, what: str) -> None:
        if what == "Writing" and done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        firm.space.bringing_in.apply(rows, stop)
    assert firm.head() == before
    assert firm.space.lists.document_count() == 0
