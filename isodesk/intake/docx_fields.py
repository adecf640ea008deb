"""Fields of a Word file: what they show stays, what they would compute is said."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote
from xml.etree.ElementTree import Element

from isodesk.intake.docx_losses import Loss, Losses
from isodesk.intake.docx_symbols import sign
from isodesk.intake.docx_xml import attr, child, local, switched, value, whole

PAGE_KINDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION")
_SILENT = ("HYPERLINK", "XE", "TC", "TA", "RD", "SET", "PRIVATE", "ADVANCE", "ASK", "")
_FORMS = ("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN")
_OBJECTS = ("EMBED", "LINK", "CONTROL", "HTMLCONTROL")
_QUOTED = re.compile(r'(\\l\s*)?(?:"([^"]*)"|(?<=\s)([^\s"\\]\S*))')
_SCHEMES = ("http://", "https://", "mailto:", "tel:", "ftp://")
_LONGEST = 2_000


@dataclass
class Open:
    """A field that has begun: `told` is its instruction so far, `shown` once its result runs.

    `held` are pieces met within the instruction, given back when the field is broken.
    """

    told: list[str] = field(default_factory=list)
    held: list[object] = field(default_factory=list)
    shown: bool = False
    href: str = ""
    dropped: bool = False
    form: Element | None = None

    @property
    def instruction(self) -> str:
        return " ".join("".join(self.told).split())

    @property
    def kind(self) -> str:
        return self.instruction.partition(" ")[0].upper()


def note(told: Open, others: Iterable[Open], losses: Losses, running: bool) -> None:
    """Say what is lost of a field whose instruction is complete, and set what it means."""
    kind = told.kind
    if kind == "HYPERLINK":
        told.href = address(_target(told.instruction), losses)
    elif kind in PAGE_KINDS and running:
        told.dropped = True
    elif kind == "TOC":
        losses.add(Loss.CONTENTS)
    elif kind in _FORMS:
        losses.add(Loss.FORM)
    elif kind in _OBJECTS:
        losses.add(Loss.OBJECT, kind)
    elif kind not in _SILENT and not any(one.kind == "TOC" for one in others):
        losses.add(Loss.FIELD, kind[:20])


def without_result(told: Open) -> str:
    """What a field shows that keeps no result: a tick box, a choice, a symbol, a button."""
    kind, words = told.kind, told.instruction.split(" ")
    if kind == "FORMCHECKBOX":
        return "☒" if _ticked(told.form) else "☐"
    if kind == "FORMDROPDOWN":
        return _chosen(told.form)
    if kind == "SYMBOL" and len(words) > 1:
        face = re.search(r'\\f\s*"?([^"\\]+)', told.instruction)
        code = whole(words[1]) if not words[1].startswith("0x") else int(words[1][2:6] or "0", 16)
        return sign(code or 0, face[1].strip() if face else "Symbol")
    if kind in ("MACROBUTTON", "GOTOBUTTON"):
        return " ".join(words[2:])
    return " ".join(words[1:]) if kind == "EQ" else ""


def address(target: str, losses: Losses) -> str:
    """A target as an address that a text may lead to; "" for places within the file, other
    files and anything that would run."""
    plain = "".join(target.split())
    if plain.lower().startswith(_SCHEMES) and len(plain) <= _LONGEST:
        return quote(target.strip(), safe="%:/?#[]@!$&'()*+,;=~-._")
    if plain.lower().startswith("www."):
        return "http://" + quote(plain, safe="%:/?#[]@!$&'()*+,;=~-._")
    if plain and not plain.startswith("#_Toc"):
        losses.add(Loss.LINK, target)
    return ""


def _target(instruction: str) -> str:
    """Where a HYPERLINK field leads: its file or address, "#" and the place within it."""
    found, place = "", ""
    for local_place, quoted, bare in _QUOTED.findall(instruction[len("HYPERLINK") :]):
        if local_place:
            place = place or quoted or bare
        else:
            found = found or quoted or bare
    return f"{found}#{place}" if place else found


def _ticked(form: Element | None) -> bool:
    box = child(form, "checkBox")
    checked = switched(box, "checked")
    return bool(switched(box, "default") if checked is None else checked)


def _chosen(form: Element | None) -> str:
    choices = child(form, "ddList")
    told = choices if choices is not None else ()
    entries = [attr(one, "val") for one in told if local(one) == "listEntry"]
    at = whole(value(choices, "result") or value(choices, "default") or "0") or 0
    return entries[at] if 0 <= at < len(entries) else ""
