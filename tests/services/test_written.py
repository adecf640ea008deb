"""A text in the file: begun, saved block by block, copied, mentioned, found."""

import io
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import text

from isodesk.core.problems import Refused
from isodesk.documents.values import Content, State
from isodesk.services.passages import GAP
from isodesk.store.verify import verify
from isodesk.writing.tree import (
    Block,
    Cell,
    DocumentLink,
    FieldName,
    Heading,
    Paragraph,
    Picture,
    Table,
    Tree,
    Words,
)
from tests.services.firm import Firm


def line(words: str) -> Paragraph:
    return Paragraph((Words(words),))


TEXT = Tree((Heading(1, (Words("Melting"),)), line("Charge the furnace."), line("Hold the iron.")))


@pytest.fixture
def begun(firm: Firm) -> int:
    revision = firm.newest(firm.draft()).id
    firm.space.written.begin(revision, TEXT)
    return revision


def passages(firm: Firm, revision: int) -> list[Any]:
    with firm.space.desk.reading() as session:
        rows = session.execute(
            text("SELECT id, position, body FROM passage WHERE revision_id = :r ORDER BY position"),
            {"r": revision},
        )
        return list(rows)


def entries(firm: Firm) -> list[tuple[str, str]]:
    rows = firm.space.desk.file.reader().execute("SELECT tab, op FROM history ORDER BY seq")
    return [(tab, op) for tab, op in rows]


def test_a_draft_is_begun_with_a_text_and_its_file_stays(firm: Firm, begun: int) -> None:
    assert firm.space.written.tree(begun) == TEXT
    with firm.space.desk.reading() as session:
        row = session.execute(
            text("SELECT content, source_id, original_name FROM revision WHERE id = :r"),
            {"r": begun},
        ).one()
    assert tuple(row) == (Content.WRITTEN.name, None, "melting.md")


def test_a_sentence_typed_is_one_entry(firm: Firm, begun: int) -> None:
    before, rows = len(entries(firm)), passages(firm, begun)
    blocks: list[Block] = [*TEXT.blocks]
    blocks[1] = line("Charge the furnace as the card says.")
    firm.space.written.save(begun, blocks)
    assert entries(firm)[before:] == [("change", "I"), ("passage", "U")]
    assert [r[:2] for r in passages(firm, begun)] == [r[:2] for r in rows]
    assert firm.space.written.tree(begun).blocks == tuple(blocks)


def test_blocks_come_and_go_between_their_neighbours(firm: Firm, begun: int) -> None:
    first, _, third = TEXT.blocks
    new = [first, line("One"), line("Two"), third]
    before = len(entries(firm))
    firm.space.written.save(begun, new)
    assert entries(firm)[before:] == [("change", "I"), ("passage", "U"), ("passage", "I")]
    assert firm.space.written.tree(begun).blocks == tuple(new)
    firm.space.written.save(begun, [third, first])
    assert firm.space.written.tree(begun).blocks == (third, first)
    firm.space.written.save(begun, [])
    assert firm.space.written.tree(begun).blocks == ()
    assert verify(firm.space.path, remembered=False).whole


def test_where_no_room_is_left_the_passages_move_apart(firm: Firm, begun: int) -> None:
    blocks: list[Block] = list(TEXT.blocks)
    for n in range(40):
        blocks.insert(1, line(f"Line {n}"))
        firm.space.written.save(begun, blocks)
        assert firm.space.written.tree(begun).blocks == tuple(blocks)
    positions = [row[1] for row in passages(firm, begun)]
    assert positions == sorted(set(positions)) and max(positions) <= 44 * GAP


def test_a_submitted_text_is_fixed_until_it_is_sent_back(firm: Firm, begun: int) -> None:
    firm.space.approval.submit(begun)
    with pytest.raises(Refused, match="This revision was submitted; its text is fixed"):
        firm.space.written.save(begun, [])
    assert firm.space.written.tree(begun) == TEXT
    firm.space.approval.send_back(begun, firm.anna, "The degrees are missing")
    firm.space.written.save(begun, TEXT.blocks[:2])
    assert firm.space.written.tree(begun).blocks == TEXT.blocks[:2]


