"""Start all registers from sets: which of them, at New company or at any time later."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.services.starters import OfferedSet
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tick_list import TickList
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import small_words


class SetsDialog(StepDialog):
    """`done` is told how many records were made."""

    help_topic = "starter-sets"

    def __init__(
        self, tools: Tools, done: Callable[[int], None], parent: QWidget | None = None
    ) -> None:
        sub = tr(
            "Rows in our own words for each register, as drafts to be made yours. None is needed:"
            " tick what fits, or leave it and come back by Tools."
        )
        super().__init__(tools, tr("Start from sets"), sub, 640, parent=parent)
        self._done = done
        self._offered: dict[int, OfferedSet] = {}
        self.ticks: list[TickList] = []
        self._show()
        self.add_close(tr("&Not now"))
        self.step = self.add_step(tr("&Put them in"), self._apply, primary=True)
        self._count()

    def chosen(self) -> list[OfferedSet]:
        """The ticked sets."""
        return [self._offered[at] for ticks in self.ticks for at in ticks.ticked()]

    def _show(self) -> None:
        groups: dict[str, list[int]] = {}
        for at, each in enumerate(self.tools.space.starters.offered()):
            self._offered[at] = each
            groups.setdefault(each.group, []).append(at)
        for group, places in groups.items():
            self.body.addWidget(small_words(tr(group)))
            ticks = TickList(tr(group))
            ticks.show_lines([(at, *_words(self._offered[at])) for at in places])
            for at in places:
                ticks.box(at).setEnabled(self._offered[at].known < self._offered[at].rows)
            ticks.changed.connect(self._count)
            self.ticks.append(ticks)
            self.body.addWidget(ticks)

    def _count(self) -> None:
        chosen = self.chosen()
        rows = sum(each.rows - each.known for each in chosen)
        said = tr("1 set, {rows} rows") if len(chosen) == 1 else tr("{n} sets, {rows} rows")
        self.hint.setText(said.format(n=len(chosen), rows=rows))

    def _apply(self) -> None:
        chosen, starters = self.chosen(), self.tools.space.starters
        if not chosen:
            self.refuse(Refused(tr("Tick the sets you want, or leave by Not now.")))
            return

        def work(progress: Progress) -> int:
            made = 0
            for n, each in enumerate(chosen):
                progress(n, len(chosen), tr(each.register))
                made += len(starters.take(each.kind, each.name, range(each.rows)))
            return made

        self.apply(work, self._done, tr("Putting the sets in"))


def _words(each: OfferedSet) -> tuple[str, str]:
    """`Risks: machine shop` and `14 rows, 3 of them stand already`."""
    said = tr("{n} rows", n=each.rows)
    if each.known:
        said += tr(", {n} of them stand already", n=each.known)
    return tr("{register}: {name}", register=tr(each.register), name=tr(each.name)), said
