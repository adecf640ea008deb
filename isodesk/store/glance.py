"""What Today shows, by plain SQL, so that the window stands before SQLAlchemy is imported."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from isodesk.store.around import Parts

_IN = {1: "(1, 3)", 2: "(2, 3)", 3: "(1, 2, 3)"}
"""Stored values that belong to quality, environment, either: an index answers IN, not &."""


@dataclass(frozen=True)
class DueItem:
    """One date of one record; `what` is review, asked, check, expiry, wanted ... `late` counts
    whole days."""

    record_id: int
    kind: str
    number: str
    title: str
    systems: int
    owner: str
    what: str
    on: date
    late: int
    count: int = 1
    """How many things stand behind one line: people who still have to read a document."""
    why: str = ""
    """Why a review is asked for."""


@dataclass(frozen=True)
class PaperItem:
    """A copy to recall or to print: opens its document's copies."""

    document_id: int
    copy_id: int
    number: str
    label: str
    n: int
    holder: str
    place: str
    on: date | None
    late: int


@dataclass(frozen=True)
class WaitingItem:
    """A revision that waits for a signature; `step` is review, approve or issue; or
    read, what the one who is signed in has to read."""

    document_id: int
    number: str
    label: str
    title: str
    step: str
    person: str
    mine: bool


@dataclass(frozen=True)
class Glance:
    """Everything Today shows of the file."""

    company: str
    documents: int
    due: tuple[DueItem, ...]
    to_recall: tuple[PaperItem, ...]
    to_print: tuple[PaperItem, ...]
    waiting: tuple[WaitingItem, ...]
    disposable: int = 0
    """How many things have been kept long enough and are on no hold."""
    damaged: bool = False
    """Whether a part could not be read and is left out."""


def glance(
    connection: Any, today: date, me: int | None, systems: int = 3, most: int = 500
) -> Glance:
    """Today's facts; `systems` 1 or 2 leaves out what belongs only to the other system.

    At most `most` due dates, nearest first.
    """
    parts = Parts(connection)
    company = parts.read(lambda: connection.execute("SELECT name FROM company").fetchone(), None)
    care = _has_care(connection)
    return Glance(
        company[0] if company else "",
        parts.read(lambda: document_count(connection, systems), 0),
        parts.read(lambda: _due(parts, connection, today, systems, most), ()),
        parts.read(lambda: _papers(parts, today, systems, "to_recall"), ()),
        parts.read(lambda: _papers(parts, today, systems, "to_print"), ()),
        parts.read(lambda: _waiting(parts, connection, me, systems), ()),
        parts.read(lambda: _disposable(connection, today, systems), 0) if care else 0,
        parts.damaged,
    )


def document_count(connection: Any, systems: int = 3) -> int:
    """Documents of a system, counted in the index alone."""
    found = connection.execute(
        f"SELECT count(*) FROM record WHERE kind = 'document' AND systems IN {_IN[systems]}"
    ).fetchone()
    return int(found[0])


def _due(
    parts: Parts, connection: Any, today: date, systems: int, most: int
) -> tuple[DueItem, ...]:
    rows = parts.rows(
        "SELECT r.id, r.kind, coalesce(r.number, ''), coalesce(r.title, ''), r.systems,"
        f" coalesce(p.title, ''), d.what, d.on_day, {_readers(connection)}, {_why(connection)}"
        " FROM due d JOIN record r ON r.id = d.record_id"
        " LEFT JOIN record p ON p.id = d.person_id"
        " WHERE d.what <> 'recall' AND r.systems & ? ORDER BY d.on_day, r.sort_number LIMIT ?",
        (systems, most),
        "d.id",
    )
    items = []
    for record, kind, number, title, owned, owner, what, day, count, why in rows:
        on = date.fromisoformat(day)
        late = (today - on).days
        items.append(DueItem(record, kind, number, title, owned, owner, what, on, late, count, why))
    return tuple(sorted(items, key=lambda item: item.on))  # as they come, but around damage


def _readers(connection: Any) -> str:
    """SQL that counts who stands behind a due date; a file of version 1 has no readers yet."""
    if not _has_care(connection):
        return "1"
    return (
        "CASE d.what WHEN 'read' THEN (SELECT count(*) FROM acknowledgement a WHERE"
        " a.document_id = r.id AND a.done_on IS NULL AND a.ended IS NULL) ELSE 1 END"
    )


