"""A list on paper and as a file: with the filter, order and columns that are seen."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from isodesk.core.names import safe_name
from isodesk.core.progress import Progress
from isodesk.core.rows import Rows
from isodesk.i18n import tr
from isodesk.services.lists import Table, as_table
from isodesk.ui.documents.printing import print_made
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_tools import with_ending

_WORKBOOK = "Workbook, the columns shown (*.xlsx)"
_WORKBOOK_ALL = "Workbook, all columns (*.xlsx)"
_CSV = "CSV, the columns shown (*.csv)"
_CSV_ALL = "CSV, all columns (*.csv)"


def print_list(
    tools: Tools,
    parent: QWidget,
    title: str,
    noun: str,
    rows: Rows,
    keys: tuple[str, ...],
    filter_words: str,
    total: int,
) -> None:
    """Preview and print what the list shows; `noun` says what is counted ("documents")."""
    sheets = tools.space.sheets
    by_key = {column.key: column for column in rows.columns}
    columns = [by_key[key] for key in keys]

    def make(progress: Progress) -> bytes:
        with rows.elsewhere() as own:
            table = table_of(own, keys)
        return sheets.listing(title, noun, table, total, filter_words, columns)

    print_made(tools, parent, title, title, make)


def export_list(
    tools: Tools, parent: QWidget, title: str, noun: str, rows: Rows, keys: tuple[str, ...]
) -> None:
    """Ask where, then write the list as a workbook or CSV."""
    kinds = ";;".join(tr(kind) for kind in (_WORKBOOK, _WORKBOOK_ALL, _CSV, _CSV_ALL))
    name = safe_name(title) + ".xlsx"
    path, kind = tools.ask_place(parent, tr("Export the list"), name, kinds)
    if path is not None:
        every = kind in (tr(_WORKBOOK_ALL), tr(_CSV_ALL))
        as_csv = kind in (tr(_CSV), tr(_CSV_ALL))
        write_list(tools, parent, noun, rows, () if every else keys, with_ending(path, as_csv))


def write_list(
    tools: Tools, parent: QWidget, noun: str, rows: Rows, keys: tuple[str, ...], path: Path
) -> None:
    """Write the list to this path; without keys every column, the hidden ones too."""
    exports = tools.space.exports

    def work(progress: Progress) -> int:
        with rows.elsewhere() as own:
            table = table_of(own, keys) if keys else as_table(own, hidden=True)
        exports.table(table, path)
        return len(table.rows)

    tools.read(
        parent,
        work,
        lambda n: tools.said(tr("{n} {noun} written to {name}.", n=n, noun=noun, name=path.name)),
        title=tr("Exporting the list"),
    )


def table_of(rows: Rows, keys: tuple[str, ...]) -> Table:
    """All rows as words, with these columns in this order."""
    table = as_table(rows, keys=keys)
    declared = [column.key for column in rows.columns if column.key in keys]
    order = [declared.index(key) for key in keys]
    return Table(
        tuple(table.headings[at] for at in order),
        tuple(tuple(row[at] for at in order) for row in table.rows),
        table.groups,
    )
