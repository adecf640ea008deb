"""A row of buttons goes on below where it does not fit."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from isodesk.ui.wrapping import WrappingRow


def test_buttons_go_on_below_and_hidden_ones_take_no_room(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row = WrappingRow()
    buttons = [QPushButton(f"A button of some length {n}") for n in range(3)]
    for button in buttons:
        row.addWidget(button)
    column = QVBoxLayout(host)
    column.addLayout(row)
    column.addStretch(1)
    wide = buttons[0].sizeHint().width()
    host.resize(4 * wide, 300)
    host.show()
    assert len({button.y() for button in buttons}) == 1
    host.resize(round(1.5 * wide), 300)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 3)
    assert all(button.geometry().right() <= host.width() for button in buttons)
    buttons[1].hide()
    qtbot.waitUntil(lambda: buttons[2].y() == buttons[0].y() + buttons[0].height() + 8)
