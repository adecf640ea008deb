"""Every register that is found: its fields are on its form, saved, listed and told by the history;
its page opens, saves what is typed, and each of its steps asks what it must."""

import time
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from isodesk import registers
from isodesk.core import entry, kinds
from isodesk.core.register import Group, Register
from isodesk.core.rows import Narrowed
from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.ui import theme
from isodesk.ui.jobs import Jobs
from isodesk.ui.pick_fields import Named
from isodesk.ui.registers.editors import as_stored
from isodesk.ui.registers.page import RegistersPage
from isodesk.ui.registers.take_dialog import TakeDialog
from tests.company import TestClock, make

EVERY = registers.every()
KEYS = [register.key for register in EVERY]


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Reader() as reader:
        made = make(tmp_path_factory.mktemp("every") / "every.isodesk", reader, TestClock())
        yield made
        made.close()


@pytest.fixture(scope="module")
def page(qapp: QApplication, space: Workspace) -> Iterator[RegistersPage]:
    theme.apply(qapp, "light", 1.0)
    untaken: list[BaseException] = []
    jobs = Jobs(untaken.append, untaken.append)
    made = RegistersPage(space, jobs, groups=tuple(Group))
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    yield made
    jobs.finish()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    jobs.close()
    assert not untaken, untaken


def settle(page: RegistersPage, quiet: int = 8) -> None:
    """Until nothing happens any more; sleeping lets the workers run, which qWait does not."""
    still = 0
    while still < quiet:
        QCoreApplication.processEvents()
        time.sleep(0.01)
        still = 0 if page.tools.jobs.busy() else still + 1


class Values:
    """A value of each kind that its field allows."""

    def __init__(self, space: Workspace) -> None:
        self._space = space
        self._known: dict[str, int] = {}

    def of(self, each: entry.Field) -> Any:
        kind = each.kind
        if isinstance(kind, kinds.Reference):
            return self._record(kind)
        if isinstance(kind, kinds.Whole):
            return kind.within[0] + 1 if kind.within else 3
        if isinstance(kind, kinds.Choice):
            return kind.choices[-1][0]
        return _PLAIN[type(kind)](each)

    def _record(self, kind: kinds.Reference) -> int:
        wanted = kind.of[0] if kind.of else "aspect"
        if wanted not in self._known:
            self._known[wanted] = self._made(wanted)
        return self._known[wanted]

    def _made(self, kind: str) -> int:
        if kind == "person":
            people = self._space.companies.people()
            return next(p.id for p in people if p.name == "Anna Reyes")
        if kind == "document":
            from isodesk.documents.values import NewDocument

            kind_id = self._space.companies.types()[0].id
            return self._space.documents.new(NewDocument("A procedure", kind_id))
        return self._space.entries.new(kind, {"title": f"Some {kind}"})


_PLAIN: dict[type, Any] = {
    kinds.Text: lambda each: f"{each.label} in words",
    kinds.Note: lambda each: f"{each.label}\nin two lines",
    kinds.Number: lambda each: max(Decimal("1.5"), each.kind.least or 0),
    kinds.Day: lambda each: date(2027, 3, 15),
    kinds.Moment: lambda each: datetime(2026, 11, 20, 8, 30).astimezone(),
    kinds.YesNo: lambda each: True,
    kinds.Recurring: lambda each: "FREQ=MONTHLY;INTERVAL=3",
}


def typed(register: Register) -> list[entry.Field]:
    return [f for f in register.fields if f.typed and f.key not in ("number", "title")]


@pytest.mark.parametrize("register", EVERY, ids=KEYS)
def test_every_field_is_kept_listed_and_told(space: Workspace, register: Register) -> None:
    values, given = Values(space), {"title": f"A {register.one}"}
    given |= {f.key: values.of(f) for f in typed(register)}
    record = space.entries.new(register.key, given)
    kept = space.entries.get(record)
    assert {key: kept.values[key] for key in given} == given
    rows = space.entry_lists.rows(register.key, Narrowed(text=str(given["title"])))
    listed = [row for row in rows.page(None, 500).rows if row.id == record]
    assert len(listed) == 1
    assert {column.key for column in rows.columns} >= set(given)
    labels = {f.label for f in register.fields if f.key in given}
    told = {change.label for e in space.histories.of(record) for change in e.fields}
    assert labels <= told


@pytest.mark.parametrize("register", EVERY, ids=KEYS)
def test_a_typed_value_is_put_back_from_the_history(space: Workspace, register: Register) -> None:
    record = space.entries.new(register.key, {"title": "Before"})
    space.entries.change(record, {"title": "After"})
    change = space.histories.of(record)[0].fields[0]
    assert (change.old, change.new, change.can_put_back) == ("Before", "After", True)
    space.histories.put_back(change.seq, change.column)
    assert space.entries.get(record).title == "Before"


def shown_as(each: entry.Field, value: Any) -> Any:
    """A value as its field takes it."""
    plain_record = isinstance(each.kind, kinds.Reference) and each.kind.key != "person"
    return Named(value, "the record") if plain_record else value


@pytest.mark.parametrize("register", EVERY, ids=KEYS)
def test_every_field_is_on_the_form_and_saved_as_it_is_left(
    page: RegistersPage, space: Workspace, register: Register
) -> None:
    values = Values(space)
    page.open_register(register.key)
    page.new_record()
    settle(page)
    record, form = page.record.shown_id(), page.record.form()
    assert record is not None
    assert form.register.key == register.key
    wanted = {f.key: values.of(f) for f in typed(register)}
    assert set(wanted) <= set(form.fields)
    by_hand = {f.kind.key: f for f in reversed(typed(register))}  # the first of each kind
    for each in by_hand.values():
        form.fields[each.key].put(shown_as(each, wanted[each.key]))
        form.fields[each.key].commit()
    settle(page)
    kept = space.entries.get(record).values
    assert {f.key: kept[f.key] for f in by_hand.values()} == {
        f.key: wanted[f.key] for f in by_hand.values()
    }
    space.entries.change(record, wanted)
    settle(page)
    assert {key: as_stored(form.fields[key].value()) for key in wanted} == wanted
    for problem in space.entries.get(record).problems:
        field = form.fields.get(problem.field)
        assert problem.sentence in (field.problem() if field else form.general.text())


def _is_shown(page: RegistersPage, record: int) -> bool:
    facts = page.record.facts()
    return facts is not None and facts.entry.id == record


@pytest.mark.parametrize("register", EVERY, ids=KEYS)
def test_each_step_asks_what_it_must(
    page: RegistersPage, space: Workspace, register: Register
) -> None:
    record = space.entries.new(register.key, {"title": "A record"})
    page.open_record(record, register.key)
    settle(page)
    for _ in range(50):  # the hand rests on the row first
        if _is_shown(page, record):
            break
        settle(page)
    facts = page.record.facts()
    assert facts.entry.id == record
    assert {offer.step.key for offer in facts.entry.steps} == set(page.record.head.steps)
    for step in register.steps:
        if not (step.asks or step.reason):
            continue
        dialog = TakeDialog(page.tools, facts, step, lambda: None, page)
        asked = set(dialog._fields)
        assert asked == set(step.asks) | ({"reason"} if step.reason else set())
        dialog.show()
        QCoreApplication.processEvents()
        dialog.close()


def test_every_group_of_the_navigation_has_its_registers() -> None:
    assert len(KEYS) == len(set(KEYS))
    groups = [register.group.value for register in EVERY]
    assert list(dict.fromkeys(groups)) == [
        "Planning",
        "Customers",
        "Products and supply",
        "People",
        "Environment",
        "Improvement",
        "Audits",
    ]
