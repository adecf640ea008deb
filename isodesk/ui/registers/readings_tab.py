"""The readings of a meter or an objective: what is to be answered, the chart, and the grid."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from isodesk.core.dates import add_months
from isodesk.core.register import Lines
from isodesk.i18n import tr
from isodesk.services.measuring import Measures, Offer
from isodesk.ui.buttons import Button
from isodesk.ui.chart import ChartView
from isodesk.ui.documents.reason_dialog import ReasonDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import Words, dress_surface
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.lines_tab import LinesTab
from isodesk.ui.registers.offer_line import OfferLine
from isodesk.ui.theme import SMALL
from isodesk.ui.wrapping import WrappingRow

_MOST_OFFERS = 3
"""Offers that stand one below the other; the others follow as these are answered."""


class ReadingsTab(LinesTab):
    """Typing straight down the column of readings takes month after month."""

    def __init__(self, tools: Tools, lines: Lines, parent: QWidget | None = None) -> None:
        self.chart = ChartView()
        self.note = Words("", SMALL, tone="second")
        self.offers: list[OfferLine] = []
        self._offers = QVBoxLayout()
        self._measures: Measures | None = None
        self.take_over = Button("", self._take_over, "quiet", "download")
        super().__init__(tools, lines, parent)

    def show_facts(self, facts: EntryFacts) -> None:
        """Show the readings, then read what they come to."""
        super().show_facts(facts)
        measuring, record = self._tools.space.measuring, facts.entry.id
        if self._measures is not None and self._measures.record_id != record:
            self._show_measures(None)
        self._tools.read(self, lambda _: measuring.get(record), self._came)

    def first_values(self, nth: int) -> dict[str, Any]:
        """The day of the nth reading after the newest: the end of its month, at most today."""
        return {"read_on": self._next_day(nth)}

    def _next_day(self, nth: int) -> date:
        days = [row.values.get("read_on") for row in self.model.rows]
        newest = max((day for day in days if isinstance(day, date)), default=None)
        today = self._tools.space.desk.today()
        if self._measures is not None and not self._measures.by_month:
            return today
        start = newest or self._first_month(today)
        return min(month_end(add_months(start.replace(day=1), nth + 1)), today)

    def _first_month(self, today: date) -> date:
        """The month before the first that is typed: that before the first reading is due, or
        the one before last month."""
        facts = self._facts
        first = facts.entry.values.get("first_on") if facts is not None else None
        return add_months(
            first.replace(day=1) if first else today.replace(day=1), -1 if first else -2
        )

    def _came(self, measures: Measures) -> None:
        if self._facts is not None and self._facts.entry.id == measures.record_id:
            self._show_measures(measures)

    def _show_measures(self, measures: Measures | None) -> None:
        if measures is not None and measures == self._measures:
            return
        self._measures = measures
        if measures is None:
            return
        self.chart.show_chart(measures.chart)
        self.note.setText(_note(measures))
        self.note.setVisible(bool(self.note.text()))
        self.take_over.setVisible(bool(measures.new_from_meter))
        self.take_over.setText(tr("Take over {n} from the meter", n=measures.new_from_meter))
        self._show_offers(measures.offers)

    def _show_offers(self, offers: tuple[Offer, ...]) -> None:
        for line in self.offers:
            self._offers.removeWidget(line)
            line.deleteLater()
        self.offers = [self._made_offer(offer) for offer in offers[:_MOST_OFFERS]]

    def _made_offer(self, offer: Offer) -> OfferLine:
        line = OfferLine(offer.sentence)
        line.raised.connect(lambda: self._raise(offer))
        line.declined.connect(lambda: self._decline(offer))
        self._offers.addWidget(line)
        return line

    def _raise(self, offer: Offer) -> None:
        """Make the nonconformity and open it."""
        facts, measuring = self._facts, self._tools.space.measuring
        assert facts is not None
        record = facts.entry.id
        self._tools.write(
            self,
            lambda _: measuring.raise_nonconformity(record, offer.line_id),
            self.opened.emit,
        )

    def _decline(self, offer: Offer) -> None:
        facts, measuring = self._facts, self._tools.space.measuring
        assert facts is not None
        record = facts.entry.id
        ReasonDialog(
            self._tools,
            tr("No nonconformity"),
            tr("Why"),
            tr("&Remember it"),
            lambda reason, _: measuring.decline(record, offer.line_id, reason),
            lambda _: self._tools.said(tr("Remembered with the reading.")),
            sub=offer.sentence,
            sentence=tr("It is not offered again for this reading."),
            parent=self,
        ).open()

    def _take_over(self) -> None:
        facts, measuring = self._facts, self._tools.space.measuring
        if facts is None:
            return
        record = facts.entry.id
        self._tools.write(
            self,
            lambda _: measuring.take_from_meter(record),
            lambda n: self._tools.said(tr("{n} readings taken over.", n=n)),
        )

    def _lay_out(self) -> None:
        """The grid keeps its place; the chart stands above it and may be made smaller."""
        super()._lay_out()
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        top = QWidget()
        dress_surface(top, "base")
        above = QVBoxLayout(top)
        above.setContentsMargins(20, 12, 20, 8)
        above.setSpacing(8)
        self._offers.setSpacing(6)
        above.addLayout(self._offers)
        above.addWidget(self.chart)
        line = WrappingRow()
        line.addWidget(self.note)
        line.addWidget(self.take_over)
        self.take_over.hide()
        above.addLayout(line)
        above.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(top)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(scroll)
        self._split.addWidget(self.table)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        column.insertWidget(0, self._split, 1)


def month_end(day: date) -> date:
    """The last day of its month."""
    return add_months(day.replace(day=1), 1) - timedelta(days=1)


def _note(measures: Measures) -> str:
    """Whose chart it is, or what it comes to."""
    from isodesk.core.chart import against_baseline

    if measures.of_meter:
        return tr("The chart is that of {meter}.", meter=measures.of_meter)
    return against_baseline(measures.chart)
