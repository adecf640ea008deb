"""The photos of a question at full size: their words, the next one, a copy, the marks on them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.facts import Picture
from isodesk.services.audit_values import EvidenceValue
from isodesk.ui.audits.evidence_model import image_of
from isodesk.ui.audits.evidence_words import has_picture, second_line
from isodesk.ui.audits.picture_view import PictureView
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.step_dialog import row
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField
from isodesk.ui.parts import Words

if TYPE_CHECKING:
    from isodesk.ui.audits.evidence_pane import EvidencePane

_DRAWN = 2048


class PictureDialog(Dialog):
    """Words are saved when another picture is shown and when it closes."""

    help_topic = "audit-evidence"

    def __init__(self, tools: Tools, bar: "EvidencePane", evidence_id: int) -> None:
        super().__init__(tr("Evidence"), "", 960, 700, False, tools.jobs, bar)
        self._tools, self._bar = tools, bar
        self._at, self._file = evidence_id, 0
        self.view = PictureView()
        self.view.setAccessibleName(tr("The picture"))
        self.what, self.place = LineField(tr("What it shows")), LineField(tr("Where"))
        self._lay_out()
        self._back = self.add_button(tr("&Back"), partial(self._step, -1), "", "chevron-left")
        self._on = self.add_button(tr("&Next"), partial(self._step, 1), "", "chevron-right")
        self.add_button(tr("&Save as"), lambda: bar.opening.save(self.piece()), "", "download")
        self.leave = self.add_button(tr("&Done"), self.accept, "primary")
        bar.model.dataChanged.connect(self._refresh)
        self.finished.connect(lambda _: self._save())
        self._show()
        self.view.setFocus()

    def piece(self) -> EvidenceValue:
        """What is shown."""
        return next(piece for piece in self._pieces() if piece.id == self._at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        above = row(spacing=4)
        self._said = Words(tone="second", figures=True)
        above.addWidget(self._said, 1)
        self.mark = Button(tr("&Mark it"), self._mark, "quiet", "pencil")
        self.bare = Button(tr("&Without marks"), self._show_bare, "quiet", "eye")
        self.bare.setCheckable(True)
        smaller = Button(tr("Smaller"), self.view.smaller, "quiet", "zoom-out")
        larger = Button(tr("Larger"), self.view.larger, "quiet", "zoom-in")
        for button in (self.bare, self.mark, smaller, larger):
            above.addWidget(button)
        self.body.setSpacing(8)
        self.body.addLayout(above)
        self.body.addWidget(self.view, 1)
        below = row(spacing=16)
        below.addWidget(self.what, 2)
        below.addWidget(self.place, 1)
        self.body.addLayout(below)

    def _pieces(self) -> tuple[EvidenceValue, ...]:
        return tuple(piece for piece in self._bar.pieces() if has_picture(piece))

    def _ids(self) -> list[int]:
        return [piece.id for piece in self._pieces()]

    def _step(self, by: int) -> None:
        ids = self._ids()
        at = ids.index(self._at) + by
        if 0 <= at < len(ids):
            self._save()
            self._at = ids[at]
            self._show()

    def _show(self) -> None:
        piece, ids = self.piece(), self._ids()
        at = ids.index(piece.id)
        self.set_title(piece.what)
        self._said.setText(
            "   ".join((second_line(piece), tr("{n} of {total}", n=at + 1, total=len(ids))))
        )
        self._back.allow("" if at > 0 else tr("This is the first picture."))
        self._on.allow("" if at + 1 < len(ids) else tr("This is the last picture."))
        self.what.set_value(piece.what)
        self.place.set_value(piece.place)
        for field in (self.what, self.place):
            field.set_read_only(bool(self._bar.fixed()))
        self.mark.allow(self._bar.fixed())
        self.bare.setVisible(piece.original_id is not None)
        self.bare.setChecked(False)
        self.view.show_image(self._bar.model.image(piece) or QImage(), tr("One moment"))
        self._read(piece.file_id or 0)

    def _show_bare(self) -> None:
        """The photo as it was taken, or with its marks again."""
        piece = self.piece()
        bare = self.bare.isChecked() and piece.original_id is not None
        self._read((piece.original_id if bare else piece.file_id) or 0)

    def _read(self, file_id: int) -> None:
        self._file, shots = file_id, self._tools.space.audit_shots

        def came(picture: Picture) -> None:
            if self._file == file_id:
                self.view.show_image(image_of(picture))

        def failed(refused: Refused) -> None:
            if self._file == file_id:
                self.view.show_image(QImage(), str(refused))

        self._tools.read(self, lambda _: shots.picture(file_id, _DRAWN), came, failed)

    def _mark(self) -> None:
        from isodesk.ui.audits.mark_dialog import MarkDialog

        self._save()
        MarkDialog(self._tools, self._bar, self.piece()).open()

    def _refresh(self) -> None:
        """The piece was marked meanwhile: show it so."""
        if any(each.id == self._at for each in self._pieces()):
            piece = self.piece()
            if self._file not in (piece.file_id, piece.original_id) or (
                self._file == piece.original_id and not self.bare.isChecked()
            ):
                self._show()

    def _save(self) -> None:
        piece = next((each for each in self._pieces() if each.id == self._at), None)
        if piece is None or self._bar.fixed():
            return
        words = (self.what.value() or piece.name, piece.detail, self.place.value())
        if words != (piece.what, piece.detail, piece.place):
            self._bar.describe(piece.id, *words)
