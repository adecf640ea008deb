"""How a document is kept: its rule changed, a hold put on it or lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.tools import Tools

if TYPE_CHECKING:
    from isodesk.documents.retention import RuleValue


class KeepSteps:
    """Dialogs over `parent`."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._tools, self._parent = tools, parent

    def change_rule(self, facts: RecordFacts | None) -> None:
        """Another retention rule for the document."""
        from isodesk.ui.keeping.rule_dialog import RuleDialog

        if facts is None:
            return
        retention, document, keeping = self._tools.space.retention, facts.document, facts.keeping
        own = keeping.rule.id if keeping.own_rule and keeping.rule else None
        title = f"{document.number} {document.title}"

        def show(rules: tuple[RuleValue, ...]) -> None:
            offered = [r for r in rules if r.active or r.id == own]
            RuleDialog(
                self._tools, document.id, title, offered, own, self._said_rule, self._parent
            ).open()

        self._tools.read(self._parent, lambda _: retention.rules(), show)

    def hold_or_lift(self, facts: RecordFacts | None) -> None:
        """Put the document on hold, or lift the hold that stands."""
        from isodesk.ui.keeping.hold_dialog import HoldDialog, LiftDialog

        if facts is None:
            return
        document = facts.document
        title = f"{document.number} {document.title}"
        standing = [hold for hold in facts.keeping.holds if hold.stands]
        if standing:
            said = lambda: self._tools.said(tr("The hold is lifted."))  # noqa: E731
            LiftDialog(self._tools, standing[0], title, said, self._parent).open()
        else:
            said = lambda: self._tools.said(tr("{number} is on hold.", number=document.number))  # noqa: E731
            HoldDialog(self._tools, document.id, title, said, self._parent).open()

    def _said_rule(self) -> None:
        self._tools.said(tr("The retention rule is saved."))
