"""One record out of many, found as one types a number or a part of a title; no SQLAlchemy."""

from collections.abc import Sequence
from dataclasses import dataclass

from isodesk.core.numbering import sort_key
from isodesk.core.problems import Refused
from isodesk.core.steps import VOID
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.sql_lists import TITLED, like, like_of, titled

_OTHERS = ("document", "change_request")
"""Kinds that stand in no register and may be named all the same."""


@dataclass(frozen=True)
class Pick:
    """A record that may be chosen."""

    id: int
    kind: str
    number: str
    title: str
    state: str

    @property
    def words(self) -> str:
        """`SUP-003  Anders Metals`."""
        return "  ".join(filter(None, (self.number, self.title)))


class Picking:
    """Records to choose one of."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def of_number(self, number: str) -> int:
        """The record of a register with this number, typed as people do ("nc 2026-1"). Raises
        Refused for none."""
        kinds = tuple(k for k in self.every_kind() if k not in _OTHERS)
        row = (
            self._desk.file.reader()
            .execute(
                f"SELECT id FROM record WHERE kind IN ({', '.join('?' * len(kinds))})"
                " AND sort_number = ? ORDER BY id",
                (*kinds, sort_key(number)),
            )
            .fetchone()
        )
        if row is None:
            raise Refused(f"There is no record {number} in a register of this file.")
        return int(str(row[0]))

    def find(self, kinds: Sequence[str], typed: str, limit: int = 30) -> tuple[Pick, ...]:
        """Records of these kinds (of any, when empty) whose number begins so or whose title
        holds it, exact numbers first; the newest where nothing is typed. Void ones are left
        out."""
        among = tuple(kinds) or self.every_kind()
        text = " ".join(typed.split())
        marks = ", ".join("?" * len(among))
        where = f"r.kind IN ({marks}) AND r.state <> '{VOID}'"
        values: list[object] = [*among]
        order = "r.id DESC"
        if text:
            begins = like(text)[1:]
            where += f" AND ({like_of('r.number')} OR {TITLED} OR {like_of('r.legacy')})"
            values += [begins, *titled(text), begins]
            order = f"r.number = ? COLLATE NOCASE DESC, {like_of('r.number')} DESC, r.sort_title"
            values += [text, begins]
        rows = self._desk.file.reader().execute(
            "SELECT r.id, r.kind, coalesce(r.number, ''), coalesce(r.title, ''), r.state"
            f" FROM record r WHERE {where} ORDER BY {order} LIMIT ?",
            (*values, limit),
        )
        return tuple(
            Pick(int(str(i)), str(kind), str(number), str(title), str(state))
            for i, kind, number, title, state in rows.fetchall()
        )

    def every_kind(self) -> tuple[str, ...]:
        """Kinds of records that stand by themselves."""
        return (*_OTHERS, *(register.key for register in self._catalogue.every()))

    def kind_of(self, record_id: int) -> str:
        """The kind of a record; "" for none."""
        row = (
            self._desk.file.reader()
            .execute("SELECT kind FROM record WHERE id = ?", (record_id,))
            .fetchone()
        )
        return str(row[0]) if row else ""
