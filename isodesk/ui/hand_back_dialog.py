"""Hand a work copy back: what was done in it, where it goes, and that it reads back there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.core.dates import from_utc_text
from isodesk.core.problems import Refused
from isodesk.core.rows import Column, ListRows, Row
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.ui.days import day_text
from isodesk.ui.dialog import Dialog
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import Words
from isodesk.ui.rows_model import RowsModel

if TYPE_CHECKING:
    from isodesk.services.work_copies import HandedBack


def leave_copy(
    space: Workspace | None, jobs: Jobs, parent: QWidget, then: Callable[[], object]
) -> None:
    """Call `then` once a work copy in which something was done is handed back, or that was put
    off; at once for every other file."""
    if space is None or space.read_only is not None or space.work_copies.to_hand_back() is None:
        then()
    else:
        HandBackDialog(space, jobs, parent, then).open()


class HandBackDialog(Dialog):
    """`then` is called when it was handed back or put off; without it the dialog stays to say
    how it went."""

    def __init__(
        self,
        space: Workspace,
        jobs: Jobs,
        parent: QWidget | None = None,
        then: Callable[[], object] | None = None,
    ) -> None:
        work = space.work_copies.current()
        assert work is not None
        sub = tr(
            "It is copied to {origin}, read back and compared. The file that lies there now is"
            " kept beside it.",
            origin=work.origin,
        )
        super().__init__(tr("Hand it back"), sub, 720, 460, False, jobs, parent)
        self._space, self._jobs, self._then = space, jobs, then
        self.handed: HandedBack | None = None
        self.changes = ListView(tr("What was done here"), inset=0)
        self.changes.empty_words = tr("Nothing was done since it was taken out or handed back.")
        day = day_text(from_utc_text(work.at).astimezone().date())
        lines = space.work_copies.changes()
        heading = tr("Done here since {day}", day=day)
        rows = tuple(Row(n, (line,)) for n, line in enumerate(lines))
        column = Column("said", heading, 40, sortable=False)
        self.changes.setModel(RowsModel(ListRows((column,), rows)))
        self.body.addWidget(self.changes, 1)
        self.head_words = Words(tone="second", figures=True, wrap=True)
        self.body.addWidget(self.head_words)
        self.later = self.add_button(tr("Later") if then else tr("Cancel"), self.put_off)
        self.go = self.add_button(tr("Hand it back"), self.begin, "primary")
        self.busy.stopped.connect(lambda: self.go.allow(""))
        if not lines and then is None:
            self.go.allow(tr("Nothing was done since it was taken out or handed back."))

    def begin(self) -> None:
        """Write, read back and compare."""
        self.banner.hide()
        self.go.allow(tr("It is being handed back."))
        job = self._jobs.run(
            self._space.work_copies.hand_back, self._handed, self._failed, tr("Handing it back")
        )
        self.busy.watch(job, tr("Handing it back"))

    def put_off(self) -> None:
        """Leave the original as it is; the next closing asks again."""
        self.reject()
        if self._then is not None:
            self._then()

    def _handed(self, done: "HandedBack") -> None:
        self.handed = done
        if self._then is not None:
            self.accept()
            self._then()
            return
        kept = (
            tr("The former file is kept as {name}.", name=done.kept.name)
            if done.kept
            else tr("No file lay there any more.")
        )
        self.say("green", tr("Handed back and read back whole."), kept)
        self.head_words.setText(tr("Head of the history, there and here: {head}", head=done.head))
        self.go.hide()
        self.later.setText(tr("Close"))
        self.later.setFocus()

    def _failed(self, refused: Refused) -> None:
        self.go.allow("")
        self.say("red", tr("Not handed back."), str(refused))
