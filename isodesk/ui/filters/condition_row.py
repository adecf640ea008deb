"""One condition in the making: which field, what is asked of it, and what it is compared with."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from isodesk.core.entry import Field
from isodesk.core.filters import Condition, made, operator, operators
from isodesk.core.kinds import Stored
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.fields import combo_box
from isodesk.ui.filters.values import Chosen, Typed
from isodesk.ui.parts import Words
from isodesk.ui.theme import MEDIUM, SMALL

Offer = Callable[[Field, Callable[[Sequence[tuple[Stored, str]]], None]], None]
"""Tells a row what may be chosen for a field, when that is known."""


class ConditionRow(QWidget):
    """`changed` with each key; `off` asks to be taken away; `entered` on Enter."""

    changed = Signal()
    entered = Signal()
    off = Signal()

    def __init__(
        self, fields: Sequence[Field], offer: Offer, condition: Condition | None = None
    ) -> None:
        super().__init__()
        self._fields, self._offer = {f.key: f for f in fields}, offer
        self.field, self.op = combo_box(), combo_box()
        self.field.setAccessibleName(tr("Field"))
        self.op.setAccessibleName(tr("Condition"))
        self.field.setMaxVisibleItems(16)
        for each in sorted(fields, key=lambda f: tr(f.label).casefold()):
            self.field.addItem(tr(each.label), each.key)
        self.value: Typed | Chosen | None = None
        self.remove = Button(tr("Remove"), self.off.emit, "quiet", "x")
        self._problem = Words("", SMALL, MEDIUM, "danger", wrap=True)
        self._problem.hide()
        self._lay_out()
        self._put(condition)
        self.field.activated.connect(lambda _: self._field_chosen())
        self.op.activated.connect(lambda _: self._op_chosen())

    def condition(self) -> Condition:
        """What the row says. Raises Refused for what is missing or wrong in it."""
        typed: list[Any] = self.value.typed() if self.value is not None else []
        return made(self._field(), str(self.op.currentData()), typed)

    def problem(self, sentence: str) -> None:
        """Say under the row what is wrong, or nothing with ""."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def check(self) -> Condition | None:
        """What the row says; None where something is wrong, which then stands under it."""
        try:
            condition = self.condition()
        except Refused as refused:
            self.problem(str(refused))
            return None
        self.problem("")
        return condition

    def take_keyboard(self) -> None:
        """Begin where something has to be said."""
        target = self.value if self.value is not None and self.value.isVisibleTo(self) else None
        target.take_keyboard() if target is not None else self.op.setFocus()

    def _lay_out(self) -> None:
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.field, 0, 0, top)
        grid.addWidget(self.op, 0, 1, top)
        grid.addWidget(self.remove, 0, 3, top)
        grid.addWidget(self._problem, 1, 0, 1, 4)
        for column, share in enumerate((5, 4, 6)):
            grid.setColumnStretch(column, share)

    def _field(self) -> Field:
        return self._fields[str(self.field.currentData())]

    def _put(self, condition: Condition | None) -> None:
        if condition is None:
            self.field.setCurrentIndex(0)
        else:
            self.field.setCurrentIndex(self.field.findData(condition.field))
        self._show_operators()
        if condition is not None:
            self.op.setCurrentIndex(self.op.findData(condition.op))
        self._show_value(condition.values if condition is not None else ())

    def choose_field(self, key: str) -> None:
        """Ask about another field."""
        self.field.setCurrentIndex(self.field.findData(key))
        self._field_chosen()

    def _show_operators(self) -> None:
        self.op.clear()
        for each in operators(self._field().kind):
            self.op.addItem(tr(each.words), each.key)

    def _field_chosen(self) -> None:
        self._show_operators()
        self._op_chosen()

    def _op_chosen(self) -> None:
        self._show_value(())
        self.changed.emit()

    def _show_value(self, values: Sequence[Stored]) -> None:
        field = self._field()
        asked = operator(field.kind, str(self.op.currentData()))
        if self.value is not None:
            self._grid.removeWidget(self.value)
            self.value.hide()
            self.value.deleteLater()
        if asked.takes == "many":
            chosen = Chosen(field, ())
            self.value = chosen
            self._offer(field, lambda offered: self._offered(chosen, offered, values))
        else:
            self.value = Typed(field, asked, values)
        self.value.changed.connect(self._value_changed)
        self.value.entered.connect(self.entered)
        self._grid.addWidget(self.value, 0, 2, Qt.AlignmentFlag.AlignTop)
        QWidget.setTabOrder(self.op, self.value)
        QWidget.setTabOrder(self.value, self.remove)
        self.problem("")

    def _offered(
        self, chosen: Chosen, offered: Sequence[tuple[Stored, str]], values: Sequence[Stored]
    ) -> None:
        if chosen is self.value:  # another field may have been chosen meanwhile
            chosen.offer(offered)
            chosen.blockSignals(True)
            chosen.tick(values)
            chosen.blockSignals(False)
            self.changed.emit()

    def _value_changed(self) -> None:
        self.problem("")
        self.changed.emit()
