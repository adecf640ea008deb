"""The columns of a foreign sheet: what each is headed, what it becomes, and how its cells fare."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodesk.core.names import column_letters
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.intake.columns import Profile
from isodesk.services import import_targets
from isodesk.services.import_values import LEFT_OUT, OWN, ColumnCount, Target
from isodesk.services.sheet_import import cell_text
from isodesk.ui.fields import combo_box
from isodesk.ui.list_model import Index
from isodesk.ui.table_model import TableModel
from isodesk.ui.typed_table import GAP, TypedTable, paint_ground, paint_words

HEADING, EXAMPLE, BECOMES, KIND, RESULT = range(5)
_WEIGHTS = (13, 15, 14, 8.5, 17)
KINDS = {
    "text": "Text",
    "note": "Several lines",
    "number": "Number",
    "whole": "Whole number",
    "day": "Day",
    "moment": "Day and time",
    "yes": "Yes or no",
    "choice": "Choice",
    "person": "Person",
}
"""What a new field may be, and how that is called."""


class ColumnsModel(TableModel):
    """One row a column of the sheet. `corrected` when the officer chose another target."""

    corrected = Signal()

    def __init__(self, register: Register, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self._profiles: tuple[Profile, ...] = ()
        self._left = 0
        self.targets: tuple[Target, ...] = ()
        self.counts: tuple[ColumnCount, ...] = ()

    def show(self, profiles: Sequence[Profile], targets: Sequence[Target], left: int) -> None:
        """Show the columns of a table that begins in the sheet's column `left`."""
        self.beginResetModel()
        self._profiles, self.targets, self._left = tuple(profiles), tuple(targets), left
        self.counts = ()
        self.endResetModel()

    def show_counts(self, counts: Sequence[ColumnCount]) -> None:
        """Say how the cells fare."""
        self.counts = tuple(counts)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, RESULT))

    def headings(self) -> tuple[str, ...]:
        return headings()

    def line_count(self) -> int:
        return len(self._profiles)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        new = self.targets[index.row()].field == OWN
        if index.column() == BECOMES or (index.column() == KIND and new):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        roles = Qt.ItemDataRole
        if not index.isValid() or role not in (
            roles.DisplayRole,
            roles.ToolTipRole,
            roles.EditRole,
            roles.AccessibleTextRole,
        ):
            return None
        if role == roles.EditRole:
            target = self.targets[index.row()]
            return target.field if index.column() == BECOMES else target.kind
        return self.words(index.row(), index.column())

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        at, target = index.row(), self.targets[index.row()]
        if index.column() == KIND:
            changed = replace(target, kind=str(value))
        elif value == OWN:
            changed = replace(import_targets.own_target(self._profiles[at]), label=self.heading(at))
        else:
            changed = Target(str(value))
        if changed != target:
            self.targets = (*self.targets[:at], changed, *self.targets[at + 1 :])
            self.dataChanged.emit(self.index(at, 0), self.index(at, RESULT))
            self.corrected.emit()
        return True

    def choices(self, at: int) -> Mapping[str, str]:
        """What a column may become: fields no other column is, a new field, nothing."""
        used = {t.field for n, t in enumerate(self.targets) if n != at}
        fields = import_targets.offered_fields(self.register)
        offered = {LEFT_OUT: tr("Left out"), OWN: tr("A new field")}
        return offered | {f.key: tr(f.label) for f in fields if f.key not in used}

    def heading(self, at: int) -> str:
        """The heading, or the letters of the column where it has none."""
        return self._profiles[at].heading or tr(
            "Column {letters}", letters=column_letters(self._left + at)
        )

    def words(self, at: int, column: int) -> str:
        """A cell as it reads."""
        target = self.targets[at]
        return {
            HEADING: lambda: self.heading(at),
            EXAMPLE: lambda: self._example(at),
            BECOMES: lambda: self._becomes(at),
            KIND: lambda: tr(KINDS.get(target.kind, "")) if target.field == OWN else "",
            RESULT: lambda: self._result(at),
        }[column]()

    def field_words(self, at: int) -> str:
        """What the field is called that a column becomes."""
        target = self.targets[at]
        return target.label if target.field == OWN else self._becomes(at)

    def refuses(self, at: int) -> bool:
        """Whether a cell of the column is refused."""
        return bool(self.counts) and self.counts[at].refused > 0

    def _example(self, at: int) -> str:
        firsts = [cell_text(cell) for cell, _ in islice(self._profiles[at].values(), 3)]
        return ", ".join(firsts) or tr("empty")

    def _becomes(self, at: int) -> str:
        target = self.targets[at]
        if target.field == OWN:
            return tr("New field: {label}", label=target.label)
        if target.field == LEFT_OUT:
            return tr("Left out")
        return tr(import_targets.field_named(self.register, target.field).label)

    def _result(self, at: int) -> str:
        target = self.targets[at]
        if target.field == LEFT_OUT:
            return tr("worked out by isodesk") if self._is_worked_out(at) else ""
        if not self.counts:
            return ""
        count = self.counts[at]
        said = (
            (count.refused, tr("{n} refused", n=count.refused)),
            (count.converted, tr("{n} converted", n=count.converted)),
            (count.kept, tr("{n} kept", n=count.kept)),
        )
        return ", ".join(words for n, words in said if n) or tr("all blank")

    def _is_worked_out(self, at: int) -> bool:
        return self.targets[at].sure > 0.5 and bool(self._profiles[at].filled)


class ColumnsTable(TypedTable):
    """Enter, or a double click, chooses what a column becomes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        stretch = {EXAMPLE: 0.5, RESULT: 0.5}
        super().__init__(tr("Columns of the sheet"), _WEIGHTS, stretch, parent)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        self.clicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if index.isValid() and self.state() != QAbstractItemView.State.EditingState:
                wanted = index.column() if index.column() == KIND else BECOMES
                self.edit(index.siblingAtColumn(wanted))
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() in (BECOMES, KIND) and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ColumnsModel)
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, option, picked)
        at, column = index.row(), index.column()
        quiet = model.targets[at].field == LEFT_OUT or column in (EXAMPLE, RESULT)
        tone = "second" if quiet else "accent" if column in (BECOMES, KIND) else "text"
        if column == RESULT and model.refuses(at):
            tone = "danger"
        box = option.rect.adjusted(GAP, 0, -4, -1)
        paint_words(painter, box, model.words(at, column), tone, column == RESULT)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list, open at once."""
        model = index.model()
        assert isinstance(model, ColumnsModel)
        combo = combo_box()
        combo.setParent(parent)
        words = model.choices(index.row()) if index.column() == BECOMES else _kinds()
        for key, label in words.items():
            combo.addItem(label, key)
        combo.setAccessibleName(headings()[index.column()])
        combo.setStyleSheet("min-height: 0; border-radius: 0;")
        combo.activated.connect(lambda _: self._chosen(combo))
        QTimer.singleShot(0, combo, combo.showPopup)
        return combo

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        model.setData(QModelIndex(index), editor.currentData())  # type: ignore[arg-type]

    def _chosen(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)


def _kinds() -> dict[str, str]:
    return {key: tr(label) for key, label in KINDS.items()}


def headings() -> tuple[str, ...]:
    """The heads of the columns."""
    return (
        tr("Heading in the sheet"),
        tr("Stands there"),
        tr("Becomes"),
        tr("Kind"),
        tr("Cells"),
    )
