"""The right side of Today: papers to recall and to print, signatures waited for, the backup."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.store.glance import Glance, WaitingItem
from isodesk.ui.backup_words import BackupSaid
from isodesk.ui.emptied import empty
from isodesk.ui.link_line import LinkLine
from isodesk.ui.parts import HairLine, SectionHead, dress_surface, small_words
from isodesk.ui.theme import current
from isodesk.ui.today_words import PaperRun, copies_word, paper_runs

_SHOWN = 6


class TodaySide(QScrollArea):
    """Sections with what waits, each line a click from the work."""

    open_document = Signal(int, str)
    print_copies = Signal(object)
    walk_requested = Signal()
    backup_requested = Signal()
    retention_requested = Signal()
    backup_asked = Signal(str)
    """folder, backup, second, drill or damage: what a line of the backups leads to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(current().length(220))
        self.recall = _Section(tr("To recall"), "arrow-back-up", tr("Walk sheet"))
        self.printing = _Section(tr("To print"), "printer", tr("Print"))
        self.waiting = _Section(tr("Waiting for me"), "pencil")
        self.others = _Section(tr("Waiting for others"), "users")
        self.keeping = _Section(tr("Retention"), "folder")
        self.backup = _Section(tr("Backup"), "shield-check", tr("Back up now"))
        self._ids: tuple[int, ...] = ()
        self.recall.head.link.clicked.connect(self.walk_requested)
        self.printing.head.link.clicked.connect(lambda: self.print_copies.emit(self._ids))
        self.backup.head.link.clicked.connect(self.backup_requested)
        self._lay_out()

    def show_glance(self, glance: Glance, today: date, read_only: str | None) -> None:
        """Show what waits; printing marks copies, so it is off while the file is read only."""
        self._ids = tuple(paper.copy_id for paper in glance.to_print)
        self._show_papers(self.recall, paper_runs(glance.to_recall, today, by=False))
        self._show_papers(self.printing, paper_runs(glance.to_print, today, by=True))
        self.printing.head.link.allow(read_only or "")
        self.printing.head.link.setVisible(bool(self._ids))
        mine = [item for item in glance.waiting if item.mine]
        self._show_waiting(self.waiting, mine, named=False)
        others = [item for item in glance.waiting if not item.mine]
        self._show_waiting(self.others, others, named=True)
        self.others.setVisible(bool(others))
        self._show_disposable(glance.disposable)

    def show_backup(self, said: BackupSaid) -> None:
        """The age of the newest verified backup, and what is asked for."""
        self.backup.head.note.set_tone("danger" if said.late else "second")
        lines = []
        for ask in said.asks:
            line = LinkLine(ask.words, ask.note, ask.late)
            line.pressed.connect(lambda ask=ask: self.backup_asked.emit(ask.step))
            lines.append(line)
        self.backup.show_lines(lines, said.age or tr("none yet"), said.sentence)
        self.backup.said.show()

    def _show_papers(self, section: "_Section", runs: Sequence[PaperRun]) -> None:
        lines = []
        for run in runs:
            line = LinkLine(run.words, run.note, run.late)
            line.pressed.connect(lambda run=run: self.open_document.emit(run.document_id, "copies"))
            lines.append(line)
        section.show_lines(lines, copies_word(sum(len(run.copies) for run in runs)), tr("None."))

    def _show_disposable(self, count: int) -> None:
        """One line for all that has been kept long enough; nothing while there is none."""
        one = tr("1 record may be disposed of")
        said = one if count == 1 else tr("{n} records may be disposed of", n=count)
        line = LinkLine(said, tr("after a review"))
        line.pressed.connect(self.retention_requested)
        self.keeping.show_lines([line] if count else [], "", "")
        self.keeping.setVisible(count > 0)

    def _show_waiting(self, section: "_Section", items: Sequence[WaitingItem], named: bool) -> None:
        steps = {
            "review": tr("to review"),
            "approve": tr("to approve"),
            "issue": tr("to issue"),
            "read": tr("to read"),
        }
        lines = []
        for item in items:
            step = steps.get(item.step, item.step)
            note = f"{item.person} {step}".strip() if named else step
            line = LinkLine(f"{item.number} r{item.label}, {item.title}", note)
            tab = "reading" if item.step == "read" else "details"
            line.pressed.connect(
                lambda item=item, tab=tab: self.open_document.emit(item.document_id, tab)
            )
            lines.append(line)
        section.show_lines(lines, str(len(items)) if items else "", tr("Nothing."))

    def _lay_out(self) -> None:
        content = QWidget()
        dress_surface(content, "base")
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(16)
        for section in (
            self.recall,
            self.printing,
            self.waiting,
            self.others,
            self.keeping,
            self.backup,
        ):
            column.addWidget(section)
        column.addStretch(1)
        self.backup.line.hide()
        self.setWidget(content)


class _Section(QWidget):
    """A heading with its lines; more than six open by "n more"."""

    def __init__(self, title: str, icon: str, action: str = "") -> None:
        super().__init__()
        self.head = SectionHead(title, icon=icon, action=action)
        self.head.link.setAccessibleName(f"{title}: {action}")
        self.said = small_words(wrap=True)
        self.line = HairLine()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addLayout(self._lines)
        column.addWidget(self.said)
        column.addSpacing(8)
        column.addWidget(self.line)
        self._dress()
        current().changed.connect(self._dress)

    def _dress(self) -> None:
        """Lines begin where the heading's word does, beside its icon."""
        self._lines.setContentsMargins(current().icon_size() + 2, 0, 0, 0)
        self.said.setContentsMargins(current().icon_size() + 8, 0, 0, 0)

    def show_lines(self, lines: Sequence[LinkLine], note: str, said: str) -> None:
        """Show these lines; `said` stands there when there is none."""
        self.head.note.setText(note if lines or not self._only_lines(said) else "")
        self.said.setText(said)
        self.said.setVisible(not lines)
        empty(self._lines)
        for line in lines[:_SHOWN]:
            self._lines.addWidget(line)
        if lines[_SHOWN:]:
            self._add_more(lines[_SHOWN:])
        self._order()

    def _order(self) -> None:
        """Tab goes through the lines after the heading; new ones would come last in the window."""
        for before, after in pairwise((self.head.link, *self.lines())):
            QWidget.setTabOrder(before, after)

    def lines(self) -> tuple[LinkLine, ...]:
        """The lines that are shown."""
        found = (self._lines.itemAt(at) for at in range(self._lines.count()))
        widgets = (item.widget() for item in found if item is not None)
        return tuple(w for w in widgets if isinstance(w, LinkLine))

    def _add_more(self, rest: Sequence[LinkLine]) -> None:
        more = LinkLine(tr("{n} more", n=len(rest)))
        more.pressed.connect(lambda: self._show_rest(more, rest))
        self._lines.addWidget(more)

    def _show_rest(self, more: LinkLine, rest: Sequence[LinkLine]) -> None:
        more.hide()
        for line in rest:
            self._lines.addWidget(line)
        self._order()
        rest[0].setFocus()

    @staticmethod
    def _only_lines(said: str) -> bool:
        """Whether the section has nothing to count when it has no lines."""
        return said in (tr("None."), tr("Nothing."))
