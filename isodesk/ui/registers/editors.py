"""How each kind of field is edited in a form: one table from kind to field."""

from collections.abc import Callable
from typing import Any

from isodesk.core import entry
from isodesk.core.kinds import (
    Choice,
    Day,
    Kind,
    Moment,
    Note,
    Number,
    Person,
    Recurring,
    Reference,
    Text,
    Whole,
    YesNo,
)
from isodesk.i18n import tr
from isodesk.ui.date_field import DateField
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, Field, LineField
from isodesk.ui.pick_fields import Named
from isodesk.ui.registers.form_flow import Role
from isodesk.ui.registers.record_field import RecordField, WhoField
from isodesk.ui.registers.typed_fields import (
    EveryField,
    GrowingNote,
    MomentField,
    NumberField,
    ParsedField,
)

_LONG_CHOICE = 18
"""Letters of a choice that need the whole width."""
_LONG_LABEL = 24
"""Letters of a label that half the width has no room for."""
_WIDE_TEXT = 12
"""Text units of a column from which its field takes the whole width too."""
_LEVELS = 12
"""Whole numbers up to which they are chosen from a list."""
Maker = Callable[[Tools, str, Any], Field]


def made_field(tools: Tools, each: entry.Field) -> Field:
    """The field of a form for one field of a register."""
    field = _MAKERS[type(each.kind)](tools, tr(each.label), each.kind)
    if each.help:
        field.label.setToolTip(tr(each.help))
        field.editor.setToolTip(tr(each.help))
    return field


def role_of(each: entry.Field) -> Role:
    """How much of a form's width a field takes."""
    if is_wide(each):
        return "wide"
    return "short" if isinstance(each.kind, Text | Choice | Person) else "figure"


def is_wide(each: entry.Field) -> bool:
    """Whether a field takes the whole width of a form."""
    kind = each.kind
    if isinstance(kind, Note) or each.key == "title" or len(tr(each.label)) > _LONG_LABEL:
        return True
    if isinstance(kind, Choice):
        return any(len(tr(label)) > _LONG_CHOICE for _, label in kind.choices)
    if isinstance(kind, Reference):
        return not isinstance(kind, Person)
    return isinstance(kind, Text) and each.weight >= _WIDE_TEXT


def as_shown(kind: Kind, value: Any, words: str) -> Any:
    """A stored value as its field takes it; `words` are what it is shown as."""
    if isinstance(kind, Reference) and not isinstance(kind, Person):
        return Named(value, words) if value else None
    return value


def as_stored(value: Any) -> Any:
    """What a field answers, as the services take it: a record as its id, nothing as None."""
    if isinstance(value, Named):
        return value.id
    return None if value == "" else value


def _level_field(tools: Tools, label: str, kind: Whole) -> Field:
    within = kind.within
    if within is None or within[1] - within[0] >= _LEVELS:
        return ParsedField(label, kind)
    words = dict(kind.words)
    levels = [(n, f"{n}  {tr(words.get(n, ''))}".rstrip()) for n in range(within[0], within[1] + 1)]
    return ChoiceField(label, [(None, ""), *levels])


def _choice_field(tools: Tools, label: str, kind: Choice) -> Field:
    return ChoiceField(label, [(None, ""), *((key, tr(words)) for key, words in kind.choices)])


def _yes_field(tools: Tools, label: str, kind: YesNo) -> Field:
    return ChoiceField(label, [(None, ""), (True, tr("Yes")), (False, tr("No"))])


_MAKERS: dict[type[Kind], Maker] = {
    Text: lambda tools, label, kind: LineField(label),
    Note: lambda tools, label, kind: GrowingNote(label),
    Whole: _level_field,
    Number: lambda tools, label, kind: NumberField(label, kind),
    Day: lambda tools, label, kind: DateField(label, today=tools.space.desk.today()),
    Moment: lambda tools, label, kind: MomentField(label, kind, tr("now")),
    YesNo: _yes_field,
    Choice: _choice_field,
    Reference: lambda tools, label, kind: RecordField(tools, label, kind.of),
    Person: lambda tools, label, kind: WhoField(tools, label),
    Recurring: lambda tools, label, kind: EveryField(label, kind),
}
