"""The reading child's loop: a task's name and arguments come in, values or a sentence go out.

The tasks are named by the program that starts the child, imported when first asked for, and
are plain functions of values. The child gives up what it does not need: no network, no other
programs, no writing outside its own folder, no core dumps; it leaves with its parent.
"""

import contextlib
import importlib
import os
import queue
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from isodesk.core.problems import Refused
from isodesk.intake.frames import FrameError, Values, read_frame, write_frame

_FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.sendto",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "webbrowser.open",
)
_TOUCHES = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod")


def serve(tasks: Mapping[str, str]) -> None:
    """Answer requests on the standard pipes until the parent closes them.

    `tasks` maps a name to "module:function". Never returns while the parent lives.
    """
    asked, answers = _own_pipes()
    _give_up_privileges()
    write_frame(answers, {"ready": os.getpid()})
    requests: queue.Queue[Values] = queue.Queue()
    threading.Thread(target=_listen, args=(asked, requests), daemon=True).start()
    while True:
        request = requests.get()
        write_frame(answers, _answer(tasks, request, answers))


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes under new numbers; 0 and 1 lead nowhere, so that no library can speak."""
    asked = os.fdopen(os.dup(0), "rb", buffering=1 << 16)
    answers = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - for the process's life
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    return asked, answers


def _listen(asked: BinaryIO, requests: queue.Queue[Values]) -> None:
    """Pass requests on; when the pipe ends the parent is gone, and a hung task with it."""
    with contextlib.suppress(EOFError, FrameError, OSError):
        while True:
            requests.put(read_frame(asked))
    os._exit(0)


def _answer(tasks: Mapping[str, str], request: Values, answers: BinaryIO) -> Values:
    """The last frame of an answer; a task that yields has its parts written as they come."""
    try:
        values = _task(tasks[request["task"]])(*request["args"])
        if not isinstance(values, Iterator):
            return {"values": values}
        for part in values:
            write_frame(answers, {"part": part})
        return {"values": None}
    except Refused as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"broken": "MemoryError", "where": []}
    except BaseException as error:  # a Rust panic is no Exception; any fault becomes a sentence
        return {"broken": type(error).__name__, "where": _places(error)}


def _task(where: str) -> Callable[..., Any]:
    module, _, name = where.partition(":")
    task: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return task


def _places(error: BaseException) -> list[str]:
    """Where it happened, for the log; no word of the file's content."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def _give_up_privileges() -> None:
    sys.dont_write_bytecode = True
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    own = os.path.realpath(tempfile.gettempdir())
    sys.addaudithook(lambda event, args: _guard(event, args, own))


def _guard(event: str, args: tuple[Any, ...], own: str) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"the reader may not use {event}")
    touches = event in _TOUCHES or (event == "open" and _writes(args))
    if touches and not _within(args[0], own):
        raise PermissionError("the reader may not write here")


def _writes(args: tuple[Any, ...]) -> bool:
    flags = args[2] if len(args) > 2 and isinstance(args[2], int) else 0
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))


def _within(path: object, own: str) -> bool:
    if not isinstance(path, str | bytes | os.PathLike):
        return True  # a number that is open already
    real, own = (os.path.normcase(os.path.realpath(p)) for p in (os.fsdecode(path), own))
    return real in (os.devnull, own) or real.startswith(own + os.sep)
