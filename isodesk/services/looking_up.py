"""Texts as values where they name other records: people by name, the rest by number or title."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from isodesk.core.entry import Field
from isodesk.core.kinds import Person, Reference
from isodesk.core.numbering import sort_key
from isodesk.core.problems import Problem, Refused
from isodesk.core.record import Record


class Lookup:
    """Reads typed texts within one session; what was looked up once is remembered."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[tuple[str, ...], str], int] = {}

    def values(
        self, fields: Sequence[Field], texts: Mapping[str, str]
    ) -> tuple[dict[str, Any], list[Problem]]:
        """The values of a row, and what could not be read of it; blanks are left out."""
        by_key = {each.key: each for each in fields}
        found, problems = dict[str, Any](), list[Problem]()
        for key, text in texts.items():
            try:
                value = self.value(by_key[key], text)
            except Refused as refused:
                problems.append(Problem(key, str(refused)))
                continue
            if value is not None:
                found[key] = value
        return found, problems

    def value(self, each: Field, text: str) -> Any:
        """One value. Raises Refused for what it cannot be."""
        if isinstance(each.kind, Reference):
            return self.record(each.kind, text) if text.strip() else None
        return each.kind.parse(text)

    def record(self, kind: Reference, text: str) -> int:
        """The record that a number, or a title, means. Raises Refused for none and for
        several."""
        key = (kind.of, text.strip())
        if key not in self._known:
            self._known[key] = self._find(kind, text.strip())
        return self._known[key]

    def _find(self, kind: Reference, text: str) -> int:
        same = or_(
            Record.sort_number == sort_key(text),
            Record.sort_title == sort_key(text),
            func.lower(Record.legacy) == text.lower(),
        )
        query = select(Record.id).where(same, Record.state != "void").limit(2)
        if kind.of:
            query = query.where(Record.kind.in_(kind.of))
        found = self._session.scalars(query).all()
        if not found:
            what = "Nobody" if isinstance(kind, Person) else "Nothing"
            raise Refused(f"{what} here is called “{text}”.")
        if len(found) > 1:
            raise Refused(f"“{text}” means more than one here; give the number.")
        return found[0]
