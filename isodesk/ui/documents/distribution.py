"""The standing distribution list: who gets a copy of every revision, and where it hangs."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.holder_line import HolderFields
from isodesk.ui.documents.people import Choices
from isodesk.ui.emptied import empty
from isodesk.ui.parts import SectionHead, Words

Lines = tuple[tuple[str, str], ...]


class DistributionEditor(QWidget):
    """Lines of (holder, place); each change is told at once as `edited(lines)`."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Lines = ()
        self._fixed = False
        self.head = SectionHead(tr("Distribution"), action=tr("Add a holder"))
        self.head.link.clicked.connect(self._begin)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.fields = HolderFields(Choices())
        self._form = self._made_form()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addLayout(self._list)
        column.addWidget(self._form)
        self._form.hide()

    def show_lines(self, lines: Lines, choices: Choices, fixed: bool) -> None:
        """Show a document's list; `fixed` lets it be read only."""
        self._lines, self._fixed = lines, fixed
        self.fields.offer(choices)
        self.head.link.setVisible(not fixed)
        self._form.setVisible(self._form.isVisible() and not fixed)
        self._draw()

    def lines(self) -> Lines:
        """The list as it stands."""
        return self._lines

    def add(self, holder: str, place: str) -> None:
        """One more line."""
        self._change((*self._lines, (holder, place)))

    def remove(self, at: int) -> None:
        """Take a line off."""
        self._change(self._lines[:at] + self._lines[at + 1 :])

    def _made_form(self) -> QWidget:
        form = QWidget()
        self.fields.stack()
        self.done = Button(tr("Add to the list"), self._add)
        close = Button(tr("Close"), self._end, "quiet")
        buttons = QHBoxLayout()
        buttons.addWidget(self.done)
        buttons.addWidget(close)
        buttons.addStretch(1)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.fields)
        column.addLayout(buttons)
        self.fields.place.line.returnPressed.connect(self._add)
        return form

    def _begin(self) -> None:
        self._form.show()
        self.fields.clear()

    def _end(self) -> None:
        self._form.hide()

    def _add(self) -> None:
        holder, place = self.fields.pair()
        if not holder:
            self.fields.holder.set_problem(tr("Name who gets the copy."))
            return
        self.fields.holder.set_problem("")
        self.fields.clear()
        self.add(holder, place)

    def _change(self, lines: Lines) -> None:
        self._lines = lines
        self._draw()
        self.edited.emit(lines)

    def _draw(self) -> None:
        empty(self._list)
        n = len(self._lines)
        self.head.note.setText(
            tr("1 copy") if n == 1 else tr("{n} copies", n=n) if n else tr("nobody yet")
        )
        for at, (holder, place) in enumerate(self._lines):
            remove = None if self._fixed else (lambda at=at: self.remove(at))
            self._list.addWidget(_Line(holder, place, remove))


class _Line(QWidget):
    def __init__(self, holder: str, place: str, remove: Callable[[], None] | None) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(holder, wrap=True))
        if place:
            words.addWidget(Words(place, tone="second", wrap=True))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.addLayout(words, 1)
        if remove is not None:
            button = Button(tr("Remove"), remove, "link")
            button.setAccessibleName(tr("Remove {holder}, {place}", holder=holder, place=place))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
