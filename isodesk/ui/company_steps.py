"""What the menus do inside the open file: the company, its people, paper, print and help."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace

if TYPE_CHECKING:
    from isodesk.ui.office import Office


_TOPICS = {
    "copies": "copies",
    "reading": "reading",
    "links": "map",
    "history": "verify",
    "details": "revisions",
}
"""Help pages of the tabs of a document's record."""


class CompanySteps:
    """Steps of the Tools and Help menus, for one Office."""

    def __init__(self, office: "Office") -> None:
        self._office = office
        self._help: Any = None

    def answer_actions(self) -> None:
        """Tie the menu entries to what they do."""
        answers: dict[str, Callable[[], object]] = {
            "print": self.print_current,
            "export": self.export_current,
            "check_paper": self.check_paper,
            "walk_sheet": self.walk,
            "due_list": self.due_list,
            "new_change": self._office.pages.new_change,
            "people": self.people,
            "types": self.types,
            "grade_words": self.grade_words,
            "templates": self.templates,
            "company": self.company,
            "help": self.help,
            "shortcuts": lambda: self.help("shortcuts"),
            "about": self.about,
            "refresh": lambda: self._office.changed.emit(frozenset({"document"})),
        }
        for name, answer in answers.items():
            self._office.window.actions_.on(name, answer)

    def print_current(self) -> None:
        """What is seen: the week on Today, the list or record elsewhere."""
        page = self._current()
        if page is not None:
            page.print_current()

    def export_current(self) -> None:
        """The list that is seen, of documents where none is."""
        page = self._current()
        if not hasattr(page, "export_current"):
            page = self._office.pages.documents()
        page.export_current()

    def check_paper(self) -> None:
        """Is this paper current?"""
        from isodesk.ui.paper_check import PaperCheckDialog

        dialog = PaperCheckDialog(self._space(), self._office.jobs, self._office.window)
        dialog.opened.connect(lambda document: self._office.pages.open_document(document, "copies"))
        dialog.open()

    def walk(self) -> None:
        """The reconciliation walk: print, then key in."""
        from isodesk.ui.walk_dialog import WalkDialog

        WalkDialog(self._space(), self._office.jobs, self._office.window).open()

    def due_list(self) -> None:
        """Reviews, checks and expiries of the next three months, on paper."""
        from isodesk.ui.documents.printing import print_made

        space, systems = self._space(), self._office.systems()
        title = tr("Documents to be looked at")

        def make(progress: Progress) -> bytes:
            return space.care_sheets.due_list(space.glance(systems, 5_000).due)

        print_made(self._office.tools(), self._office.window, title, title, make)

    def help(self, topic: str = "") -> None:
        """The help on a topic, or on what the cursor is in."""
        from isodesk.ui.help_window import HelpWindow

        if self._help is None:
            self._help = HelpWindow(self._office.window)
        onsite = self._office.onsite.view
        self._help.open_topic(topic or (onsite.help_topic if onsite else self._topic_here()))

    def _topic_here(self) -> str:
        """The clause under the cursor, else the page on the tab that is shown."""
        from isodesk.ui.help_pages import topic_of_clause, topic_of_register

        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit) and focus.accessibleName() == tr("Clauses"):
            before = focus.text()[: focus.cursorPosition()].split(",")[-1]
            after = focus.text()[focus.cursorPosition() :].split(",")[0]
            return topic_of_clause((before + after).strip())
        if self._office.pages.register_page() is not None:
            return topic_of_register(self._current().help_topic)
        if self._office.window.current_page() == "today":
            return "calendar"
        if self._office.window.current_page() != "documents":
            return "first-steps"
        page = self._current().current()
        topic = getattr(page, "help_topic", "")
        if topic:
            return str(topic)
        tab, document = page.record.tab(), page.document()
        if tab == "details" and document is not None:
            topic = "outside" if document.outside else "reviews" if document.asks else ""
        return topic or _TOPICS.get(tab, "documents")

    def people(self) -> None:
        """People, roles and places."""
        from isodesk.ui.people_dialog import PeopleDialog

        PeopleDialog(self._space(), self._office.jobs, self._office.window).open()

    def types(self) -> None:
        """Document types and how they number."""
        from isodesk.ui.types_dialog import TypesDialog

        TypesDialog(self._space(), self._office.jobs, self._office.window).open()

    def grade_words(self) -> None:
        """What the firm calls the grades of findings."""
        from isodesk.ui.audits.grade_words_dialog import GradeWordsDialog

        GradeWordsDialog(self._space(), self._office.jobs, self._office.window).open()

    def templates(self) -> None:
        """The officer's own texts to begin with."""
        from isodesk.ui.templates_dialog import TemplatesDialog

        TemplatesDialog(self._space(), self._office.jobs, self._office.window).open()

    def company(self) -> None:
        """Name, logo, address, scope, systems, paper."""
        from isodesk.ui.company_dialog import CompanyDialog

        CompanyDialog(self._space(), self._office.jobs, self._office.window).open()

    def choose_who(self) -> None:
        """Another person goes on working."""
        space = self._space()
        menu = QMenu(self._office.window)
        for person in space.companies.people(active_only=True):
            if not person.is_role:
                entry = menu.addAction(f"{person.name}  {person.roles}".strip())
                entry.triggered.connect(
                    lambda _=False, person=person: space.sign_in(person.id, person.name)
                )
        menu.exec(QCursor.pos())

    def about(self) -> None:
        """Version, licence and where everything lies."""
        from isodesk.ui.about import AboutDialog

        AboutDialog(self._office.window).open()

    def _current(self) -> Any:
        return self._office.window.page(self._office.window.current_page())

    def _space(self) -> Workspace:
        space = self._office.space
        assert space is not None
        return space
