"""What a record is tied to, as a list: opened from here, and ended where it is a link."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodesk.core.rows import Column, Group, Mark, Row
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.step_bar import StepBar
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_view import ListView
from isodesk.ui.rows_model import GroupedModel

COLUMNS = (
    Column("number", "Number", 9.5, "number"),
    Column("title", "Title", 18),
    Column("state", "State", 8.5, "state"),
)


@dataclass(frozen=True)
class Tie:
    """One thing a record is tied to, under the words that say how. `record_id` is 0 where there
    is no record to open; `fixed` says why it cannot be ended from here."""

    words: str
    number: str
    title: str
    state: Mark | str | None
    record_id: int
    kind: str
    link_id: int
    fixed: str = ""


class LinksPane(QWidget):
    """`opened(record id, kind)` asks for the record at the other end."""

    opened = Signal(int, str)

    def __init__(self, tools: Tools, none: str, parent: QWidget | None = None) -> None:
        """`none` is said where it is tied to nothing."""
        super().__init__(parent)
        self._tools = tools
        self._ties: tuple[Tie, ...] = ()
        self._read_only = ""
        self.model = GroupedModel(COLUMNS, parent=self)
        self.list = ListView(tr("Links"), inset=24)
        self.list.setModel(self.model)
        self.list.empty_words = none
        self.bar = StepBar(tr("Steps for the chosen link"))
        self.bar.add(tr("Open"), self._open)
        self.bar.add(tr("End the link"), self._end)
        self.add = Button(tr("Link to a record"), self.link, "quiet", "link")
        self.tools_row: tuple[Button, ...] = (self.add,)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.bar)
        self.list.opened.connect(lambda _: self._open())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._offer_steps())

    def link(self) -> None:
        """Ask what else it is tied to."""
        raise NotImplementedError

    def show_ties(self, ties: Iterable[Tie], read_only: str) -> None:
        """Show these under their words; `read_only` says why none can be added or ended."""
        self._ties, self._read_only = tuple(ties), read_only
        self.add.allow(read_only)
        self.model.show(_groups(self._ties))
        self._offer_steps()

    def chosen(self) -> Tie | None:
        """The one that is selected."""
        at = self.list.chosen_id()
        return self._ties[at] if at is not None and at < len(self._ties) else None

    def _offer_steps(self) -> None:
        tie = self.chosen()
        self.bar.allow(0, "" if tie is not None and tie.record_id else tr("Nothing to open."))
        self.bar.allow(1, self._read_only or (tie.fixed if tie else tr("Choose a link first.")))
        some = tie is not None and any(button.isEnabled() for button in self.bar.buttons)
        self.bar.show_for(f"{tie.words} {tie.number}".strip() if tie else "", some)

    def _open(self) -> None:
        tie = self.chosen()
        if tie is not None and tie.record_id:
            self.opened.emit(tie.record_id, tie.kind)

    def _end(self) -> None:
        tie = self.chosen()
        if tie is None or tie.fixed or self._read_only:
            return
        links = self._tools.space.links
        said = tr("The link to {number} has ended.", number=tie.number or tie.title)
        self._tools.write(self, lambda _: links.end(tie.link_id), lambda _: self._tools.said(said))


def _groups(ties: tuple[Tie, ...]) -> tuple[Group, ...]:
    """Ties under their words, in the order these come; row ids are places in `ties`."""
    groups: dict[str, list[Row]] = {}
    for at, tie in enumerate(ties):
        groups.setdefault(tie.words, []).append(Row(at, (tie.number, tie.title, tie.state)))
    return tuple(Group(words, str(len(rows)), tuple(rows)) for words, rows in groups.items())
