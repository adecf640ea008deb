"""Revisions of every kind of content beside each other, their change sheet and their list."""

from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.documents.values import Content
from isodesk.services.content import Brought, brought_text
from isodesk.writing.compare import Change, Row
from isodesk.writing.compare_words import note_words
from isodesk.writing.tree import Heading, Paragraph, Tree, Words
from tests.intake.making import pdf, picture
from tests.intake.word_making import cell, p, row, table, word
from tests.printing.reading import pages_of, text_of
from tests.services.firm import Firm

OLD = "# Melting\n\n## Heat\n\nHold the iron at 1480 degrees.\n\nWear the visor.\n"
NEW = (
    "# Melting\n\n## Heat\n\nHold the iron at 1500 degrees.\n\nWear the visor.\n\nRing the bell.\n"
)


def revise(firm: Firm, document: int) -> int:
    """Issue what is there and begin the next revision."""
    firm.issued(document)
    return firm.space.documents.revise(document, "Hotter iron", "Finding 7")


def newest(firm: Firm, document: int) -> int:
    value = firm.space.documents.get(document).newest
    assert value is not None
    return value.id


def put(firm: Firm, document: int, text: str) -> int:
    firm.space.contents.set(newest(firm, document), brought_text("melting.md", text.encode()))
    return newest(firm, document)


def put_file(firm: Firm, document: int, name: str, data: bytes) -> int:
    """A PDF or Word file, the latter without a PDF beside it."""
    contents = firm.space.contents
    look = contents.look_at(name, data)
    if look.kind == "docx":
        media, facts = "application/x-docx", look.facts
        brought = Brought(name, data, media, Content.OFFICE, None, facts.text, 0, (), facts)
    else:
        brought = contents.brought(name, data, look)
    contents.set(newest(firm, document), brought)
    return newest(firm, document)


def pair(firm: Firm) -> tuple[int, int, int]:
    """A document of Markdown with two revisions."""
    document = firm.draft()
    old = put(firm, document, OLD)
    revise(firm, document)
    return document, old, put(firm, document, NEW)


def differing(firm: Firm, old: int, new: int) -> list[Row]:
    rows = firm.space.comparing.compare(old, new).rows
    return [row for row in rows if row.change is not Change.SAME]


def test_changes_are_counted_and_stand_under_their_headings(firm: Firm) -> None:
    _, old, new = pair(firm)
    compared = firm.space.comparing.compare(old, new)
    changed = [row for row in compared.rows if row.change is not Change.SAME]
    assert compared.count == 2 and compared.how == ()
    assert [(row.change, row.place) for row in changed] == [
        (Change.CHANGED, "Melting › Heat"),
        (Change.ADDED, "Melting › Heat"),
    ]


def test_the_change_sheet_says_what_why_where_and_how(firm: Firm) -> None:
    _, old, new = pair(firm)
    comparing = firm.space.comparing
    compared = comparing.compare(old, new)
    sheet = comparing.sheet(compared)
    assert sheet == comparing.sheet(compared)
    text = " ".join(text_of(sheet).split())
    for words in (
        "Change sheet", "QP-01", "revision 1, effective", "revision 2, draft", "Marta Lind",
        "Hotter iron", "Finding 7", "2 changes", "Melting › Heat", "Hold the iron at 1480 degrees.",
        "Hold the iron at 1500 degrees.", "Ring the bell.", "Taken out is struck through",
    ):  # fmt: skip
        assert words in text, words
    assert firm.space.sheets.foot().head in text
    assert "Wear the visor." not in text


def test_marks_are_strokes_and_not_colour_alone(firm: Firm) -> None:
    """Where the old figure stands a stroke crosses it; under the new one lies a line."""
    import io

    import pikepdf

    _, old, new = pair(firm)
    sheet = firm.space.comparing.sheet(firm.space.comparing.compare(old, new))
    with pikepdf.open(io.BytesIO(sheet)) as opened:
        drawn = pikepdf.parse_content_stream(opened.pages[0])
    coloured = [
        tuple(round(float(v), 3) for v in operands)
        for operands, operator in drawn
        if str(operator) == "RG"
    ]
    assert (0.478, 0.09, 0.071) in coloured and (0.055, 0.29, 0.173) in coloured


