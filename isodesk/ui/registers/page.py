"""The Registers page: the registers by their groups at the left, list and record beside them."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.core.register import Group, Register
from isodesk.i18n import tr
from isodesk.services.catalogue import Count
from isodesk.services.workspace import Workspace
from isodesk.ui.buttons import Button
from isodesk.ui.documents.tools import Tools
from isodesk.ui.ear import Ear
from isodesk.ui.jobs import Jobs
from isodesk.ui.kept_layout import parts
from isodesk.ui.parts import HairLine, dress_surface
from isodesk.ui.registers.entries_page import EntriesPage
from isodesk.ui.registers.navigation import Navigation
from isodesk.ui.theme import current

_WIDE = 76
"""Text units from which the navigation stands beside; below it is a menu over the list."""


PAGES: dict[str, tuple[Group, ...]] = {
    "registers": tuple(group for group in Group if group is not Group.AUDITS),
    "audits": (Group.AUDITS,),
}
"""Which groups stand on which page of the window."""


def page_of(group: Group) -> str:
    """The page of the window on which the registers of a group stand."""
    return next(page for page, groups in PAGES.items() if group in groups)


class RegistersPage(QWidget):
    """What the shell asks of a page goes on to the register that shows.

    `register_shown()` when another register, record or state of it is shown; `way_asked(key)`
    when the record is to lead somewhere beyond its steps.
    """

    status = Signal(str)
    record_requested = Signal(int, str)
    register_shown = Signal()
    way_asked = Signal(str)
    layout_changed = Signal()

    def __init__(
        self,
        space: Workspace,
        jobs: Jobs,
        layout: Any = None,
        parent: QWidget | None = None,
        groups: Collection[Group] = PAGES["registers"],
    ) -> None:
        super().__init__(parent)
        dress_surface(self, "base")
        self.tools = Tools(space, jobs, self.status.emit)
        self._systems = 3
        self._was_shown = False
        kept: dict[str, Any] = layout if isinstance(layout, dict) else {}
        self.navigation = Navigation(self)
        self.fold = Button("", self._unfold, "quiet", "chevron-down", self)
        self.fold.setAccessibleName(tr("Choose a register"))
        self._groups = groups
        self._registers = self._mine()
        self.navigation.show_registers(self._registers)
        self.entries = EntriesPage(space, jobs, self._first(kept), self)
        self.entries.layouts = parts(kept, "registers")
        self._lay_out()
        self._connect()
        self.navigation.go_to(self.entries.kind)
        self.entries.restore_layout(self.entries.layouts.get(self.entries.kind) or {})
        self._say_register()
        self._read_counts()

    # -- what the shell asks -------------------------------------------------------------

    def open_record(self, record_id: int, kind: str) -> None:
        """Turn to the record's register and show it."""
        self.open_register(kind, choose=False)
        self.entries.open_record(record_id)

    def open_register(self, kind: str, choose: bool = True) -> None:
        """Turn to a register, and to a record of it unless another is asked for. Raises
        Refused where there is none of this kind."""
        self.entries.turn_to(self.tools.space.catalogue.get(kind), choose)
        self.navigation.go_to(kind)
        self._say_register()
        self.layout_changed.emit()

    @property
    def register(self) -> Register:
        """The register that shows."""
        return self.entries.register

    @property
    def record(self) -> Any:
        """The pane of the record."""
        return self.entries.record

    @property
    def help_topic(self) -> str:
        """The page of help on the register that shows."""
        return self.register.help or self.register.key

    def new_record(self) -> None:
        """A new record of the register that shows."""
        self.entries.new_record()

    def choose_sheet(self) -> None:
        """Import a spreadsheet into the register that shows."""
        self.entries.choose_sheet()

    def import_sheet(self, path: Path) -> None:
        """The same with a file that is known."""
        self.entries.import_sheet(path)

    def export_register(self) -> None:
        """Every record and every field of the register that shows, as a spreadsheet."""
        self.entries.export_register()

    def print_current(self) -> None:
        """The record where the keyboard is in it, else the list."""
        self.entries.print_current()

    def export_current(self) -> None:
        """The list as it is seen."""
        self.entries.export_current()

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.entries.focus_filter()

    def undo(self) -> None:
        """Take back what was typed last in the record."""
        self.entries.undo()

    def refresh(self) -> None:
        """Read what shows again."""
        self._look_again()
        self.entries.refresh()

    def set_systems(self, systems: int) -> None:
        """Both (3), quality (1) or environment (2)."""
        self._systems = systems
        self.entries.set_systems(systems)
        self._read_counts()

    def layout_now(self) -> dict[str, Any]:
        """The register that shows, and how each was left."""
        layouts = {**self.entries.layouts, self.entries.kind: self.entries.layout_now()}
        return {"shown": self.entries.kind, "registers": layouts}

    # -- inside --------------------------------------------------------------------------

    def _first(self, layout: dict[str, Any]) -> Register:
        shown = layout.get("shown")
        return next((r for r in self._registers if r.key == shown), self._registers[0])

    def _mine(self) -> tuple[Register, ...]:
        every = self.tools.space.catalogue.every()
        return tuple(register for register in every if register.group in self._groups)

    def _lay_out(self) -> None:
        strip = QWidget(self)
        row = QHBoxLayout(strip)
        row.setContentsMargins(8, 8, 8, 0)
        row.addWidget(self.fold)
        row.addStretch(1)
        self._strip, self._line = strip, HairLine(upright=True, parent=self)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(strip)
        right.addWidget(self.entries, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.navigation)
        whole.addWidget(self._line)
        whole.addLayout(right, 1)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.open_register)
        self.navigation.left.connect(self._into_list)
        self.entries.status.connect(self.status)
        self.entries.record_requested.connect(self._other_record)
        self.entries.layout_changed.connect(self.layout_changed)
        self.entries.record_shown.connect(self.register_shown)
        self.entries.record.way_asked.connect(self.way_asked)
        Ear(self.tools.space.desk, None, self._look_again, self)
        current().changed.connect(self._fit)

    def _into_list(self) -> None:
        self.entries.take_keyboard()

    def _other_record(self, record_id: int, kind: str) -> None:
        if kind in {register.key for register in self._registers}:
            self.open_record(record_id, kind)
        else:
            self.record_requested.emit(record_id, kind)

    def _look_again(self) -> None:
        """Something changed: counts, and registers or fields of the officer's own."""
        registers = self._mine()
        if registers != self._registers:
            self._registers = registers
            self.navigation.show_registers(registers)
            if self.entries.kind in {register.key for register in registers}:
                self.open_register(self.entries.kind)
        self._read_counts()

    def _read_counts(self) -> None:
        catalogue, systems = self.tools.space.catalogue, self._systems

        def came(counts: dict[str, Count]) -> None:
            if systems == self._systems:
                self.navigation.places.show_counts(counts)

        self.tools.read(self, lambda _: dict(catalogue.counts(systems)), came)

    def _say_register(self) -> None:
        self.fold.setText(tr(self.register.title))
        self.register_shown.emit()

    def _unfold(self) -> None:
        menu = self.navigation.menu(self)
        menu.popup(self.fold.mapToGlobal(QPoint(0, self.fold.height())))

    def showEvent(self, event: QShowEvent) -> None:
        """The first time the keyboard is in the list, as on every page."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            QTimer.singleShot(0, self, self._into_list)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() / current().em >= _WIDE
        self.navigation.setVisible(wide)
        self._line.setVisible(wide)
        self._strip.setVisible(not wide)
