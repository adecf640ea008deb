"""Retention rules: how long, at least, and from what event."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from isodesk.core.rows import Column, Mark
from isodesk.documents.retention import TRIGGER_WORDS, RuleValue, Trigger, rule_words
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.ui.fields import ChoiceField, LineField, NoteField
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_form_dialog import ListFormDialog


class RulesDialog(ListFormDialog[RuleValue]):
    """A rule out of use is offered no more; what follows it goes on doing so."""

    form_width = 420

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        self.columns = (
            Column("name", tr("Rule"), 13, sortable=False),
            Column("keep", tr("Keep"), 20, "second", sortable=False),
            Column("used", tr("Used by"), 7, sortable=False),
            Column("state", tr("State"), 6, "state", sortable=False),
        )
        self.noun = tr("rules")
        super().__init__(
            tr("Retention rules"),
            tr("A rule says a minimum. The law and contracts come first: the longest wins."),
            tr("Add a rule"),
            space,
            jobs,
            parent,
        )

    def blank(self) -> RuleValue:
        return RuleValue(0, "", 36, Trigger.SUPERSEDED)

    def read(self) -> Sequence[tuple[int, RuleValue]]:
        return [(rule.id, rule) for rule in self.space.retention.rules()]

    def row(self, value: RuleValue) -> tuple[object, ...]:
        said = tr(rule_words(value.months, value.counted_from))
        used = tr("1 place") if value.used == 1 else tr("{n} places", n=value.used)
        state = Mark(tr("In use"), "green") if value.active else Mark(tr("Not in use"), "grey")
        return (value.name, said, used, state)

    def make_form(self) -> None:
        self.put_field("name", LineField(tr("Name")))
        self.put_field(
            "months", LineField(tr("Keep at least, months"), tr("36 is three years."), "36")
        )
        self.put_tick("for_ever", tr("For ever"))
        choices = [(t.value, tr(words)) for t, words in TRIGGER_WORDS.items()]
        self.put_field("counted_from", ChoiceField(tr("Counted"), choices))
        self.put_field(
            "basis", NoteField(tr("Why so long"), 4, tr("The law, a contract, practice."))
        )
        self.put_tick("active", tr("In use"), tr("Without the tick it is offered no more."))
        self.ticks["for_ever"].toggled.connect(self.fields["months"].set_read_only)

    def fill(self, value: RuleValue) -> None:
        self.ticks["for_ever"].setChecked(value.months is None)
        self.fields["months"].set_value("" if value.months is None else str(value.months))
        self.fields["counted_from"].set_value(value.counted_from.value)
        for key in ("name", "basis"):
            self.fields[key].set_value(getattr(value, key))
        self.ticks["active"].setChecked(value.active)

    def typed(self, value: RuleValue) -> RuleValue:
        words = {key: self.fields[key].value() for key in ("name", "basis")}
        counted = Trigger(self.fields["counted_from"].value() or value.counted_from)
        return replace(
            value,
            **words,
            counted_from=counted,
            months=self._months(),
            active=self.ticks["active"].isChecked(),
        )

    def keep(self, value: RuleValue) -> int:
        return self.space.retention.save_rule(value)

    def ready(self, value: RuleValue) -> bool:
        return bool(value.name or value.id)

    def _months(self) -> int | None:
        """None for ever; -1 for what is no number, which the service refuses."""
        if self.ticks["for_ever"].isChecked():
            return None
        typed = str(self.fields["months"].value() or "")
        return int(typed) if typed.isdecimal() else -1
