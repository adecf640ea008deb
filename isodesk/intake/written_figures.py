"""Figures as sheets hold them: their signs, their digits, and the unit in a heading."""

import math
import re

from isodesk.core.kinds import Kind, Number
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.columns import Profile, own_mark

EXACT = 1e15
"""From here on a spreadsheet does not keep every digit."""


def unit_in(heading: str) -> str:
    """The unit that a heading names: `Mass (kg)`, `Interval [months]`, `Volume in m3`."""
    found = re.search(r"[(\[]([^)\]]{1,12})[)\]]\s*$|\bin (\S{1,8})$", heading.strip())
    return (found[1] or found[2]).strip() if found else ""


def plain_digits(digits: str, mark: str) -> str:
    """`1.234,5` as `1234.5`: by what the figure itself shows, else by the decimal sign `mark`.
    Raises Refused for `1,234` where nothing tells whether that is more than a thousand."""
    bare = re.sub(r"[\s\xa0\u202f'’]", "", digits).rstrip(".,")
    if "," not in bare and "." not in bare:
        return bare
    mark = own_mark(bare) or mark
    if mark not in (",", "."):
        raise Refused(
            tr(
                "“{text}” may be two different numbers: say above what the decimal sign is.",
                text=digits,
            )
        )
    other = "." if mark == "," else ","
    return bare.replace(other, "").replace(mark, ".")


def plain_figure(value: float) -> str:
    """`12` of 12.0, `0.5` of 0.5."""
    if math.isfinite(value) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def ungrouped(text: str) -> str:
    """`1234` of `1.234` and `1,234`, which as whole numbers can be nothing else."""
    return (
        re.sub(r"[.,]", "", text) if re.fullmatch(r"\s*[1-9]\d{0,2}([.,]\d{3})+\s*", text) else text
    )


def are_shares(profile: Profile, kind: Kind) -> bool:
    """Whether a column of parts of one is meant in per cent, as spreadsheets keep them."""
    if not isinstance(kind, Number) or kind.unit != "%":
        return False
    figures = [cell for cell, _ in profile.values() if isinstance(cell, float)]
    return bool(figures) and max(figures) <= 1 and any(not f.is_integer() for f in figures)
