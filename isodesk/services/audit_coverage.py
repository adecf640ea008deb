"""Which clauses of each standard were looked at, year by year: counted from the questions that
audits answered; and which the programme plans."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_programme import editions, year_of
from isodesk.services.audit_summary import refs
from isodesk.services.auditing import clauses_of
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entries import Entries
from isodesk.services.lists import Table
from isodesk.standards.clauses import Clause, ClauseRef, clauses
from isodesk.standards.trees import KNOWN

_YEARS = 3
_ANSWERED = """
SELECT substr(a.starts_on, 1, 4), r.id, q.clauses, q.verdict
FROM audit_question q JOIN audit a ON a.id = q.record_id JOIN record r ON r.id = a.id
WHERE q.ended IS NULL AND q.verdict IS NOT NULL AND q.clauses IS NOT NULL AND r.state <> 'void'
  AND substr(a.starts_on, 1, 4) BETWEEN ? AND ?
"""
_GAPS = (Verdict.MINOR.name, Verdict.MAJOR.name)
_NAMED = 14
"""Clauses that one sentence names."""


class Covered(Enum):
    """How far a clause was looked at."""

    WHOLE = "all"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True)
class CoverageYear:
    """A clause in one year: of its `parts` so many were `seen`; `answered` questions, of them
    `gaps` with a nonconformity, in so many `audits`; what was `left` out, by number."""

    year: int
    parts: int
    seen: int
    answered: int = 0
    gaps: int = 0
    audits: int = 0
    left: tuple[str, ...] = ()

    @property
    def covered(self) -> Covered:
        """How far it was looked at."""
        if not self.seen:
            return Covered.NONE
        return Covered.WHOLE if self.seen == self.parts else Covered.PART

    @property
    def words(self) -> str:
        """`all`, `2 of 5` or `none`."""
        if self.covered is Covered.PART:
            return tr("{n} of {m}", n=self.seen, m=self.parts)
        return tr(self.covered.value)

    @property
    def sentence(self) -> str:
        """The same with what it is counted from."""
        if not self.answered:
            return tr("{year}: not looked at.", year=self.year)
        questions = tr("{n} questions answered", n=self.answered)
        one = tr("1 question answered")
        said = [one if self.answered == 1 else questions]
        said.append(tr("in 1 audit") if self.audits == 1 else tr("in {n} audits", n=self.audits))
        if self.gaps:
            found = tr("{n} nonconforming", n=self.gaps)
            said.append(found)
        left = tr("not: {clauses}", clauses=", ".join(self.left)) if self.left else ""
        return f"{self.year}: {'; '.join(filter(None, (', '.join(said), left)))}."


@dataclass(frozen=True)
class ClauseCoverage:
    """A clause of the second level, over the years; in so many lines it is `planned`."""

    number: str
    title: str
    years: tuple[CoverageYear, ...]
    planned: int


@dataclass(frozen=True)
class StandardCoverage:
    """One standard and edition; the last of the `years` is the programme's."""

    standard: str
    edition: str
    years: tuple[int, ...]
    clauses: tuple[ClauseCoverage, ...]

    @property
    def title(self) -> str:
        """`ISO 9001:2015`."""
        return f"ISO {self.standard}:{self.edition}"

    @property
    def sentences(self) -> tuple[str, ...]:
        """How much is covered, and which clauses are not, by number."""
        year, total = self.years[-1], len(self.clauses)
        whole = sum(c.years[-1].covered is Covered.WHOLE for c in self.clauses)
        part = sum(c.years[-1].covered is Covered.PART for c in self.clauses)
        planned = sum(c.planned > 0 for c in self.clauses)
        head = tr(
            "{year}: {n} of {m} clauses looked at as a whole, {k} in part; {p} planned.",
            year=year, n=whole, m=total, k=part, p=planned,
        )  # fmt: skip
        never = [c for c in self.clauses if not any(y.seen for y in c.years)]
        blank = [c.number for c in never if not c.planned]
        soon = [c.number for c in never if c.planned]
        found = [head]
        if blank:
            found.append(
                tr(
                    "Neither planned nor looked at since {year}: {clauses}.",
                    year=self.years[0],
                    clauses=_named(blank),
                )
            )
        if soon:
            found.append(tr("Planned, not looked at yet: {clauses}.", clauses=_named(soon)))
        return tuple(found)


