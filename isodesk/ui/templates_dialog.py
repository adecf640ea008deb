"""The officer's own templates: called otherwise, for one type or all, no longer offered."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from isodesk.core.rows import Column, Mark
from isodesk.documents.values import TypeOfDocument
from isodesk.i18n import tr
from isodesk.services.templates import TemplateValue
from isodesk.services.workspace import Workspace
from isodesk.ui.fields import ChoiceField, LineField
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_form_dialog import ListFormDialog


class TemplatesDialog(ListFormDialog[TemplateValue]):
    """Listed by type. A template is made in the record of a text: More, Save as template."""

    form_width = 360

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        self.columns = (
            Column("type", tr("For"), 12, sortable=False),
            Column("name", tr("Template"), 18, sortable=False),
            Column("state", tr("State"), 9, "state", sortable=False),
        )
        self.noun = tr("templates")
        self._types: tuple[TypeOfDocument, ...] = ()
        super().__init__(
            tr("Templates"),
            tr("Your own. A text becomes one in its record: More, Save as template."),
            "",
            space,
            jobs,
            parent,
        )
        self.add.hide()
        self.list.empty_words = tr("None yet. isodesk's own are offered for every type as well.")

    def blank(self) -> TemplateValue:
        return TemplateValue("", "")

    def read(self) -> Sequence[tuple[int, TemplateValue]]:
        self._types = self.space.companies.types()
        return [(each.id, each) for each in self.space.templates.own()]

    def row(self, value: TemplateValue) -> tuple[object, ...]:
        state = Mark(tr("Not offered"), "grey") if value.ended else Mark(tr("Offered"), "green")
        return (value.type_name or tr("All types"), value.name, state)

    def make_form(self) -> None:
        self.put_field("name", LineField(tr("Name")))
        self.put_field("type_id", ChoiceField(tr("For")))
        self.put_tick(
            "offered", tr("Offered"), tr("Without the tick new texts no longer begin with it.")
        )

    def fill(self, value: TemplateValue) -> None:
        kinds = self.fields["type_id"]
        assert isinstance(kinds, ChoiceField)
        offered = [t for t in self._types if t.active or t.id == value.type_id]
        kinds.set_choices([(None, tr("All types")), *((t.id, t.name) for t in offered)])
        kinds.set_value(value.type_id)
        self.fields["name"].set_value(value.name)
        self.ticks["offered"].setChecked(not value.ended)
        for part in (*self.fields.values(), *self.ticks.values()):
            part.setEnabled(bool(value.id))

    def typed(self, value: TemplateValue) -> TemplateValue:
        return replace(
            value,
            name=self.fields["name"].value(),
            type_id=self.fields["type_id"].value(),
            ended=not self.ticks["offered"].isChecked(),
        )

    def keep(self, value: TemplateValue) -> int:
        return self.space.templates.change(value)

    def ready(self, value: TemplateValue) -> bool:
        return value.id > 0
