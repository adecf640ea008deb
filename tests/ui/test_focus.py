"""Focus is seen on everything that takes it, moves nothing, and everything has a name."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from isodesk.ui.theme import Theme
from isodesk.ui.widgets import (
    Button,
    ChoiceField,
    DateField,
    FilterChip,
    FilterField,
    LineField,
    NoteField,
    PersonField,
    SegmentedControl,
    Tabs,
    TagField,
    Way,
)


def problem_field() -> LineField:
    field = LineField("Controls")
    field.set_problem("Name the check, or link one.")
    return field


def tabs() -> Tabs:
    made = Tabs("Record", "record")
    made.set_words(("Details", "Copies  4"))
    return made


def dated() -> DateField:
    field = DateField("In force from")
    field.set_value(date(2026, 11, 30))
    return field


MAKERS: dict[str, Callable[[], QWidget]] = {
    "button": lambda: Button("Send back"),
    "primary": lambda: Button("Issue", kind="primary"),
    "quiet": lambda: Button("More", kind="quiet", icon="printer"),
    "link": lambda: Button("Walk sheet", kind="link"),
    "filter": lambda: FilterChip("Late"),
    "filter on": lambda: FilterChip("In force", checked=True),
    "segments": lambda: SegmentedControl("Systems", ((3, "Both"), (1, "Quality"))),
    "line": lambda: LineField("Title"),
    "problem": problem_field,
    "note": lambda: NoteField("What changed"),
    "choice": lambda: ChoiceField("Type", ((1, "Procedure"), (2, "Form"))),
    "person": lambda: PersonField("Owner", ((1, "Tom Hale"),)),
    "date": dated,
    "tags": lambda: TagField("Clauses", (("9001 8.5.1", "Control"),)),
    "filter field": lambda: FilterField("Filter"),
    "check": lambda: QCheckBox("Control sheet"),
    "radio": lambda: QRadioButton("A4"),
    "tabs": tabs,
    "way": lambda: Way("plus", "New company", "Name it."),
}


def focusable(widget: QWidget) -> QWidget:
    """The part of a widget that takes the keyboard."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return widget
    return next(
        part
        for part in widget.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible()
    )


def changed_share(before: QImage, after: QImage) -> float:
    """Share of the pixels that differ."""
    size = before.size()
    points = [(x, y) for x in range(size.width()) for y in range(size.height())]
    return sum(before.pixel(x, y) != after.pixel(x, y) for x, y in points) / len(points)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", MAKERS)
def test_focus_changes_pixels_and_no_size(
    dressed: Theme, qtbot: QtBot, kind: str, scheme: str
) -> None:
    dressed.use("dark" if scheme == "dark" else "light")
    host = QWidget()
    qtbot.addWidget(host)
    other, widget = Button("Elsewhere"), MAKERS[kind]()
    column = QVBoxLayout(host)
    for part in (other, widget):
        column.addWidget(part)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    part = focusable(widget)
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    size, before = part.size(), widget.grab().toImage()
    part.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(part.hasFocus)
    after = widget.grab().toImage()
    assert part.size() == size
    assert after.size() == before.size()
    assert changed_share(before, after) > 0.005


@pytest.mark.parametrize("kind", MAKERS)
def test_whatever_takes_the_keyboard_has_a_name(dressed: Theme, qtbot: QtBot, kind: str) -> None:
    QAccessible.setActive(True)
    widget = MAKERS[kind]()
    qtbot.addWidget(widget)
    widget.show()
    for part in (widget, *widget.findChildren(QWidget)):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible():
            named = QAccessible.queryAccessibleInterface(part)
            assert named.text(QAccessible.Text.Name), f"{type(part).__name__} of {kind}"
