"""Entries of the history that damage took, put right: from a backup, or by their own hash.

Nothing is taken on trust. An entry fits only when its hash follows from the one before, so
what a backup offers, or what is guessed, is proven by the chain itself.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isodesk.core.progress import Progress
from isodesk.store import sqlite
from isodesk.store.around import Gap
from isodesk.store.chain import STEP, entries, last_entry
from isodesk.store.sqlite import DatabaseError, entry_hash

COLUMNS = "change_id, record_id, tab, row, op, payload, hash"
Entry = tuple[int, int, int | None, str, int, str, str, str]
"""(seq, change, record, table, row, op, payload, hash)"""
_LONGEST = 20_000
"""Letters of an entry up to which a single wrong bit is searched for."""


@dataclass(frozen=True)
class Healed:
    """An entry that was put right, and the backup it was taken from; None for one that its own
    hash gave back."""

    entry: Entry
    source: Path | None


class Broken(Exception):
    """No backup has this entry, and it cannot be worked out: the chain ends before it."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        super().__init__(f"entry {seq}")


def heal(connection: Any, backups: Sequence[Path], progress: Progress) -> dict[int, Healed]:
    """The entries that had to be put right, by number. Raises Broken at the first that cannot
    be. The backups are asked in the order given."""
    total = last_entry(connection)
    with _Offers(backups) as offers:
        healed: dict[int, Healed] = {}
        previous = ""
        for seq, mine, following in _pairs(connection, total):
            if seq % STEP == 0:
                progress(seq, total, "Reading the history")
            if mine is not None and fits(mine, previous):
                previous = mine[-1]
                continue
            found = offers.find(seq, previous) or _own(mine, previous, following)
            if found is None:
                raise Broken(seq)
            healed[seq] = found
            previous = found.entry[-1]
        return healed


def fits(entry: Entry, previous: str) -> bool:
    """Whether an entry's hash follows from the one before."""
    try:
        return entry_hash(previous, *entry[:-1]) == entry[-1]
    except (TypeError, AttributeError, UnicodeEncodeError):
        return False


def _pairs(connection: Any, total: int) -> Iterator[tuple[int, Entry | None, Entry | None]]:
    """(seq, the entry, the one after it) from 1 to the last; None for what cannot be read."""
    rows = entries(connection, COLUMNS, total)
    by_seq = _ordered(rows, total)
    mine = next(by_seq, None)
    for seq in range(1, total + 1):
        following = next(by_seq, None)
        yield seq, mine, following
        mine = following


def _ordered(rows: Iterator[Any], total: int) -> Iterator[Entry | None]:
    """One for each number; what stands out of order is no entry."""
    expected = 1
    for row in rows:
        if isinstance(row, Gap) or not isinstance(row[0], int) or row[0] < expected:
            continue
        for _ in range(expected, min(row[0], total + 1)):
            yield None
        if row[0] <= total:
            yield row
        expected = row[0] + 1
    for _ in range(expected, total + 1):
        yield None


class _Offers:
    """The same entry as the backups have it, opened only when one is asked for."""

    def __init__(self, backups: Sequence[Path]) -> None:
        self._paths = list(backups)
        self._open: dict[Path, Any] = {}

    def __enter__(self) -> "_Offers":
        return self

    def __exit__(self, *_: object) -> None:
        for connection in self._open.values():
            connection.close()

    def find(self, seq: int, previous: str) -> Healed | None:
        """The first backup whose entry of this number follows from the one before."""
        for path in self._paths:
            with suppress(DatabaseError, OSError):  # a backup that cannot be read offers nothing
                if path not in self._open:
                    self._open[path] = sqlite.guarded(path)
                entry = (
                    self._open[path]
                    .execute(f"SELECT seq, {COLUMNS} FROM history WHERE seq = ?", (seq,))
                    .fetchone()
                )
                if entry is not None and fits(entry, previous):
                    return Healed(entry, path)
        return None


def _own(mine: Entry | None, previous: str, following: Entry | None) -> Healed | None:
    """What the entry must have been: its hash is wrong and the next one proves it, or one bit
    of it is, and its hash proves that."""
    if mine is None:
        return None
    # a damaged entry may be of any types
    with suppress(TypeError, AttributeError, UnicodeEncodeError):
        proper: Entry = (*mine[:-1], entry_hash(previous, *mine[:-1]))
        if following is not None and fits(following, proper[-1]):
            return Healed(proper, None)
        if sum(len(str(part)) for part in mine) <= _LONGEST:
            return next((Healed(e, None) for e in _one_bit(mine) if fits(e, previous)), None)
    return None


def _one_bit(entry: Entry) -> Iterator[Entry]:
    """The entry with each single bit of it turned, the hash apart."""
    for at, part in enumerate(entry[1:-1], 1):
        for turned in _TURN[type(part)](part) if type(part) in _TURN else ():
            yield (*entry[:at], turned, *entry[at + 1 :])


def _bits_of_text(text: str) -> Iterator[str]:
    raw = bytearray(text.encode("utf-8", "surrogateescape"))
    for at in range(len(raw)):
        for bit in range(8):
            raw[at] ^= 1 << bit
            with suppress(UnicodeDecodeError):
                yield raw.decode()
            raw[at] ^= 1 << bit


def _bits_of_number(number: int) -> Iterator[int]:
    yield from (number ^ (1 << bit) for bit in range(48))


_TURN: dict[type, Callable[[Any], Iterator[Any]]] = {str: _bits_of_text, int: _bits_of_number}
