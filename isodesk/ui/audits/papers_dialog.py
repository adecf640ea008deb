"""The checklist of an audit on paper: printed blank, keyed in afterwards, its scan attached."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodesk.core.dates import paper_day
from isodesk.core.names import safe_name
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.core.rows import Column, ListRows, Mark, Row
from isodesk.i18n import tr
from isodesk.services.audit_on_paper import PaperValue
from isodesk.services.lists import as_table
from isodesk.ui.audits.key_paper_dialog import KeyPaperDialog
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.printing import hand_over
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField
from isodesk.ui.keeping.key_in_dialog import SCANS
from isodesk.ui.list_tools import export_table, print_table
from isodesk.ui.list_view import ListView
from isodesk.ui.rows_model import RowsModel

_COLUMNS = (
    Column("number", "Sheet", 9.5, "number", sortable=False),
    Column("printed", "Printed on", 7.2, sortable=False),
    Column("given", "Given to", 7, sortable=False),
    Column("questions", "Questions", 6.2, sortable=False),
    Column("keyed", "Keyed in", 6.4, sortable=False),
    Column("state", "State", 6, "state", sortable=False),
)


class PapersDialog(Dialog):
    """`changed` is called when something was keyed in; `fixed` says why nothing can be."""

    help_topic = "audit-checklists"

    def __init__(
        self,
        tools: Tools,
        audit_id: int,
        name: str,
        fixed: str,
        changed: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("For where no computer is: print, fill in by pen, key in by number.")
        super().__init__(
            tr("On paper: {name}", name=name), sub, 900, 520, False, tools.jobs, parent
        )
        self._tools, self._audit, self._fixed, self._changed = tools, audit_id, fixed, changed
        self._papers: dict[int, PaperValue] = {}
        self.given = LineField(tr("Given to"), tr("The name stands on the sheet."))
        self.model = RowsModel(ListRows(_COLUMNS, ()), tools.jobs.read, parent=self)
        self.list = ListView(tr("Printed checklists"), inset=8)
        self.list.setModel(self.model)
        self.list.empty_words = tr(
            "Nothing was printed yet. Print all questions, or the rest that has no verdict."
        )
        self.print_list = Button(tr("Print the list"), self._print_list, "quiet", "printer")
        self.export = Button(tr("Export"), self._export, "quiet", "download")
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self.print_list)
        top.addWidget(self.export)
        self.body.addLayout(top)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.given)
        self.body.setContentsMargins(24, 0, 24, 16)
        self.scan = self.add_button(tr("Attach the scan"), self._choose_scan, icon="paperclip")
        self.again = self.add_button(tr("Print again"), self._print_again)
        self.key_in = self.add_button(tr("&Key it in"), self._key_in)
        self.rest = self.add_button(tr("Print the &rest"), lambda: self._print(rest=True))
        self.all = self.add_button(tr("&Print all"), lambda: self._print(rest=False), "primary")
        self.all.setDefault(False)
        self.list.opened.connect(lambda _: self._key_in())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self._allow()
        self.read()

    def read(self) -> None:
        """Read the papers again."""
        space, audit = self._tools.space, self._audit

        def work(progress: Progress) -> tuple[tuple[PaperValue, ...], int, int]:
            questions = space.auditing.questions(audit)
            left = sum(question.verdict is None for question in questions)
            return space.audit_on_paper.of(audit), len(questions), left

        self._tools.read(self, work, lambda told: self._show(*told))

    def take_scan(self, path: Path) -> None:
        """Read a scan and keep it with the audit."""
        space, audit = self._tools.space, self._audit

        def work(progress: Progress) -> str:
            scan = space.forms.read_scan(path, progress)
            space.links.attach(audit, scan.name, scan.content, scan.media)
            return scan.name

        def kept(name: str) -> None:
            self.say("green", tr("{name} is kept with the files of the audit.", name=name))
            self._changed()

        job = self._tools.write(self, work, kept, self._refused)
        self.busy.watch(job, tr("Reading the scan"))

    def _show(self, papers: tuple[PaperValue, ...], total: int, left: int) -> None:
        self._papers = {paper.id: paper for paper in papers}
        self.model.show(ListRows(_COLUMNS, tuple(map(_row, papers))))
        if papers:
            self.list.choose(papers[0].id)
        said = tr("{n} of {total} questions have no verdict yet.", n=left, total=total)
        self.hint.setText(said if total else tr("There is no question yet."))
        none = "" if total else tr("There is no question yet. Choose questions first.")
        locked = self._tools.space.read_only or ""
        self.all.allow(locked or none)
        self.rest.allow(locked or none or ("" if left else tr("Every question has its verdict.")))
        self._allow()

    def _chosen(self) -> PaperValue | None:
        return next((self._papers.get(i) for i in self.list.chosen_ids()), None)

    def _allow(self) -> None:
        locked, none = self._tools.space.read_only or "", tr("Choose a sheet first.")
        missing = "" if self._chosen() else none
        self.again.allow(missing)
        self.key_in.allow(locked or self._fixed or missing)
        self.scan.allow(locked)
        for button in (self.print_list, self.export):
            button.allow("" if self._papers else tr("There is nothing to list."))

    def _print_list(self) -> None:
        tools, title, total = self._tools, self.windowTitle(), len(self._papers)
        table = as_table(self.model.rows)
        print_table(self, title, tr("sheets"), table, total, tools.jobs, tools.space)

    def _export(self) -> None:
        tools = self._tools
        export_table(self, self.windowTitle(), as_table(self.model.rows), tools.jobs, tools.space)

    def _print(self, rest: bool) -> None:
        papers, audit, given = self._tools.space.audit_on_paper, self._audit, self.given.value()

        def work(progress: Progress) -> tuple[str, bytes]:
            made, pdf = papers.print(audit, rest, given)
            return next(each.number for each in papers.of(audit) if each.id == made), pdf

        job = self._tools.write(self, work, lambda made: self._printed(*made), self._refused)
        self.busy.watch(job, tr("Laying out"))

    def _printed(self, number: str, pdf: bytes) -> None:
        self.banner.hide()
        self.read()
        self._hand_over(number, pdf)

    def _print_again(self) -> None:
        paper, papers = self._chosen(), self._tools.space.audit_on_paper
        if paper is not None:
            number = paper.number
            self._tools.read(
                self, lambda _: papers.again(paper.id), lambda pdf: self._hand_over(number, pdf)
            )

    def _hand_over(self, number: str, pdf: bytes) -> None:
        hand_over(self._tools, self, number, [(safe_name(number) + ".pdf", pdf)])

    def _key_in(self) -> None:
        paper = self._chosen()
        if paper is not None and self.key_in.isEnabled():
            KeyPaperDialog(self._tools, paper, self._keyed, self).open()

    def _keyed(self) -> None:
        self.read()
        self._changed()

    def _choose_scan(self) -> None:
        path = self._tools.ask_file(self, tr("The scan of the sheet"), SCANS)
        if path is not None:
            self.take_scan(path)

    def _refused(self, refused: Refused) -> None:
        self.say("red", str(refused))


def _row(paper: PaperValue) -> Row:
    numbers, total = tuple(paper.rows), len(paper.rows)
    span = f"{numbers[0]}–{numbers[-1]}" if numbers else ""
    whole = paper.keyed == total
    state = Mark(tr("Done"), "green") if whole else Mark(tr("Open"), "blue")
    keyed = tr("{n} of {total}", n=paper.keyed, total=total)
    return Row(
        paper.id, (paper.number, paper_day(paper.printed_on), paper.given_to, span, keyed, state)
    )
