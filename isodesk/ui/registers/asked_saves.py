"""Fields whose change is shown with its consequences before it is saved."""

from typing import TYPE_CHECKING, Any

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.saving import Change

if TYPE_CHECKING:
    from isodesk.services.audit_editions import EditionPlan
    from isodesk.ui.registers.record import EntryRecord

_ASKED = {"audit": ("iso9001", "iso14001")}


def is_asked(register: str, key: str) -> bool:
    """Whether a field of a register is one of them."""
    return key in _ASKED.get(register, ())


def ask_edition(pane: "EntryRecord", facts: EntryFacts, key: str, value: Any) -> None:
    """Another edition for an audit: saved at once where nothing hangs on it, else by a dialog;
    the field shows what stands until then."""
    tools, record, form = pane.tools, facts.entry.id, pane.form()
    assert form is not None
    field = form.fields[key]
    editions = tools.space.audit_editions

    def saved(change: int) -> None:
        back = lambda space: space.audit_editions.take_back(change)  # noqa: E731
        pane.remember(Change(record, field.label.text(), back))

    def stands() -> None:
        if pane.shown_id() == record:
            field.set_value(facts.entry.values.get(key))

    def refused(error: Refused) -> None:
        stands()
        if pane.shown_id() == record:
            field.set_problem(str(error))
        else:
            tools.said(str(error))

    def planned(plan: "EditionPlan") -> None:
        if plan.empty:
            from isodesk.services.audit_editions import Wished

            tools.write(pane, lambda _: editions.apply(plan, Wished()), saved, refused)
            return
        from isodesk.ui.audits.edition_dialog import EditionDialog

        name = " ".join(filter(None, (facts.entry.number, facts.entry.title)))
        dialog = EditionDialog(tools, plan, name, saved, pane.window())
        dialog.rejected.connect(stands)
        dialog.open()

    tools.said(tr("Looking at the questions"))
    tools.read(pane, lambda _: editions.plan(record, key, value), planned, refused)
