"""By keyboard alone: Tab goes as the page is read, and the navigation keeps the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QToolButton, QWidget

from isodesk.ui.buttons import Button
from tests.audits import audit
from tests.ui.office import dressed, jobs, office, reader
from tests.ui.registers.conftest import Page, page

__all__ = ["dressed", "jobs", "office", "page", "reader"]
Make = Callable[..., Page]
Key = Qt.Key


def test_tab_goes_from_the_list_through_the_record(page: Make) -> None:
    shown = page(wide=1280, high=760)
    shown.open(audit(shown.space), "audit")
    record = shown.record
    shown.settle()
    record.tabs.setFocus()
    form = record.form()
    form.finish()
    shown.settle()
    met = []
    for _ in range(60):
        shown.qtbot.keyClick(_focus(record), Key.Key_Tab)
        at = _focus(record)
        if not form.isAncestorOf(at):
            break
        met.append(at)
    fields = [w for w in met if isinstance(w, QLineEdit | QComboBox | QPlainTextEdit)]
    places = [w.mapTo(form.widget(), w.rect().topLeft()).toTuple()[::-1] for w in fields]
    assert len(fields) > 20 and places == sorted(places)
    grows = [w for w in met if isinstance(w, Button) and w.text() == "Add an action"]
    assert not grows or met.index(grows[0]) > met.index(fields[-1]), "what grows comes last"
    record.show_tab("audit_member")
    shown.settle()
    record.tabs.setFocus()
    assert not any(
        b.focusPolicy() & Qt.FocusPolicy.TabFocus for b in record.tabs.findChildren(QToolButton)
    )
    shown.qtbot.keyClick(_focus(record), Key.Key_Tab)
    assert _focus(record) is record.lines_tab("audit_member").table


def test_arrows_go_on_through_registers_that_are_empty(page: Make) -> None:
    shown = page(wide=1280, high=760)
    navigation = shown.page.navigation
    shown.page.entries.take_keyboard()
    navigation.setFocus()
    for _ in range(4):
        before = shown.page.entries.kind
        shown.qtbot.keyClick(navigation, Key.Key_Down)
        shown.qtbot.wait(200)
        shown.settle()
        assert shown.page.entries.kind != before and navigation.hasFocus()


def _focus(part: QWidget) -> QWidget:
    held = part.window().focusWidget()
    assert held is not None
    return held
