"""List and record side by side, one at a time where there is no room: the pattern of every page."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from isodesk.services.workspace import Workspace
from isodesk.ui.jobs import Jobs
from isodesk.ui.kept_layout import part, sizes
from isodesk.ui.list_page import ListPage
from isodesk.ui.list_pane import ListPane
from isodesk.ui.theme import current

NARROW = 64
"""Text units below which one pane is shown at a time."""
_FIRST_PAINT = 20
"""Milliseconds from being shown to having been painted."""
_REST = 40
"""Milliseconds a hand rests on a row before its record is read."""


class RegisterPage(ListPage):
    """A subclass makes the list, the record and the empty state, and may answer New.

    `record_requested(id, kind)` asks the shell for a record of another kind.
    """

    kind = ""
    """Kind of the records it lists; links to others go to the shell."""

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(space, jobs, parent)
        self._one_pane = False
        self._sized = self._painted = False
        self._waiting: int | None = None
        self._restoring: int | None = None
        self._record_in_front = False
        self.list, self.record = self.made_list(), self.made_record()
        self._pending = 0
        self._lay_out()
        self._connect()
        self.listen()
        self._show_empty_or_list()
        self._choose_first()

    # -- what a subclass says ------------------------------------------------------------

    def made_list(self) -> ListPane:
        """The list at the left."""
        raise NotImplementedError

    def made_record(self) -> Any:
        """The `RecordPane` at the right."""
        raise NotImplementedError

    def new_record(self) -> None:
        """Ask for a new record and open it."""

    # -- what the shell asks -------------------------------------------------------------

    def open_record(self, record_id: int) -> None:
        """Show a record; filters that hide it are taken off."""
        self._show_empty_or_list()
        self._restoring = None
        self._open(record_id)  # before its place is sought, which takes a while in a long list
        pane = self.list
        pane.model.find(record_id, lambda row: self._choose(pane, record_id, row))
        self._show_record(True)

    def made(self, record_id: int) -> None:
        """A record was made: list it and show it."""
        self._show_empty_or_list()
        self.list.read()
        self.open_record(record_id)

    def undo(self) -> None:
        """Take back the field that was saved last."""
        self.record.undo()

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self._show_record(False)
        super().focus_filter()

    def refresh(self) -> None:
        """Read list and record again."""
        self._show_empty_or_list()
        self.list.read()
        self.record.read()

    def print_current(self) -> None:
        """The record where the keyboard is in it, else the list."""
        if self._in_record():
            self.record.print_record()
        else:
            self.print_list()

    def export_current(self) -> None:
        """The list as it is seen."""
        self.export_list()

    def layout_now(self) -> dict[str, Any]:
        """Sizes, filter, columns and record, to be kept per file."""
        return {
            "list": self.list.layout_now(),
            "record": self.record.layout_now(),
            "split": self._split.sizes(),
            "document": self.record.shown_id(),
        }

    def restore_layout(self, layout: dict[str, Any]) -> None:
        """Take a layout kept earlier."""
        self.list.restore_layout(part(layout, "list"))
        self.record.restore_layout(part(layout, "record"))
        if kept := sizes(layout, "split"):
            self._split.setSizes(kept)
            self._sized = True
        record = layout.get("document")
        if isinstance(record, int) and 0 < record < 1 << 62:
            self._restoring = record
            self.list.model.find(record, lambda row: self._restore_record(record, row))

    # -- inside --------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._painted:
            QTimer.singleShot(_FIRST_PAINT, self, self._open_waiting)
        if not self._sized:
            self._sized = True
            self._split.setSizes(self._share(self.width()))
        if self.focusWidget() is None:
            self.list.list.setFocus()

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._left())
        self._split.addWidget(self.record)
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 3)
        self._split.setSizes([512, 768])
        self._stack.addWidget(self._split)

    def _left(self) -> QWidget:
        """What stands at the left."""
        return self.list

    def _share(self, wide: int) -> tuple[int, int]:
        """How list and record share the width before anybody moved the line between them."""
        return round(wide * 0.4), round(wide * 0.6)

    def _connect(self) -> None:
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.setInterval(_REST)
        self._opening.timeout.connect(lambda: self._open(self._pending))
        self._tie_list(self.list)
        self._split.splitterMoved.connect(lambda *_: self.layout_changed.emit())
        self.record.head.back.connect(lambda: self._show_record(False))
        self.record.opened.connect(self._open_other)
        self.record.shown.connect(lambda _: self._shown())
        self.record.layout_changed.connect(self.layout_changed)
        undo = QShortcut(QKeySequence.StandardKey.Undo, self, self.undo)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        current().changed.connect(self._fit)

    def _tie_list(self, pane: ListPane) -> None:
        pane.chosen.connect(self._chosen)
        pane.opened.connect(self._into_record)
        pane.new_pressed.connect(self.new_record)
        pane.layout_changed.connect(self.layout_changed)
        pane.model.shown.connect(lambda _: self._say_place())

    def _chosen(self, record_id: int) -> None:
        """A row was reached by key or mouse: read its record when the hand rests."""
        if record_id >= 0:  # a filter that hides the record leaves it standing
            self._pending = record_id
            self._opening.start()

    def _open(self, record_id: int) -> None:
        self._opening.stop()
        if self._painted:
            self.record.open(record_id)
        else:
            self._waiting = record_id

    def _open_waiting(self) -> None:
        """The record comes after the first paint: reading it brings SQLAlchemy in."""
        self._painted = True
        if self._waiting is not None:
            self._open(self._waiting)

    def _forget_asked(self) -> None:
        """Another list shows: what was asked for in the one before comes no more."""
        self._opening.stop()
        self._restoring = self._waiting = None

    def _into_record(self, record_id: int) -> None:
        self._open(record_id)
        self._show_record(True)
        self.record.take_keyboard()

    def _open_other(self, record_id: int, kind: str) -> None:
        if kind == self.kind:
            self.open_record(record_id)
        else:
            self.record_requested.emit(record_id, kind)

    def _shown(self) -> None:
        self._say_place()
        self.layout_changed.emit()

    def _choose(self, pane: ListPane, record_id: int, row: int | None) -> None:
        """Its place in the list was found, unless another list shows meanwhile."""
        if pane is not self.list:
            return
        if row is None:
            pane.show_everything()
        pane.list.choose(record_id)

    def _restore_record(self, record_id: int, row: int | None) -> None:
        """The record that showed last, unless another is asked for meanwhile."""
        if row is not None and self._restoring == record_id:
            self.list.list.choose(record_id)
            self._open(record_id)

    def _choose_first(self) -> None:
        first = self.list.model.id_at(0)
        if first is not None:
            self.list.list.choose(first)

    def _in_record(self) -> bool:
        focus = self.window().focusWidget() or self.focusWidget()
        within = focus is not None and self.record.isAncestorOf(focus)
        return self.record.shown_id() is not None and (within or self._front_is_record())

    def _front_is_record(self) -> bool:
        return self._one_pane and self._record_in_front

    def _show_record(self, shown: bool) -> None:
        """In one-pane mode, which of the two is in front."""
        self._record_in_front = shown
        self._fit()

    def _fit(self) -> None:
        units = self.width() / current().em
        self._one_pane = units < NARROW
        one, record = self._one_pane, self._record_in_front
        self._left().setVisible(not one or not record)
        self.record.setVisible(not one or record)
        self.record.fit(units)
        self._say_place()

    def _say_place(self) -> None:
        """The link back to the list, in one-pane mode."""
        shown, head, name = self.record.shown_id(), self.record.head, self.list.listing.title
        if not self._one_pane or shown is None:
            head.show_back(name if self._one_pane else "")
        else:
            self.list.tell_place(shown, lambda at: head.show_back(f"{name}, {at}"))
