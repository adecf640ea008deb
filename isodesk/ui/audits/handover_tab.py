"""The packages of an audit that went to a colleague or came from one: seen, never typed."""

from isodesk.i18n import tr
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.lines_tab import LinesTab


class HandoverTab(LinesTab):
    """A code that was typed over would open no package any more."""

    def why_fixed(self, facts: EntryFacts) -> str:
        return facts.fixed or tr(
            "Written as the audit is handed over and merged, under More; nothing is typed here."
        )
