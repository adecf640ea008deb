"""The editor over the Documents page: begun from a template, saved as typed, left, and what
happens when the file cannot be written."""

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from isodesk.documents.values import Content
from isodesk.ui.documents.new_document import NewDocumentDialog
from isodesk.ui.writing import autosave
from isodesk.ui.writing.ask import AskDialog, PickDocument
from isodesk.ui.writing.begin_dialog import BeginDialog
from isodesk.ui.writing.page import WritingPage
from isodesk.writing.tree import (
    Block,
    DocumentLink,
    Heading,
    Paragraph,
    Picture,
    Running,
    Table,
    Words,
    text_of,
)
from tests.services.test_written import photo
from tests.ui.documents.conftest import Desk

DRAFT = "Spill response"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The waits of the editor, shortened."""
    monkeypatch.setattr(autosave, "REST", 30)
    monkeypatch.setattr(autosave, "AGAIN", 60)


def begin(desk: Desk, title: str = DRAFT, with_: str = "blank") -> WritingPage:
    """Write the draft of a document, begun with a template."""
    desk.open(title)
    desk.page.record.details.content.write.click()
    dialog: BeginDialog = desk.dialog(BeginDialog)
    dialog.begin.set_value(with_)
    dialog.step.click()
    desk.settle()
    assert desk.page.writing.is_open()
    return desk.page.writing.page


def in_file(desk: Desk, title: str = DRAFT) -> tuple[Block, ...]:
    """The text as it lies in the file."""
    newest = desk.get(title).newest
    assert newest is not None
    return desk.space.written.tree(newest.id).blocks


def typed(desk: Desk, page: WritingPage, words: str) -> None:
    QTest.keyClicks(page.editor, words)
    QTest.qWait(80)
    desk.settle()


def test_a_draft_is_begun_with_its_types_template(desk: Desk) -> None:
    page = begin(desk, with_="procedure")
    assert next(b for b in page.editor.blocks() if isinstance(b, Heading)).inlines == (
        Words("Purpose"),
    )
    newest = desk.get(DRAFT).newest
    assert newest is not None and newest.content == Content.WRITTEN
    assert page.back.text() == "QP-04, draft of revision 1"
    assert page.title.text() == DRAFT and "words" in page.count.text()


def test_what_is_typed_is_saved_when_typing_rests(desk: Desk) -> None:
    page = begin(desk)
    typed(desk, page, "Stop the spill.")
    assert in_file(desk) == (Paragraph((Words("Stop the spill."),)),)
    assert page.state.text().startswith("Saved ") and page.count.text() == "3 words"
    page.back.click()
    desk.settle()
    assert not desk.page.writing.is_open() and desk.page.record.isVisible()
    assert desk.page.record.details.content.write.text() == "Write"


def test_leaving_at_once_saves_first(desk: Desk) -> None:
    page = begin(desk)
    QTest.keyClicks(page.editor, "Quick")
    page.back.click()
    desk.settle()
    assert in_file(desk) == (Paragraph((Words("Quick"),)),) and not desk.page.writing.is_open()


def test_opening_another_document_saves_and_leaves_the_text(desk: Desk) -> None:
    page = begin(desk)
    QTest.keyClicks(page.editor, "Quick")
    shown = desk.open("Sand moulding")
    assert shown.title == "Sand moulding" and not desk.page.writing.is_open()
    assert in_file(desk) == (Paragraph((Words("Quick"),)),)


def test_a_file_that_closes_takes_what_was_typed_last(desk: Desk) -> None:
    page = begin(desk)
    QTest.keyClicks(page.editor, "Last")
    assert desk.page.save_text() == ""
    assert in_file(desk) == (Paragraph((Words("Last"),)),)


def grow(desk: Desk, pages: int) -> None:
    """Let the file have so many pages more; 0 for as many as it wants."""
    with desk.space.desk.file.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        count = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {count + pages if pages else 1 << 30}")


def test_a_full_disk_keeps_the_text_and_saves_it_when_there_is_room(desk: Desk) -> None:
    page = begin(desk)
    grow(desk, 1)
    big = "word " * 20_000
    page.editor.put_blocks([Paragraph((Words(big),))])
    QTest.qWait(120)
    desk.settle_once()
    assert "The disk is full" in page.banner.words() and page.banner.isVisible()
    assert "What you typed stays here" in page.banner.words()
    page.back.click()
    desk.settle_once()
    assert desk.page.writing.is_open(), "what is not saved is not left"
    assert "The disk is full" in desk.page.save_text()
    grow(desk, 0)
    QTest.qWait(200)
    desk.settle()
    assert not page.banner.isVisible() and text_of(in_file(desk)) == big
    page.back.click()
    desk.settle()
    assert not desk.page.writing.is_open()


def test_a_text_submitted_elsewhere_stays_on_the_screen(desk: Desk) -> None:
    page = begin(desk)
    typed(desk, page, "First")
    newest = desk.get(DRAFT).newest
    assert newest is not None
    desk.space.approval.submit(newest.id)
    QTest.keyClicks(page.editor, " and more")
    QTest.qWait(100)
    desk.settle_once()
    assert "This revision was submitted" in page.banner.words()
    assert text_of(page.editor.blocks()) == "First and more"
    desk.space.approval.send_back(newest.id, desk.person("Anna Reyes"), "Say more")
    QTest.qWait(200)
    desk.settle()
    assert text_of(in_file(desk)) == "First and more"


def test_a_new_document_is_written_at_once(desk: Desk) -> None:
    desk.page.new_document()
    dialog: NewDocumentDialog = desk.dialog(NewDocumentDialog)
    desk.settle()
    dialog.title.line.setText("Crane checks")
    dialog.begin.set_value("procedure")
    dialog.step.click()
    desk.settle()
    assert desk.page.writing.is_open()
    assert isinstance(in_file(desk, "Crane checks")[1], Heading)


def test_pictures_come_from_files_and_the_clipboard(desk: Desk, tmp_path: Any) -> None:
    page = begin(desk)
    path = tmp_path / "pump.jpg"
    path.write_bytes(photo())
    page.pasting.pictures([path])
    desk.settle()
    (picture,) = [b for b in page.editor.blocks() if isinstance(b, Picture)]
    assert desk.space.written.picture(picture.sha256, 100) is not None
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no picture")
    page.pasting.pictures([bad])
    desk.settle()
    assert "The picture is damaged" in page.banner.words()
    assert len([b for b in page.editor.blocks() if isinstance(b, Picture)]) == 1


def test_a_table_of_excel_is_pasted_and_a_large_one_in_the_worker(desk: Desk) -> None:
    page = begin(desk)
    mime = QMimeData()
    mime.setHtml("<table><tr><td>a<td>b<tr><td>1<td>2</table>")
    page.editor.insertFromMimeData(mime)
    row = "<tr>" + "<td>12.5</td>" * 8 + "</tr>"
    mime.setHtml(f"<table>{row * 300}</table>")
    page.editor.insertFromMimeData(mime)
    desk.settle()
    while page.editor.is_busy():
        desk.settle()
    tables = [b for b in page.editor.blocks() if isinstance(b, Table)]
    assert [len(t.rows) for t in tables] in ([2, 300], [300, 2])


def test_a_link_to_a_document_shows_its_revision_and_becomes_a_link(desk: Desk) -> None:
    page = begin(desk)
    page.give("link")
    dialog: PickDocument = desk.dialog(PickDocument)
    dialog.words.line.setText("Sand moul")
    QTest.qWait(150)
    desk.settle()
    dialog.step.click()
    desk.settle()
    (link,) = page.editor.blocks()[0].inlines  # type: ignore[union-attr]
    assert isinstance(link, DocumentLink)
    assert page.editor.say(link) == f"{link.number} Sand moulding, revision 1"
    page.back.click()
    desk.settle()
    links = desk.space.links.of(desk.id_of(DRAFT))
    assert [(v.words, v.title) for v in links] == [("Mentions", "Sand moulding")]


def test_head_and_foot_are_lines_of_the_writers_own(desk: Desk) -> None:
    page = begin(desk)
    page.give("head_foot")
    dialog: AskDialog = desk.dialog(AskDialog)
    fields = [w for w in dialog.findChildren(type(page.find_bar.wanted)) if w.isVisible()]
    fields[0].setText("Print only on yellow paper, revision {revision}")
    dialog.step.click()
    QTest.qWait(80)
    desk.settle()
    (running,) = in_file(desk)
    assert isinstance(running, Running) and not running.foot and len(running.inlines) == 2


def test_a_file_open_for_reading_opens_the_text_for_reading(desk: Desk) -> None:
    page = begin(desk)
    typed(desk, page, "Stop.")
    page.back.click()
    desk.settle()
    desk.space.desk.file.read_only = "Another isodesk has this file open."
    desk.page.refresh()
    desk.settle()
    desk.page.record.details.content.write.click()
    desk.settle()
    assert page.editor.isReadOnly() and "Another isodesk" in page.banner.words()
    QTest.keyClicks(page.editor, "x")
    assert text_of(page.editor.blocks()) == "Stop."


def test_keys_of_the_text_do_not_reach_the_window(desk: Desk) -> None:
    page = begin(desk)
    page.editor.setFocus()
    QTest.keyClicks(page.editor, "bold")
    QTest.keyClick(page.editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.editor.blocks()[0] == Paragraph((Words("bold", bold=True),))
    QTest.keyClick(page.editor, Qt.Key.Key_Escape)
    assert page.window().focusWidget() is page.back
