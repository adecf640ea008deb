"""Take a step of a record: its dialog asks what the step asks for, and a reason where it must."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.core.steps import Step
from isodesk.i18n import tr
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import Field, NoteField
from isodesk.ui.registers.editors import as_shown, as_stored, is_wide, made_field
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.record_field import WhoField


class TakeDialog(StepDialog):
    """`done` is called once the step is taken. What may stay blank is said to be optional."""

    def __init__(
        self,
        tools: Tools,
        facts: EntryFacts,
        step: Step,
        done: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        entry = facts.entry
        title = f"{tr(step.verb)}: {entry.number}"
        super().__init__(tools, title, entry.title, parent=parent)
        self._facts, self._step, self._done = facts, step, done
        self._add_asked()
        self.reason = NoteField(tr("Reason"), 2, tr("It stays in the history."))
        if step.reason:
            self.add_field("reason", self.reason)
        word = tr(facts.register.state(step.to).word)
        if step.to != entry.state:
            self.add_words(tr("Its state will be “{word}”.", word=word), "second")
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr(step.verb), self._apply, primary=True)
        next(iter(self._fields.values())).editor.setFocus()

    def _add_asked(self) -> None:
        """Short fields stand in pairs, as in the form."""
        waiting = None
        for key in self._step.asks:
            each = self._facts.register.by_key[key]
            field = made_field(self.tools, each)
            if key in self._step.optional:
                field.label.setText(tr("{label} (optional)", label=field.label.text()))
            if isinstance(field, WhoField):
                field.set_people(self._facts.people)
            value, shown = self._facts.entry.values.get(key), self._facts.entry.shown.get(key, "")
            field.set_value(as_shown(each.kind, value, shown))
            if is_wide(each):
                if waiting is not None:
                    self.add_field(*waiting)
                    waiting = None
                self.add_field(key, field)
            elif waiting is not None:
                self.add_pair(waiting, (key, field))
                waiting = None
            else:
                waiting = (key, field)
        if waiting is not None:
            self.add_field(*waiting)

    def _apply(self) -> None:
        unread = [field for field in self._fields.values() if _is_unread(field)]
        if unread:
            unread[0].editor.setFocus()
            return
        values = {key: as_stored(self._fields[key].value()) for key in self._step.asks}
        entries, record, reason = (
            self.tools.space.entries,
            self._facts.entry.id,
            self.reason.value(),
        )
        key = self._step.key

        def work(progress: Progress) -> None:
            entries.take(record, key, values, reason, progress)

        self.apply(work, lambda _: self._done())


def _is_unread(field: Field) -> bool:
    """Whether a field holds what it cannot read; it says so itself when it is left."""
    if not field.unsaved():
        return False
    field.set_problem("")
    field.commit()
    return bool(field.problem())
