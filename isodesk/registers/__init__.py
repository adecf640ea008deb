"""The registers that isodesk brings, one file each, named as its key and found by being there."""

import pkgutil
from functools import cache
from importlib import import_module

from isodesk.core.register import Group, Register


@cache
def find(key: str) -> Register | None:
    """The built-in register of this key, importing its file alone; None for none."""
    if not key.isidentifier():
        return None
    try:
        module = import_module(f"{__name__}.{key}")
    except ModuleNotFoundError as error:
        if error.name != f"{__name__}.{key}":
            raise
        return None
    found: Register | None = getattr(module, "REGISTER", None)
    return found


@cache
def every() -> tuple[Register, ...]:
    """All built-in registers in the order of the navigation."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    found = [register for register in map(find, names) if register is not None]
    groups = list(Group)
    return tuple(sorted(found, key=lambda r: (groups.index(r.group), r.place, r.title)))
