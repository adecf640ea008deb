"""The map of the set: documents with what ties them, read by plain SQL, and its paper."""

from collections import defaultdict
from dataclasses import dataclass

from isodesk.documents.map_layout import Node, lay_out, rank_of, unlinked
from isodesk.documents.values import STATE_WORDS, State
from isodesk.i18n import tr
from isodesk.printing.keeping_sheets import MapSheet
from isodesk.printing.sheets import A3
from isodesk.services.desk import Desk
from isodesk.services.sheets import Sheets


@dataclass(frozen=True)
class MapFilter:
    """What the map is narrowed to; `process` None is all, "" those without one."""

    systems: int = 3
    process: str | None = None

    def words(self) -> str:
        """The filter as a print says it."""
        said = {1: [tr("Quality")], 2: [tr("Environment")]}.get(self.systems, [])
        if self.process is not None:
            said.append(self.process or tr("No process named"))
        return ", ".join(said)


class DocumentMap:
    """Processes to procedures to forms."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def nodes(self, wanted: MapFilter | None = None) -> tuple[Node, ...]:
        """Every document in use, with the ids of those it is linked to either way."""
        wanted = wanted or MapFilter()
        links = self._links()
        rows = self._desk.file.reader().execute(
            "SELECT r.id, coalesce(r.number, ''), coalesce(r.title, ''), r.state,"
            " coalesce(t.key, ''), coalesce(t.to_fill, t.key = 'form', 0),"
            " coalesce(t.external, t.key = 'external', 0), trim(coalesce(d.process, ''))"
            " FROM record r JOIN document d ON d.id = r.id"
            " LEFT JOIN document_type t ON t.id = d.type_id"
            " WHERE r.kind = 'document' AND r.closed IS NULL AND r.systems & ?"
            " ORDER BY r.sort_number",
            (wanted.systems,),
        )
        found = tuple(
            Node(i, number, title, state, rank_of(key, bool(fill), bool(outside)), process,
                 frozenset(links[i]))
            for i, number, title, state, key, fill, outside, process in rows
        )  # fmt: skip
        if wanted.process is None:
            return found
        return tuple(node for node in found if node.process == wanted.process)

    def processes(self) -> tuple[str, ...]:
        """Every process that a document in use names."""
        rows = self._desk.file.reader().execute(
            "SELECT DISTINCT trim(d.process) FROM document d JOIN record r ON r.id = d.id"
            " WHERE r.closed IS NULL AND trim(coalesce(d.process, '')) <> ''"
        )
        return tuple(sorted((name for (name,) in rows), key=str.casefold))

    def print(self, wanted: MapFilter | None = None, *, large: bool = False) -> bytes:
        """The map on lying A4 (or A3, when `large`), over as many pages as it takes."""
        from isodesk.printing.map_sheet import map_pdf

        wanted = wanted or MapFilter()
        nodes = self.nodes(wanted)
        total = len(self.nodes()) if wanted.words() else len(nodes)
        sheet = MapSheet(
            tr("Map of the documents"),
            lay_out(nodes),
            {node.id: _state_word(node) for node in nodes},
            tuple(f"{n.number} {n.title}" for n in unlinked(nodes)),
            len(nodes),
            total,
            wanted.words(),
        )
        sheets = Sheets(self._desk)
        return map_pdf(sheet, sheets.company(), sheets.foot(), A3 if large else sheets.paper())

    def _links(self) -> dict[int, set[int]]:
        tied: dict[int, set[int]] = defaultdict(set)
        rows = self._desk.file.reader().execute(
            "SELECT l.from_id, l.to_id FROM link l JOIN document f ON f.id = l.from_id"
            " JOIN document t ON t.id = l.to_id WHERE l.ended IS NULL"
        )
        for one, other in rows:
            tied[one].add(other)
            tied[other].add(one)
        return tied


def _state_word(node: Node) -> str:
    """What the card says of its state; nothing while the document is simply in force."""
    return "" if node.state == State.EFFECTIVE else tr(STATE_WORDS[State(node.state)])
