"""Who wrote, reviewed and approved a revision, when, and what was said about signing alone."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from isodesk.core.dates import in_zone
from isodesk.documents.values import MEANING_WORDS, Meaning, RevisionValue, SignatureValue
from isodesk.i18n import tr
from isodesk.ui.days import day_text
from isodesk.ui.emptied import empty
from isodesk.ui.parts import SectionHead, Words, small_words

_COLUMNS = (Meaning.WRITTEN, Meaning.REVIEWED, Meaning.APPROVED)


class SignedBlock(QWidget):
    """Three names with their days; hidden while nobody has signed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead(tr("Signed"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addLayout(self._grid)
        column.addLayout(self._notes)

    def show_revision(self, revision: RevisionValue | None) -> None:
        """Show the signatures that count: those since it was last sent back."""
        _clear(self._grid)
        _clear(self._notes)
        valid = _valid(revision.signatures if revision else ())
        self.setVisible(bool(valid))
        for at, meaning in enumerate(_COLUMNS):
            self._write(at, meaning, valid)
            self._grid.setColumnStretch(at, 1)
        for words in _notes(valid):
            self._notes.addWidget(small_words(words, wrap=True))

    def _write(self, at: int, meaning: Meaning, valid: Sequence[SignatureValue]) -> None:
        found = next((s for s in valid if s.meaning == meaning), None)
        self._grid.addWidget(small_words(tr(MEANING_WORDS[meaning])), 0, at)
        name = Words(
            found.name if found else tr("not yet"), tone="" if found else "second", wrap=True
        )
        self._grid.addWidget(name, 1, at)
        day = Words(_day(found) if found else "", tone="second", figures=True)
        day.setToolTip(_moment(found) if found else "")
        self._grid.addWidget(day, 2, at)


def _valid(signatures: Sequence[SignatureValue]) -> list[SignatureValue]:
    back = [at for at, s in enumerate(signatures) if s.meaning == Meaning.SENT_BACK]
    return list(signatures[back[-1] + 1 :] if back else signatures)


def _notes(valid: Sequence[SignatureValue]) -> list[str]:
    said = [
        tr(
            "{name} signed alone as {meaning}: {reason} From outside: {outside}.",
            name=s.name,
            meaning=tr(MEANING_WORDS[s.meaning]).lower(),
            reason=_sentence(s.reason),
            outside=s.outside,
        )
        for s in valid
        if s.outside
    ]
    issued = [at for at, s in enumerate(valid) if s.meaning == Meaning.ISSUED]
    if issued:
        s = valid[issued[-1]]
        said.append(tr("Issued by {name}, {day}.", name=s.name, day=_day(s)))
        later = [s for s in valid[issued[-1] + 1 :] if s.meaning == Meaning.REVIEWED]
        said += [f"{_sentence(s.reason)} {s.name}, {_day(s)}." for s in later[-1:]]
    return said


def _sentence(words: str) -> str:
    return words if not words or words[-1] in ".?" else f"{words}."


def _day(signature: SignatureValue) -> str:
    return day_text(in_zone(signature.at, signature.zone).date())


def _moment(signature: SignatureValue) -> str:
    at = in_zone(signature.at, signature.zone)
    role = f", {signature.role}" if signature.role else ""
    odd = tr(". Time in doubt: the computer's clock had jumped") if signature.odd_clock else ""
    return f"{signature.name}{role}, {day_text(at.date())} {at:%H:%M} {signature.zone}{odd}"


def _clear(layout: QGridLayout | QVBoxLayout) -> None:
    empty(layout)
