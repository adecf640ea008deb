"""Pieces of evidence as a list: opened, their words changed, taken off and put back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.services.audit_values import EvidenceValue
from isodesk.ui.audits.caption_line import CaptionLine
from isodesk.ui.audits.evidence_list import EvidenceList
from isodesk.ui.audits.evidence_model import EvidenceModel
from isodesk.ui.audits.evidence_opening import Opening
from isodesk.ui.audits.evidence_ways import add_way
from isodesk.ui.audits.evidence_words import has_picture
from isodesk.ui.audits.undo_line import UndoLine
from isodesk.ui.documents.step_dialog import column, row
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import Words, small_words
from isodesk.ui.theme import SMALL, STRONG


class EvidencePane(QWidget):
    """What is shown is read by `reload`, in the class that knows whose evidence it is.

    `open_record(id, kind)` is set by who can open a record; without it none is offered.
    """

    changed = Signal()
    """Something is on disk."""

    def __init__(self, tools: Tools, none: str, parent: QWidget | None = None) -> None:
        """`none` is said where there is nothing."""
        super().__init__(parent)
        self._tools, self._fixed = tools, ""
        self.open_record: Callable[[int, str], None] | None = None
        self.model = EvidenceModel(tools, self)
        self.list = EvidenceList(self.model)
        self.caption = CaptionLine()
        self.opening = Opening(tools, self)
        self.undo = UndoLine()
        self._title = Words(tr("Evidence"), weight=STRONG)
        self._count = Words(tone="second", figures=True)
        self._none = small_words(none, wrap=True)
        self._problem = Words("", SMALL, tone="danger", wrap=True)
        self._lay_out()
        self.caption.saved.connect(self.describe)
        self.caption.left.connect(self.list.setFocus)
        self.list.opened.connect(self.opening.open)
        self.list.rewording.connect(self.reword)
        self.list.removing.connect(self.remove)
        self.list.menu_wanted.connect(self._menu)

    def allow(self, missing: str) -> None:
        """Let evidence be changed, or say why not."""
        self._fixed = missing

    def fixed(self) -> str:
        """Why nothing can be taken or changed now; "" when it can."""
        return self._fixed

    def place(self) -> str:
        """Where the officer is; "" where it is not known."""
        return ""

    def pieces(self) -> tuple[EvidenceValue, ...]:
        """What is shown."""
        return self.model.pieces

    def reload(self) -> None:
        """Read it again: it was changed elsewhere."""
        raise NotImplementedError

    def told(self) -> None:
        """Something of it was put on disk elsewhere."""
        self.reload()
        self.changed.emit()

    def show_pieces(self, pieces: Sequence[EvidenceValue]) -> None:
        """Show these; the piece that is marked stays so."""
        before = self.list.chosen()
        self.model.show(pieces)
        if before is not None:
            self.list.choose(before.id)
        self._count.setText(str(len(pieces)) if pieces else "")
        self._none.setVisible(not pieces)
        self.list.setVisible(bool(pieces))
        if pieces:
            self.list.fit()

    def clear(self) -> None:
        """Nothing of what was shown is offered any more."""
        self.undo.hide()
        self._problem.hide()
        self.model.show(())

    def describe(self, evidence: int, what: str, detail: str, place: str) -> None:
        """Put the words of a piece on disk."""
        service = self._tools.space.audit_evidence
        self.write(lambda: service.describe(evidence, what, detail, place))

    def reword(self, piece: EvidenceValue) -> None:
        """Change the words of a piece where it stands."""
        if not self._fixed:
            self.caption.edit(piece)

    def remove(self, piece: EvidenceValue) -> None:
        """Take a piece off, and offer it back."""
        if self._fixed:
            return
        self.caption.drop()
        service = self._tools.space.audit_evidence

        def done() -> None:
            words = tr("“{what}” is taken off.", what=piece.what)
            back = lambda: self.write(lambda: service.put_back(piece.id))  # noqa: E731
            self.undo.offer(words, back)

        self.write(lambda: service.remove(piece.id), done)

    def write(self, work: Callable[[], object], done: Callable[[], object] | None = None) -> None:
        """Put a change on disk and show it; a refusal stands under the evidence."""

        def written(_: object) -> None:
            self._problem.hide()
            self.reload()
            if done is not None:
                done()
            self.changed.emit()

        self._tools.write(self, lambda _: work(), written, self._refused)

    def problem(self) -> str:
        """What could not be done; "" when nothing."""
        return "" if self._problem.isHidden() else self._problem.text()

    def say(self, sentence: str) -> None:
        """What could not be done, under the evidence."""
        self._problem.setText(sentence)
        self._problem.show()

    def _lay_out(self) -> None:
        self._line = row(spacing=8)
        for words in (self._title, self._count):
            self._line.addWidget(words)
        self._line.addStretch(1)
        self._head: QBoxLayout = row(spacing=8)
        self._head.addLayout(self._line)
        self._stack = column(self, 6)
        self._stack.addLayout(self._head)
        for part in (self._none, self._problem, self.undo, self.caption, self.list):
            self._stack.addWidget(part)
        self._problem.hide()

    def _refused(self, refused: Refused) -> None:
        self.say(str(refused))
        self.reload()

    def _menu(self, piece: EvidenceValue, at: QPoint) -> None:
        menu = QMenu(self)
        add_way(menu, tr("&Open"), lambda: self.opening.open(piece))
        if not self._fixed:
            if has_picture(piece):
                add_way(menu, tr("&Mark the photo"), lambda: self.opening.mark(piece))
            add_way(menu, tr("&Change the words"), lambda: self.reword(piece))
            add_way(menu, tr("&Take it off"), lambda: self.remove(piece))
        if piece.file_id is not None:
            add_way(menu, tr("&Save as"), lambda: self.opening.save(piece))
        menu.exec(at)
