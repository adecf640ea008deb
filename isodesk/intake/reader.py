"""The parent's side of the reading child: asks, waits, and replaces it when it misbehaves."""

import contextlib
import logging
import os
import queue
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from isodesk.core.folders import own_folder, wipe
from isodesk.core.problems import Cancelled, Refused
from isodesk.core.progress import Progress, silent
from isodesk.i18n import tr
from isodesk.intake.frames import FrameError, Values, read_frame, write_frame
from isodesk.intake.watch import end_tree, resident_alone

_log = logging.getLogger("isodesk.intake")
_LOOK_EVERY = 0.02  # seconds between two looks at the child's memory
_START_SECONDS = 60.0
_MOST_WAITING = 4  # answers that wait to be taken
_RETIRE_ABOVE = 400 << 20  # a child that kept so much after its answer is replaced by a new one


class Reader:
    """A warm child process that reads foreign files; one question at a time, from any thread.

    `command` starts the child; without one it is isodesk's own. The child is started by the
    first question, replaced after it died, hung or grew, and gone after `close()` or with
    the program.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = tuple(command or own_command())
        self._turn = threading.Lock()
        self._child: _Child | None = None
        self._closed = False

    def ask(
        self,
        task: str,
        *args: Values,
        seconds: float = 20.0,
        memory: int = 1 << 30,
        progress: Progress = silent,
        what: str = "",
    ) -> Values:
        """What the task answers. `what` names the file in a sentence about it.

        Raises Refused with one sentence when the file cannot be read, the child died, took
        longer than `seconds` or held more than `memory` bytes; Cancelled when `progress`,
        called often with (tenths of a second gone, of how many, what), raises it, or when
        the reader was closed meanwhile. The next question works in every case.
        """
        subject = what or tr("The file")
        with self._my_turn(progress, subject):
            child = self._ready_child(progress, subject)
            try:
                child.send({"task": task, "args": list(args)})
                answer = self._answer(child, _Bounds(seconds, memory), progress, subject)
            except BaseException:
                self._drop()
                raise
            if resident_alone(child.process) > _RETIRE_ABOVE:
                self._drop()
        return _values(answer, subject)

    def parts(
        self,
        task: str,
        *args: Values,
        seconds: float = 60.0,
        memory: int = 1 << 30,
        progress: Progress = silent,
        what: str = "",
        advice: str = "",
    ) -> Iterator[Values]:
        """What a task that yields answers, one by one while it works on: for what is too large
        for one answer. `seconds` are for each of them; `advice` ends the sentence of a refusal.

        Raises as `ask` does. Nobody else is answered until the last one was taken.
        """
        subject, bounds = what or tr("The file"), _Bounds(seconds, memory, advice)
        with self._my_turn(progress, subject):
            child = self._ready_child(progress, subject)
            try:
                child.send({"task": task, "args": list(args)})
                while "part" in (answer := self._dict(child, bounds, progress, subject)):
                    yield answer["part"]
            except BaseException:
                self._drop()
                raise
            if resident_alone(child.process) > _RETIRE_ABOVE:
                self._drop()
        _values(answer, subject)

    def _dict(
        self, child: "_Child", bounds: "_Bounds", progress: Progress, subject: str
    ) -> dict[str, Values]:
        answer = self._answer(child, bounds, progress, subject)
        return answer if isinstance(answer, dict) else {}

    def close(self) -> None:
        """End the child, in the midst of a question too; later questions raise Cancelled."""
        self._closed = True
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    @contextlib.contextmanager
    def _my_turn(self, progress: Progress, subject: str) -> Iterator[None]:
        while not self._turn.acquire(timeout=0.05):
            progress(0, 0, subject)
        try:
            yield
        finally:
            self._turn.release()

    def _ready_child(self, progress: Progress, subject: str) -> "_Child":
        if self._closed:
            raise Cancelled
        child = self._child
        if child is not None and child.process.poll() is None:
            return child
        self._drop()
        self._child = child = _Child(self._command)
        try:
            self._answer(child, _Bounds(_START_SECONDS, 1 << 30), progress, subject)
        except Refused as refused:
            self._drop()
            raise Refused(
                tr("isodesk could not start the process that reads files. Start isodesk again.")
            ) from refused
        except BaseException:
            self._drop()
            raise
        return child

    def _answer(
        self, child: "_Child", bounds: "_Bounds", progress: Progress, subject: str
    ) -> Values:
        """The child's next frame, under the watch for time, memory and the user's cancel."""
        started = time.monotonic()
        while True:
            with contextlib.suppress(queue.Empty):
                return self._heard(child.answers.get(timeout=_LOOK_EVERY), subject, bounds)
            if self._closed:
                raise Cancelled
            gone = time.monotonic() - started
            if gone > bounds.seconds:
                raise Refused(bounds.too_slow(subject))
            if resident_alone(child.process) > bounds.memory:
                raise Refused(bounds.too_big(subject))
            progress(int(gone * 10), int(bounds.seconds * 10), subject)

    def _heard(self, answer: Values, subject: str, bounds: "_Bounds") -> Values:
        if answer is not None:
            return answer
        if self._closed:
            raise Cancelled
        raise Refused(bounds.died(subject))

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


@dataclass(frozen=True)
class _Bounds:
    """How long and how large an answer may be; `advice` is what to do about it."""

    seconds: float
    memory: int
    advice: str = ""

    def too_slow(self, subject: str) -> str:
        """The sentence for an answer that did not come."""
        told = tr(
            "{name} took longer than {seconds} seconds to read and was stopped.",
            name=subject,
            seconds=f"{self.seconds:g}",
        )
        return f"{told} {self.advice or _again()}"

    def too_big(self, subject: str) -> str:
        """The sentence for a child that grew."""
        told = tr(
            "{name} needed more than {memory} MB of memory to read and was stopped.",
            name=subject,
            memory=self.memory >> 20,
        )
        return f"{told} {self.advice or tr('Split it, or bring it in as a smaller PDF.')}"

    def died(self, subject: str) -> str:
        """The sentence for a child that is gone."""
        told = tr(
            "{name} made the reader stop: it is damaged, or made to do harm.",
            name=subject,
        )
        return f"{told} {self.advice or _again()}"


def _again() -> str:
    return tr("Save it again in the program it comes from, or bring it in as a PDF.")


class _Child:
    """One process, its pipes, its own folder, and the two threads that serve the pipes."""

    def __init__(self, command: Sequence[str]) -> None:
        self.folder = own_folder("reading")
        self.answers: queue.Queue[Values] = queue.Queue(_MOST_WAITING)
        self._gone = threading.Event()
        self._requests: queue.Queue[Values] = queue.Queue()
        try:
            self.process = _started(command, self.folder)
        except OSError as error:
            wipe(self.folder)
            raise Refused(
                tr("isodesk could not start the process that reads files. Start isodesk again.")
            ) from error
        self._finish = weakref.finalize(self, _end, self.process, self.folder)
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None and stdout is not None
        _in_background(_forward, self._requests, stdin)
        _in_background(_collect, stdout, self.answers, self._gone)

    def send(self, request: Values) -> None:
        """Queue the request; a thread writes it, since a hung child would not take it."""
        self._requests.put(request)

    def end(self) -> None:
        """Kill the process, take in its exit code and wipe its folder."""
        self._gone.set()
        self._requests.put(None)
        self._finish()


def own_command() -> list[str]:
    """What starts this program as a reading child, from source, wheel or a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--intake"]
    return [sys.executable, "-m", "isodesk", "--intake"]


