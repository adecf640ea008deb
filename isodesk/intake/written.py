"""A Word file as written text, asked of the child and checked before it is believed."""

import hashlib
import types
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.i18n import tr
from isodesk.intake.frames import Values
from isodesk.intake.reader import Reader
from isodesk.writing.json_form import tree_from
from isodesk.writing.tree import Tree, pictures_of

SECONDS = 90.0


@dataclass(frozen=True)
class WordText:
    """A Word file's text, its pictures by their SHA-256, and a sentence for each loss."""

    tree: Tree
    pictures: dict[str, bytes]
    losses: tuple[str, ...]


def word_text(reader: Reader, data: bytes, progress: Progress = silent, what: str = "") -> WordText:
    """A .docx or .docm as written text. Raises Refused as `Reader.ask` does."""
    answer = reader.ask(
        "word_text", data, seconds=SECONDS, memory=2 << 30, progress=progress, what=what
    )
    try:
        return _believed(answer)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(tr("The file could not be read: it upset the reader.")) from error


def _believed(answer: Values) -> WordText:
    """The answer as values. Raises ValueError or TypeError when it is none of ours."""
    tree = tree_from(answer["tree"])
    _check(tree, Tree)
    pictures = {str(name): bytes(data) for name, data in answer["pictures"].items()}
    if any(hashlib.sha256(data).hexdigest() != name for name, data in pictures.items()):
        raise ValueError("a picture is not what it is called")
    if pictures_of(tree.blocks) - set(pictures):
        raise ValueError("a picture is missing")
    return WordText(tree, pictures, tuple(_text(one) for one in answer["losses"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _check(value: Any, hint: Any) -> None:
    """The value and all it holds are of the types that the tree declares; else TypeError."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is tuple:
        if type(value) is not tuple:
            raise TypeError("tuple expected")
        for one in value:
            _check(one, inside[0])
    elif origin is types.UnionType:
        if type(value) not in inside:
            raise TypeError("none of the kinds that stand here")
        _check(value, type(value))
    elif is_dataclass(hint) and type(value) is hint:
        hints = get_type_hints(hint)
        for one in fields(value):
            _check(getattr(value, one.name), hints[one.name])
    elif type(value) is not hint or (is_dataclass(hint) and not isinstance(value, Enum)):
        raise TypeError(f"{hint} expected")
