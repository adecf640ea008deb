"""Clauses: written, read, looked up, and carried over to the other standard or edition.

A clause is known by standard, edition and number together. The same number can mean
something else next door (6.1.2 is risk in ISO 9001 and aspects in ISO 14001), so nothing
here joins on numbers: `counterparts` and `moved` know only the explicit map.
"""

import re
from dataclasses import dataclass

from isodesk.core.problems import Refused
from isodesk.standards.trees import (
    KNOWN,
    Clause,
    Collision,
    Documented,
    EditionDate,
    Relation,
    Standard,
    collisions,
    crossing,
    edition_of,
    tree,
)

__all__ = [
    "DEFAULT_EDITION",
    "Clause",
    "ClauseRef",
    "Collision",
    "Documented",
    "EditionDate",
    "Link",
    "Relation",
    "Standard",
    "clause",
    "clauses",
    "collisions",
    "counterparts",
    "moved",
    "parse_ref",
    "show",
    "standards",
]

DEFAULT_EDITION = "2015"  # what is meant where a reference names no edition
_OTHER = {"9001": "14001", "14001": "9001"}
_REF = re.compile(
    r"(?:(?:EN\s+)?ISO\s*)?(?P<standard>[0-9]{4,5})(?::(?P<edition>[12][0-9]{3})(?![0-9.]))?"
    r"(?:\s*[:,;/§]\s*|\s+)(?:clause\s+|cl\.?\s*|§\s*)?(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}){0,4})\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, order=True)
class ClauseRef:
    """Which clause is meant; may be kept in the file as its three texts."""

    standard: str
    edition: str
    number: str


@dataclass(frozen=True)
class Link:
    """A clause on the other side of the map: "shared" in intent, or "partial", and why."""

    ref: ClauseRef
    relation: Relation
    note: str = ""


def standards() -> tuple[Standard, ...]:
    """Every edition isodesk knows, ISO 9001 first, older editions first."""
    return tuple(edition_of(standard, edition) for standard, edition in KNOWN)


def clauses(standard: str, edition: str) -> tuple[Clause, ...]:
    """All clauses of one edition, in the order of the standard. Raises Refused if unknown."""
    _check_known(standard, edition)
    return tuple(tree(standard, edition).values())


def clause(ref: ClauseRef) -> Clause:
    """The clause itself. Raises Refused with a sentence for one that does not exist."""
    _check_known(ref.standard, ref.edition)
    found = tree(ref.standard, ref.edition).get(ref.number)
    if found is None:
        raise Refused(_no_such_clause(ref))
    return found


def parse_ref(text: str, edition: str = DEFAULT_EDITION) -> ClauseRef:
    """The clause that a person wrote: "9001 8.5.1", "14001:2026 6.1.2", "ISO 9001:2015 7.5".

    `edition` is meant where the text names none. Raises Refused for what cannot be
    read, and for a standard, edition or clause that does not exist.
    """
    found = _REF.fullmatch(" ".join(text.split()))
    if found is None:
        raise Refused(
            f"“{text.strip()}” is not a clause; write it as “9001 8.5.1” or “14001:2026 6.1.2”."
        )
    number = ".".join(str(int(part)) for part in found["number"].split("."))
    ref = ClauseRef(found["standard"], found["edition"] or edition, number)
    clause(ref)
    return ref


def show(ref: ClauseRef) -> str:
    """The shortest text that `parse_ref` reads back: "9001 8.5.1", "14001:2026 6.1.2"."""
    edition = "" if ref.edition == DEFAULT_EDITION else f":{ref.edition}"
    return f"{ref.standard}{edition} {ref.number}"


def counterparts(ref: ClauseRef) -> tuple[Link, ...]:
    """The clauses of the other standard, same edition, that ask for the same or in part.

    Empty where the other standard has nothing of the kind. Raises Refused for an
    unknown clause.
    """
    clause(ref)
    return _across(ref, _OTHER[ref.standard], ref.edition)


def moved(ref: ClauseRef, edition: str) -> tuple[Link, ...]:
    """Where the clause stands in another edition of its standard; empty if nowhere.

    Several where it was divided. Raises Refused for an unknown clause or edition.
    """
    clause(ref)
    _check_known(ref.standard, edition)
    if edition == ref.edition:
        return (Link(ref, "shared"),)
    return _across(ref, ref.standard, edition)


def _across(ref: ClauseRef, standard: str, edition: str) -> tuple[Link, ...]:
    known = crossing((ref.standard, ref.edition), (standard, edition))
    if known is None:
        return ()
    return tuple(
        Link(ClauseRef(standard, edition, pair.right), pair.relation, pair.note)
        for pair in known.pairs
        if pair.left == ref.number
    )


def _check_known(standard: str, edition: str) -> None:
    editions = [known for name, known in KNOWN if name == standard]
    if not editions:
        raise Refused(f"isodesk knows the clauses of ISO 9001 and ISO 14001, not of {standard}.")
    if edition not in editions:
        raise Refused(
            f"isodesk knows ISO {standard} in the editions {' and '.join(editions)}, not {edition}."
        )


def _no_such_clause(ref: ClauseRef) -> str:
    sentence = f"ISO {ref.standard}:{ref.edition} has no clause {ref.number}"
    for standard, edition in KNOWN:
        if standard == ref.standard and ref.number in tree(standard, edition):
            now = _across(ClauseRef(standard, edition, ref.number), standard, ref.edition)
            there = now[0].ref.number if now else ""
            return f"{sentence}: it stands in {edition} only" + (
                f" and is {there} here." if there else "."
            )
    above = ref.number.rpartition(".")[0]
    if above in tree(ref.standard, ref.edition):
        return f"{sentence}; the nearest is {above}."
    return f"{sentence}."
