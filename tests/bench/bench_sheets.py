"""Sheets in and out of a register, beside what any program must do (performance.md 6, D3).

CPU seconds of the program and its reading child together; each floor is taken in the same run.

    python -m tests.bench.bench_sheets [ROWS]
"""

import csv
import io
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import psutil
import python_calamine

from isodesk.core.numbering import sort_key
from isodesk.core.own_model import OwnField, OwnValue
from isodesk.intake.reader import Reader
from isodesk.intake.sheets import How
from isodesk.printing.workbook_file import BookSheet, SheetColumn, write_sheets
from isodesk.services.import_judging import Judging, Taken
from isodesk.services.import_values import Wish
from isodesk.services.workspace import Workspace
from isodesk.store import search
from isodesk.store.mapped import record_class
from tests.company import make

ROWS = 100_000
T = TypeVar("T")
HEADS = (
    *("No.", "Aspect", "Activity", "Impact", "Condition", "Severity", "Likelihood", "Controls"),
    *("Owner", "Last evaluated", "Next evaluation", "Site", "Area", "Shift", "Permit", "Batch"),
    *("Mass (kg)", "Volume (m3)", "Remark", "Code"),
)
_WORDS = ("quench", "water", "oil", "binder", "fumes", "dust", "noise", "sludge", "solvent", "heat")


def lines(count: int) -> Iterator[list[str]]:
    """A register of aspects in 20 columns, 14 of words, as the floor's was."""
    chance = random.Random(7)

    def words(n: int) -> str:
        return " ".join(chance.choices(_WORDS, k=n))

    for n in range(count):
        yield [
            f"ASP-{n + 1:06}",
            f"{words(5)} {n}",
            chance.choice(("Melting", "Moulding", "Finishing")),
            words(14),
            chance.choice(("Normal", "Abnormal", "Emergency")),
            str(chance.randint(1, 5)),
            str(chance.randint(1, 5)),
            words(9),
            chance.choice(("Anna Reyes", "Tom Hale", "Marta Lind")),
            f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            f"Hall {chance.randint(1, 9)}",
            f"A{chance.randint(1, 99)}",
            chance.choice(("early", "late", "night")),
            f"P-{chance.randint(1, 30)}",
            f"B{n % 5000}",
            f"{chance.randint(1, 10_000) / 100}",
            f"{chance.randint(1, 1000)}",
            words(6),
            f"C-{n % 700}",
        ]


class Costs:
    """CPU seconds of this process and of the reading child."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def of(self, work: Callable[[], T]) -> tuple[float, float, T]:
        """(CPU, wall, what the work gives)."""
        began, cpu = time.perf_counter(), self._now()
        value = work()
        return self._now() - cpu, time.perf_counter() - began, value

    def _now(self) -> float:
        child = self._reader._child
        spent = psutil.Process(child.process.pid).cpu_times() if child else None
        return time.process_time() + (spent.user + spent.system if spent else 0)


def write_files(folder: Path, count: int) -> tuple[Path, Path]:
    """The same rows as CSV and as XLSX."""
    text, book = folder / "aspects.csv", folder / "aspects.xlsx"
    rows = list(lines(count))
    with text.open("w", newline="", encoding="utf-8-sig") as stream:
        csv.writer(stream).writerows([HEADS, *rows])
    figures = {5, 6, 16, 17}
    columns = [SheetColumn(h, "number" if n in figures else "text") for n, h in enumerate(HEADS)]
    with book.open("wb") as stream:
        chunks = (list(zip(*rows[at : at + 2000], strict=True)) for at in range(0, count, 2000))
        write_sheets(stream, (BookSheet("Aspects", columns, chunks),))
    return text, book


def floor_csv(path: Path) -> int:
    """csv.reader over the file."""
    with path.open(newline="", encoding="utf-8-sig") as stream:
        return sum(1 for _ in csv.reader(stream))


def floor_xlsx(path: Path) -> int:
    """calamine alone."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return len(book.get_sheet_by_index(0).to_python())


def judge(space: Workspace, path: Path) -> int:
    """From the file to validated rows."""
    imports = space.sheet_import
    with imports.read(path, How()) as sheets:
        taken = imports.take(sheets, sheets.tables[0])
        wish = imports.propose(taken, "aspect")
        register = space.catalogue.get("aspect")
        judging = Judging(space.desk.file.reader(), register, taken, wish)
        return sum(len(batch.words) for batch in judging.batches())


def raw_insert(count: int) -> float:
    """CPU seconds of the bare executemany of 25 columns (performance.md 2)."""
    rows = [(n, *line, *line[:4]) for n, line in enumerate(lines(count))]
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE r ({', '.join(f'c{n}' for n in range(25))})")
    began = time.process_time()
    connection.executemany(f"INSERT INTO r VALUES ({', '.join('?' * 25)})", rows)
    connection.commit()
    return time.process_time() - began


def export(space: Workspace, path: Path) -> int:
    """The whole register."""
    return space.register_export.write("aspect", path)


