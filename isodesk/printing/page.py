"""The book of pages that becomes a PDF, and what every sheet needs from one place.

Points from the bottom left. Pages are first filled with what stands where, then drawn in one
go, since "Page 2 of 7" is known only at the end. Nothing depends on clock or machine: the same
pages give the same bytes.
"""

import io
from collections import defaultdict
from typing import NamedTuple, Protocol

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from isodesk.i18n import tr
from isodesk.printing import fonts, structure
from isodesk.printing.drawn import Page, colour
from isodesk.printing.furniture import Head, brand, footer, header
from isodesk.printing.grid import STRIP, TEXT, Layout, column, lying, upright
from isodesk.printing.logo import read_logo
from isodesk.printing.sheets import A4, LETTER, Company, Foot, Paper
from isodesk.printing.structure import Element

__all__ = [
    "A4",
    "LETTER",
    "STRIP",
    "TEXT",
    "Book",
    "Company",
    "Foot",
    "Head",
    "Layout",
    "Page",
    "Paper",
    "brand",
    "colour",
    "column",
    "lying",
    "upright",
]

rl_config.useA85 = 0
"""Streams as bytes, not as letters: a fifth smaller and quicker."""


class Running(Protocol):
    """Lines of the writer's own that every page carries."""

    def put_heads(self, page: Page, layout: Layout) -> None:
        """Below the header."""

    def put_feet(self, page: Page, layout: Layout) -> None:
        """Below the text."""


class _Mark(NamedTuple):
    title: str
    level: int
    y: float


class Book:
    """Pages with one header and foot, and the bookmarks that lead to them.

    `foot` None leaves the bottom of the page empty (documents: the stamp stands there). With
    a `root` the book is tagged: every page says of its words which element they belong to.
    """

    def __init__(
        self,
        layout: Layout,
        company: Company,
        head: Head | None,
        foot: Foot | None = None,
        subject: str = "",
        foot_at: float = 32.0,
    ) -> None:
        fonts.register()
        self.layout = layout
        self.pages: list[Page] = []
        self._company, self._head, self._foot = company, head, foot
        self._subject, self._foot_at = subject, foot_at
        self.logo = read_logo(company.logo)
        self.root: Element | None = None
        self.running: Running | None = None
        self._marks: dict[int, list[_Mark]] = defaultdict(list)
        self._level = -1

    def new_page(self) -> Page:
        """A fresh page at the end."""
        self.pages.append(Page(len(self.pages)))
        return self.pages[-1]

    def bookmark(self, title: str, level: int, y: float) -> None:
        """An entry of the PDF's outline, to height y of the page filled last; level from 0,
        and never skipping one, as ReportLab forbids it."""
        self._level = min(level, self._level + 1)
        shown = fonts.clean(title).replace("\n", " ")[:200] or "–"
        self._marks[len(self.pages) - 1].append(_Mark(shown, self._level, y))

    def pdf(self, title: str) -> bytes:
        """All pages as a PDF with embedded fonts and the title and company as its properties."""
        out = io.BytesIO()
        canvas = Canvas(
            out,
            pagesize=(self.layout.width, self.layout.height),
            invariant=1,
            pageCompression=1,
            initialFontName="Noto",
            lang="en",
        )
        self._describe(canvas, title)
        if self.logo:
            self.logo.define(canvas)
        for nth, page in enumerate(self.pages):
            self._bind(canvas, nth, page)
            self._mark(canvas, nth)
            canvas.showPage()
        if self.root is not None:
            structure.write(canvas, self.root, [page.marks for page in self.pages])
        canvas.save()
        return out.getvalue() if self.root is None else structure.packed(out.getvalue())

    def _bind(self, canvas: Canvas, nth: int, page: Page) -> None:
        """Header, page and foot, each said to be what it is when the book is tagged."""
        if self.root is None:
            for part in (self._above(nth + 1), page, self._below()):
                part.put_on(canvas)
        else:
            self._above(nth + 1).put_as_furniture(canvas, "Header")
            page.put_tagged(canvas)
            self._below().put_as_furniture(canvas, "Footer")

    def _describe(self, canvas: Canvas, title: str) -> None:
        canvas.setTitle(fonts.clean(title))
        canvas.setAuthor(fonts.clean(self._company.name))
        canvas.setSubject(fonts.clean(self._subject))
        canvas.setCreator("isodesk")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setProducer("isodesk")

    def _mark(self, canvas: Canvas, page: int) -> None:
        for nth, mark in enumerate(self._marks.get(page, ())):
            key = f"mark-{page}-{nth}"
            canvas.bookmarkHorizontal(key, 0, min(mark.y + 8, self.layout.height))
            canvas.addOutlineEntry(mark.title, key, mark.level)

    def _above(self, number: int) -> Page:
        """The header: first in the file, so that a page is read aloud from its top."""
        page = Page()
        if self._head:
            of = tr("{n} of {m}", n=number, m=len(self.pages))
            header(page, self.layout, self._company, self._head, of, self.logo)
        if self.running:
            self.running.put_heads(page, self.layout)
        return page

    def _below(self) -> Page:
        page = Page()
        if self._foot:
            footer(page, self.layout, self._foot, self._foot_at)
        if self.running:
            self.running.put_feet(page, self.layout)
        return page
