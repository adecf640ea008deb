"""Registers of the officer's own: from scratch or copied, changed, put away and brought back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from isodesk.core.entry import Entry, Field
from isodesk.core.folding import folded
from isodesk.core.kinds import Choice, Number, Reference
from isodesk.core.numbering import check_mask
from isodesk.core.own_registers import body_of
from isodesk.core.problems import Problem, Refused
from isodesk.core.register import BOTH, Group, Register
from isodesk.core.rows import Tone
from isodesk.core.steps import DRAFT, VOID, State, Step
from isodesk.i18n import tr
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.own_fields import KIND_WORDS

if TYPE_CHECKING:
    from isodesk.store.unit import Unit

_LONGEST = 60
REOPEN = "Reopen"


@dataclass(frozen=True)
class Stage:
    """One state between draft and void, and the step that leads to it: from the one before, to
    a closed one from all that are open. `reason` asks why."""

    word: str
    verb: str
    tone: Tone = "blue"
    closed: bool = False
    reason: bool = False
    key: str = ""
    """Its stored key; "" for a new one."""


STAGES = (Stage("Open", "Open"), Stage("Closed", "Close", "green", closed=True))
"""What a register begins with."""


@dataclass(frozen=True)
class RegisterValue:
    """An own register; `key` is "" for a new one. `copied` keeps the steps of the register it
    was copied from, which may be more than stages can say."""

    key: str = ""
    title: str = ""
    one: str = ""
    many: str = ""
    about: str = ""
    numbering: str = ""
    systems: int = BOTH
    group: str = Group.OWN.name
    stages: tuple[Stage, ...] = STAGES
    reopen: bool = True
    copied: bool = False


class OwnRegisters:
    """The own registers of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def get(self, key: str) -> RegisterValue:
        """An own register, to be changed."""
        return value_of(self._catalogue.plain(key))

    def put_away_ones(self) -> tuple[tuple[str, str], ...]:
        """(key, title) of registers that are put away."""
        rows = self._desk.file.reader().execute(
            "SELECT id, title FROM own_register WHERE ended IS NOT NULL ORDER BY title"
        )
        return tuple((f"own:{i}", str(title)) for i, title in rows.fetchall())

    def copy_of(self, key: str) -> RegisterValue:
        """A new register that begins as a copy of another."""
        source = self._catalogue.get(key)
        value = value_of(source)
        title = tr("{title}, copy", title=tr(source.title))
        return replace(value, key="", title=title, numbering=self.mask_for(title))

    def left_behind(self, key: str) -> tuple[str, ...]:
        """What a copy of a register does not have, in words: what is worked out, and lines."""
        source = self._catalogue.get(key)
        fields = [tr(f.label) for f in source.fields if not f.spine and not _can_be_own(f)]
        return (*fields, *(tr(lines.title) for lines in source.lines))

    def mask_for(self, title: str) -> str:
        """A numbering that no register has yet, from the initials of a title."""
        letters = "".join(word[0] for word in re.findall(r"[A-Za-z]+", title)).upper()
        letters = (letters if len(letters) > 1 else title[:3].upper().strip()) or "REG"
        taken = {folded(r.numbering.split("-")[0]) for r in self._catalogue.every()}
        stem, n = letters[:4], 1
        while folded(stem) in taken:
            n += 1
            stem = f"{letters[:4]}{n}"
        return f"{stem}-{{seq:03}}"

    def save(self, value: RegisterValue, like: str = "") -> str:
        """Make a register, with the fields of the one it is like, or change one; answers its
        key. Raises Refused, with what is wrong."""
        self._check(value)
        old = self._catalogue.plain(value.key) if value.key else None
        source = self._catalogue.get(like) if like else None
        made = register_of(value, source if source is not None and value.copied else old)
        self._check_states(value, made)
        from isodesk.core.own_model import OwnRegister

        with self._desk.unit(tr("Register {title}", title=value.title.strip())) as unit:
            if value.key:
                row = unit.session.get_one(OwnRegister, int(value.key[4:]))
            else:
                row = OwnRegister(body="{}", position=len(self._catalogue.every()))
                unit.session.add(row)
            row.title, row.body = " ".join(value.title.split()), body_of(made)
            unit.session.flush()
            if source is not None and not value.key:
                _copy_fields(unit, source, row.id)
            unit.also |= {"own_register", "own_field"}
            return f"own:{row.id}"

    def put_away(self, key: str) -> None:
        """Show it no more; its records stay findable and come back with it."""
        self._end(key, ended=True)

    def bring_back(self, key: str) -> None:
        """Show it again. Raises Refused where another is called so meanwhile."""
        value = self.get(key)
        self._check_title(value)
        self._end(key, ended=False)

    def _end(self, key: str, ended: bool) -> None:
        from isodesk.core.own_model import OwnRegister

        with self._desk.unit() as unit:
            row = unit.session.get_one(OwnRegister, int(key[4:]))
            row.ended = unit.now if ended else None
            unit.also |= {"own_register"}

    def _check(self, value: RegisterValue) -> None:
        self._check_title(value)
        problems = [
            Problem(key, sentence)
            for key, words, sentence in (
                ("one", value.one, "Say what one entry is called, such as “hazard”."),
                ("many", value.many, "Say what several are called, such as “hazards”."),
            )
            if not words.strip()
        ]
        if sentence := check_mask(value.numbering):
            problems.append(Problem("numbering", sentence))
        elif "{prefix}" in value.numbering:
            problems.append(Problem("numbering", "A register has no prefix; write it out."))
        elif twin := self._numbered_so(value):
            sentence = f"{twin} is numbered so already; two could not be told apart."
            problems.append(Problem("numbering", sentence))
        if value.systems not in (1, 2, 3):
            problems.append(Problem("systems", "Choose at least one system."))
        problems += _stage_problems(value)
        if problems:
            raise Refused(problems)

    def _numbered_so(self, value: RegisterValue) -> str:
        others = (r for r in self._catalogue.every() if r.key != value.key)
        return next((r.title for r in others if _shape(r.numbering) == _shape(value.numbering)), "")

    def _check_title(self, value: RegisterValue) -> None:
        title = " ".join(value.title.split())
        if not title:
            raise Refused([Problem("title", "Give the register a title.")])
        if len(title) > _LONGEST:
            raise Refused([Problem("title", f"A title has at most {_LONGEST} characters.")])
        others = (r for r in self._catalogue.every() if r.key != value.key)
        if any(folded(tr(r.title)) == folded(title) for r in others):
            raise Refused([Problem("title", f"There is a register “{title}” already.")])

    def _check_states(self, value: RegisterValue, made: Register) -> None:
        """A state in which records stand cannot be taken away."""
        if not value.key:
            return
        kept = {state.key for state in made.states}
        rows = self._desk.file.reader().execute(
            "SELECT state, sum(n) FROM tally WHERE kind = ? AND n > 0 GROUP BY state", (value.key,)
        )
        old = self._catalogue.plain(value.key)
        for state, n in rows.fetchall():
            if state not in kept:
                word = old.state(str(state)).word
                raise Refused([Problem("stages", f"{n} records are “{word}”; it must stay.")])


