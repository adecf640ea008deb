"""Documents as the work of people: who owns, wrote and approved them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from isodesk.core.steps import Work

_WORKS = """
WITH mine(id, how, person) AS (
  SELECT r.id, 'owner', r.owner_id FROM record r
  WHERE r.kind = 'document' AND r.owner_id IN :people
  UNION SELECT d.id, 'approver', d.approver_id FROM document d WHERE d.approver_id IN :people
  UNION SELECT r.parent_id, 'author', v.author_id FROM revision v JOIN record r ON r.id = v.id
  WHERE v.author_id IN :people
  UNION SELECT r.parent_id, 'approver', s.person_id FROM signature s
  JOIN revision v ON v.id = s.record_id JOIN record r ON r.id = v.id
  WHERE s.person_id IN :people AND s.meaning = 'approved'
)
SELECT r.id, r.number, r.title, d.process, m.how, m.person FROM mine m
JOIN record r ON r.id = m.id JOIN document d ON d.id = r.id
WHERE r.state NOT IN ('withdrawn', 'void') ORDER BY r.sort_number, r.id
"""
_LINKED = """
SELECT from_id, to_id FROM link
WHERE ended IS NULL AND (from_id IN :ids OR to_id IN :ids)
"""


def works_of(session: Session, people: Sequence[int]) -> tuple[Work, ...]:
    """Documents that these people own, wrote or approved, by number."""
    if not people:
        return ()
    found: dict[int, tuple[str, str, str]] = {}
    who: dict[int, dict[str, set[int]]] = {}
    rows = session.execute(_in(_WORKS, "people"), {"people": list(people)})
    for record, number, title, process, how, person in rows:
        found[record] = (number or "", title or "", process or "")
        who.setdefault(record, {}).setdefault(how, set()).add(person)
    linked = _linked(session, list(found))
    return tuple(
        Work(
            each,
            *words,
            {how: frozenset(ids) for how, ids in who[each].items()},
            frozenset(linked.get(each, ())),
        )
        for each, words in found.items()
    )


def _linked(session: Session, ids: list[int]) -> dict[int, set[int]]:
    """The other ends of their links, by record."""
    found: dict[int, set[int]] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        for one, other in session.execute(_in(_LINKED, "ids"), {"ids": part}):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found


def _in(sql: str, name: str) -> Any:
    return text(sql).bindparams(bindparam(name, expanding=True))
