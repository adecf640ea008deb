"""A Word file becomes written text: its losses are shown first, the file stays as the original."""

from dataclasses import replace
from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.documents.values import Content
from isodesk.intake import office
from isodesk.services.bringing_in import Verdict
from isodesk.services.content import Brought
from isodesk.store.verify import verify
from isodesk.writing.tree import Heading, Picture, Words, text_of
from tests.intake.word_making import PNG, drawing, item, p, relation, runs, word
from tests.printing.reading import text_of as pages_text
from tests.services.firm import TEXT, Firm

BODY = (
    p("Scope", "Heading1")
    + p("Hold the ladle level.")
    + item("first", 1)
    + runs(drawing("rP"))
    + p("not shown", run="<w:rPr><w:vanish/></w:rPr>")
)
WORD = word(BODY, relation("rP", "image", "media/a.png"), **{"word__media__a.png": PNG})
needs_office = pytest.mark.skipif(office.available() is None, reason="LibreOffice is not here")


def put_word(firm: Firm, document: int, data: bytes = WORD, name: str = "QP-01.docx") -> int:
    """The file as the content of the newest draft, without a PDF beside it."""
    look = firm.space.contents.look_at(name, data)
    media = f"application/x-{look.kind}"
    brought = Brought(name, data, media, Content.OFFICE, None, "", 0, (), look.facts)
    newest = firm.space.documents.get(document).newest
    assert newest is not None
    firm.space.contents.set(newest.id, brought)
    return newest.id


def test_it_is_read_first_and_taken_then(firm: Firm) -> None:
    document = firm.draft()
    revision = put_word(firm, document)
    head = firm.head()
    turned = firm.space.word_texts.read(revision)
    assert firm.head() == head
    assert "Hidden text is left out: “not shown” (1)." in turned.text.losses
    firm.space.word_texts.take(turned)
    value = firm.space.documents.get(document).newest
    assert value is not None and value.content is Content.WRITTEN
    assert value.notes.split("\n") == list(turned.text.losses)
    tree = firm.space.written.tree(revision)
    assert tree == turned.text.tree
    assert tree.blocks[0] == Heading(1, (Words("Scope"),))
    assert text_of(tree.blocks).split("\n")[1:3] == ["Hold the ladle level.", "first"]


def test_the_file_and_its_pictures_are_kept_as_they_came(firm: Firm) -> None:
    document = firm.draft()
    revision = put_word(firm, document)
    firm.space.word_texts.take(firm.space.word_texts.read(revision))
    (kept,) = [f for f in firm.space.links.files_of(document) if f.origin == "original"]
    assert (kept.name, firm.space.links.read(kept.file_id)) == ("QP-01.docx", WORD)
    (picture,) = [b for b in firm.space.written.tree(revision).blocks if isinstance(b, Picture)]
    assert firm.space.written.picture(picture.sha256, 60) is not None
    firm.space.close()
    assert verify(firm.space.path).whole


def test_what_changed_meanwhile_or_is_no_word_file_is_refused(firm: Firm) -> None:
    document = firm.draft()
    newest = firm.space.documents.get(document).newest
    assert newest is not None
    with pytest.raises(Refused, match="no Word file"):
        firm.space.word_texts.read(newest.id)
    revision = put_word(firm, document)
    turned = firm.space.word_texts.read(revision)
    firm.write(document, 1500)
    with pytest.raises(Refused, match="meanwhile"):
        firm.space.word_texts.take(turned)
    value = firm.space.documents.get(document).newest
    assert value is not None and value.content is Content.MARKDOWN


def test_a_folder_comes_in_as_text(firm: Firm, tmp_path: Path) -> None:
    folder = tmp_path / "old paper"
    folder.mkdir()
    (folder / "QP-44 Ladles.docx").write_bytes(WORD)
    (folder / "QP-45 Moulds.md").write_text(TEXT)
    rows = firm.space.bringing_in.survey([folder])
    rows = tuple(replace(r, type_id=firm.types["procedure"]) for r in rows)
    done = firm.space.bringing_in.apply(rows, as_text=True)
    assert (done.new, done.refused) == (2, ())
    contents = {}
    for document in done.documents:
        value = firm.space.documents.get(document)
        assert value.newest is not None
        contents[value.number] = value.newest.content
        if value.number == "QP-44":
            assert "Hidden text is left out: “not shown” (1)." in value.newest.notes
            assert value.newest.original_name == "QP-44 Ladles.docx"
            assert value.newest.source_id is None
    assert contents == {"QP-44": Content.WRITTEN, "QP-45": Content.MARKDOWN}
    again = firm.space.bringing_in.survey([folder / "QP-44 Ladles.docx"])
    assert again[0].verdict is Verdict.DUPLICATE and "QP-44" in again[0].why


def test_the_original_goes_out_with_everything(firm: Firm, tmp_path: Path) -> None:
    document = firm.draft()
    firm.space.word_texts.take(firm.space.word_texts.read(put_word(firm, document)))
    written = firm.space.exports.everything(tmp_path / "out")
    (original,) = [path for path in written if path.name.endswith("QP-01.docx")]
    assert original.read_bytes() == WORD


@needs_office
def test_an_old_kind_goes_through_libreoffice(firm: Firm) -> None:
    rtf = b"{\\rtf1\\ansi {\\b Fettle} the casting}"
    revision = put_word(firm, firm.draft(), rtf, "old.rtf")
    turned = firm.space.word_texts.read(revision)
    assert text_of(turned.text.tree.blocks) == "Fettle the casting"
    assert turned.text.losses[0].startswith("LibreOffice read this kind of file")


def test_without_libreoffice_an_old_kind_says_why_not(monkeypatch: pytest.MonkeyPatch) -> None:
    from isodesk.services.word_texts import unfit

    monkeypatch.setenv("PATH", "")
    assert unfit("application/x-docx") == ""
    assert "LibreOffice is not installed" in (unfit("application/x-doc") or "")
    assert unfit("application/pdf") is None


def test_a_word_file_in_force_comes_in_as_text_with_its_pages(firm: Firm, tmp_path: Path) -> None:
    path = tmp_path / "QP-46 Hooks.docx"
    path.write_bytes(WORD)
    (found,) = firm.space.bringing_in.survey([path])
    row = replace(found, type_id=firm.types["procedure"], in_force=True)
    done = firm.space.bringing_in.apply([row], as_text=True)
    assert done.refused == ()
    value = firm.space.documents.get(done.documents[0])
    assert value.in_force is not None and value.in_force.content is Content.WRITTEN
    pages = pages_text(firm.space.contents.master(value.in_force.id))
    assert "Hold the ladle level." in pages and "not shown" not in pages
    assert value.in_force.original_name == path.name
    next_id = firm.space.documents.revise(value.id, "Hooks", "Finding 7")
    compared = firm.space.comparing.compare(value.in_force.id, next_id)
    assert compared.count == 0 and len(compared.rows) == 4
