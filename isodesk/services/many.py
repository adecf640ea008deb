"""Several records changed together: what can be, what cannot and why, then all in one unit."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from isodesk.core.entry import Entry
from isodesk.core.own_model import OwnValue
from isodesk.core.own_registers import own_key
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.record import Record
from isodesk.core.register import Register
from isodesk.core.spine import History, Link
from isodesk.core.steps import DRAFT, VOID, Step, missing_of
from isodesk.i18n import tr
from isodesk.services.bulk_reading import Values, chunks, read_many
from isodesk.services.bulk_values import entry_from, is_bulk, versions, write_many
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_steps import take
from isodesk.services.entry_values import Surroundings, missing_fields
from isodesk.services.entry_writing import check, write
from isodesk.store.unit import Unit


@dataclass(frozen=True)
class Wish:
    """What is to happen to each record: fields that get values, a step that is taken with what
    it asks for, a link from it to another record as (record, meaning)."""

    values: Mapping[str, Any] = field(default_factory=dict)
    step: str = ""
    asked: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    link: tuple[int, str] | None = None

    def __bool__(self) -> bool:
        return bool(self.values or self.step or self.link)


@dataclass(frozen=True)
class Cannot:
    """A record that stays as it is, and why."""

    id: int
    number: str
    title: str
    why: str


@dataclass(frozen=True)
class ManyPlan:
    """`can` are the records that will be changed, `same` how many are so already."""

    kind: str
    wish: Wish
    ids: tuple[int, ...]
    can: tuple[int, ...]
    cannot: tuple[Cannot, ...]
    same: int
    versions: Mapping[int, int]


@dataclass(frozen=True)
class ManyDone:
    """What was changed, in which change; `back` whether it can be taken back in one go."""

    kind: str
    count: int
    change_id: int
    back: bool


class Many:
    """Changes to several records of one register."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def plan(
        self, kind: str, ids: Sequence[int], wish: Wish, progress: Progress = silent
    ) -> ManyPlan:
        """What would happen. Raises Refused, with the field, for a value that is allowed in no
        record."""
        register = self._catalogue.get(kind)
        with self._desk.reading() as session:
            now, me = self._desk.clock(), self._desk.actor.person_id
            return _plan(session, register, ids, wish, now, me, progress)

    def apply(self, plan: ManyPlan, progress: Progress = silent) -> ManyDone:
        """Change them. Raises Refused, and changes nothing, where it would come out otherwise
        now than it was shown."""
        register, wish = self._catalogue.get(plan.kind), plan.wish
        why = wish.reason.strip() or (register.step(wish.step).verb if wish.step else "")
        with self._desk.unit(why) as unit:
            now = _plan(
                unit.session, register, plan.ids, wish, unit.now, unit.actor.person_id, progress
            )
            if (now.can, now.versions) != (plan.can, plan.versions):
                raise Refused("Some of these records were changed meanwhile. Look at them again.")
            _write(unit, register, plan.can, wish.values, progress)
            if wish.step:
                self._step(unit, plan.can, wish, register.step(wish.step).keeps, progress)
            if wish.link is not None:
                _tie(unit, plan.can, wish.link)
            change = unit.entering.change_id
        assert change is not None
        return ManyDone(plan.kind, len(plan.can), change, not wish.step)

    def take_back(self, done: ManyDone, progress: Progress = silent) -> int:
        """Give the fields of a change their earlier values, and end its links; answers how many
        records. What was changed again since stays."""
        register = self._catalogue.get(done.kind)
        with self._desk.unit(tr("Taken back")) as unit:
            links, olds = _earlier(unit.session, register, done.change_id)
            count = len({*links.values(), *olds})
            groups: dict[str, list[int]] = defaultdict(list)
            for record_id, values in olds.items():
                groups[json.dumps(values, sort_keys=True)].append(record_id)
            for stored, ids in groups.items():
                _write(unit, register, ids, _unpacked(register, json.loads(stored)), progress)
            for link_id in links:
                unit.session.get_one(Link, link_id).ended = unit.now
                unit.also |= {"link"}
        return count

    def _step(
        self, unit: Unit, ids: Sequence[int], wish: Wish, keeps: str, progress: Progress
    ) -> None:
        for n, record_id in enumerate(ids):
            progress(n, len(ids), tr("Taking the step"))
            take(unit, self._catalogue, record_id, wish.step, wish.asked, wish.reason)
            if keeps:
                from isodesk.services.kept_prints import keep

                keep(unit, self._desk, self._catalogue, record_id, keeps)


