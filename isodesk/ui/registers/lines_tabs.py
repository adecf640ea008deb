"""Which tab shows which lines of a record: a grid for most, a page of its own for a few."""

from PySide6.QtWidgets import QWidget

from isodesk.core.register import Lines
from isodesk.ui.documents.tools import Tools
from isodesk.ui.registers.lines_tab import LinesTab
from isodesk.ui.registers.record_tab import RecordTab


def made_lines_tab(tools: Tools, lines: Lines, parent: QWidget | None = None) -> RecordTab:
    """The tab of these lines."""
    if lines.key == "reading":
        from isodesk.ui.registers.readings_tab import ReadingsTab

        return ReadingsTab(tools, lines, parent)
    if lines.key == "aspect_score":
        from isodesk.ui.registers.scores_tab import ScoresTab

        return ScoresTab(tools, lines, parent)
    if lines.key == "check_question":
        from isodesk.ui.audits.template_tab import TemplateTab

        return TemplateTab(tools, lines, parent)
    if lines.key == "audit_question":
        from isodesk.ui.audits.checklist_tab import ChecklistTab

        return ChecklistTab(tools, lines, parent)
    if lines.key == "programme_row":
        from isodesk.ui.audits.year_tab import YearTab

        return YearTab(tools, lines, parent)
    return LinesTab(tools, lines, parent)