def value_of(register: Register) -> RegisterValue:
    """A register as its dialog shows it."""
    stages = tuple(_stage(register, s) for s in register.states if s.key not in (DRAFT, VOID))
    plain = RegisterValue(
        register.key,
        register.title,
        register.one,
        register.many,
        register.about,
        register.numbering,
        register.systems,
        register.group.name,
        stages,
        any(step.verb == REOPEN for step in register.steps),
    )
    same = {(s.verb, s.start, s.to) for s in register_of(plain, None).steps} == {
        (s.verb, s.start, s.to) for s in register.steps
    }
    return replace(plain, copied=not same)


def _stage(register: Register, state: State) -> Stage:
    step = next((s for s in register.steps if s.to == state.key and s.verb != REOPEN), None)
    verb = step.verb if step is not None else state.word
    reason = step.reason if step is not None else False
    return Stage(state.word, verb, state.tone, state.closed, reason, state.key)


def register_of(value: RegisterValue, like: Register | None) -> Register:
    """The register a value says; `like` gives the steps of one that was copied."""
    between = _keyed(value.stages)
    states = (
        State(DRAFT, "Draft", "grey"),
        *(State(s.key, s.word.strip(), s.tone, s.closed) for s in between),
        State(VOID, "Void", "struck", closed=True),
    )
    steps = _steps(between, value.reopen)
    if value.copied and like is not None:
        known = {state.key for state in states}
        steps = tuple(
            Step(s.verb, tuple(k for k in s.start if k in known), s.to, reason=s.reason)
            for s in like.steps
            if s.to in known and known & set(s.start)
        )
    return Register(
        Entry,
        key=value.key or "own:0",
        title=value.title,
        one=value.one.strip(),
        many=value.many.strip(),
        group=Group[value.group],
        about=" ".join(value.about.split()),
        numbering=value.numbering.strip(),
        columns=("number", "title"),
        form={value.title: ("title",)},
        states=states,
        steps=steps,
        systems=value.systems,
        clauses=like.clauses if like is not None else (),
    )