def _plan(
    session: Session,
    register: Register,
    ids: Sequence[int],
    wish: Wish,
    now: datetime,
    me: int | None,
    progress: Progress,
) -> ManyPlan:
    check(_Looking(session), register, {**wish.values, **wish.asked})  # type: ignore[arg-type]
    looker = _Looker(session, register, wish, now, me)
    can, same, cannot = [], 0, []
    for n, part in enumerate(chunks(ids)):
        progress(n * len(part), len(ids), tr("Looking at the records"))
        for record_id, values in read_many(session, register, part).items():
            why = looker.against(values)
            if why:
                number, title = str(values["number"] or ""), str(values["title"] or "")
                cannot.append(Cannot(record_id, number, title, why))
            elif looker.is_so(values):
                same += 1
            else:
                can.append(record_id)
    return ManyPlan(
        register.key, wish, tuple(ids), tuple(can), tuple(cannot), same, versions(session, can)
    )


@dataclass(frozen=True)
class _Looking:
    """As much of a unit as checking values needs."""

    session: Session


class _Looker:
    """Says of one record after the other what stands against a wish."""

    def __init__(
        self, session: Session, register: Register, wish: Wish, now: datetime, me: int | None
    ) -> None:
        self._session, self._register, self._wish = session, register, wish
        self._now, self._me = now, me
        self._step = register.step(wish.step) if wish.step else None
        self._labels = {f.key: f.label for f in register.fields}
        self._linked = _linked_to(session, wish.link) if wish.link else frozenset()

    def against(self, values: Values) -> str:
        """Why this record cannot be changed so; "" where it can."""
        word = tr(self._register.state(values["state"]).word).lower()
        if values["closed"] and (self._wish.values or not self._step):
            return tr("It is {state}; it stays as it is.", state=word)
        if values["state"] not in (DRAFT, VOID) and (blank := self._emptied()):
            return tr("{field} is required; it cannot be left empty.", field=tr(blank))
        if self._wish.link and values["id"] == self._wish.link[0]:
            return tr("A record is not linked to itself.")
        if self._register.key == "audit":
            from isodesk.services.audit_editions import guarded

            if problem := guarded(self._session, values["id"], self._wish.values):
                return problem.sentence
        return self._against_step(values, word) if self._step else ""

    def is_so(self, values: Values) -> bool:
        """Whether the wish would change nothing of it."""
        if self._step or not all(_same(values, k, v) for k, v in self._wish.values.items()):
            return False
        return self._wish.link is None or values["id"] in self._linked

    def _emptied(self) -> str:
        by_key = self._register.by_key
        return next(
            (
                by_key[key].label
                for key, value in self._wish.values.items()
                if key in by_key and by_key[key].required and value in (None, "")
            ),
            "",
        )

    def _against_step(self, values: Values, word: str) -> str:
        step = self._step
        assert step is not None
        if values["state"] not in step.start:
            return tr("“{verb}” is not possible: it is {state}.", verb=tr(step.verb), state=word)
        asked = {**self._wish.values, **self._wish.asked}
        entry = entry_from(self._session, self._register, {**values, **asked})
        return self._missing(step, entry, values["id"])

    def _missing(self, step: Step, entry: Entry, record_id: int) -> str:
        if step.reason and not self._wish.reason.strip():
            return tr("Say why; it stays in the history.")
        blank = [
            k for k in step.asks if k not in step.optional and self._wish.asked.get(k) in (None, "")
        ]
        if entry.state == DRAFT:
            lacking = [p.field for p in missing_fields(self._register, entry)]
            blank += [k for k in lacking if k not in step.asks]
        if blank:
            names = ", ".join(tr(self._labels[key]) for key in dict.fromkeys(blank))
            return tr("Fill in first: {fields}.", fields=names)
        record = self._session.get_one(Record, record_id)
        around = Surroundings(self._session, self._register, record, self._now, self._me)
        return missing_of(step, entry, self._labels, around)


