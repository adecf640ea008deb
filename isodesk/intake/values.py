"""What the child answered, checked against the frozen value it should be."""

import types
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.frames import Values

T = TypeVar("T")


def shaped(shape: type[T], answer: Values) -> T:
    """The answer as that frozen dataclass; each field must have the type it declares.

    Raises Refused: a hostile file may have taken the child over, so an answer of another
    shape says nothing but that the file cannot be trusted.
    """
    try:
        value: T = _as_value(shape, answer)
        return value
    except (TypeError, KeyError) as error:
        raise Refused(tr("The file could not be read: it upset the reader.")) from error


def plain(value: Any) -> Values:
    """A frozen dataclass as the values that a frame carries; the way back is `shaped`."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _as_value(shape: Any, value: Values) -> Any:
    if isinstance(shape, type) and is_dataclass(shape):
        hints = get_type_hints(shape)
        return shape(**{f.name: _as_value(hints[f.name], value[f.name]) for f in fields(shape)})
    origin, inside = get_origin(shape), get_args(shape)
    if origin in (Union, types.UnionType):
        return None if value is None else _as_value(_other_than_none(inside), value)
    if origin is tuple:
        return tuple(_as_value(inside[0], item) for item in _kept(list, value))
    return _kept(shape, value)


def _other_than_none(inside: tuple[Any, ...]) -> Any:
    return next(kind for kind in inside if kind is not type(None))


def _kept(shape: type[T], value: Values) -> T:
    if type(value) is not shape:
        raise TypeError(f"{shape.__name__} expected")
    return value
