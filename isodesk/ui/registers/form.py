"""The form of one register: its sections of fields, each saved as it is left."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
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
from isodesk.ui.registers.editors import as_shown, made_field, role_of
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.form_flow import FormFlow, Role
from isodesk.ui.registers.hint_lines import HintLines
from isodesk.ui.registers.record_field import RecordField, WhoField
from isodesk.ui.tab_order import chain
from isodesk.ui.theme import MEDIUM, SMALL
from isodesk.ui.wrapping import WrappingRow

SYSTEMS = ((1, "Quality"), (2, "Environment"), (3, "Both"))
_NOT_TYPED = ("number", "state", "due_on", "systems")
"""What stands in the head of every record, and is no field of its own."""
_MOMENT = 0.025
"""Seconds for which parts are made before the window may paint and answer keys."""


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
        self._facts: EntryFacts | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget()
        dress_surface(self._page, "base")
        self._flow = FormFlow(self._page)
        self.setWidget(self._page)
        self.hints = HintLines(self._page)
        self.hints.opened.connect(self.opened)
        self._flow.add(self.hints, "wide")
        self.general = Words("", SMALL, MEDIUM, "danger", wrap=True, parent=self._page)
        self.general.hide()
        self._flow.add(self.general, "wide")
        self.grow_row = _GrowRow(self.grown, self._page)
        self._planned: set[str] = set()
        self._plan = deque(self._planned_parts())
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._build)
        self._build()

    def show_facts(self, facts: EntryFacts) -> None:
        """Show a record of this register."""
        self._facts = facts
        for key in self.fields:
            self._put(key, facts)
        for line in self.computed:
            line.show_values(facts.entry.values, facts.entry.shown)
        self.hints.show_hints(facts.hints)
        self._say_problems(facts)
        self.grow_row.show_grows(facts.entry.grows, facts.read_only)
        if self.fields:
            chain((list(self.fields.values())[-1], self.grow_row))

    def finish(self) -> None:
        """Make what is still to come at once."""
        self._build(at_once=True)

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
        self.finish()
        field = self.fields.get(key)
        if field is not None:
            field.editor.setFocus()
            self.ensureWidgetVisible(field)

    def _build(self, at_once: bool = False) -> None:
        """Make parts for a moment, then let the window breathe; what is made is shown at once."""
        began, before = time.perf_counter(), set(self.fields)
        lines = len(self.computed)
        while self._plan and (at_once or time.perf_counter() - began < _MOMENT):
            self._plan.popleft()()
        facts = self._facts
        if self._plan:
            self._later.start()
        else:  # parts that were made in turns, and again: Tab goes as they stand
            chain((self.hints, *self.fields.values(), self.grow_row))
        if facts is not None:
            for key in self.fields.keys() - before:
                self._put(key, facts)
            for line in self.computed[lines:]:
                line.show_values(facts.entry.values, facts.entry.shown)
            self._say_problems(facts)

    def _planned_parts(self) -> Iterator[Callable[[], None]]:
        """What makes each part, in their order."""
        for at, (section, keys) in enumerate(_sections(self.register)):
            if at:
                yield partial(self._add_head, section)
            by_key = self.register.by_key
            fields = [by_key[key] for key in keys if key in by_key]
            for typed, run in groupby(fields, key=lambda each: each.typed):
                parts = list(run)
                if not typed:
                    yield partial(self._add_computed, parts)
                    continue
                for each in parts:
                    self._planned.add(each.key)
                    yield partial(self._add_field, each)
            if "systems" in keys:
                self._planned.add("systems")
                yield self._add_systems
        yield self._add_grows

    def _add_grows(self) -> None:
        self._flow.add(self.grow_row, "wide")
        self.grow_row.placed()

    def _add_head(self, section: str) -> None:
        self._flow.add(SectionHead(tr(section), parent=self._page), "head")

    def _add_computed(self, fields: Sequence[entry.Field]) -> None:
        self.computed.append(ComputedLine(fields, self.register.columns, self._page))
        self._flow.add(self.computed[-1], "wide")

    def _add_systems(self) -> None:
        words = [(n, tr(word)) for n, word in SYSTEMS]
        self._add("systems", ChoiceField(tr("Systems"), words), "short")

    def _add_field(self, each: entry.Field) -> None:
        field = made_field(self._tools, each)
        if isinstance(field, RecordField):
            field.opened.connect(self.opened)
        self._add(each.key, field, role_of(each))

    def _add(self, key: str, field: Field, role: Role) -> None:
        self.fields[key] = field
        field.edited.connect(lambda value, key=key: self.typed.emit(key, value))
        self._flow.add(field, role)

    def _put(self, key: str, facts: EntryFacts) -> None:
        """Show a stored value, unless another one is just being typed."""
        field, each = self.fields[key], self.register.by_key.get(key)
        if isinstance(field, WhoField):
            field.set_people(facts.people)
        value, shown = facts.entry.values.get(key), facts.entry.shown.get(key, "")
        if not (has_keyboard(field) and field.unsaved()):
            field.set_value(as_shown(each.kind, value, shown) if each else facts.entry.systems)
        field.set_read_only(bool(facts.fixed))
        tip = facts.fixed or (tr(each.help) if each and each.help else "")
        if field.editor.toolTip() != tip:
            field.editor.setToolTip(tip)

    def _say_problems(self, facts: EntryFacts) -> None:
        said: dict[str, list[str]] = {}
        for problem in facts.entry.problems:
            key = problem.field if problem.field in self._planned else ""
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
        self._placed = False
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
        self.setVisible(self._placed and bool(wanted))

    def placed(self) -> None:
        """It has its place below the fields now; before, it would stand over them."""
        self._placed = True
        self.setVisible(bool(self.buttons))


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
