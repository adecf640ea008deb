"""The history of a record as lines under its form: when, who, what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from isodesk.core.dates import in_zone
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.days import day_text
from isodesk.ui.emptied import empty
from isodesk.ui.parts import SectionHead, Words

if TYPE_CHECKING:
    from isodesk.services.history_values import HistoryEntry

_SHOWN = 6
"""Entries that show at once; a link shows the rest."""


class HistoryLines(QWidget):
    """Newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[HistoryEntry] = ()
        self._every = False
        self.more = Button("", self._show_every, "link")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        head = SectionHead(tr("History"))
        head.setContentsMargins(0, 8, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(head)
        column.addLayout(self._grid)
        column.addWidget(self.more)

    def show_entries(self, entries: Sequence[HistoryEntry], same: bool) -> None:
        """Show a record's history; `same` keeps what was unfolded."""
        self._entries, self._every = entries, self._every and same
        self._fill()

    def _show_every(self) -> None:
        self._every = True
        self._fill()

    def _fill(self) -> None:
        empty(self._grid)
        shown = self._entries if self._every else self._entries[:_SHOWN]
        for line, entry in enumerate(shown):
            at = in_zone(entry.at, entry.zone)
            when = f"{day_text(at.date())} {at:%H:%M}"
            for place, words in enumerate((when, entry.actor, entry_words(entry))):
                tone = "" if place == 2 else "second"
                self._grid.addWidget(
                    Words(words, tone=tone, wrap=place > 0, figures=not place), line, place
                )
        rest = len(self._entries) - len(shown)
        self.more.setText(tr("{n} earlier", n=rest))
        self.more.setVisible(rest > 0)


def entry_words(entry: HistoryEntry) -> str:
    """What one change did, in a line: the step, the fields, the reason."""
    fields = [
        f"{f.label}: {f.old} → {f.new}" if f.old else f"{f.label}: {f.new}" for f in entry.fields
    ]
    return " · ".join(filter(None, (entry.why, entry.what, "; ".join(fields))))
