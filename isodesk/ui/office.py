"""The window at work: opens and closes files, ties pages to each other and to the services.

Every connection between pages stands in this file.
"""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

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
from isodesk.ui.jobs import Jobs
from isodesk.ui.main_window import MainWindow, Module
from isodesk.ui.open_text import OpenText
from isodesk.ui.record_actions import RecordActions
from isodesk.ui.registers.menu_actions import RegisterActions
from isodesk.ui.search_popup import SearchPopup
from isodesk.ui.theme import current
from isodesk.ui.today_module import TodayModule

if TYPE_CHECKING:
    from isodesk.ui.first_run import FirstRunPage
    from isodesk.ui.updating_page import UpdatingPage

IDLE_MS = 2_000
MINUTE_MS = 60_000


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
        self._day = date.min
        self._today_is_old = False
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._layout = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._minute = QTimer(self, interval=MINUTE_MS)
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
        self._day = space.desk.today()
        window = self.window
        window.set_company(space.company_name)
        window.set_who(space.desk.actor.name)
        window.status.set_file(space.path.name)
        window.status.set_saved(None)
        layout = self.settings.of_file("layout", space.file_id) or {}
        window.restore_layout(layout)
        window.set_modules(self._modules(space))
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
        self._refresh(frozenset({"file"}))
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
        self._idle.stop()
        self._keep_layout(self.window.layout_now(), space)
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

    def _modules(self, space: Workspace) -> tuple[Module, ...]:
        return (
            Module("today", tr("Today"), lambda: self._make_today(space)),
            Module("documents", tr("Documents"), lambda: self._make_documents_module(space)),
            Module("registers", tr("Registers"), lambda: self._make_registers("registers", space)),
            Module("audits", tr("Audits"), lambda: self._make_registers("audits", space)),
        )

    def _make_today(self, space: Workspace) -> QWidget:
        module = TodayModule(self, space)
        module.set_systems(self.systems())
        kept = self.settings.of_file("layout", space.file_id) or {}
        module.restore_layout(kept.get("today_pages") or {})
        return module

    def _make_documents_module(self, space: Workspace) -> QWidget:
        from isodesk.ui.sub_pages import SubPages

        module = SubPages(tr("Documents"), self._document_pages(space))
        module.page_shown.connect(lambda _: self.record_actions.allow())
        module.set_systems(self.systems())
        kept = self.settings.of_file("layout", space.file_id) or {}
        module.restore_layout(
            kept.get("sub_pages") or {"pages": {"documents": kept.get("documents")}}
        )
        return module

    def _document_pages(self, space: Workspace) -> tuple[Module, ...]:
        """The sub-tabs of the Documents module, in their order."""
        return (
            Module("documents", tr("Documents"), lambda: self._make_documents(space)),
            Module("changes", tr("Change requests"), lambda: self._make_changes(space)),
            Module("reading", tr("Reading"), lambda: self._make_keeping("reading", space)),
            Module("forms", tr("Filled forms"), lambda: self._make_keeping("forms", space)),
            Module("retention", tr("Retention"), lambda: self._make_keeping("retention", space)),
            Module("map", tr("Map"), lambda: self._make_keeping("map", space)),
        )

    def _make_keeping(self, key: str, space: Workspace) -> QWidget:
        from isodesk.ui.keeping.pages import keeping_page

        page = keeping_page(key, space, self.jobs)
        page.status.connect(self.window.status.set_said)
        page.record_requested.connect(self.open_record)
        return page

    def _make_documents(self, space: Workspace) -> QWidget:
        from isodesk.ui.documents.page import DocumentsPage

        page = DocumentsPage(space, self.jobs)
        page.bring_in_requested.connect(self.steps.choose_and_bring_in)
        page.status.connect(self.window.status.set_said)
        page.help_requested.connect(self.company_steps.help)
        page.record_requested.connect(self.open_record)
        page.record_shown.connect(self.record_actions.offer)
        self.text.follow(page)
        page.change_requested.connect(self.new_change)
        return page

    def _make_registers(self, key: str, space: Workspace) -> QWidget:
        from isodesk.ui.registers.page import PAGES, RegistersPage

        kept = self.settings.of_file("layout", space.file_id) or {}
        page = RegistersPage(space, self.jobs, kept.get(key), groups=PAGES[key])
        page.set_systems(self.systems())
        page.register_shown.connect(self.register_actions.allow)
        page.way_asked.connect(self.take_way)
        return self._tied(page)

    def _make_changes(self, space: Workspace) -> QWidget:
        from isodesk.ui.changes.page import ChangesPage

        return self._tied(ChangesPage(space, self.jobs))

    def _tied(self, page: Any) -> QWidget:
        """A register page with its ties to the shell."""
        page.status.connect(self.window.status.set_said)
        page.record_requested.connect(self.open_record)
        widget: QWidget = page
        return widget

    def systems(self) -> int:
        """3 both, 1 quality, 2 environment: what the whole application is filtered by."""
        value = self.window.systems.value()
        return value if isinstance(value, int) else 3

    def documents(self) -> Any:
        """The Documents page, turned to."""
        return self.document_page("documents")

    def today(self, key: str = "today") -> Any:
        """Today or the calendar, turned to."""
        module: Any = self.window.show_page("today")
        return module.show_page(key)

    def document_page(self, key: str) -> Any:
        """A page of the Documents module, turned to."""
        module: Any = self.window.show_page("documents")
        return module.show_page(key)

    def open_document(self, document_id: int, tab: str = "details") -> None:
        """Turn to a document's record."""
        self.documents().open_document(document_id, tab)

    def registers(self, kind: str = "") -> Any:
        """The page with the register of this kind, turned to; without one the Registers page."""
        from isodesk.ui.registers.page import page_of

        assert self.space is not None
        group = self.space.catalogue.get(kind).group if kind else None
        return self.window.show_page(page_of(group) if group else "registers")

    def register_page(self) -> Any:
        """The page of registers that shows: all of them, or those of audits; None elsewhere."""
        key = self.window.current_page()
        return self.window.page(key) if key in ("registers", "audits") else None

    def take_way(self, key: str) -> None:
        """What the record that shows leads to beyond its steps (`registers/own_ways`)."""
        self.window.actions_[key].trigger()

    def new_document(self) -> None:
        """Begin a document on its page."""
        self.documents().new_document()

    def new_change(self, touches: object = (), title: str = "") -> None:
        """Begin a change request on its page, of these documents where some are named."""
        ids = touches if isinstance(touches, tuple) else ()
        self.document_page("changes").new_record(ids, title)

    def tools(self) -> Tools:
        """The open file and the workers, for dialogs of the documents. A file must be open."""
        assert self.space is not None
        return Tools(self.space, self.jobs, self.window.status.set_said)

    def forms(self, step: str) -> None:
        """Print blanks, or bring a filled form back, from wherever the officer is."""
        from isodesk.ui.keeping.form_steps import FormSteps

        steps = FormSteps(self.tools(), self.window)
        steps.print_blanks() if step == "print_blanks" else steps.bring_back()

    def print_copies(self, ids: object) -> None:
        """Stamp these copies and hand them to the printer."""
        from isodesk.ui.documents.printing import print_copies

        if self.space is not None and isinstance(ids, list | tuple) and ids:
            print_copies(self.tools(), self.window, ids)

    def open_record(self, record_id: int, kind: str) -> None:
        """Turn to whatever was found."""
        if kind == "person":
            self.company_steps.people()
        elif kind == "documents":
            self.documents()
        elif kind == "filled_form":
            self.document_page("forms").show_form(record_id)
        elif kind in ("retention", "disposal"):
            page = self.document_page("retention")
            if kind == "disposal":
                page.print_certificate(record_id)
        elif kind in ("reading", "copies"):
            self.open_document(record_id, kind)
        elif kind == "change_request":
            self.document_page("changes").open_record(record_id)
        elif self.space is not None and self.space.catalogue.knows(kind):
            self.registers(kind).open_record(record_id, kind)
        else:
            self.open_document(record_id)

    def _connect(self) -> None:
        window = self.window
        window.files_dropped.connect(self.steps.dropped)
        window.layout_changed.connect(lambda layout: self._keep_layout(layout, self.space))
        window.systems_chosen.connect(self._show_systems)
        window.page_shown.connect(lambda _: self._refresh(frozenset({"page"})))
        self.found = SearchPopup(window.search.line, None, self.jobs)
        self.found.open_record.connect(self.open_record)
        window.status.backup_pressed.connect(self.care.open)
        window.may_close = self._may_close
        window.who_pressed.connect(self.company_steps.choose_who)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._activated)
        self.changed.connect(self._was_changed)
        self._idle.timeout.connect(self._checkpoint)
        # the disk is waited for: a page must not wait with it
        self._layout.timeout.connect(lambda: self.jobs.read(lambda _: self.settings.write()))
        self._minute.timeout.connect(self._minute_passed)
        self._minute.start()
        self.company_steps.answer_actions()
        self.steps.answer_actions()
        for name in ("print_blanks", "bring_form_back"):
            window.actions_.on(name, lambda name=name: self.forms(name))  # type: ignore[misc]
        window.actions_.on(
            "retention_rules", lambda: self.document_page("retention").change_rules()
        )
        self._keep_look()
        for name in ("today", "calendar"):
            window.actions_.on(f"page_{name}", lambda name=name: self.today(name))  # type: ignore[misc]
        for name in ("page_documents", "page_registers", "page_audits"):
            key = name.removeprefix("page_")
            window.actions_.on(name, lambda key=key: self.space and window.show_page(key))  # type: ignore[misc]

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

    def _show_systems(self, systems: int) -> None:
        for key in ("today", "documents", "registers", "audits"):
            page = self._page(key)
            if page is not None:
                page.set_systems(systems)
        self.found.use(self.space, systems)

    def _page(self, key: str) -> Any:
        return self.window.page(key)

    def _was_changed(self, kinds: frozenset[str]) -> None:
        if self.space is None:
            return
        if kinds == {"absence"}:
            self.banner.look()
            return
        if kinds - {"file", "actor", "backup"}:
            self._edited = True
            self.window.status.set_saved(self.space.desk.clock())
            self._idle.start()
        if "company" in kinds:
            self.window.set_company(self.space.company_name)
        if "actor" in kinds:
            self.window.set_who(self.space.desk.actor.name)
        if "backup" in kinds:
            self.care.say()
        self._refresh(kinds)

    def _refresh(self, kinds: frozenset[str]) -> None:
        """Today is read again when it shows; other pages listen by themselves."""
        today = self._page("today")
        if today is not None and self.window.current_page() == "today":
            if kinds == {"page"} and not self._today_is_old:
                return  # it was read when it was built, or shown a moment ago
            today.refresh()
            self._today_is_old = False
        elif kinds != {"page"}:
            self._today_is_old = True

    def _checkpoint(self) -> None:
        space = self.space
        if space is not None and space.read_only is None:
            self.jobs.run(lambda _: space.rest(), lambda _: self.banner.look())

    def _minute_passed(self) -> None:
        """The backup ages, and at midnight what was issued for the new day comes into force."""
        space = self.space
        if space is None:
            return
        self.care.say()
        self.care.idle()
        self.banner.look()
        if space.desk.today() != self._day:
            self._day = space.desk.today()
            self._refresh(frozenset({"day"}))
            if space.read_only is None:
                self.jobs.run(lambda _: space.bring_up_to_date())

    def _keep_layout(self, layout: dict[str, Any], space: Workspace | None) -> None:
        if space is not None:
            known = self.settings.of_file("layout", space.file_id) or {}
            kept = {**known, **layout}
            modules = {
                "today": "today_pages",
                "documents": "sub_pages",
                "registers": "registers",
                "audits": "audits",
            }
            for key, name in modules.items():
                page = self._page(key)
                if page is not None:
                    kept[name] = page.layout_now()
            self.settings.set_of_file("layout", space.file_id, kept, later=True)
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
