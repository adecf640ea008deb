"""Fields that name a record or a person; a person who is not known yet can be added."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import Field
from isodesk.ui.pick_fields import Named, PersonField
from isodesk.ui.registers.record_line import RecordLine


class RecordField(Field):
    """A record of some kinds, as its number and title; `opened(id)` asks for it."""

    opened = Signal(int)

    def __init__(
        self, tools: Tools, label: str, kinds: Sequence[str], parent: QWidget | None = None
    ) -> None:
        self.line = RecordLine(tools, kinds)
        super().__init__(label, self.line, parent=parent)
        self.open = Button(tr("Open"), self._open, "link", "arrow-right")
        self.open.setAccessibleName(tr("Open {name}", name=label))
        self.open.setToolTip("Alt+Return")
        self._put_beside_label()
        self.line.chosen.connect(lambda _: self.commit())
        self.line.returnPressed.connect(self.commit)
        shortcut = QShortcut(QKeySequence("Alt+Return"), self.line, self._open)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def value(self) -> Named | None:
        """The record, or None."""
        return self.line.named()

    def put(self, value: Named | None) -> None:
        self.line.show_named(value)
        self.open.setVisible(value is not None)

    def commit(self) -> None:
        """Words that name one record are that record; others are said to name none."""
        value = self.value()
        if value is None or value.id is not None:
            self._take(value)
        else:
            self.line.settle(self._settled)

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)

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
        self.open.setVisible(value is not None)
        super().commit()

    def _open(self) -> None:
        value = self.value()
        if value is not None and value.id is not None:
            self.opened.emit(value.id)

    def _popup_open(self) -> bool:
        return self.line.popup().isVisible()

    def _put_beside_label(self) -> None:
        """The link stands at the right end of the label's row."""
        column = self.label.parentWidget()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        layout = column.layout() if column is not None else None
        assert layout is not None
        layout.removeWidget(self.label)
        row.addWidget(self.label, 1)
        row.addWidget(self.open)
        layout.insertLayout(0, row)  # type: ignore[attr-defined]


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
