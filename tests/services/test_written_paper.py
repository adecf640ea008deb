"""A text written in isodesk becomes pages: as approved, as printed, as files for others."""

import hashlib
import io
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from isodesk.core.problems import Refused
from isodesk.documents.model import Revision
from isodesk.store import files
from isodesk.store.verify import verify
from isodesk.writing import json_form
from isodesk.writing.markdown import from_markdown
from isodesk.writing.tidy import tidy
from isodesk.writing.tree import (
    Block,
    Cell,
    DocumentLink,
    Field,
    FieldName,
    Heading,
    Paragraph,
    Picture,
    Table,
    Tree,
    Words,
)
from tests.services.firm import HALL, Firm


def line(*inlines: Words | Field | DocumentLink) -> Paragraph:
    return Paragraph(inlines)


def png(colour: str = "#0B5563") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (400, 200), colour).save(made, "PNG")
    return made.getvalue()


def shown(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in opened)


def text_with(firm: Firm, other: int) -> Tree:
    picture = firm.space.written.keep_picture(png())
    cells = tuple(Cell((line(Words(word)),)) for word in ("Heat card", "10 years"))
    return Tree(
        (
            line(Words("How iron is melted.")),
            Heading(1, (Words("Scope"),)),
            line(
                Words("This is "), Field(FieldName.NUMBER), Words(" of "),
                Field(FieldName.COMPANY), Words("; see "), DocumentLink(other, "QP-02"),
                Words("."),
            ),
            Picture(picture, 600, "A furnace", "Furnace 1"),
            Table((cells, cells), (300, 700)),
        )
    )  # fmt: skip


@pytest.fixture
def other(firm: Firm) -> int:
    document = firm.draft("Sand moulding")
    firm.issued(document)
    return document


@pytest.fixture
def document(firm: Firm, other: int) -> int:
    document = firm.draft("Melting")
    firm.space.written.begin(firm.newest(document).id, text_with(firm, other))
    return document


def master_text(firm: Firm, document: int) -> str:
    return shown(firm.space.contents.master(firm.newest(document).id))


def test_a_draft_is_laid_out_as_it_stands_now(firm: Firm, document: int, other: int) -> None:
    revision = firm.newest(document).id
    said = shown(firm.space.contents.pages_of(revision))
    number = firm.get(document).number
    company = firm.space.companies.get().name
    link = f"see {firm.get(other).number} Sand moulding, revision 1."
    assert f"This is {number} of {company}; {link}" in said
    assert "How iron is melted." in said and "Furnace 1" in said and "10 years" in said
    firm.revised(other)
    assert "Sand moulding, revision 1." in shown(firm.space.contents.pages_of(revision))
    firm.issued(other)
    assert "Sand moulding, revision 2." in shown(firm.space.contents.pages_of(revision))
    firm.space.documents.withdraw(other, "No more sand", firm.anna)
    assert "Sand moulding, withdrawn." in shown(firm.space.contents.pages_of(revision))


def test_a_draft_without_a_text_is_not_submitted(firm: Firm) -> None:
    document = firm.draft("Empty")
    revision = firm.newest(document).id
    firm.space.written.begin(revision, Tree())
    with pytest.raises(Refused, match="write it here"):
        firm.space.approval.submit(revision)
    firm.space.written.save(revision, [line(Words("Something"))])
    firm.space.approval.submit(revision)


def test_what_is_submitted_is_kept_whole(firm: Firm, document: int) -> None:
    revision = firm.newest(document).id
    tree = firm.space.written.tree(revision)
    pages = firm.space.contents.pages_of(revision)
    firm.space.approval.submit(revision)
    value = firm.newest(document)
    assert firm.space.contents.master(revision) == pages
    assert value.pages == 1 and value.master_sha256 == hashlib.sha256(pages).hexdigest()
    with firm.space.desk.reading() as session:
        row = session.get_one(Revision, revision)
        assert row.source_id and row.text_id
        assert files.read(session, row.source_id) == json_form.tree_bytes(tree)
        assert "see QP-02" in files.read(session, row.text_id).decode()
    assert firm.space.written.tree(revision) == tree
    assert verify(firm.space.path, remembered=False).whole


