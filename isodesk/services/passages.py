"""The passages of a written draft in the file: put, changed block by block, copied."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from isodesk.documents.written_model import Passage

GAP = 1 << 16
"""Between the positions of two passages, so that others fit in without moving any."""
Line = tuple[int | None, int, str]
"""(id or None for a new one, position, body)."""


def put_passages(session: Session, revision_id: int, bodies: Sequence[str]) -> bool:
    """Let the passages of a revision be these, writing only what differs; whether any did."""
    rows = session.execute(
        select(Passage.id, Passage.position, Passage.body)
        .where(Passage.revision_id == revision_id)
        .order_by(Passage.position, Passage.id)
    )
    old: list[Line] = [(i, position, body) for i, position, body in rows]
    if [body for _, _, body in old] == list(bodies):
        return False
    new, gone = _matched(old, bodies)
    _write(session, revision_id, {i: (p, b) for i, p, b in old}, _placed(new))
    if gone:
        session.execute(delete(Passage).where(Passage.id.in_(gone)))
    return True


def copy_passages(session: Session, from_id: int, to_id: int) -> None:
    """A new revision begins with the text of the one before."""
    bodies = session.scalars(
        select(Passage.body)
        .where(Passage.revision_id == from_id)
        .order_by(Passage.position, Passage.id)
    )
    put_passages(session, to_id, list(bodies))


def _matched(old: list[Line], bodies: Sequence[str]) -> tuple[list[Line], list[int | None]]:
    """The passages as they are to be (position 0 for new ones), and the ids that go."""
    front = _same(old, bodies)
    back = _same(old[front:][::-1], bodies[front:][::-1])
    middle = old[front : len(old) - back]
    wanted = bodies[front : len(bodies) - back]
    new, gone = list(old[:front]), list[int | None]()
    matcher = SequenceMatcher(None, [body for _, _, body in middle], wanted, autojunk=False)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        for n in range(max(i2 - i1, j2 - j1)):
            was = middle[i1 + n] if i1 + n < i2 else (None, 0, "")
            if j1 + n < j2:
                new.append((was[0], was[1], wanted[j1 + n]))
            else:
                gone.append(was[0])
    return new + old[len(old) - back :], gone


def _same(old: Sequence[Line], bodies: Sequence[str]) -> int:
    """How many stand the same at the front."""
    most = min(len(old), len(bodies))
    return next((n for n in range(most) if old[n][2] != bodies[n]), most)


def _placed(lines: list[Line]) -> list[Line]:
    """New ones between their neighbours; all anew where there is no room left."""
    placed, at = list(lines), 0
    while at < len(lines):
        if lines[at][0] is not None:
            at += 1
            continue
        end = at
        while end < len(lines) and lines[end][0] is None:
            end += 1
        left = placed[at - 1][1] if at else 0
        right = lines[end][1] if end < len(lines) else left + GAP * (end - at + 1)
        step = (right - left) // (end - at + 1)
        if step < 1:
            return [(i, (n + 1) * GAP, body) for n, (i, _, body) in enumerate(lines)]
        for n in range(at, end):
            placed[n] = (None, left + step * (n - at + 1), lines[n][2])
        at = end
    return placed


def _write(
    session: Session, revision_id: int, old: dict[int | None, tuple[int, str]], new: list[Line]
) -> None:
    fresh = [
        {"revision_id": revision_id, "position": position, "body": body}
        for i, position, body in new
        if i is None
    ]
    for i, position, body in new:
        if i is not None and old[i] != (position, body):
            session.execute(
                update(Passage).where(Passage.id == i).values(position=position, body=body)
            )
    if fresh:
        session.execute(insert(Passage), fresh)
