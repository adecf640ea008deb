"""The record of a change request: what is asked, what it touches, what was decided."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from isodesk.core.progress import Progress
from isodesk.documents.care_values import CHANGE_WORDS, ChangeState, ChangeValue
from isodesk.documents.values import Systems
from isodesk.i18n import tr
from isodesk.ui.changes.decide_dialog import DecideDialog
from isodesk.ui.changes.facts import ChangeFacts, change_facts
from isodesk.ui.changes.touches import Touches
from isodesk.ui.date_field import DateField
from isodesk.ui.days import day_text
from isodesk.ui.documents.new_document import SYSTEMS
from isodesk.ui.documents.printing import print_made
from isodesk.ui.documents.reason_dialog import ReasonDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, LineField, NoteField
from isodesk.ui.form_pane import FormPane
from isodesk.ui.history_lines import HistoryLines
from isodesk.ui.parts import Words
from isodesk.ui.pick_fields import PersonField
from isodesk.ui.record_head import Headed


class ChangeForm(FormPane):
    """A change request; its fields save as they are left until it is closed."""

    blank = "Choose a change request to see its record."

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        today = tools.space.desk.today()
        systems = [(key, tr(word)) for key, word in SYSTEMS]
        self.touches, self.history = Touches(tools), HistoryLines()
        self.decided = Words(wrap=True)
        self.decided_note = Words(tone="second", wrap=True)
        self.add_fields(("title", LineField(tr("What is asked for"))))
        self.add_fields(("reason", NoteField(tr("Reason"), 3)))
        self.body.addWidget(self.touches)
        self._decision = self.add_head(tr("Decision"))
        self.body.addWidget(self.decided)
        self.body.addWidget(self.decided_note)
        self.add_head(tr("Asked for"))
        self.add_fields(
            ("source", LineField(tr("Prompted by"))),
            ("wanted_by", DateField(tr("Wanted by"), today=today)),
        )
        self.add_fields(
            ("asked_by_id", PersonField(tr("Asked by"))),
            ("asked_on", DateField(tr("Asked on"), today=today)),
        )
        self.add_fields(
            ("owner_id", PersonField(tr("Who sees to it"))),
            ("systems", ChoiceField(tr("Systems"), systems)),
        )
        self.body.addWidget(self.history)
        self.body.addStretch(1)
        self.menu = QMenu(self)
        self.menu.addAction(tr("&Print the request")).triggered.connect(
            lambda _=False: self.print_record()
        )
        self.head.more.setMenu(self.menu)
        self.head.step.connect(self.take_step)
        self.touches.opened.connect(lambda document: self.opened.emit(document, "document"))

    def change(self) -> ChangeValue | None:
        """The request that is shown."""
        facts: ChangeFacts | None = self.facts()
        return facts.change if facts else None

    def read_facts(self, record_id: int) -> ChangeFacts:
        """A request with its history."""
        return change_facts(self._tools.space, record_id)

    def show_facts(self, facts: ChangeFacts) -> None:
        """Show a request."""
        change = facts.change
        self.head.show_head(_headed(facts))
        for key in ("asked_by_id", "owner_id"):
            field = self.fields[key]
            assert isinstance(field, PersonField)
            field.set_people(facts.choices.with_known((change.asked_by_id, change.owner_id)))
        for key in self.fields:
            self.put(key, getattr(change, key), tr(facts.fixed))
        self.touches.show_facts(facts)
        self._show_decision(change)
        self.history.show_lines(facts.history, same=True)

    def write_field(self, record_id: int, key: str, value: Any) -> None:
        """Save one field of a request."""
        if key == "systems":
            value = int(value)
        self._tools.space.changes.change(record_id, **{key: value})

    def stored(self, key: str) -> Any:
        """The value the file holds for a field."""
        change = self.change()
        value = getattr(change, key) if change else None
        return int(value) if isinstance(value, Systems) else value

    def take_keyboard(self) -> None:
        """Into the title."""
        self.fields["title"].editor.setFocus()

    def print_record(self) -> None:
        """The request as a form."""
        change, space = self.change(), self._tools.space
        if change is None:
            return

        def make(progress: Progress) -> bytes:
            return space.care_sheets.change_request(change.id, space.histories.of(change.id))

        title = tr("Change request {number}", number=change.number)
        print_made(self._tools, self, title, title, make)

    def take_step(self, key: str) -> None:
        """accept, reject or void."""
        facts: ChangeFacts | None = self.facts()
        step = next((s for s in facts.change.steps if s.key == key), None) if facts else None
        if facts is None or step is None:
            return
        if facts.read_only or step.missing:
            self._tools.said(facts.read_only or tr(step.missing))
            return
        self.save_typed()
        if key == "void":
            self._void(facts.change)
        else:
            said = self._tools.said
            DecideDialog(
                self._tools, facts.change, facts.choices, key == "accept", said, self
            ).open()

    def _void(self, change: ChangeValue) -> None:
        changes = self._tools.space.changes
        ReasonDialog(
            self._tools,
            tr("{number} is no longer wanted", number=change.number),
            tr("Why"),
            tr("&Make it void"),
            lambda reason, _: changes.void(change.id, reason),
            lambda _: self._tools.said(tr("{number} is void.", number=change.number)),
            sub=change.title,
            sentence=tr("It stays findable, with the reason."),
            parent=self,
        ).open()

    def _show_decision(self, change: ChangeValue) -> None:
        shown = change.decided_on is not None
        for part in (self._decision, self.decided, self.decided_note):
            part.setVisible(shown)
        if not shown:
            return
        rejected = change.state == ChangeState.REJECTED
        word = CHANGE_WORDS[ChangeState.REJECTED if rejected else ChangeState.ACCEPTED]
        day = day_text(change.decided_on)
        self.decided.setText(
            tr("{word} by {name}, {day}.", word=tr(word), name=change.decided_by, day=day)
        )
        self.decided_note.setText(change.decision_note)
        self.decided_note.setVisible(bool(change.decision_note))


def _headed(facts: ChangeFacts) -> Headed:
    change = facts.change
    beside = tr("asked {day}", day=day_text(change.asked_on)) if change.asked_on else ""
    return Headed(
        change.number,
        change.title,
        int(change.systems),
        change.state.value,
        beside,
        change.steps,
        facts.read_only,
    )
