"""The look of the application: scheme, type and measures, applied once and followed live.

There is one theme per application as there is one QApplication: `current()` is to this module
what `QApplication.palette()` is to Qt. Colours are asked when painting, so that a change of
scheme needs no widget to be rebuilt.
"""

import os
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from isodesk.paths import resource
from isodesk.ui.palette import PALETTES, SUNLIGHT, Palette, Scheme
from isodesk.ui.sheet import style_sheet

BODY = 1.0
SMALL = 0.92
CHIP = 0.85
LEAD = 1.15
DAY = 1.38
TITLE = 1.54
PAGE_TITLE = 1.69
QUESTION = 2.5
"""Of an audit, where there is room for it."""

REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
STRONG = QFont.Weight.DemiBold

_IN_THE_SUN = 1.75
_MOST = 2.5
"""Times the system's text size, at most."""
_DRAWN_AT = 13.0
"""Pixels of the body text in the pictures; lengths are given as they measure there."""
_NO_DESKTOP_POINTS = 9.75
"""Qt guesses 9 points of "Sans Serif" where no desktop names a font: smaller than the pictures."""


class Theme(QObject):
    """Colours, fonts and lengths of the running application.

    `scheme` None follows the system; the environment's ISODESK_SCHEME overrules both.
    `scale` is the text size, 1.0 being the system's own.
    """

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme | None = None, scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._wanted = scheme
        self._scale = scale
        self._sunlight = False
        self._system_font = _system_font()
        self._fonts: dict[tuple[float, int, bool], QFont] = {}
        self._metrics: dict[tuple[float, int, bool], QFontMetrics] = {}
        self._worn: tuple[Scheme, float, bool] | None = None
        self.scheme: Scheme = "light"
        self.palette: Palette = PALETTES["light"]
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    def dress(self, scheme: Scheme | None, scale: float) -> None:
        """Set scheme and text size in one go."""
        self._wanted, self._scale, self._sunlight = scheme, scale, False
        self._apply()

    def use(self, scheme: Scheme | None) -> None:
        """Light, dark, or None to follow the system."""
        self._wanted = scheme
        self._apply()

    def use_scale(self, scale: float) -> None:
        """Set the text size, 1.0 to 2.5 times the system's."""
        self._scale = min(max(scale, 0.8), _MOST)
        self._apply()

    def shine(self, sunlight: bool) -> None:
        """High contrast and large type, for an audit in the sun; scheme and size are kept."""
        if sunlight != self._sunlight:
            self._sunlight = sunlight
            self._apply()

    @property
    def sunlight(self) -> bool:
        """Whether it is dressed for the sun."""
        return self._sunlight

    @property
    def scale(self) -> float:
        """Text size against the system's own."""
        return self._scale

    @property
    def em(self) -> float:
        """Pixels of the body text: widths are counted in these."""
        return self._em

    def length(self, drawn: float) -> int:
        """A length that holds text: as drawn at 13 px, grown with the text, up to the next 4."""
        return _up_to_4(drawn * self._em / _DRAWN_AT)

    def around(self, padding: float) -> int:
        """Height of one line of body text and this padding, up to the next 4 (row: 20)."""
        return _up_to_4(self._em * 16 / _DRAWN_AT + padding)

    def icon_size(self, drawn: int = 16) -> int:
        """Icons grow by three quarters of what the text does."""
        return round(drawn * (1 + 0.75 * (self._em / _DRAWN_AT - 1)))

    def colour(self, token: str) -> QColor:
        """A token of the palette (`second`, `pick`, ...) as a colour to paint with."""
        return _colour(str(getattr(self.palette, token)))

    def tone(self, name: str) -> tuple[QColor, QColor]:
        """(text, fill) of a pill, chip or banner."""
        fill = self.palette.tone(name)
        return _colour(fill.text), _colour(fill.fill)

    def font(
        self, ratio: float = BODY, weight: QFont.Weight = REGULAR, figures: bool = False
    ) -> QFont:
        """The system's font at a ratio; `figures` are tabular. Cached: do not change it."""
        key = (ratio, weight.value, figures)
        if key not in self._fonts:
            self._fonts[key] = self._made_font(ratio, weight, figures)
        return self._fonts[key]

    def metrics(
        self, ratio: float = BODY, weight: QFont.Weight = REGULAR, figures: bool = False
    ) -> QFontMetrics:
        """Metrics of `font` with the same arguments; cached."""
        key = (ratio, weight.value, figures)
        if key not in self._metrics:
            self._metrics[key] = QFontMetrics(self.font(ratio, weight, figures))
        return self._metrics[key]

    def _made_font(self, ratio: float, weight: QFont.Weight, figures: bool) -> QFont:
        font = QFont(self._system_font)
        larger = min(_MOST, self._scale * _IN_THE_SUN) if self._sunlight else self._scale
        font.setPointSizeF(self._system_font.pointSizeF() * larger * ratio)
        font.setWeight(weight)
        if figures:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _system_changed(self) -> None:
        if self._seen() != self.scheme:
            self._apply()

    def _seen(self) -> Scheme:
        if self._sunlight:
            return "light"
        forced = os.environ.get("ISODESK_SCHEME") or self._wanted
        if forced in ("light", "dark"):
            return "dark" if forced == "dark" else "light"
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _apply(self) -> None:
        """Dress every window; nothing where they wear it already."""
        wanted = (self._seen(), self._scale, self._sunlight)
        if wanted == self._worn:
            return
        self._worn = wanted
        self._fonts.clear()
        self._metrics.clear()
        self.scheme = self._seen()
        self.palette = SUNLIGHT if self._sunlight else PALETTES[self.scheme]
        body = self.font()
        self._em = float(QFontInfo(body).pixelSize())
        self._app.setFont(body)
        self._app.setPalette(_qt_palette(self.palette))
        self._app.setStyleSheet(style_sheet(self))
        self.changed.emit()


