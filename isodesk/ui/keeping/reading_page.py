"""Reading: who still has to read what, over all documents, and who has."""

from PySide6.QtWidgets import QWidget

from isodesk.documents.reading import AckValue
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.printing import print_made
from isodesk.ui.keeping.read_steps import ReadSteps
from isodesk.ui.keeping.steps_page import StepsPage
from isodesk.ui.listing import Listing
from isodesk.ui.parts import EmptyState, Example, Way


class ReadingPage(StepsPage):
    """Every acknowledgement; steps for those that are chosen."""

    help_topic = "reading"
    concerned = frozenset(("acknowledgement", "document", "revision", "person", "reader"))

    def listing(self) -> Listing:
        lists = self.tools.space.keeping_lists
        return Listing(
            tr("Read and understood"),
            tr("readings"),
            lists.reading,
            lists.reading_total,
            chips=(("open", "Open"), ("late", "Late"), ("mine", "Mine")),
            new="",
        )

    def make_steps(self) -> None:
        self.steps = ReadSteps(self.tools, self)
        self.add_head(Button(tr("Print"), self.print_current, "quiet", "printer"))
        self.add_head(Button(tr("Export"), self.export_current, "quiet", "download"))
        self.bar.add(tr("Sign as read"), lambda: self._with_chosen(self.steps.sign))
        self.bar.add(tr("Sign sheet"), lambda: self._with_one(self.steps.print_sheet))
        self.bar.add(tr("Key in the sheet"), lambda: self._with_one(self.steps.key_in))
        self.bar.add(tr("What this person reads"), lambda: self._with_one(self._print_person))
        self.bar.add(tr("Open the document"), lambda: self._with_one(self._open_document))

    def offer_steps(self) -> None:
        chosen = self.chosen()
        read_only = self.tools.space.read_only or ""
        one = "" if len(chosen) == 1 else tr("Choose one row.")
        for at, missing in enumerate((read_only, one, read_only or one, one, one)):
            self.bar.allow(at, missing)
        self.say_chosen(len(self.chosen()))

    def open_row(self, row_id: int) -> None:
        self._with_one(self._open_document)

    def made_empty(self) -> QWidget:
        way = Way("files", tr("Open the documents"), tr("Name the readers on its Reading tab."))
        way.pressed.connect(lambda: self.record_requested.emit(0, "documents"))
        return EmptyState(
            tr("Who has read what stands here"),
            tr(
                "When a revision comes into force, everybody who works by it confirms having"
                " read and understood it: on screen, or on a sign sheet that is keyed back in."
            ),
            (way,),
            Example(
                "QP-07",
                tr("Assembly and release of pumps"),
                tr("Read by the assembly team, as a role: whoever joins it is asked too."),
                (tr("9 of 12 have signed"), tr("due in 5 days")),
            ),
            tr("Awareness and documented information (7.3, 7.5)"),
            3,
        )

    def _with_chosen(self, take: object) -> None:
        reading, ids = self.tools.space.reading, self.chosen()
        self.tools.read(self, lambda _: reading.by_ids(ids), take)  # type: ignore[arg-type]

    def _with_one(self, take: object) -> None:
        reading, ids = self.tools.space.reading, self.chosen()[:1]
        self.tools.read(self, lambda _: reading.by_ids(ids)[0], take)  # type: ignore[arg-type]

    def _open_document(self, ack: AckValue) -> None:
        self.record_requested.emit(ack.document_id, "reading")

    def _print_person(self, ack: AckValue) -> None:
        sheets = self.tools.space.reading_sheets
        title = tr("Read and understood: {name}", name=ack.name)
        print_made(self.tools, self, title, title, lambda _: sheets.person(ack.person_id))
