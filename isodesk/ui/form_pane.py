"""A record as one scrolling form: sections of fields that save as they are left."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import Field
from isodesk.ui.parts import HairLine, SectionHead, dress_surface
from isodesk.ui.pick_fields import Named
from isodesk.ui.record_pane import RecordPane
from isodesk.ui.theme import current


@dataclass(frozen=True)
class Typed:
    """One field of one record, before and after; values as the service takes them."""

    record_id: int
    key: str
    label: str
    before: Any
    after: Any


class FormPane(RecordPane):
    """A subclass adds sections in its constructor, fills `fields` in `show_facts`, writes one
    in `write_field`; Ctrl+Z gives the field saved last the value it had before."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.fields: dict[str, Field] = {}
        self._typed: list[Typed] = []
        form = QWidget()
        dress_surface(form, "base")
        self.body = QVBoxLayout(form)
        self.body.setContentsMargins(24, 16, 24, 24)
        self.body.setSpacing(16)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumWidth(round(18 * current().em))
        area.setWidget(form)
        self.column.addSpacing(12)
        self.column.addWidget(HairLine())
        self.column.addWidget(area, 1)

    def write_field(self, record_id: int, key: str, value: Any) -> None:
        """Save one field; runs on a worker. Raises Refused as the service does."""
        raise NotImplementedError

    def add_head(self, words: str, note: str = "") -> SectionHead:
        """A section begins."""
        head = SectionHead(words, note)
        head.setContentsMargins(0, 8, 0, 0)
        self.body.addWidget(head)
        return head

    def add_fields(self, *pairs: tuple[str, Field]) -> None:
        """Fields beside each other, by the service's own names; each saves when it is left."""
        row = QHBoxLayout()
        row.setSpacing(16)
        for key, field in pairs:
            self.fields[key] = field
            field.edited.connect(lambda value, key=key: self._save(key, value))
            row.addWidget(field, 1)
        self.body.addLayout(row)

    def put(self, key: str, value: Any, why_fixed: str = "") -> None:
        """Show a stored value, unless another one is just being typed."""
        field = self.fields[key]
        if not (_has_keyboard(field) and field.unsaved()):
            field.set_value(value)
            field.set_problem("")
        field.set_read_only(bool(why_fixed))
        field.editor.setToolTip(why_fixed)

    def save_typed(self) -> None:
        """Save what stands in the field the keyboard is in."""
        for field in self.fields.values():
            if _has_keyboard(field) and field.unsaved():
                field.commit()

    def undo(self) -> None:
        """Give the field that was saved last the value it had before."""
        shown = self.shown_id()
        mine = [typed for typed in self._typed if typed.record_id == shown]
        if not mine:
            self._tools.said(
                tr("Nothing typed here is left to undo. History puts earlier values back.")
            )
            return
        last = mine[-1]
        self._typed.remove(last)
        said = tr("{field} is as it was.", field=last.label)
        self._tools.write(
            self,
            lambda _: self.write_field(last.record_id, last.key, last.before),
            lambda _: self._tools.said(said),
        )

    def stored(self, key: str) -> Any:
        """The value the file holds for a field, as the service takes it."""
        return getattr(self.facts(), key)

    def _save(self, key: str, value: Any) -> None:
        record = self.shown_id()
        if record is None:
            return
        value = value.id if isinstance(value, Named) else value
        typed = Typed(record, key, self.fields[key].label.text(), self.stored(key), value)
        self._tools.write(
            self,
            lambda _: self.write_field(record, key, value),
            lambda _: self._saved(typed),
            lambda refused: self._refused(key, refused),
        )

    def _saved(self, typed: Typed) -> None:
        self.fields[typed.key].set_problem("")
        self._typed.append(typed)
        self._tools.said(tr("Saved"))

    def _refused(self, key: str, refused: Refused) -> None:
        self.fields[key].set_problem(str(refused))


def _has_keyboard(field: Field) -> bool:
    return field.editor.hasFocus() or any(w.hasFocus() for w in field.findChildren(QWidget))
