"""The record of a register: head, tabs, and what stands under them; one for all registers."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from isodesk.core.problems import Refused
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.ui.documents.files_tab import FilesTab
from isodesk.ui.documents.history_tab import HistoryTab
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import HairLine
from isodesk.ui.record_pane import RecordPane
from isodesk.ui.registers.asked_saves import ask_edition, is_asked
from isodesk.ui.registers.editors import as_stored
from isodesk.ui.registers.facts import EntryFacts, entry_facts
from isodesk.ui.registers.form import EntryForm
from isodesk.ui.registers.headed import headed
from isodesk.ui.registers.lines_tabs import made_lines_tab
from isodesk.ui.registers.links_tab import LinksTab
from isodesk.ui.registers.more_menu import MoreMenu
from isodesk.ui.registers.own_ways import is_way
from isodesk.ui.registers.record_tab import RecordTab
from isodesk.ui.registers.saving import Change, Undo
from isodesk.ui.registers.steps import Steps
from isodesk.ui.tab_order import chain
from isodesk.ui.tabs import Tabs


class EntryRecord(RecordPane):
    """Shows one record of any register; a register's form is made when its first record is
    opened, and kept."""

    entry_opened = Signal(int)
    """A record is asked for by its id alone."""
    way_asked = Signal(str)
    """Key of what the record leads to beyond its steps."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._undo = Undo()
        self._forms: dict[str, EntryForm] = {}
        self._lines: dict[tuple[str, str], RecordTab] = {}
        self._keys: list[str] = []
        self._wish = "details"
        self.register: Register | None = None
        self.tabs = Tabs(tr("Parts of the record"), "record")
        self.links, self.files, self.history = LinksTab(tools), FilesTab(tools), HistoryTab(tools)
        self.steps = Steps(tools, self)
        self.more = MoreMenu(self)
        self.head.more.setMenu(self.more)
        self.head.folds = True
        self._lay_out()
        self._connect()

    @property
    def tools(self) -> Tools:
        """The open file and the workers."""
        return self._tools

    def facts(self) -> EntryFacts | None:
        """What is shown; None while nothing is."""
        facts: EntryFacts | None = super().facts()
        return facts

    def read_facts(self, record_id: int) -> EntryFacts:
        """A record with all its parts."""
        return entry_facts(self._tools.space, record_id)

    def show_facts(self, facts: EntryFacts) -> None:
        """Show it in every part."""
        if facts.register is not self.register:
            self._turn_to(facts.register)
        self.head.show_head(headed(facts, self._tools.space.desk.today()))
        for part in self._parts().values():
            part.show_facts(facts)
        self._count(facts)

    def form(self) -> EntryForm | None:
        """The form of the register whose record is shown."""
        return self._forms.get(self.register.key) if self.register else None

    def print_record(self) -> None:
        """The record as a form."""
        self.steps.print_record()

    def save_typed(self) -> None:
        """Save what stands in the field the keyboard is in."""
        form = self.form()
        if form is not None:
            form.save_typed()

    def take_keyboard(self) -> None:
        """Into the first field, or where the tab that shows begins."""
        form = self.form()
        if form is not None and self.tab() == "details":
            form.take_keyboard()
        else:
            self.tabs.setFocus()

    def show_tab(self, tab: str) -> None:
        """details, the key of lines, links, files or history."""
        self._wish = tab
        if tab in self._keys:
            self.tabs.setCurrentIndex(self._keys.index(tab))

    def tab(self) -> str:
        """Key of the tab that shows."""
        at = self.tabs.currentIndex()
        return self._keys[at] if 0 <= at < len(self._keys) else ""

    def order(self) -> None:
        """Tab goes from the head through the tabs into what stands under the one that shows."""
        shown: Any = self._stack.currentWidget()
        chain((*self.head.order(), self.tabs, *getattr(shown, "tools_row", ()), shown))

    def lines_tab(self, key: str) -> RecordTab | None:
        """The tab of these lines, once it was looked at."""
        return self._lines.get((self.register.key, key)) if self.register else None

    def take_step(self, key: str) -> None:
        """Take a step, or the record's own way, by its key, as its button does."""
        self.save_typed()
        if self.register is not None and is_way(self.register.key, key):
            self.way_asked.emit(key)
            return
        self.steps.take(key)

    def undo(self) -> None:
        """Take back what was typed last in the record that is shown."""
        shown = self.shown_id()
        change = self._undo.newest(shown) if shown is not None else None
        if change is None:
            self._tools.said(
                tr("Nothing typed here is left to undo. History puts earlier values back.")
            )
            return
        space, back = self._tools.space, change.back
        said = tr("{field} is as it was.", field=change.label)
        self._tools.write(self, lambda _: back(space), lambda _: self._tools.said(said))

    def layout_now(self) -> dict[str, Any]:
        """The tab, to be remembered."""
        return {"tab": self.tab() or self._wish}

    def restore_layout(self, layout: dict[str, Any]) -> None:
        """Take a layout told earlier."""
        self.show_tab(str(layout.get("tab", "details")))

    def forget_forms(self) -> None:
        """Registers have other fields now: their forms are made again."""
        for part in (*self._forms.values(), *self._lines.values()):
            self._stack.removeWidget(part)
            part.deleteLater()
        self._forms, self._lines, self.register = {}, {}, None

    def remember(self, change: Change) -> None:
        """Something typed is on disk: Ctrl+Z takes it back."""
        self._undo.push(change)
        self._tools.said(tr("Saved"))

    def _parts(self) -> dict[str, Any]:
        """What stands under each tab of the register that was looked at, by the tab's key."""
        register = self.register
        assert register is not None
        looked = [each.key for each in register.lines if (register.key, each.key) in self._lines]
        lines = {key: self._lines[register.key, key] for key in looked}
        last = {"links": self.links, "files": self.files, "history": self.history}
        return {"details": self._forms[register.key], **lines, **last}

    def _turn_to(self, register: Register) -> None:
        """Make, or find again, the form and the lines of a register."""
        self.register = register
        stands = self._forms.get(register.key)
        if stands is not None and stands.register.renamed != register.renamed:
            self._stack.removeWidget(stands)  # the firm has other words for its choices now
            self._forms.pop(register.key).deleteLater()
        if register.key not in self._forms:
            self._forms[register.key] = self._made_form(register)
        lines = [each.key for each in register.lines]
        self._keys = ["details", *lines, "links", "files", "history"]
        self.tabs.blockSignals(True)
        self.tabs.set_words([self._word(key) for key in self._keys])
        self.tabs.blockSignals(False)
        at = self._keys.index(self._wish) if self._wish in self._keys else 0
        self.tabs.setCurrentIndex(at)
        self._turn()

    def _made_form(self, register: Register) -> EntryForm:
        form = EntryForm(self._tools, register, self._stack)
        form.typed.connect(self._save)
        form.opened.connect(self.entry_opened)
        form.grown.connect(self.steps.grow)
        self._stack.addWidget(form)
        return form

    def _need_lines(self, key: str) -> None:
        """Lines stand from the moment their tab is looked at."""
        register = self.register
        if register is None or (register.key, key) in self._lines:
            return
        lines = register.lines_by_key.get(key)
        if lines is None:
            return
        tab = made_lines_tab(self._tools, lines, self._stack)
        tab.saved.connect(self.remember)
        tab.opened.connect(self.entry_opened)
        self._add_part(tab)
        self._lines[register.key, key] = tab
        facts = self.facts()
        if facts is not None and facts.register is register:
            tab.show_facts(facts)

    def _word(self, key: str) -> str:
        known = {
            "details": tr("Details"),
            "links": tr("Links"),
            "files": tr("Files"),
            "history": tr("History"),
        }
        if key in known:
            return known[key]
        assert self.register is not None
        return tr(self.register.lines_by_key[key].title)

    def _count(self, facts: EntryFacts) -> None:
        counts = {key: len(lines) for key, lines in facts.entry.lines.items()}
        counts |= {"links": len(facts.links), "files": len(facts.files)}
        for at, key in enumerate(self._keys):
            if key in counts:
                self.tabs.set_count(at, self._word(key), counts[key])

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._tools_line = QHBoxLayout()
        self._tools_line.setContentsMargins(24, 4, 16, 0)
        self._tools_line.setSpacing(4)
        self._tools_line.addWidget(self.tabs, 1)
        self.column.addLayout(self._tools_line)
        self.column.addWidget(HairLine())
        self.column.addWidget(self._stack, 1)
        for part in (self.links, self.files, self.history):
            self._add_part(part)

    def _add_part(self, part: Any) -> None:
        self._stack.addWidget(part)
        for button in part.tools_row:
            self._tools_line.addWidget(button)
            button.hide()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _: self._turned())
        self.head.step.connect(self.take_step)
        self.links.opened.connect(self.opened)

    def _turned(self) -> None:
        self._wish = self.tab() or self._wish
        self._turn()
        self.layout_changed.emit()

    def _turn(self) -> None:
        key = self.tab() or "details"
        self._need_lines(key)
        shown = self._parts()[key]
        self._stack.setCurrentWidget(shown)
        every: tuple[Any, ...] = (*self._lines.values(), self.links, self.files, self.history)
        for part in every:
            for button in part.tools_row:
                button.setVisible(part is shown)
        self.order()

    def _save(self, key: str, value: Any) -> None:
        """A field was left with another value."""
        facts, form = self.facts(), self.form()
        if facts is None or form is None:
            return
        if is_asked(facts.register.key, key):
            ask_edition(self, facts, key, as_stored(value))
            return
        record, entries = facts.entry.id, self._tools.space.entries
        before = facts.entry.systems if key == "systems" else facts.entry.values.get(key)
        after = as_stored(value)
        field = form.fields[key]
        change = Change(
            record, field.label.text(), lambda space: space.entries.change(record, {key: before})
        )

        def saved(_: object) -> None:
            self.remember(change)

        def refused(error: Refused) -> None:
            if self.shown_id() == record:
                field.set_problem(str(error))
            else:
                self._tools.said(str(error))

        self._tools.write(self, lambda _: entries.change(record, {key: after}), saved, refused)
