"""Evidence of an audit: photos and files, records picked from the system, people, samples; each
belongs to one question and is on disk when the call answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from isodesk import registers
from isodesk.core.dates import from_utc_text
from isodesk.core.kinds import MOMENT
from isodesk.core.problems import Problem, Refused
from isodesk.core.spine import Attachment
from isodesk.i18n import tr
from isodesk.registers.audit_words import Proof
from isodesk.services.audit_values import EvidenceValue
from isodesk.services.auditing import question_row
from isodesk.services.desk import Desk
from isodesk.store import files
from isodesk.store.mapped import lines_table
from isodesk.store.unit import Unit


@dataclass(frozen=True)
class Shot:
    """A photo or file as it is kept: already scaled and turned, with the metadata that stays."""

    name: str
    content: bytes
    media: str
    taken_at: datetime | None = None


class AuditEvidence:
    """The evidence of the audits of the open file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, audit_id: int) -> tuple[EvidenceValue, ...]:
        """All evidence of an audit, in the order it was taken."""
        return self._read("e.record_id = ?", audit_id)

    def of_question(self, question_id: int) -> tuple[EvidenceValue, ...]:
        """The evidence of one question."""
        return self._read(
            "e.record_id = (SELECT record_id FROM audit_question WHERE id = ?1)"
            " AND e.question = ?1",
            question_id,
        )

    def _read(self, where: str, value: int) -> tuple[EvidenceValue, ...]:
        rows = self._desk.file.reader().execute(
            "SELECT e.id, e.question, e.proof_kind, e.what, e.detail, e.taken_at, e.place,"
            " e.person_id, e.seen_id, r.kind, e.revision, a.file_id, a.name, f.media, f.size,"
            " e.seed, e.drawn_from, e.drawn, e.looked, o.file_id FROM audit_evidence e"
            " LEFT JOIN record r ON r.id = e.seen_id"
            " LEFT JOIN attachment a ON a.id = e.attachment"
            " LEFT JOIN attachment o ON o.id = e.original"
            f" LEFT JOIN file f ON f.id = a.file_id WHERE {where} AND e.ended IS NULL"
            " ORDER BY e.position, e.id",
            (value,),
        )
        return tuple(_evidence(row) for row in rows)

    def shot(
        self, question_id: int, kind: Proof, shot: Shot, what: str = "", place: str = ""
    ) -> int:
        """A photo or file with a question; answers its id. Raises Refused for an empty one."""
        if not shot.content:
            raise Refused(f"{shot.name} is empty. Choose another file.")
        with self._desk.unit() as unit:
            row = question_row(unit, question_id)
            return _put(
                unit,
                row,
                kind,
                what=what.strip() or shot.name,
                place=place.strip(),
                attachment=_attach(unit, row.record_id, shot),
                taken_at=shot.taken_at or unit.now,
            )

    def mark(self, evidence_id: int, shot: Shot) -> None:
        """Show this marked picture instead of the photo; the photo itself stays beside it."""
        with self._desk.unit(tr("Marked the photo")) as unit:
            row = unit.session.get_one(_table(), evidence_id)
            question_row(unit, row.question)
            if row.original is None:
                row.original = row.attachment
            else:
                _end_file(unit, row.attachment)
            row.attachment = _attach(unit, row.record_id, shot)
            unit.session.flush()
            unit.also |= {"audit_evidence"}

    def unmark(self, evidence_id: int) -> None:
        """Show the photo as it was taken again."""
        with self._desk.unit(tr("Took the marks off the photo")) as unit:
            row = unit.session.get_one(_table(), evidence_id)
            question_row(unit, row.question)
            if row.original is not None:
                _end_file(unit, row.attachment)
                row.attachment, row.original = row.original, None
                unit.session.flush()
            unit.also |= {"audit_evidence"}

    def record(
        self,
        question_id: int,
        record_id: int,
        what: str,
        revision: int | None = None,
        detail: str = "",
        place: str = "",
    ) -> int:
        """A record of the system that was looked at, for a document with the number of its
        revision; `detail` says in which state it was seen."""
        with self._desk.unit() as unit:
            row = question_row(unit, question_id)
            return _put(
                unit,
                row,
                Proof.RECORD,
                what=what,
                seen_id=record_id,
                revision=revision,
                detail=detail.strip(),
                place=place.strip(),
            )

    def person(
        self,
        question_id: int,
        name: str,
        job: str = "",
        person_id: int | None = None,
        place: str = "",
    ) -> int:
        """Somebody who was asked. Raises Refused without a name."""
        if not name.strip():
            raise Refused([Problem("what", "Say who was asked.")])
        with self._desk.unit() as unit:
            row = question_row(unit, question_id)
            return _put(
                unit,
                row,
                Proof.PERSON,
                what=name.strip(),
                detail=job.strip(),
                person_id=person_id,
                place=place.strip(),
            )

    def sample(
        self,
        question_id: int,
        what: str,
        seed: str,
        drawn_from: int,
        drawn: Sequence[str],
        ids: Sequence[int] = (),
        place: str = "",
    ) -> int:
        """What a seeded random sample drew; `what` describes the population, `drawn` names the
        records in the order of their `ids`."""
        with self._desk.unit() as unit:
            row = question_row(unit, question_id)
            return _put(
                unit,
                row,
                Proof.SAMPLE,
                what=what,
                detail="\n".join(drawn),
                seed=seed,
                drawn_from=drawn_from,
                drawn=packed_ids(ids),
                place=place.strip(),
            )

    def look(self, evidence_id: int, record_id: int, looked: bool) -> None:
        """Note that a drawn record was looked at, or not."""
        with self._desk.unit() as unit:
            row = unit.session.get_one(_table(), evidence_id)
            question_row(unit, row.question)
            done = set(read_ids(row.looked)) - {record_id} | ({record_id} if looked else set())
            row.looked = packed_ids(each for each in read_ids(row.drawn) if each in done)
            unit.session.flush()
            unit.also |= {"audit_evidence"}

    def describe(self, evidence_id: int, what: str, detail: str, place: str) -> None:
        """Say what it shows and where it was taken. Raises Refused for an empty description."""
        if not what.strip():
            raise Refused([Problem("what", "Say what it shows.")])
        with self._desk.unit() as unit:
            row = unit.session.get_one(_table(), evidence_id)
            question_row(unit, row.question)
            row.what = what.strip()
            row.detail, row.place = detail.strip() or None, place.strip() or None
            unit.session.flush()
            unit.also |= {"audit_evidence"}

    def remove(self, evidence_id: int) -> None:
        """Take evidence off its question; it stays in the history."""
        with self._desk.unit() as unit:
            self._end(unit, evidence_id, unit.now.isoformat(timespec="seconds"), unit.now)

    def put_back(self, evidence_id: int) -> None:
        """Put evidence back that was taken off."""
        with self._desk.unit() as unit:
            self._end(unit, evidence_id, None, None)

    def _end(self, unit: Unit, evidence_id: int, ended: str | None, at: datetime | None) -> None:
        row = unit.session.get_one(_table(), evidence_id)
        question_row(unit, row.question)
        row.ended = ended
        for attached in (row.attachment, row.original):
            if attached is not None:
                unit.session.get_one(Attachment, attached).ended = at
                unit.also |= {"attachment"}
        unit.session.flush()
        unit.also |= {"audit_evidence"}


