"""The history of a record as lines under its form: when, who, what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.core.dates import in_zone
from isodesk.i18n import tr
from isodesk.ui.days import day_text
from isodesk.ui.folded_lines import FoldedLines
from isodesk.ui.parts import Words

if TYPE_CHECKING:
    from isodesk.services.history_values import HistoryEntry


class HistoryLines(FoldedLines):
    """Newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("History"), wide=2, parent=parent)

    def put(self, at: int, entry: HistoryEntry) -> None:
        """When, who, what."""
        when = in_zone(entry.at, entry.zone)
        said = (f"{day_text(when.date())} {when:%H:%M}", entry.actor, entry_words(entry))
        for place, words in enumerate(said):
            tone = "" if place == 2 else "second"
            line = Words(words, tone=tone, wrap=place > 0, figures=not place)
            self.grid.addWidget(line, at, place)


def entry_words(entry: HistoryEntry) -> str:
    """What one change did, in a line: the step, the fields, the reason."""
    fields = [
        f"{f.label}: {f.old} → {f.new}" if f.old else f"{f.label}: {f.new}" for f in entry.fields
    ]
    return " · ".join(filter(None, (entry.why, entry.what, "; ".join(fields))))
