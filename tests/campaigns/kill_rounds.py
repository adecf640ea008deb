"""The rounds of kills.py: what each kind of work prepares, does until it is killed, and what
must hold of what is left. A child is a fork of this process, which has everything imported, so
that a kill falls into the work and not into its imports."""

import json
import os
import random
import select
import signal
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from isodesk.cli.main import main as command
from isodesk.core.clock import Clock, OfficeClock
from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.store import sqlite
from isodesk.store.backup import SUFFIX
from isodesk.store.file import CompanyFile
from isodesk.store.verify import verify
from tests.campaigns import audit_round
from tests.campaigns.day_of_work import Day, head
from tests.released import OLDER, unpacked
from tests.services.firm import Firm

Tell = Callable[[object], None]
"""Says to the parent that something was acknowledged."""
Told = list[Any]


@dataclass(frozen=True)
class Kind:
    """One kind of work. `prepare` makes the folder once, which is copied for each round;
    `work` runs in the child; `wrong` says what is wrong with what it left, after the file itself
    was found whole; `older` lets verify say that this computer has seen a newer state."""

    name: str
    prepare: Callable[[Path], None]
    work: Callable[[Path, Tell], None]
    wrong: Callable[[Path, Told], str]
    older: bool = False


def killed(work: Callable[[Tell], None], seconds: float) -> tuple[Told, bool]:
    """Fork, let it work, kill it so long after its first word; what it told until then, and
    whether the kill came before its end."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _alone(work, writing)
    os.close(writing)
    lines = _lines_until(reading, seconds)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    with os.fdopen(reading, "rb") as rest:
        lines += rest.read()
    words = [json.loads(line) for line in lines.splitlines()]
    failed = [w for w in words if isinstance(w, str) and w.startswith("failed")]
    if failed:
        raise RuntimeError(failed[0])
    return words[1:], os.WIFSIGNALED(status)


def _lines_until(reading: int, seconds: float) -> bytes:
    """What is told until so long after the first word, or until there is no more."""
    lines, end = os.read(reading, 65536), time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if select.select([reading], [], [], left)[0]:
            more = os.read(reading, 65536)
            if not more:
                break
            lines += more
    return lines


def _alone(work: Callable[[Tell], None], writing: int) -> None:
    def tell(answer: object) -> None:
        os.write(writing, (json.dumps(answer, default=str) + "\n").encode())

    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    try:
        tell("begun")
        work(tell)
    except BaseException as error:
        tell(f"failed: {type(error).__name__}: {error}")
    finally:
        os._exit(0)


def firm_in(folder: Path) -> Path:
    """Where the file of a round lies."""
    return folder / "firm" / "firm.isodesk"


def _opened(folder: Path, reader: Reader, clock: Clock | None = None) -> Workspace:
    space = Workspace.open(firm_in(folder), Settings(), reader, clock or OfficeClock())
    space.begin_writing()
    assert space.read_only is None, space.read_only
    return space


def rows(path: Path, sql: str) -> list[Any]:
    """A question to a file, by SQL alone."""
    with closing(sqlite.guarded(path)) as connection:
        found: list[Any] = connection.execute(sql).fetchall()
    return found


# saves of every kind, all the day long


def _found(folder: Path) -> None:
    with Reader() as reader:
        Day(folder, reader).space.close()


def _save(folder: Path, tell: Tell) -> None:
    with Reader() as reader:
        day = Day(folder, reader, _opened(folder, reader))
        for what, work in day.works(50):
            work()
            tell([what, *head(firm_in(folder))])


def _saves_lost(folder: Path, told: Told) -> str:
    if not told:
        return ""
    what, seq, digest = told[-1]
    held = rows(firm_in(folder), f"SELECT hash FROM history WHERE seq = {seq}")
    return "" if held == [(digest,)] else f"“{what}” was told and is not there"


# many files brought in, all of them or none


def _with_drop(folder: Path) -> None:
    _found(folder)
    for n in range(60):
        file = folder / "drop" / f"QP-{n + 1:02} Procedure {n} rev 1.md"
        file.write_text(f"# Procedure {n}\n\n" + "Text of it.\n" * n, encoding="utf-8")


def _import(folder: Path, tell: Tell) -> None:
    command(_no_window, _no_demo, ["import", str(firm_in(folder)), str(folder / "drop")])
    tell("imported")


def _half_imported(folder: Path, told: Told) -> str:
    found = rows(firm_in(folder), "SELECT count(*) FROM record WHERE kind = 'document'")[0][0]
    wanted = (60,) if told else (0, 60)
    return "" if found in wanted else f"{found} of 60 files were brought in"


# issue: the revision in force, its signature and its copies, or nothing of them


def _with_approved(folder: Path) -> None:
    with Reader() as reader:
        space = Day(folder, reader).space
        firm = Firm(space, OfficeClock())  # type: ignore[arg-type]
        for n in range(12):
            firm.approved(firm.draft(f"Procedure {n}"))
        space.close()


def _issue(folder: Path, tell: Tell) -> None:
    with Reader() as reader:
        space = _opened(folder, reader)
        anna = next(p.id for p in space.companies.people() if p.name == "Anna Reyes")
        for (revision,) in rows(firm_in(folder), "SELECT id FROM revision ORDER BY id"):
            plan = space.issuing.plan(revision, None, (("Hall", "Board"), ("Office", "Wall")))
            tell([revision, list(space.issuing.issue(plan, anna).copies)])
        space.close()


def _half_issued(folder: Path, told: Told) -> str:
    found = rows(
        firm_in(folder),
        "SELECT v.id, r.state, (SELECT count(*) FROM copy WHERE revision_id = v.id),"
        " (SELECT count(*) FROM signature WHERE record_id = v.id AND meaning = 'issued')"
        " FROM revision v JOIN record r ON r.id = v.id",
    )
    half = [r for r in found if r[1:] not in (("approved", 0, 0), ("effective", 2, 1))]
    done = {r[0] for r in found if r[1] == "effective"}
    if half:
        return f"revision {half[0]} is issued by half"
    if {revision for revision, _ in told} - done:
        return "an issue was told and is not there"
    twice = rows(
        firm_in(folder),
        "SELECT r.parent_id, c.n FROM copy c JOIN record r ON r.id = c.id GROUP BY 1, 2"
        " HAVING count(*) > 1",
    )
    return f"a copy's number was given twice: {twice}" if twice else ""


# stamped prints: a serial that was told is never given again; a paper is whole


def _with_issued(folder: Path) -> None:
    with Reader() as reader:
        space = Day(folder, reader).space
        firm = Firm(space, OfficeClock())  # type: ignore[arg-type]
        for n in range(4):
            firm.issued(firm.draft(f"Procedure {n}"))
        space.close()


def _print(folder: Path, tell: Tell) -> None:
    with Reader() as reader:
        space = _opened(folder, reader)
        revisions = [r for (r,) in rows(firm_in(folder), "SELECT id FROM revision ORDER BY id")]
        copies = [c for (c,) in rows(firm_in(folder), "SELECT id FROM copy ORDER BY id")]
        for n in range(12):
            space.prints.uncontrolled(revisions[n % 4], f"Training {n}")
            last = rows(firm_in(folder), "SELECT serial FROM print ORDER BY id DESC LIMIT 1")
            tell(["serial", last[0][0]])
            papers = space.prints.write_copies(copies[n % 8 : n % 8 + 1], folder / "papers")
            space.copies.mark_out([copies[n % 8]]) if n < 8 else None
            tell(["paper", papers[0].name])
        space.close()


def _half_printed(folder: Path, told: Told) -> str:
    serials = [s for (s,) in rows(firm_in(folder), "SELECT serial FROM print")]
    if len(set(serials)) < len(serials):
        return f"a serial was given twice: {serials}"
    if {answer for what, answer in told if what == "serial"} - set(serials):
        return "a print was told and is not entered"
    given = rows(firm_in(folder), "SELECT value FROM counter WHERE name = 'print'")
    if given and given[0][0] < max(serials, default=0):
        return "a serial would be given again"
    missing = {a for what, a in told if what == "paper"} - {p.name for p in _listed(folder)}
    return f"a paper was told and is not there: {missing}" if missing else _torn(folder / "papers")


def _listed(folder: Path) -> Iterator[Path]:
    return (folder / "papers").glob("*.pdf")


# backup, restore, migration, export


def _backup(folder: Path, tell: Tell) -> None:
    with Reader() as reader:
        space = _opened(folder, reader)
        for n in range(4):
            with space.desk.unit(f"Before backup {n}"):
                pass
            tell(space.backups.write(folder / f"stick {n}").path.name)
        space.close()


def _half_backed_up(folder: Path, told: Told) -> str:
    made = list(folder.glob(f"stick */*{SUFFIX}"))
    broken = [m.name for m in made if not verify(m, remembered=False).whole]
    missing = set(told) - {m.name for m in made}
    if broken or missing:
        return f"listed and not whole: {broken}; told and not there: {missing}"
    for stick in folder.glob("stick *"):
        _age(stick)
    with Reader() as reader:  # the next one sweeps what this one left
        space = _opened(folder, reader, lambda: OfficeClock()() + timedelta(hours=1))
        for n in range(4):
            space.backups.write(folder / f"stick {n}")
        space.close()
    left = [p.name for p in folder.glob("stick */*") if p.suffix != SUFFIX]
    return f"left behind: {left}" if left else ""


def _age(folder: Path) -> None:
    for path in folder.iterdir():
        os.utime(path, (1e9, 1e9)) if ".part" in path.name else None


def _with_backup(folder: Path) -> None:
    _with_issued(folder)
    command(_no_window, _no_demo, ["backup", str(firm_in(folder)), str(folder / "stick 0")])
    with Reader() as reader:
        space = _opened(folder, reader)
        space.documents.change(space.lists.documents().page(None, 1).rows[0].id, process="Later")
        space.close()


def _restore(folder: Path, tell: Tell) -> None:
    made = next((folder / "stick 0").glob(f"*{SUFFIX}"))
    command(_no_window, _no_demo, ["restore", str(made), str(firm_in(folder))])
    tell("restored")


def _half_restored(folder: Path, told: Told) -> str:
    kept = list(firm_in(folder).parent.glob("*before restore*.isodesk"))
    broken = [k.name for k in kept if not verify(k, remembered=False).whole]
    later = rows(firm_in(folder), "SELECT count(*) FROM document WHERE process = 'Later'")[0][0]
    if broken or (told and (later or not kept)):
        return f"kept and not whole: {broken}; told, and the later state stands: {later}"
    return "" if later or kept else "neither the newer state nor the kept file stands"


def _old(folder: Path) -> None:
    firm_in(folder).parent.mkdir()
    unpacked(OLDER[0], firm_in(folder))


def _migrate(folder: Path, tell: Tell) -> None:
    with closing(CompanyFile.open(firm_in(folder))) as file:
        file.begin_writing()
        assert file.read_only is None, file.read_only
        tell("migrated")


def _half_migrated(folder: Path, told: Told) -> str:
    entered = rows(firm_in(folder), "SELECT count(*) FROM history WHERE tab = 'schema'")[0][0]
    made = firm_in(folder).parent.glob(f"*{SUFFIX}")
    broken = [m.name for m in made if not verify(m, remembered=False).whole]
    return "" if entered == 1 and not broken else f"{entered} migrations; not whole: {broken}"


def _export(folder: Path, tell: Tell) -> None:
    with Reader() as reader:
        space = Workspace.open(firm_in(folder), Settings(), reader, OfficeClock())
        for n in range(3):
            space.exports.everything(folder / "papers" / f"out {n}")
            space.exports.table(space.lists.table("documents"), folder / "papers" / "list.xlsx")
            tell(n)
        space.close()


def _half_exported(folder: Path, told: Told) -> str:
    from isodesk.services.exports import UNFINISHED

    whole = [p.name for p in (folder / "papers").glob("out *") if not (p / UNFINISHED).exists()]
    counts = {len(list((folder / "papers" / name).rglob("*"))) for name in whole}
    if len(counts) > 1 or not {f"out {n}" for n in told} <= set(whole):
        return f"exports that call themselves whole hold {counts} files; told {told}"
    return _torn(folder / "papers")


def _torn(folder: Path) -> str:
    """A file under its own name that is not whole."""
    import pikepdf

    for path in folder.rglob("*"):
        try:
            if path.suffix == ".pdf":
                pikepdf.open(path).close()
            elif path.suffix == ".xlsx":
                assert zipfile.ZipFile(path).testzip() is None
            elif path.suffix == ".json":
                json.loads(path.read_text("utf-8"))
        except Exception as error:
            return f"{path.name} is not whole: {error}"
    return ""


# an audit onsite: what the run shows as on disk


def _with_audit(folder: Path) -> None:
    audit_round.prepare(firm_in(folder))


def _audit(folder: Path, tell: Tell) -> None:
    audit_round.work(firm_in(folder), tell)


def _answers_lost(folder: Path, told: Told) -> str:
    return audit_round.missing(firm_in(folder), told, rows)


def _no_window(path: Path | None) -> int:
    raise AssertionError


def _no_demo(path: Path) -> int:
    raise AssertionError


KINDS = (
    Kind("save", _found, _save, _saves_lost),
    Kind("import", _with_drop, _import, _half_imported),
    Kind("issue", _with_approved, _issue, _half_issued),
    Kind("print", _with_issued, _print, _half_printed),
    Kind("backup", _with_issued, _backup, _half_backed_up),
    Kind("restore", _with_backup, _restore, _half_restored, older=True),
    Kind("migrate", _old, _migrate, _half_migrated),
    Kind("audit", _with_audit, _audit, _answers_lost),
    Kind("export", _with_issued, _export, _half_exported),
)


def chance_of(kind: Kind, seed: int) -> random.Random:
    """The same moments in every run."""
    return random.Random(f"{kind.name} {seed}")
