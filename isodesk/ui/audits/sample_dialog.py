"""Draw a random sample of the firm's own records: what from, how many, by which seed."""

import random
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from isodesk.core.kinds import Whole
from isodesk.i18n import tr
from isodesk.ui.audits.evidence_dialog import EvidenceDialog
from isodesk.ui.date_field import DateField
from isodesk.ui.fields import ChoiceField, LineField
from isodesk.ui.registers.typed_fields import ParsedField

if TYPE_CHECKING:
    from isodesk.services.audit_sampling import Counted, Population

_PAUSE = 150


class SampleDialog(EvidenceDialog):
    """The seed is thrown, and may be typed over."""

    help_topic = "audit-samples"
    heading = "Draw a sample"
    about = "The same seed draws the same records again; both stand in the report."
    verb, wide = "&Draw and keep it", 560

    def make_fields(self) -> None:
        self.kind = ChoiceField(tr("Records of"), self.tools.space.audit_sampling.kinds())
        self.state = ChoiceField(tr("In the state"))
        self.by = ChoiceField(tr("Period by"))
        self.since, self.until = DateField(tr("From")), DateField(tr("To"))
        self.many = ParsedField(tr("How many"), Whole(), "5")
        self.seed = LineField(tr("Seed"), tr("Any number or word; this one was thrown."))
        self.add_pair(("kind", self.kind), ("state", self.state))
        self.add_field("by", self.by)
        self.add_pair(("since", self.since), ("until", self.until))
        self.said = self.add_words("", "second")
        self.add_pair(("size", self.many), ("seed", self.seed))

    def begin(self) -> None:
        self._counted: Counted | None = None
        self._sized = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._count)
        self.seed.put(str(random.SystemRandom().randrange(100_000, 1_000_000)))
        self.kind.put("document")
        self._connect()
        self._turn()
        self.kind.combo.setFocus()

    def population(self) -> "Population":
        """What is asked for."""
        from isodesk.services.audit_sampling import Population

        state, by = self.state.value() or "", self.by.value() or ""
        return Population(self.kind.value(), state, by, self.since.value(), self.until.value())

    def _connect(self) -> None:
        self.kind.combo.currentIndexChanged.connect(lambda _: self._turn())
        for choice in (self.state, self.by):
            choice.combo.currentIndexChanged.connect(lambda _: self._pause.start())
        for day in (self.since, self.until):
            day.line.textChanged.connect(lambda _: self._pause.start())

    def _turn(self) -> None:
        """The states and days of another kind."""
        sampling, kind = self.tools.space.audit_sampling, self.kind.value()
        anything = tr("Any state") if kind == "document" else tr("Any but draft")
        self.state.set_choices([("", anything), *sampling.states(kind)])
        self.state.put("")
        self.by.set_choices(sampling.days(kind))
        self.by.put("")
        self._pause.start()

    def _count(self) -> None:
        sampling, asked = self.tools.space.audit_sampling, self.population()

        def came(counted: "Counted") -> None:
            if asked == self.population():
                self._show(counted)

        self.tools.read(self, lambda _: sampling.count(asked), came, self.refuse)

    def _show(self, counted: "Counted") -> None:
        """How many there are; the size follows the proposal until another is typed."""
        from isodesk.registers.audit_sampling import RULE

        self._counted = counted
        n = counted.total
        count = tr("1 record") if n == 1 else tr("{n} records", n=n)
        rule = tr("{n} are proposed: {rule}", n=counted.proposed, rule=_lower(tr(RULE)))
        self.said.setText(f"{counted.words}: {count}. {rule if n else ''}".strip())
        if self.many.line.text() in ("", self._sized):
            self._sized = str(counted.proposed)
            self.many.put(counted.proposed)

    def take(self) -> None:
        for day in (self.since, self.until):
            day.commit()
            if day.problem():
                day.editor.setFocus()
                return
        size, seed = self.many.value() or 0, self.seed.value()
        sampling, asked = self.tools.space.audit_sampling, self.population()
        question, place = self._question, self._place
        self.keep(lambda _: sampling.draw(question, asked, size, seed, place))


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
