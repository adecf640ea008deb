"""What answers of a second laptop change in an audit: three ways, as it was sent, as it is here, as
it is there. What both changed differently is a clash, never overwritten in silence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from isodesk.core.record import Record
from isodesk.core.spine import Attachment, Company, Person
from isodesk.i18n import tr
from isodesk.registers import audit as audits
from isodesk.registers.audit_words import AuditQuestion, Grade, Origin, Verdict
from isodesk.registers.grade_words import read_words, word_of
from isodesk.services.audit_numbers import numbers_of
from isodesk.services.audit_package import Package
from isodesk.services.audit_samples_away import SampleChange, SamplesBack, is_ours
from isodesk.services.audit_told import FINDING, told_audit
from isodesk.services.catalogue import Catalogue
from isodesk.services.entry_writing import add, write
from isodesk.store import files
from isodesk.store.mapped import lines_table
from isodesk.store.unit import Unit

FINDS = frozenset(grade.name for grade in Grade)
"""Verdicts that are findings; they are called as the grades are."""
_FIELDS = ("verdict", "note", "good", "place", "ask")
"""Of a question: what two laptops can say differently."""
OURS, THEIRS, BOTH = "ours", "theirs", "both"


@dataclass(frozen=True)
class Clash:
    """One thing that both laptops changed differently; `field` is one of a question's, or
    "finding". Words as they are read, stored values beside."""

    question: int
    place: int
    ask: str
    field: str
    label: str
    ours: str
    theirs: str
    sample: SampleChange | None = None


@dataclass(frozen=True)
class Taken:
    """One thing that only they changed; of a sample as `sample` says."""

    question: int
    field: str
    value: Any
    sample: SampleChange | None = None


@dataclass(frozen=True)
class MergePlan:
    """What merging would do. `by` is who answered; `changed`, `added`, `pieces` and `findings`
    count what comes; `done` says that this package was merged before and brings nothing."""

    audit_id: int
    package: str
    by: str
    taken: tuple[Taken, ...]
    clashes: tuple[Clash, ...]
    changed: int
    added: int
    pieces: int
    findings: int
    samples: int = 0
    """Samples that were worked on there only."""

    @property
    def done(self) -> bool:
        """Whether there is nothing to merge."""
        return not (self.taken or self.clashes or self.added or self.pieces or self.findings)


class Merge:
    """One package against one audit as it is now."""

    def __init__(self, session: Any, audit: Record, package: Package) -> None:
        self.audit, self.package, told = audit, package, package.told
        self.words = read_words(session.get_one(Company, 1).grade_words)
        ours = told_audit(session, audit)
        self.ours = {q["id"]: q for q in ours["questions"]}
        self.our_keys = {q["key"] for q in ours["questions"] if q["key"]}
        self.sent = {q["id"]: q for q in told["sent"]}
        self.theirs = {q["their_line"]: q for q in told["questions"] if q["their_line"]}
        self.new = [q for q in told["questions"] if not q["their_line"]]
        self.our_findings = _findings(session, self.ours)
        table = lines_table(audits.REGISTER.lines_by_key["audit_evidence"])
        kept = select(table.came_from).where(table.record_id == audit.id)
        self.have = set(session.scalars(kept)) - {None}
        self.samples = SamplesBack(session, audit.id, package)

    def plan(self) -> MergePlan:
        """What it would do now."""
        found = [*self._differences(), *self._sampled()]
        taken = tuple(one for one in found if isinstance(one, Taken))
        return MergePlan(
            self.audit.id,
            self.package.id,
            self.package.told["by"],
            taken,
            tuple(one for one in found if isinstance(one, Clash)),
            len({t.question for t in taken if t.sample is None}),
            len(self._added()),
            len(self._pieces()),
            len(self._fresh_findings()),
            len({t.sample.id for t in taken if t.sample is not None}),
        )

    def _sampled(self) -> Iterator[Taken | Clash]:
        """What became of the samples that went along."""
        for each in self.samples.changes():
            asked = self.ours.get(each.question)
            if asked is None:
                continue
            if each.ours is None:
                yield Taken(each.question, each.key, each.value, each)
            else:
                clash = self._clash(asked, each.key, each.ours, each.theirs)
                yield replace(clash, label=each.label, sample=each)

    def _differences(self) -> Iterator[Taken | Clash]:
        for line, theirs in self.theirs.items():
            ours, sent = self.ours.get(line), self.sent.get(line)
            if ours is None or sent is None:
                continue
            for field in _FIELDS:
                was, here, there = (q[field] or None for q in (sent, ours, theirs))
                if there in (was, here):
                    continue
                if here == was:
                    yield Taken(line, field, there)
                else:
                    yield self._clash(
                        ours, field, self._word(field, here), self._word(field, there)
                    )
            yield from self._finding_clash(line, ours, theirs)

    def _word(self, field: str, value: Any) -> str:
        return _word(field, value, self.words)

    def _finding_clash(self, line: int, ours: Any, theirs: Any) -> Iterator[Clash]:
        found = self.package.told["findings"].get(str(theirs["id"]))
        here = self.our_findings.get(line)
        if found and here and found != here:
            yield self._clash(ours, "finding", here["title"] or "", found["title"] or "")

    def _clash(self, ours: Any, field: str, here: str, there: str) -> Clash:
        labels = {f.key: f.label for f in AuditQuestion.fields}
        label = labels.get(field, "Finding")
        return Clash(ours["id"], ours["position"], ours["ask"] or "", field, tr(label), here, there)

    def _added(self) -> list[Any]:
        return [q for q in self.new if self._key(q) not in self.our_keys]

    def _key(self, question: Any) -> str:
        return f"{self.package.id}:{question['id']}"

    def _pieces(self) -> list[Any]:
        return [
            e
            for e in self.package.told["evidence"]
            if self._mark(e) not in self.have and not is_ours(e, self.package.id)
        ]

    def _mark(self, piece: Any) -> str:
        return f"{self.package.id}:{piece['id']}"

    def _fresh_findings(self) -> list[tuple[int, Any]]:
        """Findings of questions that have none here."""
        lines = {q["id"]: q["their_line"] for q in self.package.told["questions"]}
        found: list[tuple[Any, Any]] = [
            (lines.get(int(i)), f) for i, f in self.package.told["findings"].items()
        ]
        return [
            (line, f) for line, f in found if line in self.ours and line not in self.our_findings
        ]

    def apply(
        self, unit: Unit, catalogue: Catalogue, choices: Mapping[tuple[int, str], str]
    ) -> int:
        """Write it; answers how many questions changed."""
        plan = self.plan()
        table = lines_table(audits.REGISTER.lines_by_key["audit_question"])
        rows = {i: unit.session.get_one(table, i) for i in self.ours}
        changed = set()
        for one in plan.taken:
            if one.sample is not None:
                self.samples.set(unit, one.sample)
                continue
            self._set(unit, rows[one.question], one.field, one.value)
            changed.add(one.question)
        for clash in plan.clashes:
            choice = choices.get((clash.question, clash.field), OURS)
            if choice != OURS and clash.sample is not None:
                self.samples.set(unit, clash.sample)
            elif choice != OURS:
                self._decide(unit, catalogue, rows[clash.question], clash, choice)
                changed.add(clash.question)
        at = max((row.position for row in rows.values()), default=0)
        lines = {q["id"]: line for line, q in self.theirs.items()}
        for place, question in enumerate(self._added(), at + 1):
            row = table(
                record_id=self.audit.id,
                position=place,
                **{k: question[k] for k in _COPIED},
                origin=Origin.ADDED.name,
                key=self._key(question),
                answered_by_id=self._answerer(unit, question),
            )
            unit.session.add(row)
            unit.session.flush()
            lines[question["id"]] = row.id
        known = unit.session.scalars(select(table).where(table.record_id == self.audit.id))
        by_key = {row.key: row.id for row in known if row.key}
        for question in self.new:
            lines.setdefault(question["id"], by_key.get(self._key(question), 0))
        self._take_evidence(unit, lines)
        for line, told in self._fresh_findings():
            if rows[line].verdict in FINDS:  # else the officer let a verdict here stand
                self._finding(unit, catalogue, rows[line], told)
        unit.session.flush()
        return len(changed)

    def _set(self, unit: Unit, row: Any, field: str, value: Any) -> None:
        theirs = self.theirs[row.id]
        setattr(row, field, value)
        if field == "verdict":
            row.answered_at = theirs["answered_at"]
            row.answered_by_id = self._answerer(unit, theirs)
            row.seconds = theirs["seconds"]
        if field == "ask":
            row.origin, row.asked_first = theirs["origin"], theirs["asked_first"]

    def _decide(
        self, unit: Unit, catalogue: Catalogue, row: Any, clash: Clash, choice: str
    ) -> None:
        theirs = self.theirs[row.id]
        if clash.field == "finding":
            told = self.package.told["findings"][str(theirs["id"])]
            self._finding(unit, catalogue, row, told)
        elif choice == BOTH and clash.field == "note":
            row.note = f"{row.note}\n{self.package.told['by']}: {theirs['note']}"
        else:
            self._set(unit, row, clash.field, theirs[clash.field] or None)

    def _answerer(self, unit: Unit, question: Any) -> int | None:
        """Who answered there, where somebody here has that name."""
        name = self.package.told["names"].get(str(question["answered_by_id"]))
        wanted = select(Person.id).where(Person.title == (name or self.package.told["by"]))
        return unit.session.scalar(wanted.limit(1))

    def _take_evidence(self, unit: Unit, lines: Mapping[int, int]) -> None:
        table = lines_table(audits.REGISTER.lines_by_key["audit_evidence"])
        wanted = select(table.position).where(table.record_id == self.audit.id)
        at = max(unit.session.scalars(wanted), default=0)
        for place, piece in enumerate(self._pieces(), at + 1):
            copied = {k: piece[k] for k in _PIECE}
            unit.session.add(
                table(
                    record_id=self.audit.id,
                    position=place,
                    question=lines.get(piece["question"]),
                    attachment=self._attach(unit, piece),
                    original=self._attach(unit, piece.get("original") or {}),
                    came_from=self._mark(piece),
                    **copied,
                )
            )

    def _attach(self, unit: Unit, told: Mapping[str, Any]) -> int | None:
        """The file of a piece of evidence, kept with the audit here; None where it has none."""
        if "hash" not in told:
            return None
        content = self.package.files[told["hash"]]
        file_id = files.keep(unit.session, content, told["media"])
        kept = Attachment(record_id=self.audit.id, file_id=file_id, name=told["name"])
        unit.session.add(kept)
        unit.session.flush()
        unit.also |= {"attachment"}
        return kept.id

    def _finding(self, unit: Unit, catalogue: Catalogue, row: Any, told: Any) -> None:
        register = catalogue.get("finding")
        values = {k: register.by_key[k].kind.unpack(told[k]) for k in told}
        if row.finding_id is not None:
            write(unit, register, unit.session.get_one(Record, row.finding_id), values)
            return
        row.finding_id = add(
            unit,
            register,
            {
                **values,
                "audit_id": self.audit.id,
                "question": numbers_of(unit.session, self.audit.id).get(row.id),
                "clauses": row.clauses,
                "process_id": row.process_id,
                "place": row.place,
                "found_on": unit.now.date(),
                "found_by_id": self._answerer(unit, self.theirs[row.id]),
                "owner_id": self.audit.owner_id,
                "systems": self.audit.systems,
            },
        )


_COPIED = (
    "section",
    "clauses",
    "ask",
    "purpose",
    "look",
    "proof",
    "typical",
    "verdict",
    "good",
    "note",
    "place",
    "answered_at",
    "seconds",
)
_PIECE = (
    *("proof_kind", "what", "detail", "taken_at", "place", "revision"),
    *("seed", "drawn_from", "drawn", "looked"),
)


def _findings(session: Any, questions: Mapping[int, Any]) -> dict[int, Any]:
    return {
        line: {key: getattr(session.get_one(Record, q["finding_id"]), key) for key in FINDING}
        for line, q in questions.items()
        if q["finding_id"]
    }


def _word(field: str, value: Any, words: Mapping[str, str]) -> str:
    if value is None:
        return tr("Nothing")
    if field == "verdict":
        return tr(word_of(Verdict[value], words))
    if field == "good":
        return tr("Good practice")
    return str(value)
