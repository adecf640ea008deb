"""Word files of every shape, and others that bear their name."""

import random
from collections.abc import Callable

from tests.campaigns.odd_files.sheets import WORDS
from tests.intake.making import LAUGHS, XXE, deflate_bomb, lying_bomb, many_members, odt, zipped
from tests.intake.word_making import (
    PNG,
    cell,
    drawing,
    item,
    p,
    part,
    relation,
    row,
    runs,
    strict,
    t,
    table,
    word,
)

Maker = Callable[[random.Random], tuple[str, bytes]]


def docx(chance: random.Random) -> tuple[str, bytes]:
    """A body of blocks in any order and depth."""
    body = "".join(_block(chance, 0) for _ in range(chance.choice((1, 5, 40))))
    if chance.random() < 0.1:
        deep = chance.choice((30, 400))
        body += "<w:tbl><w:tr><w:tc>" * deep + p("deep") + "</w:tc></w:tr></w:tbl>" * deep
    notes = part("footnotes", f'<w:footnote w:id="2">{p("A note")}</w:footnote>')
    comments = part("comments", f'<w:comment w:id="1">{p("A comment")}</w:comment>')
    data = word(
        body,
        relation(
            "r1", "image", chance.choice(("media/a.png", "../../../etc/passwd", "", "x" * 999))
        )
        + relation("r2", "hyperlink", "javascript:alert(1)", outside=True)
        + relation("r3", "footnotes", "footnotes.xml")
        + relation("r4", "comments", "comments.xml")
        + relation("r5", "header", "header1.xml"),
        word__media__a_png=PNG,
        word__footnotes_xml=notes,
        **{
            "word__footnotes.xml": notes,
            "word__comments.xml": comments,
            "word__header1.xml": part("hdr", p(chance.choice(WORDS[:8]))),
            "word__media__a.png": chance.choice((PNG, b"", b"\x89PNG\r\n\x1a\n", b"<svg/>")),
        },
    )
    return chance.choice(("QP-07 Melting.docx", "a.docx", "a.doc", "a.docm")), data


def tag(chance: random.Random) -> str:
    """A word that stands once."""
    return f"q{chance.randrange(10**9)}q"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _block(chance: random.Random, depth: int) -> str:
    said = f"{_escaped(chance.choice(WORDS))} {tag(chance)}"
    inner = (lambda: _block(chance, depth + 1)) if depth < 4 else (lambda: p(tag(chance)))
    kinds: tuple[Callable[[], str], ...] = (
        lambda: p(said, chance.choice(("", "Heading1", "Title", "ListNumber", "Nowhere"))),
        lambda: item(said, chance.choice((1, 2, 4, 99, -1)), chance.choice((0, 1, 8, 99))),
        lambda: table(
            *(
                row(
                    *(cell(inner(), chance.choice(_SPANS)) for _ in range(chance.choice((1, 2, 5))))
                )
                for _ in range(chance.choice((1, 3)))
            ),
            grid=chance.choice(((), (1, 1), (-5, 10**9))),
        ),
        lambda: runs(drawing("r1", chance.choice((0, -1, 10**12)))),
        lambda: runs('<w:footnoteReference w:id="2"/>', t(said)),
        lambda: (
            f'<w:p><w:ins w:id="1" w:author="A"><w:r>{t(said)}</w:r></w:ins><w:del w:id="2">'
            f"<w:r><w:delText>{said}</w:delText></w:r></w:del></w:p>"
        ),
        lambda: f"<w:sdt><w:sdtPr/><w:sdtContent>{inner()}</w:sdtContent></w:sdt>",
        lambda: (
            f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inner()}"
            "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        ),
        lambda: f"<w:p><m:oMath><m:r><m:t>{said}</m:t></m:r></m:oMath></w:p>",
        lambda: (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
            f"INCLUDETEXT c:/x</w:instrText></w:r>{'' if chance.random() < 0.5 else inner()}</w:p>"
        ),
        lambda: (
            '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:br w:type="page"/></w:r></w:p>'
        ),
        lambda: f'<w:p><w:hyperlink r:id="r2"><w:r>{t(said)}</w:r></w:hyperlink></w:p>',
    )
    return chance.choice(kinds)()


_SPANS = (
    "",
    "",
    '<w:gridSpan w:val="3"/>',
    '<w:gridSpan w:val="999999999"/>',
    '<w:gridSpan w:val="-1"/>',
    '<w:gridSpan w:val="x"/>',
    '<w:vMerge w:val="restart"/>',
    "<w:vMerge/>",
)


def strict_docx(chance: random.Random) -> tuple[str, bytes]:
    """The strict kind of Open XML."""
    body = strict("".join(_block(chance, 2) for _ in range(6)))
    return "strict.docx", word(body)


def open_document(chance: random.Random) -> tuple[str, bytes]:
    """OpenDocument with deep lists."""
    deep = chance.choice((1, 20, 3_000))
    body = "<text:list><text:list-item>" * deep + "<text:p>x</text:p>"
    body += "</text:list-item></text:list>" * deep
    said = _escaped(chance.choice(WORDS))
    return "a.odt", odt(f"<office:text><text:p>{said}</text:p>{body}</office:text>")


def rich(chance: random.Random) -> tuple[str, bytes]:
    """RTF by its own name or as .doc."""
    body = chance.choice(
        ("{\\b x}" * 99, "{" * 5_000, "\\bin99999999 x", "\\u-10179?\\u-8704?", "{\\object x}", "")
    )
    return chance.choice(("a.rtf", "a.doc", "a.docx")), f"{{\\rtf1\\ansi {body}}}".encode()


def harmful(chance: random.Random) -> tuple[str, bytes]:
    """What was made to do harm."""
    data = chance.choice(
        (
            lambda: XXE,
            lambda: LAUGHS,
            lambda: deflate_bomb(chance.choice((5, 300))),
            lying_bomb,
            lambda: many_members(20_000),
            lambda: zipped({"../../evil": b"x", "word/document.xml": b"<x/>"}),
            lambda: zipped({"a" * 60_000: b"x"}),
            lambda: zipped({}),
        )
    )()
    return chance.choice(("a.docx", "a.xlsx", "a.ods", "a.zip")), data


MAKERS: tuple[Maker, ...] = (docx, docx, docx, docx, strict_docx, open_document, rich, harmful)
