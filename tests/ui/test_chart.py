"""The chart on the screen: by keyboard, by mouse, aloud, dark, and with large text."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from isodesk.core.chart import Chart, Guide, GuideKind, Reading, Shape
from isodesk.ui.chart import ChartView
from isodesk.ui.theme import Theme

ALARM = Guide(GuideKind.ALARM_HIGH, Decimal(400), "Alarm over 400 m³")


def water(*values: int, shape: Shape = Shape.BARS) -> Chart:
    readings = [Reading(date(2026, n, 1), Decimal(v)) for n, v in enumerate(values, 1)]
    return Chart("Mains water", "m³", tuple(readings), (ALARM,), shape)


@pytest.fixture
def view(qtbot: QtBot, dressed: Theme) -> ChartView:
    made = ChartView()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show_chart(water(310, 295, 420))
    made.show()
    return made


def colours(view: ChartView) -> set[str]:
    image = view.grab().toImage()
    across, down = range(0, image.width(), 2), range(0, image.height(), 2)
    return {QColor(image.pixel(x, y)).name().upper() for x in across for y in down}


def test_arrows_read_the_readings_one_by_one(qtbot: QtBot, view: ChartView) -> None:
    assert view.accessibleName().startswith("Mains water: 3 readings")
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "Jan 2026: 310\u00a0m³"
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.said == "Mar 2026: 420\u00a0m³, over the alarm limit of 400\u00a0m³"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.at == 2
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.accessibleDescription() == view.said == "Feb 2026: 295\u00a0m³"
    view.show_chart(water(1))
    assert view.said == view.accessibleDescription() == ""
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.said == "Jan 2026: 1\u00a0m³"


def test_a_click_chooses_the_nearest(qtbot: QtBot, view: ChartView) -> None:
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(560, 120))
    assert view.said.startswith("Mar 2026")


def test_a_breach_has_its_colour_in_either_scheme(view: ChartView, dressed: Theme) -> None:
    for scheme in ("light", "dark"):
        dressed.use(scheme)  # type: ignore[arg-type]
        assert dressed.palette.bar in colours(view)
    view.show_chart(water(310, 295))
    assert dressed.palette.bar not in colours(view)


def test_it_is_higher_where_the_text_is_larger(view: ChartView, dressed: Theme) -> None:
    before = view.heightForWidth(600)
    dressed.use_scale(2.0)
    assert view.heightForWidth(600) > before * 1.7


def test_keyboard_focus_can_be_seen(qtbot: QtBot, view: ChartView) -> None:
    view.clearFocus()
    without = view.grab().toImage()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert view.grab().toImage() != without


@pytest.mark.parametrize("shape", list(Shape))
def test_an_empty_one_and_one_of_a_single_reading_paint(view: ChartView, shape: Shape) -> None:
    for chart in (Chart("", "", ()), water(shape=shape), water(7, shape=shape)):
        view.show_chart(chart)
        assert not view.grab().isNull()
