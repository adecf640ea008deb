"""What word processors, sheets and browsers put on the clipboard, as blocks of a text.

Only the words and their structure are taken: headings, lists with their levels, tables with
merged cells and widths, bold, italic, underlined, raised. Nothing is fetched: a picture comes
along only where its bytes stand in the text itself. Any text is taken; none makes it fail.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from isodesk.intake.html_cells import Grid, flat, made_table, unbold
from isodesk.intake.html_parts import is_number, picture_bytes, span_of, trimmed
from isodesk.intake.html_styles import (
    Sheet,
    Style,
    css,
    half_points,
    list_level,
    page_breaks,
    sheet,
)
from isodesk.writing.normal import normal
from isodesk.writing.tree import (
    MOST_DEPTH,
    Align,
    Block,
    Cell,
    Code,
    Heading,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Table,
    Tree,
    Words,
)

MOST_TEXT = 40_000_000
"""Signs of HTML that are looked at."""
MOST_DEEP = 60
"""Elements within each other whose manner is followed."""
MOST_COLUMNS = 60
"""Columns that one cell reaches over."""
_VOID = frozenset(
    ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_UNSEEN = frozenset(
    ("head", "script", "style", "title", "template", "noscript", "xml", "object", "iframe", "svg")
)
_LINES = frozenset(
    ("p", "div", "li", "dt", "dd", "address", "section", "article", "header", "pre", "blockquote")
)
_ALIGNS = {"center": Align.CENTRE, "middle": Align.CENTRE, "right": Align.RIGHT}
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True)
class Pasted:
    """The blocks, and the bytes of pictures that stood in the text by the SHA-256 of them."""

    blocks: tuple[Block, ...]
    pictures: dict[str, bytes] = field(default_factory=dict)


def pasted_html(html: str) -> Pasted:
    """The blocks of an HTML text, as the clipboard has it."""
    reader = _Reader()
    reader.feed(_fragment(html[:MOST_TEXT]))
    reader.close()
    blocks = reader.finished()
    return Pasted(normal(Tree(tuple(blocks))).blocks, reader.pictures)


def pasted_text(text: str) -> Pasted:
    """The blocks of plain text: a table where every line has the same tabs, else its lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    if table := _tabbed(lines):
        return Pasted(normal(Tree((table,))).blocks)
    made = (Paragraph((Words(line),)) if line.strip() else None for line in lines)
    found = tuple(paragraph for paragraph in made if paragraph is not None)
    return Pasted(normal(Tree(found)).blocks)


def _fragment(html: str) -> str:
    """Windows puts the whole page around what was copied, between two comments."""
    start, end = html.find("<!--StartFragment-->"), html.rfind("<!--EndFragment-->")
    if start < 0:
        return html
    head = html[:start]
    styles = "".join(re.findall(r"(?is)<style.*?</style>", head[:400_000]))
    open_tags = "".join(re.findall(r"(?i)<(?:table|tr|ul|ol)\b[^>]*>", head[-2_000:]))
    return styles + open_tags + html[start : end if end > start else None]


def _tabbed(lines: Sequence[str]) -> Table | None:
    counts = {line.count("\t") for line in lines}
    if len(counts) != 1 or counts == {0} or max(counts) >= MOST_COLUMNS:
        return None
    rows = tuple(tuple(_text_cell(words) for words in line.split("\t")) for line in lines)
    return Table(rows, (), 1 if len(rows) > 1 else 0)


def _text_cell(words: str) -> Cell:
    return Cell((Paragraph((Words(words.strip()),)),) if words.strip() else ())


@dataclass
class _Open:
    """An element that has not ended yet, and what holds within it."""

    tag: str
    style: Style
    hidden: bool = False


