"""Read and understood, confirmed on screen by the reader or taken by the officer."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.documents.reading import AckValue
from isodesk.i18n import tr
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField

_SHOWN = 12


class SignReadDialog(StepDialog):
    """`titles` are number and title by document; `done` is told how many were signed."""

    def __init__(
        self,
        tools: Tools,
        acks: Sequence[AckValue],
        titles: Mapping[int, str],
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, tr("Read and understood"), _sub(acks, titles), parent=parent)
        self._acks, self._done = tuple(acks), done
        for ack in self._acks[:_SHOWN]:
            self.add_words(_statement(ack, titles))
        if self._acks[_SHOWN:]:
            self.add_words(tr("… and {n} more.", n=len(self._acks) - _SHOWN), "second")
        others = [a for a in self._acks if a.person_id != tools.space.desk.actor.person_id]
        if others:
            self.add_words(
                tr(
                    "Signed in is {name}: the record says who took the signature.",
                    name=tools.space.desk.actor.name,
                ),
                "second",
            )
        self.note = LineField(tr("Note"), example=tr("Explained at the machine"))
        self.add_field("note", self.note)
        self.hint.setText(tr("The name, the time and what was read are kept."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Sign as read and understood"), self._apply, primary=True)
        self.step.setFocus()

    def _apply(self) -> None:
        reading, note = self.tools.space.reading, self.note.value()
        ids = [ack.id for ack in self._acks]

        def work(progress: Progress) -> int:
            for n, ack_id in enumerate(ids):
                progress(n, len(ids), tr("Signing"))
                reading.sign(ack_id, note)
            return len(ids)

        self.apply(work, self._done)


def _sub(acks: Sequence[AckValue], titles: Mapping[int, str]) -> str:
    documents = dict.fromkeys(titles[a.document_id] for a in acks)
    return next(iter(documents)) if len(documents) == 1 else ""


def _statement(ack: AckValue, titles: Mapping[int, str]) -> str:
    number = titles[ack.document_id].partition(" ")[0]
    return tr(
        "{name}: I have read and understood {number} revision {label}.",
        name=ack.name,
        number=number,
        label=ack.label,
    )
