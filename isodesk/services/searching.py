"""Search over everything, answered by plain SQL as the officer types."""

from dataclasses import replace

from isodesk.services.desk import Desk
from isodesk.store import search
from isodesk.store.search import Hit


class Searching:
    """Records found by words, numbers and parts of words."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, typed: str, systems: int = 3, limit: int = 50) -> tuple[Hit, ...]:
        """The best hits; text found in a revision or on a copy opens its document, once."""
        if not typed.strip():
            return ()
        found: dict[int, Hit] = {}
        for hit in search.find(self._desk.file.reader(), typed, limit * 2):
            target = hit.parent_id if hit.kind in ("revision", "copy") else hit.record_id
            if target is None or not hit.systems & systems:
                continue
            shown = self._as_document(hit, target) if target != hit.record_id else hit
            if target not in found or (shown.excerpt and not found[target].excerpt):
                found[target] = shown
        return tuple(found.values())[:limit]

    def _as_document(self, hit: Hit, document_id: int) -> Hit:
        row = (
            self._desk.file.reader()
            .execute(
                "SELECT kind, coalesce(number, ''), coalesce(title, ''), state"
                " FROM record WHERE id = ?",
                (document_id,),
            )
            .fetchone()
        )
        kind, number, title, state = row
        return replace(
            hit,
            record_id=document_id,
            kind=kind,
            parent_id=None,
            number=number,
            title=title,
            state=state,
        )
