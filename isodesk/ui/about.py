"""About: the version, the licences, and where everything lies on this computer."""

from PySide6.QtWidgets import QWidget

from isodesk import __version__, paths
from isodesk.i18n import tr
from isodesk.ui.dialog import Dialog
from isodesk.ui.parts import Words, small_words


class AboutDialog(Dialog):
    """One page to be read and closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "isodesk", tr("Version {version}", version=__version__), 560, parent=parent
        )
        sentences = (
            tr("Quality and environmental management systems in one file, offline."),
            tr(
                "MIT licence. Built on Qt (LGPL), SQLite and SQLCipher, SQLAlchemy, ReportLab,"
                " pikepdf, PDFium; set in Noto and DejaVu; icons by Tabler."
            ),
            tr("It never uses a network, and it tells nobody anything."),
        )
        for sentence in sentences:
            self.body.addWidget(Words(sentence, wrap=True))
        places = tr(
            "Settings: {config}\nLogs: {logs}", config=paths.config_dir(), logs=paths.log_dir()
        )
        self.body.addWidget(small_words(places, wrap=True))
        self.add_button(tr("Close"), self.accept, "primary")
