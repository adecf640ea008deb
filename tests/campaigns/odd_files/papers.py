"""PDFs that are strange in one way each."""

import io
import random
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.intake.making import pdf
from tests.odd_pages import broken_streams_pdf, page_pdf, words_pdf

Maker = Callable[[random.Random], tuple[str, bytes]]


def plain(chance: random.Random) -> tuple[str, bytes]:
    """Whole pages of odd sizes."""
    size = chance.choice(((595, 842), (1, 1), (14_400, 14_400), (842, 5)))
    pages = ["QP-07 Melting\nRevision 3"] * chance.choice((1, 3, 40))
    return "QP-07.pdf", pdf(*pages, title=chance.choice(("", "x" * 9_999, "T\u202e")), size=size)


def pages(chance: random.Random) -> tuple[str, bytes]:
    """Boxes, turns and streams out of order."""
    box = chance.choice(([0, 0, 0, 0], [100, 100, 0, 0], [-1e9, 0, 1e9, 1], [0, 0, 595, 842]))
    turn = chance.choice((0, 90, 45, -90, 10**9))
    content = chance.choice((b"q " * 5_000, b"BT (x", b"1 0 0 1 0 0 cm /X Do", b"\xff" * 99, b""))
    return "page.pdf", page_pdf(content, MediaBox=Array(box), Rotate=turn, UserUnit=1e9)


def many(chance: random.Random) -> tuple[str, bytes]:
    """Many words, or broken streams."""
    if chance.random() < 0.5:
        return "words.pdf", words_pdf(chance.choice((1, 30)))
    return "streams.pdf", broken_streams_pdf(chance.choice((1, 40)))


def tree(chance: random.Random) -> tuple[str, bytes]:
    """A page tree that goes round, or locked, or with files and scripts."""
    with pikepdf.new() as made:
        made.add_blank_page()
        kind = chance.randrange(5)
        if kind == 0:
            made.Root.Pages.Kids.append(made.Root.Pages)
        elif kind == 1:
            made.Root.Pages.Count = 10**9
        elif kind == 2:
            made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        elif kind == 3:
            made.attachments["../../evil.exe"] = b"MZ"
        out = io.BytesIO()
        lock = pikepdf.Encryption(owner="o", user="u") if kind == 4 else False
        made.save(out, encryption=lock)
    return "tree.pdf", out.getvalue()


MAKERS: tuple[Maker, ...] = (plain, pages, many, tree)
