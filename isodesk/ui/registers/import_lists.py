"""The lists of an import's preview: cells to look at, rows, and the first rows as they arrive."""

from collections.abc import Iterator, Sequence

from isodesk.core.rows import Column, ListRows, Mark, Row, Tone
from isodesk.i18n import tr
from isodesk.services.import_judging import Taken
from isodesk.services.import_values import LEFT_OUT, Plan
from isodesk.services.lists import Table

_CELL_MARKS: dict[str, tuple[str, Tone]] = {
    "refused": ("Refused", "red"),
    "converted": ("Converted", "blue"),
    "new": ("New person", "green"),
}
_ROW_MARKS: dict[str, tuple[str, Tone]] = {
    "new": ("New", "green"),
    "changed": ("Changed", "blue"),
    "same": ("Here already", "grey"),
    "twice": ("Twice", "grey"),
    "left": ("Left out", "red"),
    "draft": ("Draft", "amber"),
    "none": ("No record", "grey"),
}


def cell_rows(plan: Plan, headings: Sequence[str]) -> ListRows:
    """One row for all cells of a column that read the same; refused ones first."""
    columns = (
        Column("what", tr("Verdict"), 8, "state"),
        Column("column", tr("Column"), 12),
        Column("cell", tr("Cell"), 14),
        Column("words", tr("Becomes, or why not"), 30, "second"),
        Column("rows", tr("Rows"), 4, "figure"),
        Column("first", tr("First in row"), 7, "figure"),
    )
    rows = tuple(
        Row(
            at,
            (
                _mark(_CELL_MARKS, note.told.word),
                headings[note.column],
                note.cell,
                note.told.words,
                note.rows,
                note.first,
            ),
        )
        for at, note in enumerate(plan.notes)
    )
    return ListRows(columns, rows)


def row_rows(plan: Plan, taken: Taken | None) -> ListRows:
    """Rows that are not simply new records, and why; and what of the sheet is no row at all."""
    columns = (
        Column("row", tr("Row"), 5, "figure"),
        Column("what", tr("Verdict"), 9, "state"),
        Column("why", tr("Why, or what changes"), 40, "second"),
    )
    notes = (*plan.rows, *(note for each in plan.lines for note in each.notes))
    said = [(note.row, note.word, note.words) for note in notes]
    said += list(_no_rows(taken)) if taken else []
    rows = tuple(
        Row(at, (row, _mark(_ROW_MARKS, word), words))
        for at, (row, word, words) in enumerate(sorted(said, key=lambda line: line[0]))
    )
    return ListRows(columns, rows)


def _no_rows(taken: Taken) -> Iterator[tuple[int, str, str]]:
    """Sums, repeated headings, titles and remarks: nothing of the sheet goes unsaid."""
    for row, why, words in taken.table.left_out:
        said = tr("a row of sums: {words}") if why == "total" else tr("headings again: {words}")
        yield row, "none", said.format(words=words)
    sheet = taken.sheets.sheets[taken.table.sheet]
    others = [t for t in taken.sheets.tables if t.sheet == taken.table.sheet]
    for row, words in sheet.outside if len(others) == 1 else ():
        yield row, "none", tr("outside of the table: {words}", words=words)


def preview_rows(plan: Plan, names: Sequence[str]) -> ListRows:
    """The first rows as they would arrive, in the columns that are taken."""
    taken = [at for at, target in enumerate(plan.wish.targets) if target.field != LEFT_OUT]
    columns = (
        Column("row", tr("Row"), 5, "figure"),
        Column("what", tr("Verdict"), 9, "state"),
        *(Column(f"c{at}", names[at], 11) for at in taken),
    )
    rows = tuple(
        Row(
            at,
            (shown.row, _mark(_ROW_MARKS, shown.word), *(shown.cells[column] for column in taken)),
        )
        for at, shown in enumerate(plan.preview)
    )
    return ListRows(columns, rows)


def as_table(rows: ListRows) -> Table:
    """The list as print and export take it."""
    cells = tuple(
        tuple(value.word if isinstance(value, Mark) else str(value or "") for value in row.values)
        for row in rows.rows
    )
    return Table(tuple(column.heading for column in rows.columns), cells)


def _mark(words: dict[str, tuple[str, Tone]], key: str) -> Mark:
    word, tone = words[key]
    return Mark(tr(word), tone)
