"""Earlier findings that an audit asked about: those that hold are closed in one go."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.ui.audits.ticked_model import TickedModel, TickRow
from isodesk.ui.audits.ticked_table import TickedTable
from isodesk.ui.audits.verdict_words import verdict_word
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools

if TYPE_CHECKING:
    from isodesk.services.audit_verifying import EarlierValue

_NOTE = 24.0


class EarlierDialog(Dialog):
    """`done` is told how many were closed."""

    help_topic = "findings"

    def __init__(
        self,
        tools: Tools,
        audit_id: int,
        name: str,
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("Those that were found conform here are closed, with what was seen as the proof.")
        title = tr("Earlier findings at {name}", name=name)
        super().__init__(title, sub, 960, 520, False, tools.jobs, parent)
        self._tools, self._audit, self._done = tools, audit_id, done
        self.model = TickedModel(self)
        self.table = TickedTable(tr("Earlier findings"), self.model, _NOTE)
        self.body.addWidget(self.table, 1)
        self.body.setContentsMargins(24, 8, 24, 16)
        self.add_close()
        self.go = self.add_button(tr("&Close the ticked ones"), self._apply, "primary")
        self.model.changed.connect(self._say)
        self._say()
        verifying = tools.space.audit_verifying
        tools.read(self, lambda _: verifying.earlier(audit_id), self._came, self._refused)

    def _came(self, earlier: "tuple[EarlierValue, ...]") -> None:
        rows = [_row(each) for each in earlier]
        self.model.show(rows, {row.key for row in rows if not row.fixed})
        self.table.setFocus()

    def _say(self) -> None:
        n, total = len(self.model.ticked()), self.model.free_count()
        self.hint.setText(tr("{n} of {total} ticked.", n=n, total=total))
        none = tr("None of them was found conform here and is open.")
        missing = "" if n else tr("Tick a finding first.") if total else none
        self.go.allow(self._tools.space.read_only or missing)

    def _apply(self) -> None:
        verifying, audit = self._tools.space.audit_verifying, self._audit
        ids = sorted(int(key) for key in self.model.ticked())
        job = self._tools.write(
            self, lambda _: verifying.close(audit, ids), lambda _: self._closed(len(ids)),
            self._refused,
        )  # fmt: skip
        self.busy.watch(job, tr("Closing"))

    def _closed(self, count: int) -> None:
        self.accept()
        self._done(count)

    def _refused(self, refused: Refused) -> None:
        self.say("red", tr("Nothing was closed."), str(refused))


def _row(each: "EarlierValue") -> TickRow:
    said = verdict_word(each.verdict) if each.verdict else tr("Not checked")
    section = tr("Question {n}: {verdict}", n=each.n, verdict=said)
    ask = f"{each.number} {each.title}"
    return TickRow(
        str(each.finding_id), section, "", ask, 0, each.missing or each.said, bool(each.missing)
    )
