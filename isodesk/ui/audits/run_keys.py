"""What the keys do onsite, and which keys of the window wait meanwhile."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from isodesk.ui.audits.verdict_row import VERDICTS

if TYPE_CHECKING:
    from isodesk.ui.audits.run_view import RunView

_HELD = Qt.KeyboardModifier
_PASSING = (
    Qt.Key.Key_Q,
    Qt.Key.Key_Plus,
    Qt.Key.Key_Minus,
    Qt.Key.Key_Equal,
    Qt.Key.Key_Slash,
)
"""With Ctrl: quitting, the size of the text and the page of keys stay the window's."""


def answer_of(view: "RunView", event: QKeyEvent) -> Callable[[], object] | None:
    """What a key does in the run; None for what is no key of ours."""
    key = Qt.Key(event.key())
    held = event.modifiers() & ~(_HELD.KeypadModifier | _HELD.ShiftModifier)
    if held == _HELD.NoModifier:
        return _plain(view, key, event.text())
    if held == _HELD.AltModifier:
        number = key.value - Qt.Key.Key_1.value
        return (
            (lambda: view.answers.judge(VERDICTS[number])) if 0 <= number < len(VERDICTS) else None
        )
    if held == _HELD.ControlModifier:
        return {
            Qt.Key.Key_F: view.acts.find_question,
            Qt.Key.Key_N: view.acts.add,
            Qt.Key.Key_R: view.acts.reword,
            Qt.Key.Key_V: view.evidence.asking.paste,
            Qt.Key.Key_Return: view.acts.write_finding_or_go_on,
            Qt.Key.Key_Enter: view.acts.write_finding_or_go_on,
        }.get(key)
    return None


def is_ours(view: "RunView", event: QKeyEvent) -> bool:
    """Whether a shortcut of the window has to wait while the run fills it."""
    if answer_of(view, event) is not None:
        return True
    control = bool(event.modifiers() & _HELD.ControlModifier)
    return (control and event.key() not in _PASSING) or event.key() in (
        Qt.Key.Key_F2,
        Qt.Key.Key_F5,
        Qt.Key.Key_F9,
    )


def _plain(view: "RunView", key: Qt.Key, text: str) -> Callable[[], object] | None:
    number = key.value - Qt.Key.Key_1.value
    if 0 <= number < len(VERDICTS):
        return lambda: view.answers.judge(VERDICTS[number])
    known: dict[Qt.Key, Callable[[], object]] = {
        Qt.Key.Key_0: view.answers.take_back,
        Qt.Key.Key_Backspace: view.answers.take_back,
        Qt.Key.Key_Return: view.enter,
        Qt.Key.Key_Enter: view.enter,
        Qt.Key.Key_Right: view.go_next,
        Qt.Key.Key_Down: view.go_next,
        Qt.Key.Key_PageDown: view.go_next,
        Qt.Key.Key_Left: view.go_back,
        Qt.Key.Key_Up: view.go_back,
        Qt.Key.Key_PageUp: view.go_back,
        Qt.Key.Key_Escape: view.leaving.escape,
        Qt.Key.Key_F8: view.acts.turn_sunlight,
    }
    if key in known:
        return known[key]
    letter = text[:1]
    if letter.isprintable() and letter.strip():
        return lambda: view.note.begin(text)
    return None