def _table() -> Any:
    return lines_table(registers.find("audit").lines_by_key["audit_evidence"])  # type: ignore[union-attr]


def _attach(unit: Unit, record_id: int, shot: Shot) -> int:
    """Keep the bytes once, with the audit; answers the attachment."""
    file_id = files.keep(unit.session, shot.content, shot.media)
    kept = Attachment(record_id=record_id, file_id=file_id, name=shot.name)
    unit.session.add(kept)
    unit.session.flush()
    unit.also |= {"attachment"}
    return kept.id


def _end_file(unit: Unit, attachment: int) -> None:
    unit.session.get_one(Attachment, attachment).ended = unit.now
    unit.also |= {"attachment"}


def _put(
    unit: Unit, question: Any, kind: Proof, taken_at: datetime | None = None, **values: Any
) -> int:
    table = _table()
    last = unit.session.scalar(
        select(func.max(table.position)).where(table.record_id == question.record_id)
    )
    row = table(
        record_id=question.record_id,
        position=int(last or 0) + 1,
        question=question.id,
        proof_kind=kind.name,
        taken_at=MOMENT.pack(taken_at or unit.now),
        **{key: value if value != "" else None for key, value in values.items()},
    )
    unit.session.add(row)
    unit.session.flush()
    unit.also |= {"audit_evidence"}
    return int(row.id)


def _evidence(row: Sequence[Any]) -> EvidenceValue:
    return EvidenceValue(
        row[0],
        row[1],
        Proof[row[2]],
        row[3] or "",
        row[4] or "",
        from_utc_text(row[5]) if row[5] else None,
        row[6] or "",
        row[7],
        row[8],
        row[9] or "",
        row[10],
        row[11],
        row[12] or "",
        row[13] or "",
        row[14] or 0,
        row[15] or "",
        row[16],
        read_ids(row[17]),
        frozenset(read_ids(row[18])),
        row[19],
    )


def read_ids(text: str | None) -> tuple[int, ...]:
    """Stored ids, as "4, 17"; below zero for those of another laptop's file. Words that stand
    among them are passed over: the column takes any text that is brought in."""
    parts = (text or "").split(", ")
    return tuple(int(each) for each in parts if each.removeprefix("-").isdecimal())


def packed_ids(ids: Iterable[int]) -> str | None:
    """Ids as they are stored; None for none."""
    return ", ".join(str(each) for each in ids) or None
