"""Asking the style sheet again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def restyle(widget: QWidget) -> None:
    """Let a changed property (`kind`, `tone`, `problem`) take effect.

    Not before the widget was shown: the sheet is asked then, and asking twice drops its font.
    """
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    font, own = widget.font(), widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    if own:
        widget.setFont(font)
