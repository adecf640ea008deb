"""The year of an audit programme: a grid of months, its lines to type in, and what is covered."""

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from isodesk.core.dates import paper_day
from isodesk.core.problems import Refused
from isodesk.core.register import Lines
from isodesk.i18n import tr
from isodesk.services.audit_coverage import StandardCoverage, coverage_table
from isodesk.services.audit_programme import (
    MonthCell,
    Year,
    YearRow,
    first_working_day,
    months_text,
    year_table,
)
from isodesk.ui.audits.coverage_view import CoverageView
from isodesk.ui.audits.year_foot import YearFoot
from isodesk.ui.audits.year_model import YearModel
from isodesk.ui.audits.year_table import YearTable
from isodesk.ui.buttons import Button, SegmentedControl
from isodesk.ui.documents.printing import print_made
from isodesk.ui.documents.tools import Tools
from isodesk.ui.ear import Ear
from isodesk.ui.parts import Words
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.lines_tab import LinesTab
from isodesk.ui.registers.saving import Change
from isodesk.ui.registers.table_export import export_words
from isodesk.ui.theme import current
from isodesk.ui.wrapping import WrappingRow

if TYPE_CHECKING:
    from isodesk.services.audit_proposing import RowProposal

GRID, LINES, COVERAGE = "grid", "lines", "coverage"
_LOW = 26
"""Text units of height below which the foot says less."""
_HEARD = frozenset({"audit", "audit_scope", "audit_question", "process", "auditor"})


