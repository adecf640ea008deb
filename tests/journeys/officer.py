"""An officer at the window: reads words, presses buttons, types into fields, drops files.

Everything is found by what is written on it, as people find it; nothing is reached through
the program's own methods where the window has a way of its own.
"""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from isodesk.services.workspace import Workspace
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.page import DocumentsPage
from isodesk.ui.fields import Field
from isodesk.ui.link_line import LinkLine
from isodesk.ui.list_view import ListView
from isodesk.ui.office import Office
from isodesk.ui.parts import Banner, Way

LONGEST = 180.0
"""Seconds in which any single work of these journeys has ended."""
QUIET = 0.06
"""Seconds without work after which the window is at rest: longer than its own short pauses."""
TURNS = 20
"""So many turns of the events belong to a rest: a busy computer may sleep through the seconds."""
_LEFT = Qt.MouseButton.LeftButton
_CTRL = Qt.KeyboardModifier.ControlModifier
W = TypeVar("W", bound=QWidget)


class Officer:
    """One person before one window."""

    def __init__(self, office: Office) -> None:
        self.office, self.window = office, office.window

    @property
    def space(self) -> Workspace:
        """The open file, to look at what was written."""
        assert self.office.space is not None, "a file is open"
        return self.office.space

    # waiting

    def settle(self) -> None:
        """Until no work is in hand and the window has rested."""
        quiet = began = time.monotonic()
        turns = 0
        while turns < TURNS or time.monotonic() - quiet < QUIET:
            turn_events()
            time.sleep(0.002)
            turns += 1
            rested = turns >= TURNS and time.monotonic() - quiet >= QUIET
            if self.office.jobs.busy() or (rested and self._is_pressing()):
                quiet, turns = time.monotonic(), 0
            assert time.monotonic() - began < LONGEST, "the window never came to rest"
        self._activate()

    def _is_pressing(self) -> bool:
        """Whether a button is held down: a mnemonic presses it for a tenth of a second, and only
        then does what it says."""
        return any(button.isDown() for button in self.front().findChildren(QAbstractButton))

    def _activate(self) -> None:
        """What a desktop does when a dialog closes, and the offscreen platform does not."""
        if QApplication.activePopupWidget() is None and not self.front().isActiveWindow():
            self.front().activateWindow()
            self.wait(self.front().isActiveWindow)

    def wait(self, until: Callable[[], object]) -> None:
        """Until something has come true."""
        began = time.monotonic()
        while not until():
            turn_events()
            time.sleep(0.002)
            assert time.monotonic() - began < LONGEST, "it never came true"

    def widen(self) -> None:
        """1280 x 800 again: a kept geometry is cut to the screen, here the platform's 800 x 800."""
        self.window.resize(1280, 800)
        self.settle()

    # finding

    def front(self) -> QWidget:
        """The window, or the dialog that stands before it."""
        return QApplication.activeModalWidget() or self.window

    def dialog(self, title: str = "") -> Dialog:
        """The dialog in front, which has these words in its title."""
        self.settle()
        found = QApplication.activeModalWidget()
        assert isinstance(found, Dialog), f"no dialog is open; wanted “{title}”"
        assert title in found.windowTitle(), f"“{found.windowTitle()}” is open, not “{title}”"
        return found

    def shown(self, kind: type[W], within: QWidget | None = None) -> list[W]:
        """Every widget of a kind that can be seen in front."""
        return [w for w in (within or self.front()).findChildren(kind) if w.isVisible()]

    def button(self, words: str, within: QWidget | None = None) -> QAbstractButton:
        """The button with these words, or this name."""
        seen = self.shown(QAbstractButton, within)
        named = [b for b in seen if words in (_plain(b.text()), b.accessibleName())]
        assert named, f"no button “{words}” among {sorted(_plain(b.text()) for b in seen)}"
        return named[0]

    def field(self, label: str, within: QWidget | None = None) -> Field:
        """The field under this label."""
        seen = self.shown(Field, within)
        named = [f for f in seen if f.label.text() == label]
        assert named, f"no field “{label}” among {sorted(f.label.text() for f in seen)}"
        return named[0]

    def reads(self, within: QWidget | None = None) -> str:
        """Every word that stands in front, in labels, banners and buttons."""
        parts = [*self.shown(QLabel, within), *self.shown(QPushButton, within)]
        return "\n".join(part.text() for part in parts)

    def answer(self, within: QWidget | None = None) -> str:
        """The banner in front."""
        seen = self.shown(Banner, within)
        return seen[0].words() if seen else ""

    # doing

    def press(self, words: str, within: QWidget | None = None) -> None:
        """Press a button that can be pressed, and see what comes of it."""
        self._press(self.button(words, within))

    def _press(self, button: QAbstractButton) -> None:
        assert button.isEnabled(), f"“{button.text()}” is off: {button.toolTip()}"
        QTest.mouseClick(button, _LEFT)
        self.settle()

    def choose_way(self, title: str) -> None:
        """One of the large ways to begin."""
        way = next(w for w in self.shown(Way) if w.accessibleName().startswith(title))
        assert way.isEnabled(), way.toolTip()
        QTest.mouseClick(way, _LEFT)
        self.settle()

    def follow(self, words: str) -> None:
        """A line of Today that leads to the work."""
        seen = self.shown(LinkLine)
        line = next((w for w in seen if words in w.accessibleName()), None)
        assert line is not None, f"no line “{words}” among {[w.accessibleName() for w in seen]}"
        QTest.mouseClick(line, _LEFT)
        self.settle()

    def fill(self, label: str, text: str, within: QWidget | None = None) -> Field:
        """Type into a field, over what stands there, and leave it."""
        field = self.field(label, within)
        editor = field.findChild(QLineEdit) or field.editor
        editor.setFocus()
        QTest.keyClick(editor, Qt.Key.Key_A, _CTRL)
        for line_at, line in enumerate(text.split("\n")):
            if line_at:
                QTest.keyClick(editor, Qt.Key.Key_Return)
            QTest.keyClicks(editor, line)
        popup = QApplication.activePopupWidget()
        if popup is not None:  # the proposals of a completer; they have the keyboard first
            QTest.keyClick(popup, Qt.Key.Key_Tab)
        QTest.keyClick(QApplication.focusWidget() or editor, Qt.Key.Key_Tab)
        self.settle()
        return field

    def pick(self, label: str, words: str, within: QWidget | None = None) -> None:
        """One of a list, by the arrow keys."""
        combo = self.field(label, within).findChild(QComboBox)
        assert combo is not None
        pick(combo, words)
        self.settle()

    def key(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """A key for whatever has the keyboard."""
        QTest.keyClick(QApplication.focusWidget() or self.front(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Letters for whatever has the keyboard."""
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the keyboard"
        QTest.keyClicks(focus, text)
        self.settle()

    def menu(self, menu: str, words: str) -> QAction:
        """An entry of the menu bar, as it stands when the menu is opened."""
        found = self.window.actions_.menu(menu)
        found.aboutToShow.emit()
        seen = {_plain(a.text()): a for a in found.actions() if a.isVisible()}
        assert words in seen, f"no “{words}” in {menu}: {sorted(seen)}"
        return seen[words]

    def take(self, menu: str, words: str) -> None:
        """Take an entry of the menu bar."""
        entry = self.menu(menu, words)
        assert entry.isEnabled(), f"“{words}” is off: {entry.toolTip()}"
        entry.trigger()
        self.settle()

    def take_from(self, menu: QMenu, words: str) -> None:
        """Take an entry of a menu that hangs on a button."""
        menu.aboutToShow.emit()
        entry = next((a for a in menu.actions() if words in _plain(a.text())), None)
        assert entry is not None, f"no “{words}” among {[a.text() for a in menu.actions()]}"
        assert entry.isEnabled(), f"“{words}” is off: {entry.toolTip()}"
        entry.trigger()
        self.settle()

    def turn_to(self, words: str) -> None:
        """A tab of the window, by a click on it."""
        tabs = self.window.tabs
        at = next(n for n in range(tabs.count()) if tabs.tabText(n).startswith(words))
        QTest.mouseClick(tabs, _LEFT, pos=tabs.tabRect(at).center())
        self.settle()

    def drop(self, files: Sequence[Path], on: QWidget | None = None) -> None:
        """Let files fall on a part of the window, as the desktop delivers them."""
        place = on or self.window.centralWidget()
        spot = place.mapTo(self.window, place.rect().center())
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
        handle, copy = self.window.windowHandle(), Qt.DropAction.CopyAction
        none = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(spot, copy, mime, _LEFT, none)
        QApplication.sendEvent(handle, enter)
        assert enter.isAccepted(), "the window does not take these"
        QApplication.sendEvent(handle, QDropEvent(QPointF(spot), copy, mime, _LEFT, none))

    @contextmanager
    def choosing(self, path: Path) -> Any:
        """Whatever asks for a file meanwhile gets this one typed into its dialog."""
        timer = QTimer(interval=20)
        timer.timeout.connect(lambda: _answer_file_dialog(path))
        timer.start()
        try:
            yield
        finally:
            timer.stop()

    # the documents

    @property
    def page(self) -> DocumentsPage:
        """The Documents page."""
        module: Any = self.window.page("documents")
        page = module.page("documents")
        assert isinstance(page, DocumentsPage)
        return page

    def open_row(self, words: str) -> None:
        """Click a row of the list of documents."""
        self.turn_to("Documents")
        click_row(self.page.list.list, words)
        self.settle()

    def sub_tab(self, words: str) -> None:
        """A tab of the record, by a click on it."""
        tabs = self.page.record.tabs
        at = next(n for n in range(tabs.count()) if tabs.tabText(n).startswith(words))
        QTest.mouseClick(tabs, _LEFT, pos=tabs.tabRect(at).center())
        self.settle()

    def check(self, code: str) -> str:
        """Type a code into the open check and read the answer."""
        line = next(w for w in self.shown(QLineEdit) if w.accessibleName() == "Code on the paper")
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_A, _CTRL)
        QTest.keyClicks(line, code)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.settle()
        return self.answer()

    def look(self, name: str) -> None:
        """A picture of what stands in front, where ISODESK_GRABS names a folder for them."""
        folder = os.environ.get("ISODESK_GRABS")
        if folder:
            self.settle()
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.window.grab().save(str(Path(folder) / f"{name}.png"))
            if self.front() is not self.window:
                self.front().grab().save(str(Path(folder) / f"{name} dialog.png"))


def turn_events() -> None:
    """One turn of the event loop, with what a real one does besides: drop what is to be dropped."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def click_row(view: ListView, words: str, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Click the row of a list that has these words in a cell."""
    at = row_of(view, words)
    view.scrollTo(at)
    QTest.mouseClick(view.viewport(), _LEFT, modifier, view.visualRect(at).center())


def row_of(view: QAbstractItemView, words: str) -> QModelIndex:
    """The first cell with these words."""
    model = view.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            if words in str(index.data()):
                return index
    raise AssertionError(f"no row “{words}”")


def pick(combo: QComboBox, words: str) -> None:
    """Walk to an entry by the arrow keys; each step counts as a choice, as for a person."""
    combo.setFocus()
    wanted = combo.findText(words, Qt.MatchFlag.MatchStartsWith)
    assert wanted >= 0, f"no “{words}” among {[combo.itemText(n) for n in range(combo.count())]}"
    while combo.currentIndex() != wanted:
        down = combo.currentIndex() < wanted
        QTest.keyClick(combo, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def pick_from_open(combo: QComboBox, words: str) -> None:
    """The same in the list that hangs open under it; Enter chooses."""
    wanted = combo.findText(words, Qt.MatchFlag.MatchStartsWith)
    assert wanted >= 0, f"no “{words}” among {[combo.itemText(n) for n in range(combo.count())]}"
    while combo.view().currentIndex().row() != wanted:
        down = combo.view().currentIndex().row() < wanted
        QTest.keyClick(combo.view(), Qt.Key.Key_Down if down else Qt.Key.Key_Up)
    QTest.keyClick(combo.view(), Qt.Key.Key_Return)


def close_dialogs() -> None:
    """Leave whatever stands in front, as with Esc."""
    while (
        front := QApplication.activeModalWidget() or QApplication.activePopupWidget()
    ) is not None:
        front.reject() if isinstance(front, QDialog) else front.close()
        QApplication.processEvents()


def _answer_file_dialog(path: Path) -> None:
    asked = QApplication.activeModalWidget()
    if not isinstance(asked, QFileDialog) or asked.property("answered"):
        return
    asked.setProperty("answered", True)
    line = asked.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(str(path))
    asked.accept() if path.is_dir() else QTest.keyClick(line, Qt.Key.Key_Return)


def _plain(words: str) -> str:
    return words.replace("&", "")
