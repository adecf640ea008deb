"""Whether those who audit may: what they are qualified for, and where they would meet their own
work (ISO 19011, 4 and 7; 9.2.2 of both standards)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from isodesk.core.dates import paper_day
from isodesk.core.folding import folded
from isodesk.core.problems import Problem
from isodesk.core.steps import Around, Near, Work
from isodesk.i18n import tr
from isodesk.registers.audit_words import Role

_KNOWN = ("qualified", "learning", "closed")
_JUDGES = (Role.LEAD, Role.AUDITOR)
"""Who needs to be qualified: the others learn, advise or look on."""
_STANDARDS = (("iso9001", "quality", "ISO 9001"), ("iso14001", "environment", "ISO 14001"))
_MOST = 3
"""Pieces of own work of one kind that a sentence names."""
_OWNS, _WORKS = "owns {what}", "works in {what}"
_HOW = {"approver": "approved {what}", "author": "wrote {what}", "owner": _OWNS}
"""What weighs most comes first; a document is said once."""


@dataclass(frozen=True)
class OwnWorkMet:
    """Somebody of the team who would audit their own work: `works` as ("approved {what}",
    "QP-07"), and what is `noted` about it."""

    name: str
    works: tuple[tuple[str, str], ...]
    noted: str

    @property
    def parts(self) -> tuple[str, ...]:
        """`approved QP-07, QP-08`, one for each way in which it is theirs."""
        kinds: dict[str, list[str]] = {}
        for how, what in self.works:
            kinds.setdefault(how, []).append(what)
        return tuple(tr(how, what=_some(names)) for how, names in kinds.items())

    @property
    def sentence(self) -> str:
        """What is so, and what is to be done or was noted."""
        one = "{name} {parts}, which is audited here."
        many = "{name} {parts}, which are audited here."
        words = one if len(self.works) == 1 else many
        said = tr(words, name=self.name, parts=_and(self.parts))
        if self.noted:
            return f"{said} {tr('Noted: {words}', words=self.noted)}"
        return said + " " + tr(
            "Note under Team what is done about it: another auditor for that part, a review by a"
            " manager, a swap with another firm."
        )  # fmt: skip


def own_work_met(audit: Any, around: Around) -> tuple[OwnWorkMet, ...]:
    """Who of the team would audit their own work, in the order of the team. Who only looks on
    judges nothing."""
    members = [m for m in around.lines("audit_member") if m.role is not Role.OBSERVER]
    cards = _cards(around)
    people = {m.person_id for m in members if m.person_id}
    scope, works = _scope(around), around.works(sorted(people))
    criteria = {near.id for near in around.near("document")}
    audited = [w for w in works if _is_audited(w, scope, criteria)]
    day = audit.starts_on or around.today
    found = []
    for member in members:
        own = dict.fromkeys(_of_member(member, _card(member, cards), scope, audited, day))
        if own:
            name = name_of(member, around)
            found.append(OwnWorkMet(name, tuple(own), (member.independence or "").strip()))
    return tuple(found)


def own_work_is_handled(audit: Any, around: Around) -> Iterator[Problem | str]:
    """A guard: nobody audits their own work without a word on what is done about it."""
    for met in own_work_met(audit, around):
        if not met.noted:
            yield met.sentence


def competence_missing(audit: Any, around: Around) -> Iterator[str]:
    """What those who judge are not qualified for, each in one sentence with what to do."""
    cards, day = _cards(around), audit.starts_on or around.today
    wanted = [(key, name) for field, key, name in _STANDARDS if getattr(audit, field)]
    for member in around.lines("audit_member"):
        if member.role not in _JUDGES:
            continue
        card, name = _card(member, cards), name_of(member, around)
        if card is None:
            yield tr(
                "{name} does not stand under Auditors. Enter there what they may audit.", name=name
            )
            continue
        yield from _lacks(card, member.role, name, wanted, day)


def _lacks(
    card: Any, role: Role, name: str, wanted: Sequence[tuple[str, str]], day: date
) -> Iterator[str]:
    """What one auditor lacks on the day of the audit."""
    if card.state != "qualified":
        yield tr(
            "{name} is not qualified as an auditor now. Choose somebody else, or let them learn"
            " beside somebody who is.",
            name=name,
        )
        return
    if card.valid_until and card.valid_until < day:
        yield tr(
            "The qualification of {name} ends on {day}, before the audit. Renew it under Auditors"
            " first.",
            name=name,
            day=paper_day(card.valid_until),
        )
    lacking = [standard for key, standard in wanted if not getattr(card, key)]
    if lacking:
        yield tr(
            "{name} is not qualified for {standards}. Add somebody to the team who is.",
            name=name,
            standards=_and(lacking),
        )
    if role is Role.LEAD and not card.leads:
        yield tr(
            "{name} leads, and may not yet by their entry under Auditors. Let somebody lead who"
            " may.",
            name=name,
        )


def name_of(member: Any, around: Around) -> str:
    """What a member of the team is called."""
    person = around.at(member.person_id) if member.person_id else None
    return person.title if person else member.name or tr("Somebody of the team")


def _cards(around: Around) -> list[Any]:
    return [card for state in _KNOWN for card in around.entries("auditor", state)]


def _card(member: Any, cards: Iterable[Any]) -> Any:
    """The auditor's entry of a member: by person, else by the name from outside; None for none."""
    for card in cards:
        if member.person_id and card.person_id == member.person_id:
            return card
        if not member.person_id and folded(card.title or "") == folded(member.name or " "):
            return card
    return None


def _scope(around: Around) -> dict[int, Near]:
    """The processes that are audited: of the scope, and of the questions."""
    lines = (*around.lines("audit_scope"), *around.lines("audit_question"))
    ids = dict.fromkeys(line.process_id for line in lines if line.process_id)
    found = {each: around.at(each) for each in ids}
    return {each: near for each, near in found.items() if near is not None}


def _is_audited(work: Work, scope: dict[int, Near], criteria: set[int]) -> bool:
    """A criterion, or a document of a process that is audited."""
    titles = {folded(near.title) for near in scope.values()}
    return (
        work.id in criteria
        or bool(work.linked & scope.keys())
        or bool(work.process and folded(work.process) in titles)
    )


def _of_member(
    member: Any, card: Any, scope: dict[int, Near], audited: Iterable[Work], day: date
) -> Iterator[tuple[str, str]]:
    """The parts of the audit that are somebody's own work: how, and what."""
    person = member.person_id
    for process in scope.values():
        if person and process.values.get("owner_id") == person:
            yield _OWNS, process.title
        elif card is not None and any(
            line.process_id == process.id and holds(line, day) for line in card.lines["own_work"]
        ):
            yield _WORKS, process.title
    for work in audited:
        hows = [words for how, words in _HOW.items() if person in work.people.get(how, ())]
        if person and hows:
            yield hows[0], work.number or work.title


def holds(line: Any, day: date) -> bool:
    """Whether a line of own work holds on a day; who left it under a year ago still meets it."""
    left = line.until and (day - line.until).days > _YEAR
    return not left and not (line.since and line.since > day)


_YEAR = 365


def _and(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return tr("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])


def _some(names: Sequence[str]) -> str:
    """Names of one kind, the first few of many."""
    if len(names) <= _MOST + 1:
        return ", ".join(names)
    more = tr("{n} more", n=len(names) - _MOST)
    return f"{', '.join(names[:_MOST])}, {more}"
