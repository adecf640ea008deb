"""The officer's own fields of a register, with the form as it will be: no code, each saved when
it is left."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.core.own_registers import OWN_SECTION, own_field
from isodesk.core.register import Register
from isodesk.core.rows import Column, Mark
from isodesk.i18n import tr
from isodesk.services.own_fields import KIND_WORDS, OwnFieldValue, kind_words
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import scrolling
from isodesk.ui.documents.tools import Tools
from isodesk.ui.emptied import empty
from isodesk.ui.fields import ChoiceField, LineField, NoteField
from isodesk.ui.list_form_dialog import ListFormDialog
from isodesk.ui.parts import SectionHead, small_words
from isodesk.ui.registers.editors import made_field
from isodesk.ui.registers.kind_dialog import KindDialog


class FieldsDialog(ListFormDialog[OwnFieldValue]):
    """`register` is the one whose fields they are; built in or own makes no difference."""

    help_topic = "own-fields"

    form_width = 420

    def __init__(self, tools: Tools, register: Register, parent: QWidget | None = None) -> None:
        self.tools, self.register = tools, register
        self._titles = {r.key: tr(r.title) for r in tools.space.catalogue.every()}
        self.columns = (
            Column("label", tr("Field"), 11, sortable=False),
            Column("kind", tr("Holds"), 9, "second", sortable=False),
            Column("filled", tr("Filled"), 5, "figure", sortable=False),
            Column("state", tr("State"), 6.5, "state", sortable=False),
        )
        self.noun = tr("fields")
        super().__init__(
            tr("Own fields of {register}", register=tr(register.title)),
            tr("They stand in list, form, filter, search, print, import and export as any other."),
            tr("Add a field"),
            tools.space,
            tools.jobs,
            parent,
        )

    def blank(self) -> OwnFieldValue:
        return OwnFieldValue(0, self.register.key, "", on_list=True)

    def read(self) -> Sequence[tuple[int, OwnFieldValue]]:
        return [(field.id, field) for field in self.space.own_fields.of(self.register.key)]

    def row(self, value: OwnFieldValue) -> tuple[object, ...]:
        state = Mark(tr("In use"), "green") if value.active else Mark(tr("Put away"), "grey")
        return (value.label, kind_words(value, self._titles), value.filled, state)

    def make_form(self) -> None:
        self.put_field("label", LineField(tr("Name"), example=tr("Place")))
        kinds = [(key, tr(words)) for key, words in KIND_WORDS.items()]
        kind = self.put_field("kind", ChoiceField(tr("Holds"), kinds))
        kind.edited.connect(lambda _: self._fit_kind())
        self.turn = Button(tr("Another kind…"), self._turn_kind, "link")
        self._form.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignLeft)
        self.put_field("unit", LineField(tr("Unit"), example=tr("kg")))
        self.put_field("choices", NoteField(tr("Choices, one a line"), 4))
        registers = [("", tr("any register")), *sorted(self._titles.items(), key=lambda t: t[1])]
        self.put_field("of", ChoiceField(tr("A record of"), registers))
        self.put_field(
            "due", LineField(tr("Due as"), tr("Then its day is due, in Today too."), tr("Renewal"))
        )
        self.put_field("section", LineField(tr("Section of the form"), example=tr(OWN_SECTION)))
        self.put_field("help", LineField(tr("Help"), example=tr("What is meant by it")))
        self.put_tick("required", tr("Required"), tr("Asked for at the first step out of draft."))
        self.put_tick("on_list", tr("On the list"))
        self._form.addLayout(self._made_order())

    def _lay_out(self) -> None:
        """Under the list the form stands as it will be."""
        super()._lay_out()
        self.preview = QWidget()
        self._parts = QVBoxLayout(self.preview)
        self._parts.setContentsMargins(16, 4, 16, 16)
        self._parts.setSpacing(14)
        beside = self.list.parentWidget()
        left = beside.layout() if beside is not None else None
        assert isinstance(left, QVBoxLayout)
        head = SectionHead(tr("So the form will look"))
        head.setContentsMargins(16, 12, 0, 4)
        left.addWidget(head)
        left.addWidget(scrolling(self.preview), 1)

    def fill(self, value: OwnFieldValue) -> None:
        for key in ("label", "kind", "unit", "due", "section", "help"):
            self.fields[key].set_value(getattr(value, key))
        self.fields["choices"].set_value("\n".join(value.choices if value.kind == "choice" else ()))
        of = value.choices[0] if value.kind == "record" and value.choices else ""
        self.fields["of"].set_value(of)
        self.ticks["required"].setChecked(value.required)
        self.ticks["on_list"].setChecked(value.on_list)
        self._fit_kind()
        self._allow()

    def typed(self, value: OwnFieldValue) -> OwnFieldValue:
        words: dict[str, Any] = {
            key: str(self.fields[key].value() or "")
            for key in ("label", "kind", "unit", "due", "section", "help")
        }
        choices: tuple[str, ...] = ()
        if words["kind"] == "choice":
            lines = str(self.fields["choices"].value() or "").splitlines()
            choices = tuple(line.strip() for line in lines if line.strip())
        elif words["kind"] == "record" and self.fields["of"].value():
            choices = (str(self.fields["of"].value()),)
        return replace(
            value,
            **words,
            choices=choices,
            required=self.ticks["required"].isChecked(),
            on_list=self.ticks["on_list"].isChecked(),
        )

    def keep(self, value: OwnFieldValue) -> int:
        return self.space.own_fields.save(value)

    def ready(self, value: OwnFieldValue) -> bool:
        complete = value.kind != "choice" or bool(value.choices) or bool(value.id)
        return bool(value.label) and complete

    # -- order and putting away ----------------------------------------------------------

    def move_by(self, step: int) -> None:
        """Move the field that is shown up or down."""
        ids = [f.id for f in self._values.values() if f.active]
        if self._shown.id not in ids:
            return
        at = ids.index(self._shown.id)
        to = at + step
        if 0 <= to < len(ids):
            ids.insert(to, ids.pop(at))
            shown, key = self._shown.id, self.register.key
            self._do(lambda: self.space.own_fields.reorder(key, ids), shown)

    def put_away(self) -> None:
        """Ask for it no more, or again."""
        value, fields = self._shown, self.space.own_fields
        away = fields.put_away if value.active else fields.bring_back
        self._do(lambda: away(value.id), value.id)

    def _do(self, work: Callable[[], object], field_id: int) -> None:
        def done(_: Any) -> None:
            self._turned(field_id)

        job = self.tools.write(
            self, lambda _: work(), done, lambda no: self.say("red", tr("Not done."), str(no))
        )
        self.busy.watch(job, tr("Writing"))

    def _made_order(self) -> QHBoxLayout:
        self.up = Button(tr("Up"), lambda: self.move_by(-1), "quiet", "chevron-up")
        self.down = Button(tr("Down"), lambda: self.move_by(1), "quiet", "chevron-down")
        self.away = Button(tr("Put away"), self.put_away, "quiet", "folder")
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.up, self.down, self.away):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _allow(self) -> None:
        value, read_only = self._shown, self.space.read_only or ""
        missing = read_only or ("" if value.id else tr("Choose a field first."))
        for button in (self.up, self.down):
            button.allow(missing or ("" if value.active else tr("It is put away.")))
        self.away.allow(missing)
        self.away.setText(tr("Put away") if value.active else tr("Bring back"))
        self.away.setToolTip(missing or tr("Its values stay, and come back with it."))

    # -- kind and preview ----------------------------------------------------------------

    def _put(self, value: OwnFieldValue) -> None:
        super()._put(value)
        self._allow()
        self._show_form()

    _again: int | None = None
    """A field that was changed otherwise than by typing."""

    def _show(self, *got: Any) -> None:
        super()._show(*got)
        again, self._again = self._again, None
        if again in self._values:
            self._put(self._values[again])
        self._show_form()

    def _fit_kind(self) -> None:
        """Only what its kind needs is asked; with values in it the kind is changed by a plan."""
        kind, filled = self.fields["kind"].value(), self._shown.filled
        for key, kinds in (
            ("unit", ("number",)),
            ("choices", ("choice",)),
            ("of", ("record",)),
            ("due", ("day", "moment")),
        ):
            self.fields[key].setVisible(kind in kinds)
        self.fields["kind"].set_read_only(bool(filled) or self.space.read_only is not None)
        said = tr("It holds {n} values.", n=filled) if filled else ""
        self.fields["kind"].set_hint(said)
        self.turn.setVisible(bool(filled) and not self.space.read_only)

    def _turn_kind(self) -> None:
        value = self.typed(self._shown)
        KindDialog(self.tools, value, lambda: self._turned(value.id), self).open()

    def _turned(self, field_id: int) -> None:
        """Show a field as it is stored now."""
        self._again = field_id
        self.refresh(choose=field_id)

    def _show_form(self) -> None:
        """The own fields as the form has them; typing there changes nothing."""
        empty(self._parts)
        section = ""
        for value in (v for v in self._values.values() if v.active and v.label):
            name = value.section or tr(OWN_SECTION)
            if name != section:
                self._parts.addWidget(small_words(name))
                section = name
            field = made_field(self.tools, own_field(value.row()))
            if value.required:
                field.label.setText(f"{field.label.text()} *")
            self._parts.addWidget(field)
        self._parts.addStretch(1)


def open_fields(tools: Tools, register: Register, parent: QWidget) -> FieldsDialog:
    """The own fields of a register; a new one is begun where there is none."""
    dialog = FieldsDialog(tools, register, parent)
    dialog.open()
    if not register.own_fields and not tools.space.read_only:
        QTimer.singleShot(0, dialog, dialog.begin_new)
    return dialog
