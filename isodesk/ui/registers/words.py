"""Words of a register's records that more than one part of its page says."""

from isodesk.core.problems import Refused
from isodesk.core.register import Register
from isodesk.core.rows import Mark
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace

_STANDARDS = {"9001": "ISO 9001", "14001": "ISO 14001", "10002": "ISO 10002", "19011": "ISO 19011"}


def state_mark(space: Workspace, kind: str, state: str) -> Mark | str:
    """A stored state as the register of its kind says it; the plain word for other kinds."""
    try:
        found = space.catalogue.get(kind).state(state)
    except (Refused, StopIteration):
        return state
    return Mark(tr(found.word), found.tone)


def clause_words(register: Register) -> str:
    """`ISO 14001 asks for this in 6.1.2 and 8.1.`; "" for a register no clause asks for."""
    by_standard: dict[str, list[str]] = {}
    for clause in register.clauses:
        standard, _, number = clause.partition(" ")
        by_standard.setdefault(_STANDARDS.get(standard, standard), []).append(number)
    said = [
        tr("{standard} asks for this in {numbers}", standard=standard, numbers=_listed(numbers))
        if not at
        else tr("{standard} in {numbers}", standard=standard, numbers=_listed(numbers))
        for at, (standard, numbers) in enumerate(by_standard.items())
    ]
    return f"{', '.join(said)}." if said else ""


def _listed(numbers: list[str]) -> str:
    if len(numbers) == 1:
        return numbers[0]
    return tr("{first} and {last}", first=", ".join(numbers[:-1]), last=numbers[-1])


def capital(word: str) -> str:
    """A noun at the beginning of a line."""
    return word[:1].upper() + word[1:]
