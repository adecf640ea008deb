"""The scores of an aspect: each asked in the words of the criteria, weighed as it is chosen, and
what every other set of criteria says beside it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from isodesk.core.register import Lines
from isodesk.i18n import tr
from isodesk.registers.significance import Input, Method, plain
from isodesk.registers.significance_methods import value_of
from isodesk.registers.significance_sets import ready_set
from isodesk.services.criteria_sets import SetValue
from isodesk.services.laboratory import ScoredAspect
from isodesk.services.measuring import AspectMeasures
from isodesk.ui.buttons import Button
from isodesk.ui.chart import ChartView
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField
from isodesk.ui.parts import HairLine, SectionHead, Words, dress_surface
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.lines_tab import LinesTab
from isodesk.ui.registers.outcome_line import OutcomeLine
from isodesk.ui.registers.saving import Change


class ScoresTab(LinesTab):
    """Takes the place of the grid of scores."""

    def __init__(self, tools: Tools, lines: Lines, parent: QWidget | None = None) -> None:
        self.fields: dict[str, ChoiceField] = {}
        self.outcomes: list[OutcomeLine] = []
        self.charts: list[ChartView] = []
        self._shown: tuple[Any, ...] = ()
        self.open_bench = Button(tr("All aspects…"), self._open_bench, "quiet", "table")
        super().__init__(tools, lines, parent)
        self.tools_row = (self.open_bench,)

    def show_facts(self, facts: EntryFacts) -> None:
        """Read the aspect with all sets, and the charts of what measures it."""
        self._facts = facts
        space, record = self._tools.space, facts.entry.id

        def work(_: object) -> tuple[ScoredAspect, AspectMeasures]:
            return space.laboratory.of_aspect(record), space.measuring.charts_of_aspect(record)

        self._tools.read(self, work, self._came)

    def _came(self, found: tuple[ScoredAspect, AspectMeasures]) -> None:
        facts, (aspect, measures) = self._facts, found
        if facts is None or facts.entry.id != aspect.aspect.scored.id:
            return
        shown = (aspect, measures, facts.fixed)
        if shown != self._shown:
            self._shown = shown
            self._build(aspect, measures, facts.fixed)

    def _build(self, aspect: ScoredAspect, measures: AspectMeasures, fixed: str) -> None:
        held = self._held()
        page, column = _page()
        self.fields, self.outcomes = {}, []
        if not any(each.in_force for each in aspect.sets):
            self._add_matrix(column, aspect, fixed)
        for each in aspect.sets:
            self._add_set(column, each, aspect, fixed)
        self._add_charts(column, measures)
        column.addStretch(1)
        old = self._scroll.takeWidget()
        self._scroll.setWidget(page)
        if old is not None:
            old.deleteLater()
        if held in self.fields:
            self.fields[held].editor.setFocus()

    def _add_set(
        self, column: QVBoxLayout, each: SetValue, aspect: ScoredAspect, fixed: str
    ) -> None:
        """What a set says, and what it asks that no other above asked."""
        if self.outcomes or self.fields:
            column.addSpacing(6)
            column.addWidget(HairLine())
        line = OutcomeLine(each, aspect.aspect)
        self.outcomes.append(line)
        column.addWidget(line)
        criteria = each.criteria
        if criteria is not None and criteria.method is not Method.METER:
            self._add_fields(column, criteria.asked(aspect.aspect.scored.group), aspect, fixed)

    def _add_matrix(self, column: QVBoxLayout, aspect: ScoredAspect, fixed: str) -> None:
        """Until own criteria are in force."""
        words = tr("No criteria are in force yet: severity times likelihood decides, from 12 on.")
        column.addWidget(Words(words, wrap=True))
        self._add_fields(column, ready_set(Method.MATRIX).criteria.inputs, aspect, fixed)

    def _add_fields(
        self, column: QVBoxLayout, inputs: Iterable[Input], aspect: ScoredAspect, fixed: str
    ) -> None:
        for each in inputs:
            if each.key not in self.fields:
                self.fields[each.key] = self._field(each, aspect, fixed)
                column.addWidget(self.fields[each.key])

    def _field(self, each: Input, aspect: ScoredAspect, fixed: str) -> ChoiceField:
        words = [(plain(level.value), each.words(level.value)) for level in each.levels]
        field = ChoiceField(tr(each.label), [("", tr("Not scored")), *words])
        value = value_of(aspect.aspect.scored, each)
        field.set_value(plain(value) if value is not None else "")
        field.set_read_only(bool(fixed))
        reason = aspect.reasons.get(each.key, "")
        field.editor.setToolTip(fixed or reason)
        field.edited.connect(lambda value, key=each.key: self._score(key, str(value or "")))
        return field

    def _score(self, key: str, text: str) -> None:
        facts, laboratory = self._facts, self._tools.space.laboratory
        assert facts is not None
        record = facts.entry.id
        before = self._shown[0].aspect.scored.scores.get(key)
        value = Decimal(text) if text else None
        change = Change(
            record,
            self.fields[key].label.text(),
            lambda space: space.laboratory.score(record, key, before),
        )
        self._tools.write(
            self,
            lambda _: laboratory.score(record, key, value),
            lambda _: self.saved.emit(change),
        )

    def _add_charts(self, column: QVBoxLayout, measures: AspectMeasures) -> None:
        self.charts = []
        for _, name, chart in measures.charts:
            column.addSpacing(6)
            column.addWidget(HairLine())
            column.addWidget(SectionHead(name))
            view = ChartView()
            view.show_chart(chart)
            self.charts.append(view)
            column.addWidget(view)

    def _held(self) -> str:
        """The key of the field the keyboard is in."""
        held = [key for key, field in self.fields.items() if field.editor.hasFocus()]
        return held[0] if held else ""

    def _open_bench(self) -> None:
        from isodesk.ui.registers.bench_dialog import BenchDialog

        BenchDialog(self._tools, self.opened.emit, self.window()).open()

    def _lay_out(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.table.hide()


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    dress_surface(page, "base")
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 16, 24, 24)
    column.setSpacing(12)
    return page, column
