"""Any list as it is seen: to paper with a preview, or to a CSV or XLSX file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from isodesk.core.names import safe_name
from isodesk.i18n import tr
from isodesk.paths import documents_dir
from isodesk.services.lists import Table
from isodesk.services.workspace import Workspace
from isodesk.ui.jobs import Jobs
from isodesk.ui.printer import deliver


def print_table(
    parent: QWidget, title: str, noun: str, table: Table, total: int, jobs: Jobs, space: Workspace
) -> None:
    """Lay the list out away from the window, then show the print dialog."""
    name = safe_name(title)

    def show(pdf: bytes) -> None:
        deliver(parent, title, [(f"{name}.pdf", pdf)], jobs, space.settings, space)

    jobs.read(
        lambda _: space.sheets.listing(title, noun, table, total), show, title=tr("Laying out")
    )


def export_table(
    parent: QWidget, name: str, table: Table, jobs: Jobs, space: Workspace, path: Path | None = None
) -> None:
    """Ask where to, unless `path` is given, and write the list there."""
    target = path or asked_path(parent, name, space)
    if target is None:
        return
    space.settings.set("folder", str(target.parent))
    jobs.read(lambda _: space.exports.table(table, target), title=tr("Exporting"))


def asked_path(parent: QWidget, name: str, space: Workspace) -> Path | None:
    """Where the list goes; None when the officer thinks better of it."""
    folder = Path(space.settings.get("folder") or documents_dir())
    kinds = tr("Spreadsheet (*.xlsx);;Comma separated (*.csv)")
    start = str(folder / f"{safe_name(name)}.xlsx")
    chosen, kind = QFileDialog.getSaveFileName(parent, tr("Export"), start, kinds)
    return with_ending(Path(chosen), "csv" in kind) if chosen else None


def with_ending(path: Path, as_csv: bool) -> Path:
    """The path as a list can be written there; what stands behind a dot may be a name's own
    (`Edition 4.2`)."""
    if path.suffix.lower() in (".csv", ".xlsx"):
        return path
    return path.with_name(path.name + (".csv" if as_csv else ".xlsx"))
