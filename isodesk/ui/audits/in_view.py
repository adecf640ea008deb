"""What is to be seen on a page that scrolls is brought into view."""

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_AROUND = 8


def bring_into_view(widget: QWidget, part: QRect | None = None) -> None:
    """Scroll the page a widget stands on until it, or a part of it, shows; once Qt has laid it
    out."""
    QTimer.singleShot(0, widget, lambda: _scroll(widget, part or widget.rect()))


def _scroll(widget: QWidget, part: QRect) -> None:
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    content = area.widget() if isinstance(area, QScrollArea) else None
    if content is None or not isinstance(area, QScrollArea) or not widget.isVisible():
        return
    top = widget.mapTo(content, part.topLeft()).y()
    bar, high = area.verticalScrollBar(), area.viewport().height()
    if top < bar.value():
        bar.setValue(top - _AROUND)
    elif top + part.height() > bar.value() + high:
        bar.setValue(min(top, top + part.height() - high + _AROUND))
