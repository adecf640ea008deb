"""The words and properties of Word and OpenDocument texts: plain zip and guarded XML.

Headers and footers are read too (a procedure's number often stands only there); text that
was deleted under tracked changes is not. Layout is LibreOffice's work (`office`).
"""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.archive import Archive, parsed_xml
from isodesk.intake.facts import Facts
from isodesk.intake.limits import MOST_HEAD, MOST_TEXT, cut, one_line

_SKIPPED_TEXT = (
    "Fallback|del|moveFrom|delText|instrText|pPr|rPr|tblPr|trPr|tcPr|sectPr|"
    "tracked-changes|annotation|note-citation"
)
_SKIPPED = frozenset(_SKIPPED_TEXT.split("|"))
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "noBreakHyphen": "-"}
_ENDS = {"p": "\n", "h": "\n", "tr": "\n", "table-row": "\n"}
_CELLS = ("tc", "table-cell")


def read_docx(data: bytes, macros: bool = False) -> Facts:
    """The facts of a .docx or .docm. Raises Refused when damaged, bomb-like or an attack."""
    archive = Archive(data)
    body_name = _main_part(archive)
    body_xml = archive.read(body_name)
    if not body_xml:
        raise Refused(tr("The Word file is damaged: its text is missing."))
    headers, rest = _side_parts(archive, body_name)
    body = _words_of(body_xml)
    core = _properties(archive.read("docProps/core.xml"))
    notes = [*_word_notes(archive, body_xml, macros)]
    return Facts(
        text=cut("\n".join([*headers, body, *rest])),
        head=cut("\n".join([*headers, *rest])[: MOST_HEAD // 2] + "\n" + body, MOST_HEAD),
        title=core.get("title", ""),
        author=core.get("creator", ""),
        created=core.get("created", "")[:10],
        modified=core.get("modified", "")[:10],
        notes=tuple(notes),
        properties=tuple(_custom(archive.read("docProps/custom.xml"))),
    )


def read_odt(data: bytes) -> Facts:
    """The facts of an OpenDocument text or sheet; the page count is the one it keeps."""
    archive = Archive(data)
    content = archive.read("content.xml")
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refused(tr("Locked with a password: save it without one and bring that in."))
    if not content:
        raise Refused(tr("The OpenDocument file is damaged: its text is missing."))
    body = _words_of(content)
    sides = _master_words(archive.read("styles.xml"))
    meta = _properties(archive.read("meta.xml"))
    return Facts(
        text=cut(sides + body),
        head=cut(sides[: MOST_HEAD // 2] + body, MOST_HEAD),
        title=meta.get("title", ""),
        author=meta.get("initial-creator", "") or meta.get("creator", ""),
        created=meta.get("creation-date", "")[:10],
        modified=meta.get("date", "")[:10],
        notes=tuple(_odt_notes(archive, content)),
        properties=tuple(_user_defined(archive.read("meta.xml"))),
    )


def words_in(element: Element, most: int = MOST_TEXT) -> str:
    """The text below an element of either format, a line a paragraph, a tab between cells."""
    try:
        text = _cut_short(_words(element, False), most)
    except RecursionError:  # tables within tables, by the hundred
        text = _cut_short(_flat_words(element), most)
    return re.sub(r"\n{3,}", "\n\n", text)


def _cut_short(words: Iterator[str], most: int) -> str:
    parts: list[str] = []
    size = 0
    for part in words:
        parts.append(part)
        size += len(part)
        if size > most:
            break
    return "".join(parts)


def _flat_words(element: Element) -> Iterator[str]:
    """The same without recursion: a line a paragraph, cells as they come."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        tag = local(one)
        if tag in _SKIPPED:
            continue
        if tag == "t" and one.text:
            yield one.text
        yield "\n" if tag in ("p", "h") else _BREAKS.get(tag, "")
        waiting += reversed(one)


def local(element: Element) -> str:
    """The tag without its namespace; strict and transitional files differ only there."""
    return str(element.tag).rpartition("}")[2]


def _words(element: Element, mixed: bool) -> Iterator[str]:
    """`mixed`: we are inside an OpenDocument paragraph, where text stands between elements."""
    tag = local(element)
    if tag in _SKIPPED:
        return
    if tag in _CELLS:
        inside = "".join(t for child in element for t in _words(child, False))
        yield " ".join(inside.split()) + "\t"
        return
    inner = mixed or _is_open_paragraph(element, tag)
    if (inner or tag == "t") and element.text:
        yield element.text
    yield _blanks(element) if tag == "s" and inner else _BREAKS.get(tag, "")
    for child in element:
        yield from _words(child, inner)
        if inner and child.tail:
            yield child.tail
    yield _ENDS.get(tag, "")


def _is_open_paragraph(element: Element, tag: str) -> bool:
    return tag in ("p", "h") and "opendocument" in str(element.tag)


def _blanks(element: Element) -> str:
    count = next((v for k, v in element.attrib.items() if k.endswith("}c")), "1")
    return " " * min(int(count), 200) if count.isdigit() else " "


def _words_of(xml: bytes) -> str:
    return words_in(parsed_xml(xml))


def _main_part(archive: Archive) -> str:
    rels = archive.read("_rels/.rels")
    if rels:
        for relation in parsed_xml(rels):
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").lstrip("/")
    return "word/document.xml"


def _side_parts(archive: Archive, body: str) -> tuple[list[str], list[str]]:
    """The texts of headers, and of footers and notes behind them."""
    folder = body.lower().rpartition("/")[0]
    found: dict[str, list[str]] = {"header": [], "footer": [], "footnotes": [], "endnotes": []}
    for name in sorted(archive.names):
        place, _, part = name.rpartition("/")
        kind = re.match(r"(header|footer|footnotes|endnotes)\d*\.xml$", part)
        if kind and place == folder:
            found[kind[1]].append(_words_of(archive.read(name)).strip())
    rest = found["footer"] + found["footnotes"] + found["endnotes"]
    return _distinct(found["header"]), _distinct(rest)


def _distinct(texts: list[str]) -> list[str]:
    """Each once: first-page and even-page headers often say the same."""
    return [text for text in dict.fromkeys(texts) if text]


def _properties(xml: bytes) -> dict[str, str]:
    if not xml:
        return {}
    return {local(e): one_line(e.text) for e in parsed_xml(xml).iter() if e.text}


def _custom(xml: bytes) -> Iterator[str]:
    """Word's own document properties, as "Revision: 4", where officers keep numbers."""
    for prop in parsed_xml(xml) if xml else ():
        value = one_line(" ".join(prop.itertext()))
        if value and prop.get("name"):
            yield f"{one_line(prop.get('name'))}: {value}"


def _user_defined(xml: bytes) -> Iterator[str]:
    for element in parsed_xml(xml).iter() if xml else ():
        if local(element) == "user-defined" and element.text:
            name = next((v for k, v in element.attrib.items() if k.endswith("}name")), "")
            yield f"{one_line(name)}: {one_line(element.text)}"


def _master_words(xml: bytes) -> str:
    """Headers and footers of an OpenDocument text stand in its page styles."""
    if not xml:
        return ""
    masters = (e for e in parsed_xml(xml) if local(e) == "master-styles")
    return "".join(words_in(master) for master in masters)


def _word_notes(archive: Archive, body: bytes, macros: bool) -> Iterator[str]:
    if macros or any(name.endswith("vbaproject.bin") for name in archive.names):
        yield tr("Holds macros, which are never run.")
    if any(name.startswith("_xmlsignatures/") for name in archive.names):
        yield _signed()
    if _any_in(body, (b"<w:ins ", b"<w:del ", b"<w:moveFrom ")):
        yield _tracked()


def _odt_notes(archive: Archive, content: bytes) -> Iterator[str]:
    if any(name.startswith("basic/") for name in archive.names):
        yield tr("Holds macros, which are never run.")
    if "meta-inf/documentsignatures.xml" in archive.names:
        yield _signed()
    if b"<text:changed-region" in content:
        yield _tracked()


def _any_in(data: bytes, marks: tuple[bytes, ...]) -> bool:
    contains: Callable[[bytes], bool] = data.__contains__
    return any(map(contains, marks))


def _signed() -> str:
    return tr(
        "Signed electronically: the PDF made of it cannot carry the signature; "
        "the original is kept."
    )


def _tracked() -> str:
    return tr("Holds tracked changes: accept or reject them in the original first.")
