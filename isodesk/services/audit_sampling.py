"""Random samples of the firm's own records during an audit, kept with their seed; no SQLAlchemy
before one is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from isodesk.core.dates import paper_day
from isodesk.core.kinds import DAY, MOMENT
from isodesk.core.problems import Problem, Refused
from isodesk.core.steps import DRAFT, VOID
from isodesk.documents.values import STATE_WORDS
from isodesk.i18n import tr
from isodesk.registers.audit_sampling import drawn, proposed_size
from isodesk.services.audit_evidence import AuditEvidence
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk

ENTERED = ""
"""The day a record was entered, which every kind of record has."""
_MOST = 200


@dataclass(frozen=True)
class Population:
    """What is drawn from: records of a kind, in a state (any when ""), whose day `by` (a field's
    key, or `ENTERED`) lies between two days, either of which may be open."""

    kind: str
    state: str = ""
    by: str = ENTERED
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Counted:
    """A population in words, how many it holds, and how many are proposed to be looked at."""

    words: str
    total: int
    proposed: int


@dataclass(frozen=True)
class Drawn:
    """One drawn record."""

    id: int
    kind: str
    number: str
    title: str
    state: str
    looked: bool = False

    @property
    def words(self) -> str:
        """`CAL-003  Caliper 12`."""
        return "  ".join(filter(None, (self.number, self.title)))


class AuditSampling:
    """Samples for the audits of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue, evidence: AuditEvidence) -> None:
        self._desk, self._catalogue, self._evidence = desk, catalogue, evidence

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Kinds of records that can be drawn from, with their titles."""
        registers = ((r.key, tr(r.title)) for r in self._catalogue.every())
        return (("document", tr("Documents")), *registers)

    def states(self, kind: str) -> tuple[tuple[str, str], ...]:
        """States of a kind that a population may be narrowed to, with their words."""
        if kind == "document":
            return tuple((state.value, tr(word)) for state, word in STATE_WORDS.items())
        every = self._catalogue.get(kind).states
        return tuple((state.key, tr(state.word)) for state in every if state.key != VOID)

    def days(self, kind: str) -> tuple[tuple[str, str], ...]:
        """Days of a kind that a period may be asked of, with their labels."""
        entered = (ENTERED, tr("Entered"))
        if kind == "document" or kind.startswith("own:"):
            return (entered,)
        fields = self._catalogue.get(kind).entry.fields
        days = (f for f in fields if f.kind in (DAY, MOMENT) and f.own_id is None and not f.spine)
        return (entered, *((f.key, tr(f.label)) for f in days))

    def count(self, population: Population) -> Counted:
        """How many there are."""
        total = len(self._ids(population))
        return Counted(self.words(population), total, proposed_size(total))

    def words(self, population: Population) -> str:
        """`Calibrations, Done, Calibrated on 1 Jan 2026 to 30 Jun 2026`."""
        parts = [dict(self.kinds()).get(population.kind, population.kind)]
        if population.state:
            parts.append(dict(self.states(population.kind)).get(population.state, ""))
        if population.since or population.until:
            label = dict(self.days(population.kind)).get(population.by, "")
            parts.append(f"{label} {_period(population.since, population.until)}")
        return ", ".join(filter(None, parts))

    def draw(
        self, question_id: int, population: Population, size: int, seed: str, place: str = ""
    ) -> int:
        """Draw, and keep with the question; answers the evidence. Raises Refused for an empty
        population, a size of none or a seed that is missing."""
        ids = self._ids(population)
        problems = []
        if not ids:
            problems.append(Problem("kind", tr("There is no such record. Ask for other ones.")))
        if not 1 <= size <= _MOST:
            words = tr("Say how many to draw, from 1 to {most}.", most=_MOST)
            problems.append(Problem("size", words))
        if not seed.strip():
            problems.append(Problem("seed", tr("Give a seed: any number or word.")))
        if problems:
            raise Refused(problems)
        chosen = drawn(ids, size, seed.strip())
        names = [each.words for each in self.of(chosen)]
        return self._evidence.sample(
            question_id, self.words(population), seed.strip(), len(ids), names, chosen, place
        )

    def of(
        self,
        ids: Sequence[int],
        looked: frozenset[int] = frozenset(),
        names: Sequence[str] = (),
    ) -> tuple[Drawn, ...]:
        """The drawn records as they stand now, in that order. Those of another laptop's file (see
        `audit_samples_away`) have their names from the list and no kind."""
        away = {each for each in ids if each < 0}
        if away:
            told = (names[-each - 1] if -each <= len(names) else "" for each in ids)
            return tuple(
                Drawn(each, "", "", name, "", each in looked)
                for each, name in zip(ids, told, strict=True)
            )
        marks = ", ".join("?" * len(ids))
        rows = self._desk.file.reader().execute(
            "SELECT id, kind, coalesce(number, ''), coalesce(title, ''), state FROM record"
            f" WHERE id IN ({marks}) ORDER BY id",
            tuple(ids),
        )
        return tuple(
            Drawn(int(str(i)), str(kind), str(number), str(title), str(state), i in looked)
            for i, kind, number, title, state in rows.fetchall()
        )

    def _ids(self, population: Population) -> list[int]:
        """The population in the order of its ids."""
        where, values = "r.kind = ? AND r.state <> ?", [population.kind, VOID]
        if population.state:
            where += " AND r.state = ?"
            values.append(population.state)
        elif population.kind != "document":
            where += " AND r.state <> ?"
            values.append(DRAFT)
        day, joined = self._day(population)
        for sign, bound in ((">=", population.since), ("<=", population.until)):
            if bound is not None:
                where += f" AND substr({day}, 1, 10) {sign} ?"
                values.append(bound.isoformat())
        rows = self._desk.file.reader().execute(
            f"SELECT r.id FROM record r{joined} WHERE {where} ORDER BY r.id", tuple(values)
        )
        return [int(str(row[0])) for row in rows.fetchall()]

    def _day(self, population: Population) -> tuple[str, str]:
        """The column of the day that is asked for, and the table it needs."""
        if population.by == ENTERED:
            return "r.created", ""
        register = self._catalogue.plain(population.kind)
        assert population.by in register.by_key, population.by
        return f"t.{population.by}", f" JOIN {register.key} t ON t.id = r.id"


def _period(since: date | None, until: date | None) -> str:
    if since and until:
        return tr("{since} to {until}", since=paper_day(since), until=paper_day(until))
    if since:
        return tr("since {day}", day=paper_day(since))
    return tr("until {day}", day=paper_day(until))