def _keyed(stages: Sequence[Stage]) -> list[Stage]:
    """The stages with keys: what has none gets one from its word."""
    known = {stage.key for stage in stages if stage.key} | {DRAFT, VOID}
    made = []
    for stage in stages:
        key = stage.key
        if not key:
            stem = re.sub(r"\W+", "_", folded(stage.word)).strip("_") or "state"
            key, n = stem, 1
            while key in known:
                n += 1
                key = f"{stem}_{n}"
            known.add(key)
        made.append(replace(stage, key=key))
    return made


def _steps(stages: Sequence[Stage], reopen: bool) -> tuple[Step, ...]:
    steps, opened = [], [DRAFT]
    for stage in stages:
        start = tuple(opened[1:]) or (DRAFT,) if stage.closed else (opened[-1],)
        steps.append(Step(stage.verb.strip(), start, stage.key, reason=stage.reason))
        if not stage.closed:
            opened.append(stage.key)
    closed = tuple(stage.key for stage in stages if stage.closed)
    if reopen and closed and len(opened) > 1:
        steps.append(Step(REOPEN, closed, opened[1], reason=True))
    return tuple(steps)


def _stage_problems(value: RegisterValue) -> list[Problem]:
    words = [folded(stage.word.strip()) for stage in value.stages]
    if not words:
        return [Problem("stages", "Give at least one state beside draft.")]
    if not all(words) or not all(stage.verb.strip() for stage in value.stages):
        return [Problem("stages", "Each state needs its word, and the verb that leads to it.")]
    if len({*words, DRAFT, VOID}) < len(words) + 2:
        return [Problem("stages", "Each state may stand there once; draft and void are there.")]
    verbs = [folded(stage.verb.strip()) for stage in value.stages]
    if not value.copied and len(set(verbs)) < len(verbs):
        return [
            Problem("stages", "Each verb may stand there once, or nobody knows which is meant.")
        ]
    return []


def _shape(mask: str) -> str:
    return folded(re.sub(r"\{seq[^}]*\}", "#", mask.strip()))


def _copy_fields(unit: "Unit", source: Register, register_id: int) -> None:
    """The fields of a register as own fields of another; what is worked out is left behind."""
    import json

    from isodesk.core.own_model import OwnField

    sections = {key: name for name, keys in source.form.items() for key in keys}
    copied = [f for f in source.fields if not f.spine and _can_be_own(f)]
    for at, each in enumerate(copied, 1):
        unit.session.add(
            OwnField(
                register=f"own:{register_id}",
                label=tr(each.label),
                kind=_KINDS[each.kind.key],
                unit=each.kind.unit or None if isinstance(each.kind, Number) else None,
                choices=json.dumps(_choices(each), ensure_ascii=False) if _choices(each) else None,
                required=each.required,
                on_list=each.key in source.columns,
                help=each.help or None,
                due=each.due or None,
                section=sections.get(each.key),
                position=at,
            )
        )


_KINDS = {key: key for key in KIND_WORDS}


def _can_be_own(each: Field) -> bool:
    """Whether an own field can hold what this one holds; nothing is worked out in one."""
    return each.typed and each.kind.key in _KINDS


def _choices(each: Field) -> list[str]:
    if isinstance(each.kind, Choice):
        return [tr(label) for _, label in each.kind.choices]
    return (
        list(each.kind.of) if isinstance(each.kind, Reference) and each.kind.key == "record" else []
    )
