"""The history of a record in the officer's words, and putting an earlier value back."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.dates import from_utc_text, paper_day
from isodesk.core.problems import Refused
from isodesk.core.record import Record, label_of
from isodesk.core.spine import Change, File, History
from isodesk.documents.care_model import Acknowledgement, RetentionRule
from isodesk.documents.care_values import ASKED_WORDS, CHANGE_WORDS, OUTCOME_WORDS
from isodesk.documents.filled import FORM_WORDS
from isodesk.documents.model import Document, DocumentType
from isodesk.documents.values import (
    COPY_WORDS,
    LINK_WORDS,
    MEANING_WORDS,
    STATE_WORDS,
    Content,
    Systems,
)
from isodesk.i18n import tr
from isodesk.services.desk import Desk
from isodesk.services.entry_histories import (
    NO_VALUE,
    fields_of,
    is_entry,
    is_of_register,
    put_back,
    spine_label,
    word_of_state,
)
from isodesk.services.history_values import FieldChange, HistoryEntry
from isodesk.services.line_names import LineNames
from isodesk.store.mapped import line_tables, table_of

_WORDS: dict[str, str] = {
    **{str(k): v for k, v in (STATE_WORDS | COPY_WORDS | MEANING_WORDS).items()},
    **{key: outward for key, (outward, _) in LINK_WORDS.items()},
    **{str(k): v for k, v in FORM_WORDS.items()},
    **{str(k): v for k, v in (OUTCOME_WORDS | ASKED_WORDS | CHANGE_WORDS).items()},
}
_SPOKEN = ("state", "meaning", "outcome", "decision", "source")
"""Columns that may hold stored words."""
_PEOPLE = frozenset(
    {
        "owner_id",
        "reviewer_id",
        "approver_id",
        "author_id",
        "asked_by_id",
        "decided_by_id",
        "approved_by_id",
    }
)
_TELLING = frozenset({"record", "signature", "print"})
_CARRIED = frozenset({"number", "legacy", "title", "systems"})
"""What revisions and copies only have from their document."""

_YES_NO = frozenset({"is_role", "active", "letters", "colour", "external"})
_FILES = frozenset({"source_id", "master_id"})
_BACK = frozenset(
    [
        "title",
        "legacy",
        "process",
        "department",
        "owner_id",
        "reviewer_id",
        "approver_id",
        "review_months",
        "note",
        "systems",
    ]
)


class Histories:
    """What happened to a record and everything that belongs to it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, record_id: int, most: int = 400) -> tuple[HistoryEntry, ...]:
        """Newest first; a document's history holds its revisions' and copies' too."""
        with self._desk.reading() as session:
            family = [record_id, *_children(session, record_id)]
            rows = session.execute(
                select(History, Change)
                .join(Change, Change.id == History.change_id)
                .where(History.record_id.in_(family))
                .order_by(History.seq.desc())
                .limit(most * 4)
            ).all()
            return tuple(_grouped(session, record_id, rows))[:most]

    def put_back(self, seq: int, column: str = "") -> None:
        """Give one field the value it had before entry `seq`; without a column the first that
        may. Raises Refused where a step, not a typed value, made the change."""
        from isodesk.services.documents import Documents

        with self._desk.reading() as session:
            entry = session.get_one(History, seq)
            record = session.get(Record, entry.record_id or 0)
            if record is not None and not isinstance(record, Document):
                put_back(self._desk, session, entry, record, column)
                return
            changes = json.loads(entry.payload)
            may = [c for c in changes if c in _BACK and c == (column or c)]
        if entry.op != "U" or not may or record is None:
            raise Refused(NO_VALUE)
        Documents(self._desk).change(record.id, **{may[0]: changes[may[0]][0]})


def _children(session: Session, record_id: int) -> list[int]:
    return list(session.scalars(select(Record.id).where(Record.parent_id == record_id)))


def _grouped(session: Session, record_id: int, rows: Any) -> Iterator[HistoryEntry]:
    groups: dict[tuple[int, int | None], list[Any]] = {}
    changes: dict[int, Change] = {}
    names = LineNames(session, record_id)
    for entry, change in rows:
        groups.setdefault((change.id, entry.record_id), []).append(entry)
        changes[change.id] = change
    for (change_id, owner), entries in groups.items():
        change = changes[change_id]
        told = [(e, f) for e in reversed(entries) for f in _fields(session, e, record_id, names)]
        line, fields = _by_line(names, told)
        what = _what(session, owner, entries, record_id) or line
        if fields or (what and any(e.tab in _TELLING and e.op == "I" for e in entries)):
            yield HistoryEntry(
                change_id,
                change.at,
                change.zone,
                change.actor,
                change.why or "",
                change.odd_clock == 1,
                what,
                fields,
            )


def _what(session: Session, owner: int | None, entries: list[Any], record_id: int) -> str:
    """The headline: which thing of the family was made or changed."""
    made = {e.tab for e in entries if e.op == "I"}
    record = session.get(Record, owner) if owner else None
    name = _name(record) if record is not None and owner != record_id else ""
    if "record" in made:
        return tr("Made {name}", name=name) if name else tr("Made")
    if "signature" in made:
        signed = json.loads(next(e.payload for e in entries if e.tab == "signature"))
        word = tr(_WORDS.get(signed["meaning"], signed["meaning"]))
        return f"{word}: {signed['name']}" + (f", {name}" if name else "")
    if "print" in made:
        printed = json.loads(next(e.payload for e in entries if e.tab == "print"))
        return tr("Printed: {kind}", kind=tr(printed["kind"])) if not printed.get("copy_n") else ""
    return name


