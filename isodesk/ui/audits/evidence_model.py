"""The evidence of one question as a list; pictures of it come when a row is first painted."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from isodesk.core.problems import Refused
from isodesk.intake.facts import Picture
from isodesk.services.audit_values import EvidenceValue
from isodesk.ui.audits.evidence_words import has_picture, second_line, spoken
from isodesk.ui.documents.tools import Tools

Index = QModelIndex | QPersistentModelIndex
_DRAWN = 240
"""Pixels a small picture is wide: thrice what is shown, for screens with fine dots."""
_KEPT = 400


class EvidenceModel(QAbstractListModel):
    """Rows are `EvidenceValue`s; `image` answers what is there and asks for what is not."""

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.pieces: tuple[EvidenceValue, ...] = ()
        self.questions: dict[int, str] = {}
        """Names of the questions, where pieces of several are shown."""
        self._images: OrderedDict[int, QImage | None] = OrderedDict()

    def show(self, pieces: Sequence[EvidenceValue]) -> None:
        """Show these; the same pieces with other words keep their places."""
        if [p.id for p in pieces] == [p.id for p in self.pieces]:
            self.pieces = tuple(pieces)
            if self.pieces:
                self.dataChanged.emit(self.index(0), self.index(len(self.pieces) - 1))
            return
        self.beginResetModel()
        self.pieces = tuple(pieces)
        self.endResetModel()

    def image(self, piece: EvidenceValue) -> QImage | None:
        """A small picture of it; None for what has none, and while it is being made."""
        if not has_picture(piece) or piece.file_id is None:
            return None
        if piece.file_id not in self._images:
            self._ask(piece.file_id)
        self._images.move_to_end(piece.file_id)
        return self._images[piece.file_id]

    def second_line(self, piece: EvidenceValue) -> str:
        """The quieter words of a piece; its question first, where there are several."""
        named = self.questions.get(piece.question, "")
        return ", ".join(filter(None, (named, second_line(piece))))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.pieces)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.pieces):
            return None
        piece = self.pieces[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return piece.what
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(piece)
        return None

    def _ask(self, file_id: int) -> None:
        self._images[file_id] = None
        while len(self._images) > _KEPT:
            self._images.popitem(last=False)
        photos = self._tools.space.audit_shots

        def came(picture: Picture) -> None:
            if file_id in self._images:
                self._images[file_id] = image_of(picture)
                self._repaint(file_id)

        def nothing(refused: Refused) -> None:
            """It stays with its icon; opening it says why."""

        self._tools.read(self, lambda _: photos.picture(file_id, _DRAWN), came, nothing)

    def _repaint(self, file_id: int) -> None:
        for row, piece in enumerate(self.pieces):
            if piece.file_id == file_id:
                self.dataChanged.emit(self.index(row), self.index(row))


def image_of(picture: Picture) -> QImage:
    """What the reading child made, as an image of its own."""
    row, form = picture.width * 3, QImage.Format.Format_RGB888
    return QImage(picture.rgb, picture.width, picture.height, row, form).copy()
