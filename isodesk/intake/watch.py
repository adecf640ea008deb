"""How much memory a process and its children hold, and how they are all ended.

psutil is imported on need: the reader is made before the first paint and asked long after.
"""

import contextlib
import os
import signal
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil


def resident(process: subprocess.Popen[bytes]) -> int:
    """Bytes of memory that the process and its children hold now; 0 once it has ended."""
    import psutil

    try:
        parent = psutil.Process(process.pid)
        family = [parent, *parent.children(recursive=True)]
    except psutil.Error:
        return 0
    return sum(map(_resident_of, family))


def resident_alone(process: subprocess.Popen[bytes]) -> int:
    """Bytes of memory that the process itself holds now; 0 once it has ended."""
    import psutil

    try:
        return _resident_of(psutil.Process(process.pid))
    except psutil.Error:
        return 0


def end_tree(process: subprocess.Popen[bytes]) -> None:
    """Kill the process, its children and its group, and take in its exit code."""
    import psutil

    for child in _children(process):
        with contextlib.suppress(psutil.Error):
            child.kill()
    if os.name == "posix" and process.poll() is None:
        with contextlib.suppress(OSError):
            if os.getpgid(process.pid) == process.pid:
                os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()
    process.wait()


def _children(process: subprocess.Popen[bytes]) -> "list[psutil.Process]":
    import psutil

    try:
        return list(psutil.Process(process.pid).children(recursive=True))
    except psutil.Error:
        return []


def _resident_of(process: "psutil.Process") -> int:
    import psutil

    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
