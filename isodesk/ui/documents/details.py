"""Details of a document: every field, saved as it is left; its pages beside it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.ui.documents.content_box import ContentBox
from isodesk.ui.documents.dates_block import DatesBlock
from isodesk.ui.documents.distribution import DistributionEditor
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.form_fields import (
    RITUAL,
    as_stored,
    made_fields,
    offer,
    on_each,
    stored,
    why_fixed,
)
from isodesk.ui.documents.keep_steps import KeepSteps
from isodesk.ui.documents.pages_pane import PagesPane
from isodesk.ui.documents.reviews_block import AskedBanner, ReviewsBlock
from isodesk.ui.documents.saving import Change, save
from isodesk.ui.documents.signed import SignedBlock
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import Field
from isodesk.ui.parts import SectionHead, dress_surface
from isodesk.ui.theme import current

_FORM_EM = 25
_GAP = 16


class Details(QWidget):
    """`saved(change)` after each value that is on disk."""

    saved = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._facts: RecordFacts | None = None
        self.fields = made_fields(tools.space.desk.today())
        self.content = ContentBox(tools)
        self.signed = SignedBlock()
        self.asked, self.reviews = AskedBanner(), ReviewsBlock()
        self.dates = DatesBlock()
        self.keep_steps = KeepSteps(tools, self)
        self.dates.rule_pressed.connect(lambda: self.keep_steps.change_rule(self._facts))
        self.dates.hold_pressed.connect(lambda: self.keep_steps.hold_or_lift(self._facts))
        self.distribution = DistributionEditor()
        self.pages = PagesPane(tools)
        self.tools_row: tuple[QWidget, ...] = (self.pages.tools_row,)
        self.setAcceptDrops(True)
        self._lay_out()
        on_each(self.fields, self._save)
        self.distribution.edited.connect(lambda lines: self._save("distribution", lines))
        for editor in self.findChildren(QLineEdit) + self.findChildren(QPlainTextEdit):
            editor.installEventFilter(self)

    def show_facts(self, facts: RecordFacts) -> None:
        """Show a document; what is being typed in the same record is left alone."""
        other = self._facts is None or self._facts.document.id != facts.document.id
        if other:
            self._leave()
        self._facts = facts
        offer(self.fields, facts)
        for key, field in self.fields.items():
            if other or not _being_typed(field):
                field.set_value(stored(facts.document, key))
                field.set_problem("")
            why = why_fixed(facts, key)
            field.set_read_only(bool(why))
            field.setToolTip(why)
        self._show_rest(facts)

    def show_pages(self, shown: bool) -> None:
        """Show the pages beside the form, or give the form all the room."""
        self.pages.setVisible(shown)

    def splitter(self) -> QSplitter:
        """Between form and pages; its sizes are remembered."""
        return self._split

    def save_typed(self) -> None:
        """Save what stands in the field the keyboard is in."""
        for field in self.fields.values():
            if _being_typed(field):
                field.commit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _one_file(event) is not None and self.content.takes_files():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _one_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.content.bring_in(path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z belongs to the field while it has something of its own to undo."""
        if event.type() == QEvent.Type.ShortcutOverride and event.matches(  # type: ignore[attr-defined]
            QKeySequence.StandardKey.Undo
        ):
            own = (
                watched.isUndoAvailable()
                if isinstance(watched, QLineEdit)
                else isinstance(watched, QPlainTextEdit) and watched.document().isUndoAvailable()
            )
            if not own:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _show_rest(self, facts: RecordFacts) -> None:
        document = facts.document
        self.content.show_facts(facts)
        self.signed.show_revision(document.newest)
        self.asked.show_asks(document.asks)
        self.reviews.show_document(document)
        self.dates.show_facts(facts)
        self._show_outside(document.outside is not None)
        lines = tuple((h.holder, h.place) for h in document.distribution)
        self.distribution.show_lines(lines, facts.choices, bool(why_fixed(facts, "title")))
        self.pages.show_facts(facts)

    def _show_outside(self, outside: bool) -> None:
        """What comes from outside has an edition and a source, but no author or reviewer here."""
        self._outside.setVisible(outside)
        for key in RITUAL:
            self.fields[key].setVisible(not outside)
        self.fields["label"].label.setText(tr("Edition") if outside else tr("Revision"))
        self.fields["summary"].label.setText(
            tr("What is new in it") if outside else tr("What changed")
        )
        self._revision_head.title.setText(tr("This edition") if outside else tr("This revision"))
        self._lookers_head.title.setText(tr("Review") if outside else tr("Who looks at it"))

    def _leave(self) -> None:
        """Another record is coming: what was typed goes to the one it was typed for."""
        self.save_typed()

    def _save(self, key: str, value: Any) -> None:
        facts = self._facts
        if facts is None:
            return
        document, newest = facts.document, facts.document.newest
        before = _stored_or_lines(facts, key)
        label = self.fields[key].label.text() if key in self.fields else tr("Distribution")
        change = Change(
            document.id, newest.id if newest else None, key, label, before, as_stored(value)
        )
        space = self._tools.space
        self._tools.write(
            self,
            lambda _: save(space, change),
            lambda _: self._saved(change),
            lambda refused: self._refused(key, refused),
        )

    def _saved(self, change: Change) -> None:
        field = self.fields.get(change.key)
        if field is not None:
            field.set_problem("")
        self.saved.emit(change)

    def _refused(self, key: str, refused: Refused) -> None:
        field = self.fields.get(key)
        if field is None:
            self._tools.said(str(refused))
        else:
            field.set_problem(str(refused))

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._made_form())
        self._split.addWidget(self.pages)
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([round(_FORM_EM * current().em), 2000])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _made_form(self) -> QScrollArea:
        form = QWidget()
        dress_surface(form, "base")
        column = QVBoxLayout(form)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(_GAP)
        for part in self._parts():
            column.addWidget(part) if isinstance(part, QWidget) else column.addLayout(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumWidth(round(18 * current().em))
        area.setWidget(form)
        return area

    def _parts(self) -> list[QWidget | QHBoxLayout]:
        f = self.fields
        self._outside = self._made_outside()
        self._revision_head = _head(tr("This revision"))
        self._lookers_head = _head(tr("Who looks at it"))
        return [
            self.asked,
            f["title"],
            f["owner_id"],
            self._beside("effective_on", "next_review_on"),
            self._outside,
            f["clauses"],
            f["summary"],
            self.content,
            self.signed,
            self.reviews,
            self.dates,
            self._revision_head,
            self._beside("label", "author_id"),
            f["reason"],
            self._lookers_head,
            f["reviewer_id"],
            f["approver_id"],
            f["review_months"],
            self.distribution,
            _head(tr("Where it belongs")),
            self._beside("number", "legacy"),
            self._beside("type_id", "systems"),
            self._beside("process", "department"),
            f["note"],
        ]

    def _made_outside(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(_head(tr("From outside")))
        for key in ("source", "found_at"):
            column.addWidget(self.fields[key])
        column.addLayout(self._beside("checked_on", "next_check_on"))
        column.addLayout(self._beside("check_months", "expires_on"))
        return part

    def _beside(self, left: str, right: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        for key in (left, right):
            row.addWidget(self.fields[key], 1)
        return row


def _head(words: str) -> SectionHead:
    head = SectionHead(words)
    head.setContentsMargins(0, 8, 0, 0)
    return head


def _being_typed(field: Field) -> bool:
    """Whether the keyboard is in the field and its value is not the saved one."""
    focus = field.editor.hasFocus() or any(w.hasFocus() for w in field.findChildren(QWidget))
    return focus and field.unsaved()


def _stored_or_lines(facts: RecordFacts, key: str) -> Any:
    if key == "distribution":
        return tuple((h.holder, h.place) for h in facts.document.distribution)
    return stored(facts.document, key)


def _one_file(event: QDragEnterEvent | QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.is_file() else None
