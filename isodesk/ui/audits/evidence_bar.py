"""The evidence of one question: taken by one key each, on disk before it is told."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from isodesk.i18n import tr
from isodesk.registers.audit_words import Proof
from isodesk.services.audit_values import Answer, EvidenceValue, QuestionValue
from isodesk.ui.audits.dropping import Drops
from isodesk.ui.audits.evidence_asking import Asking
from isodesk.ui.audits.evidence_pane import EvidencePane
from isodesk.ui.audits.evidence_ways import EvidenceWays
from isodesk.ui.audits.place_line import PlaceLine
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import small_words
from isodesk.ui.theme import current

_AROUND = 44
"""Pixels between the heading, its field and the buttons."""


class EvidenceBar(EvidencePane):
    """Shows a question's evidence, and takes more. With `keeps_place` false whoever shows it
    keeps the place that stands in `where`."""

    def __init__(
        self, tools: Tools, parent: QWidget | None = None, keeps_place: bool = True
    ) -> None:
        none = tr("Nothing yet. Photos and files can be dropped or pasted here.")
        super().__init__(tools, none, parent)
        self._question: QuestionValue | None = None
        self._place, self._new, self._apart = "", 0, False
        self.asking = Asking(tools, self)
        self.ways = EvidenceWays(self.asking)
        self.where = PlaceLine()
        self._waiting = small_words()
        self._waiting.hide()
        self._line.insertWidget(2, self.where)
        self._head.addWidget(self.ways)
        self._stack.insertWidget(2, self._waiting)
        self._connect(keeps_place)
        self.take_drops_of(self)
        self.allow("")
        self._dress()

    def show_question(self, question: QuestionValue | None) -> None:
        """Show the evidence of this question; words being typed for another are saved first."""
        other = question is None or self._question is None or question.id != self._question.id
        if other:
            self.caption.save()
            self.clear()
        self._question = question
        if question is not None and (other or not self.where.hasFocus()):
            self._place = question.place or self._place
            self.where.show_place(self._place)
        self.reload()

    def allow(self, missing: str) -> None:
        """Let evidence be taken, or say why not."""
        super().allow(missing)
        self.ways.allow(missing)
        self.where.setReadOnly(bool(missing))

    def set_place(self, place: str) -> None:
        """Where what is taken from now on is seen."""
        self._place = place.strip()

    def place(self) -> str:
        """Where it is, as typed here or at the question before."""
        return self._place

    def takes(self) -> int:
        """The question evidence may be taken for now; 0 where none may be."""
        return 0 if self._question is None or self._fixed else self._question.id

    def landed(self, question: int, evidence: int) -> None:
        """A piece is on disk: show it, and offer to say what it shows."""
        here = self._question is not None and self._question.id == question
        self._new = evidence if here else 0
        self.undo.hide()
        self._problem.hide()
        if here:
            self._place_question()
            self.reload()
        self.changed.emit()

    def reload(self) -> None:
        question, evidence = self._question, self._tools.space.audit_evidence
        if question is None:
            self._came(0, ())
            return
        at = question.id
        self._tools.read(self, lambda _: evidence.of_question(at), partial(self._came, at))

    def take_drops_of(self, page: QWidget) -> None:
        """Files dropped anywhere on a page are the evidence of its question."""
        Drops(page, lambda: bool(self.takes()), self.asking.files, self)

    def take_ways(self) -> QWidget:
        """The buttons, to stand elsewhere, as at the foot of a narrow page."""
        self._head.removeWidget(self.ways)
        self._apart = True
        self.ways.setMinimumWidth(self.ways.one_line())
        return self.ways

    def put_ways_back(self) -> None:
        """The buttons stand beside the heading again."""
        self._apart = False
        self._head.addWidget(self.ways)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand beside the heading, or below it where room is short."""
        super().resizeEvent(event)
        if self._apart:
            return
        taken = self._title.sizeHint().width() + self.where.width() + _AROUND
        beside = taken + self.ways.one_line() <= self.width()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self.ways.setMinimumWidth(self.ways.one_line() if beside else 0)
        if self._head.direction() != way:
            self._head.setDirection(way)

    def _connect(self, keeps_place: bool) -> None:
        current().changed.connect(self._dress)
        if keeps_place:
            self.where.editingFinished.connect(self._place_typed)
        else:
            self.where.textEdited.connect(self.set_place)
        self.asking.taking.landed.connect(self.landed)
        self.asking.taking.refused.connect(self.say)
        self.asking.taking.waiting.connect(self._wait)
        key = QShortcut(QKeySequence.StandardKey.Paste, self.list, self.asking.paste)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _dress(self) -> None:
        if self._apart:
            self.ways.setMinimumWidth(self.ways.one_line())

    def _came(self, question: int, pieces: Sequence[EvidenceValue]) -> None:
        if question == (self._question.id if self._question else 0):
            self.show_pieces(pieces)
            self._offer_caption()

    def _offer_caption(self) -> None:
        """The words of the piece that is new, once it is shown."""
        new, self._new = self._new, 0
        found = [piece for piece in self.pieces() if piece.id == new]
        if not found:
            return
        self.list.choose(new)
        if found[0].kind is Proof.SAMPLE:
            self.opening.open(found[0])
        elif found[0].kind in (Proof.PHOTO, Proof.FILE):
            self.caption.edit(found[0], focus=not _typing(self))

    def _place_question(self) -> None:
        """The place that was remembered is the question's, once something is taken there."""
        question, auditing, place = self._question, self._tools.space.auditing, self._place
        if question is not None and place and not question.place:
            answer = Answer(place=place)
            self._tools.write(self, lambda _: auditing.answer(question.id, answer), self._placed)

    def _placed(self, question: QuestionValue) -> None:
        if self._question is not None and self._question.id == question.id:
            self._question = question
        self.changed.emit()

    def _place_typed(self) -> None:
        question, place = self._question, self.where.text().strip()
        if question is None or self._fixed or place == self._place:
            return
        self._place, auditing = place, self._tools.space.auditing
        answer = Answer(place=place)
        self.write(lambda: auditing.answer(question.id, answer))

    def _wait(self, n: int) -> None:
        self._waiting.setText(
            tr("Keeping one piece …") if n == 1 else tr("Keeping {n} pieces …", n=n)
        )
        self._waiting.setVisible(n > 0)


def _typing(bar: QWidget) -> bool:
    """Whether somebody types elsewhere, who must not lose the keyboard."""
    focus = QApplication.focusWidget()
    elsewhere = focus is not None and not bar.isAncestorOf(focus)
    return elsewhere and isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit)
