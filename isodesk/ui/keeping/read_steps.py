"""What is done with readings: sign, print the sheet, key it in. Dialogs open over `parent`."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.documents.reading import AckValue
from isodesk.i18n import tr
from isodesk.ui.documents.printing import print_made
from isodesk.ui.documents.tools import Tools

if TYPE_CHECKING:
    from isodesk.services.forms import Scan


class ReadSteps:
    """The steps of the Reading page and of a document's Reading tab."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._tools, self._parent = tools, parent

    def sign(self, acks: Sequence[AckValue]) -> None:
        """Confirm the open ones of these on screen."""
        from isodesk.ui.keeping.sign_read_dialog import SignReadDialog

        open_ones = [ack for ack in acks if ack.open]
        if not open_ones:
            self._tools.said(tr("Everything chosen is signed already."))
            return
        reading, ids = self._tools.space.reading, [a.document_id for a in open_ones]
        documents = self._tools.space.documents

        def show(titles: dict[int, str]) -> None:
            SignReadDialog(self._tools, open_ones, titles, self._signed, self._parent).open()

        def read(_: object) -> dict[int, str]:
            found = (documents.get(i) for i in dict.fromkeys(ids))
            return {d.id: f"{d.number} {d.title}" for d in found}

        assert reading is not None
        self._tools.read(self._parent, read, show)

    def print_sheet(self, ack: AckValue) -> None:
        """The sign sheet of the revision of this reading."""
        self.print_sheet_of(ack.revision_id)

    def print_sheet_of(self, revision_id: int) -> None:
        """The sign sheet of a revision."""
        sheets, title = self._tools.space.reading_sheets, tr("Sign sheet")
        print_made(
            self._tools, self._parent, title, title, lambda _: sheets.sign_sheet(revision_id)
        )

    def key_in(self, ack: AckValue) -> None:
        """Key in the sheet this reading stands on."""
        self.key_in_of(ack.revision_id)

    def key_in_of(
        self, revision_id: int, scan: "Scan | None" = None, shown: Callable[[], None] | None = None
    ) -> None:
        """Key in the sheet of a revision, with a scan of it where one was dropped."""
        from isodesk.ui.keeping.key_in_dialog import KeyInDialog

        reading = self._tools.space.reading

        def show(acks: tuple[AckValue, ...]) -> None:
            KeyInDialog(self._tools, acks, self._keyed, scan, self._parent).open()
            if shown is not None:
                shown()

        self._tools.read(self._parent, lambda _: reading.of_revision(revision_id), show)

    def _signed(self, n: int) -> None:
        self._tools.said(tr("Signed.") if n == 1 else tr("{n} readings are signed.", n=n))

    def _keyed(self, n: int) -> None:
        self._tools.said(tr("1 row is kept.") if n == 1 else tr("{n} rows are kept.", n=n))
