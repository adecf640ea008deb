"""What Today shows, by plain SQL, so that the window stands before SQLAlchemy is imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from isodesk.core.dates import month_end
from isodesk.store.around import Parts
from isodesk.store.due_items import IN, WEEK, DueItem, columns, due_items, has_care
from isodesk.store.due_words import DueWords

__all__ = ["DueItem", "Glance", "PaperItem", "WaitingItem", "document_count", "glance"]


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
    totals: Mapping[str, int] = field(default_factory=dict)
    """How many are late, due today, in the week, in the month and later, where `due` holds
    only the nearest of them."""


def glance(
    connection: Any, today: date, me: int | None, systems: int = 3, most: int = 500
) -> Glance:
    """Today's facts; `systems` 1 or 2 leaves out what belongs only to the other system.

    At most `most` due dates, nearest first.
    """
    parts = Parts(connection)
    company = parts.read(lambda: connection.execute("SELECT name FROM company").fetchone(), None)
    care = has_care(connection)
    due: tuple[DueItem, ...] = parts.read(lambda: _due(parts, connection, today, systems, most), ())
    cut = len(due) == most
    return Glance(
        company[0] if company else "",
        parts.read(lambda: document_count(connection, systems), 0),
        due,
        parts.read(lambda: _papers(parts, today, systems, "to_recall"), ()),
        parts.read(lambda: _papers(parts, today, systems, "to_print"), ()),
        parts.read(lambda: _waiting(parts, connection, me, systems), ()),
        parts.read(lambda: _disposable(connection, today, systems), 0) if care else 0,
        parts.damaged,
        parts.read(lambda: _totals(connection, today, systems), {}) if cut else {},
    )


def document_count(connection: Any, systems: int = 3) -> int:
    """Documents of a system, counted in the index alone."""
    found = connection.execute(
        f"SELECT count(*) FROM record WHERE kind = 'document' AND systems IN {IN[systems]}"
    ).fetchone()
    return int(found[0])


def _due(
    parts: Parts, connection: Any, today: date, systems: int, most: int
) -> tuple[DueItem, ...]:
    rows = parts.rows(
        f"SELECT {columns(connection)} FROM due d JOIN record r ON r.id = d.record_id"
        " LEFT JOIN record p ON p.id = d.person_id"
        f" WHERE d.what <> 'recall' AND r.systems IN {IN[systems]}"
        " ORDER BY d.on_day, r.sort_number LIMIT ?",
        (most,),
        "d.id",
    )
    items = due_items(rows, DueWords(connection), today)
    return tuple(sorted(items, key=lambda item: item.on))  # as they come, but around damage


def _totals(connection: Any, today: date, systems: int) -> dict[str, int]:
    """Counted in one pass; of both systems without looking at the records."""
    week, end = (today + timedelta(days=WEEK)).isoformat(), month_end(today).isoformat()
    owned = f" AND r.systems IN {IN[systems]}" if systems != _BOTH else ""
    record = " JOIN record r ON r.id = d.record_id" if owned else ""
    found = connection.execute(
        "SELECT sum(d.on_day < ?1), sum(d.on_day = ?1), sum(d.on_day > ?1 AND d.on_day < ?2),"
        " sum(d.on_day >= ?2 AND d.on_day <= ?3), sum(d.on_day >= ?2 AND d.on_day > ?3)"
        f" FROM due d{record} WHERE d.what <> 'recall'{owned}",
        (today.isoformat(), week, end),
    ).fetchone()
    return dict(zip(("late", "today", "week", "month", "later"), map(int, found), strict=True))


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
    if has_care(connection):
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


_BOTH = 3
