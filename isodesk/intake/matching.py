"""Which column of a foreign sheet is which field of a register: by what both are called, in
several languages, and by what stands in the column."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from isodesk.core.entry import Field
from isodesk.core.kinds import Choice, Kind, Number, Whole
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.columns import Profile
from isodesk.intake.thesaurus import meanings, plain
from isodesk.intake.workbook import Cell

_ENOUGH = 0.5
_CERTAIN = 2.0
MOST_COLUMNS = 500


@dataclass(frozen=True)
class Match:
    """A column and the field it is, with how sure that is (0 to 1); "" leaves it open."""

    column: int
    field: str
    sure: float


def match(
    profiles: Sequence[Profile],
    fields: Sequence[Field],
    remembered: Mapping[str, str],
    about: str = "",
    by_name: frozenset[str] = frozenset(),
) -> list[Match]:
    """The field of each column; no field is given twice. Those of `by_name` are meant only where
    the heading is called exactly so. `remembered` maps plain headings to
    the field the officer chose for them before, "" for leaving a column out. `about` is what the
    whole list is about ("risk risks"): a risk's owner is the owner.

    Raises Refused for a table with more columns than any list has."""
    if len(profiles) > MOST_COLUMNS:
        raise Refused(
            tr(
                "The table has {n} columns; at most {most} are read. Save those you need alone.",
                n=len(profiles),
                most=MOST_COLUMNS,
            )
        )
    keys = {each.key for each in fields}
    rated = []
    for at, profile in enumerate(profiles):
        before = remembered.get(plain(profile.heading))
        if before is not None and (before in keys or not before):
            rated.append((_CERTAIN, at, before))
            continue
        for each in fields:
            if each.key in by_name and plain(profile.heading) != plain(each.label):
                continue
            score = likeness(profile.heading, each, about) * _fit(profile, each.kind)
            exactly = plain(profile.heading) == plain(each.label)
            if exactly and (score >= _ENOUGH or not profile.filled):
                score += 0.5  # called exactly so: nothing that is only alike comes before it
            if score >= _ENOUGH:
                rated.append((min(score, 1.0), at, each.key))
    return _given(rated, len(profiles))


def _given(rated: list[tuple[float, int, str]], count: int) -> list[Match]:
    columns: dict[int, Match] = {}
    used: set[str] = set()
    for score, at, key in sorted(rated, key=lambda r: (-r[0], r[1])):
        if at not in columns and (not key or key not in used):
            columns[at] = Match(at, key, min(score, 1.0))
            used.add(key)
    return [columns.get(at, Match(at, "", 0)) for at in range(count)]


def likeness(heading: str, each: Field, about: str = "") -> float:
    """How much a heading is called as a field is: by its label, its key, its other words."""
    if not heading.strip():
        return 0
    levels = [heading, *(part for part in heading.split(" / ") if " / " in heading)]
    names = [(each.label, 1.0), (each.key.replace("_", " "), 0.95), *((w, 0.97) for w in each.also)]
    if isinstance(each.kind, Number) and each.kind.unit:  # as our own lists head it
        names.append((f"{each.label}, {each.kind.unit}", 1.0))
    return max(
        _same(said, name, about) * weight * (1 if said == heading else 0.8)
        for said in levels
        for name, weight in names
    )


def _same(heading: str, name: str, about: str) -> float:
    one, two = plain(heading), plain(name)
    if not one or not two:
        return 0
    if one == two:
        return 1
    meant, sought = meanings(heading), meanings(name)
    alike = difflib.SequenceMatcher(None, one, two).ratio()
    near = alike * 0.85 if alike > 0.86 else 0
    bare = meant - meanings(about) if about else meant
    return max(near, _overlap(meant, sought), 0.9 * _overlap(bare, sought))


def _overlap(meant: frozenset[str], sought: frozenset[str]) -> float:
    if not meant:
        return 0
    if meant == sought:
        return 0.92
    share = len(meant & sought) / max(len(meant), len(sought))
    return 0.82 * share if share > 0.6 else 0.6 * share


def _fit(profile: Profile, kind: Kind) -> float:
    """How well what stands in a column can be values of the kind: 1 as it should be."""
    if not profile.filled:
        return 0.8
    figures, days = profile.share("figure"), profile.share("day")
    if figures > 0.5 and _are_serials(profile):
        figures, days = 0, days + figures
    if isinstance(kind, Choice):
        return 0.8 + 0.3 * known_share(profile, kind)
    if isinstance(kind, Whole) and kind.words:
        return 1
    fits = {
        "day": 1.1 if days > 0.5 else 0.75 if days + figures > 0.5 else 0.35,
        "number": 1.05 if figures > 0.5 else 0.6,
        "person": 0.5 if figures + days > 0.5 else 1,
        "text": 0.85 if days > 0.5 else 1,
    }
    like = {"moment": "day", "whole": "number", "note": "text"}
    return fits.get(like.get(kind.key, kind.key), 1)


def _are_serials(profile: Profile) -> bool:
    """Whether all figures can be the numbers that spreadsheets keep for days of 1980 to 2080."""
    figures = [f for cell, _ in islice(profile.values(), 200) if (f := _figure(cell)) is not None]
    return bool(figures) and all(f.is_integer() and 29_221 <= f < 65_746 for f in figures)


def _figure(cell: Cell) -> float | None:
    if isinstance(cell, float):
        return cell
    return float(cell) if isinstance(cell, str) and re.fullmatch(r"\d{1,9}", cell.strip()) else None


def known_share(profile: Profile, kind: Choice) -> float:
    """The share of a column's words that are among the choices."""
    offered = {plain(word) for pair in kind.choices for word in pair}
    texts = profile.texts()[:200]
    return sum(plain(text) in offered for text in texts) / len(texts) if texts else 0
