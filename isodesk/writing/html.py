"""Blocks as plain HTML, for other programs' clipboards: structure and manner, no looks."""

from collections.abc import Callable, Iterable
from html import escape

from isodesk.writing.tree import (
    Block,
    Cell,
    Code,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Table,
    Words,
)

Say = Callable[[Inline], str]
"""What a field or link shows."""


def html_of(blocks: Iterable[Block], say: Say) -> str:
    """The blocks as HTML; lists nest by level, header rows are `thead`."""
    out: list[str] = []
    open_lists: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.mark is not None:
            _go_to_level(out, open_lists, "ol" if block.mark.ordered else "ul", block.mark.level)
            value = f' value="{block.mark.start}"' if block.mark.start is not None else ""
            out.append(f"<li{value}>{_words(block.inlines, say)}")
            continue
        while open_lists:
            out.append(f"</li></{open_lists.pop()}>")
        out.append(_block(block, say))
    while open_lists:
        out.append(f"</li></{open_lists.pop()}>")
    return "".join(out)


def _go_to_level(out: list[str], opened: list[str], tag: str, level: int) -> None:
    while len(opened) > level + 1:
        out.append(f"</li></{opened.pop()}>")
    if len(opened) == level + 1 and opened[-1] != tag:
        out.append(f"</li></{opened.pop()}>")
    elif len(opened) == level + 1:
        out.append("</li>")
    while len(opened) < level + 1:
        opened.append(tag)
        out.append(f"<{tag}>" if len(opened) == level + 1 else f"<{tag}><li>")


def _block(block: Block, say: Say) -> str:
    match block:
        case Heading():
            made = f"<h{block.level}>{_words(block.inlines, say)}</h{block.level}>"
        case Paragraph():
            made = _paragraph(block, say)
        case Code():
            made = f"<pre>{escape(block.text)}</pre>"
        case Table():
            made = _table(block, say)
        case Picture():
            made = f"<p>{escape(block.caption or block.alt)}</p>"
        case Rule():
            made = "<hr>"
        case PageBreak():
            made = '<br style="page-break-before:always">'
        case _:
            made = ""
    return made


def _paragraph(block: Paragraph, say: Say) -> str:
    align = f' style="text-align:{_CSS[block.align]}"' if block.align in _CSS else ""
    words = f"<p{align}>{_words(block.inlines, say)}</p>"
    return "<blockquote>" * block.quote + words + "</blockquote>" * block.quote


_CSS = {"centre": "center", "right": "right"}


def _table(block: Table, say: Say) -> str:
    rows = ["<tr>" + "".join(_cell(cell, say) for cell in row) + "</tr>" for row in block.rows]
    columns = "".join(f'<col width="{width / 10:g}%">' for width in block.widths)
    head = f"<thead>{''.join(rows[: block.head])}</thead>" if block.head else ""
    body = f"<tbody>{''.join(rows[block.head :])}</tbody>"
    return f'<table border="1" style="border-collapse:collapse">{columns}{head}{body}</table>'


def _cell(cell: Cell, say: Say) -> str:
    across = f' colspan="{cell.across}"' if cell.across > 1 else ""
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return f"<td{across}{down}>{html_of(cell.paragraphs, say)}</td>"


def _words(inlines: Iterable[Inline], say: Say) -> str:
    return "".join(_inline(inline, say) for inline in inlines)


def _inline(inline: Inline, say: Say) -> str:
    if not isinstance(inline, Words):
        text, tags = escape(say(inline)), []
    else:
        text = escape(inline.text).replace("\n", "<br>")
        tags = [
            tag
            for tag, wanted in (
                ("u", inline.underline),
                ("code", inline.code),
                ("sup", inline.raised > 0),
                ("sub", inline.raised < 0),
            )
            if wanted
        ]
    tags += [tag for tag, wanted in (("b", inline.bold), ("i", inline.italic)) if wanted]
    for tag in tags:
        text = f"<{tag}>{text}</{tag}>"
    href = inline.href if isinstance(inline, Words) else ""
    return f'<a href="{escape(href)}">{text}</a>' if href else text
