"""The window's shell: header, tabs, pages, banner, status line.

It knows no service: `app.py` connects its signals and calls its methods.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import (
    QActionEvent,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenuBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from isodesk.i18n import tr
from isodesk.ui.actions import Actions
from isodesk.ui.buttons import Button, SegmentedControl
from isodesk.ui.jobs import Jobs
from isodesk.ui.one_line import OneLine
from isodesk.ui.parts import Banner, HairLine, Words, dress_surface, surface
from isodesk.ui.search_box import SearchBox
from isodesk.ui.status_line import StatusLine
from isodesk.ui.tabs import Tabs
from isodesk.ui.theme import LEAD, STRONG, current

NARROW = 64
"""Text units of width below which the window shows one pane and a menu instead of a strip."""


@dataclass(frozen=True)
class Module:
    """A tab and the page behind it, built when it is first shown."""

    key: str
    text: str
    make: Callable[[], QWidget]


class MainWindow(QMainWindow):
    """Shows what it is told and says what was asked; no logic of the trade."""

    page_shown = Signal(str)
    systems_chosen = Signal(int)
    who_pressed = Signal()
    narrow_changed = Signal(bool)
    files_dropped = Signal(list)
    """[Path]: files or folders dropped anywhere."""
    layout_changed = Signal(dict)
    closing = Signal()

    def __init__(self, jobs: Jobs | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("isodesk")
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self.actions_ = Actions(self)
        self.search = SearchBox()
        self.systems = SegmentedControl(
            tr("Systems"), ((3, tr("Both")), (1, tr("Quality")), (2, tr("Environment")))
        )
        self.tabs = Tabs(tr("Modules"), "modules")
        self.banner = Banner()
        self.status = StatusLine(jobs)
        self._modules: list[Module] = []
        self._pages: dict[str, QWidget] = {}
        self._narrow = False
        self._cover: QWidget | None = None
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes; who answers no closes it again later."""
        self._build()
        self._connect()
        self._dress()

    def set_modules(self, modules: Sequence[Module]) -> None:
        """Give the tabs; pages of another file that stand are dropped."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        # now, not when the event loop comes round: what is queued for them would read a closed file
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._modules = list(modules)
        self.tabs.blockSignals(True)
        self.tabs.set_words([module.text for module in modules])
        self.tabs.blockSignals(False)

    def show_page(self, key: str) -> QWidget:
        """Turn to a module, building its page the first time."""
        self._shell(True)
        at = [module.key for module in self._modules].index(key)
        if key not in self._pages:
            self._pages[key] = self._modules[at].make()
            self._stack.addWidget(self._pages[key])
        self._stack.setCurrentWidget(self._pages[key])
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(at)
        self.tabs.blockSignals(False)
        self.page_shown.emit(key)
        self._tell_layout()
        return self._pages[key]

    def page(self, key: str) -> QWidget | None:
        """A page that has been built."""
        return self._pages.get(key)

    def current_page(self) -> str:
        """Key of the page that shows; "" during the first run."""
        widget = self._stack.currentWidget()
        return next((key for key, page in self._pages.items() if page is widget), "")

    def show_alone(self, page: QWidget) -> None:
        """Show a page without header and tabs: the first run."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._shell(False)

    def cover(self, page: QWidget) -> None:
        """Show a page over everything; pages turn beneath it unseen, and ask for no room."""
        self._cover = page
        self._shell(False)
        self._stack.hide()
        self._centre.insertWidget(self._centre.indexOf(self._stack), page, 1)
        page.show()

    def uncover(self) -> None:
        """What covered the window is done with."""
        page, self._cover = self._cover, None
        if page is not None:
            self._centre.removeWidget(page)
            page.hide()
            page.deleteLater()
            self._stack.show()
            self._shell(True)

    def set_company(self, name: str) -> None:
        """The company's name, at the left of the header and in the title bar."""
        self._company.setText(name)
        self.setWindowTitle(f"{name} · isodesk" if name else "isodesk")

    def set_who(self, name: str) -> None:
        """Who is working; pressing the name lets another take over."""
        self._who_name = name
        self._show_who()

    def set_systems(self, systems: int) -> None:
        """Choose Both (3), Quality (1) or Environment (2) without telling anybody."""
        self.systems.choose(systems)
        self._check_systems(systems)

    @property
    def narrow(self) -> bool:
        """Whether pages should show one pane."""
        return self._narrow

    def layout_now(self) -> dict[str, Any]:
        """Geometry, page and systems, to be kept per file."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        return {"geometry": geometry, "page": self.current_page(), "systems": self.systems.value()}

    def restore_layout(self, layout: dict[str, Any]) -> None:
        """Take a layout kept earlier; the page is the caller's to show."""
        if geometry := layout.get("geometry"):
            self.restoreGeometry(QByteArray.fromBase64(str(geometry).encode()))
        if layout.get("systems") in (1, 2, 3):
            self.set_systems(int(layout["systems"]))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self._tell_layout()
        self.closing.emit()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self._veil.setGeometry(self.rect())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()
            self._veil.setGeometry(self.rect())
            self._veil.show()
            self._veil.raise_()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._veil.hide()
        if paths := dropped_paths(event):
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def _build(self) -> None:
        self._company = OneLine(weight=STRONG)
        self._who = Button("", self.who_pressed.emit, "quiet", "user")
        self._who_name = ""
        self._bar = _MenuBar()
        self.actions_.fill(self._bar)
        self._stack = QStackedWidget()
        self._chrome = self._made_chrome()
        self._foot = QWidget()
        foot = _column(self._foot)
        foot.addWidget(HairLine())
        foot.addWidget(self.status)
        centre = surface("base")
        self._centre = column = _column(centre)
        column.addWidget(self._chrome)
        self._banner_room = QWidget()
        room = QVBoxLayout(self._banner_room)
        room.setContentsMargins(16, 12, 16, 0)
        room.addWidget(self.banner)
        self._banner_room.hide()
        self.banner.shown.connect(self._banner_room.setVisible)
        column.addWidget(self._banner_room)
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot)
        self.setCentralWidget(centre)
        self._veil = _made_veil(self)

    def _made_chrome(self) -> QWidget:
        chrome = surface("window")
        self._header = QHBoxLayout()
        self._header.setContentsMargins(16, 0, 8, 0)
        self._header.setSpacing(8)
        self._header.addWidget(self._company)
        self._header.addWidget(self._bar)
        self._header.addStretch(1)
        self._header.addWidget(self.search)
        self._header.addWidget(self._who)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(14, 0, 16, 0)
        tabs.setSpacing(16)
        tabs.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignBottom)
        tabs.addWidget(self.systems, 0, Qt.AlignmentFlag.AlignVCenter)
        column = _column(chrome)
        self._head_row, self._tab_row = QWidget(), QWidget()
        self._head_row.setLayout(self._header)
        self._tab_row.setLayout(tabs)
        for part in (self._head_row, self._tab_row, HairLine()):
            column.addWidget(part)
        return chrome

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_chosen)
        self.systems.chosen.connect(self._systems_chosen)
        current().changed.connect(self._dress)
        for name, systems in (("both", 3), ("quality", 1), ("environment", 2)):
            self.actions_.on(f"systems_{name}", lambda systems=systems: self._take_systems(systems))  # type: ignore[misc]
        for name, scheme in (("system", None), ("light", "light"), ("dark", "dark")):
            self.actions_.on(f"scheme_{name}", lambda scheme=scheme: current().use(scheme))  # type: ignore[misc]
        for name, factor in (("larger", 1.1), ("smaller", 1 / 1.1)):
            self.actions_.on(f"text_{name}", lambda factor=factor: self._scale_text(factor))  # type: ignore[misc]
        self.actions_.on("text_normal", lambda: current().use_scale(1.0))
        self.actions_.on("search", self.search.line.setFocus)
        self.actions_.on("quit", self.close)
        self.actions_["scheme_system"].setChecked(True)
        self._check_systems(3)

    def _dress(self) -> None:
        theme = current()
        self._head_row.setFixedHeight(theme.around(32))
        self._tab_row.setFixedHeight(theme.around(24))
        self._bar.fit()
        self._measure()

    def _measure(self) -> None:
        units = self.width() / current().em
        self.search.setFixedWidth(round(min(20, max(9, units - 76)) * current().em))
        narrow = units < NARROW
        self.systems.set_compact(narrow)
        self._show_who()
        if narrow != self._narrow:
            self._narrow = narrow
            self.narrow_changed.emit(narrow)

    def _show_who(self) -> None:
        short = self.width() / current().em < NARROW
        self._who.setText(self._who_name.split(" ")[0] if short else self._who_name)
        self._who.setAccessibleName(tr("Working as {name}", name=self._who_name))
        self._who.setVisible(bool(self._who_name))

    def _shell(self, shown: bool) -> None:
        shown = shown and self._cover is None
        self._chrome.setVisible(shown)
        self._foot.setVisible(shown)

    def _tab_chosen(self, at: int) -> None:
        if 0 <= at < len(self._modules):
            self.show_page(self._modules[at].key)

    def _systems_chosen(self, systems: object) -> None:
        assert isinstance(systems, int)
        self._check_systems(systems)
        self.systems_chosen.emit(systems)
        self._tell_layout()

    def _take_systems(self, systems: int) -> None:
        self.systems.choose(systems)
        self._systems_chosen(systems)

    def _check_systems(self, systems: int) -> None:
        name = {3: "both", 1: "quality", 2: "environment"}[systems]
        self.actions_[f"systems_{name}"].setChecked(True)

    def _scale_text(self, factor: float) -> None:
        current().use_scale(current().scale * factor)

    def _tell_layout(self) -> None:
        self.layout_changed.emit(self.layout_now())


class _MenuBar(QMenuBar):
    """A menu bar as wide as its menus: in a layout it would keep its items at the top."""

    def __init__(self) -> None:
        super().__init__()
        self.setNativeMenuBar(False)

    def fit(self) -> None:
        """Take the size of what is shown now."""
        self.setFixedSize(self.sizeHint())

    def actionEvent(self, event: QActionEvent) -> None:
        super().actionEvent(event)
        self.fit()


def dropped_paths(event: QDropEvent | QDragEnterEvent) -> list[Path]:
    """The local files of a drop."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _column(host: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _made_veil(window: QWidget) -> QWidget:
    """What covers the window while files hang over it."""
    veil = QWidget(window)
    dress_surface(veil, "base")
    words = Words(tr("Drop to bring these in"), LEAD, STRONG)
    row = QHBoxLayout(veil)
    row.addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)
    veil.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    veil.hide()
    return veil
