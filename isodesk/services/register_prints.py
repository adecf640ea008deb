"""Prints that single registers have beside the form and the list that every one has: which
there are, and who makes them. A print of a record is offered in its menu, one of the whole
register in the menu of the list."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.services import (
    attendance,
    audit_answers,
    audit_papers,
    audit_programme_sheets,
    audit_reports,
    audit_sheets,
    certification_sheets,
    competence_sheets,
    duty_sheets,
    finding_sheets,
    instrument_labels,
    scorecards,
)
from isodesk.services import complaint_sheets as complaints
from isodesk.services import context_sheets as contexts
from isodesk.services import customer_prints as customers
from isodesk.services import environment_sheets as environment
from isodesk.services import incident_sheets as incidents
from isodesk.services import nonconformity_sheets as nonconformities
from isodesk.services import process_sheets as processes
from isodesk.services import requirement_sheets as requirements
from isodesk.services import verification_sheets as verifications
from isodesk.services import waste_sheets as wastes
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.print_tools import Tools
from isodesk.services.sheets import Sheets


@dataclass(frozen=True)
class RecordPrint:
    """A print of one record: its key, what the menu calls it, and (tools, record) -> PDF. It is
    offered where `when`, given the record's state, says so."""

    key: str
    words: str
    make: Callable[[Tools, int], bytes]
    when: Callable[[str], bool] = lambda state: True


@dataclass(frozen=True)
class WholePrint:
    """A print of a whole register: (tools, choice) -> PDF. `choices` are asked for first where
    there are any, such as the years there is waste of, newest first."""

    key: str
    words: str
    make: Callable[[Tools, str], bytes]
    choices: Callable[[Tools], tuple[str, ...]] | None = None


RECORD: dict[str, tuple[RecordPrint, ...]] = {
    "process": (RecordPrint("turtle", "Turtle sheet", processes.turtle),),
    "customer": (RecordPrint("sheet", "Customer sheet", customers.customer),),
    "feedback": (RecordPrint("form", "Survey form", customers.survey_form),),
    "supplier": (RecordPrint("scorecard", "Scorecard", scorecards.scorecard),),
    "equipment": (RecordPrint("label", "Label", instrument_labels.label),),
    "training": (RecordPrint("attendance", "Attendance sheet", attendance.training),),
    "awareness": (RecordPrint("attendance", "Attendance sheet", attendance.awareness),),
    "nonconformity": (
        RecordPrint("8d", "8D report", nonconformities.eight_d),
        RecordPrint("request", "Corrective-action request", nonconformities.request),
    ),
    "incident": (RecordPrint("notice", "Notice to the authority", incidents.notice),),
    "finding": (RecordPrint("sheet", "Finding sheet", finding_sheets.sheet),),
    "audit_programme": (RecordPrint("year", "Audit programme", audit_programme_sheets.programme),),
    "audit": (
        RecordPrint("plan", "Audit plan", audit_sheets.plan),
        RecordPrint("opening", "Opening meeting", audit_sheets.opening),
        RecordPrint("closing", "Closing meeting", audit_sheets.closing),
        RecordPrint("answers", "Checklist with answers", audit_answers.answers),
        RecordPrint("report", "Audit report", audit_reports.report),
        RecordPrint("issued", "Report as issued", audit_reports.issued, audit_reports.is_issued),
    ),
}
WHOLE: dict[str, tuple[WholePrint, ...]] = {
    "issue": (WholePrint("context", "Context, SWOT", contexts.context),),
    "party": (WholePrint("context", "Context, SWOT", contexts.context),),
    "process": (WholePrint("map", "Map of processes", processes.process_map),),
    "risk": (WholePrint("matrix", "Risk matrix", contexts.risk_matrix),),
    "customer": (WholePrint("satisfaction", "Satisfaction", customers.satisfaction),),
    "requirement": (WholePrint("matrix", "Matrix", requirements.requirement_matrix),),
    "complaint": (WholePrint("figures", "Figures", complaints.figures, complaints.years),),
    "feedback": (WholePrint("satisfaction", "Satisfaction", customers.satisfaction),),
    "equipment": (WholePrint("labels", "Labels of all in use", instrument_labels.labels),),
    "skill": (
        WholePrint("matrix", "Competence matrix", competence_sheets.people),
        WholePrint("matrix_a3", "Competence matrix on A3", competence_sheets.people_a3),
        WholePrint("roles", "Roles and skills", competence_sheets.roles),
        WholePrint("roles_a3", "Roles and skills on A3", competence_sheets.roles_a3),
    ),
    "responsibility": (
        WholePrint("matrix", "Responsibility matrix", duty_sheets.matrix),
        WholePrint("matrix_a3", "Responsibility matrix on A3", duty_sheets.matrix_a3),
        WholePrint("accountability", "Accountability", duty_sheets.accountability),
    ),
    "obligation": (
        WholePrint("exposure", "By exposure", environment.by_exposure),
        WholePrint("managers", "By accountable manager", environment.by_manager),
    ),
    "waste": (WholePrint("totals", "Totals by code and month", wastes.totals, wastes.years),),
    "certificate": (WholePrint("cycle", "Certification cycle", certification_sheets.cycle),),
    "external_audit": (WholePrint("cycle", "Certification cycle", certification_sheets.cycle),),
    "verification": (
        WholePrint("coverage", "Aspects and their verifications", verifications.coverage),
    ),
}


