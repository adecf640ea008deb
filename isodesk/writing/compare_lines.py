"""What is compared: texts as lines, one a paragraph, list item, row of a table or picture."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from isodesk.writing.lists import numbers
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
    Running,
    Table,
    Words,
    plain,
)

CELL = " | "
"""Between the cells of a row."""
_SENTENCE = re.compile(r"(?<=[.!?:;])[\"”’)\]]*\s+(?=[\W_]*[^\Wa-z_])|\n+")
_MANNERS = ("bold", "italic", "underline", "code", "raised", "href")


@dataclass(frozen=True)
class Line:
    """One line of a text. `kind` is heading, paragraph, item, row, picture, code, head, foot,
    break or rule; `place` the headings it stands under, or its page.

    `manner` holds what can change while the words stay: level, mark, bold passages, cells;
    two lines with the same text and manner are the same. `key` tells pictures apart.
    """

    text: str
    kind: str = "paragraph"
    place: str = ""
    manner: tuple[tuple[str, str], ...] = ()
    key: str = ""


def tree_lines(blocks: Iterable[Block]) -> list[Line]:
    """The lines of a written text; only headings tell where they stand."""
    blocks = tuple(blocks)
    path, found = _Path(), list[Line]()
    for block, number in zip(blocks, numbers(blocks), strict=True):
        if isinstance(block, Heading):
            path.enter(block)
        found += (replace(line, place=path.words()) for line in _block_lines(block, number))
    return found


class _Path:
    """The headings that are open at a place."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def enter(self, heading: Heading) -> None:
        self._open = [one for one in self._open if one[0] < heading.level]
        self._open.append((heading.level, " ".join(plain(heading.inlines).split())))

    def words(self) -> str:
        return " › ".join(text for _, text in self._open if text)


def _block_lines(block: Block, number: int | None) -> Iterator[Line]:
    match block:
        case Heading():
            manner = (("level", str(block.level)), *_manner(block.inlines))
            yield Line(plain(block.inlines), "heading", manner=manner)
        case Paragraph():
            yield _paragraph(block, number)
        case Running():
            kind = "foot" if block.foot else "head"
            yield Line(plain(block.inlines), kind, manner=_manner(block.inlines))
        case Code():
            yield from (Line(line, "code") for line in block.text.split("\n"))
        case Picture():
            words = block.caption or block.alt
            yield Line(words, "picture", manner=(("width", str(block.width)),), key=block.sha256)
        case Table():
            yield from _rows(block)
        case PageBreak():
            yield Line("", "break")
        case Rule():
            yield Line("", "rule")


def _paragraph(block: Paragraph, number: int | None) -> Line:
    told = [("align", block.align.value)] if block.align != "left" else []
    if block.quote:
        told.append(("quote", str(block.quote)))
    if block.level:
        told.append(("level", str(block.level)))
    if block.mark is None:
        return Line(plain(block.inlines), manner=(*told, *_manner(block.inlines)))
    told.append(("level", str(block.mark.level)))
    told.append(("mark", "•" if number is None else f"{number}."))
    return Line(plain(block.inlines), "item", manner=(*told, *_manner(block.inlines)))


def _rows(table: Table) -> Iterator[Line]:
    for n, row in enumerate(table.rows):
        shape = ",".join(f"{cell.across}x{cell.down}" for cell in row)
        manner = [("cells", shape), ("head", "yes" if n < table.head else "no")]
        if n == 0:
            manner.append(("widths", ",".join(map(str, table.widths))))
        inlines = (i for cell in row for p in cell.paragraphs for i in p.inlines)
        yield Line(CELL.join(map(_cell, row)), "row", manner=(*manner, *_manner(inlines)))


def _cell(cell: Cell) -> str:
    return " ".join(plain(paragraph.inlines) for paragraph in cell.paragraphs)


def _manner(inlines: Iterable[Inline]) -> tuple[tuple[str, str], ...]:
    """Each manner with the words that stand in it, as ("bold", "never")."""
    found: dict[str, list[str]] = {}
    for inline in inlines:
        for name in _MANNERS:
            held = getattr(inline, name, None)
            if held and not (isinstance(inline, Words) and not inline.text.strip()):
                said = (
                    f"{plain((inline,)).strip()} → {held}" if name == "href" else plain((inline,))
                )
                found.setdefault(name, []).append(said.strip())
    return tuple((name, " … ".join(words)) for name, words in sorted(found.items()))


