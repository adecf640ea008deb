"""An ugly spreadsheet becomes a register: dropped, seen, put right, brought in, sent on, and
known when it comes again."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isodesk.ui.registers.import_sheet_dialog import CELLS, ROWS, ImportSheetDialog
from tests.intake.sheet_making import book, ugly
from tests.journeys.officer import Officer


def dropped(officer: Officer, path: Path) -> ImportSheetDialog:
    """The file dropped on the register that shows."""
    officer.drop([path])
    officer.settle()
    dialog = officer.dialog("Import into Measuring equipment")
    assert isinstance(dialog, ImportSheetDialog)
    officer.settle()
    return dialog


def test_the_list_of_instruments_is_brought_in(sample: Officer, tmp_path: Path) -> None:
    path = tmp_path / "Messmittel.xlsx"
    path.write_bytes(book(partial(ugly, begins="ME-90")))
    before = sample.space.entry_lists.total("equipment")
    sample.take("View", "Registers")
    sample.window.page("registers").open_register("equipment")  # type: ignore[union-attr]
    sample.settle()

    dialog = dropped(sample, path)
    assert dialog.counts.text().startswith("3 rows: 3 new")
    dialog.tabs.setCurrentIndex(ROWS)
    assert "a row of sums: Total · 175 · 93.5" in str(dialog.as_table().rows)
    dialog.tabs.setCurrentIndex(CELLS)
    assert "#DIV/0!" in str(dialog.as_table().rows)
    assert sample.space.entry_lists.total("equipment") == before, "nothing is written yet"
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    sample.settle()
    assert dialog.banner.words().startswith("3 records brought in.")
    dialog.reject()
    assert sample.space.entry_lists.total("equipment") == before + 3
    shown = sample.space.entry_lists.rows("equipment").page_at(0, 100).rows
    assert any("ME-902" in row.values for row in shown)
    assert f"{before + 3}" in sample.reads(), "the list counts them"

    again = dropped(sample, path)
    assert again.counts.text().startswith("3 rows: 3 here already")
    again.reject()

    out = tmp_path / "equipment.csv"
    with sample.choosing(out):
        sample.take("File", "Export the whole register…")
    sample.settle()
    assert out.read_text("utf-8-sig").count("\n") > before
    back = dropped(sample, out)
    assert back.plan is not None
    total = sample.space.entry_lists.total("equipment")
    assert (back.plan.new, back.plan.changed, back.plan.same) == (0, 0, total)
    back.reject()
