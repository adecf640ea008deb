"""An officer's days by the program's own services, told line by line as they are answered.

    python -m tests.campaigns.day_of_work FOLDER [ROUNDS] [--weak]

Run by power_cuts under recorder.c: FOLDER/disk is what is recorded, FOLDER/disk/told holds one
line of JSON for each work that was acknowledged. `--weak` writes with synchronous=NORMAL, to
show that the replay sees what that loses.
"""

import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from isodesk.core.clock import OfficeClock
from isodesk.core.problems import Refused
from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.store import sqlite
from isodesk.store.head import head_of
from isodesk.writing.tree import Heading, Paragraph, Tree, Words
from tests.company import FOUNDING
from tests.services.firm import Firm

Work = tuple[str, Callable[[], object]]


class Day:
    """One file and what is done to it; the file is closed and opened again in between."""

    def __init__(self, folder: Path, reader: Reader, space: Workspace | None = None) -> None:
        """A new file below the folder, or one that is open there."""
        self._reader, self._chance = reader, random.Random(11)
        self.path = folder / "firm" / "firm.isodesk"
        self.stick = folder / "stick"
        self._drop = folder / "drop"
        self._drop.mkdir(exist_ok=True)
        made = space or Workspace.create(self.path, FOUNDING, Settings(), reader, OfficeClock())
        self.space = made

    def works(self, rounds: int) -> Iterator[Work]:
        """What is done, in order; each is acknowledged when it has returned."""
        yield "founded", lambda: None
        for n in range(rounds):
            document = self._firm().draft(f"Procedure {n}")
            yield "drafted", lambda: None
            yield from self._procedure(n, document)
            yield from self._written(n)
            yield "brought in", lambda n=n: self._bring_in(n)
            yield "checkpoint", self._checkpoint
            yield "revised", lambda d=document: self._firm().revised(d)
            if n % 3 == 2:
                yield "opened again", self._again
            if n % 4 == 1:
                yield "backup", lambda: self.space.backups.write(self.stick).path.name
        yield "closed", self.space.close

    def _procedure(self, n: int, document: int) -> Iterator[Work]:
        yield "saved", lambda: self.space.documents.change(document, process=f"Process {n}")
        yield "attached", lambda: self._attach(document, 3_000 + 40_000 * (n % 3))
        yield "issued", lambda: self._firm().issued(document)

    def _checkpoint(self) -> None:
        self.space.desk.file.checkpoint()

    def _written(self, n: int) -> Iterator[Work]:
        revision = self._firm().newest(self._firm().draft(f"Written {n}")).id
        texts = [f"Passage {i} of {n}." for i in range(8)]
        yield "begun", lambda: self.space.written.begin(revision, _tree(texts))
        for i in range(4):
            texts[i] += " " + "More words are typed here. " * self._chance.randrange(1, 30)
            yield "typed", lambda: self.space.written.save(revision, _tree(texts).blocks)
        yield "settled", lambda: self.space.written.settle(revision)

    def _firm(self) -> Firm:
        return Firm(self.space, OfficeClock())  # type: ignore[arg-type]

    def _attach(self, document: int, size: int) -> None:
        content = self._chance.randbytes(size)
        self.space.links.attach(document, "photo.jpg", content, "image/jpeg")

    def _bring_in(self, n: int) -> None:
        files = [self._drop / f"WI-{3 * n + i + 10} Work {n} {i} rev 1.md" for i in range(3)]
        for file in files:
            file.write_text(f"# {file.stem}\n\nHow it is done.\n", encoding="utf-8")
        rows = self.space.bringing_in.survey(files)
        made = self.space.bringing_in.apply(rows)
        if made.new != len(files):
            raise Refused(f"{made.refused}")

    def _again(self) -> None:
        self.space.close()
        self.space = Workspace.open(self.path, Settings(), self._reader, OfficeClock())
        self.space.begin_writing()


def _tree(texts: list[str]) -> Tree:
    paragraphs = [Paragraph((Words(text),)) for text in texts]
    return Tree((Heading(1, (Words("Written here"),)), *paragraphs))


def head(path: Path) -> tuple[int, str]:
    """The head of a file's history, whoever has it open."""
    connection = sqlite.guarded(path)
    found = head_of(connection)
    connection.close()
    return found


def write_weakly() -> None:
    """Let every writing connection be as most programs have it: NORMAL."""
    full = sqlite.working

    def weak(*given: object, **more: object) -> object:
        connection = full(*given, **more)  # type: ignore[arg-type]
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection

    sqlite.working = weak


def main(folder: Path, rounds: int, weak: bool) -> None:
    """Do all works; tell each."""
    if weak:
        write_weakly()
    told = os.open(folder / "disk" / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with Reader() as reader:
        day = Day(folder / "disk", reader)
        for what, work in day.works(rounds):
            answer = work()
            seq, digest = head(day.path)
            line = {"what": what, "seq": seq, "head": digest, "answer": answer}
            os.write(told, (json.dumps(line, default=str) + "\n").encode())


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[2:] if a.isdigit()]
    main(Path(sys.argv[1]), numbers[0] if numbers else 10, "--weak" in sys.argv)
