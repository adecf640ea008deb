"""The records a sample drew: ticked as they are looked at, taken as evidence, opened."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.services.audit_values import EvidenceValue
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import Words
from isodesk.ui.theme import current

if TYPE_CHECKING:
    from isodesk.services.audit_sampling import Drawn
    from isodesk.ui.audits.evidence_pane import EvidencePane


class DrawnDialog(Dialog):
    """A tick is on disk at once. Space ticks, Enter opens where records can be opened."""

    help_topic = "audit-samples"

    def __init__(self, tools: Tools, bar: "EvidencePane", piece: EvidenceValue) -> None:
        super().__init__(tr("Sample"), piece.what, 560, 520, False, tools.jobs, bar)
        self._tools, self._bar, self._piece = tools, bar, piece
        self._drawn: tuple[Drawn, ...] = ()
        self.list = QListWidget()
        self.list.setProperty("kind", "choices")
        self.list.setAccessibleName(tr("Drawn records"))
        self.said = Words(tone="second", wrap=True)
        self.body.addWidget(self.said)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(Words(tr("Tick what was looked at."), tone="second"))
        self.take = self.add_button(tr("Take as &evidence"), self._take, "", "list")
        if bar.open_record is not None:
            self.open_it = self.add_button(tr("&Open"), self._open, "", "arrow-right")
        self.add_button(tr("&Done"), self.accept, "primary")
        self.take.allow(bar.fixed())
        self.list.itemChanged.connect(self._ticked)
        self._count(len(piece.looked))
        sampling, names = tools.space.audit_sampling, piece.detail.splitlines()
        tools.read(self, lambda _: sampling.of(piece.drawn, piece.looked, names), self._show)
        self.list.setFocus()

    def _count(self, looked: int) -> None:
        piece = self._piece
        self.said.setText(
            tr(
                "{n} of {all} drawn with seed {seed}; {looked} looked at.",
                n=len(piece.drawn),
                all=piece.drawn_from or 0,
                seed=piece.seed,
                looked=looked,
            )
        )

    def _show(self, drawn: "tuple[Drawn, ...]") -> None:
        self._drawn = drawn
        self.list.blockSignals(True)
        for each in drawn:
            item = QListWidgetItem(each.words)
            state = Qt.CheckState.Checked if each.looked else Qt.CheckState.Unchecked
            item.setCheckState(state)
            item.setSizeHint(QSize(0, current().around(14)))
            if self._bar.fixed():
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        if any(not each.kind for each in drawn):
            away = tr("These records stand in the file of the other laptop.")
            self.take.allow(away)
            if self._bar.open_record is not None:
                self.open_it.allow(away)

    def _chosen(self) -> "Drawn | None":
        row = self.list.currentRow()
        return self._drawn[row] if 0 <= row < len(self._drawn) else None

    def _ticked(self, item: QListWidgetItem) -> None:
        each = self._drawn[self.list.row(item)]
        looked = item.checkState() == Qt.CheckState.Checked
        items = [self.list.item(row) for row in range(self.list.count())]
        self._count(sum(i.checkState() == Qt.CheckState.Checked for i in items))
        evidence, piece = self._tools.space.audit_evidence, self._piece
        self._tools.write(
            self,
            lambda _: evidence.look(piece.id, each.id, looked),
            lambda _: self._bar.told(),
            self._refused,
        )

    def _take(self) -> None:
        """The chosen record as evidence of its own; of a document the revision in force."""
        each = self._chosen()
        if each is None:
            return
        seen, evidence = self._tools.space.audit_seen, self._tools.space.audit_evidence
        question, place = self._piece.question, self._bar.place()

        def work(_: object) -> int:
            first = seen.of(each.id)[0]
            return evidence.record(
                question, each.id, first.what, first.revision, first.detail, place
            )

        said = tr("{name} is evidence of this question.", name=each.number or each.title)
        self._tools.write(self, work, partial(self._took, said), self._refused)
        item = self.list.currentItem()
        if item is not None:
            item.setCheckState(Qt.CheckState.Checked)

    def _took(self, said: str, _: int) -> None:
        self.say("green", said)
        self._bar.told()

    def _open(self) -> None:
        each = self._chosen()
        if each is not None and self._bar.open_record is not None:
            self.accept()
            self._bar.open_record(each.id, each.kind)

    def _refused(self, refused: Refused) -> None:
        self.say("red", str(refused))
