"""The style sheet, built from the tokens for one scheme and text size (look/theme.md).

Order matters: `[kind=...]` and `:focus` weigh the same, so all focus rules stand last. A focused
edge is 2 px and its padding 1 less, so that nothing moves.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from isodesk.paths import cache_dir, resource

if TYPE_CHECKING:
    from isodesk.ui.theme import Theme


def style_sheet(theme: Theme) -> str:
    """The whole sheet; sizes that hold text grow with the text."""
    parts = (_surfaces, _menus, _tabs, _buttons, _fields, _boxes, _lists, _bars, _labels, _focus)
    return "\n".join(part(theme) for part in parts)


def _surfaces(theme: Theme) -> str:
    p = theme.palette
    return f"""
QMainWindow, QWidget[surface="window"] {{ background: {p.window}; }}
QWidget[surface="base"], QDialog {{ background: {p.base}; }}
QWidget[surface="alternate"] {{ background: {p.alternate}; }}
QWidget[surface="desk"] {{ background: {p.desk}; }}
QWidget[surface="line"] {{ background: {p.line}; }}
QScrollArea, QScrollArea > QWidget > QWidget[surface=""] {{ background: transparent; }}
QSplitter::handle {{ background: {p.line}; }}
QToolTip {{ background: {p.tip}; color: {p.tip_text}; border: 0; padding: 5px 7px; }}
"""


def _menus(theme: Theme) -> str:
    p = theme.palette
    return f"""
QMenuBar {{ background: transparent; color: {p.second}; border: 0; }}
QMenuBar::item {{ background: transparent; padding: 4px 9px; border-radius: 6px; }}
QMenuBar::item:selected {{ background: {p.chrome_hover}; color: {p.text}; }}
QMenu {{ background: {p.base}; color: {p.text}; border: 1px solid {p.line}; padding: 5px; }}
QMenu::item {{ padding: 5px 24px 5px 10px; border-radius: 4px; }}
QMenu::item:selected {{ background: {p.pick}; }}
QMenu::item:disabled {{ color: {p.disabled}; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: 5px 6px; }}
QMenu::icon {{ padding-left: 8px; }}
"""


def _tabs(theme: Theme) -> str:
    p = theme.palette
    back, on = _drawn("chevron-left", p.second), _drawn("chevron-right", p.second)
    return f"""
QTabBar {{ background: transparent; border: 0; qproperty-drawBase: 0; }}
QTabBar::tear {{ width: 0; image: none; }}
QTabBar::tab {{ background: transparent; color: {p.second}; border: 0;
  border-bottom: 2px solid transparent; padding: 0 2px; margin-right: 20px; }}
QTabBar[level="modules"]::tab {{ height: {theme.around(24) - 2}px; font-weight: 500; }}
QTabBar[level="record"]::tab {{ height: {theme.around(16)}px; margin-right: 15px; padding: 0; }}
QTabBar::tab:hover {{ color: {p.text}; }}
QTabBar::tab:selected {{ color: {p.text}; border-bottom-color: {p.accent}; }}
QTabBar::tab:disabled {{ color: {p.disabled}; }}
QTabBar::scroller {{ width: {theme.length(40)}px; }}
QTabBar QToolButton {{ background: {p.base}; border: 0; }}
QTabBar QToolButton::left-arrow {{ image: url("{back}"); }}
QTabBar QToolButton::right-arrow {{ image: url("{on}"); }}
"""


def _buttons(theme: Theme) -> str:
    p, high = theme.palette, theme.around(14)
    return f"""
QPushButton {{ background: {p.base}; color: {p.text}; border: 1px solid {p.border};
  border-radius: 6px; padding: 0 12px; min-height: {high - 2}px; font-weight: 500; }}
