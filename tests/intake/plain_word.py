"""A plain reading of a Word file, by zip and XML alone: what the text must hold, in order."""

import io
import posixpath
import zipfile
from xml.etree import ElementTree

LEFT_OUT = ("del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "txbxContent")


def local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def lines(root: ElementTree.Element, boxes: bool = False) -> list[str]:
    """The text a paragraph a line; with `boxes` only what stands in text boxes."""
    found: list[str] = []

    def walk(element: ElementTree.Element, inside: bool) -> None:
        name = local(element)
        if name == "txbxContent" and boxes:
            inside = True
        elif name in LEFT_OUT:
            return
        if name == "p" and inside == boxes:
            found.append("")
        if inside == boxes and found:
            if name == "t":
                found[-1] += element.text or ""
            elif name in ("tab", "br", "cr"):
                found[-1] += " "
        for child in element:
            walk(child, inside)

    walk(root, False)
    return [line for line in found if line.strip()]


class PlainWord:
    """`body`, `boxes`, `heads` (with feet) and `notes`, each as lines."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        main = "word/document.xml"
        for relation in ElementTree.fromstring(parts.get("_rels/.rels", b"<r/>")):
            if relation.get("Type", "").endswith("/officeDocument"):
                main = relation.get("Target", "").lstrip("/")
        folder, _, name = main.rpartition("/")
        root = ElementTree.fromstring(parts[main])
        self.body, self.boxes = lines(root), lines(root, boxes=True)
        self.heads: list[str] = []
        self.notes: list[str] = []
        used = {v for e in root.iter() for k, v in e.attrib.items() if k.endswith("}id")}
        relations = parts.get(f"{folder}/_rels/{name}.rels", b"<r/>")
        for relation in ElementTree.fromstring(relations):
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            part = parts.get(target.lstrip("/"))
            kind = relation.get("Type", "").rpartition("/")[2]
            if part is None:
                continue
            if kind in ("header", "footer") and relation.get("Id") in used:
                self.heads += lines(ElementTree.fromstring(part))
            elif kind in ("footnotes", "endnotes"):
                self.notes += _called(ElementTree.fromstring(part), root, kind[:-1])


def _called(notes: ElementTree.Element, root: ElementTree.Element, kind: str) -> list[str]:
    """The text of the notes that the body has a mark for."""
    ids = {
        value
        for one in root.iter()
        if local(one) == f"{kind}Reference"
        for key, value in one.attrib.items()
        if key.endswith("}id")
    }
    found: list[str] = []
    for note in notes:
        if any(v in ids for k, v in note.attrib.items() if k.endswith("}id")):
            found += lines(note)
    return found
