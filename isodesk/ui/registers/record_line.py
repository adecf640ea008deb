"""A line in which a record is named: it is searched for as one types, never all loaded."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QWidget

from isodesk.i18n import tr
from isodesk.ui.documents.tools import Tools
from isodesk.ui.pick_fields import Named

if TYPE_CHECKING:
    from isodesk.services.picking import Pick

_PAUSE = 120
"""Milliseconds without a key before the file is asked."""


class RecordLine(QLineEdit):
    """`chosen(Named or None)` when a record was picked from the list or the line was emptied.

    Down offers the newest ones. What is typed in full, as a number, needs no list: `settle`.
    """

    chosen = Signal(object)

    def __init__(self, tools: Tools, kinds: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools, self._kinds = tools, tuple(kinds)
        self._named: Named | None = None
        self._found: dict[str, int] = {}
        self._words = QStringListModel(self)
        self._list = QCompleter(self._words, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(10)
        self._list.setWidget(self)
        popup = self.popup()
        popup.setProperty("kind", "popup")
        self._list.activated.connect(self._take_words)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._search)
        self.textEdited.connect(lambda _: self._pause.start())
        self.setPlaceholderText(tr("Number or words"))

    def named(self) -> Named | None:
        """The record that stands in the line; id None for words that name none yet."""
        text = self.text().strip()
        if not text:
            return None
        if self._named is not None and text == self._named.name:
            return self._named
        return Named(self._found.get(text), text)

    def show_named(self, named: Named | None) -> None:
        """Show a record."""
        self._named = named
        self.setText(named.name if named else "")
        self.setCursorPosition(0)

    def popup(self) -> QAbstractItemView:
        """The list of proposals."""
        popup = self._list.popup()
        assert popup is not None, "a popup completer has a popup"
        return popup

    def settle(self, then: Callable[[Named | None], None]) -> None:
        """Find what the typed words name; None where they name nothing, or more than one."""
        typed, picking, kinds = self.text().strip(), self._tools.space.picking, self._kinds

        def came(picks: "tuple[Pick, ...]") -> None:
            exact = [p for p in picks if typed.casefold() in (p.number.casefold(), p.words)]
            one = exact or list(picks)
            then(Named(one[0].id, one[0].words) if len(one) == 1 else None)

        self._tools.read(self, lambda _: picking.find(kinds, typed, 2), came)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.isReadOnly():
            self._search()
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        typed, picking, kinds = self.text().strip(), self._tools.space.picking, self._kinds
        if self._named is not None and typed == self._named.name:
            typed = ""

        def came(picks: "tuple[Pick, ...]") -> None:
            if self.hasFocus():
                self._offer(picks)

        self._tools.read(self, lambda _: picking.find(kinds, typed), came)

    def _offer(self, picks: "tuple[Pick, ...]") -> None:
        self._found = {pick.words: pick.id for pick in picks}
        self._words.setStringList(list(self._found))
        if picks:
            self._list.complete()
        else:
            self.popup().hide()

    def _take_words(self, words: object) -> None:
        found = self._found.get(str(words))
        if found is not None:
            self.show_named(Named(found, str(words)))
            self.chosen.emit(self._named)
