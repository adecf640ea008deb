"""New document: five fields; the rest is typed in its record."""

from collections.abc import Callable

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

SYSTEMS = (
    (Systems.BOTH, "Quality and environment"),
    (Systems.QUALITY, "Quality"),
    (Systems.ENVIRONMENT, "Environment"),
)


class NewDocumentDialog(StepDialog):
    """Makes a draft; `done` is told its id."""

    def __init__(
        self,
        tools: Tools,
        choices: Choices,
        systems: int,
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, tr("New document"), wide=560, parent=parent)
        self._done = done
        self.title = LineField(tr("Title"))
        self.type = ChoiceField(tr("Type"), [(t.id, t.name) for t in choices.types if t.active])
        self.number = LineField(tr("Number"))
        self.systems = ChoiceField(tr("Systems"), [(key, tr(word)) for key, word in SYSTEMS])
        self.owner = PersonField(tr("Owner"), choices.owners())
        self.add_field("title", self.title)
        self.add_pair(("type_id", self.type), ("number", self.number))
        self.add_pair(("systems", self.systems), ("owner_id", self.owner))
        self.hint.setText(tr("It begins as a draft that only this file knows."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Make the draft"), self._apply, primary=True)
        self.systems.set_value(Systems(systems))
        self.owner.set_value(tools.space.desk.actor.person_id)
        self.type.set_value(_usual(choices))
        self.type.combo.currentIndexChanged.connect(self._say_next_number)
        self._say_next_number()
        self.title.line.setFocus()

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
        new, documents = self._typed(), self.tools.space.documents

        def work(progress: Progress) -> int:
            return documents.new(new)

        self.apply(work, self._done)

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
