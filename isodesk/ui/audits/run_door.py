"""The way onsite and back: the run fills the window, and what stood open is found again."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.ui.theme import current

if TYPE_CHECKING:
    from isodesk.services.audit_values import AuditValue
    from isodesk.ui.audits.run_view import RunView
    from isodesk.ui.office import Office

SETTING = "onsite"
"""Of a file: {"audit", "question", "open"}; open until the officer left the run."""
ONSITE = ("prepared", "running", "reporting")
"""States of an audit that is held, or about to be."""


class RunDoor(QObject):
    """Opens the run over the window of one Office, and closes it."""

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._office = office
        self.view: RunView | None = None
        office.window.actions_.on("go_onsite", self._go_with_shown)

    def go(self, audit_id: int) -> None:
        """Hold an audit; one that is prepared is started first."""
        space = self._office.space
        if space is None or self.view is not None:
            return

        def work(_: Progress) -> "AuditValue":
            audit = space.auditing.get(audit_id)
            if audit.state == "prepared":
                space.entries.take(audit_id, "start")
                audit = space.auditing.get(audit_id)
            return audit

        self._office.jobs.run(work, self._open)

    def resume(self) -> None:
        """A file that was closed, or lost, in the midst of a run opens at its question."""
        kept, space = self._kept(), self._office.space
        if space is None or space.read_only is not None or not kept.get("open"):
            return
        state = space.desk.file.reader().execute(
            "SELECT state FROM record WHERE id = ?", (kept.get("audit"),)
        )
        found = state.fetchone()
        if found is not None and found[0] in ("running", "reporting"):
            self.go(int(kept["audit"]))

    def may_close(self, then: Callable[[], object]) -> bool:
        """Whether the file may close now; else `then` is done once its photos are on disk."""
        if self.view is None or not self.view.leaving.keeping:
            return True
        self.view.leaving.when_kept(then)
        return False

    def close(self) -> None:
        """The file closes: what is typed is on its way to disk, and the place is kept."""
        if self.view is not None:
            self.view.answers.save_typed()
            self._drop()

    def allow(self) -> None:
        """Enable the way where an audit that can be held is shown."""
        self._office.window.actions_.allow("go_onsite", self._missing())

    def _open(self, audit: "AuditValue") -> None:
        from isodesk.ui.audits.run_view import RunView

        office, kept = self._office, self._kept()
        if self.view is not None or office.space is None:
            return
        if not audit.questions:
            office.window.status.set_said(tr("Choose its questions first."))
            return
        current().shine(bool(office.settings.get("sunlight")))
        question = kept.get("question") if kept.get("audit") == audit.id else None
        view = RunView(office.tools(), audit, question)
        view.left.connect(self._leave)
        view.opened.connect(self._leave_for)
        view.moved.connect(lambda question_id: self._keep(audit.id, question_id))
        self.view = view
        self._keep(audit.id, view.course.question.id)
        office.window.cover(view)
        view.question.asked.setFocus()

    def _leave(self) -> None:
        view = self.view
        if view is None:
            return
        audit_id = view.audit.id
        self._keep(audit_id, view.course.question.id, is_open=False)
        self._office.pages.open_record(audit_id, "audit")
        self._drop()

    def _leave_for(self, record_id: int, kind: str) -> None:
        self._leave()
        self._office.pages.open_record(record_id, kind)

    def _drop(self) -> None:
        view, self.view = self.view, None
        if view is not None:
            self._office.window.uncover()
            current().shine(False)

    def _go_with_shown(self) -> None:
        page = self._office.pages.register_page()
        facts = page.record.facts() if page is not None else None
        if facts is not None and not self._missing():
            page.record.save_typed()
            self.go(facts.entry.id)

    def _missing(self) -> str:
        """Why the audit that shows cannot be held now; "" when it can."""
        page = self._office.pages.register_page()
        facts: Any = page.record.facts() if page is not None else None
        if facts is None or facts.register.key != "audit":
            return tr("Open an audit first.")
        return facts.read_only or why_not_onsite(facts.entry.state)

    def _kept(self) -> dict[str, Any]:
        space = self._office.space
        kept = self._office.settings.of_file(SETTING, space.file_id) if space is not None else None
        return kept if isinstance(kept, dict) else {}

    def _keep(self, audit_id: int, question_id: int, is_open: bool = True) -> None:
        office, space = self._office, self._office.space
        if space is None:
            return
        kept = {"audit": audit_id, "question": question_id, "open": is_open}
        office.settings.set_of_file(SETTING, space.file_id, kept, later=True)
        office.jobs.read(lambda _: office.settings.write())


def why_not_onsite(state: str) -> str:
    """Why an audit in this state is not held; "" when it is."""
    if state in ONSITE:
        return ""
    if state == "draft":
        return tr("Prepare it first.")
    return tr("Its report is issued.") if state != "void" else tr("It is cancelled.")
