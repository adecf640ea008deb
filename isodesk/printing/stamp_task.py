"""The stamp as a task of the reading child: plain values in, plain values out."""

from datetime import date
from typing import Any

from isodesk.printing.stamp import check, prepare
from isodesk.printing.stamp_facts import Kind, Placing, Stamp

_DAYS = ("on", "valid_on", "keep_until", "ended")


def stamp_all(pdf: bytes, placing: str, stamps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each stamp on the same pages, prepared once and looked at. Raises Refused."""
    template = prepare(pdf, Placing(placing))
    made = []
    for told in stamps:
        facts = _stamp(told)
        copy = template.copy(facts)
        check(template, copy, facts)
        made.append(
            {
                "pdf": copy,
                "pages": template.pages,
                "raster": list(template.raster),
                "notes": list(template.notes),
            }
        )
    return made


def _stamp(told: dict[str, Any]) -> Stamp:
    days = {name: date.fromisoformat(told[name]) for name in _DAYS if told.get(name)}
    return Stamp(**{**told, **days, "kind": Kind(told["kind"])})
