"""A record or document as evidence: found as one types, and which revision or copy was seen."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from isodesk.i18n import tr
from isodesk.ui.audits.evidence_dialog import EvidenceDialog
from isodesk.ui.fields import ChoiceField
from isodesk.ui.registers.record_field import RecordField

if TYPE_CHECKING:
    from isodesk.services.audit_seen import Seen


class SeenDialog(EvidenceDialog):
    """What is typed in full, as a number, needs no list."""

    heading, about = "A record as evidence", "Of a document, say which revision or copy was seen."
    verb, wide = "&Add it", 600

    def make_fields(self) -> None:
        self._seen: tuple[Seen, ...] = ()
        self._record: int | None = None
        self._then: Callable[[], None] | None = None
        self.record = _Named(self.tools, tr("Number or words of its title"), ())
        self.which = ChoiceField(tr("What was seen"))
        self.which.setVisible(False)
        self.add_field("record", self.record)
        self.add_field("what", self.which)

    def begin(self) -> None:
        self.record.edited.connect(lambda _: self._look())
        self.record.line.chosen.connect(lambda _: self._look())
        self.record.line.setFocus()

    def _look(self, then: Callable[[], None] | None = None) -> None:
        """Read what may be said of the record that is named."""
        named = self.record.value()
        record = named.id if named else None
        self._then = then
        if record is None or record == self._record:
            return
        self._record, self._seen = record, ()
        seen = self.tools.space.audit_seen

        def came(found: "tuple[Seen, ...]") -> None:
            if record != self._record:
                return
            self._seen = found
            self.which.set_choices([(at, each.words) for at, each in enumerate(found)])
            self.which.put(0)
            self.which.setVisible(len(found) > 1)
            self.take_room()
            follows, self._then = self._then, None
            if follows is not None:
                follows()

        self.tools.read(self, lambda _: seen.of(record), came, self.refuse)

    def take(self) -> None:
        named = self.record.value()
        if named is not None and named.id is None:
            self.record.line.settle(self._settled)
        elif named is None:
            self.record.set_problem(tr("Say which record was looked at."))
            self.record.line.setFocus()
        elif named.id == self._record and self._seen:
            self._add()
        else:
            self._look(self._add_only_one)

    def _settled(self, named: object) -> None:
        if named is None:
            typed = self.record.line.text().strip()
            words = tr("“{words}” names no record here. Choose one from the list.", words=typed)
            self.record.set_problem(words)
            return
        self.record.line.show_named(named)  # type: ignore[arg-type]
        self.record.set_problem("")
        self._look(self._add_only_one)

    def _add_only_one(self) -> None:
        """Where there is a choice it is shown first."""
        if len(self._seen) == 1:
            self._add()

    def _add(self) -> None:
        at, record = self.which.value() or 0, self._record
        if record is None or at >= len(self._seen):
            return
        seen, evidence, place = self._seen[at], self.tools.space.audit_evidence, self._place
        question = self._question
        self.keep(
            lambda _: evidence.record(
                question, record, seen.what, seen.revision, seen.detail, place
            )
        )


class _Named(RecordField):
    """Nothing is opened from here."""

    def _place_open(self) -> None:
        self.open.hide()