class _Running:
    """The one theme, as Qt keeps one palette."""

    theme: Theme | None = None


def apply(app: QApplication, scheme: Scheme | None = None, scale: float = 1.0) -> Theme:
    """Dress the application; the theme lives as long as it does."""
    running = _Running.theme
    if running is None or not isValid(running):
        _Running.theme = running = Theme(app, scheme, scale)
    else:
        running.dress(scheme, scale)
    return running


def current() -> Theme:
    """The theme of the running application; the system's own where none was applied yet."""
    running = _Running.theme
    if running is not None and isValid(running):
        return running
    app = QApplication.instance()
    assert isinstance(app, QApplication), "widgets need a QApplication"
    return apply(app)


def _system_font() -> QFont:
    if not QFontDatabase.families():
        for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
            QFontDatabase.addApplicationFont(str(resource("fonts", name)))
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.pointSizeF() <= 0 or font.family() in ("Sans Serif", ""):
        font.setPointSizeF(_NO_DESKTOP_POINTS)
    return font


def _up_to_4(pixels: float) -> int:
    return -(-round(pixels) // 4) * 4


@cache
def _colour(text: str) -> QColor:
    return QColor(text)


def _qt_palette(tokens: Palette) -> QPalette:
    role, disabled = QPalette.ColorRole, QPalette.ColorGroup.Disabled
    palette = QPalette()
    roles = {
        tokens.window: (role.Window,),
        tokens.base: (role.Base, role.Button, role.Light),
        tokens.alternate: (role.AlternateBase,),
        tokens.text: (role.WindowText, role.Text, role.ButtonText, role.Shadow),
        tokens.second: (role.PlaceholderText,),
        tokens.line: (role.Mid,),
        tokens.border: (role.Dark,),
        tokens.hover: (role.Midlight,),
        tokens.accent: (role.Accent, role.Highlight),
        tokens.on_accent: (role.HighlightedText,),
        tokens.link: (role.Link, role.LinkVisited),
        tokens.danger: (role.BrightText,),
    }
    for colour, named in roles.items():
        for each in named:
            palette.setColor(each, _colour(colour))
    palette.setColor(role.ToolTipBase, _colour(tokens.tip))
    palette.setColor(role.ToolTipText, _colour(tokens.tip_text))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, each, _colour(tokens.disabled))
    return palette