def coverage_table(given: StandardCoverage) -> Table:
    """The same as rows of words."""
    years = [str(year) for year in given.years]
    return Table(
        (tr("Clause"), tr("Title"), *years, tr("Planned")),
        tuple(
            (each.number, tr(each.title), *(y.words for y in each.years), str(each.planned))
            for each in given.clauses
        ),
    )


class AuditCoverage:
    """Reads the coverage of the open file's audits."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def of(self, programme_id: int) -> tuple[StandardCoverage, ...]:
        """Each standard and edition of a programme over its year and the two before."""
        value = Entries(self._desk, self._catalogue).get(programme_id)
        year = year_of(self._desk, value)
        years = tuple(range(year.year - _YEARS + 1, year.year + 1))
        span = (str(years[0]), str(years[-1]))
        rows = self._desk.file.reader().execute(_ANSWERED, span).fetchall()
        asked = [(int(y), a, refs(clauses_of(c)), v) for y, a, c, v in rows]
        planned = [refs(clauses_of(row.clauses)) for row in year.rows if row.planned or row.audits]
        chosen = {*editions(value)}
        chosen |= {(ref.standard, ref.edition) for each in planned for ref in each}
        return tuple(_standard(*each, years, asked, planned) for each in KNOWN if each in chosen)


Asked = tuple[int, int, Sequence[ClauseRef], str]
"""Year, audit, clauses and verdict of an answered question."""


def _standard(
    standard: str,
    edition: str,
    years: tuple[int, ...],
    asked: Iterable[Asked],
    planned: Sequence[Sequence[ClauseRef]],
) -> StandardCoverage:
    whole = clauses(standard, edition)
    leaves = _leaves(whole)
    by_leaf = _by_leaf(standard, edition, leaves, asked)
    lines = [{r.number for r in each if (r.standard, r.edition) == (standard, edition)}
             for each in planned]  # fmt: skip
    found = []
    for clause in whole:
        if clause.number.count(".") == 1:
            parts = leaves[clause.number]
            counted = tuple(_year(year, parts, by_leaf) for year in years)
            names = sum(any(_touches(n, clause.number) for n in each) for each in lines)
            found.append(ClauseCoverage(clause.number, clause.title, counted, names))
    return StandardCoverage(standard, edition, years, tuple(found))


def _leaves(whole: Sequence[Clause]) -> dict[str, tuple[str, ...]]:
    """The parts of each clause that have no parts themselves; one without is its own part."""
    parents = {clause.parent for clause in whole}
    ends = [clause.number for clause in whole if clause.number not in parents]
    return {
        clause.number: tuple(n for n in ends if n == clause.number or _inside(n, clause.number))
        for clause in whole
    }


def _inside(number: str, above: str) -> bool:
    return number.startswith(f"{above}.")


def _touches(one: str, other: str) -> bool:
    return one == other or _inside(one, other) or _inside(other, one)


def _by_leaf(
    standard: str, edition: str, leaves: Mapping[str, Sequence[str]], asked: Iterable[Asked]
) -> dict[tuple[int, str], list[tuple[int, int, str]]]:
    """(audit, question, verdict) by year and leaf; a clause that has parts stands for all."""
    found: dict[tuple[int, str], list[tuple[int, int, str]]] = {}
    for nth, (year, audit, named, verdict) in enumerate(asked):
        reached = {
            leaf
            for ref in named
            if (ref.standard, ref.edition) == (standard, edition)
            for leaf in leaves.get(ref.number, ())
        }
        for leaf in reached:
            found.setdefault((year, leaf), []).append((audit, nth, verdict))
    return found


def _year(
    year: int,
    parts: Sequence[str],
    by_leaf: Mapping[tuple[int, str], Collection[tuple[int, int, str]]],
) -> CoverageYear:
    answered = {each for leaf in parts for each in by_leaf.get((year, leaf), ())}
    left = tuple(leaf for leaf in parts if (year, leaf) not in by_leaf)
    return CoverageYear(
        year,
        len(parts),
        len(parts) - len(left),
        len(answered),
        sum(verdict in _GAPS for _, _, verdict in answered),
        len({audit for audit, _, _ in answered}),
        left,
    )


def _named(numbers: Sequence[str]) -> str:
    if len(numbers) <= _NAMED:
        return ", ".join(numbers)
    more = tr("{n} more", n=len(numbers) - _NAMED)
    return f"{', '.join(numbers[:_NAMED])}, {more}"