def sentences(lines: Iterable[Line]) -> list[Line]:
    """The same text a sentence a line: where one text is known by its pages only, lines
    begin anew wherever the paper was full, but sentences do not."""
    found = []
    for line in lines:
        parts = _SENTENCE.split(line.text) if line.kind not in ("picture", "scan") else [line.text]
        kind = line.kind if line.kind in ("head", "foot", "picture", "scan") else "paragraph"
        for part in parts if len(parts) == 1 else filter(str.strip, parts):
            found.append(Line(" ".join(part.split()), kind, line.place, key=line.key))
    return [line for line in found if line.text or line.key]


def page_lines(pages: Sequence[tuple[str, str]]) -> list[Line]:
    """The lines of pages given as (text, digest of the picture where there is no text).

    Lines that stand at the head or foot of most pages are taken once; words that were cut
    at a line's end are whole again.
    """
    kept = [_typed(text) for text, _ in pages]
    repeated = _repeated(kept)
    told = map(_without_page, repeated)
    found = [Line(line, "head") for line in told if len(line.split()) > 1]
    for number, (text, digest) in enumerate(pages, 1):
        place = f"p. {number}"
        if not text.strip():
            found.append(Line("", "scan", place, key=digest))
            continue
        body = [line for line in kept[number - 1] if _figureless(line) not in repeated.values()]
        found += (Line(part, place=place) for part in _joined(body))
    return _across(found)


def _typed(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _figureless(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _without_page(line: str) -> str:
    """A running line without its own page's number, which says nothing of the text."""
    return re.sub(r"(?<!\d)\d+\s*(?:/|of|von|sur|de|di)\s*\d+(?!\d)", "", line).strip()


_EDGE = 6
"""Lines from the top or foot of a page that may run through all pages."""


def _repeated(pages: Sequence[Sequence[str]]) -> dict[str, str]:
    """Lines near an edge of nearly every page, figures apart: as on the first such page, to
    their figureless form."""
    with_text = [page for page in pages if page]
    if len(with_text) < 3:
        return {}
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    for page in with_text:
        for line in dict.fromkeys([*page[:_EDGE], *page[-_EDGE:]]):
            form = _figureless(line)
            counts[form] = counts.get(form, 0) + 1
            shown.setdefault(form, line)
    most = [form for form, count in counts.items() if count >= 0.8 * len(with_text)]
    return {shown[form]: form for form in most}


def _joined(lines: Sequence[str]) -> list[str]:
    """Lines of one page into paragraphs: a line much shorter than the page is wide ends one."""
    wide = sorted(map(len, lines))[int(len(lines) * 0.9)] if lines else 0
    found: list[str] = []
    open_line = False
    for line in lines:
        if found and not _begins(line) and (open_line or _goes_on(found[-1], line)):
            found[-1] = _run_on(found[-1], line)
        else:
            found.append(line)
        open_line = len(line) > 0.72 * wide
    return found


def _goes_on(before: str, line: str) -> bool:
    """Whether a line is in the midst of the sentence before it."""
    return line[:1].islower() and before[-1:] not in ".!?:;"


def _run_on(before: str, line: str) -> str:
    """Two lines as one; a word that was cut is whole again."""
    cut = before.endswith(("-", "\u00ad")) and line[:1].islower()
    return before[:-1] + line if cut else f"{before} {line}"


def _begins(line: str) -> bool:
    """Whether a line looks like the first of a list item or a numbered heading."""
    return bool(re.match(r"(?:[•·▪–—-]|\(?[a-z\d]{1,3}[.)]|\d+(?:\.\d+)+)\s", line))


def _across(lines: list[Line]) -> list[Line]:
    """A sentence that goes on over the page is one again."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        goes_on = (
            last is not None
            and last.kind == line.kind == "paragraph"
            and last.place != line.place
            and _goes_on(last.text, line.text)
        )
        if goes_on and last is not None:
            found[-1] = replace(last, text=_run_on(last.text, line.text))
        else:
            found.append(line)
    return found
