"""How evidence comes to a question: by camera, from files, the clipboard, the records, a person."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from isodesk.i18n import tr
from isodesk.ui import camera
from isodesk.ui.audits.dropping import local_files
from isodesk.ui.audits.evidence_taking import Taking
from isodesk.ui.documents.tools import Tools

if TYPE_CHECKING:
    from isodesk.ui.audits.evidence_bar import EvidenceBar
    from isodesk.ui.audits.evidence_dialog import EvidenceDialog
    from isodesk.ui.photo_dialog import PhotoDialog

_PICTURES = "*.jpg *.jpeg *.png *.heic *.heif *.webp *.tif *.tiff *.avif *.gif *.bmp"


class Asking(QObject):
    """Asks for the question that one bar shows, while anything may be taken there."""

    def __init__(self, tools: Tools, bar: "EvidenceBar") -> None:
        super().__init__(bar)
        self._tools, self._bar = tools, bar
        self.taking = Taking(tools, self)

    def photo(self) -> None:
        """With the camera where there is one, else from files."""
        if not self._bar.takes():
            return
        if camera.is_there():
            self.photograph(camera.photo_dialog(self._bar))
        else:
            self.choose_photos()

    def photograph(self, dialog: "PhotoDialog") -> None:
        """With this camera; files can be chosen instead."""
        dialog.offer_files(self.choose_photos)
        dialog.taken.connect(self._keep_shot)
        dialog.open()

    def choose_photos(self) -> None:
        """Photos from files."""
        if self._bar.takes():
            kinds = f"{tr('Pictures')} ({_PICTURES} {_PICTURES.upper()})"
            self.files(self._tools.ask_files(self._bar, tr("Photos as evidence"), kinds))

    def attach_file(self) -> None:
        """Any files, as they are."""
        if self._bar.takes():
            files = self._tools.ask_files(self._bar, tr("Files as evidence"))
            self.files(files, photos=False)

    def files(self, paths: Sequence[Path], photos: bool = True) -> None:
        """Keep these with the question; pictures as photos unless told otherwise."""
        question = self._bar.takes()
        if question:
            self.taking.files(question, self._bar.place(), paths, photos)

    def paste(self) -> None:
        """A picture or files from the clipboard."""
        clipboard, question = QGuiApplication.clipboard(), self._bar.takes()
        files, picture = local_files(clipboard.mimeData()), clipboard.image()
        if files:
            self.files(files)
        elif not picture.isNull() and question:
            self.taking.picture(question, self._bar.place(), picture)
        else:
            self._bar.say(tr("There is no file and no picture on the clipboard."))

    def record(self) -> None:
        """A record or document of the system."""
        from isodesk.ui.audits.seen_dialog import SeenDialog

        self._ask(SeenDialog)

    def person(self) -> None:
        """Somebody who was asked."""
        from isodesk.ui.audits.asked_dialog import AskedDialog

        self._ask(AskedDialog)

    def sample(self) -> None:
        """A random sample of the firm's own records."""
        from isodesk.ui.audits.sample_dialog import SampleDialog

        self._ask(SampleDialog)

    def how_photos_are_kept(self) -> None:
        """Their size, and what the camera wrote into them."""
        from isodesk.ui.audits.photos_dialog import PhotosDialog

        PhotosDialog(self._tools, self._bar).open()

    def _ask(self, dialog: "type[EvidenceDialog]") -> None:
        bar, question = self._bar, self._bar.takes()
        if question:
            done = partial(bar.landed, question)
            dialog(self._tools, question, bar.place(), done, bar).open()

    def _keep_shot(self, content: bytes) -> None:
        question = self._bar.takes()
        if question:
            self.taking.shot(question, self._bar.place(), content)
