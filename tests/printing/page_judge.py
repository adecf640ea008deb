"""Looking at pages as a reader would: what stands outside the paper, on top of other words,
or alone on a last page. Read with pdfium, which had no part in writing them."""

from typing import Any, NamedTuple

import pypdfium2

EDGE = 9.0
"""Points that stay white along every edge of a sheet."""
_HEAD, _FOOT = 66.0, 46.0
"""Points of header and footer."""
_FEW = 6
"""Words that a last page holds at least."""
_MARK = 150.0
"""Points from which letters are high that are a mark across the page, such as "DRAFT"."""
_TOUCH = 1.5
"""Points by which boxes of letters may overlap."""


class Word(NamedTuple):
    """Letters in a row, and their box in points from the lower left corner."""

    page: Any
    left: float
    bottom: float
    right: float
    top: float

    def __str__(self) -> str:
        box = (self.left, self.bottom, self.right, self.top)
        return repr(self.page.get_text_bounded(*box).strip()[:40])


def faults(pdf: bytes, numbered: bool = True) -> list[str]:
    """What is wrong with the pages, each as "page n: what"; [] when nothing is. Sheets that are
    `numbered` say their page and the state of the file."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        total, found = len(document), list[str]()
        for n, page in enumerate(document, 1):
            read = page.get_textpage()
            words, height = _words(read), page.get_height()
            said = [*_outside(words, *page.get_size()), *_on_top(words)]
            body = read.get_text_bounded(bottom=_FOOT, top=height - _HEAD)
            if n == total > 1 and len(body.split()) < _FEW:
                said.append(f"nearly nothing on the last page: {body}")
            text = read.get_text_bounded()
            if numbered and f"{n} of {total}" not in text:
                said.append("no number of the page")
            if numbered and "file state" not in text.lower():
                said.append("no state of the file")
            found += [f"page {n}: {each}" for each in said]
    finally:
        document.close()
    return found


def _outside(words: list[Word], width: float, height: float) -> list[str]:
    return [
        f"{word} at the edge"
        for word in words
        if word.left < EDGE
        or word.bottom < EDGE
        or word.right > width - EDGE
        or word.top > height - EDGE
    ]


def _on_top(words: list[Word]) -> list[str]:
    """Words that lie on each other."""
    found, standing = [], list[Word]()
    for word in sorted(words, key=lambda w: w.left):
        standing = [other for other in standing if other.right > word.left + _TOUCH]
        found += [f"{word} on {other}" for other in standing if _meet(word, other)]
        standing.append(word)
    return found


def _meet(one: Word, other: Word) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    upwards = min(one.top, other.top) - max(one.bottom, other.bottom)
    return across > _TOUCH and upwards > _TOUCH


def _words(page: Any) -> list[Word]:
    """Runs of letters in one face on one line; marks across the page are none."""
    found = []
    for n in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(n)
        if top - bottom < _MARK:
            found.append(Word(page, left, bottom, right, top))
    return found
