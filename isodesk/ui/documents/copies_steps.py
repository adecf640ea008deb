"""What may be done with the chosen copies: which steps apply, and doing them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.documents.values import CLOSED_COPIES, CopyState, CopyValue
from isodesk.i18n import tr
from isodesk.ui.documents.close_copies import close_dialog, copies_words, recall_dialog
from isodesk.ui.documents.printing import print_copies, print_made
from isodesk.ui.documents.tools import Tools

PRINTABLE = (CopyState.TO_PRINT, CopyState.OUT)


@dataclass(frozen=True)
class CopyStep:
    """A step: its words, the states it applies to, and how it is taken.

    `writes` is false for what a read-only file may do too.
    """

    words: str
    states: tuple[CopyState, ...]
    take: Callable[[Sequence[CopyValue]], None]
    writes: bool = True

    def fits(self, copies: Sequence[CopyValue]) -> bool:
        """Whether it applies to all that are chosen."""
        return bool(copies) and all(c.state in self.states for c in copies)


class CopySteps:
    """The steps over one document's copies; dialogs open over `parent`."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._tools, self._parent = tools, parent
        open_states = (CopyState.OUT, CopyState.TO_RECALL)
        unclosed = (*PRINTABLE, CopyState.TO_RECALL)
        self.all = (
            CopyStep(tr("Print"), PRINTABLE, self._print, False),
            CopyStep(tr("Printed and given out"), (CopyState.TO_PRINT,), self._out),
            CopyStep(tr("Slip back"), open_states, self._slip),
            CopyStep(tr("Returned"), open_states, self._returned),
            CopyStep(tr("Destroyed"), unclosed, self._close(CopyState.DESTROYED)),
            CopyStep(tr("Lost"), unclosed, self._close(CopyState.LOST)),
            CopyStep(tr("Recall"), PRINTABLE, self._recall),
        )

    def print_slips(self, copies: Sequence[CopyValue], receipt: bool) -> None:
        """Receipt or recall slips of these copies."""
        ids, sheets = [c.id for c in copies], self._tools.space.sheets

        def make(progress: Progress) -> bytes:
            return sheets.receipt_slips(ids) if receipt else sheets.recall_slips(ids)

        title = tr("Receipt slips") if receipt else tr("Recall slips")
        print_made(self._tools, self._parent, title, f"{copies[0].number} {title}", make)

    def _print(self, copies: Sequence[CopyValue]) -> None:
        print_copies(self._tools, self._parent, [c.id for c in copies])

    def _out(self, copies: Sequence[CopyValue]) -> None:
        service, ids = self._tools.space.copies, [c.id for c in copies]
        self._write(lambda _: service.mark_out(ids), copies, tr("out"))

    def _slip(self, copies: Sequence[CopyValue]) -> None:
        service, ids = self._tools.space.copies, [c.id for c in copies]
        self._write(lambda _: service.slip_back(ids), copies, tr("slip back"))

    def _returned(self, copies: Sequence[CopyValue]) -> None:
        service, ids = self._tools.space.copies, [c.id for c in copies]
        self._write(lambda _: service.close(ids, CopyState.RETURNED), copies, tr("returned"))

    def _close(self, outcome: CopyState) -> Callable[[Sequence[CopyValue]], None]:
        assert outcome in CLOSED_COPIES

        def take(copies: Sequence[CopyValue]) -> None:
            words = self._saying(copies, tr(outcome.value))
            close_dialog(self._tools, copies, outcome, words, self._parent).open()

        return take

    def _recall(self, copies: Sequence[CopyValue]) -> None:
        words = self._saying(copies, tr("to recall"))
        recall_dialog(self._tools, copies, words, self._parent).open()

    def _write(
        self, work: Callable[[Progress], None], copies: Sequence[CopyValue], now: str
    ) -> None:
        words = self._saying(copies, now)
        self._tools.write(self._parent, work, lambda _: words())

    def _saying(self, copies: Sequence[CopyValue], now: str) -> Callable[[], None]:
        return lambda: self._tools.said(f"{copies_words(copies).capitalize()}: {now}.")
