"""Which documents a change request touches: found as one types, several at once."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.documents.care_values import ChangeValue
from isodesk.i18n import tr
from isodesk.services.document_filter import DocumentFilter
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import FilterField
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import small_words
from isodesk.ui.rows_model import RowsModel
from isodesk.ui.theme import current

_PAUSE = 80
"""Milliseconds without a key before the list is narrowed."""
_SHOWN = ("number", "title", "state")


class PickDialog(StepDialog):
    """Writes the documents; `said` is told how many are new."""

    def __init__(
        self,
        tools: Tools,
        change: ChangeValue,
        said: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Documents that {number} touches", number=change.number)
        super().__init__(tools, title, change.title, 640, parent=parent)
        self._change, self._said = change, said
        self.words = FilterField(tr("Number or words"), tr("Find documents"))
        lists = tools.space.lists
        self.model = RowsModel(lists.documents(), tools.jobs.read, parent=self)
        self.list = ListView(tr("Documents"), inset=8, many=True)
        self.list.setModel(self.model)
        for at, column in enumerate(self.model.columns):
            self.list.setColumnHidden(at, column.key not in _SHOWN)
        self.list.setFixedHeight(current().length(320))
        self.count = small_words()
        self.body.addWidget(self.words)
        self.body.addWidget(self.list)
        self.body.addWidget(self.count)
        self.hint.setText(tr("Ctrl or Shift with a click or an arrow chooses several."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Add"), self._apply, primary=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._narrow)
        self.words.changed.connect(lambda _: self._pause.start())
        self.words.left_down.connect(self.list.setFocus)
        self.list.opened.connect(lambda _: self._apply())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._count())
        self._count()
        self.words.setFocus()

    def _narrow(self) -> None:
        wanted = DocumentFilter(self.words.text().strip())
        self.model.show(self.tools.space.lists.documents(wanted))
        self._count()

    def _count(self) -> None:
        chosen, of = len(self.list.chosen_ids()), self.model.rowCount()
        self.count.setText(tr("{n} of {total} chosen", n=chosen, total=of))

    def _apply(self) -> None:
        ids = self.list.chosen_ids()
        if not ids:
            self.refuse(Refused(tr("Choose the documents it touches.")))
            return
        changes, request = self.tools.space.changes, self._change.id

        def work(progress: Progress) -> int:
            return changes.touch(request, ids)

        self.apply(work, lambda added: self._said(_added(added)))


def _added(added: int) -> str:
    if not added:
        return tr("It touches these documents already.")
    return tr("1 document is added.") if added == 1 else tr("{n} documents are added.", n=added)
