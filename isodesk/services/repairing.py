"""Putting a damaged file right: planned, shown, then written as a new file and swapped."""

import contextlib
import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isodesk.core.actor import Actor
from isodesk.core.clock import Clock
from isodesk.core.dates import paper_moment
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.i18n import tr
from isodesk.services.counters import raise_counters
from isodesk.services.restoring import Restored, check_nobody_works_on
from isodesk.services.standing import Standing, file_id_of, standing
from isodesk.settings import Settings
from isodesk.store import head, sqlite, swap
from isodesk.store.file import CompanyFile
from isodesk.store.finding import About, Finding
from isodesk.store.heal import Broken, Healed, heal
from isodesk.store.migrations import SCHEMA_VERSION
from isodesk.store.rebuild import from_backups, rebuild
from isodesk.store.verify import verify

_NAMED = 8
"""Things the history names one by one; of more it says how many."""


@dataclass(frozen=True)
class Item:
    """One thing that is wrong, and where its right state comes from; `source` "" for nowhere."""

    finding: Finding
    source: str
    backup: Path | None = None


@dataclass(frozen=True)
class Repair:
    """What would be put right. `hopeless` says why the file cannot be made whole, and is ""
    when it can; then a backup is restored instead."""

    path: Path
    items: tuple[Item, ...]
    healed: dict[int, Healed]
    backups: tuple[Path, ...]
    hopeless: str = ""

    @property
    def lost(self) -> tuple[Item, ...]:
        """What no backup has."""
        return tuple(item for item in self.items if not item.source)


def plan(path: Path, settings: Settings, progress: Progress = silent) -> Repair:
    """Look at everything and find each lost thing in the newest backup that has it; nothing is
    written. Raises Refused for what is no file of ours."""
    report = verify(path, progress, remembered=False)
    known = standing(settings, path, file_id_of(settings, path), None)
    backups = tuple(s.known.path for s in known)
    if not report.head or _version(path) != SCHEMA_VERSION:
        why = tr("Its tables are not those of this isodesk: it cannot be read row by row.")
        return Repair(path, _unsourced(report.findings), {}, backups, why)
    try:
        with closing(sqlite.guarded(path)) as connection:
            healed = heal(connection, backups, progress)
            items = tuple(_item(connection, f, healed, known) for f in report.findings)
    except Broken as broken:
        why = tr(
            "Entry {n} of the history is lost, and no backup at hand has it. What was changed"
            " from there on cannot be proven any more.",
            n=f"{broken.seq:,}",
        )
        return Repair(path, _unsourced(report.findings), {}, backups, why)
    return Repair(path, items, healed, backups)


def _version(path: Path) -> int:
    with sqlite.telling(path), closing(sqlite.guarded(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def apply(repair: Repair, actor: str, clock: Clock, progress: Progress = silent) -> Restored:
    """Write the file anew, verify it, swap, and keep the damaged one beside it. Raises Refused;
    the file is then as it was."""
    path = repair.path
    check_nobody_works_on(path)
    part = swap.part_of(path)
    try:
        part.unlink(missing_ok=True)
        rebuilt = rebuild(path, part, repair.healed, repair.backups, progress)
        left = verify(part, progress, remembered=False).findings
        worse = [f for f in left if f.about is not About.FILE or f.row not in rebuilt.missing]
        if worse:
            raise Refused(tr("It cannot be put right: {why}", why=worse[0].sentence))
        kept = swap.put_in_place(part, path, clock(), "before repair")
    except (OSError, sqlite.DatabaseError) as error:
        raise Refused(f"{path} could not be written ({error}); it is as it was.") from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):  # left beside it; the outcome is told either way
                part.with_name(part.name + suffix).unlink(missing_ok=True)
    _enter(repair, actor, clock, progress)
    return Restored(path, kept)


def _enter(repair: Repair, actor: str, clock: Clock, progress: Progress) -> None:
    from isodesk.store.unit import unit

    file = CompanyFile.open(repair.path)
    try:
        file.begin_writing(progress, clock)
        if file.read_only:
            raise Refused(file.read_only)
        with unit(file, Actor(None, actor), clock, reason(repair)) as work:
            raise_counters(work)
        head.continue_here(file)
    finally:
        file.close()


def reason(repair: Repair) -> str:
    """What stands in the history: what was taken back, and from where."""
    taken: dict[str, list[str]] = {}
    for item in repair.items:
        if item.source:
            taken.setdefault(item.source, []).append(item.finding.sentence.split(":")[0])
    parts = []
    for source, names in taken.items():
        once = list(dict.fromkeys(names))
        said = ", ".join(once[:_NAMED])
        more = tr(" and {n} more", n=len(once) - _NAMED) if len(once) > _NAMED else ""
        parts.append(
            tr("taken back from {source}: {names}{more}", source=source, names=said, more=more)
        )
    lost = tr("{n} files were in no backup", n=len(repair.lost)) if repair.lost else ""
    return "; ".join(filter(None, [tr("Damage put right"), *parts, lost]))


def _item(
    connection: Any, finding: Finding, healed: dict[int, Healed], known: Sequence[Standing]
) -> Item:
    if finding.about is About.FILE:
        digest = _digest(connection, finding.row)
        source, _ = from_backups(digest, [s.known.path for s in known])
        return Item(finding, _words(source, known), source)
    if finding.about is About.ENTRY and finding.row in healed:
        taken = healed[finding.row].source
        said = _words(taken, known) if taken else tr("its own hash")
        return Item(finding, said, taken)
    if finding.about in (About.ROW, About.ENTRY):
        return Item(finding, tr("the history"))
    return Item(finding, tr("made anew"))


def _digest(connection: Any, file_id: int) -> str:
    """The hash of a kept file as the history tells it: its own row may be what is damaged."""
    sql = "SELECT payload FROM history WHERE tab = 'file' AND row = ? AND op = 'I'"
    # either page may be the damaged one
    with contextlib.suppress(sqlite.DatabaseError, ValueError, TypeError, KeyError):
        return str(json.loads(connection.execute(sql, (file_id,)).fetchone()[0])["hash"])
    with contextlib.suppress(sqlite.DatabaseError, TypeError):
        sql = "SELECT hash FROM file WHERE id = ?"
        return str(connection.execute(sql, (file_id,)).fetchone()[0])
    return ""


def _words(path: Path | None, known: Sequence[Standing]) -> str:
    """`backup of 23 Nov 2026, 10:42`; "" for none."""
    found = next((s.known for s in known if s.known.path == path), None)
    return tr("backup of {when}", when=paper_moment(found.at)) if found else ""


def _unsourced(findings: Sequence[Finding]) -> tuple[Item, ...]:
    return tuple(Item(finding, "") for finding in findings)
