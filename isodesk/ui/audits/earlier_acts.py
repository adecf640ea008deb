"""What the menu of an audit offers for findings of earlier ones."""

from typing import TYPE_CHECKING

from isodesk.i18n import tr
from isodesk.ui.registers.facts import EntryFacts

if TYPE_CHECKING:
    from isodesk.ui.registers.record import EntryRecord


def verify(record: "EntryRecord", facts: EntryFacts) -> None:
    """The dialog, from the menu of an audit."""
    from isodesk.ui.audits.earlier_dialog import EarlierDialog

    tools = record.tools

    def done(count: int) -> None:
        one = tr("1 earlier finding is closed.")
        tools.said(one if count == 1 else tr("{n} earlier findings are closed.", n=count))

    EarlierDialog(tools, facts.entry.id, facts.entry.number, done, record.window()).open()


def may_verify(facts: EntryFacts) -> str | None:
    """Whether earlier findings were asked about, and the audit is held."""
    if all(line.values["earlier_id"] is None for line in facts.entry.lines["audit_question"]):
        return None
    if facts.entry.state in ("draft", "prepared"):
        return tr("The audit has not been held yet.")
    return facts.fixed
