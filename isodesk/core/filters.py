"""Conditions on any field of a list: what can be asked of each kind, and how that is said.

A `Condition` holds stored forms only, so that it is kept as JSON and turned into SQL without
knowing more than the field's kind (`store.filters`).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from isodesk.core.entry import Field
from isodesk.core.kinds import (
    DAY,
    MOMENT,
    Choice,
    Day,
    Kind,
    Moment,
    Note,
    Number,
    Person,
    Reference,
    Stored,
    Text,
    Whole,
    YesNo,
)
from isodesk.core.problems import Refused
from isodesk.core.register import Register
from isodesk.i18n import tr

Takes = Literal["none", "one", "two", "many", "days"]
"""How many values an operator needs; `days` is a count of days."""
Names = Callable[[int], str]
"""The name of a record by its id, for what refers to one."""
_MOST_DAYS = 36_500
SYSTEM_CHOICES = (("1", "Quality"), ("2", "Environment"), ("3", "Quality and environment"))


@dataclass(frozen=True)
class Operator:
    """What may be asked: its stored key, the words in the builder, and the chip's sentence with
    {field} and {value}."""

    key: str
    words: str
    said: str
    takes: Takes = "one"


@dataclass(frozen=True)
class Condition:
    """One condition: a field's key, an operator's key, and what it is compared with."""

    field: str
    op: str
    values: tuple[Stored, ...] = ()


_BLANK = Operator("blank", "is blank", "{field} blank", "none")
_FILLED = Operator("filled", "is filled in", "{field} filled in", "none")
_TEXT = (
    Operator("contains", "contains", "{field} contains {value}"),
    Operator("lacks", "does not contain", "{field} without {value}"),
    Operator("is", "is", "{field}: {value}"),
    Operator("begins", "begins with", "{field} begins with {value}"),
    _BLANK,
    _FILLED,
)
_NUMBER = (
    Operator("is", "is", "{field}: {value}"),
    Operator("at_least", "is at least", "{field} at least {value}"),
    Operator("at_most", "is at most", "{field} at most {value}"),
    Operator("more", "is more than", "{field} over {value}"),
    Operator("less", "is less than", "{field} under {value}"),
    Operator("between", "is between", "{field} from {value} to {second}", "two"),
    _BLANK,
    _FILLED,
)
_DAY = (
    Operator("next_days", "is in the next days", "{field} in the next {value} days", "days"),
    Operator("last_days", "was in the last days", "{field} in the last {value} days", "days"),
    Operator("past", "is past", "{field} past", "none"),
    Operator("is", "is on", "{field}: {value}"),
    Operator("before", "is before", "{field} before {value}"),
    Operator("after", "is after", "{field} after {value}"),
    Operator("between", "is between", "{field} from {value} to {second}", "two"),
    _BLANK,
    _FILLED,
)
_YES = (
    Operator("yes", "is yes", "{field}: yes", "none"),
    Operator("no", "is no", "{field}: no", "none"),
    _BLANK,
)
_CHOICE = (
    Operator("one_of", "is one of", "{field}: {value}", "many"),
    Operator("none_of", "is none of", "{field} not {value}", "many"),
    _BLANK,
    _FILLED,
)
_PERSON = (Operator("mine", "is me", "{field}: me", "none"), *_CHOICE)
_OF_KIND: tuple[tuple[type[Kind], tuple[Operator, ...]], ...] = (
    (Person, _PERSON),
    (Reference, _CHOICE),
    (Choice, _CHOICE),
    (YesNo, _YES),
    (Day, _DAY),
    (Moment, _DAY),
    (Whole, _NUMBER),
    (Number, _NUMBER),
    (Note, _TEXT),
    (Text, _TEXT),
)


def operators(kind: Kind) -> tuple[Operator, ...]:
    """What may be asked of a field of this kind, the usual first; of an unknown one whether it
    is blank."""
    return next((ops for cls, ops in _OF_KIND if isinstance(kind, cls)), (_FILLED, _BLANK))


def operator(kind: Kind, key: str) -> Operator:
    """An operator by its key. Raises Refused where the kind has none of it."""
    found = next((op for op in operators(kind) if op.key == key), None)
    if found is None:
        raise Refused("A filter asks for what this field does not have; set it anew.")
    return found


def filter_fields(register: Register) -> tuple[Field, ...]:
    """Every field of a register that can be filtered by, those of every record at the end."""
    states = Choice(tuple((s.key, s.word) for s in register.states))
    return (
        *register.fields,
        Field("state", "State", states, spine=True),
        Field("due_on", "Due", DAY, spine=True),
        Field("systems", "Systems", Choice(SYSTEM_CHOICES), spine=True),
        Field("created", "Made", MOMENT, spine=True),
        Field("changed", "Changed", MOMENT, spine=True),
        Field("closed", "Closed", MOMENT, spine=True),
    )


def made(field: Field, op: str, typed: Sequence[Any]) -> Condition:
    """A condition from what was typed (texts), or chosen (keys, ids). Raises Refused with one
    sentence for what is missing or wrong."""
    asked = operator(field.kind, op)
    if asked.takes == "none":
        return Condition(field.key, op)
    if asked.takes == "many":
        if not typed:
            raise Refused(f"Choose what {field.label} should be.")
        return Condition(field.key, op, tuple(typed))
    if asked.takes == "days":
        return Condition(field.key, op, (_days(str(typed[0]) if typed else ""),))
    needed = 2 if asked.takes == "two" else 1
    return Condition(field.key, op, _parsed(field, typed, needed))


def _parsed(field: Field, typed: Sequence[Any], needed: int) -> tuple[Stored, ...]:
    kind = DAY if isinstance(field.kind, Moment) else field.kind
    if isinstance(kind, Whole):
        kind = Whole(words=kind.words)  # a bound may lie outside what the field allows
    if isinstance(kind, Number):
        kind = Number(kind.unit)
    found = [kind.pack(kind.parse(str(each))) for each in typed[:needed]]
    if len(found) < needed or any(each in (None, "") for each in found):
        raise Refused(f"Say what {field.label} is compared with.")
    if needed == 2 and found[0] > found[1]:  # type: ignore[operator]
        found.reverse()
    return tuple(found)


def _days(typed: str) -> int:
    if not typed.strip().isdecimal() or int(typed) > _MOST_DAYS:
        raise Refused("Give a whole number of days.")
    return int(typed)


def words(condition: Condition, field: Field, names: Names) -> str:
    """A condition as its chip and a print say it: "Severity at least 4"."""
    said = operator(field.kind, condition.op)
    shown = [value_words(field.kind, value, names) for value in condition.values]
    if said.takes == "many":
        shown = [_either(shown)]
    if isinstance(field.kind, Text):
        shown = [f"“{each}”" for each in shown]
    first, second = (*shown, "", "")[:2]
    return tr(said.said, field=tr(field.label), value=first, second=second)


def value_words(kind: Kind, value: Stored, names: Names) -> str:
    """A value of a condition in words."""
    if isinstance(kind, Reference):
        return names(int(value or 0))
    if isinstance(kind, Moment | Day):
        return str(value) if isinstance(value, int) else DAY.show(DAY.unpack(value))
    return kind.show(kind.unpack(value))


def _either(shown: Sequence[str]) -> str:
    if len(shown) > 3:
        return tr(
            "{first}, {second} or {n} more", first=shown[0], second=shown[1], n=len(shown) - 2
        )
    return tr(" or ").join(shown)


def to_json(conditions: Sequence[Condition]) -> list[list[Any]]:
    """What JSON keeps of them."""
    return [[each.field, each.op, list(each.values)] for each in conditions]


def from_json(told: Any, fields: Mapping[str, Field]) -> tuple[Condition, ...]:
    """The conditions that were kept; what asks for a field, operator or form that is no longer
    known is left out."""
    kept = told if isinstance(told, list) else []
    found = (_read(each, fields) for each in kept)
    return tuple(each for each in found if each is not None)


def _read(told: Any, fields: Mapping[str, Field]) -> Condition | None:
    if not (isinstance(told, list) and len(told) == 3 and isinstance(told[2], list)):
        return None
    key, op, values = told
    field = fields.get(str(key))
    known = {each.key: each for each in operators(field.kind)} if field is not None else {}
    needed = {"none": 0, "one": 1, "days": 1, "two": 2, "many": max(1, len(values))}
    if op not in known or len(values) != needed[known[op].takes]:
        return None
    if not all(isinstance(each, str | int) for each in values):
        return None
    return Condition(str(key), str(op), tuple(values))


def as_text(conditions: Sequence[Condition]) -> str:
    """The same as one line of JSON."""
    return json.dumps(to_json(conditions), ensure_ascii=False)
