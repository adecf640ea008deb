"""R6: flipped bits and zeroed sectors in a company file: found, named, and no false alarm.

    python -m tests.campaigns.damage [FLIPS [SECTORS [GOOD]]]

On copies of the sample company (default 500 flips of one bit, 200 sectors of 4 KB zeroed), and
GOOD files (50) that were worked on in different ways and are whole. What a damage did is
judged by a reader of its own: every row of every table and index, every word the search knows,
and SQLite's own check, are compared with those of the undamaged file; where nothing differs it
did no harm. A harmful one counts as *named* when a finding names a row, a kept file or an entry
of the history that was truly hit; or says that an index, the search or free space is
concerned, when nothing else was. Encryption does not exist yet, so only plain files are tried.
Exit 1 when one was missed, 5 % unnamed, or one falsely alarmed.
"""

import hashlib
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi

SECTOR = 4096
Rows = dict[tuple[str, Any], str]


@dataclass
class Tally:
    """What the trials of one kind of damage came to."""

    kind: str
    trials: int = 0
    harmful: int = 0
    found: int = 0
    named: int = 0
    refused: int = 0
    """Could not be opened at all: found, and the file as a whole is named."""

    def line(self) -> str:
        """One line of figures."""
        share = 100 * self.named / max(1, self.harmful)
        return (
            f"{self.kind}: {self.trials} tried, {self.harmful} harmful, {self.found} found,"
            f" {self.named} named ({share:.1f} %), {self.refused} of them refused as a file"
        )


def main(flips: int, sectors: int, good: int) -> int:
    """All of it; answers the exit code."""
    with tempfile.TemporaryDirectory(prefix="isodesk-damage-") as place:
        root = Path(place)
        own_folders(root)
        sample = built_sample(root)
        kinds = (("bit", flips, flip_bit), ("sector", sectors, zero_sector))
        tallies = [run(root, sample, *kind) for kind in kinds]
        alarms = false_alarms(root, sample, good)
    for tally in tallies:
        print(tally.line())
    print(f"good: {good} files, {alarms} false alarms")
    well = all(t.found == t.harmful and t.named >= 0.95 * t.harmful for t in tallies)
    return 0 if well and not alarms else 1


def run(root: Path, sample: Path, kind: str, times: int, damage: Any) -> Tally:
    """So many trials of one kind."""
    chance, tally = random.Random(f"{kind} 6"), Tally(kind)
    whole = read_all(sample)
    unnamed: Counter[str] = Counter()
    path = root / "damaged.isodesk"
    for _ in range(times):
        shutil.copy(sample, path)
        where = damage(path, chance)
        tally.trials += 1
        hit = differences(whole, read_all(path))
        if not hit:
            continue
        tally.harmful += 1
        found, named, said = judged(path, hit)
        tally.found += found
        tally.named += named
        tally.refused += said.startswith("refused")
        if not (found and named):
            tables = sorted({t for t, _ in hit})[:4]
            unnamed[f"{'MISSED' if not found else 'unnamed'} {tables} {where}: {said[:160]}"] += 1
    for line, n in unnamed.most_common(60):
        print(f"  {kind} {n} x {line}", flush=True)
    return tally


def flip_bit(path: Path, chance: random.Random) -> str:
    """One bit anywhere."""
    size = path.stat().st_size
    at, bit = chance.randrange(size), chance.randrange(8)
    with path.open("r+b") as stream:
        stream.seek(at)
        (value,) = stream.read(1)
        stream.seek(at)
        stream.write(bytes([value ^ (1 << bit)]))
    return f"byte {at} of page {at // 8192 + 1}"


