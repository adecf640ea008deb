"""The doors by which files come in: the real services, each with one file. A door returns, or
raises `Refused`; what else happens is a fault."""

import random
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from isodesk.core.names import name_of
from isodesk.core.problems import Refused
from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.settings import SETTINGS, Settings
from tests.audits import audit_of, held
from tests.campaigns.odd_files import own
from tests.company import TestClock, make
from tests.services.firm import Firm

_MOST_APPLIED = 400
"""Rows or files of one trial that are written, so that thousands of trials end."""


@dataclass
class House:
    """A company whose doors stand open."""

    root: Path
    reader: Reader
    space: Workspace = field(init=False)
    firm: Firm = field(init=False)
    blank: bytes = field(init=False)
    """A company file as it was before anything came in."""

    def __post_init__(self) -> None:
        path = self.root / "house.isodesk"
        make(path, self.reader).close()
        self.blank = path.read_bytes()
        clock = TestClock()
        clock.later(minutes=10)
        self.space = Workspace.open(path, Settings(), self.reader, clock)
        self.space.begin_writing()
        self.firm = Firm(self.space, clock)
        self.draft = self._draft()
        self.checklist = self.space.entries.new("checklist", {"title": "Odd"})
        questions = held(self.space)
        self.question, self.audit = questions[0].id, audit_of(self.space, questions[0].id)
        self._hand_over()

    def _hand_over(self) -> None:
        from isodesk.services.handing_over import open_package

        sent = self.space.handing_over.hand_over(self.audit, "Robin Amsel")
        there = self.root / "colleague.isodesk"
        with closing(
            open_package(sent.content, sent.code, there, Settings(), self.reader)
        ) as second:
            row = second.desk.file.reader().execute("SELECT id FROM audit").fetchone()
            self.answers = second.handing_over.answers(int(row[0])).content
        self.sent, self.code = sent.content, sent.code
        self.package = self.answers[16:32].decode("ascii")

    def _draft(self) -> int:
        document = self.firm.draft()
        return self.space.documents.get(document).revisions[-1].id

    def head(self) -> str:
        """Where the history stands: the same before and after what was refused."""
        row = self.space.desk.file.reader().execute("SELECT max(seq), max(hash) FROM history")
        return repr(row.fetchone())

    def close(self) -> None:
        self.space.close()


Door = Callable[[House, Path, random.Random], object]


def register(house: House, path: Path, chance: random.Random) -> object:
    """A sheet becomes records of some register."""
    kinds = ("action", "nonconformity", "aspect", "supplier", "instrument", "risk", "training")
    known = {r.key for r in house.space.catalogue.every()}
    kind = chance.choice([k for k in kinds if k in known])
    with house.space.sheet_import.read(path) as sheets:
        table = house.space.sheet_import.main_table(sheets, kind)
        if table.rows > 3_000:
            return "long"
        taken = house.space.sheet_import.take(sheets, table)
        wish = house.space.sheet_import.propose(taken, kind)
        plan = house.space.sheet_import.plan(taken, wish)
        if plan.to_write > _MOST_APPLIED or len(wish.targets) > 60:
            return "planned"
        return house.space.sheet_import.apply(taken, plan)


def checklist(house: House, path: Path, chance: random.Random) -> object:
    """A sheet becomes questions of a checklist."""
    plan = house.space.checklist_sheets.plan(house.checklist, path)
    return house.space.checklist_sheets.apply(plan, {row.n for row in plan.rows[:_MOST_APPLIED]})


def documents(house: House, path: Path, chance: random.Random) -> object:
    """Dropped on the window: surveyed, then brought in as documents."""
    rows = house.space.bringing_in.survey([path])
    kind = house.firm.types["procedure"]
    taken = [_typed(row, kind) for row in rows[:_MOST_APPLIED]]
    said = [row.why for row in taken if row.refused]
    if not [row for row in taken if row.take]:
        raise Refused("; ".join(said) or "nothing was taken")
    done = house.space.bringing_in.apply(taken, as_text=chance.random() < 0.8)
    if done.refused and not done.documents:
        raise Refused(done.refused[0][1])
    return done


def _typed(row: Any, kind: int) -> Any:
    from dataclasses import replace

    return row if row.type_id or row.refused else replace(row, type_id=kind)


def content(house: House, path: Path, chance: random.Random) -> object:
    """The content of a draft, and the pages it makes."""
    contents = house.space.contents
    brought = contents.take(path, as_text=chance.random() < 0.9)
    contents.set(house.draft, brought)
    pages = contents.lay_out(house.draft)
    pdf = pages.pdf if pages else brought.pdf
    with suppress(Refused):  # the content stands; that a page cannot be shown is told there
        return contents.picture(pdf, 1, 300) if pdf else "source"
    return "not shown"


def pasted(house: House, path: Path, chance: random.Random) -> object:
    """What other programs put on the clipboard, in a text that is saved and printed."""
    from isodesk.intake.html_paste import pasted_html, pasted_text
    from isodesk.writing.tree import Tree

    words = _bytes(path).decode("utf-8", "replace")
    got = (pasted_html if chance.random() < 0.7 else pasted_text)(words)
    for picture in list(got.pictures.values())[:3]:
        with suppress(Refused):
            house.space.written.keep_picture(picture)
    revision = house.space.written
    if chance.random() < 0.3 and len(got.blocks) < 300:
        fresh = house._draft()
        revision.begin(fresh, Tree(()))
        revision.save(fresh, got.blocks)
        revision.settle(fresh)
        return house.space.contents.lay_out(fresh)
    return len(got.blocks)


