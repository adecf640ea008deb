"""The theme: schemes followed live, type by ratio, lengths that grow with the text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from isodesk.ui.icons import icon
from isodesk.ui.palette import DARK, LIGHT
from isodesk.ui.theme import SMALL, STRONG, TITLE, Theme
from isodesk.ui.widgets import Button, LineField, Pill, Words, surface


def test_the_systems_scheme_is_followed_and_unknown_is_light(dressed: Theme) -> None:
    dressed.use(None)
    assert QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Unknown
    assert dressed.scheme == "light"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISODESK_SCHEME", "dark")
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert dressed.scheme == "dark"
    assert QApplication.palette().color(QPalette.ColorRole.Base).name().upper() == DARK.base


def test_a_change_of_scheme_recolours_what_stands(dressed: Theme, qtbot: QtBot) -> None:
    page = surface("base")
    column = QVBoxLayout(page)
    column.addWidget(Pill("effective"))
    column.addStretch(1)
    qtbot.addWidget(page)
    page.resize(200, 100)
    page.show()
    sign, shades = icon("plus"), []
    for scheme, palette in (("light", LIGHT), ("dark", DARK)):
        dressed.use("dark" if scheme == "dark" else "light")
        QApplication.processEvents()
        picture = page.grab().toImage()
        assert picture.pixelColor(190, 90).name().upper() == palette.base
        drawn = sign.pixmap(16, 16).toImage()
        shades.append((drawn.pixelColor(8, 8).lightness(), QColor(palette.second).lightness()))
    assert all(abs(shown - wanted) <= 2 for shown, wanted in shades)


def test_fonts_are_ratios_of_the_systems_and_cached(dressed: Theme) -> None:
    body, title = dressed.font(), dressed.font(TITLE, STRONG)
    assert title is dressed.font(TITLE, STRONG)
    assert title.pointSizeF() == pytest.approx(body.pointSizeF() * TITLE)
    assert dressed.em == QFontInfo(body).pixelSize()
    assert dressed.font(figures=True).featureTags()


def test_lengths_grow_with_the_text(dressed: Theme) -> None:
    assert (dressed.around(20), dressed.around(14), dressed.around(32)) == (36, 32, 48)
    dressed.use_scale(2.0)
    assert (dressed.em, dressed.around(20), dressed.around(14)) == (26, 52, 48)
    assert dressed.icon_size() == 28


def test_words_keep_their_size_through_tone_and_scale(dressed: Theme, qtbot: QtBot) -> None:
    words = Words("Sand moulding", TITLE, STRONG)
    qtbot.addWidget(words)
    words.show()
    words.set_tone("danger")
    assert words.font().weight() == STRONG
    assert words.font().pointSizeF() == pytest.approx(dressed.font(TITLE).pointSizeF())
    dressed.use_scale(1.5)
    assert words.font().pointSizeF() == pytest.approx(9.75 * 1.5 * TITLE)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_field_or_button_is_lower_than_its_text(
    dressed: Theme, qtbot: QtBot, scale: float
) -> None:
    dressed.use_scale(scale)
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    field, button = LineField("Title"), Button("Issue")
    for part in (field, button):
        column.addWidget(part)
    host.show()
    needed = dressed.metrics().height() + 4
    assert field.editor.height() == button.height() == dressed.around(14)
    assert field.editor.height() >= needed
    assert field.label.font().pointSizeF() == pytest.approx(dressed.font(SMALL).pointSizeF())
