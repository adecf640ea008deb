"""The first page: found a company, open a file, look at the sample, or take up where one was."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from isodesk import __version__
from isodesk.i18n import tr
from isodesk.ui.emptied import empty
from isodesk.ui.new_company import NewCompanyForm
from isodesk.ui.parts import HairLine, Way, Words, page_title, small_words, surface
from isodesk.ui.theme import SMALL, current

_RECENT = 5


@dataclass(frozen=True)
class Recent:
    """A file opened before: the company's name and where it lies."""

    company: str
    path: Path


class FirstRunPage(QWidget):
    """Ways to begin at the left, the form of a new company at the right; signals only."""

    founded = Signal(object)
    """NewCompany"""
    open_pressed = Signal()
    opened = Signal(object)
    """Path of a recent file"""
    sample_pressed = Signal()
    restore_pressed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = NewCompanyForm(folder)
        self.form.founded.connect(self.founded)
        self._left = surface("window")
        self._left_room = _scrolling(self._left)  # many recent files never set the window's height
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left_room)
        row.addWidget(HairLine(upright=True))
        row.addWidget(_scrolling(self.form), 1)
        self._fill_left()
        self._dress()
        current().changed.connect(self._dress)

    def set_recent(self, files: Sequence[Recent]) -> None:
        """Offer the last files, newest first."""
        empty(self._recent)
        if files:
            self._recent.addSpacing(12)
            self._recent.addWidget(_indented(small_words(tr("Opened before"))))
        for file in files[:_RECENT]:
            way = Way("database", file.company or file.path.stem, _short(file.path))
            way.setToolTip(str(file.path))
            way.pressed.connect(lambda path=file.path: self.opened.emit(path))
            self._recent.addWidget(way)

    def _fill_left(self) -> None:
        column = QVBoxLayout(self._left)
        column.setContentsMargins(32, 62, 24, 24)
        column.setSpacing(8)
        column.addWidget(_indented(page_title("isodesk")))
        sentence = tr(
            "One file on your own disk holds the whole management system. No account, no network."
        )
        column.addWidget(_indented(Words(sentence, tone="second", wrap=True)))
        column.addSpacing(16)
        for way in self._ways():
            column.addWidget(way)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        column.addLayout(self._recent)
        column.addStretch(1)
        version = Words(tr("Version {version}", version=__version__), SMALL, tone="second")
        column.addWidget(_indented(version))

    def _ways(self) -> tuple[Way, ...]:
        new = Way("plus", tr("New company"), tr("Name it, choose the standards, begin."))
        new.set_picked(True)
        new.pressed.connect(self.form.begin)
        opened = Way("folder", tr("Open a file"), tr("Ctrl+O, or drop it on this window."))
        opened.pressed.connect(self.open_pressed)
        sample = Way(
            "eye",
            tr("Try the sample company"),
            tr("A small manufacturer, a year of records. Change what you like."),
        )
        sample.pressed.connect(self.sample_pressed)
        restore = Way(
            "shield-check", tr("Restore a backup"), tr("Checked before anything is replaced.")
        )
        restore.pressed.connect(self.restore_pressed)
        return new, opened, sample, restore

    def _dress(self) -> None:
        self._left_room.setFixedWidth(min(current().length(392), 560))


def _indented(widget: QWidget) -> QWidget:
    """Words stand under the titles of the ways, which have 8 px around them."""
    widget.setContentsMargins(8, 0, 0, 0)
    return widget


def _short(path: Path) -> str:
    """The folder, from the home folder where it lies there."""
    home = Path.home()
    folder = path.parent
    return str(Path("~") / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)


def _scrolling(form: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(form)
    return area
