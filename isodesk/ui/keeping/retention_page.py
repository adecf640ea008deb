"""Retention: what has ended, how long it is kept, and what may be disposed of."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.documents.retention import KEEPING_WORDS, DisposalPlan, Keeping
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.printing import print_made
from isodesk.ui.keeping.steps_page import StepsPage
from isodesk.ui.listing import Listing
from isodesk.ui.parts import EmptyState, Example, Way


class RetentionPage(StepsPage):
    """Superseded and withdrawn revisions, filled and void forms."""

    help_topic = "retention"
    concerned = frozenset(
        (
            "document",
            "revision",
            "filled_form",
            "retention_rule",
            "document_type",
            "legal_hold",
            "disposal_line",
        )
    )

    def listing(self) -> Listing:
        lists = self.tools.space.keeping_lists
        return Listing(
            tr("Retention"),
            tr("records"),
            lists.retention,
            lists.retention_total,
            states={state.value: word for state, word in KEEPING_WORDS.items()},
            new="",
        )

    def make_steps(self) -> None:
        self.add_head(Button(tr("Rules"), self.change_rules, "quiet", "settings"))
        self.add_head(Button(tr("Print"), self.print_current, "quiet", "printer"))
        self.add_head(Button(tr("Export"), self.export_current, "quiet", "download"))
        self.review = self.add_head(
            Button(tr("Review what is due"), self.review_due, icon="folder")
        )
        self.bar.add(tr("Dispose of"), lambda: self._plan(self.chosen()))
        self.bar.add(tr("Print the disposal list"), self._print_list)
        self.bar.add(tr("Certificate"), self._print_certificate)
        self.bar.add(tr("Open the document"), self._open_chosen)

    def offer_steps(self) -> None:
        states = self.chosen_states()
        read_only = self.tools.space.read_only or ""
        one = "" if len(states) == 1 else tr("Choose one row.")
        gone = all(state == Keeping.DISPOSED for state in states)
        not_gone = one or ("" if gone else tr("It is not disposed of."))
        kept = tr("It is disposed of already.") if gone else ""
        for at, missing in enumerate((read_only or kept, kept, not_gone, one)):
            self.bar.allow(at, missing)
        self.say_chosen(len(self.chosen()))
        self.review.allow(read_only)

    def open_row(self, row_id: int) -> None:
        self._open_chosen()

    def made_empty(self) -> QWidget:
        way = Way("settings", tr("Look at the rules"), tr("How long each type is kept, and why."))
        way.pressed.connect(self.change_rules)
        return EmptyState(
            tr("What has ended stands here until it may go"),
            tr(
                "A revision that is replaced, a document that is withdrawn and a form that was"
                " filled in are kept for at least as long as their rule says. Then they are"
                " reviewed, and disposed of with a certificate, or kept on."
            ),
            (way,),
            Example(
                "QP-07",
                tr("Revision 4, replaced on 12 May 2023"),
                tr("Kept at least three years, until 12 May 2026. Due for review."),
                (tr("Controlled documents"), tr("no hold")),
            ),
            tr("Control of documented information (7.5.3)"),
            3,
        )

    def change_rules(self) -> None:
        """The rules and what they are used for; a file without any is offered the starters."""
        from isodesk.ui.keeping.rules_dialog import RulesDialog

        space, jobs = self.tools.space, self.tools.jobs
        retention = space.retention

        def show(rules: Sequence[object]) -> None:
            if not rules and not space.read_only:
                self.tools.write(self, lambda _: retention.add_starters(), lambda _: opened())
            else:
                opened()

        def opened() -> None:
            RulesDialog(space, jobs, self).open()

        self.tools.read(self, lambda _: retention.rules(), show)

    def review_due(self) -> None:
        """Everything that is due for review, as a disposal list."""
        lists = self.tools.space.keeping_lists
        due = lists.due_for_review()
        if due:
            self._plan(list(due))
        else:
            self.status.emit(tr("Nothing is due for review."))

    def _plan(self, ids: Sequence[int]) -> None:
        from isodesk.ui.documents.people import choices
        from isodesk.ui.keeping.disposal_dialog import DisposalDialog

        space = self.tools.space

        def read(_: Progress) -> tuple[DisposalPlan, list[tuple[int, str]]]:
            return space.disposals.plan(ids), choices(space).signers()

        def show(got: tuple[DisposalPlan, list[tuple[int, str]]]) -> None:
            DisposalDialog(self.tools, *got, self._disposed, self).open()

        self.tools.read(self, read, show, title=tr("Looking what may go"))

    def _disposed(self, disposal_id: int) -> None:
        self.status.emit(tr("Disposed of, with a certificate."))
        self.print_certificate(disposal_id)

    def print_certificate(self, disposal_id: int) -> None:
        """The certificate of a disposal."""
        sheets, title = self.tools.space.disposal_sheets, tr("Disposal certificate")
        print_made(self.tools, self, title, title, lambda _: sheets.certificate(disposal_id))

    def _print_list(self) -> None:
        space, ids, title = self.tools.space, self.chosen(), tr("Disposal list")
        print_made(
            self.tools,
            self,
            title,
            title,
            lambda _: space.disposal_sheets.list(space.disposals.plan(ids)),
        )

    def _print_certificate(self) -> None:
        disposals, ids = self.tools.space.disposals, self.chosen()

        def found(disposal_id: int | None) -> None:
            if disposal_id is not None:
                self.print_certificate(disposal_id)

        self.tools.read(self, lambda _: disposals.of_record(ids[0]), found)

    def _open_chosen(self) -> None:
        lists, ids = self.tools.space.lists, self.chosen()
        if ids:
            document = lists.parent_of(ids[0])
            self.record_requested.emit(document, "document")
