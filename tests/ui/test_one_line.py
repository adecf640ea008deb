"""Words in one line give way, and are whole again where there is room."""

from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from isodesk.ui.one_line import OneLine

WORDS = "Quality manual and everything that belongs to it, third edition"


def test_words_are_cut_and_come_back(qtbot: QtBot, dressed: None) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    words = OneLine(WORDS)
    QHBoxLayout(host).addWidget(words)
    host.resize(160, 40)
    host.show()
    shown = super(OneLine, words).text()
    assert shown.endswith("…") and len(shown) < len(WORDS)
    assert (words.text(), words.toolTip(), words.accessibleName()) == (WORDS, WORDS, WORDS)
    words.setText("Short")
    assert (super(OneLine, words).text(), words.toolTip()) == ("Short", "")
    words.setText(WORDS)
    host.resize(900, 40)
    qtbot.waitUntil(lambda: super(OneLine, words).text() == WORDS)
    assert words.accessibleName() == WORDS and words.toolTip() == ""
    assert host.minimumSizeHint().width() < 160