def test_the_next_revision_begins_with_the_text(firm: Firm, begun: int) -> None:
    document = firm.space.documents.get(firm.space.written.text(begun).document_id).id
    firm.issued(document)
    revision = firm.space.documents.revise(document, "More")
    assert firm.space.written.tree(revision) == TEXT
    firm.space.written.save(revision, TEXT.blocks[:1])
    assert firm.space.written.tree(begun) == TEXT
    assert firm.newest(document).state == State.DRAFT


def test_documents_mentioned_are_links(firm: Firm, begun: int) -> None:
    other, third = firm.draft("Sand"), firm.draft("Cores")
    document = firm.space.written.text(begun).document_id
    links = (DocumentLink(other, "QP-02"), DocumentLink(third, "QP-03"))
    firm.space.written.save(begun, [Paragraph(links), Paragraph((DocumentLink(999, "X"),))])
    firm.space.written.settle(begun)
    assert [(v.words, v.record_id) for v in firm.space.links.of(document)] == [
        ("Mentions", other),
        ("Mentions", third),
    ]
    assert firm.space.links.of(other)[0].words == "Mentioned in"
    firm.space.written.save(begun, [Paragraph(links[1:]), Paragraph((DocumentLink(document, ""),))])
    firm.space.written.settle(begun)
    assert [v.record_id for v in firm.space.links.of(document)] == [third]


def test_words_of_a_draft_are_found(firm: Firm, begun: int) -> None:
    firm.space.written.save(begun, [line("Ladle preheating")])
    firm.space.written.settle(begun)
    document = firm.space.written.text(begun).document_id
    assert document in [hit.record_id for hit in firm.space.searching.find("preheat")]


def test_a_text_says_what_its_fields_and_links_show(firm: Firm, begun: int) -> None:
    other = firm.draft("Sand")
    firm.issued(other)
    firm.space.written.save(begun, [Paragraph((DocumentLink(other, "QP-02"),))])
    told = firm.space.written.text(begun)
    assert told.fields[FieldName.NUMBER] == "QP-01" and told.fields[FieldName.REVISION] == "1"
    assert told.fields[FieldName.COMPANY] == "Harrow Test Pumps"
    assert told.fields[FieldName.OWNER] == "Anna Reyes" and not told.fixed
    linked = told.links[other]
    assert (linked.number, linked.title, linked.label) == ("QP-02", "Sand", "1")
    firm.space.approval.submit(begun)
    assert "Send it back" in firm.space.written.text(begun).fixed


def photo(turned: int = 1, size: tuple[int, int] = (400, 200)) -> bytes:
    image, out = Image.new("RGB", size, "navy"), io.BytesIO()
    exif = image.getexif()
    exif[0x0112] = turned
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_picture_is_kept_upright_once_and_shown(firm: Firm, begun: int) -> None:
    written = firm.space.written
    digest = written.keep_picture(photo(turned=6))
    assert written.keep_picture(photo(turned=6)) == digest
    shown = written.picture(digest, 100)
    assert shown is not None and (shown.width, shown.height) == (50, 100)
    assert len(shown.rgb) == 50 * 100 * 3 and written.picture("00" * 32, 100) is None
    written.save(begun, [Picture(digest), Table(((Cell(),),))])
    assert written.tree(begun).blocks[0] == Picture(digest)


def test_what_is_no_picture_is_refused_in_a_sentence(firm: Firm) -> None:
    before = firm.head()
    with pytest.raises(Refused, match="The picture is damaged"):
        firm.space.written.keep_picture(b"%PDF-1.7 no picture")
    with pytest.raises(Refused, match="larger than 32 MB"):
        firm.space.written.keep_picture(bytes(33 << 20))
    assert firm.head() == before
