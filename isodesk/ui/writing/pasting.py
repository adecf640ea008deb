"""What other programs left on the clipboard or dropped, on its way into the text.

Short things are put at once; long ones and pictures are read in a worker, and go where the
cursor stood, whatever was typed meanwhile.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject
from PySide6.QtGui import QImage, QTextCursor

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.intake.file_bytes import bytes_of
from isodesk.intake.html_paste import Pasted, pasted_html, pasted_text
from isodesk.ui.documents.tools import Tools
from isodesk.ui.writing.editor import TextEditor
from isodesk.writing.tree import Block, Picture, Words

AT_ONCE = 20_000
"""Signs that are read in the window's thread."""
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".heic")
Read = Callable[[], Pasted]


class Pasting(QObject):
    """Takes what the editor cannot put by itself."""

    def __init__(self, tools: Tools, editor: TextEditor, refused: Callable[[str], None]) -> None:
        super().__init__(editor)
        self._tools, self._editor, self._refused = tools, editor, refused
        editor.mime_pasted.connect(self.take)

    def take(self, mime: QMimeData) -> None:
        """Put what is on the clipboard: structure before a picture before words."""
        html, text = mime.html(), mime.text()
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        pictures = [path for path in files if path.suffix.lower() in _PICTURES]
        if pictures:
            self.pictures(pictures)
        elif mime.hasHtml() and _says_something(html):
            self._put(lambda: pasted_html(html), len(html))
        elif mime.hasImage():
            self._image(QImage(mime.imageData()))
        elif files:
            self._refused(tr("Only pictures are put into a text; bring in other files instead."))
        elif text:
            self.words(text)

    def words(self, text: str) -> None:
        """Words alone: one line goes on in the line, more are paragraphs or a table."""
        if "\n" not in text.strip("\n") and "\t" not in text:
            self._editor.put_inline(Words(text.strip("\r\n")))
        else:
            self._put(lambda: pasted_text(text), len(text))

    def pictures(self, paths: list[Path]) -> None:
        """Pictures from files, one below the other."""
        cursor = self._editor.textCursor()
        written = self._tools.space.written

        def work(progress: Progress) -> list[Block]:
            return [Picture(written.keep_picture(bytes_of(p), progress), alt="") for p in paths]

        self._write(work, cursor, tr("Taking in the picture"))

    def _image(self, image: QImage) -> None:
        content = _as_png(image)
        cursor = self._editor.textCursor()
        written = self._tools.space.written

        def work(progress: Progress) -> list[Block]:
            return [Picture(written.keep_picture(content, progress))]

        self._write(work, cursor, tr("Taking in the picture"))

    def _put(self, read: Read, size: int) -> None:
        cursor = self._editor.textCursor()
        if size <= AT_ONCE:
            pasted = read()
            if not pasted.pictures:
                self._editor.put_blocks(pasted.blocks)
                return
            read = lambda: pasted  # noqa: E731 - what was read already
        self._tools.read(
            self,
            lambda _: read(),
            lambda pasted: self._with_pictures(pasted, cursor),
            lambda refused: self._refused(str(refused)),
            tr("Reading the clipboard"),
        )

    def _with_pictures(self, pasted: Pasted, cursor: QTextCursor) -> None:
        if not pasted.pictures:
            self._lay(list(pasted.blocks), cursor)
            return
        written = self._tools.space.written

        def work(progress: Progress) -> list[Block]:
            kept: dict[str, str] = {}
            for digest, content in pasted.pictures.items():
                try:
                    kept[digest] = written.keep_picture(content, progress)
                except Refused:
                    continue  # a picture of a foreign page that is none: its words stay
            return list(_kept(pasted.blocks, kept))

        self._write(work, cursor, tr("Taking in the pictures"))

    def _write(self, work: Callable[[Progress], list[Block]], at: QTextCursor, title: str) -> None:
        self._tools.write(
            self,
            work,
            lambda blocks: self._lay(blocks, at),
            lambda refused: self._refused(str(refused)),
            title,
        )

    def _lay(self, blocks: list[Block], cursor: QTextCursor) -> None:
        """Put blocks where the cursor stood; a long run of them is put heap by heap."""
        if self._editor.isReadOnly():
            return
        self._editor.put_blocks(blocks, cursor)


def _kept(blocks: tuple[Block, ...], kept: dict[str, str]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        if not isinstance(block, Picture):
            found.append(block)
        elif block.sha256 in kept:
            found.append(replace(block, sha256=kept[block.sha256]))
    return found


def _says_something(html: str) -> bool:
    """Whether HTML holds more than an address of a picture, as browsers put it beside one."""
    if len(html) > AT_ONCE:
        return True
    pasted = pasted_html(html)
    return bool(pasted.blocks)


def _as_png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())
