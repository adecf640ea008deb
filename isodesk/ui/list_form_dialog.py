"""A list with a form beside it, each field saved when it is left: people, document types."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.core.rows import Column, ListRows, Row
from isodesk.i18n import tr
from isodesk.services.lists import Table, as_table
from isodesk.services.workspace import Workspace
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog, scrolling
from isodesk.ui.fields import Field, FilterField
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_tools import export_table, print_table
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import Words, small_words
from isodesk.ui.rows_model import RowsModel

T = TypeVar("T")


class ListFormDialog(Dialog, Generic[T]):
    """Subclasses give the columns, read all values, and turn one into a row and a form.

    A new one is kept from the moment the first of its fields can be saved.
    """

    noun = ""
    columns: tuple[Column, ...] = ()
    form_width = 380

    def __init__(
        self,
        title: str,
        sub: str,
        add: str,
        space: Workspace,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, sub, 1120, 680, False, jobs, parent)
        self.space, self.jobs = space, jobs
        self._values: dict[int, T] = {}
        self._shown: T = self.blank()
        self._turn = 0
        self._making: int | None = None
        """The turn whose new value has no id yet; `_more` was typed into it meanwhile."""
        self._more = False
        self._late: T | None = None
        self.filter = FilterField(tr("Filter"))
        self.count = Words(tone="second", figures=True)
        self.list = ListView(title, inset=16)
        self.list.setModel(RowsModel(ListRows(self.columns, (), self.columns[0].key)))
        self.add = Button(add, self.begin_new, icon="plus")
        self.fields: dict[str, Field] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self._form = QVBoxLayout()
        self._form.setSpacing(14)
        self.make_form()
        self._lay_out()
        self._connect()
        self.add_close(tr("Close"))
        self.add.allow(space.read_only or "")
        self.hint.setText(space.read_only or tr("Each field is saved when you leave it."))
        self.refresh(first=True)

    # what a subclass says

    def blank(self) -> T:
        """A new value with what is usual."""
        raise NotImplementedError

    def read(self) -> Sequence[tuple[int, T]]:
        """All values with their ids, in the order of the list; runs on a worker."""
        raise NotImplementedError

    def row(self, value: T) -> tuple[object, ...]:
        """The cells of a value."""
        raise NotImplementedError

    def make_form(self) -> None:
        """Put the fields into the form."""
        raise NotImplementedError

    def fill(self, value: T) -> None:
        """Show a value in the form."""
        raise NotImplementedError

    def typed(self, value: T) -> T:
        """The value with what stands in the form."""
        raise NotImplementedError

    def keep(self, value: T) -> int:
        """Save it; answers its id. Runs on a worker; raises Refused with problems by field."""
        raise NotImplementedError

    def ready(self, value: T) -> bool:
        """Whether enough is typed to be kept."""
        raise NotImplementedError

    # the form

    def put_field(self, key: str, field: Field) -> Field:
        """A field of the form, by the name its problems come with."""
        self.fields[key] = field
        self._form.addWidget(field)
        field.edited.connect(lambda _: self.save())
        field.set_read_only(self.space.read_only is not None)
        return field

    def put_tick(self, key: str, words: str, hint: str = "") -> QCheckBox:
        """A yes or no of the form."""
        box = QCheckBox(words)
        self.ticks[key] = box
        self._form.addWidget(box)
        if hint:
            said = small_words(hint, wrap=True)
            said.setContentsMargins(24, 0, 0, 0)
            self._form.addWidget(said)
        box.clicked.connect(lambda _: self.save())
        box.setEnabled(self.space.read_only is None)
        box.setToolTip(self.space.read_only or "")
        return box

    def refresh(self, first: bool = False, choose: int | None = None) -> None:
        """Read the list again; `choose` becomes the current one."""
        turn = self._turn
        self.jobs.read(lambda _: self.read(), lambda got: self._show(got, first, choose, turn))

    def begin_new(self) -> None:
        """An empty form; nothing is kept before something is typed."""
        self.list.clearSelection()
        self.list.setCurrentIndex(self.list.model().index(-1, -1))
        self._put(self.blank())
        next(iter(self.fields.values())).editor.setFocus()

    def save(self) -> None:
        """Keep what stands in the form, or say under the fields what is wrong.

        Works are done in turn, so each field goes as it is left; only a new one must have its id
        before its next field is kept.
        """
        value = self.typed(self._shown)
        if value == self._shown or self.space.read_only or not self.ready(value):
            return
        if self._making == self._turn:
            self._more = True
            return
        self._shown = value
        self._say_problems({})
        self._run(value)

    def as_table(self) -> Table:
        """The list as it is filtered."""
        model = self.list.model()
        assert isinstance(model, RowsModel)
        return as_table(model.rows, hidden=True)

    def print_list(self) -> None:
        """The list on paper, with a preview."""
        table, total = self.as_table(), len(self._values)
        print_table(self, self.head.text(), self.noun, table, total, self.jobs, self.space)

    def export_list(self) -> None:
        """The list as CSV or XLSX."""
        export_table(self, self.head.text(), self.as_table(), self.jobs, self.space)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.filter, 1)
        tools.addWidget(self.count)
        tools.addWidget(Button(tr("Print"), self.print_list, "quiet", "printer"))
        tools.addWidget(Button(tr("Export"), self.export_list, "quiet", "download"))
        tools.addWidget(self.add)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 16, 0)
        column.addLayout(tools)
        column.addWidget(self.list, 1)
        form = QWidget()
        self._form.setContentsMargins(20, 4, 4, 16)
        self._form.addStretch(1)
        form.setLayout(self._form)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        side = scrolling(form)
        side.setMinimumWidth(form.minimumSizeHint().width() + 16)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        split.setSizes([1120 - self.form_width, self.form_width])
        self.body.setContentsMargins(24, 8, 24, 0)
        self.body.addWidget(split)

    def _connect(self) -> None:
        self.list.chosen.connect(self._chosen)
        self.list.typed.connect(self.filter.begin)
        self.filter.left_down.connect(self.list.setFocus)
        self.filter.changed.connect(lambda _: self._narrow())

    def _show(
        self, got: Sequence[tuple[int, T]], first: bool, choose: int | None, turn: int
    ) -> None:
        self._values = dict(got)
        self._narrow()
        wanted = next(iter(self._values), None) if first else choose
        if wanted is not None and turn == self._turn:
            self.list.choose(wanted)

    def _narrow(self) -> None:
        words = self.filter.text().casefold()
        rows = tuple(Row(key, self.row(value)) for key, value in self._values.items())
        kept = tuple(r for r in rows if words in " ".join(map(str, r.values)).casefold())
        model = self.list.model()
        assert isinstance(model, RowsModel)
        now = model.rows
        shown = ListRows(self.columns, kept)
        ordered = now.order != self.columns[0].key or now.descending
        model.show(shown.ordered(now.order, now.descending) if ordered and now.order else shown)
        self.count.setText(self.list.count_words(len(rows)))

    def _chosen(self, row_id: int) -> None:
        if row_id in self._values and row_id != _id_of(self._shown):
            self._put(self._values[row_id])

    def _put(self, value: T) -> None:
        """Show another one; what was typed into a new one that has no id yet is not lost."""
        if self._more:
            self._late = self.typed(self._shown)
        self._more = False
        self._turn += 1
        self._shown = value
        self._say_problems({})
        self.fill(value)

    def _run(self, value: T) -> None:
        turn = self._turn
        if _id_of(value):
            self._values[_id_of(value)] = value  # or the list would show it as it was
        else:
            self._making = turn
        self.jobs.run(
            lambda _: self.keep(value),
            lambda kept: self._kept(turn, kept),
            lambda refused: self._refused(turn, refused),
        )

    def _kept(self, turn: int, kept: int) -> None:
        made = self._making == turn
        self._making = None if made else self._making
        self.hint.setText(tr("Saved."))
        if turn != self._turn:
            late, self._late = (self._late, None) if made else (None, self._late)
            if late is not None:
                self._run(_with_id(late, kept))
            self.refresh()
            return
        self._shown = _with_id(self._shown, kept)
        self.refresh(choose=kept)
        if self._more:
            self._more = False
            self.save()

    def _refused(self, turn: int, refused: Refused) -> None:
        if self._making == turn:
            self._making = None
        problems = {problem.field: problem.sentence for problem in refused.problems}
        if turn == self._turn:
            self._say_problems(problems)
        else:
            self.say("red", tr("Not saved."), str(refused))

    def _say_problems(self, problems: Mapping[str, str]) -> None:
        for key, field in self.fields.items():
            field.set_problem(problems.get(key, ""))
        rest = [said for key, said in problems.items() if key not in self.fields]
        if rest:
            self.say("red", tr("Not saved."), " ".join(rest))
        else:
            self.banner.hide()


def _id_of(value: Any) -> int:
    return int(value.id)


def _with_id(value: Any, kept: int) -> Any:
    return replace(value, id=kept)
