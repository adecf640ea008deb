"""All registers of the open file: the built-in ones and the officer's, with own fields in them.
No SQLAlchemy: the navigation and the lists stand before it is imported."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from isodesk import registers
from isodesk.core.own_registers import OwnFieldRow, own_register, with_own
from isodesk.core.problems import Refused
from isodesk.core.register import Group, Register
from isodesk.registers.grade_words import WORDED, worded
from isodesk.services.desk import Desk

_FIELDS = (
    "SELECT id, label, kind, unit, choices, required, on_list, help, due, section FROM own_field"
    " WHERE register = ? AND ended IS NULL ORDER BY position, id"
)


@dataclass(frozen=True)
class Count:
    """How many records a register has, and how many of them are late."""

    total: int
    late: int


class Catalogue:
    """The registers by their kind; read again at each call, as it costs next to nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, kind: str) -> Register:
        """A register with its own fields. Raises Refused for one that is not there."""
        return self._with_fields(self._worded(self.plain(kind)))

    def plain(self, kind: str) -> Register:
        """A register without its own fields. Raises Refused for one that is not there."""
        found = self._own(kind) if kind.startswith("own:") else registers.find(kind)
        if found is None:
            raise Refused("There is no such register in this file.")
        return found

    def knows(self, kind: str) -> bool:
        """Whether records of this kind stand in a register."""
        if kind.startswith("own:"):
            return self._own(kind) is not None
        return registers.find(kind) is not None

    def every(self) -> tuple[Register, ...]:
        """All registers in the order of the navigation, the officer's own last."""
        rows = self._desk.file.reader().execute(
            "SELECT id, title, body FROM own_register WHERE ended IS NULL ORDER BY position, id"
        )
        own = tuple(_own(int(str(i)), str(title), str(body)) for i, title, body in rows.fetchall())
        groups = list(Group)
        every = sorted((*registers.every(), *own), key=lambda r: groups.index(r.group))
        return tuple(self._with_fields(self._worded(register)) for register in every)

    def counts(self, systems: int = 3) -> Mapping[str, Count]:
        """Records and late ones of every kind, void ones left out; from the tally."""
        read = self._desk.file.reader().execute
        totals = read(
            "SELECT kind, sum(n) FROM tally WHERE state <> 'void' AND systems & ? GROUP BY kind",
            (systems,),
        ).fetchall()
        of_both = "" if systems == 3 else f" AND systems IN ({systems}, 3)"
        late = {
            str(kind): int(str(n))
            for kind, n in read(
                "SELECT kind, count(*) FROM record INDEXED BY record_by_due"
                " WHERE kind IN (SELECT DISTINCT kind FROM tally) AND due_on < ?"
                f"{of_both} GROUP BY kind",
                (self._desk.today().isoformat(),),
            ).fetchall()
        }
        return {str(k): Count(int(str(n)), late.get(str(k), 0)) for k, n in totals}

    def _own(self, kind: str) -> Register | None:
        row = (
            self._desk.file.reader()
            .execute("SELECT id, title, body FROM own_register WHERE id = ?", (kind[4:],))
            .fetchone()
        )
        return _own(int(str(row[0])), str(row[1]), str(row[2])) if row else None

    def _worded(self, register: Register) -> Register:
        """Findings and questions of audits are graded in the firm's words."""
        if register.key not in WORDED:
            return register
        row = self._desk.file.reader().execute("SELECT grade_words FROM company").fetchone()
        return worded(register, str(row[0])) if row and row[0] else register

    def _with_fields(self, register: Register) -> Register:
        rows = self._desk.file.reader().execute(_FIELDS, (register.key,)).fetchall()
        return _merged(register, tuple(rows)) if rows else register


@lru_cache(maxsize=256)
def _own(register_id: int, title: str, body: str) -> Register:
    return own_register(register_id, title, json.loads(body))


@lru_cache(maxsize=256)
def _merged(register: Register, rows: tuple[tuple[object, ...], ...]) -> Register:
    return with_own(register, [_row(row) for row in rows])


def _row(row: tuple[object, ...]) -> OwnFieldRow:
    own_id, label, kind, unit, choices, required, on_list, said, due, section = row
    return OwnFieldRow(
        int(str(own_id)),
        str(label),
        str(kind),
        str(unit or ""),
        tuple(json.loads(str(choices or "[]"))),
        bool(required),
        bool(on_list),
        str(said or ""),
        str(due or ""),
        str(section or ""),
    )