def zero_sector(path: Path, chance: random.Random) -> str:
    """4 KB of nothing, as a bad sector reads."""
    n = chance.randrange(path.stat().st_size // SECTOR)
    with path.open("r+b") as stream:
        stream.seek(n * SECTOR)
        stream.write(bytes(SECTOR))
    return f"page {n * SECTOR // 8192 + 1}"


def read_all(path: Path) -> Rows:
    """Every row of every table, index and the schema, as hashes; errors are rows too."""
    found: Rows = {}
    try:
        with closing(dbapi.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            connection.text_factory = bytes
            for pragma in ("application_id", "user_version", "integrity_check(1)"):
                (value,) = connection.execute(f"PRAGMA {pragma}").fetchone()
                found["pragma", pragma] = repr(value)
            tables = connection.execute(
                "SELECT type, name, tbl_name FROM sqlite_master WHERE type IN ('table', 'index')"
                " AND name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY name"
            ).fetchall()
            for kind, name, table in tables:
                _read(connection, found, kind.decode(), name.decode(), table.decode())
            for name in ("search_words", "search_parts"):
                _read_words(connection, found, name)
            _read(connection, found, "table", "sqlite_master", "sqlite_master")
    except (dbapi.DatabaseError, UnicodeDecodeError) as error:
        found["file", "cannot be read"] = str(error)
    return found


def _read(connection: Any, found: Rows, kind: str, name: str, table: str) -> None:
    try:
        if kind == "table":
            rows = connection.execute(f'SELECT * FROM "{name}"')
        else:
            columns = [r[2] for r in connection.execute(f'PRAGMA index_info("{name}")')]
            wanted = ", ".join(c.decode() for c in columns if c) or "rowid"
            rows = connection.execute(
                f'SELECT {wanted} FROM "{table}" INDEXED BY "{name}" ORDER BY {wanted}'
            )
        for n, row in enumerate(rows):
            key = row[0] if kind == "table" and name != "sqlite_master" else n
            if name == "file_chunk":
                key = (row[0], row[1])
            found[name, key] = hashlib.sha256(repr(row).encode()).hexdigest()
    except (dbapi.DatabaseError, UnicodeDecodeError) as error:
        found[name, "error"] = str(error)


def _read_words(connection: Any, found: Rows, name: str) -> None:
    """What the search answers with: every term with its record, and FTS5's own check."""
    try:
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.v_{name} USING fts5vocab(main, {name}, instance)"
        )
        digest = hashlib.sha256()
        for row in connection.execute(f"SELECT term, doc, col FROM temp.v_{name}"):
            digest.update(repr(row).encode())
        found[name, "words"] = digest.hexdigest()
    except (dbapi.DatabaseError, UnicodeDecodeError) as error:
        found[name, "error"] = str(error)


def differences(whole: Rows, now: Rows) -> set[tuple[str, Any]]:
    """Rows that are not what they were."""
    return {key for key in whole.keys() | now.keys() if whole.get(key) != now.get(key)}


def judged(path: Path, hit: set[tuple[str, Any]]) -> tuple[bool, bool, str]:
    """(found, named, what was said)."""
    from isodesk.core.problems import Refused
    from isodesk.store.verify import verify

    try:
        report = verify(path, remembered=False)
    except Refused as refused:
        return True, True, f"refused {refused}"
    said = " | ".join(f.sentence for f in report.findings)
    return bool(report.findings), any(_names(f, hit) for f in report.findings), said


def _names(finding: Any, hit: set[tuple[str, Any]]) -> bool:
    """Whether it speaks of something that was hit, and of nothing beside it."""
    from isodesk.store.finding import About
    from isodesk.store.naming import KINDS

    tables = {table for table, _ in hit}
    rows = hit | {("file", key[0]) for t, key in hit if t == "file_chunk" and key != "error"}
    records = {key for table, key in hit if table in KINDS}
    if finding.about in (About.INDEX, About.SEARCH, About.SPACE):
        return not (tables & (KINDS | {"history", "file", "file_chunk", "change"}))
    return (finding.table, finding.row) in rows or finding.record_id in records


def false_alarms(root: Path, sample: Path, times: int) -> int:
    """Good files, each worked on in another way, that verify calls damaged."""
    from datetime import UTC, datetime, timedelta

    from isodesk.core.actor import Actor
    from isodesk.documents.model import Document
    from isodesk.store import files
    from isodesk.store.backup import copy_whole
    from isodesk.store.file import CompanyFile
    from isodesk.store.unit import unit
    from isodesk.store.verify import verify

    alarms, now = 0, datetime.now(UTC)
    for n in range(times):
        chance = random.Random(n)
        path = root / f"good {n}.isodesk"
        copy_whole(sample, path) if n % 2 else shutil.copy(sample, path)
        file = CompanyFile.open(path)
        file.begin_writing()
        for k in range(chance.randrange(1, 30)):
            at = now + timedelta(minutes=k)
            with unit(file, Actor(None, "Anna"), lambda at=at: at) as work:
                title = "".join(chance.choice("aäß漢'\"\\\n €x ") for _ in range(40))
                work.session.add(Document(number=f"X-{n}-{k}", title=title))
                files.keep(work.session, chance.randbytes(chance.randrange(3_000_000)), "x/y")
        still = n % 3 == 0
        if not still:
            file.close()
        found = verify(path, remembered=False).findings
        alarms += bool(found)
        for finding in found[:2]:
            print("  false alarm:", finding.sentence)
        if still:
            file.close()
        path.unlink()
    return alarms


def built_sample(root: Path) -> Path:
    """The sample company."""
    from isodesk.intake.reader import Reader
    from isodesk.services.sample import build
    from isodesk.settings import Settings

    path = root / "sample.isodesk"
    with Reader() as reader:
        build(path, Settings(), reader).close()
    return path


def own_folders(root: Path) -> None:
    """Nothing of the user's own is touched."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ[variable] = str(root / variable)


if __name__ == "__main__":
    began = time.monotonic()
    asked = [int(word) for word in sys.argv[1:4]]
    code = main(*asked, *(500, 200, 50)[len(asked) :])
    print(f"{time.monotonic() - began:.0f} s")
    sys.exit(code)
