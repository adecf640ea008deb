"""What is due, said: on the screen, on paper, in other programs. No SQLAlchemy."""

from dataclasses import replace

from isodesk.i18n import tr
from isodesk.store.due_items import DueItem
from isodesk.store.due_words import word_of


def due_word(item: DueItem) -> str:
    """What is to be done, as "Calibration"."""
    return tr(item.word or word_of(item.kind, item.what))


def within(word: str) -> str:
    """A word as it stands within a sentence; "PAT test" keeps its capitals."""
    return word[:1].lower() + word[1:] if word[1:2].islower() else word


def to_do(item: DueItem) -> str:
    """What is to be done, in full: `Calibration, expected`, `Review asked for: a new law`."""
    said = due_word(item)
    if item.what == "read":
        said = tr("To be read by {n}", n=item.count)
    elif item.what == "recall" and item.count > 1:
        said = tr("{n} copies to come back", n=item.count)
    said += f": {item.why}" if item.why else ""
    return tr("{what}, expected", what=said) if item.expected else said


def short_words(item: DueItem) -> str:
    """What is to be done, beside a number: `periodic review`."""
    return within(to_do(replace(item, why="", expected=False)))


def day_words(item: DueItem) -> str:
    """What stands on a day of the calendar: `QP-05 periodic review`."""
    return f"{item.number or item.title} {short_words(item)}"
