"""The significance laboratory: all aspects under all sets of criteria, a threshold to be moved,
the year's evaluation to be frozen, and two years to be compared."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.registers.significance import Band, Method
from isodesk.services.bench_tables import bench_table
from isodesk.services.laboratory import Bench
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.printing import print_made
from isodesk.ui.documents.tools import Tools
from isodesk.ui.ear import Ear
from isodesk.ui.fields import ChoiceField
from isodesk.ui.parts import Words, dress_surface
from isodesk.ui.registers.bench_model import BenchModel
from isodesk.ui.registers.bench_table import BenchTable
from isodesk.ui.registers.compare_years_dialog import CompareYearsDialog
from isodesk.ui.registers.freeze_dialog import FreezeDialog
from isodesk.ui.registers.table_export import export_words
from isodesk.ui.registers.what_if import WhatIf
from isodesk.ui.theme import current

Open = Callable[[int], Any]


class BenchDialog(Dialog):
    """`opens(id)` shows an aspect, a set or an evaluation once the dialog is left."""

    help_topic = "significance"

    def __init__(self, tools: Tools, opens: Open, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Significance of the aspects"),
            tr("The same aspects under every set of criteria. That in force decides."),
            wide=1240,
            high=760,
            scrolls=False,
            jobs=tools.jobs,
            parent=parent,
        )
        self._tools, self._opens = tools, opens
        self.model = BenchModel(self)
        self.table = BenchTable(self.model)
        self.empty = Words("", tone="second", wrap=True)
        self.what_if = WhatIf(tools)
        methods = [("", tr("Begin another set…")), *_methods()]
        self.begin = ChoiceField(tr("Ready sets"), methods)
        self.begin.set_value("")
        self._lay_out()
        self.freeze = self.add_button(tr("Freeze the year's evaluation…"), self._freeze)
        self.compare = self.add_button(tr("Compare years…"), self._compare)
        self.print = self.add_button(tr("Print…"), self._print, icon="printer")
        self.export = self.add_button(tr("Export…"), self._export, icon="download")
        self.add_close(tr("Close"))
        self.table.opened.connect(self._open)
        self.what_if.kept.connect(self._keep)
        self.begin.edited.connect(lambda name: self._begin(str(name or "")))
        Ear(tools.space.desk, frozenset({"aspect", "criteria", "meter"}), self.read, self)
        self.read()

    def read(self) -> None:
        """Read the bench again."""
        laboratory = self._tools.space.laboratory
        self._tools.read(self, lambda _: (laboratory.bench(), laboratory.frozen()), self._came)

    def _came(self, found: tuple[Bench, tuple[tuple[int, str], ...]]) -> None:
        bench, frozen = found
        if bench != self.model.bench:
            self.model.show(bench)
            self.what_if.show_bench(bench)
        self._years = frozen
        in_force = any(each.in_force for each in bench.sets)
        why = self._tools.space.read_only or ""
        self.begin.set_read_only(bool(why))
        self.freeze.allow(why or ("" if in_force else tr("Put a set of criteria in force first.")))
        two = tr("Freeze two evaluations first.")
        self.compare.allow("" if len(frozen) > 1 else two)
        nothing = tr("No aspect is open. Enter the aspects first, or choose a concern.")
        self.empty.setText("" if bench.aspects else nothing)
        self.empty.setVisible(not bench.aspects)
        for button in (self.print, self.export):
            button.allow("" if bench.aspects else nothing)

    def _open(self, record_id: int) -> None:
        self.accept()
        self._opens(record_id)

    def _keep(self, set_id: int, bands: tuple[Band, ...]) -> None:
        sets = self._tools.space.criteria_sets
        self._tools.write(self, lambda _: sets.next_edition(set_id, bands), self._open)

    def _begin(self, method: str) -> None:
        if method:
            sets = self._tools.space.criteria_sets
            self._tools.write(self, lambda _: sets.begin(Method[method]), self._begun)
            self.begin.set_value("")

    def _begun(self, made: int) -> None:
        self._tools.said(tr("A draft was made; it stands beside the others."))

    def _freeze(self) -> None:
        FreezeDialog(self._tools, self._open, self).open()

    def _compare(self) -> None:
        CompareYearsDialog(self._tools, self._years, self).open()

    def _print(self) -> None:
        bench, sheets = self.model.bench, self._tools.space.sheets
        title = tr("Significance of the aspects")
        table = bench_table(bench)
        total = len(bench.aspects)

        def make(_: object) -> bytes:
            return sheets.listing(title, tr("aspects"), table, total)

        print_made(self._tools, self, title, title, make)

    def _export(self) -> None:
        export_words(self._tools, self, tr("Significance of the aspects"), self._table)

    def _table(self) -> Any:
        return bench_table(self.model.bench)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        right = QWidget()
        dress_surface(right, "base")
        beside = QVBoxLayout(right)
        beside.setContentsMargins(16, 0, 4, 8)
        beside.setSpacing(16)
        beside.addWidget(self.what_if, 1)
        beside.addWidget(self.begin)
        scroll = QScrollArea()
        scroll.setWidget(right)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(scroll)
        split.setStretchFactor(0, 1)
        scroll.setMinimumWidth(round(17 * current().em))
        split.setSizes([860, 320])
        row = QHBoxLayout()
        row.addWidget(split)
        self.body.setContentsMargins(16, 0, 16, 8)
        self.body.addLayout(row, 1)


def _methods() -> list[tuple[str, str]]:
    return [(m.name, f"{m.code} {tr(m.value)}") for m in Method]
