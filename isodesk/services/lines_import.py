"""The sheets of lines that a workbook of a register brings beside its records: readings,
attendees, characteristics. Each row names its record; a place among its lines, where the sheet
has one, tells which line it is, else what stands in it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from isodesk.core.entry import Field
from isodesk.core.folding import folded
from isodesk.core.kinds import TEXT, WHOLE, Stored
from isodesk.core.numbering import sort_key
from isodesk.core.progress import silent
from isodesk.core.register import Lines, Register
from isodesk.i18n import tr
from isodesk.intake.columns import habits
from isodesk.intake.matching import match
from isodesk.intake.sheets import Chunk, Sheets, TableFacts
from isodesk.intake.thesaurus import plain
from isodesk.intake.verdicts import Judge
from isodesk.printing.workbook_file import sheet_name
from isodesk.services.export_columns import LINE_NO, OF_RECORD
from isodesk.services.import_finding import Finding
from isodesk.services.import_judging import CHANGED, LEFT, NEW, SAME, Taken, same_value, take
from isodesk.services.import_values import LinesPlan, RowNote, Wish

if TYPE_CHECKING:
    from isodesk.store.unit import Unit

_RECORD, _PLACE = "of_record", "line_no"
_MOST_NOTES = 500


@dataclass(frozen=True)
class LineVerdict:
    """What becomes of one row of a sheet of lines: `record` 0 is one that is yet to come, `line`
    0 none that stands."""

    row: int
    word: str
    number: str
    record: int
    line: int
    place: int | None
    values: Mapping[str, Stored]
    why: str = ""


@dataclass
class _Standing:
    """A record and its lines, as they stand: by place, and those not met in the sheet yet."""

    record: int
    closed: bool
    lines: dict[int, tuple[int, Mapping[str, Stored]]] = field(default_factory=dict)
    unmet: dict[int, Mapping[str, Stored]] = field(default_factory=dict)


def tables_of_lines(sheets: Sheets, register: Register) -> list[tuple[Lines, TableFacts]]:
    """The tables of a file that hold lines of the register: their sheets are called so, and a
    column names the record."""
    names = {folded(sheet_name(tr(each.title))): each for each in register.lines}
    wanted = plain(tr(OF_RECORD))
    return [
        (names[called], table)
        for table in sheets.tables
        if (called := folded(sheets.sheets[table.sheet].name)) in names
        and wanted in map(plain, table.headings)
    ]


class LinesJudging:
    """Judges the rows of one sheet of lines, over a connection that reads. `coming` are the
    sort keys of numbers that the same import makes, `fresh` is the first id it gave."""

    def __init__(
        self,
        connection: Any,
        register: Register,
        lines: Lines,
        taken: Taken,
        wish: Wish,
        coming: frozenset[str] = frozenset(),
        fresh: int | None = None,
    ) -> None:
        self._read = connection.execute
        self.register, self.lines, self.taken, self._wish = register, lines, taken, wish
        self._coming, self._fresh = coming, fresh
        self.finding = Finding(connection, wish.strangers)
        self.judges = self._made_judges()

    def _made_judges(self) -> dict[str, tuple[int, Judge]]:
        """By the key of a field its column and who judges it."""
        profiles, how = self.taken.profiles, self.taken.sheets.how
        ours = (Field(_RECORD, tr(OF_RECORD), TEXT), Field(_PLACE, tr(LINE_NO), WHOLE))
        known = {each.key: each for each in (*ours, *self.lines.line.fields)}
        all_habits = habits(profiles, self._wish.habit, how.separator)
        return {
            each.key: (
                found.column,
                Judge(
                    each,
                    profiles[found.column],
                    all_habits[found.column],
                    find=self.finding,
                    unquote=bool(how.encoding),
                ),
            )
            for found in match(profiles, tuple(known.values()), {})
            if (each := known.get(found.field)) is not None and each.typed
        }

    def verdicts(self) -> Iterator[LineVerdict]:
        """Every row in its order."""
        for chunk in self.taken.sheets.chunks(self.taken.table.at):
            yield from self._of_chunk(chunk)

    def _of_chunk(self, chunk: Chunk) -> Iterator[LineVerdict]:
        stored = {k: judge.column(chunk.columns[at]) for k, (at, judge) in self.judges.items()}
        keys = [sort_key(str(n)) if n else "" for n in stored[_RECORD]]
        standing = self._standing(stored[_RECORD])
        fields = [key for key in stored if key not in (_RECORD, _PLACE)]
        for at, row in enumerate(chunk.numbers):
            values = {key: stored[key][at] for key in fields}
            place = stored[_PLACE][at] if _PLACE in stored else None
            refused = self._refused(chunk, at)
            number = str(stored[_RECORD][at] or "")
            found = standing.get(keys[at])
            word, line, why = self._judge(found, keys[at], place, values, refused)
            record = found.record if found else 0
            where = int(place) if place else None
            yield LineVerdict(row, word, number, record, line, where, values, why or refused)

    def _judge(
        self,
        found: _Standing | None,
        key: str,
        place: Stored,
        values: Mapping[str, Stored],
        refused: str,
    ) -> tuple[str, int, str]:
        """(word, line, why) of a row."""
        if refused and not self._wish.doubtful:
            return LEFT, 0, refused
        if found is None:
            known = bool(key) and key in self._coming
            return (NEW, 0, "") if known else (LEFT, 0, tr("its record does not stand here"))
        return self._judge_known(found, place, values)

    def _judge_known(
        self, found: _Standing, place: Stored, values: Mapping[str, Stored]
    ) -> tuple[str, int, str]:
        """The same of a row whose record stands here."""
        line = self._met(found, place, values)
        before = found.lines[line][1] if line in found.lines else None
        if before is not None and self._alike(before, values):
            return SAME, line, ""
        if found.closed:
            return LEFT, 0, tr("its record is closed here and stays as it is")
        if before is None:
            return NEW, 0, ""
        if not self._wish.changes:
            return LEFT, line, tr("stands here already, and differs")
        return CHANGED, line, tr("line {n} of it differs", n=place)

    def _met(self, found: _Standing, place: Stored, values: Mapping[str, Stored]) -> int:
        """The line that a row is: by its place, else the first that reads the same; 0 for none."""
        if place is not None:
            return next((i for i, (at, _) in found.lines.items() if at == int(place)), 0)
        for line, before in found.unmet.items():
            if self._alike(before, values):
                del found.unmet[line]
                return line
        return 0

    def _alike(self, before: Mapping[str, Stored], after: Mapping[str, Stored]) -> bool:
        """Whether a row says nothing else; a blank in the sheet takes nothing away."""
        fields = {each.key: each for each in self.lines.line.fields}
        return all(
            value is None or same_value(fields[key], before[key], value)
            for key, value in after.items()
        )

    def _refused(self, chunk: Chunk, at: int) -> str:
        for column, judge in self.judges.values():
            told = judge.told.get(chunk.columns[column][at]) if judge.told else None
            if told is not None and told.word == "refused":
                return f"{tr(judge.field.label)}: {told.words}"
        return ""

    def _standing(self, numbers: Sequence[Stored]) -> dict[str, _Standing]:
        """By the sort key of its number, else of its earlier number, each record that rows name."""
        said = {str(n) for n in numbers if n}
        found = self._read_standing("sort_number", {sort_key(n) for n in said})
        rest = {n for n in said if sort_key(n) not in found}
        earlier = self._read_standing("legacy", rest) if rest else {}
        return {sort_key(number): one for number, one in earlier.items()} | found

    def _read_standing(self, column: str, wanted: set[str]) -> dict[str, _Standing]:
        fields = [key for key in self.judges if key not in (_RECORD, _PLACE)]
        columns = "".join(f", l.{key}" for key in fields)
        rows = self._read(
            f"SELECT r.{column}, r.id, r.closed, l.id, l.position{columns} FROM record r"
            f" LEFT JOIN {self.lines.key} l ON l.record_id = r.id AND l.ended IS NULL"
            f" WHERE r.kind = ? AND r.{column} IN (SELECT value FROM json_each(?))"
            " ORDER BY r.id, l.position, l.id",
            (self.register.key, json.dumps(sorted(wanted))),
        ).fetchall()
        found: dict[str, _Standing] = {}
        for key, record, closed, line, place, *values in rows:
            fresh = self._fresh is not None and int(str(record)) >= self._fresh
            one = found.setdefault(
                str(key), _Standing(int(str(record)), closed is not None and not fresh)
            )
            if line is not None and one.record == int(str(record)):
                told = dict(zip(fields, values, strict=True))
                one.lines[int(str(line))] = int(str(place)), told
                one.unmet[int(str(line))] = told
        return found


def plan_lines(
    connection: Any, register: Register, taken: Taken, wish: Wish, coming: frozenset[str]
) -> Iterator[LinesPlan]:
    """What would become of the sheets of lines beside the table that is brought in."""
    for lines, table in tables_of_lines(taken.sheets, register):
        if table.at == taken.table.at:
            continue
        each = take(taken.sheets, table, silent)
        judging = LinesJudging(connection, register, lines, each, wish, coming)
        yield _counted(judging)


def _counted(judging: LinesJudging) -> LinesPlan:
    counts = dict.fromkeys((NEW, CHANGED, SAME, LEFT), 0)
    notes: list[RowNote] = []
    for verdict in judging.verdicts():
        counts[verdict.word] += 1
        if verdict.why and len(notes) < _MOST_NOTES:
            title = f"{tr(judging.lines.title)}, {verdict.number}: {verdict.why}"
            notes.append(RowNote(verdict.row, verdict.word, verdict.number, title))
    return LinesPlan(
        tr(judging.lines.title),
        counts[NEW],
        counts[CHANGED],
        counts[SAME],
        counts[LEFT],
        tuple(notes),
        tuple(judging.finding.strangers) if judging.finding.strangers else (),
    )


def write_lines(unit: "Unit", register: Register, taken: Taken, wish: Wish, fresh: int) -> int:
    """Write what the sheets of lines bring, inside a running unit, once the records stand;
    answers how many lines were made or changed. `fresh` is the first id of its new records."""
    connection = unit.session.connection().connection.dbapi_connection
    count = 0
    for lines, table in tables_of_lines(taken.sheets, register):
        if table.at != taken.table.at:
            each = take(taken.sheets, table, silent)
            judging = LinesJudging(connection, register, lines, each, wish, fresh=fresh)
            count += _write_sheet(unit, judging)
    return count


def _write_sheet(unit: "Unit", judging: LinesJudging) -> int:
    from isodesk.core.record import Record
    from isodesk.services.entry_lines import write_line
    from isodesk.services.entry_settling import settle
    from isodesk.store.mapped import lines_table

    register, lines = judging.register, judging.lines
    fields = {each.key: each for each in lines.line.fields}
    wanted = [v for v in judging.verdicts() if v.word in (NEW, CHANGED)]
    records = dict.fromkeys(v.record for v in wanted)
    unit.entering.may_change |= records.keys()  # what is brought in closed has its lines as well
    for each in wanted:
        values = {k: fields[k].kind.unpack(v) for k, v in each.values.items() if v is not None}
        line = write_line(unit, register, each.record, lines.key, values, each.line or None)
        if each.place is not None:
            unit.session.get_one(lines_table(lines), line).position = each.place
    for record in records:
        settle(unit, register, unit.session.get_one(Record, record))
    unit.session.flush()
    unit.entering.may_change -= records.keys()
    return len(wanted)