def picture(house: House, path: Path, chance: random.Random) -> object:
    """A picture in a text."""
    kept = house.space.written.keep_picture(_bytes(path))
    assert house.space.written.picture(kept, 200) is not None
    return kept


def photo(house: House, path: Path, chance: random.Random) -> object:
    """A photo as evidence, seen again."""
    from isodesk.registers.audit_words import Proof

    shot = house.space.audit_shots.ready(path.name, _bytes(path))
    house.space.audit_evidence.shot(house.question, Proof.PHOTO, shot, "x")
    return shot


def attachment(house: House, path: Path, chance: random.Random) -> object:
    """Any file beside a record, byte for byte."""
    data = _bytes(path)
    made = house.space.links.attach(house.checklist, name_of(path), data, "application/x")
    files = house.space.links.files_of(house.checklist)
    file = next(f for f in files if f.id == made)
    assert house.space.links.read(file.file_id) == data
    house.space.links.detach(made)
    return file.name


def logo(house: House, path: Path, chance: random.Random) -> object:
    """The company's logo, on a page."""
    from isodesk.printing.logo import read_logo as printable
    from isodesk.services.company import read_logo

    assert printable(read_logo(path)) is not None
    return "drawn"


def codes(house: House, path: Path, chance: random.Random) -> object:
    """A photo of a paper that is asked for."""
    found = house.space.contents.barcodes(path)
    return [house.space.paper_check.check(code) for code in found]


def scan(house: House, path: Path, chance: random.Random) -> object:
    """The scan of a filled form."""
    return house.space.forms.read_scan(path)


def stamp(house: House, path: Path, chance: random.Random) -> object:
    """A loose PDF under a stamp."""
    from isodesk.printing.stamp_facts import Kind, Placing, Stamp
    from isodesk.services.stamping import stamp_all

    told = Stamp(Kind.UNCONTROLLED, "QP-07", "3", holder="x", place="y")
    placing = chance.choice(list(Placing))
    return stamp_all(house.reader, _bytes(path), placing, [told], what=path.name)


def package(house: House, path: Path, chance: random.Random) -> object:
    """Answers from a second laptop, or an audit for one."""
    from isodesk.services.handing_over import open_package

    data = _bytes(path)
    if chance.random() < 0.5:
        plan = house.space.audit_merging.plan(data)
        return house.space.audit_merging.merge(data, plan, {})
    there = path.with_name("there.isodesk")
    open_package(data, house.code, there, Settings(), house.reader).close()
    return "opened"


def company(house: House, path: Path, chance: random.Random) -> object:
    """A company file: looked at, begun, searched, closed."""
    space = Workspace.open(path, Settings(), house.reader, TestClock())
    try:
        space.glance()
        space.begin_writing()
        return space.glance()
    finally:
        space.close()


def restore(house: House, path: Path, chance: random.Random) -> object:
    """A backup over a file that stands."""
    from isodesk.services import restoring

    target = path.with_name("target.isodesk")
    target.write_bytes(house.blank)
    restoring.plan(path, target)
    return restoring.restore(path, target, "Anna", TestClock())


def settings(house: House, path: Path, chance: random.Random) -> object:
    """Settings as somebody edited them: all read as the window reads them."""
    from isodesk import paths

    place = paths.config_dir() / "settings.json"
    with _put_back(place):
        shutil.copy(path, place)
        known = Settings()
        for key in SETTINGS:
            value = known.get(key)
            assert isinstance(value, type(SETTINGS[key].default))
        assert 80 <= known.get("text") <= 200, known.get("text")
        assert all(isinstance(each, str) for each in known.get("recent"))
        assert known.get("photo_side") > 0
        for key in ("layout", "backups", "onsite", "actors"):
            known.of_file(key, "x")
        known.opened("/x")
    return "read"


class _put_back:  # noqa: N801 - reads as a word
    def __init__(self, place: Path) -> None:
        self._place = place
        self._was = place.read_bytes() if place.exists() else None

    def __enter__(self) -> None:
        self._place.parent.mkdir(parents=True, exist_ok=True)

    def __exit__(self, *_: object) -> None:
        if self._was is None:
            self._place.unlink(missing_ok=True)
        else:
            self._place.write_bytes(self._was)


def _bytes(path: Path) -> bytes:
    from isodesk.intake.file_bytes import bytes_of

    return bytes_of(path)


def odd_company(house: House, chance: random.Random) -> bytes:
    """A mutated company file."""
    return own.company(house.blank, chance)


def odd_package(house: House, chance: random.Random) -> bytes:
    """A package that is not what it was."""
    kind = chance.randrange(3)
    if kind == 0:
        return own.sealed_body(house.package, house.code, own.odd_zip(chance))
    whole = house.answers if kind == 1 else house.sent
    return own.package(whole, house.package, house.code, chance)


def odd_settings(house: House, chance: random.Random) -> bytes:
    """Broken settings."""
    return own.settings(chance)
