"""Prints that a step keeps with its record, as it stood when the step was taken."""

from collections.abc import Callable

from isodesk.core.progress import Progress, silent
from isodesk.core.spine import Attachment
from isodesk.services import audit_reports
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.print_tools import Tools
from isodesk.services.sheets import Sheets
from isodesk.store import files
from isodesk.store.unit import Unit

Made = tuple[str, bytes]
"""The name of the file, and the PDF."""
_KEPT: dict[str, Callable[[Tools, int], Made]] = {"report": audit_reports.frozen}


def keep(
    unit: Unit,
    desk: Desk,
    catalogue: Catalogue,
    record_id: int,
    print_key: str,
    progress: Progress = silent,
) -> None:
    """Make the print and keep it with the record, in the unit that takes the step: both stand or
    neither. What is read for it is what stood before the unit."""
    tools = Tools(desk, catalogue, Sheets(desk), progress)
    name, content = _KEPT[print_key](tools, record_id)
    file_id = files.keep(unit.session, content, "application/pdf")
    unit.session.add(Attachment(record_id=record_id, file_id=file_id, name=name))
    unit.session.flush()
    unit.also |= {"attachment"}
