"""What if a threshold moved: the bands of one set to be moved, and the aspects that flip."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodesk.core.kinds import NUMBER
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.registers.criteria_words import band_place
from isodesk.registers.significance import Band, Criteria
from isodesk.registers.significance_flips import Flip, flips, problems
from isodesk.services.bench_tables import flip_words
from isodesk.services.criteria_sets import SetValue
from isodesk.services.laboratory import Bench
from isodesk.ui.buttons import Button
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField
from isodesk.ui.parts import SectionHead, Words
from isodesk.ui.registers.outcome_line import set_words
from isodesk.ui.registers.typed_fields import ParsedField
from isodesk.ui.theme import MEDIUM, SMALL

_REST_MS = 120
"""Milliseconds the typing rests before the flips are worked out."""
_MOST = 40
"""Aspects named on either side; the rest is counted."""


class WhatIf(QWidget):
    """`kept(set id, bands)` to make the moved bands the next edition of the set."""

    kept = Signal(int, object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._bench = Bench((), ())
        self.choice = ChoiceField(tr("What if, with"))
        self.bands: list[tuple[Band, ParsedField]] = []
        self._fields = QVBoxLayout()
        self._fields.setSpacing(12)
        self.said = Words("", weight=MEDIUM, wrap=True)
        self.up, self.down = Words("", SMALL, wrap=True), Words("", SMALL, wrap=True)
        self.keep = Button(tr("Make it the next edition"), self._keep)
        self.found: tuple[Flip, ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._work_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (SectionHead(tr("Move a threshold")), self.choice):
            column.addWidget(part)
        column.addLayout(self._fields)
        for words in (self.said, self.up, self.down, self.keep):
            column.addWidget(words)
        column.addStretch(1)
        self.choice.edited.connect(lambda _: self._show_bands())

    def show_bench(self, bench: Bench) -> None:
        """Another state of the bench; the set stays chosen where it still stands."""
        self._bench = bench
        chosen = self.choice.value()
        usable = [each for each in bench.sets if each.criteria is not None]
        self.choice.set_choices([(each.id, set_words(each)) for each in usable])
        kept = chosen if any(each.id == chosen for each in usable) else None
        self.choice.set_value(kept or (usable[0].id if usable else None))
        self._show_bands()

    def tried(self) -> Criteria | None:
        """The chosen set with its bands as they are typed; None while there is none."""
        chosen = self._chosen()
        if chosen is None or chosen.criteria is None:
            return None
        moved = tuple(_moved(band, field) for band, field in self.bands)
        return replace(chosen.criteria, bands=moved)

    def _chosen(self) -> SetValue | None:
        return next((s for s in self._bench.sets if s.id == self.choice.value()), None)

    def _show_bands(self) -> None:
        for _, field in self.bands:
            self._fields.removeWidget(field)
            field.deleteLater()
        chosen = self._chosen()
        bands: Sequence[Band] = chosen.criteria.bands if chosen and chosen.criteria else ()
        self.bands = [(band, self._band_field(band)) for band in bands if band.significant]
        self.keep.setVisible(bool(self.bands))
        self._work_out()

    def _band_field(self, band: Band) -> ParsedField:
        field = ParsedField(_band_name(band), NUMBER)
        field.set_value(band.at)
        field.line.textChanged.connect(lambda _: self._rest.start())
        self._fields.addWidget(field)
        return field

    def _work_out(self) -> None:
        """Which aspects flip; on a worker, so that thousands do not hold up the typing."""
        chosen, tried = self._chosen(), self.tried()
        if chosen is None or chosen.criteria is None or tried is None:
            self._say((), tr("Begin a set of criteria first."))
            return
        before = chosen.criteria
        aspects = [each.scored for each in self._bench.aspects]
        self._tools.read(
            self,
            lambda _: flips(aspects, before, tried),
            lambda found: self._came(tried, found),
            lambda refused: self._say((), str(refused)),
        )

    def _came(self, tried: Criteria, found: tuple[Flip, ...]) -> None:
        if tried != self.tried():
            return
        wrong = next(iter(problems(tried)), None)
        self._say(found, wrong.sentence if wrong else "")

    def _say(self, found: tuple[Flip, ...], wrong: str) -> None:
        self.found = found
        up = [flip for flip in found if flip.becomes_significant]
        down = [flip for flip in found if not flip.becomes_significant]
        moved = self._is_moved()
        nothing = tr("No aspect flips.") if moved else tr("Type another threshold.")
        flipped = (
            tr("1 aspect flips.") if len(found) == 1 else tr("{n} aspects flip.", n=len(found))
        )
        self.said.setText(wrong or (flipped if found else nothing))
        self.said.set_tone("danger" if wrong else "")
        self.up.setText(_listed(tr("Become significant"), up))
        self.down.setText(_listed(tr("No longer significant"), down))
        for words in (self.up, self.down):
            words.setVisible(bool(words.text()))
        why = wrong or self._tools.space.read_only or ""
        self.keep.allow(why or ("" if moved else tr("Move a threshold first.")))

    def _is_moved(self) -> bool:
        return any(_moved(band, field) != band for band, field in self.bands)

    def _keep(self) -> None:
        chosen, tried = self._chosen(), self.tried()
        if chosen is not None and tried is not None:
            bands = {band: _moved(band, field) for band, field in self.bands}
            assert chosen.criteria is not None
            whole = tuple(bands.get(band, band) for band in chosen.criteria.bands)
            self.kept.emit(chosen.id, whole)


def _band_name(band: Band) -> str:
    """`Significant from`, `Significant from (water)`."""
    name, place = tr("{word} from", word=tr(band.word)), band_place(band)
    return f"{name} ({place})" if place else name


def _moved(band: Band, field: ParsedField) -> Band:
    """The band where the field says it begins; where it was while that cannot be read."""
    try:
        at = field.kind.parse(field.line.text())
    except Refused:
        at = None
    return replace(band, at=Decimal(at)) if at is not None else band


def _listed(heading: str, found: Sequence[Flip]) -> str:
    if not found:
        return ""
    lines = [flip_words(flip) for flip in found[:_MOST]]
    if len(found) > _MOST:
        lines.append(tr("and {n} more", n=len(found) - _MOST))
    return "\n".join([f"{heading} ({len(found)})", *lines])
