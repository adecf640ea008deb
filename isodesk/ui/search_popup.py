"""Results under the search field, as the officer types; the field keeps the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.ui.found_popup import FoundPopup
from isodesk.ui.jobs import Jobs
from isodesk.ui.registers.words import state_mark
from isodesk.ui.search_results import Found
from isodesk.ui.theme import current

_PAUSE = 150
"""Milliseconds without a key before the file is asked."""
_WIDE, _MOST = 560, 50


class SearchPopup(FoundPopup):
    """Belongs to one field and its window; it never takes the focus.

    Down and up choose, Enter opens, Esc closes and, pressed again, empties the field.
    """

    open_record = Signal(int, str)
    """(record id, its kind)"""

    def __init__(
        self,
        field: QLineEdit,
        space: Workspace | None,
        jobs: Jobs,
        systems: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Search results"), parent or field.window())
        self._field, self._space, self._jobs, self._systems = field, space, jobs, systems
        self._asked = 0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self._ask)
        field.textEdited.connect(lambda _: self._wait.start())
        field.installEventFilter(self)

    def use(self, space: Workspace | None, systems: int = 3) -> None:
        """Search another file, or narrow to one system."""
        self._space, self._systems = space, systems
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field:
            if event.type() == QEvent.Type.KeyPress:
                assert isinstance(event, QKeyEvent)
                return self._key(event.key())
            if event.type() == QEvent.Type.FocusOut:
                self.hide()
            if event.type() == QEvent.Type.FocusIn and self._field.text() and self.results.hits:
                self._wait.start()
        return super().eventFilter(watched, event)

    def take(self, at: int) -> None:
        if 0 <= at < len(self.results.hits):
            hit = self.results.hits[at]
            self.hide()
            self.open_record.emit(hit.record_id, hit.kind)

    def _key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            return self._escape()
        if not self.isVisible():
            if key == Qt.Key.Key_Down and self._field.text():
                self._ask()
                return True
            return self._enter_early(key)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key))
        if step is not None:
            self.step(step)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take(self.list.currentIndex().row())
            return True
        return False

    def _enter_early(self, key: int) -> bool:
        """Enter before the pause is over asks at once."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._field.text():
            self._ask()
            return True
        return False

    def _escape(self) -> bool:
        self._wait.stop()
        if self.isVisible():
            self.hide()
            return True
        if self._field.text():
            self._field.clear()
            return True
        return False

    def _ask(self) -> None:
        self._wait.stop()
        space, typed, systems = self._space, self._field.text(), self._systems
        if space is None or not typed.strip():
            self.hide()
            return
        self._asked += 1
        turn = self._asked
        self._jobs.read(
            lambda _: space.searching.find(typed, systems, _MOST),
            lambda hits: self._show(turn, typed, hits),
        )

    def _show(self, turn: int, typed: str, hits: Sequence[Found]) -> None:
        """Show the newest answer only, and only while the field still has the keyboard."""
        if turn != self._asked or not self._field.hasFocus():
            return
        space = self._space
        assert space is not None
        said = self._counted(len(hits), typed)
        self.show_found(hits, lambda hit: state_mark(space, hit.kind, hit.state), said)
        self._place()
        self.show()
        self.raise_()

    @staticmethod
    def _counted(count: int, typed: str) -> str:
        if not count:
            return tr("Nothing found for “{typed}”.", typed=typed)
        if count >= _MOST:
            return tr("The first {n}. Type more to narrow them.", n=count)
        return tr("1 found") if count == 1 else tr("{n} found", n=count)

    def _place(self) -> None:
        window = self._field.window()
        wide = max(self._field.width(), min(current().length(_WIDE), window.width() - 32))
        under = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        left = max(16, min(under.x(), window.width() - wide - 16))
        self.fit(wide, window.height() - under.y() - 16)
        self.move(left, under.y())
