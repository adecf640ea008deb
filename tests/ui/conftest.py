"""Pages are tried in the light scheme at the system's text size, whatever the one before left."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isodesk.ui import theme
from isodesk.ui.theme import Theme


@pytest.fixture
def dressed(qapp: QApplication, qtbot: QtBot) -> Iterator[Theme]:
    """The theme, light; put back to that afterwards."""
    yield theme.apply(qapp, "light")
    theme.apply(qapp, "light")