class YearTab(LinesTab):
    """In the grid Space plans a month or takes it back; Enter plans an audit in it, or opens the
    one that stands there."""

    def __init__(self, tools: Tools, lines: Lines, parent: QWidget | None = None) -> None:
        self.year_model = YearModel()
        self.grid = YearTable(self.year_model)
        self.foot = YearFoot()
        self.coverage = CoverageView()
        choices = ((GRID, tr("Grid")), (LINES, tr("Lines")), (COVERAGE, tr("Coverage")))
        self.view = SegmentedControl(tr("View"), choices)
        self.count = Words("", tone="second", wrap=True)
        self.propose = Button(tr("Propose the year"), self.open_proposals, "", "list-check")
        self.print = Button(tr("Print"), self.print_year, "quiet", "printer")
        self.export = Button(tr("Export"), self.export_shown, "quiet", "download")
        super().__init__(tools, lines, parent)
        self.year_model.setParent(self)
        self.tools_row = ()
        self.view.chosen.connect(lambda _: self._turn())
        self.grid.toggled.connect(self.toggle)
        self.grid.entered.connect(self.enter)
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._show_row())
        self.foot.reason.edited.connect(lambda _: self._reason_typed())
        self.foot.month.clicked.connect(lambda: self.toggle(*self.grid.place()))
        self.foot.audit.clicked.connect(lambda: self.enter(*self.grid.place()))
        Ear(tools.space.desk, _HEARD, self._read, self)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The grid has the height where there is little."""
        super().resizeEvent(event)
        self.foot.set_low(self.height() < _LOW * current().em)

    def show_facts(self, facts: EntryFacts) -> None:
        """Show a programme: its lines at once, its year and coverage as they are read."""
        super().show_facts(facts)
        self.propose.allow(facts.fixed)
        self._read()

    def toggle(self, at: int, month: int) -> None:
        """Plan a month of a line, or take it back."""
        row, fixed = self.year_model.row(at), self.model.fixed
        if row is None or not month or fixed:
            self._tools.said(fixed or tr("Choose a month first."))
            return
        months = set(row.planned) ^ {month}
        self._put(row, "months", months_text(months) or None, months_text(row.planned) or None)

    def enter(self, at: int, month: int) -> None:
        """Open the audit of a month, or plan one."""
        row, cell = self.year_model.row(at), self._cell(at, month)
        if row is None or cell is None:
            self.foot.reason.text.setFocus()
        elif cell.audits:
            self.opened.emit(cell.audits[-1].id)
        else:
            self._plan(row, month)

    def open_proposals(self) -> None:
        """Show what would be filled in."""
        from isodesk.ui.audits.propose_dialog import ProposeDialog

        facts = self._facts
        if facts is not None:
            name = f"{facts.entry.number} {facts.entry.title}".strip()
            ProposeDialog(self._tools, facts.entry.id, name, self._proposed, self.window()).open()

    def print_year(self) -> None:
        """The programme as it is printed: the grid, and below it the coverage."""
        facts, prints = self._facts, self._tools.space.register_prints
        if facts is not None:
            record = facts.entry.id
            print_made(
                self._tools,
                self,
                tr("Audit programme"),
                f"{facts.entry.number} {facts.entry.title}",
                lambda p: prints.record("audit_programme", "year", record, p),
            )

    def export_shown(self) -> None:
        """The grid, or the coverage that shows, as a spreadsheet."""
        year, standard = self.year_model.year, self.coverage.chosen()
        if self.view.value() == COVERAGE and standard is not None:
            title = standard.title.replace(":", " ")
            export_words(self._tools, self, title, lambda: coverage_table(standard))
        elif year is not None:
            title = f"{year.number} {year.title}"
            export_words(self._tools, self, title, lambda: year_table(year))

    def _plan(self, row: YearRow, month: int) -> None:
        facts, year, fixed = self._facts, self.year_model.year, self.model.fixed
        if facts is None or year is None or fixed:
            self._tools.said(fixed)
            return
        programme, day = facts.entry.id, paper_day(first_working_day(year.year, month))
        programmes = self._tools.space.audit_programmes
        said = tr("{name} is planned for {day}. Enter opens the audit.", name=row.name, day=day)
        self._tools.write(
            self,
            lambda _: programmes.plan_audit(programme, row.id, month),
            lambda _: self._tools.said(said),
            lambda refused: self._tools.said(str(refused)),
        )

    def _proposed(self, done: "tuple[RowProposal, ...]", lines: tuple[int, ...]) -> None:
        """What was written can be taken back in one go."""
        facts = self._facts
        assert facts is not None
        record, key = facts.entry.id, self.lines.key
        fresh = tuple(n for n, each in zip(lines, done, strict=True) if each.row_id is None)
        old = [(each.row_id, dict.fromkeys(each.values)) for each in done if each.row_id]

        def back(space: Any) -> None:
            space.entry_lines.put_many(record, key, old)
            space.entry_lines.end(record, key, fresh)

        self.saved.emit(Change(record, tr("Year"), back))
        one = tr("1 line is filled in.")
        self._tools.said(one if len(done) == 1 else tr("{n} lines are filled in.", n=len(done)))

    def _put(self, row: YearRow, key: str, value: str | None, before: str | None) -> None:
        """Write one value of a line."""
        facts = self._facts
        assert facts is not None
        record, lines, line = facts.entry.id, self.lines.key, row.id
        space = self._tools.space
        change = Change(
            record,
            tr(self.lines.one).capitalize(),
            lambda s: s.entry_lines.put(record, lines, {key: before}, line),
        )
        self._tools.write(
            self,
            lambda _: space.entry_lines.put(record, lines, {key: value}, line),
            lambda _: self.saved.emit(change),
            lambda refused: self._tools.said(str(refused)),
        )

    def _reason_typed(self) -> None:
        row, text = self.foot.row, self.foot.reason.value()
        if row is not None and text != row.reason:
            self._put(row, "reason", text or None, row.reason or None)

    def _read(self) -> None:
        facts, space = self._facts, self._tools.space
        if facts is None:
            return
        record, covered = facts.entry.id, self.view.value() == COVERAGE

        def work(_: object) -> tuple[Year, tuple[StandardCoverage, ...]]:
            coverage = space.audit_coverage.of(record) if covered else ()
            return space.audit_programmes.year(record), coverage

        self._tools.read(self, work, lambda found: self._came(*found), self._unread)

    def _unread(self, refused: Refused) -> None:
        self.count.setText(str(refused))

    def _came(self, year: Year, coverage: tuple[StandardCoverage, ...]) -> None:
        if self._facts is None or self._facts.entry.id != year.id:
            return
        self.year_model.show(year)
        if coverage:
            self.coverage.show_standards(coverage)
        empty = tr(
            "No line yet. Propose the year from the register of processes, or type lines under"
            " Lines."
        )
        self.count.setText(year.sentence if year.rows else empty)
        self.export.allow("" if year.rows else tr("There is no line yet."))
        self._show_row()

    def _show_row(self) -> None:
        at, month = self.grid.place()
        said = self.year_model.said(at, self.grid.currentIndex().column()) if month else ""
        self.foot.show_row(self.year_model.row(at), self._cell(at, month), said, self.model.fixed)

    def _cell(self, at: int, month: int) -> MonthCell | None:
        row = self.year_model.row(at)
        return row.months[month - 1] if row and month else None

    def _turn(self) -> None:
        """Show the view that is chosen."""
        key = str(self.view.value())
        self._stack.setCurrentIndex((GRID, LINES, COVERAGE).index(key))
        self.remove.setVisible(key == LINES)
        self.count.setVisible(key == GRID)
        if key == COVERAGE:
            self._read()

    def _lay_out(self) -> None:
        super()._lay_out()
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        typed = _page()
        while (item := whole.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                _column(typed).addWidget(widget, 1 if widget is self.table else 0)
        grid = _page()
        _column(grid).addWidget(self.grid, 1)
        _column(grid).addWidget(self.foot)
        self._stack = QStackedWidget()
        for page in (grid, typed, self.coverage):
            self._stack.addWidget(page)
        whole.addLayout(self._made_top())
        whole.addWidget(self._stack, 1)

    def _made_top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setContentsMargins(24, 10, 16, 8)
        ways = WrappingRow(8)
        for widget in (self.view, self.propose, self.print, self.export, self.remove, self.count):
            ways.addWidget(widget)
        top.addLayout(ways, 1)
        return top


def _page() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return page


def _column(page: QWidget) -> QVBoxLayout:
    column = page.layout()
    assert isinstance(column, QVBoxLayout)
    return column
