"""Where the questions of an audit are taken from: sources with a tick each, and criteria that are
searched for as one types."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.services.audit_filling import Source
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import Words, small_words
from isodesk.ui.pick_fields import Named
from isodesk.ui.registers.record_line import RecordLine
from isodesk.ui.theme import SMALL
from isodesk.ui.wrapped_choice import WrappedChoice

_INDENT = 24


class SourceList(QWidget):
    """`changed` as sources are ticked, and as a criterion is added (it is ticked)."""

    changed = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        self.criterion = RecordLine(tools, ("obligation", "document"))
        self.criterion.setAccessibleName(tr("Obligation or own document"))
        self.criterion.setPlaceholderText(tr("Its number or words of its title"))
        self.criterion.chosen.connect(self._add_criterion)
        self.criterion.returnPressed.connect(self._settle)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._criteria = QVBoxLayout()
        self._criteria.setSpacing(4)
        self._tools = tools
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addLayout(self._rows)
        column.addSpacing(8)
        column.addWidget(small_words(tr("Obligations and own documents as criteria"), wrap=True))
        column.addWidget(self.criterion)
        column.addLayout(self._criteria)
        column.addStretch(1)

    def show_sources(self, sources: Sequence[Source], ticked: Collection[str]) -> None:
        """Show them in their order, those in `ticked` with their tick."""
        for each in sources:
            words = tr("{title} ({n})", title=each.title, n=each.count)
            choice = self._box(each.key, words, self._rows, each.key in ticked)
            note = " ".join(filter(None, (each.about, _standing(each))))
            choice.allow(each.taken < each.count)
            if note:
                self._rows.addWidget(_note(note))

    def ticked(self) -> list[str]:
        """Keys of the ticked sources, in the order they are shown."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def _add_criterion(self, named: Named | None) -> None:
        if named is None or named.id is None:
            return
        kind = self._tools.space.picking.kind_of(named.id)
        key = f"{kind}:{named.id}"
        self.criterion.show_named(None)
        if key in self.boxes:
            self.boxes[key].setChecked(True)
            return
        self._box(key, named.name, self._criteria, ticked=True)
        self.changed.emit()

    def _settle(self) -> None:
        """A number typed in full needs no list."""
        self.criterion.settle(self._add_criterion)

    def _box(self, key: str, words: str, column: QVBoxLayout, ticked: bool) -> WrappedChoice:
        box = QCheckBox()
        box.setChecked(ticked)
        box.toggled.connect(lambda _: self.changed.emit())
        self.boxes[key] = box
        choice = WrappedChoice(box, words)
        column.addWidget(choice)
        return choice


def _standing(source: Source) -> str:
    if not source.taken:
        return ""
    if source.taken == source.count:
        return tr("All of them stand in the audit.")
    return tr("{n} of {total} stand in the audit.", n=source.taken, total=source.count)


def _note(text: str) -> QWidget:
    words = Words(text, SMALL, tone="second", wrap=True)
    words.setContentsMargins(_INDENT, 0, 0, 6)
    words.setAlignment(Qt.AlignmentFlag.AlignTop)
    return words
