"""A person who was asked: from the people of the file, or a name with its function."""

from typing import TYPE_CHECKING

from isodesk.i18n import tr
from isodesk.ui.audits.evidence_dialog import EvidenceDialog
from isodesk.ui.fields import LineField
from isodesk.ui.pick_fields import PersonField

if TYPE_CHECKING:
    from isodesk.services.company import PersonValue


class AskedDialog(EvidenceDialog):
    """From the people of the file, or any name."""

    heading, about = "Who was asked?", "Somebody of the company, or any name."
    verb, wide = "&Add", 420

    def make_fields(self) -> None:
        self._people: dict[int, PersonValue] = {}
        self._offered = ""
        self.who = PersonField(tr("Name"), free=True)
        line = self.who.combo.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr("Name"))
        self.job = LineField(tr("Function"), example=tr("Moulder, shift B"))
        self.place = LineField(tr("Where"))
        self.place.put(self._place)
        self.add_field("what", self.who)
        self.add_field("detail", self.job)
        self.add_field("place", self.place)

    def begin(self) -> None:
        self.who.edited.connect(lambda _: self._offer_job())
        self.who.combo.setFocus()
        companies = self.tools.space.companies
        self.tools.read(self, lambda _: companies.people(active_only=True), self._take_people)

    def _take_people(self, people: "tuple[PersonValue, ...]") -> None:
        self._people = {p.id: p for p in people if not p.is_role}
        self.who.set_people([(p.id, p.name) for p in self._people.values()])

    def _offer_job(self) -> None:
        """What is known of a person's function, unless another was typed."""
        named = self.who.value()
        person = self._people.get(named.id) if named and named.id is not None else None
        if person is not None and self.job.value() in ("", self._offered):
            self._offered = ", ".join(filter(None, (person.roles, person.department)))
            self.job.put(self._offered)

    def take(self) -> None:
        named, job, place = self.who.value(), self.job.value(), self.place.value()
        evidence, question = self.tools.space.audit_evidence, self._question
        name, person = (named.name, named.id) if named else ("", None)
        self.keep(lambda _: evidence.person(question, name, job, person, place))