def test_a_long_change_sheet_goes_on_over_its_pages(firm: Firm) -> None:
    document = firm.draft()
    lines = [f"Line {n} of the old text, which has some more words.\n" for n in range(150)]
    old = put(firm, document, "\n".join(lines))
    revise(firm, document)
    new = put(firm, document, "\n".join(line.replace("old", "new") for line in lines))
    compared = firm.space.comparing.compare(old, new)
    assert compared.count == 150
    pages = pages_of(firm.space.comparing.sheet(compared))
    assert len(pages) > 4
    assert all("Revision 1" in page and "Revision 2" in page for page in pages)
    assert "Line 149 of the new text" in " ".join(pages[-1].split())


def test_equal_texts_say_so(firm: Firm) -> None:
    document = firm.draft()
    old = put(firm, document, OLD)
    revise(firm, document)
    new = put(firm, document, OLD)
    compared = firm.space.comparing.compare(old, new)
    assert compared.count == 0
    assert "The texts of both revisions are the same." in text_of(
        firm.space.comparing.sheet(compared)
    )


def test_the_list_of_changes_is_exported(firm: Firm, tmp_path: Path) -> None:
    _, old, new = pair(firm)
    compared = firm.space.comparing.compare(old, new)
    firm.space.exports.table(firm.space.comparing.table(compared), tmp_path / "changes.csv")
    text = (tmp_path / "changes.csv").read_text("utf-8-sig")
    assert "No.,Change,Where,Old text,New text" in text
    assert "2,Added,Melting › Heat,,Ring the bell." in text


def test_word_files_are_compared_by_structure(firm: Firm, tmp_path: Path) -> None:
    document = firm.draft()
    rows = table(row(cell(p("Iron")), cell(p("1480"))), row(cell(p("Bronze")), cell(p("1150"))))
    old = put_file(firm, document, "a.docx", word(p("Heat", "Heading1") + rows))
    (tmp_path / "a.pdf").write_bytes(pdf("Heat"))
    firm.space.contents.add_pdf(old, tmp_path / "a.pdf")
    revise(firm, document)
    hotter = rows.replace("1480", "1500")
    new = put_file(firm, document, "b.docx", word(p("Heat", "Heading1") + hotter))
    (changed,) = differing(firm, old, new)
    assert changed.place == "Heat"
    assert [span.text for span in changed.new_spans] == ["Iron | ", "1500"]


def test_revisions_of_two_documents_are_not_compared(firm: Firm) -> None:
    old, other = put(firm, firm.draft(), OLD), put(firm, firm.draft("Other"), NEW)
    with pytest.raises(Refused, match="one document"):
        firm.space.comparing.compare(old, other)


def test_written_text_against_markdown(firm: Firm) -> None:
    document = firm.draft()
    old = put(firm, document, OLD)
    new = revise(firm, document)
    tree = Tree((
        Heading(1, (Words("Melting"),)), Heading(2, (Words("Heat"),)),
        Paragraph((Words("Hold the iron at 1480 degrees.", bold=True),)),
        Paragraph((Words("Wear the visor."),)),
    ))  # fmt: skip
    firm.space.written.begin(new, tree)
    compared = firm.space.comparing.compare(old, new)
    (changed,) = [row for row in compared.rows if row.change is not Change.SAME]
    assert changed.change is Change.FORM and note_words(changed).startswith("bold")


def test_a_pdf_against_markdown_and_against_a_pdf(firm: Firm) -> None:
    document = firm.draft()
    old = put(firm, document, OLD)
    revise(firm, document)
    page = "Melting\nHeat\nHold the iron at 1500\ndegrees. Wear the visor."
    new = put_file(firm, document, "melting.pdf", pdf(page))
    compared = firm.space.comparing.compare(old, new)
    changed = [row for row in compared.rows if row.change is not Change.SAME]
    assert len(changed) == 1 and changed[0].new is not None
    assert changed[0].new.text == "Hold the iron at 1500 degrees."
    assert changed[0].place == "p. 1"
    assert compared.how == ("Revision 2 is read from its pages, by sentences.",)


def test_scans_are_told_apart_by_their_pictures(firm: Firm) -> None:
    document = firm.draft()
    old = put_file(firm, document, "scan.png", picture("PNG", (300, 400)))
    revise(firm, document)
    new = put_file(firm, document, "scan.png", picture("PNG", (301, 400)))
    compared = firm.space.comparing.compare(old, new)
    assert compared.count == 1
    assert any("pictures without text" in said for said in compared.how)
    assert "[page without text]" in text_of(firm.space.comparing.sheet(compared))


def test_a_revision_without_content_is_refused(firm: Firm) -> None:
    document = firm.draft()
    old = put(firm, document, OLD)
    new = revise(firm, document)
    with pytest.raises(Refused, match="no content"):
        firm.space.comparing.compare(old, new)
