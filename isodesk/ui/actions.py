"""Every action of the application, declared once; the menus are built from the declarations.

An action stands in its menu from the moment something answers it (`Actions.on`): nothing is
shown that does nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from isodesk.i18n import tr
from isodesk.ui.icons import icon

MENUS = ("File", "Edit", "View", "Text", "Record", "Tools", "Help")
"""Text holds the commands of the editor while a text is open, see `show_menu`."""


@dataclass(frozen=True)
class Action:
    """One action: its name in code, words, menu, and part of the menu (parts are ruled off).

    `choice` names a group of which one is chosen; `check` is on or off by itself.
    """

    name: str
    text: str
    menu: str
    part: int = 0
    shortcut: str = ""
    icon: str = ""
    choice: str = ""
    check: bool = False
    shares: str = ""
    """Another action whose shortcut it has while its own page shows."""


ACTIONS = (
    Action("new_company", "New company…", "File", 0, "Ctrl+Shift+N"),
    Action("open", "Open…", "File", 0, "Ctrl+O", "folder-open"),
    Action("open_package", "Open an audit package…", "File", 0),
    Action("sample", "Try the sample company", "File", 0),
    Action("save_copy", "Save a copy as…", "File", 1, "Ctrl+Shift+S"),
    Action("backup", "Back up now", "File", 1, "Ctrl+B", "shield-check"),
    Action("backups", "Backups…", "File", 1),
    Action("restore", "Restore a backup…", "File", 1),
    Action("hand_back", "Hand it back…", "File", 1),
    Action("verify", "Verify this file", "File", 1, icon="list-check"),
    Action("bring_in", "Bring in documents…", "File", 2, "Ctrl+I", "file-import"),
    Action(
        "import_sheet",
        "Import a spreadsheet…",
        "File",
        2,
        icon="file-import",
        shares="bring_in",
    ),
    Action("print", "Print…", "File", 3, "Ctrl+P", "printer"),
    Action("export", "Export…", "File", 3, "Ctrl+E", "download"),
    Action("export_register", "Export the whole register…", "File", 3),
    Action("close_file", "Close the file", "File", 4, "Ctrl+W"),
    Action("quit", "Quit", "File", 4, "Ctrl+Q"),
    Action("undo", "Undo", "Edit", 0, "Ctrl+Z", "arrow-back-up"),
    Action("filter", "Filter the list", "Edit", 1, "Ctrl+F", "filter"),
    Action("filter_fields", "Filter by fields…", "Edit", 1, "Ctrl+Shift+L"),
    Action("change_many", "Change the chosen records…", "Edit", 1, "Ctrl+Shift+E", "pencil"),
    Action("search", "Search everything", "Edit", 1, "Ctrl+K", "search"),
    Action("page_today", "Today", "View", 0, "Ctrl+1", choice="page"),
    Action("page_calendar", "Calendar", "View", 0, "Ctrl+Shift+T", "calendar"),
    Action("page_documents", "Documents", "View", 0, "Ctrl+2", choice="page"),
    Action("page_registers", "Registers", "View", 0, "Ctrl+3", choice="page"),
    Action("page_audits", "Audits", "View", 0, "Ctrl+4", choice="page"),
    Action("systems_both", "Quality and environment", "View", 1, "Alt+1", choice="systems"),
    Action("systems_quality", "Quality", "View", 1, "Alt+2", choice="systems"),
    Action("systems_environment", "Environment", "View", 1, "Alt+3", choice="systems"),
    Action("scheme_system", "Colours of the system", "View", 2, choice="scheme"),
    Action("scheme_light", "Light", "View", 2, choice="scheme", icon="sun"),
    Action("scheme_dark", "Dark", "View", 2, choice="scheme", icon="moon"),
    Action("text_larger", "Larger text", "View", 3, "Ctrl++", "zoom-in"),
    Action("text_smaller", "Smaller text", "View", 3, "Ctrl+-", "zoom-out"),
    Action("text_normal", "Text as the system has it", "View", 3, "Ctrl+0"),
    Action("list_view", "How the list is seen…", "View", 4, "Ctrl+Shift+V"),
    Action("columns", "Columns…", "View", 4, icon="columns"),
    Action("refresh", "Read again", "View", 4, "F5", "refresh"),
    Action("new_document", "New document", "Record", 0, "Ctrl+N", "plus"),
    Action("new_record", "New record", "Record", 0, icon="plus", shares="new_document"),
    Action("new_change", "New change request…", "Record", 0),
    Action("new_revision", "New revision", "Record", 0, "Ctrl+R"),
    Action("take_step", "Take the next step", "Record", 1, shares="submit"),
    Action("void_record", "Void…", "Record", 1),
    Action("submit", "Submit for review", "Record", 1, "Ctrl+Return"),
    Action("approve", "Approve…", "Record", 1),
    Action("send_back", "Send back…", "Record", 1),
    Action("issue", "Issue…", "Record", 1, "Ctrl+Shift+I"),
    Action("withdraw", "Withdraw…", "Record", 1),
    Action("go_onsite", "Go onsite", "Record", 1, "F9", "walk"),
    Action("give_out", "Give out a copy…", "Record", 2),
    Action("print_blanks", "Print blanks…", "Record", 2),
    Action("bring_form_back", "Bring a filled form back…", "Record", 2, "Ctrl+Shift+F"),
    Action("blank_sheets", "Sheets to be filled in…", "Record", 2),
    Action("history", "History", "Record", 3, "Ctrl+H", "history"),
    Action("compare", "Compare revisions…", "Record", 3, "Ctrl+Shift+D", "columns"),
    Action("check_paper", "Is this paper current?", "Tools", 0, "Ctrl+Shift+K", "qrcode"),
    Action("walk_sheet", "Walk sheet…", "Tools", 0, icon="walk"),
    Action("due_list", "Print what is to be looked at…", "Tools", 0, icon="calendar"),
    Action("significance", "Significance of the aspects…", "Tools", 1, icon="table"),
    Action("competence", "Competence matrix…", "Tools", 1, icon="table"),
    Action("concern", "Set up a concern…", "Tools", 1, icon="list-check"),
    Action("starter_sets", "Start registers from sets…", "Tools", 1, icon="list-check"),
    Action("people", "People…", "Tools", 2, icon="users"),
    Action("types", "Document types and numbers…", "Tools", 2, icon="tag"),
    Action("templates", "Templates…", "Tools", 2, icon="copy"),
    Action("grade_words", "Words of the grades…", "Tools", 2, icon="tag"),
    Action("retention_rules", "Retention rules…", "Tools", 2, icon="folder"),
    Action("own_fields", "Fields of this register…", "Tools", 1, icon="columns"),
    Action("new_register", "New register…", "Tools", 1, icon="table"),
    Action("own_register", "Change this register…", "Tools", 1),
    Action("company", "Company…", "Tools", 2, icon="building"),
    Action("settings", "Settings…", "Tools", 3, "Ctrl+,", "settings"),
    Action("help", "Help on this page", "Help", 0, "F1", "help"),
    Action("shortcuts", "Keyboard", "Help", 0, "Ctrl+/"),
    Action("about", "About isodesk", "Help", 1, icon="info-circle"),
)


class Actions:
    """The declared actions as QActions of one window."""

    def __init__(self, window: QWidget, declared: Iterable[Action] = ACTIONS) -> None:
        self._declared = tuple(declared)
        self._menus: dict[str, QMenu] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._window = window
        self._made = {each.name: self._make(each) for each in self._declared}

    def __getitem__(self, name: str) -> QAction:
        """The QAction with this name."""
        return self._made[name]

    def share_keys(self, here: bool) -> None:
        """Give shared shortcuts to those that share them, or back to the others."""
        declared = {each.name: each for each in self._declared}
        for mine in self._declared:
            if mine.shares:
                key = QKeySequence(declared[mine.shares].shortcut)
                self._made[mine.name].setShortcut(key if here else QKeySequence())
                self._made[mine.shares].setShortcut(QKeySequence() if here else key)

    def on(self, name: str, answer: Callable[[], object]) -> None:
        """Let a function answer the action, which then appears in its menu."""
        action = self._made[name]
        action.triggered.connect(lambda _checked=False: answer())
        action.setVisible(True)
        self._window.addAction(action)
        self._hide_bare_menus()

    def allow(self, name: str, missing: str = "") -> None:
        """Enable it; or disable it, its tip saying what is missing."""
        self._made[name].setEnabled(not missing)
        self._made[name].setToolTip(missing or self._made[name].text())

    def answered(self) -> tuple[str, ...]:
        """Names of the actions something answers."""
        return tuple(each.name for each in self._declared if self._made[each.name].isVisible())

    def fill(self, bar: QMenuBar) -> None:
        """Build the menus in their order, parts ruled off from each other."""
        for name in MENUS:
            menu = self._menus[name] = bar.addMenu(tr(name))
            menu.setToolTipsVisible(True)
            of_menu = [each for each in self._declared if each.menu == name]
            for _, part in groupby(of_menu, key=lambda each: each.part):
                menu.addActions([self._made[each.name] for each in part])
                menu.addSeparator()
        self._hide_bare_menus()

    def show_menu(self, name: str, fill: Callable[[QMenu], object] | None) -> None:
        """Fill a menu with what a page answers while it shows; None empties it."""
        menu = self._menus[name]
        for below in menu.findChildren(QMenu):
            below.deleteLater()
        menu.clear()
        if fill is not None:
            fill(menu)
        self._hide_bare_menus()

    def menu(self, name: str) -> QMenu:
        """A menu, for what is not an action of its own: recent files, columns."""
        return self._menus[name]

    def _make(self, declared: Action) -> QAction:
        action = QAction(tr(declared.text), self._window)
        action.setObjectName(declared.name)
        action.setShortcut(QKeySequence(declared.shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setCheckable(declared.check or bool(declared.choice))
        if declared.icon:
            action.setIcon(icon(declared.icon))
        if declared.choice:
            self._group(declared.choice).addAction(action)
        action.setVisible(False)
        return action

    def _group(self, name: str) -> QActionGroup:
        if name not in self._groups:
            self._groups[name] = QActionGroup(self._window)
        return self._groups[name]

    def _hide_bare_menus(self) -> None:
        for menu in self._menus.values():
            shown = any(a.isVisible() and not a.isSeparator() for a in menu.actions())
            menu.menuAction().setVisible(shown)
