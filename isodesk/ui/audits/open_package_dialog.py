"""Open an audit that a colleague handed over: the package, its code, and where its file goes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.intake.reader import Reader
from isodesk.settings import Settings
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.step_dialog import take_room
from isodesk.ui.fields import LineField
from isodesk.ui.jobs import Jobs


class OpenPackageDialog(Dialog):
    """`done(path)` once the file of the audit stands and may be opened."""

    help_topic = "audit-handover"

    def __init__(
        self,
        jobs: Jobs,
        settings: Settings,
        reader: Reader,
        package: Path,
        done: Callable[[Path], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tr("Open an audit that was handed over"),
            tr(
                "{name} becomes a file of its own, in which only this audit is answered. The code"
                " is told by whoever handed it over.",
                name=package.name,
            ),
            520,
            jobs=jobs,
            parent=parent,
        )
        self._jobs, self._settings, self._reader = jobs, settings, reader
        self._package, self._done = package, done
        self.code = LineField(tr("Code"))
        self.body.addWidget(self.code)
        self.add_close(tr("&Cancel"))
        self.step = self.add_button(tr("&Open"), self._ask_where, "primary")
        self.code.editor.setFocus()

    def _ask_where(self) -> None:
        from isodesk.services.audit_package import ENDING

        name = self._package.name.removesuffix(ENDING)
        start = str(self._package.with_name(f"{name}.isodesk"))
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Where the audit is kept"), start, "isodesk (*.isodesk)"
        )
        if chosen:
            self.make(Path(chosen).with_suffix(".isodesk"))

    def make(self, path: Path) -> None:
        """Make the file there."""
        from isodesk.services.handing_over import open_package
        from isodesk.ui.audits.handing import package_bytes

        code, package, settings, reader = (
            self.code.value(),
            self._package,
            self._settings,
            self._reader,
        )

        def work(_: Progress) -> Path:
            open_package(package_bytes(package), code, path, settings, reader).close()
            return path

        self.step.setEnabled(False)
        job = self._jobs.read(work, self._made, self._refused)
        self.busy.watch(job, tr("Making the file"))

    def _made(self, path: Path) -> None:
        self.accept()
        self._done(path)

    def _refused(self, error: Refused) -> None:
        self.step.setEnabled(True)
        self.say("red", str(error))
        take_room(self)
