"""The file's schema as statements: tables, indexes, and the triggers that write the history.

The migrations are literal and frozen; a test keeps them equal to what this
module renders from the mapped classes.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from isodesk.core import blank_model as _blanks  # noqa: F401 - maps its classes
from isodesk.core import own_model as _own  # noqa: F401
from isodesk.core.record import Base
from isodesk.core.spine import UNRECORDED
from isodesk.documents import care_model as _care  # noqa: F401
from isodesk.documents import model as _documents  # noqa: F401
from isodesk.documents import written_model as _written  # noqa: F401
from isodesk.store import mapped

APPEND_ONLY = ("change", "history", "signature", "print", "file", "file_chunk", "disposed_file")
DELETABLE = frozenset({"due", "passage"})
CLOSED_WITH_RECORD = (
    *("document", "revision", "copy", "change_request", "disposal", "filled_form"),
    *(kind.__tablename__ for kind in mapped.map_every() if kind.__tablename__ != "person"),
)
"""Tables of kinds: their rows stay as they are once the record is closed. A person is never."""
_LINES = ("own_value", *mapped.line_tables())
"""Tables whose rows belong to a record and are frozen with it."""

_UNMAPPED = (
    # Bytes of files in pieces, so that a large one is never whole in memory. 1 MiB each.
    "CREATE TABLE file_chunk (file_id INTEGER NOT NULL REFERENCES file (id), n INTEGER NOT NULL,"
    " bytes BLOB NOT NULL, PRIMARY KEY (file_id, n)) STRICT",
    # Search: words with accents folded by the tokenizer; parts of words over folded text.
    "CREATE VIRTUAL TABLE search_words USING fts5(number, title, body,"
    " tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "CREATE VIRTUAL TABLE search_parts USING fts5(folded, tokenize='trigram', detail='none')",
    # Each holds what lists are narrowed by, so that keys are found and counted in the index alone.
    "CREATE INDEX record_by_kind ON record (kind, id, state, systems, owner_id, due_on)",
    "CREATE INDEX record_by_number ON record"
    " (kind, sort_number, id, state, systems, owner_id, due_on)",
    "CREATE INDEX record_by_title ON record"
    " (kind, sort_title, id, state, systems, owner_id, due_on)",
    "CREATE INDEX record_by_state ON record"
    " (kind, state, sort_number, id, systems, owner_id, due_on)",
    "CREATE INDEX record_by_due ON record (kind, due_on, id, state, systems, owner_id)",
    "CREATE INDEX record_by_owner ON record"
    " (kind, owner_id, sort_number, id, state, systems, due_on)",
    "CREATE INDEX record_by_systems ON record (kind, systems)",
    "CREATE INDEX record_by_legacy ON record (kind, legacy) WHERE legacy IS NOT NULL",
    # How many records there are, kept in the same transaction, so that no list counts itself.
    "CREATE TABLE tally (kind TEXT NOT NULL, state TEXT NOT NULL, systems INTEGER NOT NULL,"
    " n INTEGER NOT NULL, PRIMARY KEY (kind, state, systems)) STRICT, WITHOUT ROWID",
    "CREATE INDEX history_by_record ON history (record_id, seq)",
    "CREATE INDEX history_by_row ON history (tab, row, seq)",
)


def statements() -> Iterator[str]:
    """Every CREATE of a new file, in order."""
    dialect = sqlite.dialect()
    for table in Base.metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect)).strip()
        for index in sorted(table.indexes, key=lambda i: str(i.name)):
            yield str(CreateIndex(index).compile(dialect=dialect)).strip()
    yield from _UNMAPPED
    for table in Base.metadata.sorted_tables:
        if table.name not in UNRECORDED:
            yield from history_triggers(table)
    yield from _tally()
    yield from guards()


def _tally() -> Iterator[str]:
    """The triggers that keep `tally`; a record is never deleted."""
    into = (
        "INSERT INTO tally (kind, state, systems, n) VALUES ({row}.kind, {row}.state,"
        " {row}.systems, 1) ON CONFLICT (kind, state, systems) DO UPDATE SET n = n + 1; "
    )
    out = (
        "UPDATE tally SET n = n - 1 WHERE kind = OLD.kind AND state = OLD.state"
        " AND systems = OLD.systems; "
    )
    new = into.format(row="NEW")
    yield f"CREATE TRIGGER tally_record_insert AFTER INSERT ON record BEGIN {new}END"
    yield (
        "CREATE TRIGGER tally_record_update AFTER UPDATE ON record"
        " WHEN NEW.kind IS NOT OLD.kind OR NEW.state IS NOT OLD.state"
        f" OR NEW.systems IS NOT OLD.systems BEGIN {out}{new}END"
    )


def history_triggers(table: Table) -> Iterator[str]:
    """The triggers that enter every insert, update and delete of a table into the chain."""
    columns = [c.name for c in table.columns]
    yield _entry(table, "insert", "NEW", _object(columns, "NEW"))
    if table.name in APPEND_ONLY:
        return
    differs = " OR ".join(f"NEW.{c} IS NOT OLD.{c}" for c in columns)
    pairs = ", ".join(
        f"'{c}', json(CASE WHEN NEW.{c} IS NOT OLD.{c} THEN json_array(OLD.{c}, NEW.{c}) END)"
        for c in columns
    )
    yield _entry(table, "update", "NEW", f"json_patch('{{}}', json_object({pairs}))", differs)
    if table.name in DELETABLE:
        yield _entry(table, "delete", "OLD", _object(columns, "OLD"))


def _object(columns: list[str], row: str) -> str:
    """SQL of the row as JSON; the patch leaves the NULLs out."""
    values = ", ".join(f"'{c}', {row}.{c}" for c in columns)
    return f"json_patch('{{}}', json_object({values}))"


def _entry(table: Table, event: str, row: str, payload: str, when: str = "") -> str:
    record = _record_column(table)
    owner = f"{row}.{record}" if record else "NULL"
    change = "NEW.id" if table.name == "change" else "isodesk_change()"
    return (
        f"CREATE TRIGGER history_{table.name}_{event} AFTER {event.upper()} ON {table.name}"
        f"{f' WHEN {when}' if when else ''} BEGIN"
        " INSERT INTO history (seq, change_id, record_id, tab, row, op, payload, hash)"
        " SELECT seq, change_id, record_id, tab, row, op, payload,"
        " isodesk_hash(previous, seq, change_id, record_id, tab, row, op, payload) FROM (SELECT"
        " coalesce((SELECT max(seq) FROM history), 0) + 1 AS seq,"
        " coalesce((SELECT hash FROM history ORDER BY seq DESC LIMIT 1), '') AS previous,"
        f" {change} AS change_id, {owner} AS record_id, '{table.name}' AS tab, {row}.id AS row,"
        f" '{event[0].upper()}' AS op, {payload} AS payload); END"
    )


def _record_column(table: Table) -> str | None:
    owners = (m.class_.history_record for m in Base.registry.mappers if m.local_table is table)
    return next(owners, None)


def guards() -> Iterator[str]:
    """What no code path may do, whoever asks: the database itself refuses."""
    for name in APPEND_ONLY:
        yield _refuse(name, "update", "what is written here stays as it is")
    for name in _undeletable():
        yield _refuse(name, "delete", "nothing is deleted; it is withdrawn or ended")
    yield _refuse(
        "file_chunk",
        "delete",
        "nothing is deleted; it is withdrawn or ended",
        "NOT EXISTS (SELECT 1 FROM disposed_file WHERE file_id = OLD.file_id)",
    )
    for name in ("change", "signature", "print", "file", "disposed_file"):
        yield _refuse(
            name,
            "insert",
            "an entry cannot be replaced",
            f"EXISTS (SELECT 1 FROM {name} WHERE id = NEW.id)",
        )
    yield _refuse(
        "history",
        "insert",
        "the history is continued at its end only",
        "NEW.seq IS NOT coalesce((SELECT max(seq) FROM history), 0) + 1",
    )
    yield from _frozen()


def _undeletable() -> Iterable[str]:
    return [t.name for t in Base.metadata.sorted_tables if t.name not in DELETABLE]


def _frozen() -> Iterator[str]:
    """Closed records, and the content of an approved revision (domain 2.1)."""
    yield _refuse(
        "record",
        "update",
        "a closed record stays as it is",
        "OLD.closed IS NOT NULL AND NOT isodesk_may_change(OLD.id)",
    )
    for name in CLOSED_WITH_RECORD:
        yield _refuse(
            name,
            "update",
            "a closed record stays as it is",
            "(SELECT closed FROM record WHERE id = OLD.id) IS NOT NULL"
            " AND NOT isodesk_may_change(OLD.id)",
        )
    for name in _LINES:
        for event, row in (("insert", "NEW"), ("update", "OLD")):
            yield _refuse(
                name,
                event,
                "a closed record stays as it is",
                f"(SELECT closed FROM record WHERE id = {row}.record_id) IS NOT NULL"
                f" AND NOT isodesk_may_change({row}.record_id)",
            )
    content = (
        "label",
        "ordinal",
        "content",
        "source_id",
        "master_id",
        "master_sha256",
        "text_id",
        "pages",
        "approved_at",
    )
    changed = " OR ".join(f"NEW.{c} IS NOT OLD.{c}" for c in content)
    yield _refuse(
        "revision",
        "update",
        "approved content cannot change",
        f"OLD.approved_at IS NOT NULL AND NOT (OLD.issued_at IS NULL AND NEW.approved_at IS NULL"
        f" AND {' AND '.join(f'NEW.{c} IS OLD.{c}' for c in content[:-1])}) AND ({changed})",
        suffix="_content",
    )
    for event, row in (("insert", "NEW"), ("update", "OLD"), ("delete", "OLD")):
        frozen = f"(SELECT submitted_at FROM revision WHERE id = {row}.revision_id) IS NOT NULL"
        if event == "delete":  # a disposed revision's text goes with its files
            frozen += " AND NOT EXISTS (SELECT 1 FROM disposal_line"
            frozen += " WHERE record_id = OLD.revision_id)"
        yield _refuse("passage", event, "only a draft is written in", frozen)


def _refuse(table: str, event: str, sentence: str, when: str = "", suffix: str = "") -> str:
    return (
        f"CREATE TRIGGER guard_{table}_{event}{suffix} BEFORE {event.upper()} ON {table}"
        f"{f' WHEN {when}' if when else ''} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    )
