"""Units of measure as people write them, and what one of them is in another (exact factors)."""

import re
from decimal import Decimal

from isodesk.core.folding import folded

_KINDS: dict[str, dict[str, str]] = {
    "mass": {
        "mg": "0.000001",
        "g gr gramm gram grams": "0.001",
        "kg kgs kilo kilogramm kilogram kilograms": "1",
        "t to ton tons tonne tonnes tonnen": "1000",
        "lb lbs pound pounds": "0.45359237",
        "oz": "0.028349523125",
    },
    "volume": {
        "ml": "0.000001",
        "cl": "0.00001",
        "l ltr liter litre litres liters": "0.001",
        "hl": "0.1",
        "m3 m³ cbm cubic-metre": "1",
        "ft3 cuft": "0.028316846592",
        "gal usgal": "0.003785411784",
    },
    "energy": {
        "wh": "0.001",
        "kwh": "1",
        "mwh": "1000",
        "gwh": "1000000",
    },
    "heat": {"kj": "0.001", "mj": "1", "gj": "1000"},
    "length": {
        "µm um": "0.000001",
        "mm": "0.001",
        "cm": "0.01",
        "dm": "0.1",
        "m metre meter metres meters": "1",
        "km": "1000",
        "in inch inches": "0.0254",
        "ft": "0.3048",
    },
    "area": {
        "mm2 mm²": "0.000001",
        "cm2 cm²": "0.0001",
        "m2 m² sqm qm": "1",
        "ha": "10000",
        "km2 km²": "1000000",
    },
    "time": {
        "s sec sek second seconds": "1",
        "min minute minutes minuten": "60",
        "h hr hrs hour hours std stunden": "3600",
    },
    "span": {"d day days tag tage jours": "1", "wk week weeks woche wochen": "7"},
    "pressure": {
        "pa": "0.00001",
        "mbar hpa": "0.001",
        "kpa": "0.01",
        "bar": "1",
        "mpa": "10",
        "psi": "0.0689475729316836",
    },
    "power": {"w": "0.001", "kw": "1", "mw": "1000"},
    "share": {"%": "1", "percent prozent pct": "1", "‰": "0.1"},
}
# MW and mW, MJ and mJ differ by case only, which folding takes away: the small ones are never
# meant in a register, and stand here as the large ones
_OF = {
    folded(name): (kind, Decimal(factor))
    for kind, units in _KINDS.items()
    for names, factor in units.items()
    for name in names.split()
}


def known(unit: str) -> bool:
    """Whether it is a unit of measure."""
    return _plain(unit) in _OF


def factor(unit: str, into: str) -> Decimal | None:
    """By what a figure in `unit` is multiplied to be one in `into`: `factor("g", "kg")` is
    0.001; None where one cannot be the other."""
    if _plain(unit) == _plain(into):
        return Decimal(1)
    one, other = _OF.get(_plain(unit)), _OF.get(_plain(into))
    if one is None or other is None or one[0] != other[0]:
        return None
    return one[1] / other[1]


def _plain(unit: str) -> str:
    return folded(unit.strip().rstrip(".").replace("^", "").replace(" ", ""))


_TIMES = {
    **dict.fromkeys(("k", "tsd", "tausend", "thousand", "thousands", "000", "mille"), 1_000),
    **dict.fromkeys(("mio", "mln", "million", "millions", "millionen", "millones"), 1_000_000),
    **dict.fromkeys(("mrd", "bn", "billion"), 1_000_000_000),
}
_MONEY = re.compile(r"[€$£]|(?:eur|usd|gbp|chf|pln|sek|nok|dkk|czk|huf)$")


def times(unit: str) -> int:
    """How many of one stand behind an amount: 1000 of `k€`, `TEUR`, `Tsd. €`, 1 of `€` and of
    words that count nothing."""
    said = re.sub(r"[\s.'’]", "", folded(unit))
    bare = _MONEY.sub("", said)
    if bare in ("t", "m") and bare != said:
        return 1_000 if bare == "t" else 1_000_000
    return _TIMES.get(bare, 1)
