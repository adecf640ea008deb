"""The text on its way into the file: saved when typing rests, again when a save failed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from isodesk.core.problems import Refused
from isodesk.ui.documents.tools import Tools
from isodesk.ui.jobs import Job
from isodesk.writing.tree import Block, Table

REST = 900
"""Milliseconds without a key until the text is saved."""
LONGEST = 6_000
"""Milliseconds of typing without a rest after which it is saved all the same."""
AGAIN = 4_000
"""Milliseconds until a failed save is tried again."""
SETTLE = 30_000
"""Milliseconds of rest after which links and search follow the text."""
_CELLS_A_MS = 20
"""A table is one passage: of a large one each save writes all of it, so it waits longer."""

Blocks = tuple[Block, ...]


@dataclass(frozen=True)
class Ended:
    """How a save ended: "" when it is on disk."""

    sentence: str


class Autosave(QObject):
    """Saves one revision's text. `saved(moment)` once it is on disk, `failed(sentence)` when it
    is not; what was typed stays with the editor and is tried again until it is."""

    saved = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        tools: Tools,
        read: Callable[[], Blocks],
        busy: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tools, self._read, self._busy = tools, read, busy
        self._revision = 0
        self._on_disk: tuple[int, ...] = ()
        self._held: Blocks = ()
        self._job: Job[object] | None = None
        self._touched = self._unsettled = False
        self._failed = False
        self._rest = self._timer(REST, self.save)
        self._longest = self._timer(LONGEST, self.save)
        self._again = self._timer(AGAIN, self.save)
        self._settle = self._timer(SETTLE, self.settle)
        tools.jobs.ended.connect(self._ended)

    def open(self, revision_id: int, blocks: Blocks) -> None:
        """From now on save to this revision, which holds these blocks."""
        self._revision, self._touched, self._failed = revision_id, False, False
        self._unsettled = False
        self._keep(blocks)

    def close(self) -> None:
        """Save no more: what is on disk is all there is."""
        self._revision = 0
        for timer in (self._rest, self._longest, self._again, self._settle):
            timer.stop()

    def touch(self) -> None:
        """Something was typed."""
        if not self._revision:
            return
        self._touched = True
        self._rest.start(REST + self._weight())
        if not self._longest.isActive():
            self._longest.start(LONGEST + self._weight())

    def unsaved(self) -> bool:
        """Whether something is typed that is not on disk yet."""
        return self._touched or self._job is not None or self._failed

    def save(self) -> None:
        """Save now, in the worker; one save at a time."""
        self._rest.stop()
        self._longest.stop()
        if not self._revision or self._job is not None:
            return
        if self._busy():  # a long paste is under way: its end is saved
            self._rest.start(REST)
            return
        blocks = self._read()
        self._touched = False
        if tuple(map(id, blocks)) == self._on_disk and not self._failed:
            self.saved.emit(None)
            return
        written, revision = self._tools.space.written, self._revision
        self._job = self._tools.write(
            self,
            lambda _: written.save(revision, blocks),
            lambda _: self._came(blocks),
            self._refused,
        )

    def save_at_once(self) -> str:
        """Save in this thread, before the file closes; the sentence why not, "" when it did."""
        if not self._revision or not self.unsaved():
            return ""
        self._tools.jobs.finish()
        blocks = self._read()
        try:
            self._tools.space.written.save(self._revision, blocks)
        except Refused as refused:
            self._refused(refused)
            return str(refused)
        self._touched, self._failed, self._job = False, False, None
        self._unsettled = True
        self._keep(blocks)
        return ""

    def settle(self) -> None:
        """Let links and search follow what was saved."""
        self._settle.stop()
        if self._revision and self._unsettled:
            self._unsettled = False
            written, revision = self._tools.space.written, self._revision
            self._tools.write(self, lambda _: written.settle(revision), None, lambda _: None)

    def settle_at_once(self) -> None:
        """The same in this thread, before the file closes."""
        if self._revision and self._unsettled:
            self._unsettled = False
            try:
                self._tools.space.written.settle(self._revision)
            except Refused:
                return  # the text is saved; links and search follow when it is next opened

    def _came(self, blocks: Blocks) -> None:
        self._failed, self._unsettled = False, True
        self._keep(blocks)
        self._settle.start()
        now: datetime = self._tools.space.desk.clock()
        self.saved.emit(now)

    def _refused(self, refused: Refused) -> None:
        self._failed = True
        self._again.start()
        self.failed.emit(str(refused))

    def _ended(self, job: object) -> None:
        """Whatever became of it: the next may begin, and what failed is tried again."""
        if job is not self._job:
            return
        self._job = None
        if self._touched:
            self._rest.start(REST)
        self._again.start()

    def _keep(self, blocks: Blocks) -> None:
        self._held = blocks  # so that no other block takes their ids
        self._on_disk = tuple(map(id, blocks))
        self._again.stop()

    def _weight(self) -> int:
        """Milliseconds more for the largest table."""
        cells = max(
            (len(b.rows) * len(b.rows[0]) for b in self._held if isinstance(b, Table)), default=0
        )
        return min(20_000, cells // _CELLS_A_MS * 10)

    def _timer(self, after: int, then: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=after)
        timer.timeout.connect(then)
        return timer
