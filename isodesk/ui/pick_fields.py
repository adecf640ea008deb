"""Fields that offer what the file knows: people (or anybody typed), and clauses as tags."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QLineEdit, QWidget

from isodesk.i18n import tr
from isodesk.ui.fields import Field, combo_box, fix_combo


@dataclass(frozen=True)
class Named:
    """A person chosen (with an id) or only typed (id None)."""

    id: int | None
    name: str


class PersonField(Field):
    """A person of the file, found by any part of the name; others may be typed if allowed."""

    def __init__(
        self,
        label: str,
        people: Sequence[tuple[int, str]] = (),
        free: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.combo = combo_box()
        self._free = free
        super().__init__(label, self.combo, hint, parent)
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        _match_anywhere(self.combo.completer())
        line = self.combo.lineEdit()
        assert line is not None, "an editable combo has a line"
        line.setAccessibleName(label)
        line.setPlaceholderText(tr("nobody"))
        line.installEventFilter(self)
        line.setTextMargins(-2, 0, 0, 0)  # so that its text stands where other fields' text does
        self.set_people(people)
        self.combo.activated.connect(self.commit)

    def set_people(self, people: Sequence[tuple[int, str]]) -> None:
        """Offer these (id, name)."""
        before = self.combo.currentText()
        self.combo.clear()
        for person, name in people:
            self.combo.addItem(name, person)
        self.combo.setEditText(before)

    def value(self) -> Named | None:
        """Who stands in the field, or None when it is empty."""
        name = self.combo.currentText().strip()
        if not name:
            return None
        at = self.combo.findText(name, Qt.MatchFlag.MatchFixedString)
        return (
            Named(None, name) if at < 0 else Named(self.combo.itemData(at), self.combo.itemText(at))
        )

    def put(self, value: Named | int | None) -> None:
        at = self.combo.findData(value.id if isinstance(value, Named) else value)
        self.combo.setCurrentIndex(at)
        if at < 0:
            self.combo.setEditText(value.name if isinstance(value, Named) else "")

    def commit(self) -> None:
        """Refuse a name the list does not have, unless any may be typed."""
        value = self.value()
        if value is not None and value.id is None and not self._free:
            self.set_problem(tr("“{name}” is not among the people. Choose one.", name=value.name))
            return
        self.set_problem("")
        super().commit()

    def set_read_only(self, read_only: bool) -> None:
        fix_combo(self.combo, read_only)

    def _popup_open(self) -> bool:
        return self.combo.view().isVisible() or _is_open(self.combo.completer())


def _match_anywhere(completer: QCompleter | None) -> None:
    assert completer is not None, "an editable combo has a completer"
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    _popup(completer).setProperty("kind", "popup")


def _is_open(completer: QCompleter | None) -> bool:
    """Whether the list of proposals shows; none does while the field is taken down."""
    return completer is not None and _popup(completer).isVisible()


def _popup(completer: QCompleter) -> QAbstractItemView:
    popup = completer.popup()
    assert popup is not None, "a popup completer has a popup"
    return popup


class TagField(Field):
    """Several short codes in one line, as `9001 8.5.1, 14001 8.1`, completed while typing."""

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[str, str]] = (),
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.line = QLineEdit()
        super().__init__(label, self.line, hint, parent)
        self._completer = _LastTag(self.line)
        self.line.setCompleter(self._completer)
        self.line.returnPressed.connect(self.commit)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer (code, title); only these codes are taken."""
        self._codes = {code.casefold(): code for code, _ in choices}
        words = [f"{code}  {title}".strip() for code, title in choices]
        self._completer.setModel(QStringListModel(words, self._completer))

    def value(self) -> tuple[str, ...]:
        """The codes, each once, in the order typed."""
        typed = [" ".join(part.split()) for part in self.line.text().split(",")]
        known = [self._codes.get(part.casefold(), part) for part in typed if part]
        return tuple(dict.fromkeys(known))

    def put(self, value: Sequence[str]) -> None:
        self.line.setText(", ".join(value or ()))
        self.line.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)

    def commit(self) -> None:
        """Take the codes, or name the one that does not exist."""
        unknown = [code for code in self.value() if code.casefold() not in self._codes]
        if unknown and self._codes:
            self.set_problem(tr("There is no “{code}”. Choose from the list.", code=unknown[0]))
            return
        self.set_problem("")
        self.put(self.value())
        super().commit()

    def _popup_open(self) -> bool:
        return _is_open(self.line.completer())


class _LastTag(QCompleter):
    """Completes what stands after the last comma, and puts back only the code."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(12)
        _popup(self).setProperty("kind", "popup")

    def splitPath(self, path: str) -> list[str]:
        return [path.rsplit(",", 1)[-1].strip()]

    def pathFromIndex(self, index: object) -> str:
        code = str(super().pathFromIndex(index)).split("  ", 1)[0]  # type: ignore[arg-type]
        before = self._line.text().rsplit(",", 1)[0] if "," in self._line.text() else ""
        return f"{before.strip()}, {code}" if before.strip() else code
