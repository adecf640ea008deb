"""Filled forms: every blank that was printed, and the filled ones with their scan beside."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodesk.core.progress import Progress
from isodesk.documents.filled import FORM_WORDS, FilledValue, FormState
from isodesk.i18n import tr
from isodesk.intake.facts import Picture
from isodesk.ui.buttons import Button
from isodesk.ui.documents.printing import print_sheets
from isodesk.ui.documents.reason_dialog import ReasonDialog
from isodesk.ui.keeping.form_steps import FormSteps
from isodesk.ui.keeping.steps_page import StepsPage
from isodesk.ui.listing import Listing
from isodesk.ui.parts import EmptyState, Example, Way, Words, dress_surface
from isodesk.ui.sheet_preview import SheetPreview
from isodesk.ui.theme import current

_WIDE = 76
"""Text units from which the scan stands beside the list."""


class FilledPage(StepsPage):
    """Blanks by number; a scan dropped here is brought back."""

    help_topic = "filled-forms"
    concerned = frozenset(("filled_form", "attachment", "document", "disposal_line"))

    def listing(self) -> Listing:
        lists = self.tools.space.keeping_lists
        return Listing(
            tr("Filled forms"),
            tr("blanks and filled forms"),
            lists.filled,
            lists.filled_total,
            states={state.value: word for state, word in FORM_WORDS.items()},
            new="",
        )

    def side(self) -> QWidget:
        self._shown: int | None = None
        self.pane = QWidget()
        dress_surface(self.pane, "desk")
        self.preview = SheetPreview(self.tools.jobs, self._count, self._picture)
        self.said = Words(tr("Choose a filled form to see its scan."), tone="second", wrap=True)
        self.said.setContentsMargins(24, 24, 24, 24)
        column = QVBoxLayout(self.pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.preview, 1)
        self.preview.hide()
        return self.pane

    def make_steps(self) -> None:
        self.setAcceptDrops(True)
        self.steps = FormSteps(self.tools, self)
        self.add_head(Button(tr("Print"), self.print_current, "quiet", "printer"))
        self.add_head(Button(tr("Export"), self.export_current, "quiet", "download"))
        self.blanks = self.add_head(
            Button(tr("Print blanks"), self.steps.print_blanks, icon="plus")
        )
        self.back = self.add_head(
            Button(tr("Bring one back"), self.steps.bring_back, icon="file-import")
        )
        self.bar.add(tr("Bring back"), self._bring_chosen)
        self.bar.add(tr("Print again"), self._print_again)
        self.bar.add(tr("Void"), self._void)
        self.bar.add(tr("Open the form"), self._open_form)

    def offer_steps(self) -> None:
        chosen = self.chosen()
        read_only = self.tools.space.read_only or ""
        self.blanks.allow(read_only)
        self.back.allow(read_only)
        one = "" if len(chosen) == 1 else tr("Choose one row.")
        states = self.chosen_states()
        used = "" if set(states) == {"blank"} else tr("Only a blank.")
        for at, missing in enumerate((read_only or one or used, used, read_only or used, one)):
            self.bar.allow(at, missing)
        self.say_chosen(len(self.chosen()))
        self._show_scan(chosen[0] if len(chosen) == 1 else None)

    def open_row(self, row_id: int) -> None:
        if self.chosen_states() == ["blank"]:
            self._bring_chosen()
        else:
            self._open_form()

    def made_empty(self) -> QWidget:
        ways = (
            Way("printer", tr("Print blanks"), tr("Choose a form; each blank has a number."), True),
            Way("file-import", tr("Bring one back"), tr("A scan or photo finds its blank.")),
        )
        for way, take in zip(ways, (self.steps.print_blanks, self.steps.bring_back), strict=True):
            way.pressed.connect(take)
            way.setEnabled(self.tools.space.read_only is None)
            way.setToolTip(self.tools.space.read_only or "")
        return EmptyState(
            tr("Forms that were filled in stand here"),
            tr(
                "A form prints blank, each sheet with a number of its own. When it comes back"
                " filled in, its scan becomes a record with that number."
            ),
            ways,
            Example(
                "F-02-0042",
                tr("Pump test certificate"),
                tr("Filled in by S. Osei on 3 November, revision 2 of the form."),
                (tr("kept at least three years"),),
            ),
            tr("Retained documented information (7.5.3)"),
            3,
        )

    def fit(self) -> None:
        """The scan leaves where there is no room beside the list."""
        self.pane.setVisible(self.width() / current().em >= _WIDE)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData().urls()) and self.tools.space.read_only is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.steps.bring_back(_files(event.mimeData().urls())[0])

    def show_form(self, form_id: int) -> None:
        """Choose a blank or filled form, as when the search found it."""
        model = self.list.model

        def found(row: int | None) -> None:
            if row is None:
                self.list.show_everything()
            self.list.list.choose(form_id)

        model.find(form_id, found)

    def _show_scan(self, form_id: int | None) -> None:
        if form_id == self._shown:
            return
        self._shown = form_id
        self.preview.hide()
        self.said.show()
        if form_id is None:
            self.said.setText(tr("Choose a filled form to see its scan."))
            return
        forms = self.tools.space.forms

        def read(progress: Progress) -> tuple[FilledValue, bytes | None]:
            value = forms.get(form_id)
            first = value.files[0][0] if value.files else None
            return value, forms.scan_pages(first, progress) if first else None

        def failed(refused: Exception) -> None:
            self.said.setText(str(refused))

        self.tools.read(self, read, lambda got: self._came(form_id, *got), failed)

    def _came(self, form_id: int, value: FilledValue, pdf: bytes | None) -> None:
        if form_id != self._shown:
            return
        if pdf is None:
            self.said.setText(_about(value))
            return
        self.said.hide()
        self.preview.show()
        self.preview.show_sheets([(value.number, pdf)])

    def _count(self, pdf: bytes) -> int:
        return self.tools.space.contents.page_count(pdf)

    def _picture(self, pdf: bytes, page: int, width: int) -> Picture:
        return self.tools.space.contents.picture(pdf, page, width)

    def _bring_chosen(self) -> None:
        self._with_one(lambda value: self.steps.bring_back(blank=value))

    def _open_form(self) -> None:
        self._with_one(lambda v: self.record_requested.emit(v.document_id, "document"))

    def _with_one(self, take: Callable[[FilledValue], None]) -> None:
        forms, ids = self.tools.space.forms, self.chosen()
        if ids:
            self.tools.read(self, lambda _: forms.get(ids[0]), take)

    def _print_again(self) -> None:
        forms, ids = self.tools.space.forms, self.chosen()
        self.tools.read(
            self,
            lambda p: forms.print_again(ids, p),
            lambda sheet: print_sheets(self.tools, self, sheet.title, [sheet]),
            title=tr("Stamping"),
        )

    def _void(self) -> None:
        forms, ids = self.tools.space.forms, self.chosen()
        n = len(ids)
        ReasonDialog(
            self.tools,
            tr("Void 1 blank") if n == 1 else tr("Void {n} blanks", n=n),
            tr("Why"),
            tr("&Void"),
            lambda reason, _: forms.void(ids, reason),
            lambda _: self.status.emit(tr("Void: the numbers are not given again.")),
            sentence=tr("Spoilt, lost or not needed. The number stays and says so."),
            parent=self,
        ).open()


def _about(value: FilledValue) -> str:
    """What there is to say of one without a scan."""
    if value.state == FormState.VOID:
        return tr("{number} is void: {why}", number=value.number, why=value.note)
    given = tr(" Given to {who}.", who=value.given_to) if value.given_to else ""
    return tr("{number} has not come back yet.", number=value.number) + given


def _files(urls: list[QUrl]) -> list[Path]:
    found = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in found if path.is_file()]
