"""Today: what is due, late, to recall, to print, waiting for me, and how old the backup is.

The first paint reads `store.glance` alone, by plain SQL, so that the window stands before
SQLAlchemy is imported (performance.md S1).
"""

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.store.glance import Glance
from isodesk.ui.backup_words import backup_said
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import scrolling
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import EmptyState, HairLine, Way, Words, dress_surface, page_title
from isodesk.ui.rows_model import GroupedModel
from isodesk.ui.theme import current
from isodesk.ui.today_side import TodaySide
from isodesk.ui.today_words import day_lines, days_from, due_columns, due_groups, due_table, summary
from isodesk.ui.week_strip import WeekStrip

_ONE_PANE = 64
"""Below this many text units of width the side stands under the list (look/theme.md)."""


class TodayPage(QWidget):
    """Shows one glance; `refresh` reads the file again. It listens to nothing by itself."""

    open_document = Signal(int, str)
    """(document, tab: "details" or "copies")"""
    open_record = Signal(int, str)
    """(record, its kind), of what is due"""
    print_copies = Signal(object)
    """Ids of the copies to print."""
    walk_requested = Signal()
    backup_requested = Signal()
    backup_asked = Signal(str)
    new_requested = Signal()
    bring_in_requested = Signal()
    people_requested = Signal()

    def __init__(
        self, space: Workspace, jobs: Jobs, systems: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._space, self._jobs, self._systems = space, jobs, systems
        dress_surface(self, "base")
        self.title, self.sentence = page_title(), Words(tone="second", wrap=True)
        self.print_week = Button(tr("Print the week"), self.print_the_week, icon="printer")
        self.new = Button(tr("New"), self.new_requested.emit, "primary", "plus")
        self.strip, self.side = WeekStrip(), TodaySide()
        self.list = ListView(tr("Due"), inset=24)
        self._model = GroupedModel(due_columns(), (), self._today())
        self.list.setModel(self._model)
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def glance(self) -> Glance:
        """What is shown."""
        return self._glance

    def set_systems(self, systems: int) -> None:
        """3 both, 1 quality, 2 environment."""
        if systems != self._systems:
            self._systems = systems
            self.refresh()

    def refresh(self) -> None:
        """Read the file again; milliseconds, by plain SQL."""
        space, today = self._space, self._today()
        self._glance = space.glance(self._systems)
        self.title.setText(
            QLocale().toString(QDate(today.year, today.month, today.day), "dddd d MMMM")
        )
        self.sentence.setText(summary(self._glance))
        days = [(day, day_lines(self._glance, day)) for day in days_from(today)]
        self.strip.show_days(days, today)
        lost = tr("The due dates cannot be read.")
        self.list.empty_words = lost if self._glance.damaged else tr("Nothing is due.")
        self._model.show(due_groups(self._glance.due, self._glance.totals))
        self.side.show_glance(self._glance, today, space.read_only)
        self.refresh_backup()
        self.new.allow(space.read_only or "")
        self._stack.setCurrentIndex(1 if self._is_empty() else 0)
        self._ask_ways()
        self._order_days()

    def _order_days(self) -> None:
        """Tab goes through the days after the buttons; new ones would come last in the window."""
        full = (cell for cell in self.strip.cells() if cell.lines)
        for before, after in pairwise((self.new, *full)):
            QWidget.setTabOrder(before, after)

    def refresh_backup(self) -> None:
        """The backup's age alone, as time goes by."""
        self.side.show_backup(backup_said(self._space.backups))

    def print_current(self) -> None:
        """The week."""
        self.print_the_week()

    def export_current(self) -> None:
        """The list as it is seen, as a workbook or CSV."""
        from isodesk.services.lists import Table
        from isodesk.ui.list_tools import export_table

        heads, rows = due_table(self._glance.due)
        name = tr("Due on {day}", day=self._today().isoformat())
        export_table(self, name, Table(heads, rows), self._jobs, self._space)

    def print_the_week(self) -> None:
        """The due list on paper."""
        from isodesk.ui.printer import deliver

        space, jobs, glance = self._space, self._jobs, self._glance
        title, name = tr("Print the week"), tr("Week of {day}", day=self._today().isoformat())

        def show(pdf: bytes) -> None:
            deliver(self, title, [(f"{name}.pdf", pdf)], jobs, space.settings, space)

        jobs.read(
            lambda _: space.sheets.week(glance, space.desk.actor.name),
            show,
            title=title,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() / current().em < _ONE_PANE
        across = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        self.strip.setVisible(not narrow)
        if self._split.orientation() != across:
            self._split.setOrientation(across)
        if not self._split.property("moved"):
            self._share_room(narrow)

    def _share_room(self, narrow: bool) -> None:
        side = self._split.height() * 2 // 5 if narrow else current().length(368)
        whole = self._split.height() if narrow else self.width()
        self._split.setSizes([max(1, whole - side), side])

    def _today(self) -> date:
        return self._space.desk.today()

    def _is_empty(self) -> bool:
        shown = self._glance
        return not (shown.documents or shown.due) and self._systems == _BOTH

    def _connect(self) -> None:
        self.list.opened.connect(self._open_due)
        self.list.clicked.connect(lambda _: self._open_clicked())
        self.strip.chosen.connect(self._show_day)
        side = self.side
        side.open_document.connect(self.open_document)
        side.print_copies.connect(self.print_copies)
        side.walk_requested.connect(self.walk_requested)
        side.backup_requested.connect(self.backup_requested)
        side.backup_asked.connect(self.backup_asked)
        side.retention_requested.connect(lambda: self.open_record.emit(0, "retention"))
        self._split.splitterMoved.connect(lambda *_: self._split.setProperty("moved", True))

    def _open_clicked(self) -> None:
        at = self.list.chosen_id()
        if at is not None:
            self._open_due(at)

    def _open_due(self, at: int) -> None:
        item = self._glance.due[at]
        if item.kind == "document":
            tab = "reading" if item.what == "read" else "details"
            self.open_document.emit(item.record_id, tab)
        else:
            self.open_record.emit(item.record_id, item.kind)

    def _show_day(self, day: date) -> None:
        at = next((n for n, item in enumerate(self._glance.due) if item.on == day), None)
        if at is not None:
            self.list.choose(at)
            self.list.setFocus()

    def _lay_out(self) -> None:
        self.list.horizontalHeader().hide()
        self.list.empty_words = tr("Nothing is due.")
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(self.side)
        self._split.setStretchFactor(0, 1)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._made_head())
        column.addWidget(HairLine())
        column.addWidget(self._split, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(work)
        self._stack.addWidget(scrolling(self._made_empty()))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _made_head(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.print_week, self.new):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setContentsMargins(24, 24, 24, 20)
        head.setSpacing(20)
        head.addLayout(row)
        head.addWidget(self.strip)
        return head

    def _made_empty(self) -> EmptyState:
        self._ways = (
            Way(
                "file-import",
                tr("Bring in files"),
                tr("Drop a folder of procedures on the window; you check each before it counts."),
                first=True,
            ),
            Way("plus", tr("New document"), tr("Write one here, or begin with an empty one.")),
            Way("users", tr("Add people"), tr("Owners, reviewers, approvers, holders of copies.")),
        )
        asked = (self.bring_in_requested, self.new_requested, self.people_requested)
        for way, signal in zip(self._ways, asked, strict=True):
            way.pressed.connect(signal)
        return EmptyState(
            tr("What is due stands here"),
            tr(
                "Every day isodesk shows what is late, due this week, to print, to recall and"
                " waiting for you. It begins with your documents."
            ),
            self._ways,
        )

    def _ask_ways(self) -> None:
        """The ways to begin say why they are off while the file is read only."""
        for way in self._ways:
            way.setEnabled(self._space.read_only is None)
            way.setToolTip(self._space.read_only or "")


_BOTH = 3
