"""Heads of the history compared: one typed in from paper, remembered here, or logged with a
print, against the history that stands in the file.

A head is an entry's number and 80 bits of its hash (`store/head.py`): if it stands in the
history, everything up to that entry is as it was when the paper was printed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from isodesk.core.dates import from_utc_text, in_zone, paper_moment
from isodesk.i18n import tr
from isodesk.store.head import ALPHABET, SYMBOLS, short_head
from isodesk.store.sqlite import DatabaseError

_READ_AS = {"O": "0", "I": "1", "L": "1"}
_IGNORED = frozenset(" \t\r\n\u00a0-‐‑‒–—−_.,/\\:")
_NEAR = 3
"""So many wrong characters of sixteen are called a slip of the typist, no other history."""


@dataclass(frozen=True)
class HeadTyped:
    """A head as read: `seq` and `symbols`, or one sentence in `problem`."""

    seq: int = 0
    symbols: str = ""
    problem: str = ""

    @property
    def head(self) -> str:
        """`1204-4T7Q2MK0XWVG8M3N`, "" for none."""
        return f"{self.seq}-{self.symbols}" if self.symbols else ""


@dataclass(frozen=True)
class HeadSaid:
    """What became of one head: where it comes from, and one sentence."""

    head: str
    source: str
    stands: bool
    sentence: str


def read_head(text: str) -> HeadTyped:
    """A head in what was typed: any case; spaces, dashes and dots ignored; O read as 0, I and
    L as 1. The last sixteen characters are the hash, what stands before is the entry."""
    typed = [_READ_AS.get(c, c) for c in text.upper() if c not in _IGNORED]
    odd = [c for c in typed if c not in ALPHABET]
    if odd:
        return HeadTyped(problem=tr("“{letter}” is never used in a head.", letter=odd[0]))
    number, symbols = "".join(typed[:-SYMBOLS]), "".join(typed[-SYMBOLS:])
    if not typed:
        return HeadTyped(problem=tr("Type the file state printed on the paper."))
    if not number or not number.isdigit() or len(number) > 12:
        return HeadTyped(problem=tr("A file state is a number, a dash and 16 characters."))
    return HeadTyped(int(number), symbols)


def compare(connection: Any, typed: Sequence[str]) -> tuple[HeadSaid, ...]:
    """Each head typed in from paper, against this history."""
    return tuple(_typed(connection, text) for text in typed if text.strip())


def remembered(connection: Any, heads: dict[str, str]) -> tuple[HeadSaid, ...]:
    """The heads this computer kept, by day."""
    source = tr("this computer, {day}")
    return tuple(
        _judged(connection, head, source.format(day=day)) for day, head in sorted(heads.items())
    )


def logged(connection: Any) -> Iterator[HeadSaid]:
    """The heads that stamped prints carry, one for each, as the file itself logged them."""
    if "head" not in {row[1] for row in connection.execute("PRAGMA table_info(print)")}:
        return
    rows = connection.execute(
        "SELECT head, min(serial) FROM print WHERE head <> '' GROUP BY head ORDER BY 2"
    ).fetchall()
    for head, serial in rows:
        yield _judged(connection, head, tr("print {serial}", serial=serial))


def _typed(connection: Any, text: str) -> HeadSaid:
    read = read_head(text)
    if read.problem:
        return HeadSaid(text.strip(), tr("typed"), False, read.problem)
    return _judged(connection, read.head, tr("typed"))


def _judged(connection: Any, head: str, source: str) -> HeadSaid:
    try:
        stands, sentence = _found(connection, read_head(head))
    except DatabaseError:
        stands, sentence = False, tr("The history cannot be read there.")
    return HeadSaid(head, source, stands, sentence)


def _found(connection: Any, head: HeadTyped) -> tuple[bool, str]:
    here = _entry(connection, head.seq)
    if here is None:
        return False, _beyond(connection, head)
    mark, when = here
    if mark.partition("-")[2] == head.symbols:
        return True, tr("Stands in this history: entry {seq}, {when}.", seq=head.seq, when=when)
    wrong = sum(a != b for a, b in zip_longest(mark.partition("-")[2], head.symbols))
    if wrong <= _NEAR:
        return False, tr(
            "Mistyped? Only {n} of 16 characters differ from entry {seq}. Look at the paper again.",
            n=wrong,
            seq=head.seq,
        )
    return False, _elsewhere(connection, head) or tr(
        "Is not of this history: entry {seq} is another one here. The history was written anew,"
        " this file went another way, or the head was mistyped.",
        seq=head.seq,
    )


def _beyond(connection: Any, head: HeadTyped) -> str:
    last = connection.execute("SELECT max(seq) FROM history").fetchone()[0] or 0
    return _elsewhere(connection, head) or tr(
        "Is not of this history, which ends at entry {last}: this file is older than the paper,"
        " its end was cut off, or the number was mistyped.",
        last=last,
    )


def _elsewhere(connection: Any, head: HeadTyped) -> str:
    """Where the sixteen characters stand under another number; "" when nowhere."""
    bits = 0
    for symbol in head.symbols:
        bits = bits << 5 | ALPHABET.index(symbol)
    row = connection.execute(
        "SELECT seq FROM history WHERE hash >= ? AND hash < ? LIMIT 1",
        (f"{bits:020x}", f"{bits:020x}g"),
    ).fetchone()
    if row is None:
        return ""
    return tr(
        "Mistyped? These 16 characters are entry {seq}'s here. Look at the number again.",
        seq=row[0],
    )


def _entry(connection: Any, seq: int) -> tuple[str, str] | None:
    """The head an entry made, and when it was entered."""
    row = connection.execute(
        "SELECT h.seq, h.hash, c.at, c.zone FROM history h LEFT JOIN change c ON c.id = h.change_id"
        " WHERE h.seq = ?",
        (seq,),
    ).fetchone()
    if row is None:
        return None
    return short_head(row[0], row[1]), _moment(row[2], row[3])


def _moment(at: str | None, zone: str | None) -> str:
    try:
        return paper_moment(in_zone(from_utc_text(at or ""), zone or "+00:00"))
    except ValueError:  # a damaged time; verify names it
        return str(at)
