"""What is asked for and when it was last looked at: a review that is due, and those held."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from isodesk.documents.care_values import ASKED_WORDS, OUTCOME_WORDS, AskValue, ReviewValue
from isodesk.documents.values import DocumentValue
from isodesk.i18n import tr
from isodesk.ui.days import day_text
from isodesk.ui.folded_lines import FoldedLines
from isodesk.ui.parts import Banner, Words


class AskedBanner(Banner):
    """Why a review is due before its time; hidden while nothing is asked."""

    def show_asks(self, asks: Sequence[AskValue]) -> None:
        """Say what is asked."""
        if asks:
            self.say("amber", tr("Review asked for."), "\n".join(ask_words(a) for a in asks))
        else:
            self.hide()


class ReviewsBlock(FoldedLines):
    """The reviews that were held, newest first; hidden before the first."""

    shown_at_once = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Reviews"), wide=1, parent=parent)
        self._reviews: Sequence[ReviewValue] = ()

    def show_document(self, document: DocumentValue) -> None:
        """Show a document's reviews."""
        if document.reviews != self._reviews:
            self._reviews = document.reviews
            self.show_lines(document.reviews, same=False)
        self.setVisible(bool(self._reviews))

    def put(self, at: int, review: ReviewValue) -> None:
        """The day, what came of it, and below it what was noted."""
        day = Words(day_text(review.on_day), tone="second", figures=True)
        self.grid.addWidget(day, at * 2, 0)
        self.grid.addWidget(Words(review_words(review), wrap=True), at * 2, 1)
        if review.note:
            self.grid.addWidget(Words(review.note, tone="second", wrap=True), at * 2 + 1, 1)


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
