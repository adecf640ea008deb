"""Builds everything, once: settings, workers, the window; then opens what was asked for."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from isodesk.i18n import use_language
from isodesk.intake.reader import Reader
from isodesk.settings import Settings
from isodesk.ui import palette, theme, troubles
from isodesk.ui.office import Office

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow


WARM = (
    "isodesk.ui.sub_pages",
    "isodesk.ui.documents.page",
    "sqlalchemy.orm",
    "isodesk.documents.model",
    "isodesk.services.documents",
    "isodesk.services.document_values",
    "isodesk.services.issuing",
    "isodesk.services.copies",
    "isodesk.services.paper_check",
    "isodesk.services.histories",
)
"""Imported after the first paint, so that the first click does not wait (performance S3)."""


def run(path: Path | None, shown: "Callable[[QMainWindow], None] | None" = None) -> int:
    """The window, on a file if one is given; answers the exit code when it closes.

    `shown` is called with the window as soon as it has been painted (benchmarks, pictures).
    """
    app = application()
    settings = Settings()
    use_language(settings.get("language"))
    troubles.start_log()
    theme.apply(app, _scheme(settings), settings.get("text") / 100)
    reader = Reader()
    office = Office(settings, reader)
    office.window.show()
    if path is not None:
        office.open(path)
    else:
        office.show_first_run()
    QTimer.singleShot(0, lambda: _painted(office, shown))
    try:
        return app.exec()
    finally:
        office.close()
        reader.close()


def application() -> QApplication:
    """The one QApplication; made here so that tests and pictures share it."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    app = QApplication(sys.argv[:1])
    app.setApplicationName("isodesk")
    app.setDesktopFileName("isodesk")
    return app


def _scheme(settings: Settings) -> palette.Scheme | None:
    asked = os.environ.get("ISODESK_SCHEME") or settings.get("scheme")
    return "light" if asked == "light" else "dark" if asked == "dark" else None


def _painted(office: Office, shown: "Callable[[QMainWindow], None] | None") -> None:
    if shown is not None:
        shown(office.window)
    office.begin_writing()
    from isodesk.ui.warm_up import warm_up

    warm_up(WARM)


def pictures(file: Path, folder: Path) -> list[Path]:
    """Screenshots of the main views of a file, light and dark, at 1280 x 800 (demo, README)."""
    from isodesk.ui.album import take

    app = application()
    theme.apply(app, "light")
    reader = Reader()
    office = Office(Settings(), reader)
    office.window.resize(1280, 800)
    office.window.show()
    try:
        office.open(file)
        office.begin_writing()
        return take(office, folder)
    finally:
        office.close()
        reader.close()
