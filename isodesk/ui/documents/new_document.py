"""New document: six fields; the rest is typed in its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress
from isodesk.documents.values import NewDocument, Systems
from isodesk.i18n import tr
from isodesk.ui.documents.people import Choices
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, LineField
from isodesk.ui.pick_fields import PersonField

if TYPE_CHECKING:
    from isodesk.services.templates import TemplateValue

SYSTEMS = (
    (Systems.BOTH, "Quality and environment"),
    (Systems.QUALITY, "Quality"),
    (Systems.ENVIRONMENT, "Environment"),
)


LATER = ""
"""Content comes later, from a file."""


class NewDocumentDialog(StepDialog):
    """Makes a draft; `done` is told its id, and whether it has a text to be written now."""

    def __init__(
        self,
        tools: Tools,
        choices: Choices,
        systems: int,
        done: Callable[[int, bool], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, tr("New document"), wide=560, parent=parent)
        self._done = done
        self.title = LineField(tr("Title"))
        self.type = ChoiceField(tr("Type"), [(t.id, t.name) for t in choices.types if t.active])
        self.number = LineField(tr("Number"))
        self.systems = ChoiceField(tr("Systems"), [(key, tr(word)) for key, word in SYSTEMS])
        self.owner = PersonField(tr("Owner"), choices.owners())
        self.begin = ChoiceField(tr("Begin with"), [(LATER, tr("A file, brought in later"))])
        self.add_field("title", self.title)
        self.add_pair(("type_id", self.type), ("number", self.number))
        self.add_pair(("systems", self.systems), ("owner_id", self.owner))
        self.add_field("begin", self.begin)
        self.hint.setText(tr("It begins as a draft that only this file knows."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Make the draft"), self._apply, primary=True)
        self.systems.set_value(Systems(systems))
        self.owner.set_value(tools.space.desk.actor.person_id)
        self.type.set_value(_usual(choices))
        self.begin.set_value(LATER)
        self.type.combo.currentIndexChanged.connect(self._type_chosen)
        self._type_chosen()
        self.title.line.setFocus()

    def _type_chosen(self) -> None:
        self._say_next_number()
        type_id, templates = self.type.value(), self.tools.space.templates
        if type_id is not None:
            self.tools.read(self, lambda _: templates.offered(type_id), self._offer_templates)

    def _offer_templates(self, templates: Sequence[TemplateValue]) -> None:
        from isodesk.ui.writing.begin_dialog import template_choices

        later = (LATER, tr("A file, brought in later"))
        kept = self.begin.value()
        choices = [later, *template_choices(templates)]
        self.begin.set_choices(choices)
        self.begin.set_value(kept if kept in dict(choices) else LATER)

    def _say_next_number(self) -> None:
        type_id = self.type.value()
        documents = self.tools.space.documents
        if type_id is not None:
            self.tools.read(self, lambda _: documents.next_number(type_id), self._offer_number)

    def _offer_number(self, number: str) -> None:
        self.number.line.setPlaceholderText(number)
        self.number.set_hint(tr("{number} is next.", number=number))
        self.take_room()

    def _apply(self) -> None:
        missing = []
        if not self.title.value():
            missing.append(Problem("title", tr("Give the document a title.")))
        if self.type.value() is None:
            missing.append(Problem("type_id", tr("Choose a type.")))
        if missing:
            self.refuse(Refused(missing))
            return
        new, space, begin = self._typed(), self.tools.space, self.begin.value()

        def work(progress: Progress) -> int:
            document_id = space.documents.new(new)
            newest = space.documents.get(document_id).newest
            if begin != LATER and newest is not None:
                space.written.begin_with(newest.id, begin)
            return document_id

        self.apply(work, lambda document_id: self._done(document_id, begin != LATER))

    def _typed(self) -> NewDocument:
        owner = self.owner.value()
        return NewDocument(
            title=self.title.value(),
            type_id=self.type.value(),
            number=self.number.value(),
            systems=self.systems.value(),
            owner_id=owner.id if owner else None,
            author_id=self.tools.space.desk.actor.person_id,
        )


def _usual(choices: Choices) -> int | None:
    """A procedure, which is what is made most often; else the first type."""
    named = {t.key: t.id for t in choices.types}
    return named.get("procedure") or next(iter(named.values()), None)
