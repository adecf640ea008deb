"""What a disk may hold after a power cut, from a record of what was written before it.

The disk is honest: what was synced is there. Of what was not, each write, each change of a
size and each entry of a folder is there or not by itself, and three in ten of the writes that
are there are torn at a sector. Files are synced apart from the folders that name them.
"""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
TORN = 0.3
SHARES = (0.1, 0.5, 0.5, 0.9)
"""How likely each thing that was not synced is there, from cut to cut."""
_HEAD = struct.Struct("<ciqq")


@dataclass(frozen=True)
class Step:
    """One record of recorder.c."""

    op: str
    fd: int
    offset: int
    data: bytes


def steps(log: bytes) -> Iterator[Step]:
    """All records, in the order they were written in."""
    at = 0
    while at < len(log):
        op, fd, offset, length = _HEAD.unpack_from(log, at)
        at += _HEAD.size
        yield Step(op.decode(), fd, offset, log[at : at + length])
        at += length


@dataclass
class Inode:
    """A file's bytes as they are surely on the disk, and what was done to them since."""

    sure: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for offset, data in self.since:
            _do(self.sure, offset, data)
        self.since.clear()

    def after_a_cut(self, chance: random.Random, share: float) -> bytes:
        found = bytearray(self.sure)
        for offset, data in self.since:
            if chance.random() >= share:
                continue
            if data is not None and len(data) > SECTOR and chance.random() < TORN:
                offset, data = _torn(offset, data, chance)  # noqa: PLW2901
            _do(found, offset, data)
        return bytes(found)


def _do(content: bytearray, offset: int, data: bytes | None) -> None:
    """A write; without data the size becomes `offset`."""
    if data is None:
        del content[offset:]
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    if data is not None:
        content[offset : offset + len(data)] = data


def _torn(offset: int, data: bytes, chance: random.Random) -> tuple[int, bytes]:
    """The sectors before some point, or those from it on."""
    at = SECTOR * chance.randrange(1, -(-len(data) // SECTOR))
    return (offset, data[:at]) if chance.random() < 0.5 else (offset + at, data[at:])


Entry = tuple[str, str, Inode | None]
"""("set", name, file) or ("drop", name, None); a rename is one pair of them, a link one "set"."""


class Disk:
    """Takes the steps one by one; at any moment an image can be made of it."""

    def __init__(self) -> None:
        self._open: dict[int, Inode | str] = {}
        self._now: dict[str, Inode] = {}
        self._sure: dict[str, Inode] = {}
        self._since: list[tuple[Entry, ...]] = []

    def take(self, step: Step) -> None:
        """Do one step."""
        if step.op in "OCT":
            self._take_open(step)
        elif step.op in "WSFXD":
            self._take_fd(step)
        elif step.op == "U":
            self._enter(("drop", step.data.decode(), None))
        elif step.op in "RL":
            old, new = step.data.decode().rstrip("\0").split("\0")
            if old in self._now:
                named = ("set", new, self._now[old])
                self._enter(*((("drop", old, None), named) if step.op == "R" else (named,)))

    def image(self, chance: random.Random) -> dict[str, bytes]:
        """The files by their paths, as one power cut at this moment may leave them; how much of
        what was not synced is there differs from cut to cut."""
        names, share = dict(self._sure), chance.choice(SHARES)
        for entries in self._since:
            if chance.random() < share:
                _apply(names, entries)
        kept: dict[int, bytes] = {}
        for inode in names.values():
            if id(inode) not in kept:
                kept[id(inode)] = inode.after_a_cut(chance, share)
        return {name: kept[id(inode)] for name, inode in names.items()}

    def _take_open(self, step: Step) -> None:
        name = step.data.decode()
        if step.op == "C":
            self._enter(("set", name, Inode()))
        inode = self._now.get(name)
        if inode is None:
            self._open[step.fd] = name  # a folder
            return
        if step.op == "T":
            inode.since.append((0, None))
        self._open[step.fd] = inode

    def _take_fd(self, step: Step) -> None:
        held = self._open.get(step.fd)
        if step.op == "X":
            self._open.pop(step.fd, None)
        elif isinstance(held, str):
            self._sync_folder(held)
        elif held is not None:
            if step.op == "F":
                held.sync()
            else:
                held.since.append((step.offset, step.data if step.op == "W" else None))

    def _enter(self, *entries: Entry) -> None:
        self._since.append(entries)
        _apply(self._now, entries)

    def _sync_folder(self, folder: str) -> None:
        left = []
        for entries in self._since:
            if any(str(Path(name).parent) == folder for _, name, _ in entries):
                _apply(self._sure, entries)
            else:
                left.append(entries)
        self._since = left


def _apply(names: dict[str, Inode], entries: tuple[Entry, ...]) -> None:
    for what, name, inode in entries:
        if inode is not None:
            names[name] = inode
        elif what == "drop":
            names.pop(name, None)
