"""The import of a spreadsheet as the officer meets it: seen, put right, brought in."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from isodesk.services.import_values import LEFT_OUT, OWN
from isodesk.ui.documents.tools import Tools
from isodesk.ui.jobs import Jobs
from isodesk.ui.registers.import_columns import BECOMES
from isodesk.ui.registers.import_sheet_dialog import (
    CELLS,
    COLUMNS,
    PREVIEW,
    ROWS,
    ImportSheetDialog,
)
from isodesk.ui.theme import Scheme, current
from tests.intake.sheet_making import book, csv_of, rows, ugly
from tests.printing.reading import text_of
from tests.ui.office import Office, dressed, jobs, office, reader
from tests.ui.registers.conftest import Page

__all__ = ["dressed", "jobs", "office", "reader"]
Shown = Callable[..., ImportSheetDialog]

ASPECTS = [
    [
        "No.",
        "Umweltaspekt",
        "Tätigkeit",
        "Auswirkung",
        "Zustand",
        "Schwere",
        "Verantwortlich",
        "Ort",
    ],
    ["1", "Kühlwasser", "Härten", "Warmes Wasser", "Normal", "4", "Anna Reyes", "Halle 1"],
    ["2", "Binderdämpfe", "Formen", "Geruch", "Abweichend", "9", "Ruiz, Ana", "Halle 2"],
    ["3", "Späne", "Drehen", "Abfall", "Normal", "2 - gering", "Tom Hale", "Halle 1"],
]


@pytest.fixture
def shown(qtbot: QtBot, office: Office, jobs: Jobs, tmp_path: Path) -> Iterator[Shown]:
    tools = Tools(office.space, jobs, lambda _: None)
    made: list[ImportSheetDialog] = []

    def show(data: bytes, name: str, kind: str = "aspect") -> ImportSheetDialog:
        path = tmp_path / name
        path.write_bytes(data)
        dialog = ImportSheetDialog(path, office.space.catalogue.get(kind), tools)
        qtbot.addWidget(dialog)
        made.append(dialog)
        dialog.show()
        settle(qtbot, dialog, jobs)
        return dialog

    yield show
    jobs.finish()
    for dialog in made:
        dialog._held.close()


def settle(qtbot: QtBot, dialog: ImportSheetDialog, jobs: Jobs) -> None:
    """Every work, what it sets off, and the pause before a new look are done."""
    for _ in range(3):
        qtbot.waitUntil(lambda: not dialog._wait.isActive(), timeout=10_000)
        qtbot.waitUntil(lambda: not jobs.busy(), timeout=30_000)
        qtbot.wait(30)


def texts(dialog: ImportSheetDialog) -> list[list[str]]:
    model = dialog.model
    return [[model.words(at, n) for n in range(5)] for at in range(model.rowCount())]


def picture(dialog: Any, name: str) -> None:
    """Kept where whoever looks at them says."""
    folder = os.environ.get("ISODESK_PICTURES")
    if folder:
        dialog.grab().save(str(Path(folder) / f"{name}.png"))


def test_an_ugly_sheet_is_shown_before_anything_is_written(
    qtbot: QtBot, office: Office, jobs: Jobs, shown: Shown
) -> None:
    dialog = shown(book(ugly), "Messmittel.xlsx", "equipment")
    picture(dialog, "import-ugly")
    becomes = {line[0]: line[2] for line in texts(dialog)}
    assert becomes["No."] == "Number"
    assert becomes["Column C"] == "Left out"
    assert becomes["Cost / Actual"] == "New field: Cost / Actual"
    assert dialog.counts.text() == "3 rows: 3 new"
    assert "2 new people, 2 new fields" in dialog.hint.text()
    assert dialog.tabs.tabText(CELLS) == "Refused cells  1"
    assert office.space.entry_lists.total("equipment") == 0
    dialog.tabs.setCurrentIndex(ROWS)
    picture(dialog, "import-no-rows")
    said = [row.values[2] for row in dialog._lists[ROWS].rows]
    assert "a row of sums: Total · 175 · 93.5" in said
    assert "outside of the table: Prepared by: A. Ruiz" in said
    dialog.tabs.setCurrentIndex(PREVIEW)
    picture(dialog, "import-preview")
    first = dialog.lists[PREVIEW].list_model().entry(0).values
    assert "Caliper 0-150" in first and "1 Mar 2025" in first
    with qtbot.waitSignal(dialog.brought_in, timeout=30_000):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    settle(qtbot, dialog, jobs)
    picture(dialog, "import-done")
    assert dialog.banner.words().startswith("3 records brought in.")
    assert office.space.entry_lists.total("equipment") == 3


def test_refused_cells_are_put_right_by_the_officer(
    qtbot: QtBot, office: Office, jobs: Jobs, shown: Shown
) -> None:
    dialog = shown(csv_of(ASPECTS, encoding="cp1252"), "Aspekte.csv")
    picture(dialog, "import-columns")
    assert dialog.reading.encoding.currentText() == "Western (Windows-1252)"
    assert dialog.reading.separator.currentText() == "semicolon"
    becomes = {line[0]: line[2] for line in texts(dialog)}
    assert becomes["Umweltaspekt"] == "Aspect"
    assert becomes["Verantwortlich"] == "Owner"
    assert becomes["No."] == "Earlier number"
    dialog.tabs.setCurrentIndex(CELLS)
    picture(dialog, "import-cells")
    assert dialog.plan is not None
    refused = {
        note.cell: note.told.words for note in dialog.plan.notes if note.told.word == "refused"
    }
    assert set(refused) == {"Abweichend", "9"}
    strange = next(note for note in dialog.plan.notes if note.cell == "Abweichend")
    dialog.lists[CELLS].setCurrentIndex(
        dialog.lists[CELLS].model().index(dialog.plan.notes.index(strange), 0)
    )
    assert dialog.means.isEnabled()
    dialog.mean(strange, "ABNORMAL")
    settle(qtbot, dialog, jobs)
    assert dialog.tabs.tabText(CELLS) == "Refused cells  1"
    dialog.doubtful.setChecked(False)
    settle(qtbot, dialog, jobs)
    assert dialog.counts.text().startswith("3 rows: 2 new, 1 left out")
    dialog.tabs.setCurrentIndex(ROWS)
    picture(dialog, "import-rows")


def test_a_column_is_given_another_meaning_by_keyboard(
    qtbot: QtBot, office: Office, jobs: Jobs, shown: Shown
) -> None:
    dialog = shown(csv_of(ASPECTS), "Aspekte.csv")
    place = [line[0] for line in texts(dialog)].index("Ort")
    dialog.table.setCurrentIndex(dialog.model.index(place, BECOMES))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    combo = dialog.table.findChild(QComboBox)
    assert combo is not None
    words = [combo.itemText(n) for n in range(combo.count())]
    assert words[:2] == ["Left out", "A new field"]
    assert "Aspect" not in words, "that is another column already"
    combo.setCurrentIndex(combo.findData(LEFT_OUT))
    combo.activated.emit(combo.currentIndex())
    settle(qtbot, dialog, jobs)
    assert dialog.model.targets[place].field == LEFT_OUT
    assert dialog.plan is not None and dialog.plan.wish.targets[place].field == LEFT_OUT
    dialog.model.setData(dialog.model.index(place, BECOMES), OWN)
    settle(qtbot, dialog, jobs)
    assert texts(dialog)[place][2] == "New field: Ort"


def test_the_same_file_again_offers_nothing(
    qtbot: QtBot, office: Office, jobs: Jobs, shown: Shown
) -> None:
    data = csv_of(ASPECTS)
    first = shown(data, "Aspekte.csv")
    with qtbot.waitSignal(first.brought_in, timeout=30_000):
        qtbot.mouseClick(first.go, Qt.MouseButton.LeftButton)
    settle(qtbot, first, jobs)
    again = shown(data, "Aspekte.csv")
    assert again.counts.text() == "3 rows: 3 here already"
    assert not again.go.isEnabled()
    assert again.go.toolTip() == "Every row stands here already, or is left out."


def test_tables_headings_and_letters_can_be_said_better(
    qtbot: QtBot, office: Office, jobs: Jobs, shown: Shown
) -> None:
    two = book(
        rows(("Aspect", "Impact"), ("Noise", "Sleep")),
        rows(("Text",), (), ("Aspect", "Impact"), ("Dust", "Lungs"), ("Heat", "None")),
        names=("Old", "New"),
    )
    dialog = shown(two, "two.xlsx")
    tables = [dialog.reading.table.itemText(n) for n in range(dialog.reading.table.count())]
    assert tables == ["Old, row 1: 1 row", "New, row 3: 2 rows"]
    assert dialog.counts.text().startswith("2 rows"), "the larger table first"
    dialog.reading.table.setCurrentIndex(0)
    dialog.reading.table.activated.emit(0)
    settle(qtbot, dialog, jobs)
    assert dialog.counts.text().startswith("1 row:")
    none = dialog.reading.head.findText("none")
    dialog.reading.head.setCurrentIndex(none)
    dialog.reading.head.activated.emit(none)
    settle(qtbot, dialog, jobs)
    assert [line[0] for line in texts(dialog)] == ["Column A", "Column B"]


def test_a_ruin_is_one_sentence_and_changes_nothing(
    qtbot: QtBot, office: Office, jobs: Jobs, shown: Shown
) -> None:
    dialog = shown(book(ugly)[:4000], "cut.xlsx")
    picture(dialog, "import-ruin")
    assert dialog.banner.words().startswith("Nothing was brought in.")
    assert "damaged" in dialog.banner.words()
    assert not dialog.go.isEnabled()


def test_the_preview_prints(qtbot: QtBot, office: Office, jobs: Jobs, shown: Shown) -> None:
    dialog = shown(csv_of(ASPECTS), "Aspekte.csv")
    dialog.tabs.setCurrentIndex(COLUMNS)
    table = dialog.as_table()
    pdf = office.space.sheets.listing(dialog.head.text(), "lines", table, len(table.rows))
    words = text_of(pdf)
    assert "Umweltaspekt" in words and "Import into Environmental aspects" in words
    dialog.tabs.setCurrentIndex(CELLS)
    assert "Abweichend" in str(dialog.as_table().rows)


def test_an_empty_register_offers_the_import(page: Callable[..., Page]) -> None:
    shown = page()
    shown.go_to("aspect")
    names = [way.accessibleName() for way in _ways(shown.page.entries)]
    assert "Import a spreadsheet" in names


def test_the_whole_register_goes_out_and_comes_back(
    page: Callable[..., Page], tmp_path: Path
) -> None:
    shown = page()
    shown.go_to("aspect")
    shown.space.entries.new("aspect", {"title": "Noise", "impact": "=1+1"})
    path = tmp_path / "aspects.xlsx"
    shown.page.entries.export_register(path)
    shown.settle()
    assert shown.said[-1] == "1 record exported to aspects.xlsx."
    gone = shown.space.entries.new("aspect", {"title": "Typed twice"})
    shown.space.entries.void(gone, "Typed twice")
    shown.page.entries.export_register(path)
    shown.settle()
    assert shown.said[-1] == "2 records exported to aspects.xlsx.", "the void one too"
    shown.page.import_sheet(path)
    shown.settle(600)
    dialog = shown.page.window().findChild(ImportSheetDialog)
    assert dialog.counts.text() == "2 rows: 2 here already"
    dialog.reject()


def _ways(widget: Any) -> list[Any]:
    from isodesk.ui.parts import Way

    return list(widget.findChildren(Way))


@pytest.mark.parametrize(("scheme", "scale"), [("dark", 1.0), ("light", 2.0)])
def test_dark_and_large_text_keep_every_word(
    qtbot: QtBot, office: Office, jobs: Jobs, shown: Shown, scheme: Scheme, scale: float
) -> None:
    theme = current()
    before = theme.scheme, theme.scale
    try:
        theme.dress(scheme, scale)
        dialog = shown(csv_of(ASPECTS), "Aspekte.csv")
        dialog.resize(1232, 740)
        qtbot.wait(50)
        picture(dialog, f"import-{scheme}-{scale:g}")
        for box in (dialog.doubtful, dialog.changes, dialog.strangers):
            assert box.width() >= box.sizeHint().width(), box.text()
    finally:
        theme.dress(*before)


def test_lines_come_with_their_records_and_states_are_said(
    qtbot: QtBot, shown: Shown, office: Office, jobs: Jobs, tmp_path: Path
) -> None:
    space = office.space
    meter = space.entries.new("meter", {"title": "Water", "reads": "AMOUNT", "unit": "m³"})
    days = [date(2026, month, 1) for month in (1, 2, 3)]
    space.entry_lines.put_many(
        meter, "reading", [(None, {"read_on": day, "value": Decimal(90)}) for day in days]
    )
    space.entries.void(meter, "Taken down")
    path = tmp_path / "out.xlsx"
    space.register_export.write("meter", path)
    same = shown(path.read_bytes(), "meters.xlsx", "meter")
    assert same.counts.text().splitlines() == [
        "1 row: 1 here already",
        "Readings: 3 here already",
    ]
    assert not same.go.isEnabled()
    lists = [
        rows(("Number", "Meter", "State"), ("MET-900", "Gas", "Taken out"), ("MET-901", "Oil", "")),
        rows(("Record’s number", "Day", "Reading"), ("MET-900", days[0], 7), ("MET-9", days[0], 8)),
    ]
    dialog = shown(book(*lists, names=("Meters", "Readings")), "old.xlsx", "meter")
    picture(dialog, "import with lines")
    said = dialog.counts.text().splitlines()
    assert said[1] == "Readings: 1 new, 1 left out"
    assert said[2].startswith("The state is taken from the sheet (1 ")
    dialog.go.click()
    settle(qtbot, dialog, jobs)
    (made,) = [r for r in space.entry_lists.rows("meter").page_at(0, 9).rows if "Gas" in r.values]
    value = space.entries.get(made.id)
    assert (value.closed, [line.values["value"] for line in value.lines["reading"]]) == (True, [7])
