"""The questions of a checklist as a spreadsheet, and back: nothing is lost on the way, no cell can
run as a formula, and the columns of a foreign sheet are known by what they mean."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from isodesk import registers
from isodesk.core.entry import Field
from isodesk.core.folding import folded
from isodesk.core.harmless import unquoted
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.record import Record
from isodesk.core.register import Lines
from isodesk.i18n import tr
from isodesk.intake.columns import Profile
from isodesk.intake.matching import match
from isodesk.intake.sheets import Sheets, TableFacts, read_sheets
from isodesk.intake.verdicts import plain_figure
from isodesk.intake.workbook import Cell, Fault
from isodesk.registers.audit_words import CheckQuestion
from isodesk.services.auditing import clauses_of
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_settling import settle
from isodesk.services.export_columns import line_columns
from isodesk.services.register_export import write_table
from isodesk.standards.clauses import DEFAULT_EDITION, parse_ref

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
            table, fields = _table_of(sheets)
            texts = list(_texts(sheets, table, fields))
            headings = tuple((table.headings[at], tr(f.label)) for at, f in fields.items())
            left = tuple(h for at, h in enumerate(table.headings) if at not in fields and h.strip())
        editions = self._editions(checklist_id)
        read = [(n, {**each, "clauses": _clauses(each["clauses"], editions)}) for n, each in texts]
        rows = self._judged(checklist_id, read)
        if not rows:
            raise Refused(tr("{name} holds no question.", name=path.name))
        return SheetPlan(path.name, checklist_id, rows, headings, left)

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


def _table_of(sheets: Sheets) -> tuple[TableFacts, dict[int, Field]]:
    """The first table with a column of questions, and the field of each of its columns."""
    for table in sheets.tables:
        profiles = [Profile(heading) for heading in table.headings]
        for chunk in sheets.chunks(table.at):
            for profile, column in zip(profiles, chunk.columns, strict=True):
                profile.see(column)
        by_key = {f.key: f for f in CheckQuestion.fields}
        matches = match(profiles, CheckQuestion.fields, {}, "checklist question")
        fields = {m.column: by_key[m.field] for m in matches if m.field}
        if any(f.key == "ask" for f in fields.values()):
            return table, fields
    raise Refused(
        tr("{name} has no column of questions. Call one of its columns “Question”.",
           name=sheets.name)
    )  # fmt: skip


def _texts(
    sheets: Sheets, table: TableFacts, fields: Mapping[int, Field]
) -> "Sequence[tuple[int, dict[str, str]]]":
    """The rows that ask something, each with its number in the sheet. A section that stands
    alone above its questions is theirs."""
    blank = {f.key: "" for f in CheckQuestion.fields}
    csv = bool(sheets.how.encoding)
    found, section = [], ""
    for chunk in sheets.chunks(table.at):
        for at, n in enumerate(chunk.numbers):
            texts = blank | {f.key: said(chunk.columns[c][at], csv) for c, f in fields.items()}
            section = texts["section"] or section
            if texts["ask"]:
                found.append((n, texts | {"section": section}))
    return found


def said(cell: Cell, quoted: bool) -> str:
    """What a cell says, as text; `quoted` undoes what keeps a cell of a CSV from running."""
    if isinstance(cell, Fault):
        return ""
    if isinstance(cell, bool):
        return tr("Yes") if cell else tr("No")
    if isinstance(cell, float | int):
        return plain_figure(float(cell))
    text = str(cell)
    return "\n".join(
        line.strip() for line in (unquoted(text) if quoted else text).strip().splitlines()
    )


def _clauses(text: str, editions: Mapping[str, str]) -> str:
    """Clauses that isodesk knows as it writes them; a bare number where one standard is meant;
    anything else as it stands."""
    only = next(iter(editions)) if len(editions) == 1 else ""
    parts = clauses_of(text.replace(",", ";"))
    return "; ".join(_clause(part, only, editions) for part in parts)


def _clause(part: str, only: str, editions: Mapping[str, str]) -> str:
    for written in (part, f"{only} {part}" if only else part):
        standard = "14001" if "14001" in written.partition(":")[0] else "9001"
        try:
            ref = parse_ref(written, editions.get(standard, DEFAULT_EDITION))
        except Refused:
            continue
        return f"{ref.standard}:{ref.edition} {ref.number}"
    return part


def lines_of_checklist() -> Lines:
    """The lines of a checklist, as its register declares them."""
    register = registers.find("checklist")
    assert register is not None
    return register.lines_by_key[LINES]