def _name(record: Record) -> str:
    if record.kind == "revision":
        return tr("Revision {label}", label=getattr(record, "label", ""))
    if record.kind == "copy":
        return tr("Copy {n}", n=getattr(record, "n", ""))
    return record.number or record.title or ""


def _by_line(
    names: LineNames, told: Sequence[tuple[Any, FieldChange]]
) -> tuple[str, tuple[FieldChange, ...]]:
    """The name of the line that changed, and the fields; where more than one thing changed
    together, "" and each field of a line says whose it is."""
    changed = {(e.tab, e.row) if e.tab in line_tables() else None for e, _ in told}
    fields = tuple(field for _, field in told)
    if all(e.op == "I" or e.tab not in line_tables() for e, _ in told):
        return "", fields
    if len(changed) == 1:
        return names.of(told[0][0].tab, told[0][0].row), fields
    return "", tuple(
        _of_line(field, names.of(e.tab, e.row) if e.tab in line_tables() and e.op == "U" else "")
        for e, field in told
    )


def _of_line(field: FieldChange, name: str) -> FieldChange:
    return replace(field, label=f"{field.label} ({name})") if name else field


def _fields(
    session: Session, entry: Any, record_id: int, names: LineNames
) -> Iterator[FieldChange]:
    if entry.tab in ("signature", "print", "due") or entry.op == "D":
        return
    if entry.tab == "acknowledgement":
        yield from _read(session, entry)
        return
    if is_of_register(entry.tab):
        yield from fields_of(session, entry, names)
        return
    table = table_of(entry.tab)
    if entry.tab == "change_touch" and entry.op == "I":
        touched = session.get(Record, json.loads(entry.payload)["document_id"])
        number = (touched.number or "") if touched else ""
        yield FieldChange(entry.seq, "document_id", tr("Touches"), "", number, False)
    for column, told in json.loads(entry.payload).items():
        label = label_of(table.columns[column]) if column in table.columns else ""
        carried = entry.tab == "record" and entry.record_id != record_id and column in _CARRIED
        if not label or carried:
            continue
        if entry.tab == "record":
            label = spine_label(session, entry.record_id, column) or label
        old, new = told if entry.op == "U" else (None, told)
        back = (
            entry.op == "U"
            and entry.record_id == record_id
            and column in _BACK
            and entry.tab in ("record", "document")
            and _is_open(session, record_id)
        )
        said = state_word if column == "state" else shown
        key: Any = entry.record_id if column == "state" else column
        words = [said(session, key, value) for value in (old, new)]
        yield FieldChange(entry.seq, column, tr(label), words[0], words[1], back)


def _is_open(session: Session, record_id: int) -> bool:
    record = session.get(Record, record_id)
    typed = isinstance(record, Document) or (record is not None and is_entry(record))
    return typed and record is not None and record.closed is None


def state_word(session: Session, record_id: int | None, state: str | None) -> str:
    """A stored state as the record's own register calls it."""
    record = session.get(Record, record_id or 0)
    word = word_of_state(session, record.kind, state) if record is not None and state else ""
    return word or shown(session, "state", state)


def shown(session: Session, column: str, value: Any) -> str:
    """A stored value in the officer's words."""
    if value is None or value == "":
        return ""
    if column in _PEOPLE:
        person = session.get(Record, value)
        return (person.title or "") if person else str(value)
    if column in _YES_NO:
        return tr("Yes") if value else tr("No")
    if column in _FILES:
        file = session.get(File, value)
        return f"SHA-256 {file.hash[:12]}…" if file else str(value)
    return _in_words(session, column, value)


def _in_words(session: Session, column: str, value: Any) -> str:
    if column == "systems":
        return _systems(value)
    if column == "content":
        return tr(Content[value].value)
    if column == "type_id":
        kind = session.get(DocumentType, value)
        return kind.name if kind else str(value)
    if column == "rule_id":
        rule = session.get(RetentionRule, value)
        return (rule.name or "") if rule else str(value)
    if column in _SPOKEN:
        return tr(_WORDS.get(value, value))
    return _dated(column, value)


def _read(session: Session, entry: Any) -> Iterator[FieldChange]:
    """A reader who signed or is no longer asked: by name, as a sheet holds many. Being asked
    comes with the issue and is not told for each."""
    told = json.loads(entry.payload)
    reader = session.get(Acknowledgement, entry.row)
    if entry.op != "U" or reader is None:
        return
    said = ""
    if told.get("done_on", (None, None))[1]:
        said = tr("read and understood, {day}", day=_dated("done_on", told["done_on"][1]))
    elif told.get("ended", (None, None))[1]:
        said = tr("no longer asked")
    if said:
        yield FieldChange(entry.seq, "done_on", reader.name or "", "", said, False)


def _is_moment(column: str) -> bool:
    return column in ("at", "ended") or (column.endswith("_at") and column != "found_at")


def _dated(column: str, value: Any) -> str:
    if isinstance(value, str) and (column.endswith("_on") or column in ("on_day", "wanted_by")):
        return paper_day(date.fromisoformat(value))
    if isinstance(value, str) and _is_moment(column):
        return from_utc_text(value).astimezone().strftime("%Y-%m-%d %H:%M")
    return str(value)


def _systems(value: int) -> str:
    words = {1: tr("Quality"), 2: tr("Environment"), 3: tr("Both"), 0: tr("None")}
    return words[int(Systems(value))]
