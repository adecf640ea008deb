"""What commands ask before they put something in: small dialogs over the text."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QWidget

from isodesk.core.rows import Column, ListRows, Row
from isodesk.i18n import tr
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, FilterField, LineField, NoteField
from isodesk.ui.list_view import ListView
from isodesk.ui.rows_model import RowsModel
from isodesk.ui.theme import current
from isodesk.writing.normal import line
from isodesk.writing.tree import Picture

_PAUSE = 120
WIDTHS = ((1000, "As wide as the text"), (750, "Three quarters"), (500, "Half"), (330, "A third"))
COLUMNS = (
    Column("number", "Number", 7, "number", sortable=False),
    Column("title", "Title", 18, sortable=False),
    Column("state", "State", 8.5, "state", sortable=False),
)


class NumberField(LineField):
    """A whole number; what is typed out of its bounds counts as the nearest within."""

    def __init__(self, label: str, least: int, most: int, value: int) -> None:
        super().__init__(label, tr("{least} to {most}", least=least, most=most))
        self._least, self._most, self._usual = least, most, value
        self.line.setValidator(QIntValidator(0, 9_999, self.line))
        self.set_value(value)

    def value(self) -> int:  # type: ignore[override]
        typed = self.line.text().strip()
        return min(max(int(typed), self._least), self._most) if typed else self._usual

    def put(self, value: int) -> None:  # type: ignore[override]
        self.line.setText(str(value))


class AskDialog(Dialog):
    """A title, some fields, one step; `done` is called when it is taken."""

    def __init__(
        self, title: str, step: str, done: Callable[[], object], parent: QWidget, wide: int = 440
    ) -> None:
        super().__init__(title, wide=wide, parent=parent)
        self._done = done
        self.add_close(tr("&Cancel"))
        self.step = self.add_button(step, self.take, "primary")

    def take(self) -> None:
        """Take the step, as its button does."""
        self.accept()
        self._done()


def ask_table(done: Callable[[int, int, int], object], parent: QWidget) -> AskDialog:
    """Rows, columns and whether the first row is a header."""
    rows = NumberField(tr("Rows"), 1, 60, 3)
    columns = NumberField(tr("Columns"), 1, 20, 3)
    head = QCheckBox(tr("The first row is a header, repeated on every page"))
    head.setChecked(True)

    def take() -> None:
        done(rows.value(), columns.value(), int(head.isChecked()))

    dialog = AskDialog(tr("Table"), tr("&Put it in"), take, parent)
    for part in (columns, rows, head):
        dialog.body.addWidget(part)
    columns.line.setFocus()
    columns.line.selectAll()
    return dialog


def ask_widths(
    widths: Sequence[int], done: Callable[[tuple[int, ...]], object], parent: QWidget
) -> AskDialog:
    """Widths of the columns in percent of the text; they are made to fill it."""
    fields = [
        NumberField(tr("Column {n}", n=n), 1, 100, max(1, round(width / 10)))
        for n, width in enumerate(widths, 1)
    ]
    dialog = AskDialog(
        tr("Column widths"),
        tr("&Set the widths"),
        lambda: done(tuple(field.value() for field in fields)),
        parent,
    )
    for field in fields:
        dialog.body.addWidget(field)
    dialog.hint.setText(tr("In hundredths of the text's width; they are made to fill it."))
    return dialog


def ask_picture(picture: Picture, done: Callable[[Picture], object], parent: QWidget) -> AskDialog:
    """Width, caption and the words for those who do not see it."""
    wide = ChoiceField(tr("Width"), [(key, tr(words)) for key, words in _widths(picture.width)])
    wide.set_value(picture.width)
    alt = NoteField(
        tr("What it shows"), 2, tr("For those who do not see it; read out, not printed.")
    )
    caption = LineField(tr("Caption"), tr("Stands below it."))
    alt.set_value(picture.alt)
    caption.set_value(picture.caption)

    def take() -> None:
        width = wide.value() or picture.width
        done(Picture(picture.sha256, width, line(alt.value()), line(caption.value())))

    dialog = AskDialog(tr("Picture"), tr("&Use this"), take, parent)
    for field in (wide, alt, caption):
        dialog.body.addWidget(field)
    alt.text.setFocus()
    return dialog


def _widths(own: int) -> list[tuple[int, str]]:
    known = list(WIDTHS)
    if own not in dict(known):
        known.append((own, f"{own / 10:g} %"))
    return known


def ask_address(known: str, done: Callable[[str], object], parent: QWidget) -> AskDialog:
    """An address for the words that are selected; none takes it off."""
    address = LineField(
        tr("Address"),
        tr("Begins with https://, mailto: or tel:. Leave it empty to take it off."),
        "https://",
    )
    address.set_value(known)

    def take() -> None:
        typed = address.value()
        if typed and ":" not in typed:
            typed = f"mailto:{typed}" if "@" in typed else f"https://{typed}"
        done(typed)

    dialog = AskDialog(tr("Web address"), tr("&Set it"), take, parent)
    dialog.body.addWidget(address)
    address.line.setFocus()
    return dialog


def ask_head_foot(
    head: str, foot: str, done: Callable[[str, str], object], parent: QWidget
) -> AskDialog:
    """A line of the writer's own in head and foot of every page."""
    names = tr("Number, revision, date and page stand there already.")
    fields = tr("Fields are written as {revision} or {effective}.")
    top = LineField(tr("In the head of every page"), names)
    low = LineField(tr("In the foot of every page"), fields)
    top.set_value(head)
    low.set_value(foot)
    dialog = AskDialog(
        tr("Head and foot"), tr("&Use these"), lambda: done(top.value(), low.value()), parent, 520
    )
    dialog.body.addWidget(top)
    dialog.body.addWidget(low)
    top.line.setFocus()
    return dialog


