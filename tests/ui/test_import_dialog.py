"""A folder of files becomes documents: proposed, corrected, judged again, applied at one go."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from isodesk.documents.values import Content, State
from isodesk.services.bringing_in import Row, Verdict
from isodesk.ui.import_dialog import ImportDialog
from isodesk.ui.import_model import IN_FORCE, NUMBER, TAKE, TYPE, ImportModel
from isodesk.ui.jobs import Jobs
from tests.intake.word_making import p, word
from tests.ui.office import Office, dressed, jobs, office, reader

__all__ = ["dressed", "jobs", "office", "reader"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Procedures"
    folder.mkdir()
    for name, text in (
        ("QP-10 Purchasing rev 2 2025-03-10.md", "# Purchasing\n\nHow we buy.\n"),
        ("QP-10 Receiving.md", "# Receiving\n\nHow we take in.\n"),
        ("Notes on the yard.md", "some words about the yard\n"),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "QP-20 Broken.pdf").write_bytes(b"%PDF-1.4 broken")
    return folder


def idle(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=30_000)


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, jobs: Jobs, folder: Path) -> ImportDialog:
    dialog = ImportDialog([folder], office.space, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    idle(qtbot, jobs)
    return dialog


def at(dialog: ImportDialog, name: str) -> int:
    return next(n for n, row in enumerate(dialog.model.rows) if row.path.name.startswith(name))


def judged(qtbot: QtBot, dialog: ImportDialog, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not dialog._wait.isActive(), timeout=5_000)
    idle(qtbot, jobs)


def correct(qtbot: QtBot, dialog: ImportDialog, row: int, column: int, text: str) -> None:
    """By keyboard alone, as an officer does it."""
    dialog.table.setCurrentIndex(dialog.model.index(row, column))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    editor = dialog.table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_a_folder_is_proposed_corrected_and_brought_in(
    qtbot: QtBot, office: Office, jobs: Jobs, dialog: ImportDialog
) -> None:
    assert dialog.counts.text().startswith("2 of 4 files: 2 new documents, 1 left out, 1 cannot")
    assert not dialog.go.isEnabled() and "no type yet" in dialog.go.toolTip()
    correct(qtbot, dialog, at(dialog, "QP-10 Receiving"), NUMBER, "QP-11")
    notes = at(dialog, "Notes")
    dialog.model.setData(dialog.model.index(notes, TYPE), office.types["procedure"])
    dialog.table.setCurrentIndex(dialog.model.index(at(dialog, "QP-10 Purch"), IN_FORCE))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    judged(qtbot, dialog, jobs)
    judged(qtbot, dialog, jobs)
    assert dialog.counts.text().startswith("3 of 4 files: 3 new documents")
    with qtbot.waitSignal(dialog.brought_in, timeout=30_000):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    words = dialog.banner.words()
    assert words.startswith("2 of 4 brought in.") or words.startswith("3 of 4 brought in.")
    numbers = {r.values[0] for r in office.space.lists.documents().page(None, 50).rows}
    assert "QP-11" in numbers
    shown = dialog.failures.list_model()
    names = {shown.entry(n).values[0] for n in range(shown.rowCount())}  # type: ignore[union-attr]
    assert "QP-20 Broken.pdf" in names


def test_a_pdf_in_force_already_comes_in_as_effective(
    qtbot: QtBot, office: Office, jobs: Jobs, tmp_path: Path
) -> None:
    made = office.issue(office.document("Melting"), ("Line", "Bay"))
    pdf = office.space.prints.copies(made)[0].pdf
    (tmp_path / "QP-30 Sand rev 4.pdf").write_bytes(pdf)
    dialog = ImportDialog([tmp_path / "QP-30 Sand rev 4.pdf"], office.space, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    idle(qtbot, jobs)
    qtbot.mouseClick(dialog._force, Qt.MouseButton.LeftButton)
    judged(qtbot, dialog, jobs)
    with qtbot.waitSignal(dialog.brought_in, timeout=30_000) as told:
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    value = office.space.documents.get(told.args[0][0])
    assert (value.number, value.state, value.revisions[0].label) == ("QP-30", State.EFFECTIVE, "4")


def test_the_type_is_chosen_from_a_list_in_the_cell(
    qtbot: QtBot, office: Office, jobs: Jobs, dialog: ImportDialog
) -> None:
    index = dialog.model.index(at(dialog, "Notes"), TYPE)
    dialog.table.setCurrentIndex(index)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    combo = dialog.table.viewport().findChild(QComboBox)
    combo.setCurrentIndex(combo.findData(office.types["form"]))
    combo.activated.emit(combo.currentIndex())
    assert dialog.model.rows[index.row()].type_id == office.types["form"]
    judged(qtbot, dialog, jobs)
    assert dialog.go.isEnabled()


def test_a_click_on_the_tick_leaves_a_file_out(qtbot: QtBot, dialog: ImportDialog) -> None:
    row = at(dialog, "Notes")
    spot = dialog.table.visualRect(dialog.model.index(row, TAKE)).center()
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert not dialog.model.rows[row].take
    assert dialog.model.mark(row).word == "Left out"


def test_a_refused_file_can_be_neither_ticked_nor_changed(dialog: ImportDialog) -> None:
    row = at(dialog, "QP-20")
    assert dialog.model.mark(row).word == "Cannot be read" and dialog.model.rows[row].why
    assert not dialog.model.setData(
        dialog.model.index(row, TAKE), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
    )


def test_stopping_the_survey_brings_in_nothing(
    qtbot: QtBot, office: Office, jobs: Jobs, folder: Path
) -> None:
    dialog = ImportDialog([folder], office.space, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.busy.isVisible()
    dialog.busy.cancel()
    idle(qtbot, jobs)
    assert "Stopped." in dialog.banner.words() and not dialog.go.isEnabled()


def test_the_table_is_exported_as_seen(
    qtbot: QtBot, office: Office, jobs: Jobs, dialog: ImportDialog, tmp_path: Path
) -> None:
    office.space.exports.table(dialog.as_table(), tmp_path / "list.csv")
    text = (tmp_path / "list.csv").read_text("utf-8-sig")
    assert "QP-10,Purchasing,Procedure,2,10 Mar 2025,no,New document" in text


def test_three_thousand_rows_are_shown_and_ticked_without_a_freeze(
    qtbot: QtBot, jobs: Jobs, office: Office
) -> None:
    import time

    from isodesk.ui.import_table import ImportTable

    model = ImportModel([(1, "Procedure")], office.clock.now.date())
    table = ImportTable()
    qtbot.addWidget(table)
    table.setModel(model)
    table.resize(1200, 600)
    table.show()
    rows: Any = [
        Row(Path(f"/x/QP-{n}.pdf"), f"{n}", f"QP-{n}", f"Title {n}", 1, verdict=Verdict.NEW)
        for n in range(3000)
    ]
    begun = time.perf_counter()
    model.show(rows)
    table.grab()
    for column in (TAKE, IN_FORCE):
        index = model.index(1500, column)
        model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    table.scrollToBottom()
    table.grab()
    assert time.perf_counter() - begun < 1.0


def test_word_files_may_come_in_as_text_and_their_losses_are_listed(
    qtbot: QtBot, office: Office, jobs: Jobs, tmp_path: Path
) -> None:
    hidden = p("between us", run="<w:rPr><w:vanish/></w:rPr>")
    path = tmp_path / "QP-31 Ladles.docx"
    path.write_bytes(word(p("Scope", "Heading1") + hidden))
    dialog = ImportDialog([path], office.space, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    idle(qtbot, jobs)
    assert dialog.word.isVisible()
    dialog.word.setCurrentIndex(1)
    dialog.model.setData(dialog.model.index(0, TYPE), office.types["procedure"])
    judged(qtbot, dialog, jobs)
    with qtbot.waitSignal(dialog.brought_in, timeout=30_000):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    table = dialog.as_table()
    assert table.headings[0] == "File"
    assert ("QP-31 Ladles.docx", "Hidden text is left out: “between us” (1).") in table.rows
    document = office.space.lists.document_of("QP-31")
    assert document is not None
    newest = office.space.documents.get(document).newest
    assert newest is not None and newest.content is Content.WRITTEN


def test_without_word_files_nothing_is_asked_about_them(dialog: ImportDialog) -> None:
    assert not dialog.word.isVisible()
