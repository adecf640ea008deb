"""Out of the run: once everything is on disk, photos too."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from isodesk.i18n import tr

if TYPE_CHECKING:
    from isodesk.ui.audits.run_view import RunView

_ESCAPES = 3.0
"""Seconds in which Esc a second time leaves."""


class RunLeaving(QObject):
    """Knows how many photos and files of one view are on their way to disk."""

    def __init__(self, view: "RunView") -> None:
        super().__init__(view)
        self._view = view
        self._escaped = 0.0
        self._waiting = 0
        self._then: Callable[[], object] | None = None
        view.evidence.asking.taking.waiting.connect(self._count)

    def escape(self) -> None:
        """Back to the question; pressed twice there, out of the run."""
        view = self._view
        if not view.question.asked.hasFocus():
            view.answers.save_typed()
            view.question.asked.setFocus()
        elif time.monotonic() - self._escaped < _ESCAPES:
            self.leave()
        else:
            self._escaped = time.monotonic()
            view.foot.say(tr("Esc once more leaves the audit"))

    def leave(self) -> None:
        """Go once everything is on disk; a second time also where it cannot be."""
        view = self._view
        if view.answers.failing:
            view.left.emit()
        else:
            self.when_kept(lambda: view.course.when_quiet(view.left.emit))

    @property
    def keeping(self) -> bool:
        """Whether photos or files are on their way to disk."""
        return self._waiting > 0

    def when_kept(self, then: Callable[[], object]) -> None:
        """Do something once no photo is on its way to disk any more."""
        if self.keeping:
            self._then = then
            self._view.foot.say(tr("Photos are on their way to disk"))
        else:
            then()

    def _count(self, waiting: int) -> None:
        self._waiting = waiting
        if not waiting and self._then is not None:
            then, self._then = self._then, None
            then()
