"""The tree as JSON and back: one object a block, canonical, so that equal blocks are equal text.

The stored form. Fields that hold their default are left out; names are those of the tree.
"""

import json
from dataclasses import MISSING, fields
from typing import Any

from isodesk.writing.tree import (
    Align,
    Block,
    Cell,
    Code,
    DocumentLink,
    Field,
    FieldName,
    Heading,
    Inline,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Running,
    Table,
    Tree,
    Words,
)

MEDIA = "application/x-isodesk-document+json"
"""Media type of a whole tree kept as a file."""
_BLOCKS: dict[str, type[Any]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "code": Code,
    "picture": Picture,
    "table": Table,
    "page_break": PageBreak,
    "rule": Rule,
    "running": Running,
}
_INLINES: dict[str, type[Any]] = {"field": Field, "link": DocumentLink}
_NAMES = {kind: name for name, kind in (_BLOCKS | _INLINES).items()}


def block_text(block: Block) -> str:
    """One block as canonical JSON."""
    return _dumped(_block(block))


def block_from(text: str) -> Block:
    """A block from its JSON. Raises ValueError for anything else."""
    try:
        return _read_block(json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a block: {text[:80]}") from error


def tree_bytes(tree: Tree) -> bytes:
    """A whole tree as canonical JSON in UTF-8."""
    return _dumped({"isodesk": 1, "blocks": [_block(b) for b in tree.blocks]}).encode()


def tree_from(content: bytes) -> Tree:
    """A tree from its bytes. Raises ValueError for anything else, or a newer form."""
    try:
        told = json.loads(content)
        if told["isodesk"] != 1:
            raise ValueError("a newer isodesk wrote this text")
        return Tree(tuple(map(_read_block, told["blocks"])))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a written document") from error


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _block(block: Block) -> dict[str, Any]:
    return {"is": _NAMES[type(block)], **_members(block)}


def _members(value: Any) -> dict[str, Any]:
    """The members of a frozen value that do not hold their default."""
    return {
        member.name: _plain(held)
        for member in fields(value)
        if (held := getattr(value, member.name)) != member.default or member.default is MISSING
    }


def _plain(value: Any) -> Any:
    match value:
        case tuple():
            return [_plain(one) for one in value]
        case Words():
            return _members(value)
        case Field() | DocumentLink():
            return {"is": _NAMES[type(value)], **_members(value)}
        case Mark() | Cell() | Paragraph():
            return _members(value)
    return value


def _read_block(told: dict[str, Any]) -> Block:
    kind = _BLOCKS[told["is"]]
    members = {name: value for name, value in told.items() if name != "is"}
    if kind is Table:
        return _read_table(members)
    if kind is Paragraph:
        return _read_paragraph(members)
    if "inlines" in members:
        members["inlines"] = _read_inlines(members["inlines"])
    made: Block = kind(**members)
    return made


def _read_paragraph(told: dict[str, Any]) -> Paragraph:
    members = dict(told)
    if "inlines" in members:
        members["inlines"] = _read_inlines(members["inlines"])
    if "mark" in members:
        members["mark"] = Mark(**members["mark"])
    if "align" in members:
        members["align"] = Align(members["align"])
    return Paragraph(**members)


def _read_table(told: dict[str, Any]) -> Table:
    rows = tuple(tuple(map(_read_cell, row)) for row in told["rows"])
    return Table(rows, tuple(told.get("widths", ())), told.get("head", 1))


def _read_cell(told: dict[str, Any]) -> Cell:
    paragraphs = tuple(map(_read_paragraph, told.get("paragraphs", ())))
    return Cell(paragraphs, told.get("across", 1), told.get("down", 1))


def _read_inlines(told: list[dict[str, Any]]) -> tuple[Inline, ...]:
    return tuple(map(_read_inline, told))


def _read_inline(told: dict[str, Any]) -> Inline:
    members = {name: value for name, value in told.items() if name != "is"}
    kind = _INLINES[told["is"]] if "is" in told else Words
    if kind is Field:
        members["name"] = FieldName(members["name"])
    made: Inline = kind(**members)
    return made