def _why(connection: Any) -> str:
    """SQL that says why a review is asked for."""
    if not _has_care(connection):
        return "''"
    return (
        "coalesce(CASE d.what WHEN 'asked' THEN (SELECT a.why FROM review_ask a WHERE"
        " a.document_id = r.id AND a.ended IS NULL ORDER BY a.id LIMIT 1) END, '')"
    )


def _has_care(connection: Any) -> bool:
    """Today is painted before an older file is brought up to date."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0]) >= 2


def _disposable(connection: Any, today: date, systems: int) -> int:
    """What `services.keeping_lists` calls due for review, counted by the index of its day."""
    found = 0
    for table in ("revision", "filled_form"):
        (count,) = connection.execute(
            f"SELECT count(*) FROM {table} x JOIN record i ON i.id = x.id"
            " WHERE x.retain_until < ? AND i.systems & ? AND NOT EXISTS"
            " (SELECT 1 FROM disposal_line l WHERE l.record_id = i.id) AND NOT EXISTS"
            " (SELECT 1 FROM legal_hold h WHERE h.record_id IN (i.id, i.parent_id)"
            " AND h.ended IS NULL)",
            (today.isoformat(), systems),
        ).fetchone()
        found += int(count)
    return found


def _papers(parts: Parts, today: date, systems: int, state: str) -> tuple[PaperItem, ...]:
    rows = parts.rows(
        "SELECT r.parent_id, r.id, coalesce(r.number, ''), v.label, c.n, c.holder,"
        " coalesce(c.place, ''), coalesce(c.recall_on, v.effective_on) FROM record r"
        " JOIN copy c ON c.id = r.id JOIN revision v ON v.id = c.revision_id"
        " WHERE r.kind = 'copy' AND r.state = ? AND r.systems & ?"
        " ORDER BY c.recall_on, r.sort_number, c.n LIMIT 2000",
        (state, systems),
        "r.id",
    )
    items = []
    for document, copy, number, label, n, holder, place, day in rows:
        on = date.fromisoformat(day) if day else None
        late = (today - on).days if on else 0
        items.append(PaperItem(document, copy, number, label, n, holder, place, on, late))
    return tuple(items)


def _waiting(
    parts: Parts, connection: Any, me: int | None, systems: int
) -> tuple[WaitingItem, ...]:
    rows = parts.rows(
        "SELECT d.id, coalesce(rd.number, ''), v.label, coalesce(rd.title, ''), rv.state,"
        " v.reviewed_at, d.reviewer_id, d.approver_id, rd.owner_id FROM record rv"
        " JOIN revision v ON v.id = rv.id JOIN document d ON d.id = rv.parent_id"
        " JOIN record rd ON rd.id = d.id WHERE rv.kind = 'revision'"
        " AND rv.state IN ('in_review', 'approved') AND v.issued_at IS NULL AND rd.systems & ?"
        " ORDER BY v.submitted_at",
        (systems,),
        "rv.id",
    )
    items = []
    for document, number, label, title, state, reviewed, reviewer, approver, owner in rows:
        step, person = _next_signer(state, reviewed, reviewer, approver, owner)
        name = _name(connection, person)
        mine = me is not None and (person == me or step == "issue")
        items.append(WaitingItem(document, number, label, title, step, name, mine))
    if _has_care(connection):
        items += _to_read(connection, me, systems)
    return tuple(sorted(items, key=lambda i: not i.mine))


def _to_read(connection: Any, me: int | None, systems: int) -> list[WaitingItem]:
    rows = connection.execute(
        "SELECT r.id, coalesce(r.number, ''), v.label, coalesce(r.title, ''), a.name"
        " FROM acknowledgement a JOIN record r ON r.id = a.document_id"
        " JOIN revision v ON v.id = a.revision_id WHERE a.person_id = ? AND a.done_on IS NULL"
        " AND a.ended IS NULL AND r.systems & ? ORDER BY a.due_on, r.sort_number",
        (me, systems),
    )
    return [WaitingItem(i, number, label, t, "read", n, True) for i, number, label, t, n in rows]


def _next_signer(
    state: str, reviewed: str | None, reviewer: int | None, approver: int | None, owner: int | None
) -> tuple[str, int | None]:
    if state == "approved":
        return "issue", owner
    return ("approve", approver) if reviewed else ("review", reviewer)


def _name(connection: Any, person: int | None) -> str:
    row = connection.execute("SELECT title FROM record WHERE id = ?", (person,)).fetchone()
    return str(row[0] or "") if row else ""
