"""The officer's own fields and registers as the values that the built-in ones are (pure)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from isodesk.core.entry import Entry, Field
from isodesk.core.kinds import (
    DAY,
    EVERY,
    MOMENT,
    NOTE,
    PERSON,
    TEXT,
    WHOLE,
    YES,
    Choice,
    Kind,
    Number,
    Reference,
)
from isodesk.core.register import Group, Register
from isodesk.core.rows import Tone
from isodesk.core.steps import State, Step

_KINDS: dict[str, Kind] = {
    kind.key: kind for kind in (TEXT, NOTE, WHOLE, DAY, MOMENT, YES, PERSON, EVERY)
}
OWN_SECTION = "Own fields"


@dataclass(frozen=True)
class OwnFieldRow:
    """An own field as it is stored; `choices` are labels, or kinds of record for a reference."""

    id: int
    label: str
    kind: str
    unit: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    on_list: bool = False
    help: str = ""
    due: str = ""
    section: str = ""


def own_key(field_id: int) -> str:
    """The key of an own field's value: "own_3"."""
    return f"own_{field_id}"


def kind_of(row: OwnFieldRow) -> Kind:
    """The kind an own field is of. Choices are stored as their labels."""
    if row.kind == "choice":
        return Choice(tuple((label, label) for label in row.choices))
    if row.kind == "number":
        return Number(row.unit)
    if row.kind == "record":
        return Reference(row.choices)
    return _KINDS[row.kind]


def with_own(register: Register, rows: Sequence[OwnFieldRow]) -> Register:
    """A register with the officer's own fields: on the form in their sections, on the list."""
    if not rows:
        return register
    form = {section: list(keys) for section, keys in register.form.items()}
    for row in rows:
        form.setdefault(row.section or OWN_SECTION, []).append(own_key(row.id))
    shown = tuple(own_key(row.id) for row in rows if row.on_list)
    return replace(
        register,
        own_fields=tuple(own_field(row) for row in rows),
        columns=(*register.columns, *shown),
        form={section: tuple(keys) for section, keys in form.items()},
    )


def own_register(register_id: int, title: str, body: Mapping[str, Any]) -> Register:
    """An own register without its fields; `body` as `body_of` writes it."""
    return Register(
        Entry,
        key=f"own:{register_id}",
        title=title,
        one=body["one"],
        many=body["many"],
        group=Group[body.get("group", Group.OWN.name)],
        about=body["about"],
        numbering=body["numbering"],
        columns=("number", "title", "owner_id", "due_on", "state"),
        form={body.get("section") or title: ("title", "owner_id", "legacy")},
        states=tuple(State(s["key"], s["word"], _tone(s), s["closed"]) for s in body["states"]),
        steps=tuple(
            Step(s["verb"], tuple(s["start"]), s["to"], reason=s["reason"]) for s in body["steps"]
        ),
        systems=body["systems"],
        clauses=tuple(body.get("clauses", ())),
    )


def body_of(register: Register) -> str:
    """What an own register is, as the canonical JSON that is stored."""
    body = {
        "one": register.one,
        "many": register.many,
        "about": register.about,
        "numbering": register.numbering,
        "group": register.group.name,
        "systems": register.systems,
        "clauses": list(register.clauses),
        "states": [
            {"key": s.key, "word": s.word, "tone": s.tone, "closed": s.closed}
            for s in register.states
        ],
        "steps": [
            {"verb": s.verb, "start": list(s.start), "to": s.to, "reason": s.reason}
            for s in register.steps
        ],
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def own_field(row: OwnFieldRow) -> Field:
    """An own field as the value that a built-in one is."""
    return Field(
        own_key(row.id),
        row.label,
        kind_of(row),
        required=row.required,
        search=row.kind in ("text", "note", "choice"),
        help=row.help,
        due=row.due,
        own_id=row.id,
    )


def _tone(state: Mapping[str, Any]) -> Tone:
    tone: Tone = state["tone"]
    return tone
