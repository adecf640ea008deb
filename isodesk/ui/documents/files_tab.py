"""Files of a document: the sources and PDFs of its revisions, and what was attached."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodesk.core.names import name_of
from isodesk.core.progress import Progress
from isodesk.core.rows import Column, Group, Row
from isodesk.i18n import tr
from isodesk.intake.file_bytes import bytes_of
from isodesk.ui import camera
from isodesk.ui.buttons import Button
from isodesk.ui.documents.copy_out import save_copy, show_copy
from isodesk.ui.documents.step_bar import StepBar
from isodesk.ui.documents.told import Filed
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_view import ListView
from isodesk.ui.rows_model import GroupedModel

if TYPE_CHECKING:
    from isodesk.services.links import FileValue

COLUMNS = (
    Column("name", "Name", 20),
    Column("kind", "Kind of file", 12, "second"),
    Column("size", "Size", 7, "number"),
)
_KINDS = {
    "pdf": "PDF",
    "text/markdown": "Markdown",
    "isodesk-document+json": "Written text",
    "text/plain": "Text",
    "text/csv": "CSV",
    "docx": "Word",
    "docm": "Word",
    "doc": "Word",
    "msword": "Word",
    "vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel workbook",
    "xlsx": "Excel workbook",
    "xls": "Excel workbook",
    "odt": "OpenDocument text",
    "vnd.oasis.opendocument.text": "OpenDocument text",
    "ods": "OpenDocument sheet",
    "image/png": "Picture",
    "image/jpeg": "Picture",
    "image/tiff": "Picture",
}
_ORIGINS = {"attached": "Attached", "source": "Sources", "original": "Originals", "master": "PDFs"}


class FilesTab(QWidget):
    """Files are kept inside the company file; a file dropped here is attached."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._facts: Filed | None = None
        self.model = GroupedModel(COLUMNS, parent=self)
        self.list = ListView(tr("Files"), inset=24)
        self.list.setModel(self.model)
        self.list.empty_words = tr("No files yet. Drop or paste one here, or attach it.")
        self.bar = StepBar(tr("Steps for the chosen file"))
        self.bar.add(tr("Open"), self._open)
        self.bar.add(tr("Save as"), self._save)
        self.bar.add(tr("Take off the record"), self._detach)
        self.add = Button(tr("Attach a file"), self._choose, "quiet", "paperclip")
        self.paste = Button(tr("Paste"), self.paste_clipboard, "quiet", "copy")
        self.tools_row: tuple[Button, ...] = (self.paste, self.add)
        if camera.is_there():
            self.photo = Button(tr("Take a photo"), self._photograph, "quiet", "camera")
            self.tools_row = (self.photo, *self.tools_row)
        key = QShortcut(QKeySequence.StandardKey.Paste, self, self.paste_clipboard)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.bar)
        self.setAcceptDrops(True)
        self.list.opened.connect(lambda _: self._open())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._offer_steps())

    def show_facts(self, facts: Filed) -> None:
        """Show a record's files."""
        self._facts = facts
        self.model.show(_groups(facts.files))
        for button in self.tools_row:
            button.allow(facts.read_only)
        self._offer_steps()

    def attach(self, files: Sequence[Path]) -> None:
        """Keep copies of these files with the record."""
        self._attach([(name_of(path), partial(bytes_of, path)) for path in files])

    def attach_bytes(self, name: str, content: bytes) -> None:
        """Keep what was pasted or photographed with the record."""
        self._attach([(name, lambda: content)])

    def paste_clipboard(self) -> None:
        """Files or a picture from the clipboard, as other programs copy them."""
        if not self.add.isEnabled():
            return
        clipboard = QGuiApplication.clipboard()
        files, picture = _local(clipboard.mimeData().urls()), clipboard.image()
        if files:
            self.attach(files)
        elif not picture.isNull():
            self.attach_bytes(self._picture_name("png"), png_of(picture))
        else:
            self._tools.said(tr("There is no file and no picture on the clipboard."))

    def _photograph(self) -> None:
        dialog = camera.photo_dialog(self)
        dialog.taken.connect(lambda jpeg: self.attach_bytes(self._picture_name("jpg"), jpeg))
        dialog.open()

    def _picture_name(self, ending: str) -> str:
        now = self._tools.space.desk.clock()
        return tr("Picture {time}", time=f"{now:%Y-%m-%d %H%M%S}") + f".{ending}"

    def _attach(self, files: Sequence[tuple[str, Callable[[], bytes]]]) -> None:
        assert self._facts is not None
        links, record_id = self._tools.space.links, self._facts.record_id

        def work(progress: Progress) -> int:
            for n, (name, content) in enumerate(files):
                progress(n, len(files), tr("Attaching {name}", name=name))
                links.attach(record_id, name, content(), _media(name))
            return len(files)

        def done(n: int) -> None:
            self._tools.said(
                tr("{name} is attached.", name=files[0][0])
                if n == 1
                else tr("{n} files are attached.", n=n)
            )

        self._tools.write(self, work, done, title=tr("Attaching files"))

    def chosen(self) -> FileValue | None:
        """The file that is selected."""
        at = self.list.chosen_id()
        return self._facts.files[at] if self._facts and at is not None else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local(event.mimeData().urls()) and self.add.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.attach(_local(event.mimeData().urls()))

    def _offer_steps(self) -> None:
        file, facts = self.chosen(), self._facts
        own = file is not None and file.origin == "attached"
        kept = "" if own else tr("It belongs to a revision and stays with it.")
        self.bar.allow(2, (facts.read_only if facts else "") or kept)
        self.bar.show_for(file.name if file else "", file is not None)

    def _choose(self) -> None:
        files = self._tools.ask_files(self, tr("Attach files"))
        if files:
            self.attach(files)

    def _open(self) -> None:
        file = self.chosen()
        if file is not None:
            show_copy(self._tools, self, file.file_id, file.name)

    def _save(self) -> None:
        file = self.chosen()
        if file is not None:
            save_copy(self._tools, self, file.file_id, file.name)

    def _detach(self) -> None:
        file = self.chosen()
        if file is not None:
            links, said = self._tools.space.links, tr("{name} is taken off.", name=file.name)
            self._tools.write(
                self, lambda _: links.detach(file.id), lambda _: self._tools.said(said)
            )


def _groups(files: Sequence[FileValue]) -> tuple[Group, ...]:
    numbered = list(enumerate(files))
    return tuple(
        Group(tr(words), "", tuple(_row(at, f) for at, f in numbered if f.origin == origin))
        for origin, words in _ORIGINS.items()
    )


def _row(at: int, file: FileValue) -> Row:
    return Row(at, (file.name, kind_words(file.media), _size(file.size)))


def kind_words(media: str) -> str:
    """A kind of file as people call it; its technical name where it has no other."""
    name = media.removeprefix("application/").removeprefix("x-")
    return tr(_KINDS.get(name, name))


def _size(size: int) -> str:
    if size < 1_000_000:
        return tr("{n} kB", n=max(1, round(size / 1000)))
    return tr("{n} MB", n=f"{size / 1_000_000:.1f}")


def _media(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def png_of(picture: QImage) -> bytes:
    """A picture as PNG."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(kept.data())


def _local(urls: Sequence[QUrl]) -> list[Path]:
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in files if path.is_file()]
