"""How a list is seen, in one menu: saved views, grouping, columns, colour by state."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from isodesk.i18n import tr
from isodesk.services.saved_views import SavedView
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField

if TYPE_CHECKING:
    from isodesk.services.entry_filters import ListFields

Body = Mapping[str, Any]


class Views(QObject):
    """The saved views of one list: which there are, and which is shown.

    `chosen(body)` asks the list to look like that; `named()` that another name stands, or none.
    """

    chosen = Signal(object)
    named = Signal()

    def __init__(
        self, tools: Tools, fields: "ListFields", now: Callable[[], Body], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tools, self._key, self._now, self._widget = tools, fields.key, now, parent
        self.shown: int | None = None

    def every(self) -> tuple[SavedView, ...]:
        """The views there are, by name."""
        return self._tools.space.saved_views.of(self._key)

    def view(self) -> SavedView | None:
        """The one that is shown."""
        return next((v for v in self.every() if v.id == self.shown), None)

    def show_id(self, view_id: object) -> None:
        """Remember which is shown, without changing the list."""
        self.shown = view_id if isinstance(view_id, int) else None
        self.named.emit()

    def choose(self, view: SavedView) -> None:
        """Make the list look like that."""
        self.shown = view.id
        self.chosen.emit(view.body)
        self.named.emit()

    def changed(self) -> bool:
        """Whether the list is seen otherwise than its view keeps it."""
        view = self.view()
        return view is not None and dict(view.body) != dict(self._now())

    def fill(self, menu: QMenu) -> None:
        """The views, and what may be done with them."""
        view, missing = self.view(), self._tools.space.read_only or ""
        for each in self.every():
            action = menu.addAction(each.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(each.id == self.shown)
            action.triggered.connect(lambda _=False, each=each: self.choose(each))
        menu.addSeparator()
        _act(menu, tr("Save as a new view…"), self.save_new, missing)
        if view is not None:
            name = view.name
            if self.changed():
                _act(menu, tr("Save the changes to “{name}”", name=name), self.keep, missing)
            _act(menu, tr("Rename “{name}”…", name=name), self.rename, missing)
            _act(menu, tr("Put “{name}” away", name=name), self.put_away, missing)

    def save_new(self) -> None:
        """Ask for a name, then keep the list as it is seen."""
        views, body = self._tools.space.saved_views, self._now()

        def saved(view_id: int) -> None:
            self.show_id(view_id)
            self._tools.said(tr("The view is saved."))

        NameDialog(
            self._tools,
            tr("Save as a view"),
            "",
            lambda name: views.save(self._key, name, body),
            saved,
            self._widget,
        ).open()

    def keep(self) -> None:
        """Keep the list as it is seen under the name of its view."""
        view, body = self.view(), self._now()
        if view is not None:
            self._write(
                lambda: self._tools.space.saved_views.change(view.id, body),
                tr("The view is saved."),
            )

    def rename(self) -> None:
        """Ask for another name."""
        view, views = self.view(), self._tools.space.saved_views
        if view is None:
            return
        title = tr("Rename the view")
        keep: Callable[[str], object] = lambda name: views.rename(view.id, name)  # noqa: E731
        NameDialog(
            self._tools, title, view.name, keep, lambda _: self.named.emit(), self._widget
        ).open()

    def put_away(self) -> None:
        """Offer the view no more; the list stays as it is seen."""
        view = self.view()
        if view is not None:
            self.show_id(None)
            said = tr("“{name}” is put away.", name=view.name)
            self._write(lambda: self._tools.space.saved_views.put_away(view.id), said)

    def _write(self, work: Callable[[], object], said: str) -> None:
        def done(_: object) -> None:
            self.named.emit()
            self._tools.said(said)

        self._tools.write(self, lambda _: work(), done)


def _act(menu: QMenu, words: str, do: Callable[[], object], missing: str = "") -> QAction:
    action = menu.addAction(words)
    action.setEnabled(not missing)
    action.setToolTip(missing)
    action.triggered.connect(lambda _=False: do())
    return action


class NameDialog(StepDialog):
    """Asks for the name of a view."""

    help_topic = "filters-and-views"

    def __init__(
        self,
        tools: Tools,
        title: str,
        name: str,
        keep: Callable[[str], Any],
        done: Callable[[Any], None],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("Filter, columns, order and grouping are kept, for everybody who uses this file.")
        super().__init__(tools, title, sub, 440, parent)
        self._keep, self._done = keep, done
        self.name = LineField(tr("Name"), example=tr("My overdue aspects"))
        self.name.set_value(name)
        self.add_field("name", self.name)
        self.add_close(tr("Cancel"))
        self.step = self.add_step(tr("&Save"), self._save, primary=True)
        self.name.line.selectAll()
        self.name.line.setFocus()

    def _save(self) -> None:
        name = self.name.value()
        self.apply(lambda _: self._keep(name), self._done)
