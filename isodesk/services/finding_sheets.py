"""A finding by itself on paper: handed out at the closing meeting, signed, and answered on."""

from isodesk.i18n import tr
from isodesk.printing.audit_sheets import FindingSheet
from isodesk.services.audit_answers import Held, evidence_of
from isodesk.services.audit_photos import Photos, is_picture
from isodesk.services.audit_report_findings import FindingPages
from isodesk.services.audit_values import QuestionValue
from isodesk.services.auditing import Auditing
from isodesk.services.plain_entries import called
from isodesk.services.print_tools import Tools


def sheet(tools: Tools, record_id: int) -> bytes:
    """The finding with its photos, and room for the reply where none has come."""
    from isodesk.printing.audit_findings import finding_pdf

    return finding_pdf(sheet_of(tools, record_id), *tools.around)


def sheet_of(tools: Tools, record_id: int) -> FindingSheet:
    """The finding as it stands."""
    from isodesk.printing.audit_findings import photo_width

    value = tools.entry(record_id)
    audit = value.values["audit_id"]
    questions: tuple[QuestionValue, ...] = ()
    held: Held = {}
    if audit is not None:
        questions, held = Auditing(tools.desk).questions(audit), evidence_of(tools, audit)
    asked = {q.id for q in questions if q.finding_id == record_id}
    total = sum(is_picture(piece) for each in asked for piece in held.get(each, ()))
    pages = FindingPages(tools, questions, held, Photos(tools, photo_width(), total))
    at = audit or value.values["external_id"]
    answered = bool(value.values["reply"])
    return FindingSheet(
        tr("Finding"),
        called(tools.desk, (at,)).get(at, ("", ""))[0],
        pages.page(record_id),
        () if answered else _pen(),
        (tr("Auditor, date"), tr("Auditee, date")),
    )


def _pen() -> tuple[tuple[str, int], ...]:
    """What is asked of who replies, with the lines it gets."""
    return (
        (tr("What was done at once"), 2),
        (tr("Cause, and how it was found"), 2),
        (tr("What will be done so that it does not come back, who, by when"), 2),
    )
