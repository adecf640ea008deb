"""A person who was asked: from the people of the file, or a name with its function."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField
from isodesk.ui.pick_fields import PersonField

if TYPE_CHECKING:
    from isodesk.services.company import PersonValue


class AskedDialog(StepDialog):
    """`done(evidence id)` once it is on disk."""

    help_topic = "audit-evidence"

    def __init__(
        self,
        tools: Tools,
        question_id: int,
        place: str,
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tools,
            tr("Who was asked?"),
            tr("Somebody of the company, or any name."),
            420,
            parent,
        )
        self._question, self._done = question_id, done
        self._people: dict[int, PersonValue] = {}
        self._offered = ""
        self.who = PersonField(tr("Name"), free=True)
        self.job = LineField(tr("Function"), example=tr("Moulder, shift B"))
        self.place = LineField(tr("Where"))
        self.place.put(place)
        self.add_field("what", self.who)
        self.add_field("detail", self.job)
        self.add_field("place", self.place)
        self.who.edited.connect(lambda _: self._offer_job())
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Add"), self._add, primary=True)
        self.who.combo.setFocus()
        companies = tools.space.companies
        tools.read(self, lambda _: companies.people(active_only=True), self._take_people)

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

    def _add(self) -> None:
        named, job, place = self.who.value(), self.job.value(), self.place.value()
        evidence, question = self.tools.space.audit_evidence, self._question
        name, person = (named.name, named.id) if named else ("", None)
        self.apply(lambda _: evidence.person(question, name, job, person, place), self._done)
