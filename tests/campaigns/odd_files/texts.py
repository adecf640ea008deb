"""Plain texts, Markdown and what browsers and word processors put on the clipboard."""

import random
from collections.abc import Callable

from tests.campaigns.odd_files.sheets import ENCODINGS, WORDS

Maker = Callable[[random.Random], tuple[str, bytes]]
_MARKS = (
    "# {}\n", "- {}\n  - {}\n", "1. {}\n99999999999. {}\n", "| {} | {} |\n|---|---|\n| {} | {} |\n",
    "> {}\n", "```\n{}\n```\n", "![{}](file:///etc/passwd)\n", "[{}](javascript:alert(1))\n",
    "<div>{}</div>\n", "***{}***\n", "{}\n===\n", "---\n", "\\{}\n", "&#0;{}\n",
    "<!-- isodesk 1 -->\n",
    "~~{}~~ ^{}^\n", "{}" * 3 + "\n\n", "![](data:image/png;base64,AAAA)\n", "[^1]: {}\n\n{}[^1]\n",
    "|" * 300 + "\n", ">" * 400 + " {}\n", "*" * 3000 + "\n", "[" * 2000 + "\n", "`" * 999 + "\n",
    "  " * 200 + "- {}\n", "{{field:number}}\n", "$$ \\int_0^1 x $$\n", "\t{}\n",
    "<table><tr><td>{}\n",
)  # fmt: skip


def markdown(chance: random.Random) -> tuple[str, bytes]:
    """Every sign of the notation, badly nested."""
    parts = [chance.choice(_MARKS) for _ in range(chance.choice((1, 8, 60)))]
    told = "".join(part.replace("{}", chance.choice(WORDS)) for part in parts)
    front = chance.choice(("", "", "<!-- isodesk 1 -->\n", "---\ntitle: x\n---\n", "\ufeff"))
    name = chance.choice(("QP-07 text.md", "notes.txt", "a.markdown", "README"))
    return name, (front + told).encode(chance.choice(("utf-8",) * 4 + ENCODINGS), "replace")


_TAGS = (
    "p", "b", "i", "table", "tr", "td", "th", "ul", "ol", "li", "h1", "h7", "div", "span", "pre",
    "font", "o:p", "a", "sup", "blockquote", "script", "style", "svg", "math", "br", "hr", "img",
)  # fmt: skip
_ATTRIBUTES = (
    'colspan="999999999"', 'rowspan="-1"', 'style="mso-list:l0 level99 lfo1"', 'width="1e99"',
    'style="font-size:-1pt;color:expression(1)"', 'href="javascript:x"', 'src="file:///etc/passwd"',
    'src="data:image/png;base64,iVBORw0KGgo="', 'start="99999999999999999999"', 'colspan="x"',
    'style="font-weight:9999;margin-left:1e400in"', 'align="&#0;"', "rowspan=70000",
    'class="Mso' + "A" * 999 + '"',
)  # fmt: skip


def html(chance: random.Random) -> tuple[str, bytes]:
    """Elements that close nothing and hold everything."""
    out = []
    for _ in range(chance.choice((3, 40, 900))):
        tag = chance.choice(_TAGS)
        told = chance.choice((f"<{tag}>", f"</{tag}>", f"<{tag} {chance.choice(_ATTRIBUTES)}>"))
        out.append(told + chance.choice(WORDS)[:200])
    if chance.random() < 0.1:
        out.append("<div>" * chance.choice((3_000, 60_000)))
    front = chance.choice(("", "<html><!--StartFragment-->", "Version:0.9\nStartHTML:99\n"))
    return "paste.html", (front + "".join(out)).encode("utf-8", "replace")


MAKERS: tuple[Maker, ...] = (markdown, markdown, html, html)
