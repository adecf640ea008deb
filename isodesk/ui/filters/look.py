"""What a list of a register has beside its chips: filter by fields, and the menu of its view."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from isodesk.i18n import tr
from isodesk.ui.buttons import FilterChip
from isodesk.ui.documents.tools import Tools
from isodesk.ui.filters.view_menu import Views

if TYPE_CHECKING:
    from isodesk.ui.list_pane import ListPane

_KEYS = {"filter": "Ctrl+Shift+L", "view": "Ctrl+Shift+V"}
_LONGEST = 18
"""Letters of a view's name on its button."""


class Look(QObject):
    """Belongs to a `ListPane` whose listing has fields."""

    def __init__(self, tools: Tools, pane: "ListPane") -> None:
        super().__init__(pane)
        assert pane.listing.fields is not None
        self._tools, self._pane, self._fields = tools, pane, pane.listing.fields
        self.views = Views(tools, self._fields, pane.view_now, pane)
        self.by_fields = FilterChip(tr("Fields…"))
        self.by_fields.setToolTip(tr("Filter by any field ({key})", key=_KEYS["filter"]))
        self.by_fields.clicked.connect(lambda _: self.build())
        self.button = FilterChip(tr("View"))
        self.button.clicked.connect(lambda _: self.open_menu())
        pane.asked.change_asked.connect(self.build)
        self.views.chosen.connect(pane.restore_view)
        self.views.named.connect(self.say)
        self.say()

    def build(self, begin: int | None = None) -> None:
        """The filter builder; `begin` at one of the conditions."""
        from isodesk.ui.filters.filter_dialog import FilterDialog

        self.say()
        pane = self._pane
        FilterDialog(
            self._tools,
            self._fields,
            pane.conditions,
            pane.count_with,
            pane.set_conditions,
            begin,
            pane,
        ).open()

    def open_menu(self) -> None:
        """Views, grouping, columns and colour."""
        menu = self.menu()
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        self.say()

    def menu(self) -> QMenu:
        """The same as a menu."""
        menu = QMenu(self._pane)
        menu.setToolTipsVisible(True)
        self.views.fill(menu)
        menu.addSeparator()
        self._fill_groups(menu.addMenu(tr("Group by")))
        if self._pane.group:
            rows = self._pane.model
            menu.addAction(tr("Fold all headings")).triggered.connect(
                lambda _=False: rows.fold_all(True)
            )
            menu.addAction(tr("Unfold all headings")).triggered.connect(
                lambda _=False: rows.fold_all(False)
            )
        menu.addAction(tr("Columns…")).triggered.connect(
            lambda _=False: self._pane.choose_columns()
        )
        tint = menu.addAction(tr("Colour rows by state"))
        tint.setCheckable(True)
        tint.setChecked(self._pane.list.tinted())
        tint.toggled.connect(self._tint)
        return menu

    def fill_narrow(self, menu: QMenu) -> None:
        """The same below another menu, where there is no room for buttons."""
        menu.addAction(tr("Filter by fields…")).triggered.connect(lambda _=False: self.build())
        view = self.menu()
        view.setTitle(tr("View"))
        menu.addMenu(view)

    def say(self) -> None:
        """The name of the view, and whether fields are asked for, on the buttons."""
        view = self.views.view()
        name = view.name if view is not None else tr("View")
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        self.button.setText(short.replace("&", "&&"))
        self.button.setAccessibleName(tr("View: {name}", name=name) if view else name)
        self.button.setToolTip(
            name
            if view and short != name
            else tr("Views, grouping and columns ({key})", key=_KEYS["view"])
        )
        self.button.setChecked(view is not None or bool(self._pane.group))
        self.by_fields.setChecked(bool(self._pane.conditions))

    def _fill_groups(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for key, words in (("", tr("Nothing")), *self._fields.groups):
            action = menu.addAction(tr(words))
            action.setCheckable(True)
            action.setChecked(key == self._pane.group)
            group.addAction(action)
            action.triggered.connect(lambda _=False, key=key: self._pane.set_group(key))

    def _tint(self, on: bool) -> None:
        self._pane.list.tint(on)
        self._pane.layout_changed.emit()
