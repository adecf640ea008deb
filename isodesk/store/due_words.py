"""What falls due, in words: of documents by a list, of registers by their fields.

A due date is stored under a key: of a register the key of its field, which says the word
("Calibration"); of the officer's own field `own_3`. No SQLAlchemy: Today says these words at its
first paint.
"""

from functools import cached_property
from typing import Any

from isodesk import registers

BY_HAND = {
    "review": "Periodic review",
    "asked": "Review asked for",
    "check": "Check of the edition",
    "expiry": "Expires",
    "wanted": "Change wanted",
    "read": "To be read",
    "recall": "Copy to come back",
}
"""Of the kinds that are written by hand: documents, their copies, change requests."""
_TITLES = {"document": "Documents", "change_request": "Change requests", "copy": "Copies"}


def word_of(kind: str, what: str) -> str:
    """The word of a due date, as "Calibration"; its key made readable where none is known."""
    register = registers.find(kind)
    field = register.by_key.get(what) if register else None
    if field is not None and field.due:
        return field.due
    return BY_HAND.get(what) or what.replace("_", " ").capitalize()


def words_sql() -> str:
    """SQL of the word of a due date, of `due d` and `record r`, for lists that become a file."""
    fields = [(r.key, f.key, f.due) for r in registers.every() for f in r.fields if f.due]
    cases = [
        f"WHEN r.kind = '{kind}' AND d.what = '{key}' THEN {_quoted(word)}"
        for kind, key, word in fields
    ]
    cases += [f"WHEN d.what = '{key}' THEN {_quoted(word)}" for key, word in BY_HAND.items()]
    return (
        f"CASE {' '.join(cases)} ELSE coalesce((SELECT coalesce(nullif(f.due, ''), f.label)"
        " FROM own_field f WHERE 'own_' || f.id = d.what), d.what) END"
    )


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


class DueWords:
    """The words of one file, with those of the officer's own fields and registers."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], str] = {}

    def of(self, kind: str, what: str) -> str:
        """The word of a due date of a kind of record."""
        if (kind, what) not in self._known:
            own = self._own_fields.get(what) if what.startswith("own_") else None
            self._known[kind, what] = own or word_of(kind, what)
        return self._known[kind, what]

    def title(self, kind: str) -> str:
        """The records of a kind together, as "Environmental aspects"; "" for one without."""
        register = registers.find(kind)
        if register is not None:
            return register.title
        return _TITLES.get(kind) or self._own_registers.get(kind, "")

    @cached_property
    def _own_fields(self) -> dict[str, str]:
        return self._read("SELECT 'own_' || id, coalesce(nullif(due, ''), label) FROM own_field")

    @cached_property
    def _own_registers(self) -> dict[str, str]:
        return self._read("SELECT 'own:' || id, title FROM own_register")

    def _read(self, sql: str) -> dict[str, str]:
        """A file of an earlier version has none."""
        if int(self._connection.execute("PRAGMA user_version").fetchone()[0]) < _WITH_OWN:
            return {}
        return {key: str(word or "") for key, word in self._connection.execute(sql)}


_WITH_OWN = 3
"""The version of the file from which on it holds own fields and registers."""
