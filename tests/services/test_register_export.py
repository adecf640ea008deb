"""A register leaves as a spreadsheet and comes back without a change; nothing in it can run."""

import csv
import io
import subprocess
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from isodesk.core.problems import Cancelled, Refused
from isodesk.intake.kinds import Kind
from isodesk.intake.office import available, converts
from isodesk.services.entry_values import LineValue
from isodesk.services.import_values import Brought
from isodesk.services.sheet_import import SheetImport
from isodesk.services.workspace import Workspace
from tests.services.test_lists_and_exports import FORMULAS

NAUGHTY = (
    *FORMULAS,
    "'quoted",
    "''=1",
    "<b>&amp;</b>",
    "a;b,c\td",
    "two\nlines",
    "  blanks  ",
    "日本語 and עברית",
    "-5",
    "003",
    "3-4",
    "1.234,5",
    "TRUE",
    "'",
)


def read_back(space: Workspace, path: Path, kind: str) -> tuple[int, int, int, int]:
    """What an import of the file would do."""
    imports: SheetImport = space.sheet_import
    with imports.read(path) as sheets:
        taken = imports.take(sheets, imports.main_table(sheets, kind))
        plan = imports.plan(taken, imports.propose(taken, kind))
        refused = [(n.cell, n.told.words) for n in plan.notes if n.told.word == "refused"]
        assert not refused
        assert not [t for t in plan.wish.targets if t.field == "+"], (
            "no field is taken for a new one"
        )
        differing = [note for note in plan.rows if note.word != "same"]
        assert not differing
        assert not [note for each in plan.lines for note in each.notes]
        assert not [each for each in plan.lines if each.new or each.changed or each.left]
        return plan.new, plan.changed, plan.same, plan.left


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_every_register_of_the_sample_comes_back_without_a_change(
    sample: Workspace, tmp_path: Path, ending: str
) -> None:
    held = 0
    for register in sample.catalogue.every():
        path = tmp_path / f"{register.key}{ending}".replace(":", "-")
        count = sample.register_export.write(register.key, path)
        if count:
            held += count
            assert read_back(sample, path, register.key) == (0, 0, count, 0), register.key
    assert held > 50


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_naughty_texts_come_back_as_they_were(
    workspace: Workspace, tmp_path: Path, ending: str
) -> None:
    for text in NAUGHTY:
        workspace.entries.new("aspect", {"title": " ".join(text.split()), "impact": text.strip()})
    path = tmp_path / f"aspects{ending}"
    assert workspace.register_export.write("aspect", path) == len(NAUGHTY)
    assert read_back(workspace, path, "aspect") == (0, 0, len(NAUGHTY), 0)


def test_values_of_every_kind_come_back(workspace: Workspace, tmp_path: Path) -> None:
    tom = next(p.id for p in workspace.companies.people() if p.name == "Tom Hale")
    customer = workspace.entries.new(
        "customer",
        {
            "title": "Ribeiro",
            "satisfaction": Decimal("87.125"),
            "survey_every": "FREQ=MONTHLY;INTERVAL=3",
        },
    )
    workspace.entries.new(
        "complaint",
        {
            "title": "Leaking seal",
            "customer_id": customer,
            "received_on": date(2026, 2, 28),
            "received_by_id": tom,
            "safety": False,
            "quantity": Decimal("0.000001"),
            "systems": 1,
        },
    )
    for kind in ("customer", "complaint"):
        for ending in (".xlsx", ".csv"):
            path = tmp_path / f"{kind}{ending}"
            workspace.register_export.write(kind, path)
            assert read_back(workspace, path, kind) == (0, 0, 1, 0)
    sheet = CalamineWorkbook.from_path(tmp_path / "complaint.xlsx").get_sheet_by_index(0)
    heads, row = sheet.to_python()
    told = dict(zip(heads, row, strict=True))
    assert told["Received on"] == date(2026, 2, 28), "a day is a day in the spreadsheet"
    assert told["Quantity"] == 0.000001
    assert told["Somebody may be hurt"] == "No"
    assert told["Systems"] == "Quality"


def test_no_cell_is_a_formula(workspace: Workspace, tmp_path: Path) -> None:
    for text in FORMULAS:
        workspace.entries.new("aspect", {"title": "x", "impact": text})
    book, text_file = tmp_path / "a.xlsx", tmp_path / "a.csv"
    workspace.register_export.write("aspect", book)
    workspace.register_export.write("aspect", text_file)
    with zipfile.ZipFile(book) as parts:
        xml = parts.read("xl/worksheets/sheet1.xml")
    assert b"<f" not in xml
    cells = [
        cell
        for row in csv.reader(io.StringIO(text_file.read_text("utf-8-sig"), newline=""))
        for cell in row
    ]
    live = [c for c in cells if c.strip("\u200b\u00a0 \n")[:1] in ("=", "+", "-", "@", "＝", "＋")]
    assert live == []


