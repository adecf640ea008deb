"""What is said of the backups: on Today, in the status line, in the list of them; no Qt."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from isodesk.core.ladder import Rung
from isodesk.core.rows import Column, Mark, Row
from isodesk.i18n import tr
from isodesk.services.backup_rules import Facts, changed, second_asked
from isodesk.ui.days import day_text
from isodesk.ui.today_words import age_words

if TYPE_CHECKING:
    from isodesk.services.backups import Backups
    from isodesk.services.standing import Standing

OLD_DAYS = 7
"""A backup older than this is said in red: a week of work is what an officer may lose."""
RUNG_WORDS = {
    Rung.DAILY: "Daily",
    Rung.WEEKLY: "Weekly",
    Rung.MONTHLY: "Monthly",
    Rung.YEARLY: "Yearly",
}


@dataclass(frozen=True)
class Ask:
    """One thing to be done about the backups: `step` is what its line leads to (folder,
    backup, second, drill, damage)."""

    step: str
    words: str
    note: str = ""
    late: bool = True


@dataclass(frozen=True)
class BackupSaid:
    """How the backups stand: `age` of the newest ("" for none), a sentence, what is asked."""

    age: str
    late: bool
    sentence: str
    asks: tuple[Ask, ...]


def backup_said(backups: "Backups") -> BackupSaid:
    """From what is remembered; looks at no folder."""
    facts, last = backups.facts(), backups.last()
    asks = tuple(_asks(backups, facts))
    if last is None:
        said = tr("This computer has written no backup of this file yet.")
        return BackupSaid("", True, said, asks)
    old = (facts.now - last.at).days >= OLD_DAYS and changed(facts)
    words = tr(
        "Verified {when} in {folder}.", when=moment(last.at, facts.now), folder=last.path.parent
    )
    drill = backups.notes.drill()
    if drill is not None and not drill.wrong:
        words += " " + tr(
            "Restored on trial {day}.",
            day=day_text(drill.at.astimezone(facts.now.tzinfo).date()),
        )
    return BackupSaid(age_words(last.at, facts.now), old, words, asks)


def _asks(backups: "Backups", facts: Facts) -> list[Ask]:
    found: list[Ask] = []
    trouble, drill = backups.notes.trouble(), backups.notes.drill()
    if not facts.folder:
        found.append(Ask("folder", tr("Choose where backups go"), tr("none chosen")))
    if trouble is not None and trouble.damage:
        found.append(Ask("damage", tr("The file is damaged"), tr("see what")))
    elif trouble is not None:
        found.append(Ask("backup", tr("The last backup failed"), age_words(trouble.at, facts.now)))
    if second_asked(facts):
        never = facts.second_at is None
        note = tr("never") if never else age_words(facts.second_at or facts.now, facts.now)
        found.append(Ask("second", tr("Second medium is due"), note))
    if drill is not None and drill.wrong:
        found.append(Ask("drill", tr("The restore on trial failed"), tr("see why")))
    return found


def status_words(said: BackupSaid) -> tuple[str, bool]:
    """(words, whether all is well) for the status line: what is worst comes first."""
    if said.asks:
        first = said.asks[0]
        return (f"{first.words}: {first.note}" if first.step == "second" else first.words), False
    if not said.age:
        return tr("No backup yet"), False
    return tr("Backup verified {age}", age=said.age), not said.late


def moment(at: datetime, now: datetime) -> str:
    """`23 Nov 2026 10:42` in the zone of `now`."""
    local = at.astimezone(now.tzinfo)
    return f"{day_text(local.date())} {local:%H:%M}"


def list_columns() -> tuple[Column, ...]:
    """The columns of the list of backups."""
    return (
        Column("at", tr("Written"), 11.5, "number", sortable=False),
        Column("place", tr("Where"), 11, sortable=False),
        Column("kept", tr("Kept as"), 7.5, "state", sortable=False),
        Column("checked", tr("Checked"), 11.5, "second", sortable=False),
        Column("head", tr("Head"), 15, "number", sortable=False),
        Column("size", tr("Size"), 5.5, "figure", sortable=False),
        Column("name", tr("Name"), 12, "second", sortable=False, shown=False),
    )


def list_rows(standing: "tuple[Standing, ...]", now: datetime) -> tuple[Row, ...]:
    """One row a backup; ids are places in the list, from 0."""
    return tuple(Row(n, _values(each, now)) for n, each in enumerate(standing))


def _values(each: "Standing", now: datetime) -> tuple[object, ...]:
    from isodesk.services.backup_label import size_words

    known = each.known
    checked = moment(each.checked, now) if each.checked else tr("not here")
    return (
        moment(known.at, now),
        each.place,
        kept_as(each),
        checked,
        known.head,
        size_words(known.size),
        known.path.name,
    )


def kept_as(each: "Standing") -> Mark:
    """What keeps a backup: the ladder, the officer who made it, or a restore."""
    if each.known.kept:
        return Mark(tr("Former file"), "grey")
    if each.known.rung is not None:
        return Mark(tr(RUNG_WORDS[each.known.rung]), "green")
    return Mark(tr("By hand"), "blue") if not each.known.automatic else Mark(tr("May go"), "grey")
