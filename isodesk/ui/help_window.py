"""Help: pages in our own words and the clauses of the standards; works offline.

A window beside the work, not a dialog over it: the officer reads and does.
"""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.fields import FilterField
from isodesk.ui.help_pages import FIRST, Topic, chapters, page_of, plain_words
from isodesk.ui.help_text import show_markdown
from isodesk.ui.parts import HairLine, dress_surface
from isodesk.ui.theme import current

_TOPIC = Qt.ItemDataRole.UserRole


class HelpWindow(QWidget):
    """`open_topic`: a page's name (`copies`), a clause (`9001 8.5.1`), or `shortcuts`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(tr("Help"))
        dress_surface(self, "base")
        self.topic = ""
        self._past: list[str] = []
        self.filter = FilterField(tr("Find in the help"))
        self.contents = QTreeWidget()
        self.page = QTextBrowser()
        self.back = Button(tr("Back"), self.go_back, "quiet", "chevron-left")
        self._items: dict[str, QTreeWidgetItem] = {}
        self._fill()
        self._lay_out()
        self._connect()
        self._dress()
        current().changed.connect(self._dress)

    def open_topic(self, topic: str = FIRST) -> None:
        """Show a page and bring the window to the front; an unknown topic shows the first page."""
        known = topic if topic in self._items else FIRST
        self._go(known)
        self.show()
        self.raise_()
        self.activateWindow()

    def go_back(self) -> None:
        """The page read before."""
        if self._past:
            self._show(self._past.pop())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _go(self, topic: str) -> None:
        if self.topic and topic != self.topic:
            self._past.append(self.topic)
        self._show(topic)

    def _show(self, topic: str) -> None:
        self.topic = topic
        show_markdown(self.page, page_of(topic))
        self.back.setEnabled(bool(self._past))
        item = self._items[topic]
        self.contents.blockSignals(True)
        self.contents.setCurrentItem(item)
        self.contents.blockSignals(False)
        self.contents.scrollToItem(item)
        self.setWindowTitle(f"{item.text(0)} · {tr('Help')}")

    def _fill(self) -> None:
        for heading, topics in chapters():
            head = QTreeWidgetItem([heading])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.contents.addTopLevelItem(head)
            for topic in topics:
                head.addChild(self._made_item(topic))
        first = self.contents.topLevelItem(0)
        assert first is not None
        first.setExpanded(True)

    def _made_item(self, topic: Topic) -> QTreeWidgetItem:
        item = QTreeWidgetItem([topic.title])
        item.setData(0, _TOPIC, topic.name)
        item.setToolTip(0, topic.title)
        self._items[topic.name] = item
        return item

    def _lay_out(self) -> None:
        self.contents.setHeaderHidden(True)
        self.contents.setFrameShape(QFrame.Shape.NoFrame)
        self.contents.setAccessibleName(tr("Contents"))
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setAccessibleName(tr("Page"))
        self.page.setOpenLinks(False)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setStyleSheet("border: 0; border-radius: 0; padding: 0;")
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 12)
        bar.addWidget(self.filter)
        bar.addWidget(self.back)
        left = QWidget()
        dress_surface(left, "window")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(HairLine())
        column.addWidget(self.contents, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setSizes([current().length(300), current().length(660)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def _connect(self) -> None:
        self.contents.currentItemChanged.connect(lambda item, _: self._chosen(item))
        self.page.anchorClicked.connect(self._follow)
        self.filter.changed.connect(self._narrow)
        self.filter.left_down.connect(self.contents.setFocus)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.go_back)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.filter.line.setFocus)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        topic = item.data(0, _TOPIC) if item is not None else None
        if topic:
            self._go(topic)

    def _follow(self, url: QUrl) -> None:
        """Links lead to other pages of the help only; nothing leaves this computer."""
        path = url.path(QUrl.ComponentFormattingOption.FullyDecoded)
        topic = path.rpartition("/")[2].removesuffix(".md")
        if topic in self._items:
            self._go(topic)

    def _narrow(self, typed: str) -> None:
        """Only pages whose words hold all that was typed."""
        words = typed.casefold().split()
        for topic, item in self._items.items():
            item.setHidden(not all(word in plain_words(topic) for word in words))
        for at in range(self.contents.topLevelItemCount()):
            head = self.contents.topLevelItem(at)
            assert head is not None
            children = [head.child(n) for n in range(head.childCount())]
            found = any(child is not None and not child.isHidden() for child in children)
            head.setHidden(not found)
            if words:
                head.setExpanded(found)

    def _dress(self) -> None:
        theme = current()
        self.resize(min(theme.length(960), 1200), min(theme.length(680), 760))
        p = theme.palette
        self.contents.setStyleSheet(
            f"QTreeWidget {{ background: {p.window}; padding: 8px 4px;"
            " show-decoration-selected: 1; }"
            f" QTreeWidget::item {{ min-height: {theme.around(10)}px; }}"
            " QTreeWidget::item:selected, QTreeWidget::branch:selected"
            f" {{ background: {p.pick}; color: {p.text}; }}"
        )
        if self.topic:
            self._show(self.topic)
