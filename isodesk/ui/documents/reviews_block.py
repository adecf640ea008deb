"""What is asked for and when it was last looked at: a review that is due, and those held."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from isodesk.documents.care_values import ASKED_WORDS, OUTCOME_WORDS, AskValue, ReviewValue
from isodesk.documents.values import DocumentValue
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.days import day_text
from isodesk.ui.emptied import empty
from isodesk.ui.parts import Banner, SectionHead, Words

_SHOWN = 3
"""Reviews that show at once; a link shows the rest."""


class AskedBanner(Banner):
    """Why a review is due before its time; hidden while nothing is asked."""

    def show_asks(self, asks: Sequence[AskValue]) -> None:
        """Say what is asked."""
        if asks:
            self.say("amber", tr("Review asked for."), "\n".join(ask_words(a) for a in asks))
        else:
            self.hide()


class ReviewsBlock(QWidget):
    """The reviews that were held, newest first; hidden before the first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead(tr("Reviews"))
        self._reviews: Sequence[ReviewValue] = ()
        self._every = False
        self.more = Button("", self._show_every, "link")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addLayout(self._grid)
        column.addWidget(self.more)

    def show_document(self, document: DocumentValue) -> None:
        """Show a document's reviews."""
        if document.reviews != self._reviews:
            self._reviews, self._every = document.reviews, False
            self._fill()
        self.setVisible(bool(self._reviews))

    def _show_every(self) -> None:
        self._every = True
        self._fill()

    def _fill(self) -> None:
        empty(self._grid)
        shown = self._reviews if self._every else self._reviews[:_SHOWN]
        for at, review in enumerate(shown):
            day = Words(day_text(review.on_day), tone="second", figures=True)
            self._grid.addWidget(day, at * 2, 0)
            self._grid.addWidget(Words(review_words(review), wrap=True), at * 2, 1)
            if review.note:
                self._grid.addWidget(Words(review.note, tone="second", wrap=True), at * 2 + 1, 1)
        rest = len(self._reviews) - len(shown)
        self.more.setText(tr("{n} earlier", n=rest))
        self.more.setVisible(rest > 0)


def review_words(review: ReviewValue) -> str:
    """`Still valid, revision 4. Tom Adeyemi`."""
    outcome = tr(OUTCOME_WORDS[review.outcome])
    return tr(
        "{outcome}, revision {label}. {name}",
        outcome=outcome,
        label=review.label,
        name=review.name,
    )


def ask_words(asked: AskValue) -> str:
    """`Nonconformity: NC-2026-014, cold runs. Asked 3 Nov 2026.`"""
    number = f"{asked.from_number}, " if asked.from_number not in asked.why else ""
    said = f"{tr(ASKED_WORDS[asked.source])}: {number}{asked.why}".rstrip(". ")
    return tr("{said}. Asked {day}.", said=said, day=day_text(asked.asked_on))
