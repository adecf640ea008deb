"""A Word file as written text: the tree, its pictures, and what could not be carried."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.docx_blocks import Story
from isodesk.intake.docx_heads import Heads, read_heads
from isodesk.intake.docx_lists import settled
from isodesk.intake.docx_losses import Loss, Losses
from isodesk.intake.docx_parts import Parts
from isodesk.intake.docx_reading import Reading
from isodesk.intake.docx_xml import attr, child, content, local, value, whole
from isodesk.intake.frames import Values
from isodesk.intake.kinds import Kind, kind_of
from isodesk.intake.look import why_not
from isodesk.writing.json_form import tree_bytes
from isodesk.writing.normal import normal
from isodesk.writing.tree import (
    Block,
    PageBreak,
    Paragraph,
    Rule,
    Tree,
    Words,
    pictures_of,
    text_of,
)

MOST_BLOCKS = 60_000
MOST_LETTERS = 6_000_000
_STAYS = ("continuous", "nextColumn")


def written(data: bytes) -> Values:
    """Task: a .docx or .docm as {"tree": JSON, "pictures": {SHA-256: bytes}, "losses": [...]}.

    Raises Refused when it is damaged, an attack, or larger than a text can be.
    """
    kind = kind_of(data, "")
    if kind not in (Kind.DOCX, Kind.DOCM):
        raise Refused(why_not(kind))
    tree, pictures, losses = read_word(data)
    return {"tree": tree_bytes(tree), "pictures": pictures, "losses": losses}


def read_word(data: bytes) -> tuple[Tree, dict[str, bytes], list[str]]:
    """The same as values."""
    parts = Parts(data)
    reading = Reading(parts)
    blocks = _whole(reading)
    _small_enough(blocks)
    _count_marks(parts, reading.losses)
    if blocks:
        reading.losses.add(Loss.LOOK)
    used = pictures_of(blocks)
    pictures = {digest: one for digest, one in reading.pictures.bytes.items() if digest in used}
    return normal(Tree(tuple(blocks))), pictures, reading.losses.sentences()


def _whole(reading: Reading) -> list[Block]:
    body = child(reading.parts.root, "body")
    body = reading.parts.root if body is None else body
    sections = _sections(body)
    heads = read_heads(reading, sections)
    text = _body(reading, body, sections, heads)
    text += _notes(reading)
    return [*heads.running, *settled(_trimmed(text))]


def _sections(body: Element) -> list[Element]:
    """The properties of each section, in order: in its last paragraph, or the body's own."""
    found = []
    for one in content(body):
        if local(one) == "sectPr":
            found.append(one)
        elif local(one) == "p" and (own := child(one, "pPr", "sectPr")) is not None:
            found.append(own)
    return found


def _body(reading: Reading, body: Element, sections: list[Element], heads: Heads) -> list[Block]:
    story = Story(reading, reading.parts.main)
    found: list[Block] = [*heads.before.get(0, ())]
    section = 0
    reading.see_section(sections[0] if sections else None)
    for one in content(body):
        story.add(found, one)
        if child(one, "pPr", "sectPr") is None:
            continue
        found += heads.behind.get(section, ())
        section += 1
        if section < len(sections):
            if value(sections[section], "type") not in _STAYS:
                found.append(PageBreak())
            found += heads.before.get(section, ())
            reading.see_section(sections[section])
    found += story.last()
    return found + heads.behind.get(section, [])


def _notes(reading: Reading) -> list[Block]:
    """The notes behind the text, each begun with its mark."""
    found: list[Block] = []
    read: set[tuple[str, str]] = set()
    while left := [key for key in reading.notes.marks if key not in read]:
        for kind, note_id in left:  # a note may hold marks of others
            read.add((kind, note_id))
            found += _note(reading, kind, note_id)
    if read:
        reading.losses.add(Loss.NOTE, count=len(read))
    return [Rule(), *found] if found else []


def _note(reading: Reading, kind: str, note_id: str) -> Iterator[Block]:
    name, root = reading.parts.named(f"{kind}s", f"{kind}s.xml")
    told = root if root is not None else ()
    note = next((one for one in told if attr(one, "id") == note_id), None)
    blocks = Story(reading, name).blocks(note) if note is not None else []
    mark = Words(reading.notes.marks[kind, note_id], raised=1)
    if blocks and isinstance(blocks[0], Paragraph):
        blocks[0] = replace(blocks[0], inlines=(mark, Words(" "), *blocks[0].inlines), mark=None)
    else:
        blocks.insert(0, Paragraph((mark,)))
    yield from blocks


def _trimmed(blocks: list[Block]) -> list[Block]:
    """Without page breaks at both ends, or two of them together."""
    found: list[Block] = []
    for block in blocks:
        if not (isinstance(block, PageBreak) and (not found or isinstance(found[-1], PageBreak))):
            found.append(block)
    while found and isinstance(found[-1], PageBreak):
        found.pop()
    return found


def _small_enough(blocks: list[Block]) -> None:
    if len(blocks) > MOST_BLOCKS or len(text_of(blocks)) > MOST_LETTERS:
        raise Refused(
            tr(
                "The Word file is too long to be written text (more than 60,000 paragraphs): "
                "keep it as Word pages, or split it."
            )
        )


def _count_marks(parts: Parts, losses: Losses) -> None:
    """What the text itself does not meet: comments, tracked changes, columns, macros."""
    for one in parts.root.iter():
        name = local(one)
        if name == "commentReference":
            losses.add(Loss.COMMENT)
        elif name in ("ins", "moveTo"):
            losses.add(Loss.INSERTED)
        elif name in ("del", "moveFrom", "cellDel"):
            losses.add(Loss.DELETED)
        elif name == "sdtPr" and any(local(o) in _FORM_CONTROLS for o in one):
            losses.add(Loss.FORM)
        elif name == "cols" and (whole(attr(one, "num")) or 1) > 1:
            losses.add(Loss.COLUMNS)
        elif name == "pgSz" and attr(one, "orient") == "landscape":
            losses.add(Loss.LANDSCAPE)
    names = parts.archive.names
    if any(name.endswith("vbaproject.bin") for name in names):
        losses.add(Loss.MACROS)
    if any(name.startswith("_xmlsignatures/") for name in names):
        losses.add(Loss.SIGNED)


_FORM_CONTROLS = ("text", "checkbox", "dropDownList", "comboBox", "date", "picture")
