"""A list with its filter strip: filter, chips, states, count, New."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from isodesk.core import filters
from isodesk.core.filters import Condition
from isodesk.core.rows import Narrowed
from isodesk.i18n import tr
from isodesk.ui.buttons import Button, FilterChip
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import FilterField
from isodesk.ui.filters.chips import ChipsBar
from isodesk.ui.filters.chosen_bar import ChosenBar
from isodesk.ui.filters.look import Look
from isodesk.ui.kept_layout import part, words
from isodesk.ui.list_view import ListView
from isodesk.ui.listing import Listing
from isodesk.ui.parts import Words, dress_surface
from isodesk.ui.rows_model import RowsModel
from isodesk.ui.theme import SMALL, current

_AT_ONCE = 20_000
"""Records up to which counting is quick enough for the window's own thread."""
_PAUSE = 80
"""Milliseconds without a key before the list is narrowed."""


class ListPane(QWidget):
    """`chosen(id)` as the current row changes, `opened(id)` on Enter or double click."""

    chosen = Signal(int)
    opened = Signal(int)
    new_pressed = Signal()
    layout_changed = Signal()
    many_asked = Signal(list)
    """Ids of several records that are to be changed together."""
    narrowed = Signal(object)
    """The list is read with this `Narrowed`."""

    def __init__(self, tools: Tools, listing: Listing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "base")
        self._tools, self.listing = tools, listing
        self._systems = 3
        self._tools_after: list[Button] = []
        self._states: tuple[str, ...] = ()
        self._conditions: tuple[Condition, ...] = ()
        self._group = ""
        self._read_with = Narrowed()
        self.filter = FilterField(tr("Filter"), tr("Filter: {title}", title=listing.title))
        self.chips = {key: FilterChip(tr(word)) for key, word in listing.chips}
        self.state = FilterChip(self._state_word())
        self.count = Words(ratio=SMALL, tone="second", figures=True)
        self.new = Button(tr(listing.new), self.new_pressed.emit, icon="plus")
        self.model = RowsModel(
            listing.rows(self.wanted()), tools.jobs.read, tools.space.desk.today(), self
        )
        self.list = ListView(listing.title)
        self.list.setModel(self.model)
        self.asked = ChipsBar()
        self.several = ChosenBar()
        self.look: Look | None = None
        if listing.fields is not None:
            self.look = Look(tools, self)
        self.total = listing.total(3)
        self._lay_out()
        self._connect()
        self._show_count()

    def add_tool(self, button: Button) -> None:
        """A button after New."""
        self._tools_after.append(button)
        self._strip.addWidget(button)
        self._fit()

    def wanted(self) -> Narrowed:
        """What the list is narrowed to."""
        on = frozenset(key for key, chip in self.chips.items() if chip.isChecked())
        return Narrowed(
            self.filter.text().strip(),
            self._systems,
            self._states,
            on,
            self._conditions,
            self._group,
        )

    def set_systems(self, systems: int) -> None:
        """Both (3), quality (1) or environment (2)."""
        if systems != self._systems:
            self._systems = systems
            self.read()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What is asked of single fields."""
        return self._conditions

    def set_conditions(self, conditions: tuple[Condition, ...]) -> None:
        """Ask something else of single fields."""
        self._conditions = conditions
        self._narrowed()

    @property
    def group(self) -> str:
        """Key of the field whose values are the headings; "" for none."""
        return self._group

    def set_group(self, key: str) -> None:
        """List under the values of a field, or plainly with ""."""
        if key != self._group:
            self._group = key
            self._narrowed()

    def show_only(
        self,
        states: tuple[str, ...] = (),
        chips: frozenset[str] = frozenset(),
        text: str = "",
        conditions: tuple[Condition, ...] = (),
    ) -> None:
        """Narrow the list from outside, as when it is restored."""
        self._states, self._conditions = states, conditions
        for key, chip in self.chips.items():
            chip.blockSignals(True)
            chip.setChecked(key in chips)
            chip.blockSignals(False)
        self.filter.line.blockSignals(True)
        self.filter.line.setText(text)
        self.filter.line.blockSignals(False)
        self._mark_states()
        self.read()

    def show_everything(self) -> None:
        """Take every filter of this page off."""
        self.show_only()

    def read(self) -> None:
        """Read the list again, with the filter as it stands."""
        self._count_all()
        self.asked.show_words(self.listing.condition_words(self._conditions))
        self._read_with = self.wanted()
        rows = self.listing.rows(self._read_with)
        now = self.model.rows
        self.model.show(rows.ordered(now.order, now.descending))
        self.narrowed.emit(self.wanted())

    def tell_place(self, record_id: int, told: Callable[[str], None]) -> None:
        """Say `5 of 16`, where a record stands in the list, when that is known."""

        def found(row: int | None) -> None:
            place = self.list.count_words(self.total)
            if row is not None:
                n, total = self.model.nth(row) + 1, self.model.record_count()
                place = tr("{n} of {total}", n=n, total=total)
            told(place)

        self.model.find(record_id, found)

    def layout_now(self) -> dict[str, Any]:
        """Filter, order and columns, to be remembered."""
        known = {} if self.look is None else {"view": self.look.views.shown}
        return {**self.view_now(), **known}

    def view_now(self) -> dict[str, Any]:
        """How the list is seen, as a saved view keeps it."""
        wanted, rows = self.wanted(), self.model.rows
        return {
            "columns": self.list.layout_now(),
            "order": [rows.order, rows.descending],
            "text": wanted.text,
            "states": list(wanted.states),
            **{key: key in wanted.chips for key in self.chips},
            "conditions": filters.to_json(wanted.conditions),
            "group": wanted.group,
            "tint": self.list.tinted(),
        }

    def restore_layout(self, layout: Mapping[str, Any]) -> None:
        """Take a layout told earlier; what is no longer known is left out."""
        self.list.remember_layout(part(layout, "columns"), lambda _: self._look_changed())
        states = tuple(s for s in words(layout, "states") if s in self.listing.states)
        fields = self.listing.fields
        conditions = filters.from_json(layout.get("conditions"), fields.by_key) if fields else ()
        groups = {key for key, _ in fields.groups} if fields else set()
        self._group = next((key for key in groups if key == layout.get("group")), "")
        self.list.tint(bool(layout.get("tint")))
        order = layout.get("order")
        keys = [column.key for column in self.model.columns]
        if isinstance(order, list) and len(order) == 2 and order[0] in keys:
            self.model.show(self.model.rows.ordered(order[0], bool(order[1])))
        chips = frozenset(key for key in self.chips if layout.get(key))
        self.show_only(states, chips, str(layout.get("text", "")), conditions)
        if self.look is not None:
            self.look.views.show_id(layout.get("view"))

    def restore_view(self, body: Mapping[str, Any]) -> None:
        """Look as a saved view says, and remember that."""
        shown = self.look.views.shown if self.look is not None else None
        self.restore_layout({**body, "view": shown})
        self._look_changed()

    def count_with(self, conditions: tuple[Condition, ...]) -> int:
        """How many records these conditions would leave; for a worker."""
        wanted = replace(self._read_with, conditions=conditions, group="")
        with self.listing.rows(wanted).elsewhere() as rows:
            return rows.count()

    def shown_keys(self) -> tuple[str, ...]:
        """Keys of the columns on the screen, from the left."""
        layout = self.list.layout_now()
        return tuple(key for key in layout["columns"] if key not in layout["hidden"])

    def minimumSizeHint(self) -> QSize:
        """Room for the filter and the first columns; the chips leave before."""
        return QSize(round(22 * current().em), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def states_menu(self) -> QMenu:
        """All filters as a menu: the chips too, for where there is no room for them."""
        menu = QMenu(self)
        for state, word in self.listing.states.items():
            action = menu.addAction(tr(word))
            action.setCheckable(True)
            action.setChecked(state in self._states)
            action.toggled.connect(lambda on, state=state: self._take_state(state, on))
        menu.addSeparator()
        for chip in self.chips.values():
            action = menu.addAction(chip.text())
            action.setCheckable(True)
            action.setChecked(chip.isChecked())
            action.toggled.connect(chip.setChecked)
        if self.look is not None:
            menu.addSeparator()
            self.look.fill_narrow(menu)
        return menu

    def offer_many(self, missing: str = "") -> None:
        """Let several records be chosen, to be changed together; `missing` says why not now."""
        self.list.choose_many()
        self.several.button.allow(missing)
        self.list.selectionModel().selectionChanged.connect(
            lambda *_: self.several.show_chosen(self.list.chosen_count())
        )
        self.several.change.connect(self.change_many)

    def change_many(self) -> None:
        """Ask what is to be changed in the records that are chosen."""
        if self.list.chosen_count() > 1 and self.several.button.isEnabled():
            self.model.ids_of(self.list.chosen_spans(), self.many_asked.emit)

    def choose_columns(self) -> None:
        """Ask which columns are shown, in which order."""
        from isodesk.ui.filters.columns_dialog import ColumnsDialog

        columns, shown = self.model.columns, self.shown_keys()
        ColumnsDialog(columns, shown, self.list.put_columns, self).open()

    def _lay_out(self) -> None:
        strip = self._strip = QHBoxLayout()
        strip.setContentsMargins(16, 12, 16, 12)
        strip.setSpacing(8)
        strip.addWidget(self.filter, 1)
        for chip in (*self.chips.values(), self.state):
            strip.addWidget(chip)
        if self.look is not None:
            strip.addWidget(self.look.by_fields)
            strip.addWidget(self.look.button)
        strip.addStretch(0)
        strip.addWidget(self.count)
        strip.addWidget(self.new)
        self.filter.setMinimumWidth(80)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(strip)
        column.addWidget(self.asked)
        column.addWidget(self.several)
        column.addWidget(self.list, 1)
        self.state.clicked.connect(self._choose_states)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._narrowed)
        self.filter.changed.connect(lambda _: self._pause.start())
        self.filter.left_down.connect(self._into_list)
        for chip in self.chips.values():
            chip.toggled.connect(lambda _: self._narrowed())
        self.model.shown.connect(lambda _: self._show_count())
        self.model.reordered.connect(lambda *_: self._look_changed())
        self.list.typed.connect(self.filter.begin)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        self.list.remember_layout(None, lambda _: self._look_changed())
        self.list.columns_asked.connect(self.choose_columns)
        self.asked.taken_off.connect(self._take_off)
        self.asked.cleared.connect(lambda: self.set_conditions(()))
        current().changed.connect(self._fit)

    def _into_list(self) -> None:
        if self._pause.isActive():  # faster than the filter: it narrows the list first
            self._pause.stop()
            self._narrowed()
        self.list.setFocus()
        if self.list.chosen_id() is None and self.model.rowCount():
            first = self.model.id_at(0)
            assert first is not None
            self.list.choose(first)

    def _narrowed(self) -> None:
        self.read()
        self._look_changed()

    def _look_changed(self) -> None:
        if self.look is not None:
            self.look.say()
        self.layout_changed.emit()

    def _take_off(self, at: int) -> None:
        kept = [c for n, c in enumerate(self._conditions) if n != at]
        self.set_conditions(tuple(kept))
        if not kept:
            self.filter.setFocus()

    def _count_all(self) -> None:
        """Count every record of the systems; of very many on the worker."""
        systems = self._systems

        def counted(total: int) -> None:
            if systems == self._systems:
                self.total = total
                self._show_count()

        if self.total <= _AT_ONCE:
            counted(self.listing.total(systems))
        else:
            self._tools.read(self, lambda _: self.listing.total(systems), counted)

    def _show_count(self) -> None:
        self.count.setText(self.list.count_words(self.total))

    def _choose_states(self) -> None:
        menu = self.states_menu()
        menu.popup(self.state.mapToGlobal(self.state.rect().bottomLeft()))
        self._mark_states()

    def _take_state(self, state: str, on: bool) -> None:
        known = self.listing.states
        kept = [s for s in known if (s in self._states or s == state) and (on or s != state)]
        self._states = tuple(kept)
        self._mark_states()
        self._narrowed()

    def _mark_states(self) -> None:
        words = [tr(self.listing.states[state]) for state in self._states]
        self.state.setChecked(bool(words))
        self.state.setText(words[0] if len(words) == 1 else self._state_word())
        self.state.setToolTip(", ".join(words))
        self._fit()

    def _state_word(self) -> str:
        return tr("State") if self.listing.states else tr("Filters")

    def _fit(self) -> None:
        """Chips leave for the menu as the strip grows narrow, the count last."""
        room = self.width() - 32 - round(7 * current().em)
        has_menu = bool(self.listing.states)
        for button, shown in ((self.new, bool(self.listing.new)), (self.state, has_menu)):
            room -= (button.sizeHint().width() + 8) if shown else 0
        looks = () if self.look is None else (self.look.button, self.look.by_fields)
        room -= sum(button.sizeHint().width() + 8 for button in self._tools_after)
        part: QWidget
        for part in (self.count, *looks, *self.chips.values()):
            room -= part.sizeHint().width() + 8
            part.setVisible(room >= 0)
        self.new.setVisible(bool(self.listing.new))
        hidden = any(each.isHidden() for each in (*looks, *self.chips.values()))
        self.state.setVisible(has_menu or hidden)
