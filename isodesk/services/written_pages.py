"""The pages of a text beside its editor, laid out and drawn in a process of their own.

Laying out sixty pages takes seconds of Python: in this process it would hold up every key.
"""

import pickle
from dataclasses import dataclass

from isodesk.core.progress import Progress, silent
from isodesk.documents.model import Revision
from isodesk.intake.facts import Picture
from isodesk.intake.pages import Pages
from isodesk.intake.reader import Reader
from isodesk.intake.values import shaped
from isodesk.services.desk import Desk
from isodesk.services.paper_words import head_of, shown_in
from isodesk.services.sheets import Sheets
from isodesk.services.written_tree import pictures_in, tree_in

SECONDS = 120.0


@dataclass(frozen=True)
class LaidOut:
    """A PDF and how many pages it has."""

    pdf: bytes
    count: int


class WrittenPages:
    """Pages of drafts; the process lives from the first question to `close`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._reader: Reader | None = None

    def lay_out(self, revision_id: int, progress: Progress = silent) -> LaidOut:
        """The pages as they would be submitted now. Raises Refused as `Reader.ask` does."""
        with self._desk.reading() as session:
            revision = session.get_one(Revision, revision_id)
            tree = tree_in(session, revision)
            head, shown = head_of(session, revision), shown_in(session, revision, tree)
            images = pictures_in(session, tree)
        sheets = Sheets(self._desk)
        packed = pickle.dumps((tree, head, sheets.company(), shown, dict(images), sheets.paper()))
        answer = self._own().ask("lay_out", packed, seconds=SECONDS, progress=progress)
        return shaped(LaidOut, answer)

    def picture(self, pdf: bytes, page: int, width: int) -> Picture:
        """One page (from 1) as a picture of this width in pixels."""
        return Pages(self._own(), pdf).picture(page - 1, width)

    def close(self) -> None:
        """End the process until it is asked for again."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    def _own(self) -> Reader:
        if self._reader is None:
            self._reader = Reader()
        return self._reader
