"""The order in which Tab goes, where parts of a page are made late or made again.

Without `nextInFocusChain`: PySide takes what it answers for a child of what was asked, and ends
the one with the other.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain(parts: Iterable[QWidget]) -> None:
    """Tab goes through these parts one after the other, and through each as it was laid out."""
    before: QWidget | None = None
    for each in [stop for part in parts for stop in stops(part)]:
        if before is not None:
            QWidget.setTabOrder(before, each)
        before = each


def stops(part: QWidget) -> list[QWidget]:
    """Where Tab stops in a part: itself, or what stands in it."""
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return [part]
    window = part.window()
    return [
        each
        for each in part.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.window() is window
    ]
