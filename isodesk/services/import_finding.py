"""Finds the person or record that a cell of a sheet names."""

import difflib
import re
from typing import Any

from isodesk.core.folding import folded
from isodesk.core.kinds import Kind, Reference
from isodesk.core.numbering import sort_key
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.verdicts import Told

NOBODY_YET = -1
"""Stands for a person who would be made."""
_SEVERAL = re.compile(r"\s*(?:[/;&+\n]|\band\b|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE)
_MOST = 2_000


class Finding:
    """Finds by name, number and title over a connection that reads; remembers who is missing."""

    def __init__(self, connection: Any, strangers: bool = True) -> None:
        self._read = connection.execute
        self._people = _People(connection)
        self._may_be_new = strangers
        self.strangers: dict[str, int] = {}
        """Names that nobody here has, in the order of the sheet, with their cells."""

    def __call__(self, kind: Kind, text: str) -> tuple[int | None, Told | None]:
        """The record's id and what is to be said of it. Raises Refused when none is meant."""
        assert isinstance(kind, Reference)
        if kind.of == ("person",):
            return self._person(text)
        return self._record(kind, text)

    def name(self, person: int) -> str:
        """What a known person is called; "" for others."""
        return self._people.names.get(person, "")

    def _person(self, text: str) -> tuple[int | None, Told | None]:
        found, certain = self._people.find(text)
        if found is not None:
            known = self._people.names[found]
            return found, None if certain else Told("converted", known)
        if _SEVERAL.search(text):
            raise Refused(tr("“{text}” names more than one; a record has one.", text=text))
        if not _is_name(text):
            raise Refused(tr("“{text}” is no name of a person or role.", text=text))
        if not self._may_be_new:
            raise Refused(tr("Nobody here is called “{text}”.", text=text))
        name = turned(text)
        self.strangers[name] = self.strangers.get(name, 0) + 1
        return NOBODY_YET, Told("new", tr("{name}: a new person", name=name))

    def _record(self, kind: Reference, text: str) -> tuple[int | None, Told | None]:
        kinds = kind.of or self._kinds()
        for void in (False, True):  # what is void is meant where nothing else can be
            for one in kinds:
                found = self._exactly(one, text, void)
                if found is not None:
                    return found, None
        near = self._nearest(kinds, text)
        if near:
            said = tr(
                "“{text}” does not stand here; the nearest is “{near}”.", text=text, near=near
            )
            raise Refused(said)
        raise Refused(tr("“{text}” does not stand here yet.", text=text))

    def _exactly(self, kind: str, text: str, void: bool) -> int | None:
        number, _, title = text.partition(" ")
        for column, said in (("number", text), ("title", text), ("number", number)):
            rows = self._read(
                f"SELECT id, sort_title FROM record WHERE kind = ? AND sort_{column} = ?"
                " AND (state = 'void') = ? LIMIT 2",
                (kind, sort_key(said), void),
            ).fetchall()
            whole = said == text or (len(rows) == 1 and rows[0][1] == sort_key(title))
            if len(rows) == 1 and whole:
                return int(str(rows[0][0]))
        return None

    def _nearest(self, kinds: tuple[str, ...], text: str) -> str:
        titles: dict[str, str] = {}
        for kind in kinds:
            rows = self._read(
                "SELECT title FROM record WHERE kind = ? AND title IS NOT NULL LIMIT ?",
                (kind, _MOST),
            ).fetchall()
            titles |= {folded(str(row[0])): str(row[0]) for row in rows}
        close = difflib.get_close_matches(folded(text), titles, 1, 0.7)
        return titles[close[0]] if close else ""

    def _kinds(self) -> tuple[str, ...]:
        """What may be meant; a document before its revisions and copies, which bear its number."""
        rows = self._read(
            "SELECT DISTINCT kind FROM tally WHERE kind <> 'person'"
            " ORDER BY kind IN ('revision', 'copy'), kind"
        ).fetchall()
        return tuple(str(row[0]) for row in rows)


class _People:
    """Who is known, by everything they may be called."""

    def __init__(self, connection: Any) -> None:
        rows = connection.execute(
            "SELECT r.id, coalesce(r.title, ''), coalesce(p.email, ''), r.state = 'void'"
            " FROM record r JOIN person p ON p.id = r.id ORDER BY r.state = 'void', r.id"
        ).fetchall()
        self.names = {int(str(i)): str(name) for i, name, *_ in rows}
        self._exact: dict[str, int] = {}
        self._short: dict[str, set[int]] = {}
        for i, name, mail, void in rows:
            if void:  # known by the whole name alone
                self._exact.setdefault(folded(" ".join(str(name).split())), int(str(i)))
            else:
                self._know(int(str(i)), str(name), str(mail))

    def find(self, text: str) -> tuple[int | None, bool]:
        """(person, whether the name is written as here); None for nobody."""
        said = folded(text)
        if said in self._exact:
            return self._exact[said], True
        other = folded(turned(text))
        if other in self._exact:
            return self._exact[other], False
        like = {p for p in self._short.get(_initial(other), set()) if _may_be(other, self.names[p])}
        return (like.pop(), False) if len(like) == 1 else (None, False)

    def _know(self, person: int, name: str, mail: str) -> None:
        self._exact.setdefault(folded(" ".join(name.split())), person)
        if mail:
            self._exact.setdefault(folded(mail), person)
        for short in (_initial(folded(name)), folded(name).rpartition(" ")[2]):
            if short:
                self._short.setdefault(short, set()).add(person)


def turned(text: str) -> str:
    """`Ana Ruiz` of `Ruiz, Ana`; any other name as it is."""
    last, comma, first = text.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else text.strip()


def _initial(name: str) -> str:
    """`a ruiz` of `ana ruiz`, `a. ruiz`, `a.ruiz`; a last name alone as it is."""
    parts = name.replace(".", " ").split()
    return f"{parts[0][:1]} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def _may_be(said: str, name: str) -> bool:
    """Whether a short name may be this one: `a. ruiz` is Ana Ruiz or A. Ruiz, `alan ruiz` is only
    A. Ruiz."""
    one, two = (n.replace(".", " ").split() for n in (said, folded(name)))
    if len(one) < 2 or len(two) < 2:
        return True
    return len(one[0]) == 1 or len(two[0]) == 1 or one[0] == two[0]


def _is_name(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters >= 2 and len(text) <= 80 and not any(map(str.isdigit, text))
