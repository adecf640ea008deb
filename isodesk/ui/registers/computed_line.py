"""What a record works out by itself: `Score 12 [Significant]`, in one line that wraps."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from isodesk.core import entry
from isodesk.core.kinds import Choice, Day, Number, Whole
from isodesk.core.rows import Mark
from isodesk.i18n import tr
from isodesk.ui.marks import Pill
from isodesk.ui.parts import Words, small_words
from isodesk.ui.theme import STRONG, TITLE
from isodesk.ui.wrapping import WrappingRow

_LOUD = 12
"""Letters up to which a figure is said large."""


class ComputedLine(QWidget):
    """Values nobody types; those that are still missing are left out. Figures of the `listed`
    fields, which count enough to stand on the list, are said large."""

    def __init__(
        self,
        fields: Sequence[entry.Field],
        listed: Collection[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._row = WrappingRow(gap=16)
        self.setLayout(self._row)
        self.facts = {each.key: _Fact(each, each.key in listed) for each in fields}
        for fact in self.facts.values():
            self._row.addWidget(fact)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_values(self, values: Mapping[str, Any], shown: Mapping[str, str]) -> None:
        """Show what was worked out at the last save."""
        for key, fact in self.facts.items():
            fact.show_value(values.get(key), shown.get(key, ""))
        self.setVisible(any(not fact.isHidden() for fact in self.facts.values()))
        self._row.invalidate()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._row.minimumSize()


class _Fact(QWidget):
    def __init__(self, each: entry.Field, large: bool) -> None:
        super().__init__()
        self._field, self._large = each, large
        self.setAccessibleName(tr(each.label))
        if each.help:
            self.setToolTip(tr(each.help))
        self.label = small_words(tr(each.label))
        self.words = Words(figures=True)
        self.loud = Words("", TITLE, STRONG, figures=True)
        self.pill = Pill("draft")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.label, self.loud, self.words, self.pill):
            row.addWidget(part)
        self.hide()

    def show_value(self, value: Any, shown: str) -> None:
        """Show one value, or nothing where it is blank."""
        kind = self._field.kind
        tone = kind.tone_of.get(str(value)) if isinstance(kind, Choice) else None
        loud = self._large and isinstance(kind, Whole | Number) and len(shown) <= _LOUD
        if tone:
            self.pill.show_state(Mark(shown, tone))
        self.loud.setText(shown if loud else "")
        self.words.setText("" if loud or tone else _in_words(kind, value, shown))
        self.pill.setVisible(bool(tone))
        self.loud.setVisible(loud)
        self.words.setVisible(not (loud or tone))
        self.setAccessibleDescription(shown)
        self.setVisible(bool(shown))


def _in_words(kind: Any, value: Any, shown: str) -> str:
    """Days as the screen says them."""
    if isinstance(kind, Day) and value:
        from isodesk.ui.days import day_text

        return day_text(value)
    return shown
