"""People, roles and places: who writes, signs and holds copies."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from isodesk.core.rows import Column, Mark
from isodesk.i18n import tr
from isodesk.services.company import PersonValue
from isodesk.services.workspace import Workspace
from isodesk.ui.fields import ChoiceField, LineField
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_form_dialog import ListFormDialog


class PeopleDialog(ListFormDialog[PersonValue]):
    """Nobody is deleted: who has left stays findable in what they signed."""

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        self.columns = (
            Column("name", tr("Name"), 13),
            Column("roles", tr("Post or role"), 14),
            Column("department", tr("Department"), 9),
            Column("email", tr("E-mail"), 12, shown=False),
            Column("phone", tr("Telephone"), 8, shown=False),
            Column("kind", tr("Kind"), 8.5),
            Column("state", tr("State"), 6, "state"),
        )
        self.noun = tr("people")
        super().__init__(
            tr("People"),
            tr("Who writes, reviews and approves, and the roles and places that hold copies."),
            tr("Add"),
            space,
            jobs,
            parent,
        )

    def blank(self) -> PersonValue:
        return PersonValue(0, "")

    def read(self) -> Sequence[tuple[int, PersonValue]]:
        return [(person.id, person) for person in self.space.companies.people()]

    def row(self, value: PersonValue) -> tuple[object, ...]:
        kind = tr("Role or place") if value.is_role else tr("Person")
        state = Mark(tr("Active"), "green") if value.active else Mark(tr("Left"), "grey")
        return (value.name, value.roles, value.department, value.email, value.phone, kind, state)

    def make_form(self) -> None:
        self.put_field("name", LineField(tr("Name")))
        self.put_field("roles", LineField(tr("Post or role"), tr("It prints under a signature.")))
        self.put_field("department", LineField(tr("Department")))
        self.put_field("email", LineField(tr("E-mail")))
        self.put_field("phone", LineField(tr("Telephone")))
        kinds = (
            (False, tr("A person, who can sign")),
            (True, tr("A role or place, as Laboratory")),
        )
        self.put_field("is_role", ChoiceField(tr("This is"), kinds))
        self.put_tick(
            "active",
            tr("Works here"),
            tr("Without the tick it is offered no more; what was signed stays."),
        )

    def fill(self, value: PersonValue) -> None:
        for key, field in self.fields.items():
            field.set_value(getattr(value, key))
        self.ticks["active"].setChecked(value.active)

    def typed(self, value: PersonValue) -> PersonValue:
        answers = {key: field.value() for key, field in self.fields.items()}
        return replace(value, **answers, active=self.ticks["active"].isChecked())

    def keep(self, value: PersonValue) -> int:
        return self.space.companies.save_person(value)

    def ready(self, value: PersonValue) -> bool:
        return bool(value.name or value.id)
