"""Marks on a photo: drawn over it, kept as a picture of its own; the photo itself stays."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.facts import Picture
from isodesk.services.audit_values import EvidenceValue
from isodesk.ui.audits.evidence_model import image_of
from isodesk.ui.audits.mark_view import MarkView
from isodesk.ui.audits.marks_drawn import Tool, burned_in
from isodesk.ui.buttons import Button, SegmentedControl
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.step_dialog import row
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import small_words
from isodesk.ui.theme import current

if TYPE_CHECKING:
    from isodesk.ui.audits.evidence_pane import EvidencePane

_WHOLE = 4096


class MarkDialog(Dialog):
    """Closes once the marked picture is on disk."""

    help_topic = "audit-evidence"

    def __init__(self, tools: Tools, bar: "EvidencePane", piece: EvidenceValue) -> None:
        super().__init__(tr("Mark the photo"), piece.what, 1000, 720, False, tools.jobs, bar)
        self._tools, self._bar, self._piece = tools, bar, piece
        self._bare = False
        self.view = MarkView()
        self.view.setAccessibleName(tr("The photo, to be marked"))
        self.tool = SegmentedControl(tr("Mark"), [(tool, tr(tool.value)) for tool in Tool])
        self.words = QLineEdit()
        self._lay_out()
        self.add_close(tr("&Cancel"))
        if piece.original_id is not None:
            self.bare = self.add_button(tr("&Begin again"), self._begin_again, "", "arrow-back-up")
            self.bare.setToolTip(tr("From the photo as it was taken"))
        self.keep = self.add_button(tr("&Keep the marks"), self._keep, "primary")
        self.keep.setDefault(False)  # Enter ends the words
        self.tool.chosen.connect(self._choose)
        self.words.textChanged.connect(self._type)
        self.words.returnPressed.connect(self.view.setFocus)
        self.view.changed.connect(self._offer)
        self.view.words_wanted.connect(self.words.setFocus)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.view.undo)
        self._choose(Tool.ARROW)
        self._offer()
        self._read(piece.file_id or 0)
        self.view.setFocus()

    def _lay_out(self) -> None:
        self.words.setPlaceholderText(tr("Words, then click where they stand"))
        self.words.setAccessibleName(tr("Words to write on the photo"))
        self.words.setFixedWidth(current().length(240))
        self.undo = Button(tr("&Undo"), self.view.undo, "quiet", "arrow-back-up")
        above = row(spacing=12)
        above.addWidget(self.tool)
        above.addWidget(self.words)
        above.addStretch(1)
        above.addWidget(self.undo)
        self.body.setSpacing(8)
        self.body.addLayout(above)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(
            small_words(
                tr("By keys: the arrows move a cross, Space begins a mark and ends it.")
                + " "
                + tr("The photo as it was taken stays beside the marked one."),
                wrap=True,
            )
        )

    def _choose(self, tool: object) -> None:
        assert isinstance(tool, Tool)
        self.view.tool = tool
        self.words.setVisible(tool is Tool.TEXT)
        if tool is Tool.TEXT:
            self.words.setFocus()
        else:
            self.view.setFocus()

    def _type(self, words: str) -> None:
        self.view.typed = words

    def _offer(self) -> None:
        self.undo.allow("" if self.view.marks else tr("Nothing is marked yet."))
        something = bool(self.view.marks) or self._bare
        self.keep.allow("" if something else tr("Nothing is marked yet."))

    def _begin_again(self) -> None:
        self._bare = True
        self._read(self._piece.original_id or 0)

    def _read(self, file_id: int) -> None:
        shots = self._tools.space.audit_shots

        def came(picture: Picture) -> None:
            self.view.show_image(image_of(picture))

        def failed(refused: Refused) -> None:
            self.view.show_image(QImage(), str(refused))

        self.view.show_image(QImage(), tr("One moment"))
        self._tools.read(self, lambda _: shots.picture(file_id, _WHOLE), came, failed)

    def _keep(self) -> None:
        """Without a mark, after beginning again, the photo is as it was taken."""
        space, piece = self._tools.space, self._piece
        image, marks = self.view.image, tuple(self.view.marks)

        def work(_: object) -> None:
            if not marks:
                space.audit_evidence.unmark(piece.id)
                return
            shot = space.audit_shots.marked(piece.name, _jpeg(burned_in(image, marks)))
            space.audit_evidence.mark(piece.id, shot)

        self.keep.setEnabled(False)
        job = self._tools.write(self, work, lambda _: self._kept(), self._refused)
        self.busy.watch(job, tr("Keeping the marks"))

    def _kept(self) -> None:
        self._bar.told()
        self.accept()

    def _refused(self, refused: Refused) -> None:
        self.say("red", str(refused))
        self._offer()


def _jpeg(image: QImage) -> bytes:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 90)  # type: ignore[call-overload]
    return bytes(kept.data())
