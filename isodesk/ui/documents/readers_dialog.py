"""Who has to read a document: people, and roles that stand for whoever bears them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress
from isodesk.documents.reading import DAYS
from isodesk.i18n import tr
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import FilterField, LineField
from isodesk.ui.parts import Words

_ID = Qt.ItemDataRole.UserRole


class ReadersDialog(StepDialog):
    """Roles first, then people by name; Space ticks, typing narrows."""

    def __init__(
        self,
        tools: Tools,
        facts: RecordFacts,
        done: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        document = facts.document
        title = tr("Who reads {number}", number=document.number)
        super().__init__(tools, title, document.title, 560, parent)
        self._document, self._done = document, done
        self.filter = FilterField(tr("Filter"), tr("Filter the people"))
        self.people = QListWidget()
        self.people.setAccessibleName(tr("People and roles"))
        self.people.setMinimumHeight(260)
        self.people.setSpacing(3)
        self.said = Words(tone="second", wrap=True)
        days = str(facts.read_days) if facts.read_days is not None else ""
        self.days = LineField(
            tr("To be read within, days"), tr("{n} when it is left empty.", n=DAYS), str(DAYS)
        )
        self.days.set_value(days)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.people, 1)
        column.addWidget(self.said)
        self.body.addLayout(column, 1)
        self.add_field("days", self.days)
        self._fill(facts)
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Save the readers"), self._apply, primary=True)
        self.filter.changed.connect(self._narrow)
        self.filter.left_down.connect(self._into_list)
        self.people.itemChanged.connect(lambda _: self._count())
        self._count()
        self.filter.setFocus()

    def ticked(self) -> list[int]:
        """Ids of the people and roles that are ticked."""
        return [i.data(_ID) for i in self._items() if i.checkState() == Qt.CheckState.Checked]

    def tick(self, person_id: int, on: bool = True) -> None:
        """Set or take a tick."""
        for item in self._items():
            if item.data(_ID) == person_id:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _fill(self, facts: RecordFacts) -> None:
        reading = {r.person_id for r in facts.readers}
        known = [p for p in facts.choices.people if p.active or p.id in reading]
        for person in sorted(known, key=lambda p: (not p.is_role, p.name.casefold())):
            words = person.name + (tr(", role") if person.is_role else "")
            words += f"  ·  {person.roles}" if person.roles else ""
            item = QListWidgetItem(words)
            item.setData(_ID, person.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = person.id in reading
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.people.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        found = (self.people.item(at) for at in range(self.people.count()))
        return [item for item in found if item is not None]

    def _narrow(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.casefold() not in item.text().casefold())

    def _into_list(self) -> None:
        first = next((item for item in self._items() if not item.isHidden()), None)
        if first is not None:
            self.people.setCurrentItem(first)
            self.people.setFocus()

    def _count(self) -> None:
        n = len(self.ticked())
        self.said.setText(
            tr("Nobody is ticked.")
            if not n
            else tr("{n} ticked. A role stands for the people whose roles name it.", n=n)
        )

    def _apply(self) -> None:
        typed = str(self.days.value())
        if typed and not typed.isdecimal():
            self.refuse(Refused([Problem("days", tr("Give the days as a number."))]))
            return
        reading, document_id, people = self.tools.space.reading, self._document.id, self.ticked()
        days = int(typed) if typed else None

        def work(progress: Progress) -> None:
            reading.set_readers(document_id, people, days)

        self.apply(work, lambda _: self._done())