def _started(command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # libraries print parts of files there
        cwd=folder,
        env=_environment(folder),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _environment(folder: Path) -> dict[str, str]:
    """Ours, with temporary files in the child's own folder and no module from where it stands."""
    package = str(Path(__file__).resolve().parents[2])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH", "")])]
    own = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1"}
    return os.environ | own | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))


def _end(process: subprocess.Popen[bytes], folder: Path) -> None:
    end_tree(process)
    wipe(folder)


def _in_background(work: object, *args: object) -> None:
    threading.Thread(target=work, args=args, daemon=True).start()  # type: ignore[arg-type]


def _forward(requests: queue.Queue[Values], pipe: BinaryIO) -> None:
    with contextlib.suppress(OSError, ValueError):  # the child is gone; the answers tell
        while (request := requests.get()) is not None:
            write_frame(pipe, request)
    with contextlib.suppress(OSError):
        pipe.close()


def _collect(pipe: BinaryIO, answers: queue.Queue[Values], gone: threading.Event) -> None:
    """Pass on what the child says; None when it has ended or talks nonsense. While nobody takes
    the answers the pipe fills and the child waits."""
    with contextlib.suppress(EOFError, OSError, FrameError), pipe:
        while not gone.is_set():
            _hand_over(read_frame(pipe), answers, gone)
    _hand_over(None, answers, gone)


def _hand_over(answer: Values, answers: queue.Queue[Values], gone: threading.Event) -> None:
    while not gone.is_set():
        with contextlib.suppress(queue.Full):
            answers.put(answer, timeout=0.2)
            return


def _values(answer: Values, subject: str) -> Values:
    if isinstance(answer, dict) and "values" in answer:
        return answer["values"]
    if isinstance(answer, dict) and isinstance(answer.get("refused"), str):
        raise Refused(answer["refused"])
    _log.warning("a file could not be read: %s", answer)
    raise Refused(
        tr("{name} could not be read: it is damaged, or not what its name says.", name=subject)
    )
