"""The disposal list before, and the certificate after, as PDF bytes."""

from isodesk.documents.retention import DisposalPlan, PlannedLine
from isodesk.printing.keeping_sheets import DisposalRow, DisposalSheet
from isodesk.services.desk import Desk
from isodesk.services.disposals import Disposals
from isodesk.services.sheets import Sheets


class DisposalSheets:
    """Paper of retention."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self, plan: DisposalPlan) -> bytes:
        """What may go of a plan, to be looked through and signed."""
        from isodesk.printing.disposal_sheet import disposal_list_pdf

        sheets = Sheets(self._desk)
        sheet = DisposalSheet(tuple(_row(line) for line in plan.goes), done_on=self._desk.today())
        return disposal_list_pdf(sheet, sheets.company(), sheets.foot(), sheets.paper())

    def certificate(self, disposal_id: int) -> bytes:
        """What went, how, when and by whose word."""
        from isodesk.printing.disposal_sheet import certificate_pdf

        sheets, told = Sheets(self._desk), Disposals(self._desk).get(disposal_id)
        sheet = DisposalSheet(
            tuple(_row(line) for line in told.lines),
            told.number,
            told.done_on,
            told.method,
            told.approved_by,
            told.witness,
            told.note,
        )
        return certificate_pdf(sheet, sheets.company(), sheets.foot(), sheets.paper())


def _row(line: PlannedLine) -> DisposalRow:
    return DisposalRow(
        line.number,
        line.title,
        line.label,
        line.rule,
        line.retained_until,
        line.files,
        line.size,
        line.why_not,
    )
