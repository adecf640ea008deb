"""Whether what a package tells is what `audit_told` tells: the same parts, with the stored forms of
their fields. Who reads it afterwards can rely on every key."""

from collections.abc import Mapping, Sequence
from typing import Any

from isodesk.core.entry import Field
from isodesk.core.kinds import Choice
from isodesk.core.problems import Refused
from isodesk.registers import find
from isodesk.registers.audit_words import AuditEvidence, AuditMember, AuditQuestion, AuditSlot
from isodesk.services.audit_told import FINDING, PLAN

_FIRM = ("name", "address", "scope", "paper")
_PLACED = ("id", "position")
_PIECE = tuple(f for f in AuditEvidence.fields if f.key != "original")
"""In place of the original's row its file stands there."""
_SAMPLES = ("samples", "sent_samples")


def fits(told: Any) -> bool:
    """Whether it is an audit, or answers, as this isodesk would have told it."""
    if not isinstance(told, dict) or told.get("kind") not in ("audit", "answers"):
        return False
    if told["kind"] == "audit" and not _fits_audit(told):
        return False
    if told["kind"] == "answers" and not _fits_answers(told):
        return False
    return (
        isinstance(told.get("by"), str)
        and _all_lines(told.get("questions"), AuditQuestion.fields, _PLACED)
        and all(_all_lines(told.get(key, []), _PIECE, ("id",)) for key in _SAMPLES)
        and _words(told.get("names"))
        and _strings(told.get("people"))
    )


def _fits_audit(told: Mapping[str, Any]) -> bool:
    firm, audit = told.get("company"), told.get("audit")
    if not isinstance(firm, dict) or not isinstance(audit, dict):
        return False
    register = find("audit")
    assert register is not None
    plan = tuple(register.by_key[key] for key in PLAN)
    return (
        isinstance(told.get("to"), str)
        and all(isinstance(firm.get(key), str) for key in _FIRM)
        and all(each.get("systems") in (1, 2, 3) for each in (firm, audit))
        and isinstance(audit.get("number"), str)
        and _line(audit, plan)
        and _all_lines(told.get("members"), AuditMember.fields)
        and _all_lines(told.get("slots"), AuditSlot.fields)
    )


def _fits_answers(told: Mapping[str, Any]) -> bool:
    register = find("finding")
    assert register is not None
    found = tuple(register.by_key[key] for key in FINDING)
    findings = told.get("findings")
    return (
        _all_lines(told.get("sent"), AuditQuestion.fields, _PLACED)
        and _all_lines(told.get("evidence"), _PIECE, ("id",))
        and isinstance(findings, dict)
        and all(key.isdecimal() and _line(each, found) for key, each in findings.items())
        and all(_files(each) for each in told["evidence"])
    )


def _files(piece: Mapping[str, Any]) -> bool:
    """Whether the files of a piece of evidence are named whole, where it has any."""
    parts = [piece, piece.get("original") or {}]
    return all(
        "hash" not in part or all(isinstance(part.get(k), str) for k in ("hash", "name", "media"))
        for part in parts
        if isinstance(part, dict)
    )


def _all_lines(rows: Any, fields: Sequence[Field], numbered: Sequence[str] = ()) -> bool:
    return isinstance(rows, list) and all(
        _line(row, fields) and all(type(row.get(key)) is int for key in numbered) for row in rows
    )


def _line(row: Any, fields: Sequence[Field]) -> bool:
    return isinstance(row, dict) and all(f.key in row and _stored(row[f.key], f) for f in fields)


def _stored(value: Any, each: Field) -> bool:
    """Whether it is a stored form of the field's kind: text or a whole number, as that kind has."""
    if value is None:
        return True
    kind = each.kind
    if not isinstance(value, int if kind.numeric else str):
        return False
    if isinstance(kind, Choice):
        return value in dict(kind.choices)
    try:
        kind.unpack(value)
    except (Refused, ValueError):
        return False
    return True


def _words(names: Any) -> bool:
    return isinstance(names, dict) and all(isinstance(name, str) for name in names.values())


def _strings(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(each, str) for each in found)
