"""What every part of the Documents page works with: the file, the workers, and who is told."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.services.workspace import Workspace
from isodesk.ui.jobs import Job, Jobs

T = TypeVar("T")
Work = Callable[[Progress], T]
Done = Callable[[T], None]


@dataclass(frozen=True)
class Tools:
    """The open file, the workers, and `said`, which takes a sentence for the status bar.

    `write` and `read` are those of `Jobs`, for an owner: when the owner is gone by the time
    the work is done, nobody is told.
    """

    space: Workspace
    jobs: Jobs
    said: Callable[[str], None]

    def write(
        self,
        owner: QObject,
        work: Work[T],
        done: Done[T] | None = None,
        failed: Done[Refused] | None = None,
        title: str = "",
    ) -> Job[T]:
        """Run what changes the file, in turn."""
        return self.jobs.run(work, _while_alive(owner, done), _while_alive(owner, failed), title)

    def read(
        self,
        owner: QObject,
        work: Work[T],
        done: Done[T] | None = None,
        failed: Done[Refused] | None = None,
        title: str = "",
    ) -> Job[T]:
        """Run what only reads."""
        return self.jobs.read(work, _while_alive(owner, done), _while_alive(owner, failed), title)

    def ask_files(self, parent: QWidget, title: str, kinds: str = "") -> list[Path]:
        """Files the officer chooses, from the folder used last; empty when none."""
        names, _ = QFileDialog.getOpenFileNames(parent, title, self._folder(), kinds)
        return self._remember([Path(name) for name in names])

    def ask_file(self, parent: QWidget, title: str, kinds: str = "") -> Path | None:
        """One file the officer chooses."""
        name, _ = QFileDialog.getOpenFileName(parent, title, self._folder(), kinds)
        return next(iter(self._remember([Path(name)] if name else [])), None)

    def ask_place(
        self, parent: QWidget, title: str, name: str, kinds: str = ""
    ) -> tuple[Path | None, str]:
        """Where to write a file, and the kind that was chosen."""
        start = str(Path(self._folder()) / name)
        chosen, kind = QFileDialog.getSaveFileName(parent, title, start, kinds)
        found = self._remember([Path(chosen)] if chosen else [])
        return (found[0] if found else None), kind

    def _folder(self) -> str:
        return str(self.space.settings.get("folder") or Path.home())

    def _remember(self, chosen: list[Path]) -> list[Path]:
        if chosen:
            self.space.settings.set("folder", str(chosen[0].parent))
        return chosen


def _while_alive(
    owner: QObject, told: Callable[[Any], None] | None
) -> Callable[[Any], None] | None:
    if told is None:
        return None
    return lambda value: told(value) if isValid(owner) else None