@dataclass(frozen=True)
class RecordExport:
    """What leaves a record as a file: its key, what the menu calls it, the ending of its name, and
    (tools, record, path) -> how many files it holds."""

    key: str
    words: str
    ending: str
    write: Callable[[Tools, int, Path], int]


EXPORTS: dict[str, tuple[RecordExport, ...]] = {
    "audit": (RecordExport("papers", "Working papers (ZIP)", "zip", audit_papers.write),),
}

P = TypeVar("P", RecordPrint, WholePrint, RecordExport)


class RegisterPrints:
    """The prints of the registers of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue, sheets: Sheets) -> None:
        self._tools = Tools(desk, catalogue, sheets)

    def of_record(self, kind: str, state: str = "") -> tuple[RecordPrint, ...]:
        """What can be printed of one record of this kind in this state."""
        return tuple(each for each in RECORD.get(kind, ()) if each.when(state))

    def of_register(self, kind: str) -> tuple[WholePrint, ...]:
        """What can be printed of the whole register."""
        return WHOLE.get(kind, ())

    def choices(self, kind: str, key: str) -> tuple[str, ...]:
        """What a print of the register asks for first; () when nothing."""
        choices = _found(self.of_register(kind), key).choices
        return choices(self._tools) if choices else ()

    def record(self, kind: str, key: str, record_id: int, progress: Progress = silent) -> bytes:
        """The PDF of a print of one record."""
        tools = replace(self._tools, progress=progress)
        return _found(RECORD.get(kind, ()), key).make(tools, record_id)

    def exports(self, kind: str) -> tuple[RecordExport, ...]:
        """What can leave one record of this kind as a file."""
        return EXPORTS.get(kind, ())

    def export(
        self, kind: str, key: str, record_id: int, path: Path, progress: Progress = silent
    ) -> int:
        """Write such a file; answers how many files it holds. Raises Refused, Cancelled."""
        tools = replace(self._tools, progress=progress)
        return _found(self.exports(kind), key).write(tools, record_id, path)

    def register(self, kind: str, key: str, choice: str = "") -> bytes:
        """The PDF of a print of the whole register."""
        return _found(self.of_register(kind), key).make(self._tools, choice)

    def matrix(self, *, by_role: bool, large: bool, area: str) -> bytes:
        """The competence matrix as it is narrowed on screen."""
        return competence_sheets.print_matrix(self._tools, by_role=by_role, large=large, area=area)


def _found(prints: tuple[P, ...], key: str) -> P:
    for each in prints:
        if each.key == key:
            return each
    raise Refused("There is no such print.")
