"""Two frozen evaluations side by side: what came in, what went out, and why."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.registers.evaluation_changes import Change, Changed
from isodesk.services.bench_tables import changes_table
from isodesk.services.lists import Table
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.printing import print_made
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField
from isodesk.ui.parts import Words
from isodesk.ui.registers.plain_table import PlainTable
from isodesk.ui.registers.table_export import export_words
from isodesk.ui.theme import MEDIUM

_MOVED = (Change.BECAME, Change.CEASED, Change.NEW_SIGNIFICANT, Change.GONE_SIGNIFICANT)


class CompareYearsDialog(Dialog):
    """Reads two evaluations and lists every aspect of either."""

    help_topic = "significance"

    def __init__(
        self, tools: Tools, years: Sequence[tuple[int, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Compare evaluations"),
            wide=1100,
            high=680,
            scrolls=False,
            jobs=tools.jobs,
            parent=parent,
        )
        self._tools, self._names = tools, dict(years)
        self.before = ChoiceField(tr("From"), years)
        self.after = ChoiceField(tr("To"), years)
        self.after.set_value(years[0][0])
        self.before.set_value(years[1][0])
        self.said = Words("", weight=MEDIUM, wrap=True)
        self.table = PlainTable(tr("Changes"), (6.5, 14, 11, 11, 11.5, 14), 5)
        self.found: tuple[Changed, ...] = ()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.before, 1)
        row.addWidget(self.after, 1)
        self.body.setSpacing(12)
        self.body.addLayout(row)
        self.body.addWidget(self.said)
        self.body.addWidget(self.table, 1)
        self.add_button(tr("Print…"), self._print, icon="printer")
        self.add_button(tr("Export…"), self._export, icon="download")
        self.add_close(tr("Close"))
        for field in (self.before, self.after):
            field.edited.connect(lambda _: self.read())
        self.read()

    def read(self) -> None:
        """Compare the two that are chosen."""
        before, after = int(self.before.value()), int(self.after.value())
        laboratory = self._tools.space.laboratory
        self._tools.read(self, lambda _: laboratory.compare(before, after), self._came)

    def _came(self, found: tuple[Changed, ...]) -> None:
        self.found = found
        self.table.show_table(changes_table(found))
        self.said.setText(_summary(found))

    def _title(self) -> str:
        names = self._names[self.before.value()], self._names[self.after.value()]
        return tr("From {before} to {after}", before=names[0], after=names[1])

    def _table(self) -> Table:
        return changes_table(self.found)

    def _print(self) -> None:
        title, table = self._title(), self._table()
        sheets = self._tools.space.sheets

        def make(_: object) -> bytes:
            return sheets.listing(title, tr("aspects"), table, len(table.rows))

        print_made(self._tools, self, title, title, make)

    def _export(self) -> None:
        export_words(self._tools, self, self._title(), self._table)


def _summary(found: Sequence[Changed]) -> str:
    """`Of 46 aspects 2 came to be significant and 1 no longer so.`"""
    counts = {change: sum(each.change is change for each in found) for change in _MOVED}
    came = counts[Change.BECAME] + counts[Change.NEW_SIGNIFICANT]
    went = counts[Change.CEASED] + counts[Change.GONE_SIGNIFICANT]
    return tr(
        "Of {n} aspects {came} came to be significant and {went} no longer so.",
        came=came,
        went=went,
        n=len(found),
    )