class _Reader(HTMLParser):
    """Reads tag by tag, keeping what is open in a list of its own, not on Python's stack."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pictures: dict[str, bytes] = {}
        self._open: list[_Open] = [_Open("", Style())]
        self._deeper = 0
        self._blocks: list[Block] = []
        self._inlines: list[Words] = []
        self._shape = Style()
        self._grids: list[Grid] = []
        self._lists: list[list[int]] = []
        self._item: Mark | None = None
        self._began = False
        self._silent = False
        self._own_mark: list[str] | None = None
        self._classes: Sheet = {}

    # -- what the parser tells ------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if len(self._open) >= MOST_DEEP and tag not in _VOID:
            self._deeper += 1
            return
        style = css(tag, told, self._open[-1].style, self._classes)
        hidden = self._open[-1].hidden or tag in _UNSEEN or style.hidden
        if tag not in _VOID:
            self._open.append(_Open(tag, style, hidden))
        if not hidden:
            self._starts(tag, told, style)

    def handle_endtag(self, tag: str) -> None:
        if self._deeper:
            self._deeper -= tag not in _VOID
            return
        at = next((n for n in range(len(self._open) - 1, 0, -1) if self._open[n].tag == tag), 0)
        if not at:
            if tag == "p":
                self._ends_line()
            return
        for ended in reversed(self._open[at:]):
            if not ended.hidden:
                self._ends(ended.tag)
        del self._open[at:]

    def handle_data(self, data: str) -> None:
        now = self._open[-1]
        if now.tag == "style":
            self._classes |= sheet(data)
        if now.hidden:
            return
        if self._silent or now.style.own_mark:
            self._own_mark = [*(self._own_mark or []), data]
            return
        text = data if now.style.keeps_spaces else _SPACES.sub(" ", data)
        if not now.style.keeps_spaces and not self._inlines:
            text = text.lstrip(" ")
        if text:
            self._add(now.style.words(text))

    def handle_comment(self, data: str) -> None:
        """Word writes the mark of an item out, within `<!--[if !supportLists]-->`."""
        if data.startswith("[if !supportLists]"):
            self._silent, self._own_mark = True, self._own_mark or []
        elif data.startswith("[endif]"):
            self._silent = False

    def unknown_decl(self, data: str) -> None:
        """`<![if !supportLists]>` is how Word says it outside comments."""
        self.handle_comment(f"[{data}]" if not data.startswith("[") else data)

    def parse_html_declaration(self, i: int) -> int:
        """Anything odd that begins with `<!` is passed over."""
        rawdata = self.rawdata
        if rawdata[i : i + 4] == "<!--":
            return self.parse_comment(i)
        if rawdata[i : i + 3] == "<![":
            end = rawdata.find(">", i)
            if end < 0:
                return -1
            self.handle_comment(rawdata[i + 2 : end])
            return end + 1
        end = rawdata.find(">", i)
        return end + 1 if end >= 0 else -1

    def finished(self) -> list[Block]:
        """Everything read; what was left open is closed."""
        self._ends_line()
        while self._grids:
            self._ends("td")
            self._ends("table")
        return self._blocks

    # -- what elements do -----------------------------------------------------------------

    def _starts(self, tag: str, told: dict[str, str], style: Style) -> None:
        if tag == "br":
            self._breaks(told, style)
        elif tag == "img":
            self._picture(told.get("src", ""), told.get("alt", ""))
        elif tag == "hr":
            self._ends_line()
            self._block(Rule())
        elif tag in ("ul", "ol"):
            self._ends_line()
            start = told.get("start", "")
            self._lists.append([tag == "ol", int(start) if start.isdecimal() else 1])
            self._began = False
        elif tag in ("table", "col", "tr", "td", "th", "thead"):
            self._table(tag, told, style)
        elif tag in _LINES or style.heading:
            self._line(tag, told, style)

    def _ends(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._ends_line()
            if self._lists:
                self._lists.pop()
        elif tag == "li":
            self._ends_line()
            self._item = None
        elif tag in ("td", "th"):
            self._ends_cell()
        elif tag == "table":
            self._ends_table()
        elif tag in _LINES or re.fullmatch("h[1-6]", tag):
            self._ends_line()

    def _line(self, tag: str, told: dict[str, str], style: Style) -> None:
        if not (self._item and not self._inlines):
            self._ends_line()
        self._shape = style
        if tag == "li":
            level = min(max(len(self._lists), 1), MOST_DEPTH) - 1
            ordered, start = self._lists[-1] if self._lists else (0, 1)
            begins = None if self._began or start == 1 else start
            self._item, self._began = Mark(bool(ordered), level, begins), True
        elif (said := list_level(told)) is not None:
            self._item, self._silent, self._own_mark = Mark(False, said), False, None
        if page_breaks(told) and not self._grids and self._blocks:
            self._block(PageBreak())

    def _breaks(self, told: dict[str, str], style: Style) -> None:
        if page_breaks(told):
            self._ends_line()
            if not self._grids:
                self._block(PageBreak())
        elif not self._silent:
            self._add(style.words("\n"))

    def _ends_line(self) -> None:
        """What was gathered is a paragraph, heading, item or code."""
        inlines, self._inlines = trimmed(self._inlines), []
        item, own, shape = self._item, self._own_mark, self._shape
        self._own_mark, self._silent = None, False
        if item is not None and own is not None:
            item = replace(item, ordered=is_number("".join(own)))
        if not any(words.text.strip("\xa0 \n") for words in inlines):
            return
        self._item = None
        self._shape = self._open[-1].style
        within = len(self._lists) if item is None and self._in("li") else 0
        if shape.code_block and not self._grids:
            self._block(Code("".join(words.text for words in inlines)))
        elif shape.heading and not self._grids and item is None:
            self._block(Heading(shape.heading, unbold(inlines)))
        else:
            align = _ALIGNS.get(shape.align, Align.LEFT)
            self._block(Paragraph(inlines, item, within, align, shape.quote))

    def _block(self, block: Block) -> None:
        self._blocks.append(block)

    def _add(self, inline: Words) -> None:
        last = self._inlines[-1] if self._inlines else None
        keeps = self._open[-1].style.keeps_spaces
        if last is not None and not keeps and last.text.endswith((" ", "\n")):
            inline = replace(inline, text=inline.text.lstrip(" "))
        self._inlines.append(inline)

    # -- tables ---------------------------------------------------------------------------

    def _table(self, tag: str, told: dict[str, str], style: Style) -> None:
        grid = self._grids[-1] if self._grids else None
        if tag == "table" and grid is None:
            self._ends_line()
            self._grids.append(Grid(outside=self._blocks, style=style))
            self._blocks = []
        elif tag == "table":
            self._ends_line()  # a table in a cell: its words stay, its lines do not
            self._grids.append(Grid(outside=self._blocks, style=style))
        elif grid is None or self._nested():
            self._ends_line()
        elif tag == "col":
            span = min(span_of(told.get("span")), MOST_COLUMNS)
            grid.widths += [half_points(told)] * span
        elif tag == "tr":
            self._ends_cell()
            if not grid.rows or grid.rows[-1]:
                grid.rows.append([])
                grid.heads.append(self._in("thead"))
        elif tag in ("td", "th"):
            self._begins_cell(grid, tag, told, style)

    def _nested(self) -> bool:
        return len(self._grids) > 1

    def _in(self, tag: str) -> bool:
        return any(each.tag == tag for each in self._open)

    def _begins_cell(self, grid: Grid, tag: str, told: dict[str, str], style: Style) -> None:
        self._ends_cell()
        if not grid.rows:
            grid.rows.append([])
            grid.heads.append(self._in("thead"))
        if tag == "th" and not grid.rows[-1]:
            grid.heads[-1] = True
        elif tag == "td" and not self._in("thead"):
            grid.heads[-1] = False
        grid.cell, self._shape = style, style
        grid.across = min(span_of(told.get("colspan")), MOST_COLUMNS)
        grid.down = min(span_of(told.get("rowspan")), 1000)
        if len(grid.rows) == 1 and not self._in("colgroup"):
            wide = half_points(told)
            known = sum(cell.across for cell in grid.rows[0])
            if wide and len(grid.widths) == known:
                grid.widths += [max(1, wide // grid.across)] * grid.across

    def _ends_cell(self) -> None:
        if not self._grids or self._nested():
            self._ends_line()
            return
        grid = self._grids[-1]
        if grid.cell is None:
            return
        self._ends_line()
        paragraphs = tuple(flat(self._blocks))
        self._blocks, grid.cell = [], None
        grid.rows[-1].append(Cell(paragraphs, grid.across, grid.down))

    def _ends_table(self) -> None:
        if not self._grids:
            return
        if self._nested():
            self._ends_line()
            self._grids.pop()
            return
        self._ends_cell()
        self._ends_line()
        grid = self._grids.pop()
        self._blocks = grid.outside + self._blocks
        rows = [tuple(row) for row in grid.rows if row]
        if rows:
            head = 0
            while head < len(grid.heads) and head < len(rows) and grid.heads[head]:
                head += 1
            self._block(made_table(tuple(rows), grid.widths, head))

    # -- pictures -------------------------------------------------------------------------

    def _picture(self, source: str, alt: str) -> None:
        content = picture_bytes(source)
        if content and not self._grids:
            self._ends_line()
            digest = hashlib.sha256(content).hexdigest()
            self.pictures[digest] = content
            self._block(Picture(digest, alt=alt))
