"""The form of one register: its sections of fields, each saved as it is left."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from isodesk.core import entry
from isodesk.core.register import BOTH, Register
from isodesk.core.steps import Grow
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, Field
from isodesk.ui.parts import SectionHead, Words, dress_surface
from isodesk.ui.registers.computed_line import ComputedLine
from isodesk.ui.registers.editors import as_shown, is_wide, made_field
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.form_flow import FormFlow
from isodesk.ui.registers.hint_lines import HintLines
from isodesk.ui.registers.record_field import RecordField, WhoField
from isodesk.ui.theme import MEDIUM, SMALL
from isodesk.ui.wrapping import WrappingRow

SYSTEMS = ((1, "Quality"), (2, "Environment"), (3, "Both"))
_NOT_TYPED = ("number", "state", "due_on", "systems")
"""What stands in the head of every record, and is no field of its own."""


class EntryForm(QScrollArea):
    """`typed(key, value)` as a field is left with another value; `opened(id)` asks for the
    record a field names; `grown(key)` for what grows of this one."""

    typed = Signal(str, object)
    opened = Signal(int)
    grown = Signal(str)

    def __init__(self, tools: Tools, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self.fields: dict[str, Field] = {}
        self.computed: list[ComputedLine] = []
        self._tools = tools
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget()
        dress_surface(self._page, "base")
        self._flow = FormFlow(self._page)
        self.hints = HintLines()
        self.hints.opened.connect(self.opened)
        self._flow.add(self.hints, "wide")
        self.general = Words("", SMALL, MEDIUM, "danger", wrap=True)
        self.general.hide()
        self._flow.add(self.general, "wide")
        for at, (section, keys) in enumerate(_sections(register)):
            self._add_section(section if at else "", keys)
        self.grow_row = _GrowRow(self.grown)
        self._flow.add(self.grow_row, "wide")
        self.setWidget(self._page)

    def show_facts(self, facts: EntryFacts) -> None:
        """Show a record of this register."""
        for key, field in self.fields.items():
            self._offer_people(field, facts)
            self._put(key, field, facts)
        for line in self.computed:
            line.show_values(facts.entry.values, facts.entry.shown)
        self.hints.show_hints(facts.hints)
        self._say_problems(facts)
        self.grow_row.show_grows(facts.entry.grows, facts.read_only)

    def save_typed(self) -> None:
        """Save what stands in the field the keyboard is in."""
        for field in self.fields.values():
            if has_keyboard(field) and field.unsaved():
                field.commit()

    def take_keyboard(self) -> None:
        """Into the first field."""
        for field in self.fields.values():
            if field.editor.isEnabled():
                field.editor.setFocus()
                return

    def go_to(self, key: str) -> None:
        """Put the keyboard into a field and scroll to it."""
        field = self.fields.get(key)
        if field is not None:
            field.editor.setFocus()
            self.ensureWidgetVisible(field)

    def _add_section(self, section: str, keys: Sequence[str]) -> None:
        if section:
            self._flow.add(SectionHead(tr(section)), "head")
        by_key = self.register.by_key
        fields = [by_key[key] for key in keys if key in by_key]
        for typed, run in groupby(fields, key=lambda each: each.typed):
            if typed:
                for each in run:
                    self._add_field(each)
            else:
                self.computed.append(ComputedLine(list(run)))
                self._flow.add(self.computed[-1], "wide")
        if "systems" in keys:
            words = [(n, tr(word)) for n, word in SYSTEMS]
            self._add("systems", ChoiceField(tr("Systems"), words), wide=False)

    def _add_field(self, each: entry.Field) -> None:
        field = made_field(self._tools, each)
        if isinstance(field, RecordField):
            field.opened.connect(self.opened)
        self._add(each.key, field, is_wide(each))

    def _add(self, key: str, field: Field, wide: bool) -> None:
        self.fields[key] = field
        field.edited.connect(lambda value, key=key: self.typed.emit(key, value))
        self._flow.add(field, "wide" if wide else "short")

    def _offer_people(self, field: Field, facts: EntryFacts) -> None:
        if isinstance(field, WhoField):
            field.set_people(facts.people)

    def _put(self, key: str, field: Field, facts: EntryFacts) -> None:
        """Show a stored value, unless another one is just being typed."""
        value, shown = facts.entry.values.get(key), facts.entry.shown.get(key, "")
        each = self.register.by_key.get(key)
        if not (has_keyboard(field) and field.unsaved()):
            field.set_value(as_shown(each.kind, value, shown) if each else facts.entry.systems)
        field.set_read_only(bool(facts.fixed))
        tip = facts.fixed or (tr(each.help) if each and each.help else "")
        if field.editor.toolTip() != tip:
            field.editor.setToolTip(tip)

    def _say_problems(self, facts: EntryFacts) -> None:
        said: dict[str, list[str]] = {}
        for problem in facts.entry.problems:
            key = problem.field if problem.field in self.fields else ""
            said.setdefault(key, []).append(tr(problem.sentence))
        for key, field in self.fields.items():
            sentence = " ".join(said.get(key, ()))
            if sentence != field.problem() and not (has_keyboard(field) and field.unsaved()):
                field.set_problem(sentence)
        general = " ".join(said.get("", ()))
        self.general.setText(general)
        self.general.setVisible(bool(general))


class _GrowRow(QWidget):
    """What may be made of a record, as buttons."""

    def __init__(self, grown: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grown = grown
        self.buttons: dict[str, Button] = {}
        self._row = WrappingRow()
        self.setLayout(self._row)
        self.hide()

    def show_grows(self, grows: Sequence[Grow], read_only: str) -> None:
        """Offer these."""
        wanted = {grow.key: grow for grow in grows}
        for key in [key for key in self.buttons if key not in wanted]:
            button = self.buttons.pop(key)
            self._row.removeWidget(button)
            button.deleteLater()
        for key, grow in wanted.items():
            if key not in self.buttons:
                press = lambda key=key: self._grown.emit(key)  # noqa: E731
                self.buttons[key] = Button(tr(grow.verb), press, icon="arrow-right")
                self._row.addWidget(self.buttons[key])
                self.buttons[key].show()
            self.buttons[key].allow(read_only)
        self.setVisible(bool(wanted))


def _sections(register: Register) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The sections as declared. What is typed and stands in none comes last; so does the choice
    of systems where records of a register may belong to either."""
    named = {key for keys in register.form.values() for key in keys}
    rest = [f.key for f in register.fields if f.key not in named and f.key not in _NOT_TYPED]
    if register.systems == BOTH and "systems" not in named:
        rest.append("systems")
    sections = [(section, tuple(keys)) for section, keys in register.form.items()]
    if rest and sections:
        section, keys = sections.pop()
        sections.append((section, (*keys, *rest)))
    yield from sections


def has_keyboard(field: Field) -> bool:
    """Whether the keyboard is in this field."""
    return field.editor.hasFocus() or any(w.hasFocus() for w in field.findChildren(QWidget))
