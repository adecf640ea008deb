"""Document types: their names, prefixes, numbering with a live example, and review periods."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from isodesk.core.numbering import check_mask, next_number
from isodesk.core.problems import Refused
from isodesk.core.rows import Column, Mark
from isodesk.documents.retention import RuleValue
from isodesk.documents.values import TypeOfDocument
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.ui.fields import ChoiceField, LineField
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_form_dialog import ListFormDialog

_MASK_HINT = "{prefix}, {year} and {seq:02}; every number counts up and is never used twice."


class TypesDialog(ListFormDialog[TypeOfDocument]):
    """A type out of use is offered no more; its documents stay as they are."""

    form_width = 400

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        self.columns = (
            Column("name", tr("Type"), 12, sortable=False),
            Column("prefix", tr("Prefix"), 5, sortable=False),
            Column("mask", tr("Numbering"), 10, "second", sortable=False),
            Column("example", tr("Looks like"), 8, "number", sortable=False),
            Column("months", tr("Review every"), 7, sortable=False),
            Column("state", tr("State"), 6, "state", sortable=False),
        )
        self.noun = tr("types")
        self._rules: tuple[RuleValue, ...] = ()
        super().__init__(
            tr("Document types"),
            tr("Each numbers its own documents. Numbers that were given stay as they are."),
            tr("Add a type"),
            space,
            jobs,
            parent,
        )

    def blank(self) -> TypeOfDocument:
        return TypeOfDocument(0, "", "", "", "{prefix}-{seq:02}", 24, False, True)

    def read(self) -> Sequence[tuple[int, TypeOfDocument]]:
        self._rules = self.space.retention.rules()
        return [(kind.id, kind) for kind in self.space.companies.types()]

    def row(self, value: TypeOfDocument) -> tuple[object, ...]:
        months = value.review_months
        every = tr("{n} months", n=months) if months else tr("never")
        state = Mark(tr("In use"), "green") if value.active else Mark(tr("Not in use"), "grey")
        name = tr("{name}, from outside", name=value.name) if value.external else value.name
        return (name, value.prefix, value.mask, self.example(value), every, state)

    def make_form(self) -> None:
        self.put_field("name", LineField(tr("Name")))
        self.put_field("prefix", LineField(tr("Prefix"), example="QP"))
        mask = LineField(tr("Numbering"), tr(_MASK_HINT))
        self.put_field("mask", mask)
        months = LineField(tr("Review every, months"), tr("0 for never; at most 120."))
        self.put_field("review_months", months)
        for field in (mask, self.fields["prefix"]):
            assert isinstance(field, LineField)
            field.line.textEdited.connect(lambda _: self._show_example())
        self.put_tick("letters", tr("Revisions are letters: A, B, C"))
        rule = ChoiceField(tr("Retention"), hint=tr("A document may have a rule of its own."))
        self.put_field("rule_id", rule)
        self.put_tick("to_fill", tr("A form: printed blank and filled in"))
        self.put_tick(
            "external",
            tr("Comes from outside"),
            tr("Standards, laws, permits, drawings: taken into use by name, checked for editions."),
        )
        self.put_tick("active", tr("In use"), tr("Without the tick it is offered no more."))

    def fill(self, value: TypeOfDocument) -> None:
        rule = self.fields["rule_id"]
        assert isinstance(rule, ChoiceField)
        offered = [r for r in self._rules if r.active or r.id == value.rule_id]
        rule.set_choices([(None, tr("No rule")), *((r.id, r.name) for r in offered)])
        for key in ("name", "prefix", "mask"):
            self.fields[key].set_value(getattr(value, key))
        self.fields["review_months"].set_value(str(value.review_months))
        self.ticks["letters"].setChecked(value.letters)
        self.ticks["to_fill"].setChecked(value.to_fill)
        self.fields["rule_id"].set_value(value.rule_id)
        self.ticks["external"].setChecked(value.external)
        self.ticks["active"].setChecked(value.active)
        self._show_example()

    def typed(self, value: TypeOfDocument) -> TypeOfDocument:
        words = {key: self.fields[key].value() for key in ("name", "prefix", "mask")}
        months = str(self.fields["review_months"].value() or "0")
        return replace(
            value,
            **words,
            review_months=int(months) if months.isdecimal() else -1,
            letters=self.ticks["letters"].isChecked(),
            rule_id=self.fields["rule_id"].value(),
            to_fill=self.ticks["to_fill"].isChecked(),
            external=self.ticks["external"].isChecked(),
            active=self.ticks["active"].isChecked(),
        )

    def keep(self, value: TypeOfDocument) -> int:
        return self.space.companies.save_type(value)

    def ready(self, value: TypeOfDocument) -> bool:
        return bool(value.name or value.id)

    def example(self, value: TypeOfDocument) -> str:
        """The seventh number of this type; "" while it cannot number."""
        try:
            return next_number(value.mask, value.prefix, 7, self.space.desk.today().year)
        except Refused:
            return ""

    def _show_example(self) -> None:
        """Under the numbering, while it is typed."""
        value = self.typed(self._shown)
        wrong = check_mask(value.mask)
        like = self.example(value)
        said = tr("The seventh looks like {number}.", number=like) if like else wrong or ""
        self.fields["mask"].set_hint(f"{said} {tr(_MASK_HINT)}".strip())
