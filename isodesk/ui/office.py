"""The window at work: opens and closes files, and ties the window to what its menus do."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from isodesk.core.problems import Damaged, Foreign, Refused
from isodesk.i18n import tr
from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.store.places_here import local_folder
from isodesk.ui import troubles
from isodesk.ui.audits.run_door import RunDoor
from isodesk.ui.audits.verdict_words import use_words
from isodesk.ui.backup_care import BackupCare
from isodesk.ui.company_steps import CompanySteps
from isodesk.ui.documents.tools import Tools
from isodesk.ui.file_banner import FileBanner
from isodesk.ui.file_steps import FileSteps
from isodesk.ui.hours import Hours
from isodesk.ui.jobs import Jobs
from isodesk.ui.main_window import MainWindow
from isodesk.ui.modules import Modules
from isodesk.ui.open_text import OpenText
from isodesk.ui.pages import Pages
from isodesk.ui.record_actions import RecordActions
from isodesk.ui.registers.menu_actions import RegisterActions
from isodesk.ui.search_popup import SearchPopup
from isodesk.ui.theme import current

if TYPE_CHECKING:
    from isodesk.ui.first_run import FirstRunPage
    from isodesk.ui.updating_page import UpdatingPage

LAYOUT_MS = 2_000
"""How long a layout stands still before it is written."""


class Office(QObject):
    """One window with at most one open file."""

    changed = Signal(frozenset)
    """Kinds of what was changed; said in the window's thread."""

    def __init__(self, settings: Settings, reader: Reader) -> None:
        super().__init__()
        self.settings, self.reader = settings, reader
        self.space: Workspace | None = None
        self.coming: Workspace | None = None  # of an older version, until it can be read
        self.jobs = Jobs(self.refused, troubles.catch_all(self._bug), self)
        self.window = MainWindow(self.jobs)
        self.pages, self._modules = Pages(self), Modules(self)
        self.banner = FileBanner(self)
        self.steps = FileSteps(self)
        self.company_steps = CompanySteps(self)
        self.onsite = RunDoor(self)
        self.record_actions = RecordActions(self)
        self.register_actions = RegisterActions(self)
        self.care = BackupCare(
            lambda: self.space, self.jobs, self.window, self.steps.restore, self.steps.put_right
        )
        self._edited = self._leaving = False
        self.text = OpenText(self)
        self._today_is_old = False
        self._hours = Hours(self)
        self._layout = QTimer(self, singleShot=True, interval=LAYOUT_MS)
        self._stop_listening: Callable[[], object] = lambda: None
        self._connect()

    @cached_property
    def first_run(self) -> "FirstRunPage":
        """Ways to begin; built when first shown, as most starts open a file."""
        from isodesk.ui.first_run import FirstRunPage

        page, steps = FirstRunPage(local_folder()), self.steps
        page.founded.connect(steps.found)
        page.open_pressed.connect(steps.choose_file)
        page.opened.connect(steps.open_and_write)
        page.sample_pressed.connect(steps.try_sample)
        page.restore_pressed.connect(steps.restore)
        return page

    @cached_property
    def updating(self) -> "UpdatingPage":
        """What stands in the window while an older file is brought up to date."""
        from isodesk.ui.updating_page import UpdatingPage

        page = UpdatingPage(self.jobs)
        page.stopped.connect(self.steps.close_file)
        return page

    def show_first_run(self) -> None:
        """Ways to begin, over the open file if there is one."""
        from isodesk.ui.first_run import Recent

        recent = [Recent("", Path(p)) for p in self.settings.get("recent") if Path(p).exists()]
        self.first_run.set_recent(recent)
        self.window.show_alone(self.first_run)

    def open(self, path: Path) -> bool:
        """Open a file for reading and show it; `begin_writing` unlocks it."""
        try:
            space = Workspace.open(path, self.settings, self.reader)
        except Refused as refused:
            if self.space is None:
                self.show_first_run()
            if self._is_damaged(path, refused):
                self.care.offer_repair(path, str(refused))
                return False
            self.settings.forget(str(path.resolve()))
            self.refused(refused)
            return False
        self.take(space)
        return True

    def _is_damaged(self, path: Path, refused: Refused) -> bool:
        """Whether what cannot be opened is a file of ours that was whole once."""
        from isodesk.services.standing import file_id_of

        if isinstance(refused, Foreign):
            return bool(file_id_of(self.settings, path))
        return isinstance(refused, Damaged)

    def take(self, space: Workspace) -> None:
        """Show an open file in the place of the one before; one of an older version once
        `begin_writing` has brought it up to date."""
        self.close_file()
        if not space.outdated:
            self._show(space)
            return
        self.coming = space
        self.window.set_company(space.company_name)
        self.updating.show_company(space.company_name)
        self.window.show_alone(self.updating)
        self.banner.begin()
        self.steps.allow()

    def _show(self, space: Workspace) -> None:
        self.space = space
        use_words(space.grade_words.get())
        self._stop_listening = space.desk.listen(self.changed.emit)
        self._hours.begin(space.desk.today())
        window = self.window
        window.set_company(space.company_name)
        window.set_who(space.desk.actor.name)
        window.status.set_file(space.path.name)
        window.status.set_saved(None)
        layout = self.settings.of_file("layout", space.file_id) or {}
        window.restore_layout(layout)
        window.set_modules(self._modules.of(space))
        shown = layout.get("page")
        window.show_page(shown if shown in ("documents", "registers", "audits") else "today")
        self.found.use(space, self.systems())
        self._edited = False
        self.banner.begin()
        self.care.say()
        self.steps.allow()

    def begin_writing(self) -> None:
        """Check, lock and unlock the open file on the worker."""
        space = self.space
        if self.coming is not None:
            self._bring_up_to_date(self.coming)
        if space is not None and space.read_only is not None:
            self.jobs.run(space.begin_writing, lambda _: self.unlocked(), title=tr("Opening"))

    def _bring_up_to_date(self, space: Workspace) -> None:
        def arrived(_: object) -> None:
            if self.coming is space:  # not stopped in the last moment
                self.coming = None
                self._show(space)
                self.unlocked()

        def failed(refused: Refused) -> None:
            if self.coming is space:
                self.steps.close_file()
                self.refused(refused)

        self.updating.watch(self.jobs.run(space.begin_writing, arrived, failed))

    def unlocked(self) -> None:
        """The file has been checked: what may be done now, and what must be said of it."""
        self.banner.say()
        self.steps.allow()
        self.refresh(frozenset({"file"}))
        self.onsite.resume()

    def close_file(self) -> None:
        """A clean close; waits for what is being written."""
        coming, self.coming = self.coming, None
        if coming is not None:
            self.jobs.cancel_all()
            self.jobs.finish()
            coming.close()
        self.text.save_or_keep()
        self.onsite.close()
        space, self.space = self.space, None
        if space is None:
            return
        self._stop_listening()
        self._hours.end()
        self._modules.keep_layout(self.window.layout_now(), space)
        self._layout.stop()
        self.jobs.finish()
        self.settings.write()
        self.found.use(None)
        self.window.set_modules(())
        self.window.set_company("")
        self.banner.begin()
        space.close()

    def leave(self, then: Callable[[], object]) -> None:
        """Do something once the open file may be closed: what is typed is saved, a work copy
        handed back, the file backed up, or each put off by a word."""
        from isodesk.ui.hand_back_dialog import leave_copy
        from isodesk.ui.leaving import leave

        again = lambda: self.leave(then)  # noqa: E731
        if not self.text.may_close(again) or not self.onsite.may_close(again):
            return
        space, changed = self.space, self._edited
        after = lambda: leave(space, self.jobs, self.window, changed, then)  # noqa: E731
        leave_copy(space, self.jobs, self.window, after)

    def _may_close(self) -> bool:
        """Whether the window may close now; else it closes when the backup is made."""
        if not self._leaving:
            self.leave(self._close_window)
        return self._leaving

    def _close_window(self) -> None:
        self._leaving = True
        self.window.close()

    def close(self) -> None:
        """Before the program ends."""
        self.close_file()
        self.jobs.close()

    def systems(self) -> int:
        """3 both, 1 quality, 2 environment: what the whole application is filtered by."""
        value = self.window.systems.value()
        return value if isinstance(value, int) else 3

    def tools(self) -> Tools:
        """The open file and the workers, for dialogs of the documents. A file must be open."""
        assert self.space is not None
        return Tools(self.space, self.jobs, self.window.status.set_said)

    def _connect(self) -> None:
        window = self.window
        window.files_dropped.connect(self.steps.dropped)
        window.layout_changed.connect(self._keep_layout)
        window.systems_chosen.connect(self._show_systems)
        window.page_shown.connect(lambda _: self.refresh(frozenset({"page"})))
        self.found = SearchPopup(window.search.line, None, self.jobs)
        self.found.open_record.connect(self.pages.open_record)
        window.status.backup_pressed.connect(self.care.open)
        window.may_close = self._may_close
        window.who_pressed.connect(self.company_steps.choose_who)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._activated)
        self.changed.connect(self._was_changed)
        # the disk is waited for: a page must not wait with it
        self._layout.timeout.connect(lambda: self.jobs.read(lambda _: self.settings.write()))
        self.company_steps.answer_actions()
        self.steps.answer_actions()
        self.pages.answer_actions()
        self._keep_look()

    def _activated(self, state: Qt.ApplicationState) -> None:
        """The officer comes back to the window: is the file still in its place?"""
        if state == Qt.ApplicationState.ApplicationActive:
            self.banner.look()

    def _keep_look(self) -> None:
        """Colours and text size are remembered on this computer."""
        settings, actions = self.settings, self.window.actions_
        for name in ("system", "light", "dark"):
            actions[f"scheme_{name}"].triggered.connect(
                lambda _=False, name=name: settings.set("scheme", name)
            )
        if settings.get("scheme") in ("light", "dark"):
            actions[f"scheme_{settings.get('scheme')}"].setChecked(True)
        for name in ("text_larger", "text_smaller", "text_normal"):
            actions[name].triggered.connect(
                lambda _=False: settings.set("text", round(current().scale * 100))
            )

    def _was_changed(self, kinds: frozenset[str]) -> None:
        if self.space is None:
            return
        if kinds == {"absence"}:
            self.banner.look()
            return
        if kinds - {"file", "actor", "backup"}:
            self._edited = True
            self.window.status.set_saved(self.space.desk.clock())
            self._hours.edited()
        if "company" in kinds:
            self.window.set_company(self.space.company_name)
        if "actor" in kinds:
            self.window.set_who(self.space.desk.actor.name)
        if "backup" in kinds:
            self.care.say()
        self.refresh(kinds)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Today is read again when it shows; other pages listen by themselves."""
        today: Any = self.window.page("today")
        if today is not None and self.window.current_page() == "today":
            if kinds == {"page"} and not self._today_is_old:
                return  # it was read when it was built, or shown a moment ago
            today.refresh()
            self._today_is_old = False
        elif kinds != {"page"}:
            self._today_is_old = True

    def _show_systems(self, systems: int) -> None:
        self._modules.show_systems(systems)
        self.found.use(self.space, systems)

    def _keep_layout(self, layout: dict[str, Any]) -> None:
        if self.space is not None:
            self._modules.keep_layout(layout, self.space)
            self._layout.start()

    def refused(self, refused: Refused) -> None:
        """What the user asked for is not possible: one sentence, above the page."""
        self.banner.refused(tr("That did not work."), str(refused))

    def _bug(self, error: BaseException, report: Path) -> None:
        """A page of the file that cannot be read is damage, not a bug of ours."""
        from isodesk.store.sqlite import DatabaseError
        from isodesk.ui.trouble_dialog import TroubleDialog

        if isinstance(error, Refused):
            self.refused(error)
            return
        if isinstance(error, DatabaseError):
            sentence = tr("A part of the file cannot be read ({error}).", error=error)
            if self.space is not None:
                self.care.offer_repair(self.space.path, sentence)
            return

        TroubleDialog(report, self.window).open()
