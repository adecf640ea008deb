"""Three dates of a document, apart: valid until, next review, keep at least until."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from isodesk.documents.retention import KeepingValue, rule_words
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.days import day_text
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.parts import Banner, SectionHead, Words, small_words


class DatesBlock(QWidget):
    """`rule_pressed` asks for another rule, `hold_pressed` to hold it or lift the hold."""

    rule_pressed = Signal()
    hold_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.valid, self.review, self.keep = (Words(wrap=True, figures=True) for _ in range(3))
        self.rule = Words(tone="second", wrap=True)
        self.change = Button(tr("Change the rule"), self.rule_pressed.emit, "link")
        self.hold = Button(tr("Put on hold"), self.hold_pressed.emit, "link")
        self.held = Banner()
        self.held.pressed.connect(self.hold_pressed)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        shown = (
            (tr("Valid until"), self.valid),
            (tr("Next review"), self.review),
            (tr("Keep at least until"), self.keep),
        )
        for at, (label, words) in enumerate(shown):
            grid.addWidget(small_words(label, wrap=True), 0, at)
            grid.addWidget(words, 1, at)
            grid.setColumnStretch(at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        column.addWidget(SectionHead(tr("Three dates")))
        column.addLayout(grid)
        column.addWidget(self.rule)
        links = QGridLayout()
        links.addWidget(self.change, 0, 0)
        links.addWidget(self.hold, 0, 1)
        links.setColumnStretch(2, 1)
        column.addLayout(links)
        column.addWidget(self.held)

    def show_facts(self, facts: RecordFacts) -> None:
        """Show a document's dates, its rule and whether it is held."""
        keeping = facts.keeping
        self.valid.setText(day_text(keeping.valid_until) or tr("no end named"))
        self.review.setText(day_text(keeping.next_review) or tr("never"))
        self.keep.setText(_keep_words(keeping))
        self.rule.setText(_rule_words(keeping))
        for button in (self.change, self.hold):
            button.allow(facts.read_only)
        self._show_hold(keeping, facts.read_only)

    def _show_hold(self, keeping: KeepingValue, read_only: str) -> None:
        standing = [hold for hold in keeping.holds if hold.stands]
        self.hold.setVisible(not standing)
        if not standing:
            self.held.hide()
            return
        hold = standing[0]
        asked = tr("Asked by {name}. ", name=hold.asked_by) if hold.asked_by else ""
        since = tr("Since {day}.", day=day_text(hold.begun))
        lift = "" if read_only else tr("Lift")
        said = f"{hold.reason.rstrip('.')}. {asked}{since}"
        self.held.say("red", tr("On hold: nothing of it is disposed of."), said, lift)


def _keep_words(keeping: KeepingValue) -> str:
    if keeping.rule is None:
        return tr("no rule")
    if keeping.rule.months is None:
        return tr("for ever")
    return day_text(keeping.keep_until) or tr("it is in use")


def _rule_words(keeping: KeepingValue) -> str:
    """`Controlled documents: at least 3 years, from the day ...`"""
    if keeping.rule is None:
        return tr("Neither the document nor its type has a retention rule; nothing of it goes.")
    rule = keeping.rule
    own = tr(" The document's own rule.") if keeping.own_rule else tr(" The rule of its type.")
    return f"{rule.name}: {tr(rule_words(rule.months, rule.counted_from))}.{own}"