@pytest.mark.skipif(not converts(Kind.XLSX), reason="LibreOffice Calc is not installed here")
def test_another_program_reads_it(workspace: Workspace, tmp_path: Path) -> None:
    workspace.entries.new("aspect", {"title": 'Noise <&> "x"', "evaluated_on": date(2026, 4, 3)})
    path = tmp_path / "aspects.xlsx"
    workspace.register_export.write("aspect", path)
    program = available()
    assert program is not None
    subprocess.run(
        [
            program,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
            "--outdir",
            str(tmp_path),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    rows = list(csv.reader(io.StringIO((tmp_path / "aspects.csv").read_text("utf-8"))))
    told = dict(zip(rows[0], rows[1], strict=True))
    assert told["Aspect"] == 'Noise <&> "x"'
    assert told["Last evaluated"] == "2026-04-03"


def test_an_export_that_is_stopped_leaves_the_old_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.entries.new("aspect", {"title": "Noise"})
    path = tmp_path / "a.csv"
    path.write_text("kept")

    def stop(done: int, of: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        workspace.register_export.write("aspect", path, stop)
    assert path.read_text() == "kept"
    assert [p.name for p in tmp_path.iterdir() if "part" in p.name] == []
    with pytest.raises(Refused, match=r"ends in \.csv or \.xlsx"):
        workspace.register_export.write("aspect", tmp_path / "a.doc")
    with pytest.raises(Refused, match="cannot be written"):
        workspace.register_export.write("aspect", tmp_path / "no" / "a.csv")


def test_a_moment_goes_out_where_the_officer_sits(workspace: Workspace, tmp_path: Path) -> None:
    registers = [
        (r.key, f.key)
        for r in workspace.catalogue.every()
        for f in r.fields
        if f.kind.key == "moment" and f.typed
    ]
    assert registers
    kind, key = registers[0]
    workspace.entries.new(kind, {"title": "x", key: datetime(2026, 4, 3, 10, 30, 15, tzinfo=UTC)})
    path = tmp_path / "m.xlsx"
    workspace.register_export.write(kind, path)
    assert read_back(workspace, path, kind) == (0, 0, 1, 0)


def brought_in(space: Workspace, path: Path, kind: str) -> Brought:
    """What stands in the file, after it was brought in."""
    imports: SheetImport = space.sheet_import
    with imports.read(path) as sheets:
        taken = imports.take(sheets, imports.main_table(sheets, kind))
        plan = imports.plan(taken, imports.propose(taken, kind))
        done: Brought = imports.apply(taken, plan)
    return done


def told(space: Workspace, kind: str) -> list[tuple[str, str, dict[str, list[dict[str, str]]]]]:
    """Number, state and lines of every record, persons by their names."""
    rows = space.desk.file.reader().execute(
        "SELECT id FROM record WHERE kind = ? ORDER BY sort_number", (kind,)
    )
    found = []
    for (record,) in rows.fetchall():
        value = space.entries.get(int(record))
        lines = {key: [dict(line.shown) for line in of] for key, of in value.lines.items()}
        found.append((value.number, value.state, lines))
    return found


def test_lines_and_void_records_stand_in_another_file_as_they_did(
    sample: Workspace, workspace: Workspace, tmp_path: Path
) -> None:
    """A nonconformity has whys, a fishbone, parts of a lot and a team; most are closed."""
    unwanted = sample.entries.new("nonconformity", {"title": "Entered twice"})
    sample.entries.void(unwanted, "Entered twice")
    path = tmp_path / "nonconformities.xlsx"
    count = sample.register_export.write("nonconformity", path)
    sheets = CalamineWorkbook.from_path(path).sheet_names
    assert sheets == ["Nonconformities", "Five whys", "Fishbone", "Parts of the lot", "Team"]
    done = brought_in(workspace, path, "nonconformity")
    assert (done.new, done.left) == (count, 0)
    theirs, ours = told(sample, "nonconformity"), told(workspace, "nonconformity")
    assert [row[:2] for row in ours] == [row[:2] for row in theirs]
    assert [row[2] for row in ours] == [row[2] for row in theirs]
    assert sum(len(of) for row in ours for of in row[2].values()) == done.lines > 20
    assert "void" in {row[1] for row in ours}
    again = brought_in(workspace, path, "nonconformity")
    assert (again.new, again.changed, again.same, again.lines) == (0, 0, count, 0)


def test_a_line_that_was_changed_in_the_sheet_changes_here(
    workspace: Workspace, tmp_path: Path
) -> None:
    meter = workspace.entries.new("meter", {"title": "Water"})
    for day, value in ((1, 100), (2, 130)):
        line = {"read_on": date(2026, day, 1), "value": Decimal(value)}
        workspace.entry_lines.put(meter, "reading", line)
    path = tmp_path / "meters.xlsx"
    workspace.register_export.write("meter", path)
    edited = lines_of(workspace, meter)[1].id
    workspace.entry_lines.put(meter, "reading", {"value": Decimal(131)}, edited)
    done = brought_in(workspace, path, "meter")
    assert (done.changed, done.lines) == (0, 1)
    assert [line.values["value"] for line in lines_of(workspace, meter)] == [100, 130]
    again = brought_in(workspace, path, "meter")
    assert again.lines == 0


def lines_of(space: Workspace, meter: int) -> tuple[LineValue, ...]:
    return space.entries.get(meter).lines["reading"]
