"""What the columns of a sheet are proposed to become: fields of the register, or new ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from isodesk.core.entry import Field
from isodesk.core.kinds import Choice, Kind
from isodesk.core.numbering import seq_in
from isodesk.core.own_registers import OwnFieldRow, kind_of
from isodesk.core.problems import Refused
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.intake.columns import Profile
from isodesk.intake.matching import Match, match
from isodesk.intake.thesaurus import plain
from isodesk.intake.written_figures import unit_in
from isodesk.services.import_values import LEFT_OUT, OWN, STATE, SYSTEMS, Target

_MOST_CHOICES = 12
_DUE = "Due"
"""What our own lists head the nearest day with. Any other word for it is a day that was set."""
_SYSTEM_WORDS = (
    *(("1", word) for word in ("Q", "QMS", "Quality")),
    *(("2", word) for word in ("E", "EMS", "Environment")),
    *(("3", word) for word in ("QE", "Q/E", "IMS", "Quality and environment", "Both")),
)


def pseudo_fields(register: Register) -> tuple[Field, ...]:
    """What a sheet may say of a record beside its fields: its state and its systems."""
    states = Choice(tuple((s.key, s.word) for s in register.states))
    return (
        Field(STATE, "State", states, also=("Status",)),
        Field(SYSTEMS, "Systems", Choice(_SYSTEM_WORDS), also=("System",)),
    )


def offered_fields(register: Register) -> tuple[Field, ...]:
    """The fields that a column may become."""
    return (*(f for f in register.fields if f.typed), *pseudo_fields(register))


def worked_out(register: Register) -> tuple[Field, ...]:
    """What isodesk works out itself: known by name, and left out."""
    due = Field("due_on", _DUE, register.by_key["title"].kind)
    return (*(f for f in register.fields if not f.typed), due)


def field_named(register: Register, key: str) -> Field:
    """A field of the register, or the state or systems, by its key."""
    found = register.by_key.get(key)
    return found or next(f for f in pseudo_fields(register) if f.key == key)


def own_field_row(target: Target, own_id: int = 0) -> OwnFieldRow:
    """The new field that a column asks for."""
    return OwnFieldRow(own_id, target.label, target.kind, target.unit, target.choices)


def proposed(
    register: Register, profiles: Sequence[Profile], remembered: Mapping[str, str]
) -> tuple[Target, ...]:
    """A target for each column."""
    fields = (*offered_fields(register), *worked_out(register))
    about = f"{register.one} {register.many}"
    due = frozenset(f.key for f in worked_out(register) if f.label == _DUE)
    matches = match(profiles, fields, remembered, about, due)
    computed = {f.key for f in worked_out(register)}
    taken = {m.field for m in matches}
    return tuple(
        _target(register, profiles[m.column], m, computed, remembered, taken) for m in matches
    )


def _target(
    register: Register,
    profile: Profile,
    found: Match,
    computed: set[str],
    remembered: Mapping[str, str],
    taken: set[str],
) -> Target:
    if found.field in computed:
        return Target(LEFT_OUT, found.sure)
    foreign = found.field == "number" and found.sure < 2 and "legacy" not in taken
    if foreign and not _fits_mask(register, profile):
        return Target("legacy", found.sure)
    if found.field or plain(profile.heading) in remembered:
        return Target(found.field, found.sure)
    if not profile.filled:
        return Target(LEFT_OUT, 0)
    return own_target(profile)


def _fits_mask(register: Register, profile: Profile) -> bool:
    """Whether a column holds this register's own numbers, not a list's running ones."""
    texts = profile.texts()
    fitting = sum(seq_in(register.numbering, "", text) is not None for text in texts)
    return fitting > len(texts) / 2 if texts else False


def own_target(profile: Profile) -> Target:
    """A new field as the column looks: its kind, its unit, its choices."""
    heading = profile.heading.strip() or tr("Column")
    label = heading.split(" / ")[-1] if len(heading) > 60 else heading
    kind, unit, choices = _looks_like(profile)
    return Target(OWN, 0, label[:80], kind, unit, choices)


def _looks_like(profile: Profile) -> tuple[str, str, tuple[str, ...]]:
    if profile.share("day") > 0.8:
        return "day", "", ()
    texts = profile.texts()
    if profile.share("figure") > 0.8 and not _are_codes(texts):
        return "number", unit_in(profile.heading) or _unit_of(texts), ()
    if texts and profile.full and _all_read(_YES, texts):
        return "yes", "", ()
    distinct = sorted(set(texts), key=str.casefold)
    often = profile.filled > 2 * len(distinct) and profile.filled >= 8
    if often and 2 <= len(distinct) <= _MOST_CHOICES and max(map(len, distinct)) <= 40:
        return "choice", "", tuple(distinct)
    long = any(len(text) > 80 or "\n" in text for text in texts[:500])
    return ("note" if long else "text"), "", ()


def _are_codes(texts: Sequence[str]) -> bool:
    return any(len(text) > 1 and text.isdigit() and text[0] == "0" for text in texts)


def _unit_of(texts: Sequence[str]) -> str:
    from isodesk.intake.columns import figure_of

    units = {found[2] for text in texts if (found := figure_of(text)) and found[2]}
    return units.pop() if len(units) == 1 else ""


def _all_read(kind: Kind, texts: Sequence[str]) -> bool:
    if not set(map(str.casefold, texts)) - {"1", "0"}:
        return False
    try:
        return all(kind.parse(text) is not None for text in texts)
    except Refused:
        return False


_YES = kind_of(OwnFieldRow(0, "", "yes"))


def own_kind(target: Target) -> Kind:
    """The kind of the new field that a column asks for."""
    return kind_of(own_field_row(target))


def as_field(target: Target, at: int, register: Register) -> Field | None:
    """What the cells of a column are judged as; None for one that is left out."""
    if target.field == LEFT_OUT:
        return None
    if target.field == OWN:
        return Field(f"{OWN}{at}", target.label, own_kind(target), own_id=0)
    return field_named(register, target.field)


def with_fields(targets: Sequence[Target], made: Mapping[int, str]) -> tuple[Target, ...]:
    """The targets once their new fields stand, by column."""
    return tuple(
        replace(target, field=made[at]) if at in made else target
        for at, target in enumerate(targets)
    )
