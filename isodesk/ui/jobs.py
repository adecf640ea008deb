"""Work away from the window: one worker for what writes to the file, one for what is looked at,
one for what takes long and nobody waits for."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from isodesk.core.problems import Cancelled, Refused
from isodesk.core.progress import Progress

T = TypeVar("T")
_TELL_EVERY = 0.05
"""Seconds between two words of progress: more only costs the window time."""


@dataclass
class Job(Generic[T]):
    """One work in hand; `cancel()` stops it where it next tells its progress."""

    title: str
    work: Callable[[Progress], T]
    done: Callable[[T], None] | None
    failed: Callable[[Refused], None] | None
    reads: bool = False
    """Whether it changes nothing, so that it may be stopped when the file closes."""

    def __post_init__(self) -> None:
        self._stop = Event()
        self._told = 0.0

    def cancel(self) -> None:
        """Ask the work to stop; what it did in its unit is undone."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def due_to_tell(self) -> bool:
        """Whether the last word of progress is old enough for another."""
        now = time.monotonic()
        if now - self._told < _TELL_EVERY:
            return False
        self._told = now
        return True


class Jobs(QObject):
    """Runs works and brings their results back to the window's thread.

    `refused` shows a refusal nobody else takes; `bug` is the application's one hook for
    anything else that is raised.
    """

    progressed = Signal(object, int, int, str)
    """(job, done, of, what in words)"""
    started = Signal(object)
    ended = Signal(object)
    _came = Signal(object, object, object)

    def __init__(
        self,
        refused: Callable[[Refused], None],
        bug: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._refused, self._bug = refused, bug
        self._writer = ThreadPoolExecutor(1, "isodesk-writer")
        self._reader = ThreadPoolExecutor(1, "isodesk-reader")
        self._aside = ThreadPoolExecutor(1, "isodesk-aside")
        self._open: list[Job[Any]] = []
        self._came.connect(self._take)

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refused], None] | None = None,
        title: str = "",
    ) -> Job[T]:
        """Run a work that writes to the file, in turn. With a title the status bar shows it."""
        return self._start(self._writer, Job(title, work, done, failed))

    def read(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refused], None] | None = None,
        title: str = "",
    ) -> Job[T]:
        """Run a work that does not write: rendering, anchors of a long list, a search."""
        return self._start(self._reader, Job(title, work, done, failed, reads=True))

    def aside(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Refused], None] | None = None,
        title: str = "",
    ) -> Job[T]:
        """Run a long work that does not write to the file: a backup, a check of everything."""
        return self._start(self._aside, Job(title, work, done, failed, reads=True))

    def busy(self) -> tuple[Job[Any], ...]:
        """Works in hand or waiting."""
        return tuple(self._open)

    def cancel_all(self) -> None:
        """Ask every work to stop."""
        for job in self._open:
            job.cancel()

    def finish(self) -> None:
        """Stop what only reads and wait for what writes: nothing typed is lost."""
        for job in self._open:
            if job.reads:
                job.cancel()
        for pool in (self._aside, self._reader, self._writer):
            pool.submit(lambda: None).result()

    def close(self) -> None:
        """Stop what may be stopped and wait for the rest; results are dropped."""
        self.cancel_all()
        self._came.disconnect(self._take)
        for pool in (self._aside, self._reader, self._writer):
            pool.shutdown(wait=True, cancel_futures=True)
        self._open.clear()

    def _start(self, pool: ThreadPoolExecutor, job: Job[T]) -> Job[T]:
        self._open.append(job)
        self.started.emit(job)
        pool.submit(self._run, job)
        return job

    def _run(self, job: Job[Any]) -> None:
        result, error = None, None
        try:
            self._stop_if_cancelled(job)
            result = job.work(lambda done, of, what: self._tell(job, done, of, what))
        except BaseException as raised:  # handed to the window's thread, where it is sorted
            error = raised
        self._came.emit(job, result, error)

    def _tell(self, job: Job[Any], done: int, of: int, what: str) -> None:
        self._stop_if_cancelled(job)
        if job.due_to_tell():
            self.progressed.emit(job, done, of, what)

    def _stop_if_cancelled(self, job: Job[Any]) -> None:
        if job.cancelled():
            raise Cancelled

    def _take(self, job: Job[Any], result: Any, error: BaseException | None) -> None:
        if job not in self._open:  # it answered while the window was closing
            return
        self._open.remove(job)
        self.ended.emit(job)
        if error is None:
            if job.done is not None:
                job.done(result)
        elif isinstance(error, Refused):
            (job.failed or self._refused)(error)
        elif not isinstance(error, Cancelled):
            self._bug(error)
