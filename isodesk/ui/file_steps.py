"""What the menus do with whole files: each a dialog or a work of its own."""

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu

from isodesk import paths
from isodesk.core.clock import OfficeClock
from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.store.places_here import local_folder

if TYPE_CHECKING:
    from isodesk.ui.new_company import NewCompany
    from isodesk.ui.office import Office

FILES = "isodesk (*.isodesk)"
NEEDS_FILE = (
    "save_copy",
    "backup",
    "backups",
    "verify",
    "bring_in",
    "print",
    "export",
    "close_file",
    "check_paper",
    "walk_sheet",
    "people",
    "types",
    "templates",
    "company",
    "retention_rules",
    "grade_words",
    "starter_sets",
    "print_blanks",
    "bring_form_back",
    "new_document",
    "page_today",
    "page_calendar",
    "page_documents",
    "page_registers",
    "page_audits",
)
CHANGES_FILE = ("new_company", "open", "sample", "restore")
SCANS = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic", ".webp", ".bmp")
"""Endings of files that may be scans of our own sheets."""
SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv")
"""Endings of files that are imported when they are dropped on a register."""
NEEDS_WRITING = ("bring_in", "new_document", "print_blanks", "bring_form_back", "starter_sets")


class FileSteps:
    """Steps on the open file, for one Office."""

    def __init__(self, office: "Office") -> None:
        self._office = office

    def answer_actions(self) -> None:
        """Tie every menu entry to what it does."""
        answers: dict[str, Callable[[], object]] = {
            "new_company": self.new_company,
            "open": self.choose_file,
            "open_package": self.choose_package,
            "sample": self.try_sample,
            "save_copy": self.save_copy,
            "backup": self.backup,
            "backups": self._office.care.open,
            "restore": self.restore,
            "verify": self.verify,
            "hand_back": self.hand_back,
            "bring_in": self.choose_and_bring_in,
            "close_file": lambda: self._office.leave(self.close_file),
            "new_document": self._office.pages.new_document,
        }
        for name, answer in answers.items():
            self._office.window.actions_.on(name, answer)
        self._offer_recent()
        self.allow()

    def allow(self) -> None:
        """Entries that need a file, or one that may be written, say what is missing."""
        space, actions = self._office.space, self._office.window.actions_
        for name in NEEDS_FILE:
            missing = "" if space is not None else tr("Open a file first.")
            if not missing and name in NEEDS_WRITING and space is not None:
                missing = space.read_only or ""
            actions.allow(name, missing)
        work = space.work_copies.current() if space and space.read_only is None else None
        actions.allow("hand_back", "" if work else tr("The open file is no work copy."))
        for name in CHANGES_FILE:
            actions.allow(name, self._coming())

    def _coming(self) -> str:
        """Why no other file can be taken up now; "" when one can."""
        coming = self._office.coming
        return tr("{name} is being brought up to date.", name=coming.path.name) if coming else ""

    def _offer_recent(self) -> None:
        menu = QMenu(tr("Open recent"), self._office.window)
        menu.aboutToShow.connect(lambda: self._fill_recent(menu))
        files = self._office.window.actions_.menu("File")
        files.insertMenu(self._office.window.actions_["sample"], menu)

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        known = [Path(p) for p in self._office.settings.get("recent")]
        for path in known:
            there = path.exists()
            entry = menu.addAction(f"{path.stem}  ({path.parent})")
            entry.setEnabled(there)
            entry.triggered.connect(lambda _=False, path=path: self.leave_for(path))
        if not known:
            menu.addAction(tr("No files yet")).setEnabled(False)

    # opening

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._office.window, tr("Open a file"), self._folder(), FILES
        )
        if chosen:
            self._office.settings.set("folder", str(Path(chosen).parent))
            self.leave_for(Path(chosen))

    def choose_package(self) -> None:
        """Ask for an audit that a colleague handed over."""
        from isodesk.ui.audits.handing import FILES as PACKAGES

        chosen, _ = QFileDialog.getOpenFileName(
            self._office.window, tr("Open an audit package"), self._folder(), PACKAGES
        )
        if chosen:
            self.open_package(Path(chosen))

    def open_package(self, package: Path) -> None:
        """Make a file of its own of a package, and open it."""
        from isodesk.ui.audits.open_package_dialog import OpenPackageDialog

        office = self._office
        OpenPackageDialog(
            office.jobs, office.settings, office.reader, package, self.leave_for, office.window
        ).open()

    def open_and_write(self, path: Path) -> None:
        """Open a file and unlock it."""
        if self._office.open(path):
            self._office.begin_writing()

    def leave_for(self, path: Path) -> None:
        """Open another file, once the open one may be closed."""
        self._office.leave(lambda: self.open_and_write(path))

    def close_file(self) -> None:
        """Close the file and show the ways to begin."""
        self._office.close_file()
        self._office.show_first_run()
        self.allow()

    def new_company(self) -> None:
        """The form of a new company: the first page, or a dialog over an open file."""
        from isodesk.ui.company_dialog import NewCompanyDialog

        if self._office.space is None:
            self._office.show_first_run()
            self._office.first_run.form.begin()
            return
        dialog = NewCompanyDialog(local_folder(), self._office.window)
        dialog.founded.connect(self.found)
        dialog.open()

    def found(self, answers: "NewCompany") -> None:
        """The form of a new company was filled in."""
        from isodesk.ui.founding import founding_of

        office = self._office
        made = founding_of(answers)

        def take(space: Workspace) -> None:
            office.take(space)
            if answers.sets:
                office.register_actions.start_from_sets()

        office.leave(
            lambda: office.jobs.run(
                lambda _: Workspace.create(answers.path, made, office.settings, office.reader),
                take,
                title=tr("Making {name}", name=answers.path.name),
            )
        )

    def try_sample(self) -> None:
        """Build the sample company among the officer's documents and open it."""
        office = self._office
        path = _free(local_folder(), tr("Sample company"))

        def build(progress: Progress) -> Workspace:
            from isodesk.services.sample import build

            return build(path, office.settings, office.reader, progress)

        office.leave(
            lambda: office.jobs.run(build, office.take, title=tr("Building the sample company"))
        )

    def dropped(self, files: list[Path]) -> None:
        """A dropped isodesk file is opened; anything else is brought in."""
        from isodesk.services.audit_package import ENDING

        if self._coming():
            self._office.window.banner.say("amber", self._coming(), tr("Wait, or press Stop."))
        elif len(files) == 1 and files[0].suffix == ".isodesk":
            self.leave_for(files[0])
        elif len(files) == 1 and files[0].suffix == ENDING:
            self.open_package(files[0])
        elif self._office.space is not None:
            self._take_dropped(files)
        else:
            self._office.window.banner.say(
                "amber",
                tr("No file is open."),
                tr("Found a company or open its file first; then drop the documents again."),
            )

    def _take_dropped(self, files: list[Path]) -> None:
        """A single scan may be one of our own forms or sign sheets; its code says so."""
        from isodesk.ui.keeping.form_steps import recognised

        office = self._office
        single = len(files) == 1 and files[0].is_file()
        alone = single and files[0].suffix.lower() in SCANS
        registers = office.pages.register_page()
        if single and files[0].suffix.lower() in SPREADSHEETS and registers is not None:
            registers.import_sheet(files[0])
        elif alone and self._space().read_only is None:
            tools = office.tools()
            recognised(tools, office.window, files[0], lambda: self.bring_in(files))
        else:
            self.bring_in(files)

    def bring_in(self, files: list[Path]) -> None:
        """Files to be brought in as documents."""
        from isodesk.ui.import_dialog import ImportDialog

        space = self._space()
        if space.read_only:
            self._office.window.banner.say("amber", tr("Open for reading."), space.read_only)
            return
        ImportDialog(files, space, self._office.jobs, self._office.window).open()

    def choose_and_bring_in(self) -> None:
        """Ask for files, then bring them in."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._office.window, tr("Bring in documents"), self._folder()
        )
        if chosen:
            self._office.settings.set("folder", str(Path(chosen[0]).parent))
            self.bring_in([Path(c) for c in chosen])

    # the open file

    def save_copy(self) -> None:
        """A verified copy under another name."""
        space = self._space()
        start = str(Path(self._folder()) / space.path.name)
        chosen, _ = QFileDialog.getSaveFileName(
            self._office.window, tr("Save a copy as"), start, FILES
        )
        if chosen:
            target = Path(chosen).with_suffix(".isodesk")
            self._office.jobs.read(
                lambda progress: space.backups.copy_as(target, progress),
                lambda path: self._said(tr("Saved and verified {name}.", name=path.name)),
                title=tr("Saving a copy"),
            )

    def backup(self) -> None:
        """A verified backup into the chosen folder; the first time it asks where."""
        space = self._space()
        folder = space.backups.folder
        if folder is None or not folder.is_dir():
            self._office.care.open("folder")
            return
        self._office.jobs.aside(
            lambda progress: space.backups.write(folder, progress),
            lambda made: self._said(tr("Backup verified: {name}.", name=made.path.name)),
            title=tr("Backing up"),
        )

    def verify(self) -> None:
        """Check everything and say what is wrong."""
        from isodesk.ui.verify_dialog import VerifyDialog

        dialog = VerifyDialog(self._space(), self._office.jobs, self._office.window)
        dialog.open_record.connect(lambda record: self._office.pages.open_record(record, ""))
        dialog.repair_asked.connect(self.put_right)
        dialog.open()

    def hand_back(self) -> None:
        """Put the open work copy in the place of the file it was taken from."""
        from isodesk.ui.hand_back_dialog import HandBackDialog

        dialog = HandBackDialog(self._space(), self._office.jobs, self._office.window)
        dialog.finished.connect(lambda _: self._office.banner.say())
        dialog.open()

    def restore(self, backup: Path | None = None) -> None:
        """Put a backup in the place of the open file, or of one that is chosen; `backup` is
        looked at first."""
        from isodesk.ui.restore_dialog import RestoreDialog

        office, space = self._office, self._office.space
        dialog = RestoreDialog(
            space.path if space is not None else None,
            space.desk.actor.name if space is not None else getpass.getuser(),
            space.desk.clock if space is not None else OfficeClock(),
            office.jobs,
            office.settings,
            office.close_file,
            office.window,
            space,
        )
        dialog.restored.connect(self.open_and_write)
        dialog.not_restored.connect(self.open_and_write)
        dialog.open()
        if backup is not None:
            dialog.use(backup)

    def put_right(self, path: Path) -> None:
        """Write a damaged file anew from its history and the backups, or restore one instead."""
        from isodesk.ui.repair_dialog import RepairDialog

        office, space = self._office, self._office.space
        open_one = space is not None and space.path == path
        dialog = RepairDialog(
            path,
            space.desk.actor.name if space is not None else getpass.getuser(),
            space.desk.clock if space is not None else OfficeClock(),
            office.jobs,
            office.settings,
            office.close_file if open_one else lambda: None,
            office.window,
            space if open_one else None,
        )
        dialog.repaired.connect(self.open_and_write)
        dialog.not_repaired.connect(self.open_and_write)
        dialog.restore_asked.connect(lambda: self._restore_over(path))
        dialog.open()

    def _restore_over(self, path: Path) -> None:
        """Restore in the place of a file that need not be the open one."""
        from isodesk.ui.restore_dialog import RestoreDialog

        office, space = self._office, self._office.space
        if space is not None and space.path == path:
            self.restore()
            return
        dialog = RestoreDialog(
            path,
            getpass.getuser(),
            OfficeClock(),
            office.jobs,
            office.settings,
            lambda: None,
            office.window,
        )
        dialog.restored.connect(self.open_and_write)
        dialog.open()

    def _said(self, sentence: str) -> None:
        self._office.window.status.set_said(sentence)

    def _space(self) -> Workspace:
        space = self._office.space
        assert space is not None
        return space

    def _folder(self) -> str:
        return str(self._office.settings.get("folder") or paths.documents_dir())


def _free(folder: Path, stem: str) -> Path:
    path, n = folder / f"{stem}.isodesk", 2
    while path.exists():
        path, n = folder / f"{stem} {n}.isodesk", n + 1
    return path