class PickDocument(AskDialog):
    """Another document, found as one types; `done` is told id and number."""

    def __init__(
        self, tools: Tools, own: int, done: Callable[[int, str], object], parent: QWidget
    ) -> None:
        super().__init__(
            tr("Link to a document"), tr("&Put the link in"), self._picked, parent, 560
        )
        self._tools, self._own, self._told = tools, own, done
        self._numbers: dict[int, str] = {}
        self.words = FilterField(tr("Number or words"), tr("Find the document"))
        self.model = RowsModel(ListRows(COLUMNS, ()))
        self.list = ListView(tr("Documents found"), inset=8)
        self.list.setModel(self.model)
        self.list.empty_words = tr("Type a number or words of the document.")
        self.list.setFixedHeight(current().length(220))
        self.body.addWidget(self.words)
        self.body.addWidget(self.list)
        self.hint.setText(tr("The text shows its number, title and the revision in force."))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._search)
        self.words.changed.connect(lambda _: self._pause.start())
        self.words.left_down.connect(self.list.setFocus)
        self.list.opened.connect(lambda _: self.take())
        self.step.allow(tr("Find the document and choose it."))
        self.words.setFocus(Qt.FocusReason.PopupFocusReason)

    def _search(self) -> None:
        typed, searching = self.words.text(), self._tools.space.searching

        def found(hits: Sequence[object]) -> None:
            if typed == self.words.text():
                self._show(hits)

        self._tools.read(self, lambda _: searching.find(typed), found)

    def _show(self, hits: Sequence[object]) -> None:
        rows = tuple(
            Row(hit.record_id, (hit.number, hit.title, hit.state))  # type: ignore[attr-defined]
            for hit in hits
            if hit.kind == "document" and hit.record_id != self._own  # type: ignore[attr-defined]
        )
        self._numbers = {row.id: str(row.values[0]) for row in rows}
        self.list.empty_words = tr("Nothing found.")
        self.model.show(ListRows(COLUMNS, rows))
        if rows:
            self.list.choose(rows[0].id)
        self.step.allow("" if rows else tr("Find the document and choose it."))

    def _picked(self) -> None:
        chosen = self.list.chosen_id()
        if chosen is not None:
            self._told(chosen, self._numbers.get(chosen, ""))
