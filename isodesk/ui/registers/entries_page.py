"""List and record of one register at a time; turned to another, both show that one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from isodesk.core.progress import Progress
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.ui.buttons import Button
from isodesk.ui.deck import Deck
from isodesk.ui.ear import Ear
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_pane import ListPane
from isodesk.ui.list_tools import asked_path
from isodesk.ui.parts import Way
from isodesk.ui.register_page import RegisterPage
from isodesk.ui.registers.empty import empty_register, set_way
from isodesk.ui.registers.listing import listing_of
from isodesk.ui.registers.more_ways import more_ways
from isodesk.ui.registers.record import EntryRecord
from isodesk.ui.registers.register_menu import RegisterSteps
from isodesk.ui.tab_order import chain

if TYPE_CHECKING:
    from isodesk.services.many import ManyDone


class EntriesPage(RegisterPage):
    """A list for each register that was opened, and one record for all of them."""

    record_shown = Signal()
    """Another record, or another state of it, is shown."""

    record: EntryRecord

    def __init__(
        self, space: Workspace, jobs: Jobs, register: Register, parent: QWidget | None = None
    ) -> None:
        self.register = register
        self.kind = register.key
        self._panes: dict[str, ListPane] = {}
        self._filled: set[str] = set()
        self._empty_of = ""
        self._stale: set[str] = set()
        self.layouts: dict[str, Any] = {}
        self._systems = 3
        self._lists = Deck()
        self.steps = RegisterSteps(self)
        super().__init__(space, jobs, parent)

    # -- what is asked of it -------------------------------------------------------------

    def turn_to(self, register: Register, choose: bool = True) -> None:
        """Show another register, as it was left; with `choose` also a record of it. Who asks for
        one of its records does not want another to come after it."""
        if register is self.register:
            return
        self.record.save_typed()
        self.layouts[self.kind] = self.layout_now()
        if register.key in self._panes and register.key == self.kind:
            self._drop_pane(register.key)  # it has other fields now
        held = self.window().focusWidget()  # of this page alone it would be the last that had it
        typing = held is not None and self.isAncestorOf(held)
        self.register, self.kind = register, register.key
        known = self._panes.get(register.key)
        self.list = known or self.made_list()
        self._lists.show_page(self.list)
        self.record.clear()
        self._forget_asked()
        if known is None:
            self._tie_list(self.list)
            self.list.set_systems(self._systems)
            if left := self.layouts.get(register.key):
                self.restore_layout(left)
        elif register.key in self._stale:
            self.list.read()
        self._stale.discard(register.key)
        self._show_empty_or_list()
        chosen = self.list.list.chosen_id() if known is not None else None
        if choose and chosen is not None:  # the current row already, which nobody would be told
            self._open(chosen)
        elif choose:
            self._choose_first()
        self._fit()
        chain((self.list, self.record.head.link))
        self.record.order()
        if typing:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Into the list, or to the first way to begin where there is none."""
        if self._stack.currentWidget() is self._split:
            self.list.list.setFocus()
        elif self.empty is not None:
            self.empty.findChildren(Way)[0].setFocus()

    def new_record(self) -> None:
        """A draft with its number, open at its first field."""
        space = self.tools.space
        if space.read_only:
            self.status.emit(space.read_only)
            return
        kind, systems = self.kind, self._systems
        first = {} if systems == 3 or not systems & self.register.systems else {"systems": systems}

        def made(record_id: int) -> None:
            if kind == self.kind:
                self.record.show_tab("details")
                self._begin_typing = record_id
                self.made(record_id)

        self.tools.write(self, lambda _: space.entries.new(kind, first), made)

    def choose_sheet(self) -> None:
        """Ask for a spreadsheet, then show what would become of it."""
        from isodesk.ui.registers.import_sheet_dialog import SHEETS

        kinds = tr("Spreadsheets ({kinds});;All files (*)", kinds=SHEETS)
        path = self.tools.ask_file(self, tr("Import a spreadsheet"), kinds)
        if path is not None:
            self.import_sheet(path)

    def import_sheet(self, path: Path) -> None:
        """Show what would become of a spreadsheet in this register."""
        from isodesk.ui.registers.import_sheet_dialog import ImportSheetDialog

        if self.tools.space.read_only:
            self.status.emit(self.tools.space.read_only)
            return
        register = self.tools.space.catalogue.get(self.kind)
        ImportSheetDialog(path, register, self.tools, self.window()).open()

    def export_register(self, path: Path | None = None) -> None:
        """Ask where to, unless it is given, and write the whole register there."""
        target = path or asked_path(self, tr(self.register.title), self.tools.space)
        if target is None:
            return
        space, kind = self.tools.space, self.kind
        space.settings.set("folder", str(target.parent))

        def work(progress: Progress) -> tuple[int, bool]:
            export = space.register_export
            lost = target.suffix.lower() == ".csv" and bool(export.lines_of(kind))
            return export.write(kind, target, progress), lost

        def done(told: tuple[int, bool]) -> None:
            self.status.emit(_exported(told[0], target, told[1]))

        self.tools.read(self, work, done, title=tr("Exporting"))

    def set_systems(self, systems: int) -> None:
        """Both (3), quality (1) or environment (2), for every list that stands."""
        self._systems = systems
        for pane in self._panes.values():
            pane.set_systems(systems)

    def layout_now(self) -> dict[str, Any]:
        """How the register is seen now."""
        return {**super().layout_now(), "document": self.record.shown_id()}

    # -- what the pattern asks -----------------------------------------------------------

    def made_list(self) -> ListPane:
        """The list of the register that is turned to."""
        pane = ListPane(self.tools, listing_of(self.tools.space, self.register), self._lists)
        pane.offer_many(self.tools.space.read_only or "")
        pane.many_asked.connect(self._change_many)
        pane.add_tool(self._more_button())
        self._panes[self.kind] = pane
        self._lists.add(pane)
        return pane

    def _more_button(self) -> Button:
        """What is done with the whole register."""
        more = Button(tr("More"), kind="quiet")
        menu = QMenu(more)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: self.steps.fill(menu))
        more.setMenu(menu)
        return more

    def made_record(self) -> EntryRecord:
        """The record of any register."""
        record = EntryRecord(self.tools)
        record.entry_opened.connect(self.open_any)
        return record

    def made_empty(self) -> QWidget:
        """Before the first record of the register."""
        bring = Way(
            "file-import",
            tr("Import a spreadsheet"),
            tr("Excel, OpenDocument or CSV; nothing is written before you have seen it."),
        )
        bring.pressed.connect(self.choose_sheet)
        ways, sets = [bring], self.tools.space.starters.of(self.kind)
        if sets:
            ways.append(set_way(sets, self.steps.start_from_set))
        return empty_register(self.register, self.new_record, (*ways, *more_ways(self)))

    def listen(self) -> None:
        """Whatever changed may show in a list: numbers, titles and people stand in them."""
        Ear(self.tools.space.desk, None, self._heard, self)

    def refresh(self) -> None:
        """Read list and record again; lists that do not show, when they do."""
        self._stale = set(self._panes) - {self.kind}
        super().refresh()

    def showEvent(self, event: QShowEvent) -> None:
        if self.kind in self._stale:
            self.refresh()
        super().showEvent(event)

    def _change_many(self, ids: Sequence[int]) -> None:
        """Several records are to be changed together."""
        from isodesk.ui.registers.many_dialog import open_many

        pane, register = self.list, self.register
        self.record.save_typed()
        open_many(self.tools, register, ids, lambda done: self._changed_many(pane, done), self)

    def _changed_many(self, pane: ListPane, done: "ManyDone") -> None:
        many = self.tools.space.many

        def back() -> None:
            self.tools.write(
                pane,
                lambda progress: many.take_back(done, progress),
                lambda n: self.status.emit(tr("{n} taken back.", n=n)),
                title=tr("Taking it back"),
            )

        said = tr("{n} changed.", n=f"{done.count:,}")
        self.status.emit(said)
        pane.several.show_done(said, back if done.back else None)

    # -- inside --------------------------------------------------------------------------

    _begin_typing: int | None = None
    """A record that was just made: its first field takes the keyboard."""

    def _heard(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = set(self._panes)

    def _lay_out(self) -> None:
        super()._lay_out()
        self._lists.show_page(self.list)
        self._split.setSizes([768, 512])

    def _left(self) -> QWidget:
        return self._lists

    def _share(self, wide: int) -> tuple[int, int]:
        return round(wide * 0.61), round(wide * 0.39)

    def _drop_pane(self, key: str) -> None:
        pane = self._panes.pop(key)
        self._lists.drop(pane)
        self.record.forget_forms()

    def _show_empty_or_list(self) -> None:
        if self.kind not in self._filled and self.list.listing.total(3) > 0:
            self._filled.add(self.kind)
        if self.kind in self._filled:
            self._stack.setCurrentWidget(self._split)
            return
        if self._empty_of != self.kind or self.empty is None:
            self._drop_empty()
            self.empty, self._empty_of = self.made_empty(), self.kind
            self._stack.addWidget(self.empty)
        self._stack.setCurrentWidget(self.empty)

    def _drop_empty(self) -> None:
        """One at a time: a stack asks all its pages for their height, and words that wrap are
        slow to answer."""
        if self.empty is not None:
            self._stack.removeWidget(self.empty)
            self.empty.deleteLater()
            self.empty = None

    def open_any(self, record_id: int) -> None:
        """A record that is known by its id alone."""
        kind_of = self.tools.space.picking.kind_of
        self.tools.read(
            self, lambda _: kind_of(record_id), lambda kind: self._open_other(record_id, kind)
        )

    def _shown(self) -> None:
        super()._shown()
        shown = self.record.shown_id()
        if shown is not None and shown == self._begin_typing:
            self._begin_typing = None
            self._show_record(True)
            self.record.take_keyboard()
        self.record_shown.emit()


def _exported(count: int, target: Path, without_lines: bool) -> str:
    records = tr("1 record") if count == 1 else tr("{n} records", n=count)
    said = tr("{records} exported to {name}.", records=records, name=target.name)
    lines = tr("Their lines have sheets of their own in an .xlsx; a CSV has none.")
    return f"{said} {lines}" if without_lines else said
