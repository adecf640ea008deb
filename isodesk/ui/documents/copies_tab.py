"""Copies of a document: the paper check, every copy by revision, and what to do with them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from isodesk.documents.values import CopyState, CopyValue
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.copies_groups import COLUMNS, copy_groups, told
from isodesk.ui.documents.copies_steps import CopySteps
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.give_out import GiveOutDialog
from isodesk.ui.documents.printing import print_copies, print_made
from isodesk.ui.documents.step_bar import StepBar
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_view import ListView
from isodesk.ui.paper_check import PaperCheckBar
from isodesk.ui.parts import HairLine
from isodesk.ui.rows_model import GroupedModel


class CopiesTab(QWidget):
    """`opened` asks for another record; `tools_row` are the buttons right of the sub tabs."""

    opened = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._facts: RecordFacts | None = None
        self.check = PaperCheckBar(tools)
        self.check.opened.connect(self.opened)
        self.model = GroupedModel(COLUMNS, today=tools.space.desk.today(), parent=self)
        self.list = ListView(tr("Copies"), inset=24, many=True)
        self.list.setModel(self.model)
        self.list.empty_words = tr("No copies yet. Issuing a revision makes those of its list.")
        self.steps = CopySteps(tools, self)
        self.bar = StepBar(tr("Steps for the chosen copies"))
        for step in self.steps.all:
            self.bar.add(step.words, lambda step=step: step.take(self.chosen()))  # type: ignore[misc]
        self.slips_button = Button(tr("Slips and lists"), kind="quiet", icon="printer")
        self.slips_button.setMenu(self._made_slips_menu())
        self.give = Button(tr("Give out a copy"), self._give_out, "quiet", "plus")
        self.tools_row: tuple[Button, ...] = (self.slips_button, self.give)
        self._lay_out()
        self._connect()

    def show_facts(self, facts: RecordFacts) -> None:
        """Show a document's copies; the chosen ones stay chosen."""
        other = self._facts is None or self._facts.document.id != facts.document.id
        if other:
            self.check.clear()
        self._facts = facts
        self.check.home = facts.document.id
        document = facts.document
        self.model.show(copy_groups(document, facts.copies, self._tools.space.desk.today()))
        none_in_force = "" if document.in_force else tr("Issue a revision first.")
        self.give.allow(facts.read_only or none_in_force)
        self._offer_steps()

    def chosen(self) -> tuple[CopyValue, ...]:
        """The copies that are selected."""
        ids = set(self.list.chosen_ids())
        return tuple(c for c in self._copies() if c.id in ids)

    def choose(self, copy_id: int) -> None:
        """Select a copy, as when it is opened from Today."""
        self.list.choose(copy_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer and steps take room from the list: the chosen row stays in sight."""
        if event.type() == QEvent.Type.Resize and self.chosen():
            QTimer.singleShot(0, self, lambda: self.list.scrollTo(self.list.currentIndex()))
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(24, 16, 24, 16)
        top.addWidget(self.check)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(HairLine())
        column.addWidget(self.list, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        self.list.viewport().installEventFilter(self)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._offer_steps())
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.check.answered.connect(self._point_at)

    def _copies(self) -> Sequence[CopyValue]:
        return self._facts.copies if self._facts else ()

    def _offer_steps(self) -> None:
        chosen, read_only = self.chosen(), (self._facts.read_only if self._facts else "")
        for at, step in enumerate(self.steps.all):
            missing = "" if step.fits(chosen) else tr("Not for copies in this state.")
            self.bar.allow(at, (read_only if step.writes else "") or missing)
        self.bar.show_for(_chosen_words(chosen), bool(chosen))

    def _show_menu(self, at: QPoint) -> None:
        if self.chosen():
            self.bar.menu(self).popup(self.list.viewport().mapToGlobal(at))

    def _point_at(self, verdict: object) -> None:
        copy_id = getattr(verdict, "copy_id", None)
        if copy_id is not None:
            self.list.choose(copy_id)

    def _made_slips_menu(self) -> QMenu:
        menu = QMenu(self)
        ways = (
            (tr("Print what waits to be printed"), self._print_waiting),
            (tr("The same, with the document control sheet"), self._print_with_sheet),
            (tr("Recall slips"), lambda: self._slips(False)),
            (tr("Receipt slips"), lambda: self._slips(True)),
            (tr("List of copies"), self._print_list),
        )
        self._slip_actions = [menu.addAction(words) for words, _ in ways]
        for action, (_, take) in zip(self._slip_actions, ways, strict=True):
            action.triggered.connect(lambda _=False, take=take: take())
        menu.aboutToShow.connect(self._offer_slips)
        return menu

    def _offer_slips(self) -> None:
        counts = (
            len(self._in(CopyState.TO_PRINT)),
            len(self._in(CopyState.TO_PRINT)),
            len(self._for_slips(False)),
            len(self._for_slips(True)),
            len(self._copies()),
        )
        for action, count in zip(self._slip_actions, counts, strict=True):
            action.setEnabled(count > 0)

    def _in(self, *states: CopyState) -> list[CopyValue]:
        return [c for c in self._copies() if c.state in states]

    def _for_slips(self, receipt: bool) -> list[CopyValue]:
        """The chosen copies a slip makes sense for; with none chosen, all of them."""
        states = (CopyState.TO_PRINT, CopyState.OUT) if receipt else (CopyState.TO_RECALL,)
        fitting = self._in(*states)
        ids = {c.id for c in self.chosen()}
        return [c for c in fitting if c.id in ids] or fitting

    def _slips(self, receipt: bool) -> None:
        self.steps.print_slips(self._for_slips(receipt), receipt)

    def _print_waiting(self) -> None:
        print_copies(self._tools, self, [c.id for c in self._in(CopyState.TO_PRINT)])

    def _print_with_sheet(self) -> None:
        ids = [c.id for c in self._in(CopyState.TO_PRINT)]
        print_copies(self._tools, self, ids, sheet=True)

    def _print_list(self) -> None:
        assert self._facts is not None
        sheets, document = self._tools.space.sheets, self._facts.document
        title = tr("Copies of {number}", number=document.number)
        print_made(self._tools, self, title, title, lambda _: sheets.copies_of(document.id))

    def _give_out(self) -> None:
        assert self._facts is not None
        facts = self._facts
        GiveOutDialog(self._tools, facts.document, facts.choices, self._given, self).open()

    def _given(self, copy_id: int, print_now: bool) -> None:
        self._tools.said(tr("The copy has its number."))
        if print_now:
            print_copies(self._tools, self, [copy_id])


def _chosen_words(copies: Sequence[CopyValue]) -> str:
    if len(copies) == 1:
        return told(copies[0])
    return tr("{n} copies chosen", n=len(copies))