QPushButton:hover {{ background: {p.hover}; }}
QPushButton:pressed {{ background: {p.pick}; }}
QPushButton:disabled {{ color: {p.disabled}; border-color: {p.line}; background: transparent; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[kind="primary"] {{ background: {p.accent}; color: {p.on_accent};
  border-color: {p.accent}; }}
QPushButton[kind="primary"]:hover {{ background: {p.accent_hover}; 
  border-color: {p.accent_hover}; }}
QPushButton[kind="primary"]:disabled {{ background: {p.line}; color: {p.disabled};
  border-color: {p.line}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent;
  color: {p.second}; font-weight: 400; padding: 0 9px; }}
QPushButton[kind="quiet"]:hover {{ background: {p.chrome_hover}; color: {p.text}; }}
QPushButton[kind="quiet"]:disabled {{ color: {p.disabled}; }}
QPushButton[kind="filter"] {{ background: transparent; border-color: {p.line}; color: {p.second};
  font-weight: 400; border-radius: 4px; padding: 0 8px; min-height: {theme.around(12) - 2}px; }}
QPushButton[kind="filter"]:hover {{ background: {p.hover}; color: {p.text}; }}
QPushButton[kind="filter"]:checked {{ background: {p.pick}; border-color: {p.pick};
  color: {p.text}; }}
QWidget[kind="segments"] {{ background: {p.chrome_hover}; border-radius: 6px; }}
QPushButton[kind="segment"] {{ background: transparent; border-color: transparent;
  color: {p.second}; font-weight: 400; border-radius: 4px; padding: 0 9px;
  min-height: {theme.around(8) - 2}px; }}
QPushButton[kind="segment"]:hover {{ color: {p.text}; }}
QPushButton[kind="segment"]:checked {{ background: {p.base}; color: {p.text};
  border-color: {p.line}; }}
QPushButton[kind="link"] {{ background: transparent; border-color: transparent; color: {p.link};
  font-weight: 400; padding: 0 3px; min-height: {theme.around(6) - 2}px; border-radius: 4px; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:disabled {{ color: {p.disabled}; }}
"""


def _fields(theme: Theme) -> str:
    p, high = theme.palette, theme.around(14)
    arrow = _drawn("chevron-down", p.second)
    return f"""
QLineEdit, QComboBox, QPlainTextEdit, QTextEdit {{ background: {p.base}; color: {p.text};
  border: 1px solid {p.border}; border-radius: 6px; selection-background-color: {p.accent};
  selection-color: {p.on_accent}; placeholder-text-color: {p.second}; }}
QLineEdit {{ padding: 0 7px; min-height: {high - 2}px; }}
QComboBox {{ padding: 0 9px; min-height: {high - 2}px; }}
QPlainTextEdit, QTextEdit {{ padding: 2px 6px; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {p.alternate};
  border-color: {p.line}; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{ color: {p.disabled};
  border-color: {p.line}; background: {p.alternate}; }}
QComboBox[fixed="true"]:disabled, QComboBox[fixed="true"] QLineEdit:disabled {{ color: {p.text}; }}
QLineEdit[kind="filter"] {{ border-color: {p.line}; }}
QComboBox::drop-down {{ border: 0; width: 24px; subcontrol-position: center right; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {theme.icon_size(14)}px;
  height: {theme.icon_size(14)}px; }}
QComboBox QLineEdit {{ border: 0; padding: 0; min-height: 0; background: transparent; }}
QComboBox QAbstractItemView, QAbstractItemView[kind="popup"] {{ background: {p.base};
  color: {p.text}; border: 1px solid {p.line}; padding: 4px; outline: 0;
  selection-background-color: {p.pick}; selection-color: {p.text}; }}
QComboBox QAbstractItemView::item {{ padding: 4px 8px; border-radius: 4px; }}
QComboBox QAbstractItemView::item:selected {{ background: {p.pick}; color: {p.text}; }}
"""


def _boxes(theme: Theme) -> str:
    p, side = theme.palette, theme.icon_size(16) - 2
    tick = _drawn("check", p.on_accent, 3)
    return f"""
QCheckBox, QRadioButton {{ spacing: 8px; background: transparent; min-height: {side + 6}px; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {p.disabled}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {side}px; height: {side}px;
  border: 1px solid {p.border}; border-radius: 4px; background: {p.base}; }}
QRadioButton::indicator {{ border-radius: {side // 2 + 1}px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ background: {p.hover}; }}
QCheckBox::indicator:checked {{ background: {p.accent}; border-color: {p.accent};
  image: url("{tick}"); }}
QRadioButton::indicator:checked {{ background: {p.base}; border: {side // 3 + 1}px solid {p.accent};
  width: {side - 2 * (side // 3)}px; height: {side - 2 * (side // 3)}px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {p.line}; }}
QCheckBox::indicator:checked:disabled {{ background: {p.disabled}; }}
"""


def _lists(theme: Theme) -> str:
    p, side = theme.palette, theme.icon_size(16) - 2
    small, tick = theme.font(0.92).pointSizeF(), _drawn("check", p.on_accent, 3)
    return f"""
QTableView, QListView, QTreeView {{ background: {p.base}; border: 0; outline: 0;
  gridline-color: transparent; selection-background-color: {p.pick}; selection-color: {p.text}; }}
QListWidget[kind="choices"] {{ border: 1px solid {p.border}; border-radius: 6px; padding: 3px; }}
QListWidget[kind="choices"]::item {{ padding: 4px 6px; border-radius: 4px; color: {p.text};
  border: 0; }}
QListWidget[kind="choices"]::item:selected {{ background: {p.pick}; color: {p.text}; }}
QListWidget[kind="choices"]::indicator {{ width: {side}px; height: {side}px;
  border: 1px solid {p.border}; border-radius: 4px; background: {p.base}; margin-right: 4px; }}
QListWidget[kind="choices"]::indicator:checked {{ background: {p.accent};
  border-color: {p.accent}; image: url("{tick}"); }}
QHeaderView {{ background: {p.base}; border: 0; }}
QHeaderView::section {{ background: {p.base}; color: {p.second}; border: 0;
  border-bottom: 1px solid {p.line}; padding: 0 8px; font-size: {small:.2f}pt;
  font-weight: 400; }}
QHeaderView::section:hover {{ color: {p.text}; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ width: 12px; height: 12px;
  subcontrol-position: center right; right: 2px; }}
QHeaderView::up-arrow {{ image: url("{_drawn("chevron-up", p.second)}"); }}
QHeaderView::down-arrow {{ image: url("{_drawn("chevron-down", p.second)}"); }}
QTableCornerButton::section {{ background: {p.base}; border: 0; }}
"""


def _bars(theme: Theme) -> str:
    p = theme.palette
    return f"""
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; border: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; border: 0; }}
QScrollBar::handle {{ background: {p.line}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; margin: 2px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {p.border}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {p.line}; border: 0; border-radius: 2px; max-height: 4px;
  min-height: 4px; }}
QProgressBar::chunk {{ background: {p.accent}; border-radius: 2px; }}
"""


def _labels(theme: Theme) -> str:
    p = theme.palette
    tones = {"second": p.second, "danger": p.danger, "accent": p.accent, "disabled": p.disabled}
    rules = [f'QLabel[tone="{tone}"] {{ color: {colour}; }}' for tone, colour in tones.items()]
    fills = [
        f'QWidget[banner="{tone}"] {{ background: {p.tone(tone).fill}; border-radius: 6px; }}'
        f' QWidget[banner="{tone}"] QLabel[tone="heading"] {{ color: {p.tone(tone).text}; }}'
        for tone in ("grey", "amber", "blue", "green", "red")
    ]
    return "\n".join((*rules, *fills))


def _focus(theme: Theme) -> str:
    p, high, side = theme.palette, theme.around(14), theme.icon_size(16) - 2
    fields = ("QLineEdit", "QComboBox", "QPlainTextEdit", "QTextEdit")
    focused = ", ".join(f"{name}:focus" for name in fields)
    wrong = ", ".join(f'{name}[problem="true"]' for name in fields)
    return f"""
{wrong} {{ border: 2px solid {p.danger}; }}
{focused} {{ border: 2px solid {p.accent}; }}
QLineEdit:focus, QLineEdit[problem="true"] {{ padding: 0 6px; min-height: {high - 4}px; }}
QComboBox:focus, QComboBox[problem="true"] {{ padding: 0 8px; min-height: {high - 4}px; }}
QPlainTextEdit:focus, QPlainTextEdit[problem="true"], QTextEdit:focus,
QTextEdit[problem="true"] {{ padding: 1px 5px; }}
QListWidget[kind="choices"]:focus {{ border: 2px solid {p.accent}; padding: 2px; }}
QComboBox QLineEdit:focus {{ border: 0; padding: 0; min-height: 0; }}
QPushButton:focus {{ border: 2px solid {p.accent}; padding: 0 11px; min-height: {high - 4}px; }}
QPushButton[kind="primary"]:focus {{ border-color: {p.text}; }}
QPushButton[kind="quiet"]:focus {{ padding: 0 8px; }}
QPushButton[kind="filter"]:focus {{ padding: 0 7px; min-height: {theme.around(12) - 4}px; }}
QPushButton[kind="segment"]:focus {{ padding: 0 8px; min-height: {theme.around(8) - 4}px; }}
QPushButton[kind="link"]:focus {{ padding: 0 2px; min-height: {theme.around(6) - 4}px; }}
QCheckBox:focus, QRadioButton:focus {{ text-decoration: underline; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {p.accent};
  width: {theme.icon_size(16) - 4}px; height: {theme.icon_size(16) - 4}px; }}
QCheckBox::indicator:checked:focus {{ border: 2px solid {p.text}; }}
QRadioButton::indicator:checked:focus {{ border: {side // 3 + 1}px solid {p.text};
  width: {side - 2 * (side // 3)}px; height: {side - 2 * (side // 3)}px; }}
QMenuBar:focus {{ border: 0; }}
QTextEdit[kind="writing"], QTextEdit[kind="writing"]:focus {{ border: 0; padding: 0;
  border-radius: 0; background: {p.base}; }}
QPushButton[manner="bold"] {{ font-weight: 700; }}
QPushButton[manner="italic"] {{ font-style: italic; }}
QPushButton[manner="underline"] {{ text-decoration: underline; }}
"""


def _drawn(icon: str, colour: str, stroke: float = 2) -> str:
    """An icon in one colour as a file, since a style sheet can only name files."""
    svg = resource("icons", f"{icon}.svg").read_text(encoding="utf-8")
    svg = svg.replace("currentColor", colour).replace('width="2"', f'width="{stroke}"')
    name = f"{icon}-{sha256(svg.encode()).hexdigest()[:12]}.svg"
    path = cache_dir() / name
    if not path.is_file():
        path.write_text(svg, encoding="utf-8")
    return path.as_posix()
