"""The questions of a checklist as a spreadsheet, and back: nothing is lost on the way, no cell can
run as a formula, and the columns of a foreign sheet are known by what they mean."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from isodesk import registers
from isodesk.core.folding import folded
from isodesk.core.names import name_of
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.record import Record
from isodesk.core.register import Lines
from isodesk.i18n import tr
from isodesk.intake.sheets import read_sheets
from isodesk.registers.audit_words import CheckQuestion
from isodesk.services.catalogue import Catalogue
from isodesk.services.checklist_reading import (
    editions_meant,
    table_of,
    texts_of,
    written_clauses,
)
from isodesk.services.desk import Desk
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_settling import settle
from isodesk.services.export_columns import line_columns
from isodesk.services.register_export import write_table

LINES = "check_question"
NEW, CHANGED, SAME = "new", "changed", "same"
_OF_LINE = 2
"""The columns of a sheet of lines before those of its fields: its record and its place."""
Texts = Mapping[str, str]


@dataclass(frozen=True)
class SheetRow:
    """A question of a sheet: its texts, and what would become of it (`line` is the question of
    the checklist that it changes)."""

    n: int
    texts: Texts
    becomes: str
    line: int | None = None


@dataclass(frozen=True)
class SheetPlan:
    """What a sheet would bring: its rows, which heading is which field, and which are left out."""

    source: str
    checklist_id: int
    rows: tuple[SheetRow, ...]
    columns: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]

    def count(self, becomes: str) -> int:
        """How many rows become this."""
        return sum(row.becomes == becomes for row in self.rows)


class ChecklistSheets:
    """Checklists of the open file as sheets of other programs."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def write(self, checklist_id: int, path: Path) -> int:
        """All questions with all their texts, as .xlsx or .csv by the name's ending; answers how
        many. Raises Refused for another ending and for a place that cannot be written."""
        title, rows = self._title(checklist_id), self._standing(checklist_id)
        columns = line_columns(lines_of_checklist())[_OF_LINE:]
        cells = [[texts[f.key] for f in CheckQuestion.fields] for _, texts in rows]
        return write_table(path, title, columns, cells)

    def plan(self, checklist_id: int, path: Path, progress: Progress = silent) -> SheetPlan:
        """What the questions of a file would become. Raises Refused for a file that cannot be
        read or has no column of questions."""
        with read_sheets(path, self._desk.reader, None, progress) as sheets:
            table, fields = table_of(sheets)
            texts = list(texts_of(sheets, table, fields))
            headings = tuple((table.headings[at], tr(f.label)) for at, f in fields.items())
            left = tuple(h for at, h in enumerate(table.headings) if at not in fields and h.strip())
            editions = editions_meant(table, fields, self._editions(checklist_id))
        read = [
            (n, {**each, "clauses": written_clauses(each["clauses"], editions)})
            for n, each in texts
        ]
        rows = self._judged(checklist_id, read)
        if not rows:
            raise Refused(tr("{name} holds no question.", name=path.name))
        return SheetPlan(name_of(path), checklist_id, rows, headings, left)

    def apply(self, plan: SheetPlan, rows: Collection[int] | None = None) -> tuple[int, int]:
        """Bring these rows of a plan in (all, with None); answers how many are new and how many
        changed. Raises Refused where the checklist is withdrawn, and then writes nothing."""
        said = tr("Brought in from {source}", source=plan.source)
        new = changed = 0
        with self._desk.unit(said) as unit:
            record = unit.session.get_one(Record, plan.checklist_id)
            if record.closed is not None:
                raise Refused(tr("It is closed; it stays as it is."))
            register = self._catalogue.get("checklist")
            for row in plan.rows:
                if row.becomes == SAME or (rows is not None and row.n not in rows):
                    continue
                values = {key: text or None for key, text in row.texts.items()}
                write_line(unit, register, record.id, LINES, values, row.line)
                new, changed = new + (row.line is None), changed + (row.line is not None)
            settle(unit, register, record)
            unit.also |= {"checklist"}
        return new, changed

    def _judged(
        self, checklist_id: int, read: Sequence[tuple[int, dict[str, str]]]
    ) -> tuple[SheetRow, ...]:
        """A row is known by its key, else by its question."""
        standing = self._standing(checklist_id)
        by_key = {texts["key"]: (i, texts) for i, texts in standing if texts["key"]}
        by_ask = {folded(texts["ask"]): (i, texts) for i, texts in standing}
        rows, seen = [], set[int]()
        for n, texts in read:
            known = by_key.get(texts["key"]) or by_ask.get(folded(texts["ask"]))
            if known is None or known[0] in seen:
                rows.append(SheetRow(n, texts, NEW))
                continue
            line, before = known
            seen.add(line)
            whole = {**before, **{key: text for key, text in texts.items() if text}}
            rows.append(SheetRow(n, whole, SAME if whole == before else CHANGED, line))
        return tuple(rows)

    def _standing(self, checklist_id: int) -> list[tuple[int, dict[str, str]]]:
        keys = [f.key for f in CheckQuestion.fields]
        rows = self._desk.file.reader().execute(
            f"SELECT id, {', '.join(keys)} FROM check_question WHERE record_id = ?"
            " AND ended IS NULL ORDER BY position, id",
            (checklist_id,),
        )
        return [
            (int(row[0]), {key: text or "" for key, text in zip(keys, row[1:], strict=True)})
            for row in rows.fetchall()
        ]

    def _title(self, checklist_id: int) -> str:
        return self._one(
            "SELECT coalesce(title, number, '') FROM record WHERE id = ?", checklist_id
        )

    def _editions(self, checklist_id: int) -> dict[str, str]:
        cursor = self._desk.file.reader().execute(
            "SELECT iso9001, iso14001 FROM checklist WHERE id = ?", (checklist_id,)
        )
        found = zip(("9001", "14001"), cursor.fetchone() or (None, None), strict=True)
        return {standard: str(edition)[1:] for standard, edition in found if edition}

    def _one(self, sql: str, value: object) -> str:
        row = self._desk.file.reader().execute(sql, (value,)).fetchone()
        if row is None:
            raise Refused(tr("That checklist does not stand in this file."))
        return str(row[0])


def lines_of_checklist() -> Lines:
    """The lines of a checklist, as its register declares them."""
    register = registers.find("checklist")
    assert register is not None
    return register.lines_by_key[LINES]
