"""The command: makes the files, opens the doors, and counts what became of each."""

import faulthandler
import logging
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_SLOW = 120
_GROWN = 700 << 20
_INPUTS = Path(__file__).parents[4] / "shared" / "inputs"


class Hang(BaseException):
    """It took longer than anybody waits."""


@dataclass
class Tally:
    """What became of the trials."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    sentences: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    examples: dict[str, str] = field(default_factory=dict)
    seconds: Counter[str] = field(default_factory=Counter)

    def fault(self, door: str, what: str, example: str) -> None:
        """One that must not be."""
        if f"{door}: {what}" not in self.faults:
            print(f"FAULT {door}: {what}\n      {example}", flush=True)
        self.faults[f"{door}: {what}"] += 1
        self.examples.setdefault(f"{door}: {what}", example)


def main(times: int, seed: int, words: list[str]) -> int:
    """All trials; answers the exit code."""
    with tempfile.TemporaryDirectory(prefix="isodesk-odd-") as place:
        root = Path(place)
        own_folders(root)
        logging.disable(logging.WARNING)
        tally, house = Tally(), _house(root)
        ways = [w for w in _ways() if not words or any(word in w[0] for word in words)]
        try:
            for n in range(times):
                trial(house, root, random.Random(f"{seed} {n}"), ways, tally, f"{seed} {n}")
                if n % 200 == 199:
                    print(f"{n + 1} tried, {tally.faults.total()} faults", flush=True)
        finally:
            house.close()
            house.reader.close()
        whole = still_whole(root / "house.isodesk")
    report(tally, whole)
    return 1 if tally.faults or whole else 0


def trial(
    house: Any, root: Path, chance: random.Random, ways: list[Any], tally: Tally, name: str
) -> None:
    """One file through one door."""
    label, door, makers, placed = chance.choice(ways)
    folder = root / "in"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    told, path = _file(house, folder, chance, makers, placed)
    example = f"trial {name}, {label}, {told}"
    before, began = house.head(), time.monotonic()
    _reset_peak()
    held = _peak()
    try:
        with alarmed():
            door(house, path, chance)
        tally.done[label] += 1
    except Exception as error:
        judge(error, house, before, label, example, tally)
    except Hang:
        tally.fault(label, "hang", example)
    gone = time.monotonic() - began
    tally.seconds[label] += gone  # type: ignore[assignment]
    if gone > 30:
        print(f"slow: {gone:.0f} s, {example}", flush=True)
    if _peak() - held > _GROWN:
        tally.fault(label, f"more than {_GROWN >> 20} MB", example)


def judge(
    error: Exception, house: Any, before: str, label: str, example: str, tally: Tally
) -> None:
    """A refusal is one sentence and leaves nothing; anything else is a fault."""
    from isodesk.core.problems import Refused

    if not isinstance(error, Refused):
        frames = traceback.extract_tb(error.__traceback__)
        ours = [f for f in frames if "isodesk" in f.filename and "campaigns" not in f.filename]
        where = (ours or frames)[-1]
        place = f"{Path(where.filename).name}:{where.lineno}"
        what = f"{type(error).__name__} {place} {str(error)[:90]!r}"
        tally.fault(label, what, example)
        return
    tally.refused[label] += 1
    said = str(error)
    tally.sentences[label][re.sub(r"“[^”]*”|\d+", "…", said)[:150]] += 1
    if unfit(said):
        tally.fault(label, f"no sentence: {said[:120]!r}", example)
    if house.head() != before:
        tally.fault(label, f"refused, and something was written: {said[:80]!r}", example)


def unfit(said: str) -> bool:
    """Whether it is no sentence for an officer."""
    codey = re.search(r"Traceback|Error\b|Exception|0x[0-9a-f]{4}|None\b|<class|NoneType", said)
    return not said.strip() or len(said) > 700 or codey is not None or "\n" in said.strip()


def _file(
    house: Any, folder: Path, chance: random.Random, makers: Any, placed: bool
) -> tuple[str, Path]:
    from tests.campaigns.odd_files.mutation import mutated
    from tests.campaigns.odd_files.places import PLACES, named

    kind = chance.random()
    real = _real()
    if real and placed and kind < 0.3:
        source = chance.choice(real)
        name, data, told = source.name, source.read_bytes(), f"of {source.name}"
    else:
        maker = chance.choice(makers)
        made = maker(chance) if placed else ("file", maker(house, chance))
        (name, data), told = made, maker.__name__
    if placed and chance.random() < 0.5:
        data, told = mutated(data, chance), f"mutated {told}"
    if placed and chance.random() < 0.06:
        place = chance.choice(PLACES)
        try:
            return f"{place.__name__} {told}", place(folder, data, chance)
        except OSError:
            return f"named {told}", named(folder, data, random.Random(1))
    path = folder / name
    path.write_bytes(data)
    return told, path


def _real() -> list[Path]:
    if not _CACHE and _INPUTS.is_dir():
        _CACHE.extend(p for p in sorted(_INPUTS.rglob("*")) if p.is_file() and p.suffix != ".tsv")
    return _CACHE


_CACHE: list[Path] = []


def _ways() -> list[tuple[str, Callable[..., object], Any, bool]]:
    """(name, door, its makers, whether they make files by themselves)."""
    from tests.campaigns.odd_files import doors, papers, pictures, sheets, texts, words

    every = (*sheets.MAKERS, *words.MAKERS, *pictures.MAKERS, *papers.MAKERS, *texts.MAKERS)
    ways: list[tuple[str, Callable[..., object], Any, bool]] = [
        ("register", doors.register, sheets.MAKERS, True),
        ("register", doors.register, sheets.MAKERS, True),
        ("checklist", doors.checklist, sheets.MAKERS, True),
        ("documents", doors.documents, (*words.MAKERS, *papers.MAKERS, *texts.MAKERS), True),
        ("content", doors.content, (*words.MAKERS, *texts.MAKERS, *papers.MAKERS), True),
        ("content", doors.content, words.MAKERS, True),
        ("pasted", doors.pasted, texts.MAKERS, True),
        ("picture", doors.picture, pictures.MAKERS, True),
        ("photo", doors.photo, pictures.MAKERS, True),
        ("logo", doors.logo, pictures.MAKERS, True),
        ("codes", doors.codes, (*pictures.MAKERS, *papers.MAKERS), True),
        ("scan", doors.scan, (*pictures.MAKERS, *papers.MAKERS), True),
        ("stamp", doors.stamp, papers.MAKERS, True),
        ("attachment", doors.attachment, every, True),
        ("package", doors.package, (doors.odd_package,), False),
        ("company", doors.company, (doors.odd_company,), False),
        ("restore", doors.restore, (doors.odd_company,), False),
        ("settings", doors.settings, (doors.odd_settings,), False),
    ]
    wrong = [(f"{n}, any file", door, every, True) for n, door, _, _ in ways if n != "settings"]
    return ways * 3 + wrong


def still_whole(path: Path) -> list[str]:
    """What verify finds in the file after everything."""
    from isodesk.store.verify import verify

    return [finding.sentence for finding in verify(path, remembered=False).findings]


def report(tally: Tally, whole: list[str]) -> None:
    """The figures, then the faults."""
    for label in sorted(tally.done | tally.refused):
        n = tally.done[label] + tally.refused[label]
        faults = sum(c for f, c in tally.faults.items() if f.startswith(f"{label}: "))
        print(
            f"{label:24} {n + faults:6} tried {tally.done[label]:6} done {tally.refused[label]:6}"
            f" refused {faults:4} faults {tally.seconds[label]:7.0f} s"
        )
        if os.environ.get("ODD_SENTENCES"):
            for said, count in tally.sentences[label].most_common(25):
                print(f"      {count:4} {said}")
    print(f"after all of it the file has {len(whole)} findings", *whole[:5])
    for fault, count in tally.faults.most_common():
        print(f"FAULT {count} x {fault}\n      {tally.examples[fault]}")


@contextmanager
def alarmed() -> Iterator[None]:
    """Ends what hangs."""

    def ring(*_: object) -> None:
        faulthandler.dump_traceback(all_threads=False)
        raise Hang

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(_SLOW)
    try:
        yield
    finally:
        signal.alarm(0)


def _reset_peak() -> None:
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _peak() -> int:
    told = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    found = re.search(r"VmHWM:\s+(\d+) kB", told)
    return int(found[1]) << 10 if found else 0


def own_folders(root: Path) -> None:
    """Nothing of the user's own is touched."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    xdg = [f"XDG_{each}_HOME" for each in ("CONFIG", "DATA", "CACHE", "STATE")]
    for variable in ("HOME", *xdg):
        os.environ[variable] = str(root / variable)
        (root / variable).mkdir()


def _house(root: Path) -> Any:
    from isodesk.intake.reader import Reader
    from tests.campaigns.odd_files.doors import House

    return House(root, Reader())


if __name__ == "__main__":
    started = time.monotonic()
    asked = sys.argv[1:]
    code = main(
        int(asked[0]) if asked else 3_000, int(asked[1]) if len(asked) > 1 else 1, asked[2:]
    )
    print(f"{time.monotonic() - started:.0f} s")
    sys.exit(code)
