"""What leaves the calendar: planner, lists and task sheets on paper, and files."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from isodesk.core.dates import span_words
from isodesk.core.names import safe_name
from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.store.due_items import WEEK
from isodesk.ui.documents.printing import hand_over, print_made

if TYPE_CHECKING:
    from isodesk.ui.calendar.head import CalendarHead
    from isodesk.ui.calendar.page import CalendarPage

_KINDS = {
    ".ics": "Calendar file (*.ics)",
    ".xlsx": "Workbook (*.xlsx)",
    ".csv": "CSV (*.csv)",
    ".pdf": "PDF (*.pdf)",
}


class CalendarOut:
    """Prints and files of one calendar page, of what it shows."""

    def __init__(self, page: "CalendarPage") -> None:
        self._page = page

    def offer(self, head: "CalendarHead") -> None:
        """Tie the head's buttons to what they do."""
        menu = QMenu(head)
        for words, do in (
            (tr("List of what is seen"), self.print_list),
            (tr("List of this week"), self.print_week),
            (tr("Year planner"), self.print_planner),
            (tr("Year planner on A3"), lambda: self.print_planner(large=True)),
            (tr("Task sheets, one for each person"), self.print_tasks),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, do=do: do())
        head.printing.setMenu(menu)
        head.export.clicked.connect(lambda _=False: self.export())

    def print_list(self) -> None:
        """What is due in the month or year that shows, late things first."""
        page, (first, last), wanted = self._page, self._page.span(), self._page.wanted()
        sheets, name = page.tools.space.calendar_sheets, span_words(first, last)
        title = tr("Due in {time}", time=name)
        print_made(page.tools, page, title, title, lambda _: sheets.listing(first, last, wanted))

    def print_week(self) -> None:
        """What is late, and due in the seven days that begin today."""
        page, wanted = self._page, self._page.wanted()
        first = page.tools.space.desk.today()
        last, sheets = first + timedelta(days=WEEK - 1), page.tools.space.calendar_sheets
        title = tr("Due in {time}", time=span_words(first, last))
        print_made(page.tools, page, title, title, lambda _: sheets.listing(first, last, wanted))

    def print_planner(self, large: bool = False) -> None:
        """The year on one page."""
        page, wanted, year = self._page, self._page.wanted(), self._page.day.year
        sheets, title = page.tools.space.calendar_sheets, tr("Year planner {year}", year=year)
        print_made(
            page.tools, page, title, title, lambda _: sheets.planner(year, wanted, large=large)
        )

    def print_tasks(self) -> None:
        """A sheet for each who has something to do in the month or year that shows."""
        page, (first, last), wanted = self._page, self._page.span(), self._page.wanted()
        tools, sheets = page.tools, page.tools.space.calendar_sheets
        title = tr("Task sheets, {time}", time=span_words(first, last))

        def made(found: tuple[tuple[str, bytes], ...]) -> None:
            named = [(f"{safe_name(f'{title}, {who}')}.pdf", pdf) for who, pdf in found]
            if named:
                hand_over(tools, page, title, named)
            else:
                page.status.emit(tr("Nobody has anything to do in {time}.", time=title))

        tools.read(page, lambda _: sheets.tasks(first, last, wanted), made, title=title)

    def export(self) -> None:
        """Ask where and as what, then write what is seen."""
        page = self._page
        name = safe_name(tr("Due in {time}", time=span_words(*page.span())))
        kinds = ";;".join(tr(kind) for kind in _KINDS.values())
        path, kind = page.tools.ask_place(page, tr("Export"), f"{name}.ics", kinds)
        if path is not None:
            self.write(path if path.suffix else path.with_suffix(_ending(kind)))

    def write(self, path: Path) -> None:
        """Write what is seen to this path, as its ending says."""
        page, (first, last), wanted = self._page, self._page.span(), self._page.wanted()
        space, year = page.tools.space, self._page.shape == "year"
        sheets, exports = space.calendar_sheets, space.exports

        def work(_: Progress) -> None:
            if path.suffix.lower() == ".ics":
                name, file_id = space.company_name, space.file_id
                exports.content(sheets.ics(name, file_id, first, last, wanted), path)
            elif path.suffix.lower() == ".pdf":
                made = sheets.planner(first.year, wanted) if year else None
                exports.content(made or sheets.listing(first, last, wanted), path)
            else:
                exports.table(sheets.table(first, last, wanted), path)

        page.tools.read(
            page,
            work,
            lambda _: page.status.emit(tr("Written to {path}", path=path)),
            title=tr("Exporting"),
        )


def _ending(kind: str) -> str:
    return next((ending for ending, words in _KINDS.items() if tr(words) == kind), ".ics")
