"""An incident as the notice that goes to the authority."""

from isodesk.i18n import tr
from isodesk.printing.record_sheets import ReportSheet
from isodesk.registers.incident import REGISTER
from isodesk.services.print_tools import Tools
from isodesk.services.report_parts import fields_part

_PARTS = (
    ("To", ("authority", "authority_contact", "obligation_id", "hours")),
    ("What happened", ("what", "happened_at", "found_at", "place", "description")),
    ("What got out", ("substance", "quantity", "unit", "medium", "reached", "harm")),
    ("What was done", ("at_once", "contained_at", "hours_open")),
    ("Told", ("notified_at", "notified_by_id", "notified_how", "hours_taken", "answer")),
    ("Cause, as far as it is known", ("cause", "lessons")),
)


def notice(tools: Tools, record_id: int) -> bytes:
    """The notice, with what is not known yet said so."""
    from isodesk.printing.report import report_pdf

    value = tools.entry(record_id)
    sheet = ReportSheet(
        label=tr("Notice of an environmental incident"),
        title=value.title,
        pairs=(("Number", value.number), ("Noticed", value.shown["found_at"])),
        parts=tuple(fields_part(REGISTER, value, name, keys) for name, keys in _PARTS),
        sign=(tr("For the company"), tr("Date and time")),
    )
    return report_pdf(sheet, *tools.around)