def _same(values: Values, key: str, value: Any) -> bool:
    return bool(values.get(key) == value or (not values.get(key) and value in (None, "")))


def _linked_to(session: Session, link: tuple[int, str]) -> frozenset[int]:
    found = session.scalars(
        select(Link.from_id).where(
            Link.to_id == link[0], Link.meaning == link[1], Link.ended.is_(None)
        )
    )
    return frozenset(found)


def _write(
    unit: Unit,
    register: Register,
    ids: Sequence[int],
    values: Mapping[str, Any],
    progress: Progress,
) -> None:
    """One statement a table where nothing else hangs on it, else record by record."""
    if not values:
        return

    def told(done: int, of: int, _: str) -> None:
        progress(done, of, tr("Changing the records"))

    if is_bulk(register):
        write_many(unit, register, ids, values, told)
        return
    for n, record_id in enumerate(ids):
        told(n, len(ids), "")
        write(unit, register, unit.session.get_one(Record, record_id), values)


def _tie(unit: Unit, ids: Sequence[int], link: tuple[int, str]) -> None:
    linked = _linked_to(unit.session, link)
    rows = [
        {"from_id": each, "to_id": link[0], "meaning": link[1]}
        for each in ids
        if each not in linked
    ]
    if rows:
        unit.session.execute(insert(Link), rows)
    unit.also |= {"link"}


def _earlier(
    session: Session, register: Register, change_id: int
) -> tuple[dict[int, int], dict[int, Values]]:
    """(record by link that came with a change, stored values before it by record): of what
    stands now as the change left it."""
    links: dict[int, int] = {}
    olds: dict[int, Values] = defaultdict(dict)
    entries = session.scalars(
        select(History).where(History.change_id == change_id).order_by(History.seq)
    )
    for entry in entries:
        told = json.loads(entry.payload)
        if entry.tab == "link" and entry.op == "I":
            links[entry.row] = told["from_id"]
        elif entry.tab in ("record", register.key) and entry.op == "U":
            for key, (old, new) in told.items():
                typed = key in register.by_key and register.by_key[key].typed
                if (typed or key == "systems") and _stands(session, entry.tab, entry.row, key, new):
                    olds[entry.row][key] = old
        elif entry.tab == "own_value":
            _earlier_own(session, register, entry, told, olds)
    return links, {i: v for i, v in olds.items() if v and _is_open(session, i)}


def _earlier_own(
    session: Session, register: Register, entry: History, told: Values, olds: dict[int, Values]
) -> None:
    row = session.get_one(OwnValue, entry.row)
    each = register.by_key.get(own_key(row.field_id))
    slot = "num" if each is not None and each.kind.numeric else "text"
    if each is None or slot not in told:
        return
    old, new = told[slot] if entry.op == "U" else (None, told[slot])
    if getattr(row, slot) == new:
        olds[row.record_id][each.key] = old


def _unpacked(register: Register, stored: Values) -> Values:
    known = register.by_key
    return {k: known[k].kind.unpack(v) if k in known else v for k, v in stored.items()}


def _stands(session: Session, table: str, row: int, column: str, value: Any) -> bool:
    sql = text(f"SELECT {column} IS :value FROM {table} WHERE id = :row")
    return bool(session.execute(sql, {"value": value, "row": row}).scalar())


def _is_open(session: Session, record_id: int) -> bool:
    record = session.get(Record, record_id)
    return record is not None and record.closed is None
