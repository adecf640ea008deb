"""Is this paper current? A code typed, scanned, or read from a dropped photo, answered at once."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.documents.values import CopyState
from isodesk.documents.verdict import Verdict, Word
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.step_dialog import take_room
from isodesk.ui.documents.tools import Tools
from isodesk.ui.jobs import Jobs
from isodesk.ui.parts import Banner, BannerTone, Words, small_words
from isodesk.ui.theme import STRONG, current

_TO_COME_BACK = (Word.SUPERSEDED, Word.RECALLED, Word.WITHDRAWN)
_TONES: dict[Word, BannerTone] = {
    Word.CURRENT: "green",
    Word.NOT_YET: "amber",
    Word.MISTYPED: "amber",
    Word.INCOMPLETE: "amber",
    Word.ANOTHER_FILE: "amber",
}


class PaperCheckBar(QWidget):
    """One line with the field, and the answer under it.

    Sends `opened(document id)` when the officer wants the record, `answered` after each
    answer, and `returned` when a paper was marked returned here. `home` is the document whose
    record it stands in, which needs no opening.
    """

    opened = Signal(int)
    answered = Signal(object)
    returned = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._verdict: Verdict | None = None
        self.home: int | None = None
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Code on the paper"))
        self.field.setFont(current().font(figures=True))
        self.field.returnPressed.connect(self.check)
        self.button = Button(tr("Check"), self.check)
        self.banner = Banner()
        self.banner.pressed.connect(self._act)
        self._hint = small_words(tr("The code on the paper, typed or scanned"))
        self.setToolTip(tr("A photo or scan of the sheet can be dropped here too."))
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAcceptDrops(True)
        self._lay_out()
        self._dress()
        current().changed.connect(self._dress)

    def check(self) -> None:
        """Answer for what stands in the field."""
        typed = self.field.text().strip()
        if typed:
            service = self._tools.space.paper_check
            self._tools.read(self, lambda _: service.check(typed), self._answer)

    def check_code(self, code: str) -> None:
        """Answer for this code."""
        self.field.setText(code)
        self.check()

    def check_photo(self, path: Path) -> None:
        """Read the code from a photo or scan and answer for it."""
        contents = self._tools.space.contents

        def work(progress: Progress) -> tuple[str, ...]:
            return contents.barcodes(path, progress)

        def read(codes: tuple[str, ...]) -> None:
            if codes:
                self.check_code(codes[0])
            else:
                self._say("amber", tr("No code found in {name}.", name=path.name), _type_it())

        self._tools.read(self, work, read, self._unreadable, tr("Reading {name}", name=path.name))

    def clear(self) -> None:
        """Take answer and code away."""
        self.field.clear()
        self._verdict = None
        self.banner.hide()

    def verdict(self) -> Verdict | None:
        """The last answer."""
        return self._verdict

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.check_photo(Path(event.mimeData().urls()[0].toLocalFile()))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        self.question = Words(tr("Is this paper current?"), weight=STRONG)
        self.question.setBuddy(self.field)
        line.addWidget(self.question)
        line.addSpacing(4)
        line.addWidget(self.field)
        line.addWidget(self.button)
        line.addSpacing(4)
        line.addWidget(self._hint, 100)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(line)
        column.addWidget(self.banner)

    def _dress(self) -> None:
        self.field.setFixedWidth(current().length(200))

    def resizeEvent(self, event: object) -> None:
        """The hint stands only where all of it fits."""
        taken = sum(part.sizeHint().width() for part in (self.question, self.button))
        room = self.width() - taken - self.field.width() - 40
        fits = room >= self._hint.sizeHint().width()
        self._hint.setVisible(fits and self.question.isVisibleTo(self))

    def _answer(self, verdict: Verdict) -> None:
        self._verdict = verdict
        self._say(
            _TONES.get(verdict.word, "red"), verdict.heading, verdict.sentence, self._button_words()
        )
        self.field.selectAll()
        self.answered.emit(verdict)

    def _button_words(self) -> str:
        verdict = self._verdict
        assert verdict is not None
        if verdict.did_you_mean:
            return tr("Check {code}", code=verdict.did_you_mean)
        if self._to_come_back():
            return tr("Mark returned")
        if verdict.document_id is not None and verdict.document_id != self.home:
            return tr("Open the record")
        return ""

    def _to_come_back(self) -> bool:
        verdict, read_only = self._verdict, self._tools.space.read_only
        assert verdict is not None
        return verdict.word in _TO_COME_BACK and bool(verdict.copy_id) and not read_only

    def _act(self) -> None:
        verdict = self._verdict
        assert verdict is not None
        if verdict.did_you_mean:
            self.check_code(verdict.did_you_mean)
        elif self._to_come_back():
            self._mark_returned(verdict)
        elif verdict.document_id is not None:
            self.opened.emit(verdict.document_id)

    def _mark_returned(self, verdict: Verdict) -> None:
        assert verdict.copy_id is not None
        copies, copy_id = self._tools.space.copies, verdict.copy_id
        self._tools.write(
            self,
            lambda _: copies.close([copy_id], CopyState.RETURNED),
            lambda _: self._returned(verdict),
        )

    def _returned(self, verdict: Verdict) -> None:
        self._say("green", tr("Returned."), verdict.paper)
        self.field.clear()
        self.field.setFocus()
        self.returned.emit()

    def _unreadable(self, refused: Refused) -> None:
        self._say("amber", tr("The photo cannot be read."), f"{refused} {_type_it()}")

    def _say(self, tone: BannerTone, heading: str, sentence: str, button: str = "") -> None:
        self.banner.say(tone, heading, sentence, button)


def _type_it() -> str:
    return tr("Type the code that stands beside the square.")


class PaperCheckDialog(Dialog):
    """The same check from the Tools menu; sends `opened(document id)` and closes."""

    opened = Signal(int)

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Is this paper current?"),
            tr("Type or scan the code at the foot of any sheet, or drop a photo of it."),
            720,
            jobs=jobs,
            parent=parent,
        )
        self.bar = PaperCheckBar(Tools(space, jobs, self.hint.setText))
        self.bar.question.hide()
        self.body.addWidget(self.bar)
        self.body.addStretch(1)
        self.add_close(tr("&Close"))
        self.bar.opened.connect(self._open)
        self.bar.answered.connect(lambda _: take_room(self))
        self.bar.returned.connect(lambda: take_room(self))
        self.bar.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, document_id: int) -> None:
        self.accept()
        self.opened.emit(document_id)
