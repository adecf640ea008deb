"""The words of a PDF page by page, for comparing two of them: a task of the child."""

import hashlib
import time

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.facts import PageWords
from isodesk.intake.frames import Values
from isodesk.intake.limits import MOST_TEXT, cut
from isodesk.intake.pdf import drawn_page, opened, page_text
from isodesk.intake.values import plain

_SECONDS = 75.0
_WIDE = 300
"""Pixels of the picture that tells one scan from another."""
_MOST_PAGES = 1_500


def page_words(data: bytes) -> Values:
    """Task: `PageWords` of each page. Raises Refused for more than 1,500 pages, or when they
    hold more than can be compared."""
    document = opened(data)
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise Refused(tr("More than 1,500 pages are not compared."))
        until, size, found = time.monotonic() + _SECONDS, 0, []
        for number in range(count):
            found.append(_words(document, number))
            size += len(found[-1].text)
            if size > MOST_TEXT or time.monotonic() > until:
                raise Refused(tr("The PDF holds more than can be compared within a minute."))
        return plain(found)
    finally:
        document.close()


def _words(document: object, number: int) -> PageWords:
    text = cut(page_text(document, number))
    return PageWords(text, "" if text.strip() else _digest(document, number))


def _digest(document: object, number: int) -> str:
    return hashlib.sha256(drawn_page(document, number, _WIDE).rgb).hexdigest()
