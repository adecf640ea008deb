"""What was kept of a layout, read as what it must be: a hand or a crash may have changed the
settings, and a window opens all the same."""

from collections.abc import Mapping
from typing import Any

_LARGEST = 100_000


def part(layout: object, key: str) -> dict[str, Any]:
    """The share of a key; {} for what is none."""
    found = layout.get(key) if isinstance(layout, Mapping) else None
    return dict(found) if isinstance(found, dict) else {}


def parts(layout: object, key: str) -> dict[str, Any]:
    """The shares within the share of a key, without those that are none."""
    return {k: found for k, found in part(layout, key).items() if isinstance(found, dict)}


def words(layout: object, key: str) -> tuple[str, ...]:
    """The words of a key; () for what are none."""
    found = layout.get(key) if isinstance(layout, Mapping) else None
    return tuple(w for w in found if isinstance(w, str)) if isinstance(found, list | tuple) else ()


def sizes(layout: object, key: str) -> list[int]:
    """The two sizes of a splitter; [] for what are none."""
    found = layout.get(key) if isinstance(layout, Mapping) else None
    fit = isinstance(found, list) and len(found) == 2 and all(type(n) is int for n in found)
    return found if found and fit and all(0 < n < _LARGEST for n in found) else []
