"""The evidence of one question: taken by one key each, on disk before it is told, seen again."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.registers.audit_words import Proof
from isodesk.services.audit_values import Answer, EvidenceValue, QuestionValue
from isodesk.ui import camera
from isodesk.ui.audits.caption_line import CaptionLine
from isodesk.ui.audits.dropping import Drops, local_files
from isodesk.ui.audits.evidence_list import EvidenceList
from isodesk.ui.audits.evidence_model import EvidenceModel
from isodesk.ui.audits.evidence_opening import Opening
from isodesk.ui.audits.evidence_taking import Taking
from isodesk.ui.audits.evidence_words import has_picture
from isodesk.ui.audits.undo_line import UndoLine
from isodesk.ui.buttons import Button
from isodesk.ui.documents.step_dialog import column, row
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import Words, small_words
from isodesk.ui.theme import SMALL, STRONG, current
from isodesk.ui.wrapping import WrappingRow

if TYPE_CHECKING:
    from isodesk.ui.photo_dialog import PhotoDialog


class EvidenceBar(QWidget):
    """Shows a question's evidence. `changed` comes after something is on disk.

    `open_record(id, kind)` is set by who can open a record; without it none is offered. With
    `keeps_place` false whoever shows it keeps the place that stands in `where`.
    """

    changed = Signal()

    def __init__(
        self, tools: Tools, parent: QWidget | None = None, keeps_place: bool = True
    ) -> None:
        super().__init__(parent)
        self._tools, self._keeps_place = tools, keeps_place
        self._question: QuestionValue | None = None
        self._place = ""
        self._fixed = ""
        self.open_record: Callable[[int, str], None] | None = None
        self.model = EvidenceModel(tools, self)
        self.list = EvidenceList(self.model)
        self.caption = CaptionLine()
        self.taking = Taking(tools, self)
        self.opening = Opening(tools, self)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.take_drops_of(self)
        self.allow("")

    def show_question(self, question: QuestionValue | None) -> None:
        """Show the evidence of this question; words being typed for another are saved first."""
        other = question is None or self._question is None or question.id != self._question.id
        if other:
            self.caption.save()
            self.undo.hide()
            self._problem.hide()
            self.model.show(())
        self._question = question
        if question is not None and (other or not self.where.hasFocus()):
            self._place = question.place or self._place
            self.where.setText(self._place)
        self._reload()

    def allow(self, missing: str) -> None:
        """Let evidence be taken, or say why not."""
        self._fixed = missing
        for button in self.buttons:
            button.allow(missing)
        for way in self.ways:
            way.setEnabled(not missing)
        self.where.setReadOnly(bool(missing))

    def set_place(self, place: str) -> None:
        """Where what is taken from now on is seen."""
        self._place = place.strip()

    def take_ways(self) -> QWidget:
        """The buttons, to stand elsewhere, as at the foot of a narrow page."""
        self._head.removeWidget(self._ways_room)
        self._apart = True
        self._ways_room.setMinimumWidth(self._ways.one_line())
        return self._ways_room

    def put_ways_back(self) -> None:
        """The buttons stand beside the heading again."""
        self._apart = False
        self._head.addWidget(self._ways_room)

    _apart = False

    def place(self) -> str:
        """Where it is, as typed here or at the question before."""
        return self._place

    def fixed(self) -> str:
        """Why nothing can be taken or changed now; "" when it can."""
        return self._fixed

    def pieces(self) -> tuple[EvidenceValue, ...]:
        """What is shown."""
        return self.model.pieces

    def take_photo(self) -> None:
        """With the camera where there is one, else from files."""
        if not self._open():
            return
        if camera.is_there():
            self.photograph(camera.photo_dialog(self))
        else:
            self.choose_photos()

    def photograph(self, dialog: "PhotoDialog") -> None:
        """With this camera; files can be chosen instead."""
        dialog.offer_files(self.choose_photos)
        dialog.taken.connect(self._keep_shot)
        dialog.open()

    def choose_photos(self) -> None:
        """Photos from files."""
        if self._open():
            kinds = "*.jpg *.jpeg *.png *.heic *.heif *.webp *.tif *.tiff *.avif *.gif *.bmp"
            pattern = f"{tr('Pictures')} ({kinds} {kinds.upper()})"
            self.take_files(self._tools.ask_files(self, tr("Photos as evidence"), pattern))

    def attach_file(self) -> None:
        """Any files, as they are."""
        if self._open():
            self.take_files(self._tools.ask_files(self, tr("Files as evidence")), photos=False)

    def take_files(self, paths: Sequence[Path], photos: bool = True) -> None:
        """Keep these with the question; pictures as photos unless told otherwise."""
        if self._question is not None and self._open():
            self.taking.files(self._question.id, self._place, paths, photos)

    def paste(self) -> None:
        """A picture or files from the clipboard."""
        clipboard = QGuiApplication.clipboard()
        files, picture = local_files(clipboard.mimeData()), clipboard.image()
        if files:
            self.take_files(files)
        elif not picture.isNull() and self._question is not None and self._open():
            self.taking.picture(self._question.id, self._place, picture)
        else:
            self.say(tr("There is no file and no picture on the clipboard."))

    def pick_record(self) -> None:
        """A record or document of the system."""
        from isodesk.ui.audits.seen_dialog import SeenDialog

        question = self._question
        if question is not None and self._open():
            done = partial(self._landed, question.id)
            SeenDialog(self._tools, question.id, self._place, done, self).open()

    def ask_person(self) -> None:
        """Somebody who was asked."""
        from isodesk.ui.audits.asked_dialog import AskedDialog

        question = self._question
        if question is not None and self._open():
            done = partial(self._landed, question.id)
            AskedDialog(self._tools, question.id, self._place, done, self).open()

    def draw_sample(self) -> None:
        """A random sample of the firm's own records."""
        from isodesk.ui.audits.sample_dialog import SampleDialog

        question = self._question
        if question is not None and self._open():
            done = partial(self._landed, question.id)
            SampleDialog(self._tools, question.id, self._place, done, self).open()

    def reload(self) -> None:
        """Read it again: it was changed elsewhere."""
        self._reload()

    def told(self) -> None:
        """Something of it was put on disk elsewhere."""
        self._reload()
        self.changed.emit()

    def take_drops_of(self, page: QWidget) -> None:
        """Files dropped anywhere on a page are the evidence of its question."""
        Drops(page, self._open, self.take_files, self)

    def resizeEvent(self, event: object) -> None:
        """The buttons stand beside the heading, or below it where room is short."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self._apart:
            return
        taken = self._title.sizeHint().width() + self.where.width() + 44
        beside = taken + self._ways.one_line() <= self.width()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._ways_room.setMinimumWidth(self._ways.one_line() if beside else 0)
        if self._head.direction() != way:
            self._head.setDirection(way)

    def _make_parts(self) -> None:
        self._title = Words(tr("Evidence"), weight=STRONG)
        self._count = Words(tone="second", figures=True)
        self.where = QLineEdit()
        self.where.setAcceptDrops(False)
        self.where.setAccessibleName(tr("Where"))
        self.where.setPlaceholderText(tr("Where"))
        self.where.setToolTip(tr("Noted with what is taken from now on"))
        self.photo = Button(tr("&Photo"), self.take_photo, "quiet", "camera")
        self.file = Button(tr("&File"), self.attach_file, "quiet", "paperclip")
        self.record = Button(tr("&Record"), self.pick_record, "quiet", "list")
        self.person = Button(tr("P&erson"), self.ask_person, "quiet", "user")
        self.more = Button(tr("M&ore"), None, "quiet", "chevron-down")
        self.more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.more.setMenu(self._made_menu())
        self.buttons = (self.photo, self.file, self.record, self.person)
        self._none = small_words(
            tr("Nothing yet. Photos and files can be dropped or pasted here."), wrap=True
        )
        self._waiting = small_words()
        self._problem = Words("", SMALL, tone="danger", wrap=True)
        self.undo = UndoLine()

    def _made_menu(self) -> QMenu:
        menu = QMenu(self)
        self.ways = [
            _action(menu, tr("Draw a &sample"), self.draw_sample),
            _action(menu, tr("Photos from &files"), self.choose_photos),
            _action(menu, tr("&Paste"), self.paste),
        ]
        menu.addSeparator()
        _action(menu, tr("&How photos are kept"), self._set_photos)
        return menu

    def _lay_out(self) -> None:
        title = row(spacing=8)
        for words in (self._title, self._count):
            title.addWidget(words)
        title.addWidget(self.where)
        title.addStretch(1)
        self._ways_room = ways = QWidget()
        self._ways = WrappingRow(4, ways)
        for button in (*self.buttons, self.more):
            self._ways.addWidget(button)
        self._head = row(spacing=8)
        self._head.addLayout(title)
        self._head.addWidget(ways)
        stack = column(self, 6)
        stack.addLayout(self._head)
        for part in (self._none, self._waiting, self._problem, self.undo, self.caption, self.list):
            stack.addWidget(part)
        self._waiting.hide()
        self._problem.hide()
        self._dress()

    def _connect(self) -> None:
        current().changed.connect(self._dress)
        if self._keeps_place:
            self.where.editingFinished.connect(self._place_typed)
        else:
            self.where.textEdited.connect(self.set_place)
        self.taking.landed.connect(self._landed)
        self.taking.refused.connect(self.say)
        self.taking.waiting.connect(self._wait)
        self.caption.saved.connect(self.describe)
        self.caption.left.connect(self.list.setFocus)
        self.list.opened.connect(self.opening.open)
        self.list.rewording.connect(self.reword)
        self.list.removing.connect(self._remove)
        self.list.menu_wanted.connect(self._menu)
        key = QShortcut(QKeySequence.StandardKey.Paste, self.list, self.paste)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _dress(self) -> None:
        if self._apart:
            self._ways_room.setMinimumWidth(self._ways.one_line())
        self.where.setFixedWidth(current().length(130))

    def _open(self) -> bool:
        """Whether evidence may be taken now."""
        return self._question is not None and not self._fixed

    def _reload(self) -> None:
        question, evidence = self._question, self._tools.space.audit_evidence
        if question is None:
            self._came(0, ())
            return
        at = question.id
        self._tools.read(self, lambda _: evidence.of_question(at), partial(self._came, at))

    def _came(self, question: int, pieces: Sequence[EvidenceValue]) -> None:
        if question != (self._question.id if self._question else 0):
            return
        before = self.list.chosen()
        self.model.show(pieces)
        if before is not None:
            self.list.choose(before.id)
        self._count.setText(str(len(pieces)) if pieces else "")
        self._none.setVisible(not pieces)
        self.list.setVisible(bool(pieces))
        if pieces:
            self.list.fit()
        self._offer_caption()

    def _landed(self, question: int, evidence: int) -> None:
        """A piece is on disk: show it, and offer to say what it shows."""
        here = self._question is not None and self._question.id == question
        self._new = evidence if here else 0
        self.undo.hide()
        self._problem.hide()
        if here:
            self._place_question()
            self._reload()
        self.changed.emit()

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

    _new = 0
    """The piece whose words are to be offered once it is shown."""

    def _offer_caption(self) -> None:
        new, self._new = self._new, 0
        found = [piece for piece in self.model.pieces if piece.id == new]
        if not found:
            return
        self.list.choose(new)
        if found[0].kind is Proof.SAMPLE:
            self.opening.open(found[0])
        elif found[0].kind in (Proof.PHOTO, Proof.FILE):
            self.caption.edit(found[0], focus=not _typing(self))

    def _keep_shot(self, content: bytes) -> None:
        if self._question is not None and self._open():
            self.taking.shot(self._question.id, self._place, content)

    def _place_typed(self) -> None:
        question, place = self._question, self.where.text().strip()
        if question is None or self._fixed or place == self._place:
            return
        self._place, auditing = place, self._tools.space.auditing
        answer = Answer(place=place)
        self._write(lambda: auditing.answer(question.id, answer))

    def describe(self, evidence: int, what: str, detail: str, place: str) -> None:
        """Put the words of a piece on disk."""
        service = self._tools.space.audit_evidence
        self._write(lambda: service.describe(evidence, what, detail, place))

    def reword(self, piece: EvidenceValue) -> None:
        """Change the words of a piece where it stands."""
        if not self._fixed:
            self.caption.edit(piece)

    def _remove(self, piece: EvidenceValue) -> None:
        if self._fixed:
            return
        self.caption.drop()
        service = self._tools.space.audit_evidence

        def done() -> None:
            words = tr("“{what}” is taken off.", what=piece.what)
            self.undo.offer(words, lambda: self._return(piece.id))

        self._write(lambda: service.remove(piece.id), done)

    def _return(self, evidence: int) -> None:
        service = self._tools.space.audit_evidence
        self._write(lambda: service.put_back(evidence))

    def _write(self, work: Callable[[], object], done: Callable[[], object] | None = None) -> None:
        def written(_: object) -> None:
            self._problem.hide()
            self._reload()
            if done is not None:
                done()
            self.changed.emit()

        self._tools.write(self, lambda _: work(), written, self._refused)

    def _refused(self, refused: Refused) -> None:
        self.say(str(refused))
        self._reload()

    def problem(self) -> str:
        """What could not be done; "" when nothing."""
        return "" if self._problem.isHidden() else self._problem.text()

    def say(self, sentence: str) -> None:
        """What could not be done, under the evidence."""
        self._problem.setText(sentence)
        self._problem.show()

    def _wait(self, n: int) -> None:
        self._waiting.setText(
            tr("Keeping one piece …") if n == 1 else tr("Keeping {n} pieces …", n=n)
        )
        self._waiting.setVisible(n > 0)

    def _menu(self, piece: EvidenceValue, at: QPoint) -> None:
        menu = QMenu(self)
        _action(menu, tr("&Open"), lambda: self.opening.open(piece))
        if not self._fixed:
            if has_picture(piece):
                _action(menu, tr("&Mark the photo"), lambda: self.opening.mark(piece))
            _action(menu, tr("&Change the words"), lambda: self.reword(piece))
            _action(menu, tr("&Take it off"), lambda: self._remove(piece))
        if piece.file_id is not None:
            _action(menu, tr("&Save as"), lambda: self.opening.save(piece))
        menu.exec(at)

    def _set_photos(self) -> None:
        from isodesk.ui.audits.photos_dialog import PhotosDialog

        PhotosDialog(self._tools, self).open()


def _action(menu: QMenu, words: str, take: Callable[[], object]) -> QAction:
    action = menu.addAction(words)
    action.triggered.connect(lambda _: take())
    return action


def _typing(bar: QWidget) -> bool:
    """Whether somebody types elsewhere, who must not lose the keyboard."""
    focus = QApplication.focusWidget()
    elsewhere = focus is not None and not bar.isAncestorOf(focus)
    return elsewhere and isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit)
