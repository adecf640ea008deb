"""Who gets a copy and where it hangs, in one line."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QCompleter, QHBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.people import Choices
from isodesk.ui.fields import LineField
from isodesk.ui.pick_fields import PersonField


class HolderFields(QWidget):
    """Holder and place; both may be typed freely, and known ones are offered."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.holder = PersonField(tr("Holder"), choices.owners(), free=True)
        self.place = LineField(tr("Place"))
        self.offer(choices)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(16)
        self._line.addWidget(self.holder, 1)
        self._line.addWidget(self.place, 1)

    def stack(self) -> None:
        """One under the other, for a narrow form."""
        self._line.setDirection(QBoxLayout.Direction.TopToBottom)
        self._line.setSpacing(8)

    def offer(self, choices: Choices) -> None:
        """Offer these people and places."""
        self.holder.set_people(choices.owners())
        completer = QCompleter(list(choices.places), self.place.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        assert popup is not None, "a popup completer has a popup"
        popup.setProperty("kind", "popup")
        self.place.line.setCompleter(completer)

    def pair(self) -> tuple[str, str]:
        """(holder, place) as typed."""
        named = self.holder.value()
        return (named.name if named else "", self.place.value())

    def clear(self) -> None:
        """Empty both, and begin at the holder."""
        self.holder.set_value(None)
        self.place.set_value("")
        self.holder.combo.setFocus()


class HolderLine(QWidget):
    """The two fields with Add; Enter in the place adds too."""

    def __init__(
        self, choices: Choices, added: Callable[[str, str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._added = added
        self.fields = HolderFields(choices)
        self.button = Button(tr("Add"), self._add)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.fields, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        self.fields.place.line.returnPressed.connect(self._add)

    def begin(self) -> None:
        """Empty, with the keyboard in the holder."""
        self.fields.clear()

    def _add(self) -> None:
        holder, place = self.fields.pair()
        if not holder:
            self.fields.holder.set_problem(tr("Name who gets the copy."))
            return
        self.fields.holder.set_problem("")
        self._added(holder, place)
