"""Every command of the editor, declared once: its words, keys, menu, and when it may be given.

The keys belong to the text while it has the keyboard, so the menus name them in their words
and the window's own shortcuts stay what they are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from isodesk.i18n import tr
from isodesk.ui.writing import manners, shaping, tables
from isodesk.ui.writing.editor import TextEditor
from isodesk.ui.writing.shown import FIELD_WORDS
from isodesk.writing.tree import Align, Field, FieldName, PageBreak, Rule

_REST = 60
"""Milliseconds after which buttons follow the cursor: each key would cost time otherwise."""


@dataclass(frozen=True)
class Command:
    """One command; `menu` is Edit, Text, Insert or Table, `part` what is ruled off, `check` shows
    whether it holds where the cursor stands, `reads` that it changes nothing."""

    name: str
    text: str
    menu: str
    part: int = 0
    keys: str = ""
    check: bool = False
    reads: bool = False


COMMANDS = (
    Command("undo", "Undo", "Edit", 0, "Ctrl+Z"),
    Command("redo", "Redo", "Edit", 0, "Ctrl+Y"),
    Command("cut", "Cut", "Edit", 1, "Ctrl+X"),
    Command("copy", "Copy", "Edit", 1, "Ctrl+C", reads=True),
    Command("paste", "Paste", "Edit", 1, "Ctrl+V"),
    Command("paste_plain", "Paste words only", "Edit", 1, "Ctrl+Shift+V"),
    Command("select_all", "Select all", "Edit", 1, "Ctrl+A", reads=True),
    Command("find", "Find…", "Edit", 2, "Ctrl+F", reads=True),
    Command("replace", "Find and replace…", "Edit", 2, "Ctrl+H"),
    Command("heading_1", "Heading 1", "Text", 3, "Ctrl+Alt+1", check=True),
    Command("heading_2", "Heading 2", "Text", 3, "Ctrl+Alt+2", check=True),
    Command("heading_3", "Heading 3", "Text", 3, "Ctrl+Alt+3", check=True),
    Command("heading_4", "Heading 4", "Text", 3, "Ctrl+Alt+4", check=True),
    Command("paragraph", "Paragraph", "Text", 3, "Ctrl+Alt+0", check=True),
    Command("quote", "Quotation", "Text", 3, "Ctrl+Alt+Q", check=True),
    Command("bold", "Bold", "Text", 4, "Ctrl+B", check=True),
    Command("italic", "Italic", "Text", 4, "Ctrl+I", check=True),
    Command("underline", "Underlined", "Text", 4, "Ctrl+U", check=True),
    Command("raised", "Superscript", "Text", 4, "Ctrl+Shift++", check=True),
    Command("lowered", "Subscript", "Text", 4, "Ctrl+=", check=True),
    Command("plain", "Plain words", "Text", 4, "Ctrl+Space"),
    Command("bullets", "Bullets", "Text", 5, "Ctrl+Shift+L", check=True),
    Command("numbers", "Numbers", "Text", 5, "Ctrl+Alt+L", check=True),
    Command("deeper", "A level deeper", "Text", 5, "Ctrl+M"),
    Command("higher", "A level higher", "Text", 5, "Ctrl+Shift+M"),
    Command("restart", "Begin again at 1", "Text", 5, check=True),
    Command("left", "Left", "Text", 6, "Ctrl+L", check=True),
    Command("centre", "Centred", "Text", 6, "Ctrl+E", check=True),
    Command("right", "Right", "Text", 6, "Ctrl+R", check=True),
    Command("table", "Table…", "Insert", 0),
    Command("picture", "Picture…", "Insert", 0),
    Command("link", "Link to a document…", "Insert", 0, "Ctrl+Alt+K"),
    Command("address", "Web address…", "Insert", 0),
    *(
        Command(f"field_{name.value}", f"Field: {words.lower()}", "Insert", 1)
        for name, words in FIELD_WORDS.items()
    ),
    Command("page_break", "Page break", "Insert", 2, "Ctrl+Return"),
    Command("rule", "Line", "Insert", 2),
    Command("head_foot", "Head and foot…", "Insert", 3),
    Command("edit_picture", "Size and words of the picture…", "Insert", 3),
    Command("row_above", "Row above", "Table", 0),
    Command("row_below", "Row below", "Table", 0),
    Command("column_before", "Column before", "Table", 0),
    Command("column_after", "Column after", "Table", 0),
    Command("merge", "Merge the cells", "Table", 1),
    Command("split", "Split the cell", "Table", 1),
    Command("header_row", "Header row on every page", "Table", 1, check=True),
    Command("widths", "Column widths…", "Table", 1),
    Command("remove_rows", "Remove the row", "Table", 2),
    Command("remove_columns", "Remove the column", "Table", 2),
    Command("remove_table", "Remove the table", "Table", 2),
)
_ELSEWHERE = frozenset({"find", "replace"})
"""Commands after which the keyboard is not in the text."""


class Commands(QObject):
    """The commands of one editor as actions; `answer` gives those that ask something first."""

    def __init__(self, editor: TextEditor, over: QWidget) -> None:
        super().__init__(over)
        self._editor = editor
        self._fixed = ""
        self._answers = {**self._own(), **self._of_fields()}
        self.actions = {each.name: self._made(each) for each in COMMANDS}
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.show_state)
        for told in (editor.cursorPositionChanged, editor.selectionChanged, editor.edited):
            told.connect(self._rest.start)
        editor.keys = {_portable(each.keys): self._by_key(each) for each in COMMANDS if each.keys}

    def answer(self, name: str, given: Callable[[], object]) -> None:
        """Let a function answer a command that asks something first."""
        self._answers[name] = given

    def give(self, name: str) -> None:
        """Give a command, as its menu entry does."""
        if name in self._answers:
            self._answers[name]()
        if name not in _ELSEWHERE:
            self._editor.setFocus()
        self.show_state()

    def focus_text(self) -> None:
        """Give the text the keyboard."""
        self._editor.setFocus()

    def set_fixed(self, why: str) -> None:
        """Say why nothing can be changed, "" when it can."""
        self._fixed = why
        self.show_state()

    def menu(self, menu: QMenu, name: str) -> None:
        """Fill a menu with the commands of Edit, Text, Insert or Table."""
        menu.setToolTipsVisible(True)
        for _, part in groupby((c for c in COMMANDS if c.menu == name), key=lambda c: c.part):
            menu.addActions([self.actions[each.name] for each in part])
            menu.addSeparator()

    def show_state(self) -> None:
        """Enable what may be given here, and check what holds here."""
        missing = self._missing()
        holds = dict(self._holding())
        for each in COMMANDS:
            action = self.actions[each.name]
            why = missing.get(each.name, "") or ("" if each.reads else self._fixed)
            action.setEnabled(not why)
            action.setToolTip(why or tip(each))
            if each.check:
                action.setChecked(holds.get(each.name, False))

    def _made(self, declared: Command) -> QAction:
        keys = QKeySequence(declared.keys).toString(QKeySequence.SequenceFormat.NativeText)
        action = QAction(f"{tr(declared.text)}\t{keys}" if keys else tr(declared.text), self)
        action.setObjectName(f"write_{declared.name}")
        action.setCheckable(declared.check)
        action.triggered.connect(lambda _=False, name=declared.name: self.give(name))
        return action

    def _by_key(self, declared: Command) -> Callable[[], None]:
        """What a key does: nothing where the command may not be given."""

        def pressed() -> None:
            self.show_state()
            if self.actions[declared.name].isEnabled():
                self.give(declared.name)

        return pressed

    def _own(self) -> dict[str, Callable[[], object]]:
        e = self._editor
        at = e.textCursor
        return {
            "undo": e.undo,
            "redo": e.redo,
            "cut": e.cut,
            "copy": e.copy,
            "paste": e.paste,
            "select_all": e.selectAll,
            **{
                f"heading_{n}": lambda n=n: shaping.set_heading(at(), n)  # type: ignore[misc]
                for n in range(1, 5)
            },
            "paragraph": lambda: shaping.set_heading(at(), 0),
            "quote": lambda: shaping.toggle_quote(at()),
            "bold": lambda: self._manner(manners.bold),
            "italic": lambda: self._manner(manners.italic),
            "underline": lambda: self._manner(manners.underlined),
            "raised": lambda: self._manner(manners.raised(1)),
            "lowered": lambda: self._manner(manners.raised(-1)),
            "plain": lambda: manners.plain_words(at()),
            "bullets": lambda: shaping.toggle_list(at(), False),
            "numbers": lambda: shaping.toggle_list(at(), True),
            "deeper": lambda: shaping.shift(at(), 1),
            "higher": lambda: shaping.shift(at(), -1),
            "restart": lambda: shaping.restart(at()),
            "left": lambda: shaping.align(at(), Align.LEFT),
            "centre": lambda: shaping.align(at(), Align.CENTRE),
            "right": lambda: shaping.align(at(), Align.RIGHT),
            "page_break": lambda: e.put_block(PageBreak()),
            "rule": lambda: e.put_block(Rule()),
            "row_above": lambda: tables.add_row(at(), below=False),
            "row_below": lambda: tables.add_row(at(), below=True),
            "column_before": lambda: tables.add_column(at(), after=False),
            "column_after": lambda: tables.add_column(at(), after=True),
            "merge": lambda: tables.merge_cells(at()),
            "split": lambda: tables.split_cell(at()),
            "header_row": lambda: tables.toggle_head(at()),
            "remove_rows": lambda: self._at_cursor(tables.remove_rows),
            "remove_columns": lambda: self._at_cursor(tables.remove_columns),
            "remove_table": lambda: tables.remove_table(at()),
        }

    def _of_fields(self) -> dict[str, Callable[[], object]]:
        return {
            f"field_{name.value}": lambda name=name: self._editor.put_inline(Field(name))  # type: ignore[misc]
            for name in FieldName
        }

    def _at_cursor(self, change: Callable[[QTextCursor], object]) -> None:
        """Let a command move the cursor too."""
        cursor = self._editor.textCursor()
        change(cursor)
        self._editor.setTextCursor(cursor)

    def _manner(self, change: manners.Manner) -> None:
        self._editor.setCurrentCharFormat(manners.change_words(self._editor.textCursor(), change))

    def _missing(self) -> dict[str, str]:
        """Why a command cannot be given here, for those that cannot."""
        e, cursor = self._editor, self._editor.textCursor()
        told: dict[str, str] = {}
        if not e.document().isUndoAvailable():
            told["undo"] = tr("Nothing has been changed yet.")
        if not e.document().isRedoAvailable():
            told["redo"] = tr("Nothing has been undone.")
        if not cursor.hasSelection():
            told |= dict.fromkeys(("cut", "copy", "plain"), tr("Select something first."))
        if shaping.shape_at(cursor).mark is None:
            told["restart"] = tr("The cursor stands in no numbered list.")
        if e.picture_here() is None:
            told["edit_picture"] = tr("Put the cursor beside a picture first.")
        return told | dict(_missing_in_table(e))

    def _holding(self) -> Iterator[tuple[str, bool]]:
        """What holds where the cursor stands."""
        cursor, told = self._editor.textCursor(), self._editor.currentCharFormat()
        shape = shaping.shape_at(cursor)
        for level in range(1, 5):
            yield f"heading_{level}", shape.heading == level
        yield "paragraph", not shape.heading and not shape.mark and not shape.quote
        yield "quote", bool(shape.quote)
        yield "bold", manners.is_bold(told)
        yield "italic", told.fontItalic()
        yield "underline", told.fontUnderline() and not told.anchorHref()
        yield "raised", manners.is_raised(told, 1)
        yield "lowered", manners.is_raised(told, -1)
        yield "bullets", shape.mark is not None and not shape.mark.ordered
        yield "numbers", shape.mark is not None and shape.mark.ordered
        yield "restart", shape.mark is not None and shape.mark.start is not None
        for align in Align:
            yield align.value, shape.align == align
        yield "header_row", tables.head_rows(cursor) > 0


def _missing_in_table(editor: TextEditor) -> Iterator[tuple[str, str]]:
    cursor = editor.textCursor()
    names = [each.name for each in COMMANDS if each.menu == "Table"]
    if cursor.currentTable() is None:
        yield from ((name, tr("Put the cursor into a table first.")) for name in names)
        headings = (f"heading_{n}" for n in range(1, 5))
        yield from ((name, "") for name in headings)
        return
    for n in range(1, 5):
        yield f"heading_{n}", tr("A cell of a table holds no heading.")
    yield "table", tr("A table does not stand within another.")
    if not tables.can_merge(cursor):
        yield "merge", tr("Select the cells first.")
    if not tables.can_split(cursor):
        yield "split", tr("The cell is not a merged one.")


def tip(declared: Command) -> str:
    """What stands over its button: words and keys."""
    keys = QKeySequence(declared.keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{tr(declared.text).rstrip('…')} ({keys})" if keys else tr(declared.text).rstrip("…")


def _portable(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
