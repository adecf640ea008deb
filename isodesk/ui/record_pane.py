"""The record beside a list: its head, and what a subclass shows under it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import Words, dress_surface
from isodesk.ui.record_head import RecordHead


class RecordPane(QWidget):
    """Shows one record; reads it on the worker, the newest wish first.

    A subclass lays itself out in `column`, reads in `read_facts` and shows in `show_facts`.
    `shown(facts or None)` after each reading; `opened(id, kind)` asks for another record.
    """

    shown = Signal(object)
    opened = Signal(int, str)
    layout_changed = Signal()

    blank = "Choose a record to see it."

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "base")
        self._tools = tools
        self._wanted: int | None = None
        self._facts: Any = None
        self.head = RecordHead()
        self._whole = QWidget()
        self.column = QVBoxLayout(self._whole)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.head)
        self._blank = Words(tr(self.blank), tone="second", wrap=True)
        self._blank.setContentsMargins(24, 24, 24, 24)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole, 1)
        outer.addWidget(self._blank)
        outer.addStretch(0)
        self._whole.hide()

    def read_facts(self, record_id: int) -> Any:
        """Everything the pane shows of a record; runs on a worker."""
        raise NotImplementedError

    def show_facts(self, facts: Any) -> None:
        """Show what was read, the head too."""
        raise NotImplementedError

    def print_record(self) -> None:
        """Print the record that is shown as a form."""
        raise NotImplementedError

    def take_keyboard(self) -> None:
        """Put the keyboard where work on the record begins."""
        self.head.more.setFocus()

    def undo(self) -> None:
        """Take back the field that was saved last."""

    def save_typed(self) -> None:
        """Save what stands in the field the keyboard is in."""

    def fit(self, units: float) -> None:
        """The page is now so many text units wide."""

    def layout_now(self) -> dict[str, Any]:
        """Tab and sizes, to be remembered."""
        return {}

    def restore_layout(self, layout: dict[str, Any]) -> None:
        """Take a layout told earlier."""

    def facts(self) -> Any:
        """What is shown; None while nothing is."""
        return self._facts

    def shown_id(self) -> int | None:
        """Id of the record that is shown."""
        return self._wanted if self._facts is not None else None

    def open(self, record_id: int) -> None:
        """Show this record when it has been read."""
        if record_id != self._wanted:
            self.save_typed()
        self._wanted = record_id
        self.read()

    def read(self) -> None:
        """Read the record again."""
        wanted = self._wanted
        if wanted is None:
            return

        def came(facts: Any) -> None:
            if self._wanted == wanted:
                self._show(facts)

        self._tools.read(self, lambda _: self.read_facts(wanted), came)

    def clear(self) -> None:
        """Show no record."""
        self._wanted = self._facts = None
        self._whole.hide()
        self._blank.show()
        self.shown.emit(None)

    def _show(self, facts: Any) -> None:
        self._facts = facts
        self._blank.hide()
        self._whole.show()
        self.show_facts(facts)
        self.shown.emit(facts)