def test_pages_that_were_approved_keep_the_link_as_it_was(
    firm: Firm, document: int, other: int
) -> None:
    firm.approved(document)
    firm.revised(other)
    firm.issued(other)
    assert "Sand moulding, revision 1." in master_text(firm, document)


def test_sent_back_and_written_on_it_is_frozen_anew(firm: Firm, document: int) -> None:
    revision = firm.submitted(document)
    firm.space.approval.send_back(revision, firm.anna, "The degrees are missing")
    firm.space.written.save(revision, [line(Words("At 1480 degrees."))])
    assert "At 1480 degrees." in shown(firm.space.contents.pages_of(revision))
    firm.submitted(document)
    assert "At 1480 degrees." in master_text(firm, document)
    assert firm.space.written.tree(revision).blocks == (line(Words("At 1480 degrees.")),)


def test_a_word_typed_while_the_pages_were_laid_out_is_on_them(firm: Firm, document: int) -> None:
    revision = firm.newest(document).id
    late: list[Block] = [line(Words("Typed at the last moment."))]
    contents = firm.space.contents
    laid_out = contents.lay_out(revision)
    firm.space.written.save(revision, late)
    with firm.space.desk.unit("Submitted for review") as unit:
        contents.freeze(unit, unit.session.get_one(Revision, revision), laid_out)
    assert "Typed at the last moment." in master_text(firm, document)


def test_the_day_it_comes_into_force_is_printed(firm: Firm, document: int) -> None:
    revision = firm.newest(document).id
    firm.space.written.save(revision, [line(Words("From "), Field(FieldName.EFFECTIVE))])
    assert "From the day of issue" in shown(firm.space.contents.pages_of(revision))
    firm.space.documents.change_draft(revision, effective_on=date(2027, 1, 4))
    said = shown(firm.space.contents.pages_of(revision))
    assert "From 4 Jan 2027" in said and "Effective 4 Jan 2027" in said


def test_the_stamp_has_its_strip(firm: Firm, document: int) -> None:
    issued = firm.issued(document, (HALL,))
    (sheet,) = firm.space.prints.copies(list(issued.copies))
    with pikepdf.open(io.BytesIO(sheet.pdf)) as opened:
        box = opened.pages[0].mediabox
        assert [float(v) for v in box[2:]] == pytest.approx([595.28, 841.89], abs=0.1)
    assert "CONTROLLED COPY" in shown(sheet.pdf) and "at 92 %" not in shown(sheet.pdf)


def test_a_picture_that_is_lost_leaves_its_words(firm: Firm, document: int) -> None:
    revision = firm.newest(document).id
    firm.space.written.save(revision, [Picture("ab" * 32, 500, "A furnace"), line(Words("Below"))])
    said = shown(firm.space.contents.pages_of(revision))
    assert "[Picture: A furnace] Below" in said


def test_it_leaves_as_markdown_with_its_pictures(firm: Firm, document: int, tmp_path: Path) -> None:
    revision = firm.newest(document).id
    tree = firm.space.written.tree(revision)
    made = firm.space.exports.markdown(revision, tmp_path / "melting.md")
    assert [p.relative_to(tmp_path).parts[0] for p in made] == ["melting.md", "pictures"]
    assert from_markdown(made[0].read_text(encoding="utf-8")) == tidy(tree)
    assert made[1].suffix == ".png" and made[1].name in made[0].read_text(encoding="utf-8")
    with Image.open(made[1]) as picture:
        assert picture.size == (400, 200)
    with pytest.raises(Refused, match="Only a text written in isodesk"):
        firm.space.exports.markdown(firm.newest(firm.draft("File")).id, tmp_path / "file.md")


def test_everything_holds_text_pictures_and_pages(
    firm: Firm, document: int, tmp_path: Path
) -> None:
    firm.issued(document)
    firm.space.exports.everything(tmp_path / "out")
    place = next(p for p in (tmp_path / "out" / "documents").iterdir() if "Melting" in p.name)
    names = sorted(str(p.relative_to(place)) for p in place.rglob("*") if p.is_file())
    number = firm.get(document).number
    assert {"document.json", f"r1 {number}.md", f"r1 {number}.pdf"} <= set(names)
    assert [n for n in names if n.startswith("pictures/")]
    kept = from_markdown((place / f"r1 {number}.md").read_text(encoding="utf-8"))
    assert kept == tidy(firm.space.written.tree(firm.newest(document).id))
