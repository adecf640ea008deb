"""What fields, links and pictures show in the editor; pictures are fetched when first seen."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap, QTextFormat

from isodesk.i18n import tr
from isodesk.intake.facts import Picture as Pixels
from isodesk.services.paper_words import link_words
from isodesk.services.written_words import Linked
from isodesk.ui.writing.forms import FIELD, LINK, NUMBER
from isodesk.writing.tree import FieldName

FIELD_WORDS = {
    FieldName.NUMBER: "Number",
    FieldName.TITLE: "Title",
    FieldName.REVISION: "Revision",
    FieldName.EFFECTIVE: "Effective date",
    FieldName.COMPANY: "Company",
    FieldName.OWNER: "Owner",
}
SEEN_WIDTH = 1200
"""Pixels of a picture's longer side as the editor holds it."""
Fetch = Callable[[str], None]


class Shown(QObject):
    """`came()` when something shows otherwise than before and the text is to be laid out anew."""

    came = Signal()

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._fields: dict[str, str] = {}
        self._links: dict[int, Linked] = {}
        self._pictures: dict[str, QPixmap | None] = {}

    def set_values(self, fields: Mapping[FieldName, str], links: Mapping[int, Linked]) -> None:
        """What fields and links show now."""
        self._fields = {name.value: words for name, words in fields.items()}
        self._links = dict(links)
        self.came.emit()

    def add_link(self, document_id: int, linked: Linked) -> None:
        """One more document that the text links to."""
        self._links[document_id] = linked

    def words(self, told: QTextFormat) -> str:
        """What a field or link shows: its value, or its name while it has none."""
        if told.hasProperty(FIELD):
            name = FieldName(told.stringProperty(FIELD))
            return self._fields.get(name.value) or tr(FIELD_WORDS[name])
        linked = self._links.get(told.intProperty(LINK))
        if linked is None:
            return told.stringProperty(NUMBER)
        return link_words(linked)

    def tip(self, told: QTextFormat) -> str:
        """What a field or link is, for the tip over it."""
        if told.hasProperty(FIELD):
            name = tr(FIELD_WORDS[FieldName(told.stringProperty(FIELD))])
            return tr("Field: {name}. It always shows the present value.", name=name.lower())
        if told.intProperty(LINK) not in self._links:
            return tr("A document that is not in this file.")
        return tr("Link to a document. Ctrl and click opens it.")

    def picture(self, sha256: str) -> QPixmap | None:
        """A picture, once it is there; it is asked for the first time it is wanted."""
        if sha256 not in self._pictures:
            self._pictures[sha256] = None
            self._fetch(sha256)
        return self._pictures[sha256]

    def take_picture(self, sha256: str, pixels: Pixels | None) -> None:
        """A picture came; None when the file has it not or it is damaged."""
        if pixels is not None:
            row, form = pixels.width * 3, QImage.Format.Format_RGB888
            image = QImage(pixels.rgb, pixels.width, pixels.height, row, form)
            self._pictures[sha256] = QPixmap.fromImage(image)
            self.came.emit()
