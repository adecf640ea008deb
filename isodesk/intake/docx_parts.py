"""The parts of a Word file and how they point at each other."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.archive import Archive, parsed_xml


@dataclass(frozen=True)
class Relation:
    """Where a part points: another part of the zip, or an address outside it."""

    kind: str
    target: str
    outside: bool


class Parts:
    """The XML parts of a .docx by their names, each parsed once.

    Raises Refused as `Archive` does, and for a file without its text.
    """

    def __init__(self, data: bytes) -> None:
        self.archive = Archive(data)
        self._parsed: dict[str, Element | None] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        self.main = self._main_name()
        root = self.xml(self.main)
        if root is None:
            raise Refused(tr("The Word file is damaged: its text is missing."))
        self.root = root

    def xml(self, name: str) -> Element | None:
        """The root of a part; None when there is no such part."""
        if name not in self._parsed:
            data = self.archive.read(name)
            self._parsed[name] = parsed_xml(data) if data else None
        return self._parsed[name]

    def spare(self, name: str) -> Element | None:
        """The same for a part the text can do without: a damaged one counts as missing."""
        try:
            return self.xml(name)
        except Refused:
            self._parsed[name] = None
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points at, by the ids that its XML uses."""
        if part not in self._relations:
            folder, _, name = part.rpartition("/")
            root = self.spare(f"{folder}/_rels/{name}.rels".lstrip("/"))
            told = root if root is not None else ()
            self._relations[part] = {one.get("Id", ""): _relation(folder, one) for one in told}
        return self._relations[part]

    def named(self, kind: str, usual: str) -> tuple[str, Element | None]:
        """The part of that kind beside the main one, as "styles": its name and its root."""
        found = (r.target for r in self.relations(self.main).values() if r.kind == kind)
        folder = self.main.rpartition("/")[0]
        name = next(found, f"{folder}/{usual}".lstrip("/"))
        return name, self.spare(name)

    def _main_name(self) -> str:
        kinds = self.relations("").values()
        targets = (one.target for one in kinds if one.kind == "officeDocument")
        return next(targets, "word/document.xml")


def _relation(folder: str, told: Element) -> Relation:
    kind = told.get("Type", "").rpartition("/")[2]
    target = told.get("Target", "")
    if told.get("TargetMode", "") == "External":
        return Relation(kind, target, True)
    path = posixpath.normpath(posixpath.join("/", folder, unquote(target.replace("\\", "/"))))
    return Relation(kind, path.lstrip("/"), False)
