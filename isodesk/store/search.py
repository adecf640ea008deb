"""Search: words by FTS5 with accents folded, parts of words by trigrams, in one transaction
with the edit. Rebuilt from the records at any time, never "lost" (reliability 9.10)."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from isodesk.core.folding import folded
from isodesk.core.record import Record

TEXT_LIMIT = 2_000_000
_STANDS = text("SELECT number, title, body FROM search_words WHERE rowid = :id")
_REPLACE = tuple(
    text(statement)
    for statement in (
        "DELETE FROM search_words WHERE rowid = :id",
        "INSERT INTO search_words (rowid, number, title, body)"
        " VALUES (:id, :number, :title, :body)",
        "DELETE FROM search_parts WHERE rowid = :id",
        "INSERT INTO search_parts (rowid, folded) VALUES (:id, :parts)",
    )
)
_OWN_WORDS = text(
    "SELECT v.text FROM own_value v JOIN own_field f ON f.id = v.field_id"
    " WHERE v.record_id = :id AND f.ended IS NULL AND v.text <> ''"
    " AND f.kind IN ('text', 'note', 'choice')"
)


@dataclass(frozen=True)
class Hit:
    """A found record; `excerpt` marks the words between \x02 and \x03."""

    record_id: int
    kind: str
    parent_id: int | None
    number: str
    title: str
    state: str
    systems: int
    excerpt: str


def index(session: Session, record: Record) -> None:
    """Put what a record says, and the text of its file, where it is found."""
    body = "\n".join(_texts(session, record))
    number = " ".join(filter(None, (record.number, record.legacy)))
    put(session, record.id, number, record.title or "", body)


def put(session: Session, record_id: int, number: str, title: str, body: str) -> None:
    """Replace what stands in both indexes for one record, where it is not the same already: most
    steps change no word, and the parts of a long text take long to write."""
    if session.execute(_STANDS, {"id": record_id}).first() == (number, title, body):
        return
    parts = folded("\n".join((number, title, body)))
    values = {"id": record_id, "number": number, "title": title, "body": body, "parts": parts}
    for statement in _REPLACE:
        session.execute(statement, values)


def _texts(session: Session, record: Record) -> list[str]:
    own = [
        str(getattr(record, column.key))
        for mapper in type(record).__mapper__.iterate_to_root()
        for column in mapper.local_table.columns
        if column.info.get("search")
        and column.key not in ("number", "title", "legacy")
        and getattr(record, column.key)
    ]
    own += _own_values(session, record.id)
    if written := _written(session, record):
        return [*own, written[:TEXT_LIMIT]]
    text_id = getattr(record, "text_id", None)
    if text_id:
        from isodesk.store.files import disposed_by, read

        if disposed_by(session, text_id):
            return own
        own.append(read(session, text_id).decode("utf-8", "replace")[:TEXT_LIMIT])
    return own


def _own_values(session: Session, record_id: int) -> list[str]:
    """The words of the officer's own fields; those put away are not looked for."""
    rows = session.execute(_OWN_WORDS, {"id": record_id})
    return [str(words) for (words,) in rows]


def _written(session: Session, record: Record) -> str:
    """The passages of a text that is still open; "" for any other content."""
    content = getattr(record, "content", None)
    submitted = getattr(record, "submitted_at", None)
    if getattr(content, "name", "") != "WRITTEN" or submitted:
        return ""
    from isodesk.writing.json_form import block_from
    from isodesk.writing.tree import text_of

    rows = session.execute(
        text("SELECT body FROM passage WHERE revision_id = :id ORDER BY position, id"),
        {"id": record.id},
    )
    return text_of(block_from(body) for (body,) in rows)


def find(connection: Any, typed: str, limit: int = 50) -> list[Hit]:
    """The best hits, in tiers: numbers and titles, then words in the text, then parts of words.

    Newest first within a tier; never reads all hits of a common word
    (performance 2, F1). A part of a word needs three letters.
    """
    found: dict[int, str] = {}
    words = _match(typed)
    if words:
        for query in (f"{{number title}} : ({words})", words):
            _words(connection, query, found, limit)
    if len(found) < limit:
        _parts(connection, typed, found, limit)
    return _hits(connection, list(found.items())[:limit])


def _match(typed: str) -> str:
    """FTS5 query: each word a quoted prefix, quoted phrases as phrases."""
    terms = []
    for phrase, word in _terms(typed):
        if phrase:
            terms.append(f'"{phrase}"')
        elif any(c.isalnum() for c in word):
            terms.append(f'"{word}"*')
    return " AND ".join(terms)


def _terms(typed: str) -> list[tuple[str, str]]:
    """(phrase, word) pairs as typed; one of each pair is empty."""
    return re.findall(r'"([^"]+)"|([^\s"]+)', typed)


def _words(connection: Any, query: str, found: dict[int, str], limit: int) -> None:
    rows = connection.execute(
        "SELECT rowid, snippet(search_words, -1, char(2), char(3), '…', 14) FROM search_words"
        " WHERE search_words MATCH ? ORDER BY rowid DESC LIMIT ?",
        (query, limit),
    )
    for record_id, excerpt in rows:
        found.setdefault(record_id, excerpt)


def _parts(connection: Any, typed: str, found: dict[int, str], limit: int) -> None:
    terms = [folded(phrase or word) for phrase, word in _terms(typed)]
    terms = [t for t in terms if len(t) >= 3]
    if not terms:
        return
    # FTS5 answers LIKE by its index only without ESCAPE, so % and _ are left to instr
    likely = " AND ".join(["folded LIKE ?"] * len(terms))
    surely = " AND ".join(["instr(folded, ?)"] * len(terms))
    rows = connection.execute(
        f"SELECT rowid FROM search_parts WHERE {likely} AND {surely} ORDER BY rowid DESC LIMIT ?",
        (*(f"%{re.sub('[%_]', '_', t)}%" for t in terms), *terms, limit),
    )
    for (record_id,) in rows:
        found.setdefault(record_id, "")


def _hits(connection: Any, found: list[tuple[int, str]]) -> list[Hit]:
    hits = []
    for record_id, excerpt in found:
        row = connection.execute(
            "SELECT kind, parent_id, coalesce(number, ''), coalesce(title, ''), state, systems"
            " FROM record WHERE id = ?",
            (record_id,),
        ).fetchone()
        if row:
            kind, parent, number, title, state, systems = row
            hits.append(Hit(record_id, kind, parent, number, title, state, systems, excerpt))
    return hits
