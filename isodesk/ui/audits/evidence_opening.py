"""Opening a piece of evidence: a picture at full size, a file in its program, a record."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from isodesk.core.problems import Refused
from isodesk.services.audit_values import EvidenceValue
from isodesk.ui.audits.evidence_words import has_picture
from isodesk.ui.documents.copy_out import save_copy, show_copy
from isodesk.ui.documents.tools import Tools

if TYPE_CHECKING:
    from isodesk.ui.audits.evidence_pane import EvidencePane


class Opening(QObject):
    """Opens pieces of one bar."""

    def __init__(self, tools: Tools, bar: "EvidencePane") -> None:
        super().__init__(bar)
        self._tools, self._bar = tools, bar

    def open(self, piece: EvidenceValue) -> None:
        """Show a piece in the way of its kind; what cannot be opened has its words changed."""
        bar = self._bar
        if has_picture(piece):
            self._picture(piece)
        elif piece.file_id is not None:
            self.outside(piece)
        elif piece.drawn:
            self._sample(piece)
        elif piece.record_id is not None and bar.open_record is not None:
            bar.open_record(piece.record_id, piece.record_kind)
        else:
            bar.reword(piece)

    def outside(self, piece: EvidenceValue) -> None:
        """A copy in the program the computer has for it."""
        show_copy(self._tools, self._bar, piece.file_id or 0, piece.name, self._refused)

    def save(self, piece: EvidenceValue) -> None:
        """A copy where the officer wants it."""
        save_copy(self._tools, self._bar, piece.file_id or 0, piece.name, self._refused)

    def mark(self, piece: EvidenceValue) -> None:
        """Draw marks on a photo."""
        from isodesk.ui.audits.mark_dialog import MarkDialog

        MarkDialog(self._tools, self._bar, piece).open()

    def _sample(self, piece: EvidenceValue) -> None:
        from isodesk.ui.audits.drawn_dialog import DrawnDialog

        DrawnDialog(self._tools, self._bar, piece).open()

    def _picture(self, piece: EvidenceValue) -> None:
        from isodesk.ui.audits.picture_dialog import PictureDialog

        PictureDialog(self._tools, self._bar, piece.id).open()

    def _refused(self, refused: Refused) -> None:
        self._bar.say(str(refused))
