"""Fields that name a record or a person; a person who is not known yet can be added."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import Field
from isodesk.ui.icons import IconLabel
from isodesk.ui.pick_fields import Named, PersonField
from isodesk.ui.registers.record_line import RecordLine


class RecordField(Field):
    """A record of some kinds, as its number and title; `opened(id)` asks for it, by Alt+Enter
    or the arrow at the right end."""

    opened = Signal(int)

    def __init__(
        self, tools: Tools, label: str, kinds: Sequence[str], parent: QWidget | None = None
    ) -> None:
        self.line = RecordLine(tools, kinds)
        self.open = IconLabel("arrow-right", "link", parent=self.line)
        super().__init__(label, self.line, parent=parent)
        self.open.setToolTip(tr("Open this record (Alt+Enter)"))
        self.open.setAccessibleName(tr("Open {name}", name=label))
        self.open.setCursor(Qt.CursorShape.PointingHandCursor)
        self.open.installEventFilter(self)
        self.line.chosen.connect(lambda _: self.commit())
        self.line.returnPressed.connect(self.commit)

    def value(self) -> Named | None:
        """The record, or None."""
        return self.line.named()

    def put(self, value: Named | None) -> None:
        self.line.show_named(value)
        self._place_open()

    def commit(self) -> None:
        """Words that name one record are that record; others are said to name none."""
        value = self.value()
        if value is None or value.id is not None:
            self._take(value)
        else:
            self.line.settle(self._settled)

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.Resize:
            self._place_open()
        if watched is self.open and event.type() == QEvent.Type.MouseButtonRelease:
            self._open()
            return True
        if watched is self.line and isinstance(event, QKeyEvent) and _asks_to_open(event):
            if event.type() == QEvent.Type.KeyPress:
                self._open()
            return True
        return super().eventFilter(watched, event)

    def _settled(self, named: Named | None) -> None:
        typed = self.line.text().strip()
        if named is None and typed:
            words = tr("“{words}” names no record here. Choose one from the list.", words=typed)
            self.set_problem(words)
            return
        if typed:
            self.line.show_named(named)
        self._take(named)

    def _take(self, value: Named | None) -> None:
        if value != self._given:
            self.set_problem("")
        self._place_open()
        super().commit()

    def _open(self) -> None:
        value = self.value()
        if value is not None and value.id is not None:
            self.opened.emit(value.id)

    def _place_open(self) -> None:
        value, side = self.line.named(), self.open.width()
        shown = value is not None and value.id is not None
        self.open.setVisible(shown)
        self.open.move(self.line.width() - side - 9, (self.line.height() - side) // 2)
        self.line.setTextMargins(0, 0, side + 9 if shown else 0, 0)

    def _popup_open(self) -> bool:
        return self.line.popup().isVisible()


def _asks_to_open(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)


class WhoField(PersonField):
    """A person; a name that is not known can be added to the people of the file."""

    def __init__(self, tools: Tools, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent=parent)
        self._tools = tools
        self.add = Button("", self._add, "link", "plus")
        self.add.hide()
        column = self.label.parentWidget()
        layout = column.layout() if column is not None else None
        assert layout is not None
        layout.addWidget(self.add)

    def set_people(self, people: Sequence[tuple[int, str]]) -> None:
        """Offer these; who is offered already stays, so that an open list is left alone."""
        known = [
            (self.combo.itemData(at), self.combo.itemText(at)) for at in range(self.combo.count())
        ]
        if known != list(people):
            super().set_people(people)

    def set_problem(self, sentence: str) -> None:
        """A name that is not known comes with the way to add it."""
        super().set_problem(sentence)
        value = self.value()
        strange = bool(sentence) and value is not None and value.id is None
        if strange and value is not None:
            self.add.setText(tr("Add {name} to the people", name=value.name))
        self.add.setVisible(strange)

    def _add(self) -> None:
        value, companies = self.value(), self._tools.space.companies
        if value is None:
            return
        from isodesk.services.company import PersonValue

        person = PersonValue(0, value.name)

        def added(person_id: int) -> None:
            self.combo.addItem(value.name, person_id)
            self.put(person_id)
            self.commit()

        self._tools.write(
            self,
            lambda _: companies.save_person(person),
            added,
            lambda refused: self.set_problem(str(refused)),
        )
