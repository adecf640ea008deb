"""A text being written, over the Documents page: the text, its pages beside it, the way back."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.services.written import Text
from isodesk.ui.buttons import Button
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import Banner, HairLine, Words, dress_surface, small_words
from isodesk.ui.theme import STRONG, current
from isodesk.ui.writing import ask, manners, tables
from isodesk.ui.writing.autosave import Autosave
from isodesk.ui.writing.commands import Commands
from isodesk.ui.writing.editor import TextEditor
from isodesk.ui.writing.find_bar import FindBar
from isodesk.ui.writing.forms import widths_of
from isodesk.ui.writing.pasting import Pasting
from isodesk.ui.writing.preview import PreviewPane
from isodesk.ui.writing.running import from_line, line_of
from isodesk.ui.writing.shown import SEEN_WIDTH, Shown
from isodesk.ui.writing.toolbar import Toolbar
from isodesk.writing.tree import Block, DocumentLink, Picture, Running

PREVIEW_FROM = 78
"""Text units of width from which the pages have room beside the text."""
PICTURES = "Pictures (*.png *.jpg *.jpeg *.tif *.tiff *.gif *.bmp *.webp *.heic);;All files (*)"


class WritingPage(QWidget):
    """`left()` when the writer is done and everything is on disk; `opened(document id)` when a
    link is followed."""

    left = Signal()
    opened = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "base")
        self._tools = tools
        self._text: Text | None = None
        self._kept: tuple[Block, ...] | None = None
        self._leaving: Callable[[], object] | None = None
        self.shown = Shown(self._fetch, self)
        self.editor = TextEditor(self.shown)
        self.commands = Commands(self.editor, self)
        self.find_bar = FindBar(self.editor)
        self.toolbar = Toolbar(self.commands)
        self.preview = PreviewPane(tools)
        self.banner = Banner()
        self.saving = Autosave(tools, self.editor.blocks, self.editor.is_busy, self)
        self.pasting = Pasting(tools, self.editor, self._say_no)
        self.back = Button("", self.leave, "link", "chevron-left")
        self.title = Words(weight=STRONG)
        self.count, self.state = small_words(), small_words()
        self._wished, self._fixed = True, ""
        self._lay_out()
        self._connect()

    # -- what the page asks -----------------------------------------------------------------

    def open(self, text: Text, number: str, title: str, label: str, read_only: str) -> None:
        """Show a text; `read_only` says why nothing can be changed in this file."""
        self._text = text
        fixed = read_only or text.fixed
        self.back.setText(
            tr("{number}, draft of revision {label}", number=number, label=label)
            if not text.fixed
            else tr("{number}, revision {label}", number=number, label=label)
        )
        self.title.setText(title)
        self.shown.set_values(text.fields, text.links)
        self.banner.hide()
        if fixed:
            self.banner.say("grey", tr("Open for reading."), fixed)
        self._fixed = fixed
        self.commands.set_fixed(fixed or tr("The text is being opened."))
        self.editor.setReadOnly(True)
        self.state.setText("")
        self.editor.set_tree(text.tree)
        self.preview.open(text.revision_id)
        self._fit()
        self.editor.setFocus()

    def _filled(self) -> None:
        """The whole text stands there: from now on it is written in."""
        if self._text is None:
            return
        self.editor.setReadOnly(bool(self._fixed))
        self.commands.set_fixed(self._fixed)
        self.saving.open(0 if self._fixed else self._text.revision_id, self.editor.blocks())
        self._count_words()
        self._offer_kept(self._text.revision_id)

    def _offer_kept(self, revision_id: int) -> None:
        """Words that could not be saved when the file closed are put back when asked for."""
        from isodesk.ui.writing.kept import kept

        self._kept = None if self._fixed else kept(self._tools.space.file_id, revision_id)
        if self._kept is not None:
            self.banner.say(
                "amber",
                tr("What was typed last could not be saved."),
                tr("It was kept beside the program's settings."),
                tr("Put it in"),
            )

    def _put_kept_in(self) -> None:
        from isodesk.ui.writing.kept import forget

        self.banner.hide()
        blocks, self._kept = self._kept, None
        if blocks is not None and self._text is not None:
            cursor = self.editor.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            self.editor.put_blocks([b for b in blocks if not isinstance(b, Running)], cursor)
            forget(self._tools.space.file_id, self._text.revision_id)

    def revision(self) -> int:
        """The revision whose text is open; 0 for none."""
        return self._text.revision_id if self._text else 0

    def leave(self, then: Callable[[], object] | None = None) -> None:
        """Save what is typed, then go back; what cannot be saved keeps the text open."""
        self._leaving = then or self._go
        if self.saving.unsaved():
            self.saving.save()
        else:
            self._left()

    def save_at_once(self) -> str:
        """Before the file closes; the sentence why it could not be saved, "" when it was."""
        why = self.saving.save_at_once()
        if not why:
            self.saving.settle_at_once()
        return why

    def give(self, name: str) -> None:
        """Give a command by its name."""
        self.commands.give(name)

    def fill_menu(self, menu: QMenu) -> None:
        """The commands as a menu of the window."""
        below = (("Edit", tr("Edit")), ("Insert", tr("Insert")), ("Table", tr("Table")))
        for name, words in below:
            self.commands.menu(menu.addMenu(words), name)
        menu.addSeparator()
        self.commands.menu(menu, "Text")
        menu.aboutToShow.connect(self.commands.show_state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- commands that ask ------------------------------------------------------------------

    def _answer(self) -> None:
        answers: dict[str, Callable[[], object]] = {
            "find": self.find_bar.ask,
            "replace": self.find_bar.replace,
            "paste_plain": self._paste_plain,
            "table": lambda: ask.ask_table(self._put_table, self).open(),
            "picture": self._choose_picture,
            "edit_picture": self._edit_picture,
            "link": self._choose_link,
            "address": self._choose_address,
            "head_foot": self._choose_head_foot,
            "widths": self._choose_widths,
        }
        for name, given in answers.items():
            self.commands.answer(name, given)

    def _paste_plain(self) -> None:
        from PySide6.QtWidgets import QApplication

        self.pasting.words(QApplication.clipboard().text())

    def _put_table(self, rows: int, columns: int, head: int) -> None:
        cursor = self.editor.textCursor()
        tables.insert_table(cursor, rows, columns, head)
        self.editor.setTextCursor(cursor)
        self.editor.setFocus()

    def _choose_picture(self) -> None:
        paths = self._tools.ask_files(self, tr("Put in a picture"), PICTURES)
        if paths:
            self.pasting.pictures(paths)

    def _edit_picture(self) -> None:
        picture = self.editor.picture_here()
        if picture is not None:
            ask.ask_picture(picture, self._change_picture, self).open()

    def _change_picture(self, picture: Picture) -> None:
        self.editor.change_picture(picture)
        self.editor.setFocus()

    def _choose_link(self) -> None:
        own = self._text.document_id if self._text else 0
        ask.PickDocument(self._tools, own, self._put_link, self).open()

    def _put_link(self, document_id: int, number: str) -> None:
        written = self._tools.space.written

        def came(linked: object) -> None:
            self.shown.add_link(document_id, linked)  # type: ignore[arg-type]
            self.editor.put_inline(DocumentLink(document_id, number))
            self.editor.setFocus()

        self._tools.read(self, lambda _: written.linked(document_id), came)

    def _choose_address(self) -> None:
        cursor = self.editor.textCursor()
        manners.select_address(cursor)
        if not cursor.hasSelection():
            self._say_no(tr("Select the words that lead to the address first."))
            return
        self.editor.setTextCursor(cursor)
        known = manners.address_at(cursor)
        ask.ask_address(known, lambda href: manners.set_address(cursor, href), self).open()

    def _choose_head_foot(self) -> None:
        head, foot = (line_of(self.editor.running(foot)) for foot in (False, True))
        ask.ask_head_foot(head, foot, self._set_head_foot, self).open()

    def _set_head_foot(self, head: str, foot: str) -> None:
        lines: list[Running] = []
        for is_foot, typed in ((False, head), (True, foot)):
            known = self.editor.running(is_foot)
            if line_of(known) == typed and known is not None:
                lines.append(known)
            elif typed:
                lines.append(Running(is_foot, from_line(typed)))
        self.editor.set_running(lines)

    def _choose_widths(self) -> None:
        table = self.editor.textCursor().currentTable()
        if table is None:
            return
        known = widths_of(table.format().toTableFormat(), table.columns())
        usual = known or (1000 // table.columns(),) * table.columns()
        ask.ask_widths(usual, lambda widths: tables.set_widths(table, widths), self).open()

    # -- inside -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 16, 2)
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.editor, 1)
        column.addWidget(self.find_bar)
        column.addWidget(HairLine())
        column.addLayout(self._made_foot())
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._split.addWidget(self.preview)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setSizes([760, 520])
        room = QVBoxLayout()
        room.setContentsMargins(16, 0, 16, 8)
        room.addWidget(self.banner)
        self._banner_room = QWidget()
        self._banner_room.setLayout(room)
        self._banner_room.hide()
        self.banner.shown.connect(self._banner_room.setVisible)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.toolbar)
        whole.addWidget(self._banner_room)
        whole.addWidget(HairLine())
        whole.addWidget(self._split, 1)

    def _made_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 16, 4)
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.state)
        return foot

    def _connect(self) -> None:
        self._answer()
        editor = self.editor
        editor.edited.connect(self._edited)
        editor.selectionChanged.connect(self._count_selected)
        editor.left.connect(self._escape)
        editor.filled.connect(self._filled)
        editor.picture_opened.connect(self._edit_picture)
        editor.followed.connect(lambda i: self.leave(lambda: self._follow(i)))
        editor.context = self._show_context
        self.saving.saved.connect(self._saved)
        self.saving.failed.connect(self._failed)
        self.banner.pressed.connect(self._put_kept_in)
        self.toolbar.preview.setChecked(True)
        self.toolbar.preview_toggled.connect(self._wish)
        current().changed.connect(self._fit)

    def _escape(self) -> None:
        """Esc puts the bar away; in the text it leads to the way back."""
        if self.find_bar.isVisible():
            self.find_bar.close_bar()
        else:
            self.back.setFocus(Qt.FocusReason.TabFocusReason)

    def _edited(self) -> None:
        self.state.setText(tr("Not saved yet"))
        self.saving.touch()

    def _saved(self, moment: datetime | None) -> None:
        if self._text is None:
            return
        if self._kept is None:
            self.banner.hide()
        if moment is not None:
            self.state.setText(tr("Saved {time}", time=f"{moment.astimezone():%H:%M}"))
            self.preview.follow()
        elif not self.saving.unsaved():
            self.state.setText("")
        self._count_words()
        if self._leaving is not None and not self.saving.unsaved():
            self._left()

    def _failed(self, sentence: str) -> None:
        self._leaving = None
        self.state.setText(tr("Not saved"))
        self.banner.say(
            "red",
            tr("Not saved."),
            sentence + " " + tr("What you typed stays here and is saved as soon as it can be."),
        )

    def _left(self) -> None:
        then, self._leaving = self._leaving, None
        self.editor.stop_filling()
        self.saving.settle()
        self.saving.close()
        self.preview.close_text()
        self.find_bar.hide()
        self._text = None
        if then is not None:
            then()

    def _go(self) -> None:
        self.left.emit()

    def _follow(self, document_id: int) -> None:
        self.left.emit()
        self.opened.emit(document_id)

    def _say_no(self, sentence: str) -> None:
        self.banner.say("amber", tr("That did not work."), sentence)

    def _fetch(self, sha256: str) -> None:
        """A picture is seen for the first time: read it in a worker."""
        written = self._tools.space.written
        self._tools.read(
            self,
            lambda _: written.picture(sha256, SEEN_WIDTH),
            lambda pixels: self.shown.take_picture(sha256, pixels),
            lambda _: None,
        )

    def _count_words(self) -> None:
        n = self.editor.pieces.words
        self.count.setText(tr("1 word") if n == 1 else tr("{n} words", n=f"{n:,}"))

    def _count_selected(self) -> None:
        from isodesk.writing.words import words_in

        cursor = self.editor.textCursor()
        size = cursor.selectionEnd() - cursor.selectionStart()
        if not 0 < size < 100_000:
            if size == 0:
                self._count_words()
            return
        n = words_in(cursor.selectedText())
        total = f"{self.editor.pieces.words:,}"
        self.count.setText(tr("{n} of {total} words", n=f"{n:,}", total=total))

    def _show_context(self, at: QPoint) -> None:
        """The menu of what is under the pointer."""
        self.commands.show_state()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        names = ["cut", "copy", "paste", "paste_plain", ""]
        names += ["edit_picture"] if self.editor.picture_here() else []
        for name in names:
            menu.addAction(self.commands.actions[name]) if name else menu.addSeparator()
        if self.editor.textCursor().currentTable() is not None:
            self.commands.menu(menu, "Table")
        menu.popup(at)

    def _wish(self, shown: bool) -> None:
        self._wished = shown
        self._fit()

    def _fit(self) -> None:
        """The pages stand beside the text where there is room and they are wished for."""
        wide = self.width() / current().em >= PREVIEW_FROM
        self.toolbar.set_wide(wide)
        self.preview.setVisible(wide and self._wished)
