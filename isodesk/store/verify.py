"""Verify: the chain, its replay, every file's hash, the schema, SQLite's own checks, and the
head this computer last saw. Zero false alarms; what is wrong is named (reliability 3.4)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.store import chain, heads, kept_files, memory, replay, schema_entry, sqlite, structure
from isodesk.store.finding import About, Finding
from isodesk.store.fingerprint import fingerprint
from isodesk.store.head import head_of, short_head
from isodesk.store.heads import HeadSaid
from isodesk.store.migrations import SCHEMA_VERSION, fingerprints

Check = Callable[[Any, Progress], Iterator[Finding]]


@dataclass(frozen=True)
class Report:
    """What verify looked at and found; `head` is the short form printed on paper."""

    path: Path
    findings: tuple[Finding, ...]
    entries: int
    records: int
    files: int
    head: str
    heads: tuple[HeadSaid, ...] = ()
    """What became of the heads typed in from paper."""

    @property
    def whole(self) -> bool:
        return not self.findings


def verify(
    path: Path,
    progress: Progress = silent,
    *,
    remembered: bool = True,
    typed: Sequence[str] = (),
) -> Report:
    """Look at everything, changing nothing; `typed` are heads from paper to compare. Raises
    Refused for what is no isodesk file, or a newer isodesk's, whose history this one cannot
    judge."""
    sqlite.read_header(path)
    sqlite.roll_back(path)
    with sqlite.telling(path), closing(sqlite.guarded(path)) as connection:
        connection.execute("BEGIN")  # one state, while others write
        schema = _schema(connection, path)
        if schema:  # what its tables hold cannot be trusted to be rows at all
            return Report(path, (schema,), 0, 0, 0, "")
        with kept_files.beside(path, progress) as files:
            findings = _checked(connection, progress, remembered)
        findings += files.found()
        counts = [_count(connection, table) for table in ("history", "record", "file")]
        once = _named_first(findings)
        said = heads.compare(connection, typed)
        return Report(path, once, counts[0], counts[1], counts[2], _head(connection), said)


def _checked(connection: Any, progress: Progress, remembered: bool) -> list[Finding]:
    """All that is checked but the bytes of the kept files."""
    findings = list(_whatever(structure.check, connection, progress))
    # what an index of the history says is not believed where SQLite found it damaged
    straight = not any("history" in f.sentence for f in findings)
    checks: tuple[Check, ...] = (
        chain.check_links,
        lambda at, tell: replay.replay(at, tell, straight),
        _versions,
        _printed,
        _outside,
    )
    for check in checks[: None if remembered else -1]:
        findings += _whatever(check, connection, progress)
    return findings


def _named_first(findings: list[Finding]) -> tuple[Finding, ...]:
    """Each once: what names a record or a file, then what concerns the file as a whole."""
    order = [About.FILE, About.ROW, About.ENTRY, About.OTHER, About.INDEX, About.SEARCH]
    places = {about: n for n, about in enumerate([*order, About.SPACE])}
    once = list(dict.fromkeys(findings))
    return tuple(sorted(once, key=lambda f: places[f.about]))


def _whatever(check: Check, connection: Any, progress: Progress) -> Iterator[Finding]:
    """One check's findings; where SQLite can read no further, that is a finding too, and the
    other checks still say which records are concerned."""
    try:
        yield from check(connection, progress)
    except (sqlite.DatabaseError, ValueError, TypeError, OverflowError) as error:
        # what stands in a damaged row may be of any kind
        yield Finding(f"The file cannot be read to its end: {error}. Restore the newest backup.")


def _schema(connection: Any, path: Path) -> Finding | None:
    sqlite.limited(connection)
    # not from the header: the newest version may still stand in the WAL
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise Refused(f"A newer isodesk wrote {path.name}. Update isodesk to verify it.")
    mark = fingerprint(connection)
    sqlite.limited(connection, 0)
    if mark == fingerprints().get(version):
        return None
    return Finding(
        "The tables or guards are not isodesk's own: another program changed them."
        " Restore the newest backup."
    )


def _versions(connection: Any, progress: Progress) -> Iterator[Finding]:
    for seq in schema_entry.wrong_entries(connection, fingerprints()):
        yield Finding(f"History: entry {seq} tells of tables that no isodesk ever made.")


def _printed(connection: Any, progress: Progress) -> Iterator[Finding]:
    """The heads that stamped prints carry stand in the history."""
    progress(0, 1, "Comparing with the heads on prints")
    for said in heads.logged(connection):
        if not said.stands:
            yield Finding(f"{said.source.capitalize()} carries head {said.head}: {said.sentence}")


def _outside(connection: Any, progress: Progress) -> Iterator[Finding]:
    progress(0, 1, "Comparing with what this computer has seen")
    company = connection.execute("SELECT file_id FROM company").fetchone()
    known = memory.recall(company[0]) if company else None
    if known is None:
        return
    seq, _ = head_of(connection)
    if seq < known.seq:
        yield Finding(
            f"An older file stands in the place of a newer one: its history ends at entry {seq},"
            f" this computer has seen entry {known.seq} on {known.at[:10]}."
        )
        return
    row = connection.execute("SELECT hash FROM history WHERE seq = ?", (known.seq,)).fetchone()
    if row is None or row[0] != known.head:
        yield Finding(
            f"The history was written anew: entry {known.seq} is not the one this computer saw"
            f" on {known.at[:10]}."
        )
        return
    for said in heads.remembered(connection, known.heads):
        if not said.stands:
            yield Finding(f"Head {said.head}, kept by {said.source}: {said.sentence}")


def _count(connection: Any, table: str) -> int:
    """0 where the table cannot be read to its end; the checks have said so."""
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite.DatabaseError:
        return 0


def _head(connection: Any) -> str:
    try:
        return short_head(*head_of(connection))
    except sqlite.DatabaseError:
        return ""