def floor_export(count: int) -> float:
    """CPU seconds of csv.writer over the same rows."""
    rows = list(lines(count))
    began = time.process_time()
    csv.writer(io.StringIO()).writerows(rows)
    return time.process_time() - began


def main() -> None:
    """Measure, print each beside its floor and goal."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as place, Reader() as reader:
        reader.ask("look", "warm.txt", b"x")
        costs = Costs(reader)
        space = make(Path(place) / "firm.isodesk", reader)
        text, book = write_files(Path(place), count)
        floors = costs.of(lambda: floor_csv(text))[0], costs.of(lambda: floor_xlsx(book))[0]
        for name, path, floor, goal in (
            ("X3 CSV to judged rows", text, floors[0], 3.0),
            ("X2 XLSX to judged rows", book, floors[1], 1.3),
        ):
            cpu, wall, rows = costs.of(lambda path=path: judge(space, path))  # type: ignore[misc]
            print(f"{name}: {rows} rows in {cpu:.2f} s CPU, {wall:.2f} s wall,", end=" ")
            print(f"floor {floor:.2f}: {cpu / floor:.1f} x (goal {goal})")
        write_all(space, costs, text, count)
        change_all(space, costs, text)
        for ending in (".csv", ".xlsx"):
            cpu, wall, rows = costs.of(lambda e=ending: export(space, Path(place) / f"o{e}"))  # type: ignore[misc]
            floor = floor_export(count)
            print(
                f"X1 export {ending}: {rows} rows in {cpu:.2f} s CPU, {wall:.2f} s wall,", end=" "
            )
            print(f"csv.writer {floor:.2f}: {cpu / floor:.1f} x, the reading of the file within")
        space.close()


def write_all(space: Workspace, costs: Costs, text: Path, count: int) -> None:
    """D3: the import written, with numbers, history, search and own fields."""
    imports = space.sheet_import
    with imports.read(text, How()) as sheets:
        taken = imports.take(sheets, sheets.tables[0])
        plan = imports.plan(taken, imports.propose(taken, "aspect"))
        each = add_all(space, taken, plan.wish)
        cpu, wall, done = costs.of(lambda: imports.apply(taken, plan))
    raw = raw_insert(count)
    entries = space.desk.file.reader().execute("SELECT count(*) FROM history").fetchone()[0]
    print(
        f"D3 written: {done.new} records, {done.fields} own fields, {entries} entries in the",
        end="",
    )
    print(
        f" history in {cpu:.1f} s CPU, {wall:.1f} s wall: {done.new / cpu:.0f} a second,", end=" "
    )
    print(f"{raw / cpu:.3f} x raw executemany (goal 0.30), {entries / cpu:.0f} entries a second,")
    print(f"  {each * done.new / cpu:.1f} x ORM add_all with history and search (goal 6)")


def add_all(space: Workspace, taken: Taken, wish: Wish, most: int = 500) -> float:
    """CPU seconds a record of SQLAlchemy's add_all of the same values, the history's triggers and
    the search with it; nothing is worked out or judged. Taken back afterwards."""
    register = space.catalogue.get("aspect")
    judging = Judging(space.desk.file.reader(), register, taken, wish)
    batch = next(judging.batches())
    real = {at: f for at, f in judging.fields.items() if not f.own_id and f.own_id != 0}
    own = [at for at, f in judging.fields.items() if f.own_id == 0]
    rows = [{f.key: batch.stored[at][n] for at, f in real.items()} for n in range(most)]
    spent = 0.0

    class Back(Exception):
        """Nothing of it stays."""

    with suppress(Back), space.desk.unit("add_all") as unit:
        fields = [OwnField(register="aspect", label=str(at), kind="text") for at in own]
        unit.session.add_all(fields)
        unit.session.flush()
        began = time.process_time()
        kind = record_class("aspect")
        records = [kind(state="open", systems=2, **row) for row in rows]
        unit.session.add_all(records)
        unit.session.flush()
        unit.session.add_all(
            OwnValue(record_id=r.id, field_id=f.id, text=str(v), sort=sort_key(str(v)))
            for at, f in zip(own, fields, strict=True)
            for r, v in zip(records, batch.stored[at], strict=False)
        )
        unit.session.flush()
        for record in records:
            search.index(unit.session, record)
        spent = time.process_time() - began
        raise Back
    return spent / most


def change_all(space: Workspace, costs: Costs, text: Path) -> None:
    """The same sheet once more with other words in three columns."""
    words = text.read_text("utf-8-sig").replace("Melting", "Pouring").replace("Hall 1", "Hall 0")
    text.write_text(words.replace("noise", "sound"), "utf-8-sig")
    imports = space.sheet_import
    with imports.read(text, How()) as sheets:
        taken = imports.take(sheets, sheets.tables[0])
        plan = imports.plan(taken, imports.propose(taken, "aspect"))
        cpu, wall, done = costs.of(lambda: imports.apply(taken, plan))
    print(
        f"changed by a sheet: {done.changed} records in {cpu:.1f} s CPU, {wall:.1f} s wall:", end=""
    )
    print(f" {done.changed / cpu:.0f} a second")


if __name__ == "__main__":
    main()
