"""An entry of a register as Python sees it: typed fields, declared once.

The annotation gives kind and whether a field is required (`str` against `str | None`); `field()`
adds the label and behaviour beside it. There is no database here: the table is made from the
fields in `store.mapped`, lists are read without SQLAlchemy, and the officer's own fields join
as the same `Field` values.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as part
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, Self, get_args, get_origin, get_type_hints

from isodesk.core.kinds import (
    DAY,
    MOMENT,
    NUMBER,
    PERSON,
    TEXT,
    WHOLE,
    YES,
    Kind,
    Value,
    Whole,
    choice_of,
)

_PLAIN: dict[Any, Kind] = {
    str: TEXT,
    int: WHOLE,
    Decimal: NUMBER,
    date: DAY,
    datetime: MOMENT,
    bool: YES,
}


@dataclass(frozen=True)
class Field:
    """One field of a register.

    `due` makes the day in it a due date of the record under this field's key, said as `due`
    ("Calibration"); `every` is the key of the field that says how often, where a register has
    several. `also` are other words a spreadsheet may head its column with. `compute` writes the
    value from the others at each save. `spine` fields stand in the record's own row; `own_id`
    is the officer's own field's id.
    """

    key: str
    label: str
    kind: Kind
    required: bool = False
    default: Value = None
    search: bool = False
    help: str = ""
    due: str = ""
    also: tuple[str, ...] = ()
    weight: float = 0
    compute: Callable[[Any], Value] | None = None
    spine: bool = False
    own_id: int | None = None
    bar: int = 0
    """The most a score can be: lists draw a bar of it; 0 for none."""
    every: str = ""

    @property
    def typed(self) -> bool:
        """Whether the officer types into it."""
        return self.compute is None


@dataclass(frozen=True)
class _Declared:
    """What is said of a field before its annotation is known."""

    label: str
    kind: Kind | None
    options: Mapping[str, Any] = part(default_factory=dict)


def field(
    label: str,
    kind: Kind | None = None,
    *,
    default: Any = None,
    search: bool = False,
    help: str = "",  # noqa: A002 - what the officer calls it
    due: str = "",
    every: str = "",
    also: tuple[str, ...] = (),
    weight: float = 0,
    within: tuple[int, int] | None = None,
) -> Any:
    """A field of a register; see `Field`. Without a kind the annotation's is meant. `within`
    bounds a whole number, both ends in; `weight` is the column's width in text units."""
    options = {
        "default": default.name if isinstance(default, Enum) else default,
        "search": search,
        "help": help,
        "due": due,
        "every": every,
        "also": also,
        "weight": weight,
    }
    return _Declared(label, kind if within is None else Whole(within), options)


def computed(
    label: str,
    kind: Kind | None = None,
    *,
    help: str = "",  # noqa: A002
    due: str = "",
    every: str = "",
    weight: float = 0,
    bar: int = 0,
) -> Callable[[Callable[[Any], Any]], Any]:
    """A stored value worked out from the others at each save; what it needs may be missing, it
    answers None then. Without a kind the one of what it returns."""

    def declare(rule: Callable[[Any], Any]) -> Any:
        options = {"help": help, "due": due, "every": every, "weight": weight, "bar": bar}
        return _Declared(label, kind, {**options, "compute": rule})

    return declare


def _hint(cls: type, key: str, said: _Declared) -> Any:
    """The annotation of a field, or what a computed one returns; resolved where a file has them
    as text."""
    rule = said.options.get("compute")
    told = rule.__annotations__.get("return", str) if rule else cls.__annotations__[key]
    if not isinstance(told, str):
        return told
    return get_type_hints(rule).get("return", str) if rule else get_type_hints(cls)[key]


def _made(key: str, said: _Declared, hint: Any, spine: bool) -> Field:
    kind = said.kind or _kind(key, _bare(hint))
    blank = type(None) in get_args(hint) or "compute" in said.options
    return Field(key, said.label, kind, not blank, spine=spine, **said.options)


def _bare(hint: Any) -> Any:
    """The type without its None."""
    if get_origin(hint) is types.UnionType:
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


def _kind(key: str, hint: Any) -> Kind:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return choice_of(hint)
    if hint not in _PLAIN:
        raise TypeError(f"{key}: say of which kind it is; {hint} has none")
    return _PLAIN[hint]


class Typed:
    """Values under names, typed by their class: what an entry and a line have in common."""

    fields: ClassVar[tuple[Field, ...]] = ()
    _words: ClassVar[Mapping[str, type[Enum]]] = {}

    def __init_subclass__(cls) -> None:
        declared = {k: d for k, d in vars(cls).items() if isinstance(d, _Declared)}
        known = {f.key: f for f in cls.fields}
        words = dict(cls._words)
        for key, said in declared.items():
            hint = _hint(cls, key, said)
            known[key] = _made(key, said, hint, key in known and known[key].spine)
            if isinstance(_bare(hint), type) and issubclass(_bare(hint), Enum):
                words[key] = _bare(hint)
            delattr(cls, key)
        cls.fields, cls._words = tuple(known.values()), words

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """One state of it, for rules to look at; what is not given is None."""
        made = cls.__new__(cls)
        found = vars(made)
        for each in cls.fields:
            found[each.key] = values.get(each.key)
        for key in cls._words:
            if found.get(key) is not None:
                found[key] = cls.member(key, found[key])
        return made

    @classmethod
    def member(cls, key: str, value: Any) -> Any:
        """A stored choice as the member of its Enum; any other value as it is."""
        words = cls._words.get(key)
        return words[value] if words is not None and value in words.__members__ else value


class Line(Typed):
    """Base of what a record has several of: readings, attendees, characteristics."""

    id: int


class Entry(Typed):
    """Base of a register's rows: the fields that stand in the spine, for all of them.

    `own` holds the values of the officer's own fields by their keys ("own_3"), `lines` the lines
    of the record by theirs.
    """

    id: int
    state: str
    systems: int
    own: Mapping[str, Any]
    lines: Mapping[str, tuple[Any, ...]]
    number: str | None = field("Number", search=True, weight=6)
    title: str = field("Title", search=True, weight=16)
    owner_id: int | None = field("Owner", PERSON, weight=8)
    legacy: str | None = field("Earlier number", search=True, weight=6)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """One state of a record, for rules to look at; what is not given is None."""
        made = super().of(values)
        made.id = values.get("id", 0)
        made.state = values.get("state", "draft")
        made.systems = values.get("systems", 3)
        made.own = {key: value for key, value in values.items() if key.startswith("own_")}
        made.lines = values.get("lines", {})
        return made


Entry.fields = tuple(replace(f, spine=True) for f in Entry.fields)
