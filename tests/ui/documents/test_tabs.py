"""Links, files and history of a record."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from isodesk import paths
from isodesk.ui.documents.link_dialog import LinkDialog
from tests.ui.documents.conftest import Desk


def test_a_link_is_made_read_from_both_ends_opened_and_ended(desk: Desk) -> None:
    desk.open("Melting and pouring", "links")
    tab = desk.page.record.links
    tab.add.click()
    dialog = desk.dialog(LinkDialog)
    desk.bot.keyClicks(dialog.words.line, "test sheet")
    desk.bot.waitUntil(lambda: dialog.model.rowCount() == 1)
    dialog.step.click()
    desk.settle()
    assert [(k.words, k.title) for k in desk.page.record.facts().links] == [  # type: ignore[union-attr]
        ("Refers to", "Sand test sheet")
    ]
    tab.list.choose(tab.model.id_at(1) or 0)
    tab.bar.buttons[0].click()
    desk.settle()
    shown = desk.page.document()
    assert shown is not None and shown.title == "Sand test sheet"
    tab.list.choose(tab.model.id_at(1) or 0)
    assert "Referred to by" in tab.bar.words.text()
    tab.bar.buttons[1].click()
    desk.settle()
    assert desk.space.links.of(shown.id) == ()


def test_a_file_is_attached_saved_and_taken_off(desk: Desk, tmp_path: Path) -> None:
    desk.open("Spill response", "files")
    tab = desk.page.record.files
    note = tmp_path / "note.txt"
    note.write_text("Sand and shovels", encoding="utf-8")
    tab.attach([note])
    desk.settle()
    assert desk.page.record.tabs.tabText(4) == "Files  1"
    tab.list.choose(0)
    file = tab.chosen()
    assert file is not None and desk.space.links.read(file.file_id) == b"Sand and shovels"
    tab.bar.buttons[2].click()
    desk.settle()
    assert desk.space.links.files_of(desk.id_of("Spill response")) == ()


class Programs(QObject):
    """The computer's own programs, as far as they are handed files."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Path] = []
        QDesktopServices.setUrlHandler("file", self, "show")

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.seen.append(Path(url.toLocalFile()))


def test_a_file_opens_as_a_copy_that_does_not_stay_for_ever(desk: Desk) -> None:
    desk.open("Spill response", "files")
    tab = desk.page.record.files
    tab.attach_bytes("note.txt", b"Sand and shovels")
    desk.settle()
    tab.list.choose(0)
    left = paths.cache_dir() / "opened" / "999999999-of-a-program-that-ended"
    left.mkdir(parents=True)
    programs = Programs()
    tab.bar.buttons[0].click()
    desk.bot.waitUntil(lambda: bool(programs.seen))
    QDesktopServices.unsetUrlHandler("file")
    (copy,) = programs.seen
    assert copy.name == "note.txt" and copy.read_bytes() == b"Sand and shovels"
    assert copy.is_relative_to(paths.cache_dir() / "opened") and not left.exists()


def test_sources_of_a_revision_stay_with_it(desk: Desk) -> None:
    desk.open("Melting and pouring", "files")
    tab = desk.page.record.files
    tab.list.choose(0)
    assert not tab.bar.buttons[2].isEnabled()


def test_an_earlier_value_is_put_back(desk: Desk) -> None:
    document_id = desk.id_of("Spill response")
    desk.space.documents.change(document_id, title="Spills")
    desk.page.open_document(document_id, "history")
    desk.settle()
    tab = desk.page.record.history
    row = next(
        at
        for at in range(tab.model.rowCount())
        if getattr(tab.model.entry(at), "values", ())[1:] == ("Spill response", "Spills")
    )
    tab.list.choose(tab.model.id_at(row) or 0)
    assert tab.put_back.isVisible() and "Spill response  →  Spills" in tab.whole.text()
    tab.put_back.click()
    desk.settle()
    assert desk.space.documents.get(document_id).title == "Spill response"
    assert getattr(tab.model.entry(1), "values", ())[1:] == ("Spills", "Spill response")


def test_the_history_is_filtered_and_steps_are_not_put_back(desk: Desk) -> None:
    desk.open("Melting and pouring", "history")
    tab = desk.page.record.history
    total = int(tab.count.text().split()[-1])
    assert total > 5
    tab.filter.begin("issued")
    assert tab.count.text() == f"2 of {total}"
    tab.list.choose(tab.model.id_at(1) or 0)
    assert not tab.put_back.isVisible()
    assert "Anna Reyes" in tab.model.entry(0).note  # type: ignore[union-attr]


def test_the_more_menu_offers_what_applies(desk: Desk) -> None:
    desk.open("Melting and pouring")
    menu = desk.page.record.more
    menu.fill()
    words = [a.text() for a in menu.actions()]
    assert "Print revision 2 &uncontrolled…" in words
    assert "Print revision 1, stamped SUPERSEDED" in words
    assert "Document &control sheet" in words
    desk.open("Spill response")
    menu.fill()
    assert not [w for w in (a.text() for a in menu.actions()) if "control sheet" in w]
