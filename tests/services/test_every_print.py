"""Every print of every register, opened and looked at: of a record that is full of long words, of
one that has hardly any, and of a list with both. What prints there are is taken from the code."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from isodesk import registers
from isodesk.core import entry, kinds
from isodesk.core.problems import Refused
from isodesk.core.register import Register
from isodesk.core.rows import Narrowed
from isodesk.intake.reader import Reader
from isodesk.services.lists import as_table
from isodesk.services.register_prints import RECORD, WHOLE
from isodesk.services.workspace import Workspace
from tests.company import TestClock, make
from tests.printing.page_judge import faults
from tests.printing.reading import text_of

EVERY = registers.every()
WORDS = "Ελληνικά, кириллица, žluťoučký, Kabeľ, İğne, ŁÓDŹ ≤ 5 µm → ✓ and a word that goes on"
TITLE = f"{WORDS} {'and on ' * 32}to 300 letters"[:300].strip()
NOTE = f"{WORDS}.\nA second paragraph with http://example.org/{'path/' * 30}end\n" + WORDS * 4
ALL = Narrowed()
LABELS = ("label", "labels")
"""Prints that are stuck on things: neither numbered nor with the state of the file."""


class Fill:
    """Values as long as they are typed at the worst."""

    def __init__(self, space: Workspace) -> None:
        self._space = space
        self._known: dict[str, int] = {}
        people = space.companies.people()
        self._known["person"] = people[0].id

    def record(self, register: Register) -> int:
        """A record with all its fields and two lines of each kind."""
        fields = [f for f in register.fields if f.typed and f.key not in ("number", "title")]
        values = {f.key: self.of(f) for f in fields}
        made = self._space.entries.new(register.key, {"title": TITLE, **values})
        for lines in register.lines:
            row = {f.key: self.of(f) for f in lines.line.fields if f.typed}
            for _ in range(2):
                self._space.entry_lines.put(made, lines.key, row)
        return made

    def of(self, each: entry.Field) -> Any:
        kind = each.kind
        if isinstance(kind, kinds.Reference):
            return self._named(kind)
        if isinstance(kind, kinds.Whole):
            return kind.within[1] if kind.within else 123_456
        if isinstance(kind, kinds.Choice):
            return max(kind.choices, key=lambda choice: len(choice[1]))[0]
        return _LONG[type(kind)](each)

    def _named(self, kind: kinds.Reference) -> int:
        wanted = kind.of[0] if kind.of else "aspect"
        if wanted not in self._known:
            self._known[wanted] = self._made(wanted)
        return self._known[wanted]

    def _made(self, kind: str) -> int:
        if kind == "document":
            from isodesk.documents.values import NewDocument

            kind_id = self._space.companies.types()[0].id
            return self._space.documents.new(NewDocument(TITLE, kind_id))
        return self._space.entries.new(kind, {"title": TITLE})


_LONG: dict[type, Any] = {
    kinds.Text: lambda each: TITLE,
    kinds.Note: lambda each: NOTE,
    kinds.Number: lambda each: max(Decimal("123456789.125"), each.kind.least or 0),
    kinds.Day: lambda each: date(2027, 3, 15),
    kinds.Moment: lambda each: datetime(2026, 11, 20, 8, 30).astimezone(),
    kinds.YesNo: lambda each: True,
    kinds.Recurring: lambda each: "FREQ=MONTHLY;INTERVAL=3",
}


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Reader() as reader:
        made = make(tmp_path_factory.mktemp("prints") / "prints.isodesk", reader, TestClock())
        yield made
        made.close()


@pytest.mark.parametrize("register", EVERY, ids=[register.key for register in EVERY])
def test_every_print_of_a_register_is_whole(space: Workspace, register: Register) -> None:
    kind = register.key
    nothing = Narrowed(text="no record is called like this")
    assert "Nothing to list." in text_of(listed(space, register, nothing))
    full, bare = Fill(space).record(register), space.entries.new(kind, {"title": "Bare"})
    made = dict(printed(space, register, full)) | {"list": listed(space, register)}
    made |= {f"bare {name}": pdf for name, pdf in printed(space, register, bare)}
    for name, pdf in made.items():
        numbered = name.split()[-1] not in LABELS
        assert faults(pdf, numbered) == [], (kind, name)
    assert "Bare" in text_of(made["bare record"]) and "Bare" in text_of(made["list"])
    for name in ("record", "list"):
        said = "".join(text_of(made[name]).split())
        assert "Ελληνικά,кириллица" in said and "İğne" in said and "≤5µm→✓" in said


def listed(space: Workspace, register: Register, wanted: Narrowed = ALL) -> bytes:
    """The list of a register with all its columns that are shown."""
    rows, total = space.entry_lists.rows(register.key, wanted), space.entry_lists.total
    shown = [column for column in rows.columns if column.shown]
    count = total(register.key, 3)
    table = as_table(rows)
    return space.sheets.listing(register.title, register.many, table, count, "", shown)


def printed(space: Workspace, register: Register, record: int) -> Iterator[tuple[str, bytes]]:
    """Each print of a record and of its register, by name; those that say why not are left out."""
    kind, prints = register.key, space.register_prints
    yield "record", space.entry_sheets.record(record, space.histories.of(record))
    yield "blank", space.blanks.print(kind, 14)[1]
    for one in RECORD.get(kind, ()):
        try:
            yield one.key, prints.record(kind, one.key, record)
        except Refused as refused:
            assert str(refused).endswith(".")
    for whole in WHOLE.get(kind, ()):
        try:
            choices = prints.choices(kind, whole.key)
            yield whole.key, prints.register(kind, whole.key, choices[0] if choices else "")
        except Refused as refused:
            assert str(refused).endswith(".")
