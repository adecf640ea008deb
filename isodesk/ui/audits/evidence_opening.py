"""Opening a piece of evidence: a picture at full size, a file in its program, a record."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from isodesk import paths
from isodesk.core.names import safe_name
from isodesk.core.progress import Progress
from isodesk.core.whole import write_whole
from isodesk.i18n import tr
from isodesk.services.audit_values import EvidenceValue
from isodesk.ui.audits.evidence_words import has_picture
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
        """A copy in the program the computer has for it; changes there change nothing here."""
        self.write(piece, paths.cache_dir() / "opened" / safe_name(piece.name), show=True)

    def save(self, piece: EvidenceValue) -> None:
        """A copy where the officer wants it."""
        target, _ = self._tools.ask_place(self._bar, tr("Save as"), safe_name(piece.name))
        if target is not None:
            self.write(piece, target, show=False)

    def write(self, piece: EvidenceValue, target: Path, show: bool) -> None:
        """Write the bytes of a piece beside the window."""
        links, file_id = self._tools.space.links, piece.file_id or 0

        def work(progress: Progress) -> None:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, links.read(file_id))

        def done(_: None) -> None:
            if show:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
            else:
                self._tools.said(tr("Saved {name}.", name=target.name))

        self._tools.read(
            self, work, done, lambda refused: self._bar.say(str(refused)), tr("Writing the file")
        )

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
