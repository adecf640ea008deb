"""Two texts beside each other: lines as high as their words, laid out as they come into sight."""

import time
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from isodesk.i18n import tr
from isodesk.ui.documents.compare_cells import GAP, PAD, CompareDelegate
from isodesk.ui.documents.compare_model import NEW, OLD, SIGN, CompareModel
from isodesk.ui.theme import current
from isodesk.writing.compare import Row

_SIGN_UNITS = 4.6
_TICK = 0.012
"""Seconds at a time for laying out lines that are out of sight."""


class CompareView(QTableView):
    """`change_shown(n)` is sent when the line in hand is change `n`, 0 for none."""

    change_shown = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Old and new text"))
        self.rows_shown = CompareModel(self)
        self._delegate = CompareDelegate(self)
        self._fitted: set[int] = set()
        self._next = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._fit_some)
        self.setModel(self.rows_shown)
        self.setItemDelegate(self._delegate)
        self._settle()
        current().changed.connect(self._measure)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._fit_seen())

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show another comparison, from its first change."""
        self.rows_shown.show(rows)
        self._measure()
        self.clearSelection()
        self.go_to(1) if self.rows_shown.change_at(1) >= 0 else self.scrollToTop()

    def show_only_changes(self, only: bool) -> None:
        """Leave out what is the same; the change in hand stays."""
        n = self.change()
        self.rows_shown.show_only_changes(only)
        self._measure()
        self.go_to(n or 1)

    def change(self) -> int:
        """Number of the change in hand: that of the current line, or the last one above it."""
        at = self.currentIndex().row()
        above = self.rows_shown.entries[: at + 1]
        return next((entry.n for entry in reversed(above) if entry.n), 0)

    def step(self, by: int) -> None:
        """Go to the next change (1) or the one before (-1)."""
        at = self.currentIndex().row()
        here = self.rows_shown.entries[at].n if 0 <= at < len(self.rows_shown.entries) else 0
        self.go_to(self.change() + (by if by > 0 or here else 0))

    def go_to(self, n: int) -> None:
        """Show change `n`, in the middle of the view."""
        at = self.rows_shown.change_at(n)
        if at < 0:
            return
        for near in range(max(0, at - 12), min(at + 13, len(self.rows_shown.entries))):
            self._fit(near)
        index = self.rows_shown.index(at, NEW)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.text() in ("n", "p"):
            self.step(1 if event.text() == "n" else -1)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Any, previous: Any) -> None:
        super().currentChanged(current, previous)
        self.change_shown.emit(self.change())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._share_width()

    def side_width(self) -> int:
        """Pixels of one side."""
        return self.columnWidth(OLD)

    def _settle(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(8)

    def _share_width(self) -> None:
        sign = round(_SIGN_UNITS * current().em)
        side = max(120, (self.viewport().width() - sign) // 2)
        if (self.columnWidth(SIGN), self.columnWidth(OLD)) == (sign, side):
            return
        self.setColumnWidth(SIGN, sign)
        for column in (OLD, NEW):
            self.setColumnWidth(column, side)
        self._measure()

    def _measure(self) -> None:
        """Guess all heights by the number of letters; then lay out what is seen, and the rest
        little by little."""
        self._fitted.clear()
        self._next = 0
        line = current().metrics().height()
        letters = max(10.0, (self.side_width() - GAP) / (0.5 * current().em))
        header, words = self.verticalHeader(), self.rows_shown.words
        with QSignalBlocker(header):
            for at in range(len(self.rows_shown.entries)):
                longest = max(len(words(at, OLD)), len(words(at, NEW)))
                header.resizeSection(at, round((1 + longest // letters) * line) + 2 * PAD)
        self.updateGeometries()
        self._fit_seen()
        self._timer.start()

    def _fit(self, at: int) -> None:
        if at not in self._fitted:
            self._fitted.add(at)
            wanted = self._delegate.height(self.rows_shown.entries[at], self.side_width())
            if self.rowHeight(at) != wanted:
                self.setRowHeight(at, wanted)

    def _fit_seen(self) -> None:
        first = self.rowAt(0)
        if first < 0:
            return
        for at in range(first, len(self.rows_shown.entries)):
            if self.rowViewportPosition(at) > self.viewport().height():
                break
            self._fit(at)

    def _fit_some(self) -> None:
        """Lay out some more lines while what is seen stays where it is."""
        until, count = time.monotonic() + _TICK, len(self.rows_shown.entries)
        top = self.rowAt(0)
        before = self.rowViewportPosition(top) if top >= 0 else 0
        while self._next < count and time.monotonic() < until:
            self._fit(self._next)
            self._next += 1
        moved = (self.rowViewportPosition(top) if top >= 0 else 0) - before
        if moved:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + moved)
        if self._next >= count:
            self._timer.stop()

    def _copy(self) -> None:
        at = self.currentIndex().row()
        if at >= 0:
            words = (self.rows_shown.words(at, column) for column in (OLD, NEW))
            QApplication.clipboard().setText("\n".join(filter(None, words)))
