"""Two states of a file beside each other: what each holds, and where their histories part."""

from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from isodesk.core.problems import Refused
from isodesk.core.rows import Column
from isodesk.i18n import tr
from isodesk.store import sqlite
from isodesk.store.file import CompanyFile
from isodesk.store.head import head_of, short_head
from isodesk.store.rows import Source

COUNTED = ("document", "revision", "copy", "person", "change_request", "disposal", "filled_form")
"""Kinds of record in the order they are listed; any other kind comes after them."""


class Relation(Enum):
    """How a backup stands to the file whose place it would take."""

    NOTHING = "nothing"
    """No file stands there."""
    SAME = "same"
    OLDER = "older"
    """The file went on from the backup's head."""
    NEWER = "newer"
    """The backup went on from the file's head."""
    FORK = "fork"
    """Both went on from an entry they share, each its own way."""
    OTHER = "other"
    """Another company's file."""
    UNKNOWN = "unknown"
    """The file that stands there cannot be read."""


@dataclass(frozen=True)
class State:
    """What a file holds; `at` is UTC text of its newest change, "" for none. `counts` has
    records by kind, and "file" and "history"; what cannot be counted is not in it."""

    path: Path
    file_id: str
    company: str
    head: str
    seq: int
    at: str
    size: int
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """What a backup holds against the file it would replace, before anything is written.

    `common` is the newest entry of history both share; what each has beyond it the other
    lacks. `unreadable` says why the file cannot be compared, and is "" when it can.
    """

    backup: State
    file: State | None
    relation: Relation
    common: int = 0
    unreadable: str = ""

    @property
    def lost(self) -> int:
        """Entries of the present file that the backup lacks."""
        return self.file.seq - self.common if self.file else 0

    @property
    def gained(self) -> int:
        """Entries of the backup that the present file lacks."""
        return self.backup.seq - self.common


class Pair:
    """A backup and the file it would replace, both open for reading until `close`."""

    def __init__(self, backup: Path, target: Path) -> None:
        self.backup = CompanyFile.open(backup)
        self.file: CompanyFile | None = None
        self._unreadable = ""
        if target.exists():
            try:
                self.file = CompanyFile.open(target)
            except Refused as refused:
                self._unreadable = str(refused)

    def close(self) -> None:
        """Let both files go."""
        self.backup.close()
        if self.file is not None:
            self.file.close()

    def difference(self) -> Difference:
        """What restoring would bring back and what would be lost. Raises Refused for a backup
        that cannot be read."""
        with sqlite.telling(self.backup.path):
            theirs = _state(self.backup)
        if self.file is None:
            relation = Relation.UNKNOWN if self._unreadable else Relation.NOTHING
            return Difference(theirs, None, relation, 0, self._unreadable)
        try:
            with sqlite.telling(self.file.path):
                ours = _state(self.file)
                if ours.file_id != theirs.file_id:
                    return Difference(theirs, ours, Relation.OTHER)
                common = _common(self.file.reader(), ours.seq, self.backup.reader(), theirs.seq)
        except Refused as refused:
            return Difference(theirs, None, Relation.UNKNOWN, 0, str(refused))
        return Difference(theirs, ours, _relation(ours.seq, theirs.seq, common), common)


def compare(backup: Path, target: Path) -> Difference:
    """The difference alone, for the command line."""
    pair = Pair(backup, target)
    try:
        return pair.difference()
    finally:
        pair.close()


def state_of(path: Path) -> State:
    """What a closed file holds. Raises Refused for what cannot be read."""
    file = CompanyFile.open(path)
    try:
        with sqlite.telling(path):
            return _state(file)
    finally:
        file.close()


def _relation(ours: int, theirs: int, common: int) -> Relation:
    if ours > common and theirs > common:
        return Relation.FORK
    if ours == theirs:
        return Relation.SAME
    return Relation.OLDER if ours > theirs else Relation.NEWER


def _state(file: CompanyFile) -> State:
    connection = file.reader()
    seq, digest = head_of(connection)
    company = connection.execute("SELECT file_id, name FROM company").fetchone() or ("", "")
    row = connection.execute("SELECT at FROM change ORDER BY id DESC LIMIT 1").fetchone()
    return State(
        file.path,
        str(company[0]),
        str(company[1]),
        short_head(seq, digest),
        seq,
        row[0] if row else "",
        file.path.stat().st_size,
        _counts(connection),
    )


def _counts(connection: Any) -> dict[str, int]:
    """What can be counted; a page that cannot be read leaves its kind out."""
    found: dict[str, int] = {}
    with suppress(sqlite.DatabaseError):
        rows = connection.execute("SELECT kind, count(*) FROM record GROUP BY kind").fetchall()
        by_kind = {str(kind): int(n) for kind, n in rows}
        found |= {kind: by_kind.pop(kind) for kind in COUNTED if kind in by_kind}
        found |= by_kind
    for table in ("file", "history"):
        with suppress(sqlite.DatabaseError):
            found[table] = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return found


def _common(ours: Any, our_end: int, theirs: Any, their_end: int) -> int:
    """The newest entry both histories share, found by halves: equal once, equal before."""

    def same(seq: int) -> bool:
        return seq == 0 or _hash(ours, seq) == _hash(theirs, seq) != ""

    low, high = 0, min(our_end, their_end)
    if same(high):
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if same(middle) else (low, middle)
    return low


def _hash(connection: Any, seq: int) -> str:
    try:
        row = connection.execute("SELECT hash FROM history WHERE seq = ?", (seq,)).fetchone()
    except sqlite.DatabaseError:
        return ""
    return str(row[0]) if row else ""


def changes_after(seq: int, text: str = "") -> Source:
    """The changes beyond an entry, one row for each record a change touched, for a list that
    is filtered and fetched by pages."""
    columns = (
        Column("at", tr("When"), 7.5, "date"),
        Column("time", "", 4.8, "second", sortable=False),
        Column("number", tr("Number"), 6, "number"),
        Column("title", tr("What"), 14),
        Column("why", tr("Why"), 12, "second"),
        Column("actor", tr("Who"), 8),
        Column("n", tr("Entries"), 4.5, "figure"),
    )
    like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    where = " OR ".join(f"{c} LIKE ? ESCAPE '\\'" for c in ("number", "title", "why", "actor"))
    return Source(
        columns,
        (
            "date(at, 'localtime')",
            "strftime('%H:%M', at, 'localtime')",
            "number",
            "title",
            "why",
            "actor",
            "n",
        ),
        _CHANGES.format(seq=int(seq)),
        where,
        (like,) * 4,
        "id",
        {"at": "id"},
    )


_DAY = "date(at, 'localtime')"
_CHANGES = (
    "(SELECT min(h.seq) AS id, c.at AS at, c.actor AS actor, coalesce(c.why, '') AS why,"
    " coalesce(r.number, '') AS number,"
    " coalesce(r.title, replace(h.tab, '_', ' ')) AS title, count(*) AS n"
    " FROM history h JOIN change c ON c.id = h.change_id LEFT JOIN record r ON r.id = h.record_id"
    " WHERE h.seq > {seq} AND h.tab <> 'change' GROUP BY h.change_id, h.record_id)"
)
