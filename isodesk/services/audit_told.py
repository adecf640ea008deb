"""An audit as a package tells it, in plain values that JSON holds: stored forms of fields, names in
place of references that mean nothing in another file."""

from typing import Any

from sqlalchemy.orm import Session

from isodesk import registers
from isodesk.core.record import Record
from isodesk.core.spine import Attachment, Company, File
from isodesk.registers.audit_words import (
    AuditEvidence,
    AuditMember,
    AuditQuestion,
    AuditSlot,
    Proof,
)
from isodesk.services.audit_samples_away import told_away
from isodesk.services.entry_values import line_rows
from isodesk.store import files

PLAN = (
    "title",
    "objective",
    "scope",
    "iso9001",
    "iso14001",
    "criteria",
    "place",
    "remote",
    "starts_on",
)
"""Fields of the audit that go along."""
FINDING = ("title", "grade", "grade_reason", "systemic", "requirement", "evidence", "gap")
"""Fields of a finding that go along."""


def told_audit(
    session: Session, audit: Record, held: dict[str, bytes] | None = None
) -> dict[str, Any]:
    """The audit as a package tells it, of its evidence the samples; with `held` all of it, whose
    files go in there."""
    register = registers.find("audit")
    assert register is not None
    lines = register.lines_by_key
    questions = [
        {"id": row.id, "position": row.position, **_stored(AuditQuestion, row)}
        for row in line_rows(session, lines["audit_question"], audit.id)
    ]
    names = _names(session, questions, audit)
    told = {
        "audit": {
            "number": audit.number,
            "state": audit.state,
            "systems": audit.systems,
            **{key: getattr(audit, key) for key in PLAN},
        },
        "questions": questions,
        "members": [
            {
                **_stored(AuditMember, row),
                "person_id": None,
                "name": row.name or names.get(row.person_id),
            }
            for row in line_rows(session, lines["audit_member"], audit.id)
        ],
        "slots": [
            {**_stored(AuditSlot, row), "auditor_id": None}
            for row in line_rows(session, lines["audit_slot"], audit.id)
        ],
        "names": {str(key): name for key, name in names.items()},
        "people": sorted(set(_people(session, questions))),
    }
    evidence = line_rows(session, lines["audit_evidence"], audit.id)
    told["samples"] = [
        {"id": row.id, **_evidence(session, row, {})}
        for row in evidence
        if row.proof_kind == Proof.SAMPLE.name
    ]
    if held is not None:
        told["evidence"] = [{"id": row.id, **_evidence(session, row, held)} for row in evidence]
        told["findings"] = _findings(session, questions)
    return told


def told_company(company: Company) -> dict[str, Any]:
    """The firm, for the head of what is printed there."""
    return {
        "name": company.name,
        "address": company.address or "",
        "scope": company.scope or "",
        "systems": company.systems,
        "paper": company.paper or "A4",
        "grade_words": company.grade_words,
    }


def _stored(line: Any, row: Any) -> dict[str, Any]:
    return {f.key: getattr(row, f.key) for f in line.fields}


def _names(session: Session, questions: Any, audit: Record) -> dict[int, str]:
    wanted = {q[k] for q in questions for k in ("process_id", "answered_by_id") if q[k]}
    register = registers.find("audit")
    assert register is not None
    for row in line_rows(session, register.lines_by_key["audit_member"], audit.id):
        wanted |= {row.person_id} - {None}
    return {i: session.get_one(Record, i).title or "" for i in sorted(wanted)}


def _people(session: Session, questions: Any) -> list[str]:
    wanted = {q["answered_by_id"] for q in questions if q["answered_by_id"]}
    return [session.get_one(Record, i).title or "" for i in wanted]


def _evidence(session: Session, row: Any, held: dict[str, bytes]) -> dict[str, Any]:
    told = {**_stored(AuditEvidence, row), **dict.fromkeys(_HERE), **told_away(row)}
    if row.attachment is None:
        return told
    if row.original is not None:
        told["original"] = _file(session, row.original, held)
    return {**told, **_file(session, row.attachment, held)}


_HERE = ("seen_id", "person_id", "attachment", "original", "drawn", "looked")
"""What names rows of this file, which mean others there."""


def _file(session: Session, attachment: int, held: dict[str, bytes]) -> dict[str, Any]:
    """Name, hash and kind of a file; its bytes go beside what is told."""
    kept = session.get_one(Attachment, attachment)
    content = files.read(session, kept.file_id)
    file = session.get_one(File, kept.file_id)
    held[file.hash] = content
    return {"name": kept.name, "hash": file.hash, "media": file.media}


def _findings(session: Session, questions: Any) -> dict[str, dict[str, Any]]:
    """By the question they were found by."""
    found = {}
    for each in questions:
        if each["finding_id"]:
            record = session.get_one(Record, each["finding_id"])
            found[str(each["id"])] = {key: getattr(record, key) for key in FINDING}
    return found
