"""Which tab shows which lines of a record: a grid for most, a page of its own for a few."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.register import Lines
from isodesk.ui.documents.tools import Tools
from isodesk.ui.registers.lines_tab import LinesTab
from isodesk.ui.registers.record_tab import RecordTab

Made = Callable[[Tools, Lines, QWidget | None], RecordTab]


def made_lines_tab(tools: Tools, lines: Lines, parent: QWidget | None = None) -> RecordTab:
    """The tab of these lines."""
    return _OWN.get(lines.key, LinesTab)(tools, lines, parent)


def _readings(tools: Tools, lines: Lines, parent: QWidget | None) -> RecordTab:
    from isodesk.ui.registers.readings_tab import ReadingsTab

    return ReadingsTab(tools, lines, parent)


def _scores(tools: Tools, lines: Lines, parent: QWidget | None) -> RecordTab:
    from isodesk.ui.registers.scores_tab import ScoresTab

    return ScoresTab(tools, lines, parent)


def _template(tools: Tools, lines: Lines, parent: QWidget | None) -> RecordTab:
    from isodesk.ui.audits.template_tab import TemplateTab

    return TemplateTab(tools, lines, parent)


def _checklist(tools: Tools, lines: Lines, parent: QWidget | None) -> RecordTab:
    from isodesk.ui.audits.checklist_tab import ChecklistTab

    return ChecklistTab(tools, lines, parent)


def _handovers(tools: Tools, lines: Lines, parent: QWidget | None) -> RecordTab:
    from isodesk.ui.audits.handover_tab import HandoverTab

    return HandoverTab(tools, lines, parent)


def _evidence(tools: Tools, lines: Lines, parent: QWidget | None) -> RecordTab:
    from isodesk.ui.audits.evidence_gallery import EvidenceTab

    return EvidenceTab(tools, lines, parent)


def _year(tools: Tools, lines: Lines, parent: QWidget | None) -> RecordTab:
    from isodesk.ui.audits.year_tab import YearTab

    return YearTab(tools, lines, parent)


_OWN: dict[str, Made] = {
    "reading": _readings,
    "aspect_score": _scores,
    "check_question": _template,
    "audit_question": _checklist,
    "audit_evidence": _evidence,
    "audit_handover": _handovers,
    "programme_row": _year,
}
"""By the key of the lines; made when first shown, so that what they import waits till then."""
