"""Reading: who has to read the document, who has, and the sign sheet of a revision."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from isodesk.core.rows import Column, Group, Row
from isodesk.documents.reading import DAYS, HOW_WORDS, AckValue, How, ReaderValue, summed
from isodesk.documents.values import State
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.step_bar import StepBar
from isodesk.ui.documents.tools import Tools
from isodesk.ui.keeping.read_steps import ReadSteps
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import HairLine, Words
from isodesk.ui.rows_model import GroupedModel

COLUMNS = (
    Column("row", "Row", 4.6, "number"),
    Column("name", "Reader", 11.5),
    Column("role", "Function", 9, "second"),
    Column("state", "State", 6.5, "state"),
    Column("due", "Read by", 8.8, "late"),
    Column("done", "Read on", 8.4, "date"),
    Column("how", "Signed", 9, "second"),
)


class ReadingTab(QWidget):
    """Readers above, their acknowledgements by revision below."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._facts: RecordFacts | None = None
        self.steps = ReadSteps(tools, self)
        self.words = Words(wrap=True)
        self.model = GroupedModel(COLUMNS, today=tools.space.desk.today(), parent=self)
        self.list = ListView(tr("Reading"), inset=24, many=True)
        self.list.setModel(self.model)
        self.bar = StepBar(tr("Steps for the chosen readers"))
        self.bar.add(tr("Sign as read"), lambda: self.steps.sign(self.chosen()))
        self.readers = Button(tr("Readers"), self._change_readers, "quiet", "users")
        self.sheet = Button(tr("Sign sheet"), kind="quiet", icon="printer")
        self.sheet.setMenu(self._made_menu())
        self.tools_row: tuple[Button, ...] = (self.sheet, self.readers)
        self._lay_out()
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._offer_steps())
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.opened.connect(lambda _: self.steps.sign(self.chosen()))

    def show_facts(self, facts: RecordFacts) -> None:
        """Show a document's readers and what they have read."""
        self._facts = facts
        self.words.setText(_readers_words(facts.readers))
        self.model.show(_groups(facts))
        self.list.empty_words = _empty_words(facts)
        withdrawn = facts.document.state == State.WITHDRAWN
        gone = tr("A withdrawn document is no longer read.") if withdrawn else ""
        self.readers.allow(facts.read_only or gone)
        self.sheet.allow("" if self._in_force() else tr("Nobody is asked to read it now."))
        self._offer_steps()

    def chosen(self) -> list[AckValue]:
        """The acknowledgements that are selected."""
        ids = set(self.list.chosen_ids())
        return [a for a in self._shown() if a.id in ids]

    def key_in(self) -> None:
        """Key in the sign sheet of the revision in force."""
        acks = self._in_force()
        if acks:
            self.steps.key_in_of(acks[0].revision_id)

    def print_sheet(self) -> None:
        """Print the sign sheet of the revision in force."""
        acks = self._in_force()
        if acks:
            self.steps.print_sheet_of(acks[0].revision_id)

    def _shown(self) -> Sequence[AckValue]:
        acks = self._facts.acks if self._facts else ()
        return [a for a in acks if a.open or a.done_on]

    def _in_force(self) -> list[AckValue]:
        current = self._facts.document.in_force_id if self._facts else None
        return [a for a in self._shown() if a.revision_id == current]

    def _offer_steps(self) -> None:
        chosen = self.chosen()
        read_only = self._facts.read_only if self._facts else ""
        signed = "" if any(a.open for a in chosen) else tr("Signed already.")
        self.bar.allow(0, read_only or signed)
        one = chosen[0].name if len(chosen) == 1 else tr("{n} readers chosen", n=len(chosen))
        self.bar.show_for(one if chosen else "", bool(chosen) and not signed)

    def _show_menu(self, at: QPoint) -> None:
        if self.chosen():
            self.bar.menu(self).popup(self.list.viewport().mapToGlobal(at))

    def _made_menu(self) -> QMenu:
        menu = QMenu(self)
        self._print_action = menu.addAction(tr("Print the sign sheet"))
        self._print_action.triggered.connect(lambda _=False: self.print_sheet())
        self._key_action = menu.addAction(tr("Key in a signed sheet"))
        self._key_action.triggered.connect(lambda _=False: self.key_in())
        menu.aboutToShow.connect(self._allow_keying)
        menu.setToolTipsVisible(True)
        return menu

    def _allow_keying(self) -> None:
        read_only = self._facts.read_only if self._facts else ""
        everybody = "" if any(a.open for a in self._in_force()) else tr("Everybody has signed.")
        self._key_action.setEnabled(not (read_only or everybody))
        self._key_action.setToolTip(read_only or everybody)

    def _change_readers(self) -> None:
        from isodesk.ui.documents.readers_dialog import ReadersDialog

        assert self._facts is not None
        ReadersDialog(self._tools, self._facts, self._changed, self).open()

    def _changed(self) -> None:
        self._tools.said(tr("The readers are saved."))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(24, 14, 24, 14)
        top.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(HairLine())
        column.addWidget(self.list, 1)
        column.addWidget(self.bar)


def reader_words(reader: ReaderValue) -> str:
    """`Tom Hale`, or `Melter (4 people)`."""
    if not reader.is_role:
        return reader.name
    people = tr("1 person") if reader.people == 1 else tr("{n} people", n=reader.people)
    return f"{reader.name} ({people})"


def _readers_words(readers: Sequence[ReaderValue]) -> str:
    if not readers:
        return tr("Nobody has to confirm having read this document.")
    return tr("Read by {who}.", who=", ".join(reader_words(r) for r in readers))


def _empty_words(facts: RecordFacts) -> str:
    if facts.readers and facts.document.in_force is None:
        return tr("They are asked when a revision comes into force.")
    return tr("Name the readers: they are asked for each revision, within {n} days.", n=DAYS)


def _groups(facts: RecordFacts) -> tuple[Group, ...]:
    shown = [a for a in facts.acks if a.open or a.done_on]
    current = facts.document.in_force_id
    groups = []
    for revision_id, found in groupby(shown, key=lambda a: a.revision_id):
        acks = tuple(found)
        done, asked = summed(acks)
        heading = tr("Revision {label}", label=acks[0].label)
        heading += tr(", in force") if revision_id == current else ""
        note = tr("{n} of {total} have read it", n=done, total=asked)
        groups.append(Group(heading, note, tuple(_row(a) for a in acks)))
    return tuple(groups)


def _row(ack: AckValue) -> Row:
    due = ack.due_on.isoformat() if ack.open and ack.due_on else None
    done = ack.done_on.isoformat() if ack.done_on else None
    how = tr(HOW_WORDS[How(ack.how)]) if ack.how else ""
    signed = " · ".join(filter(None, (how, ack.note)))
    state = "read" if ack.done_on else "to_read"
    return Row(ack.id, (str(ack.row), ack.name, ack.role, state, due, done, signed))
