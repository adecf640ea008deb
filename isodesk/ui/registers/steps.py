"""Steps of a register's record: taken at once where nothing is asked, else by a dialog."""

from pathlib import Path
from typing import TYPE_CHECKING

from isodesk.core.names import safe_name
from isodesk.core.progress import Progress
from isodesk.core.steps import Step
from isodesk.i18n import tr
from isodesk.ui.documents.printing import print_made
from isodesk.ui.documents.reason_dialog import ReasonDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.special_grows import SPECIAL
from isodesk.ui.registers.take_dialog import TakeDialog

if TYPE_CHECKING:
    from isodesk.ui.registers.record import EntryRecord


class Steps:
    """What may be done with the record that a pane shows."""

    def __init__(self, tools: Tools, pane: "EntryRecord") -> None:
        self._tools, self._pane = tools, pane

    def take(self, key: str) -> None:
        """Take a step by its key, as its button does."""
        facts = self._pane.facts()
        offer = next((o for o in facts.entry.steps if o.step.key == key), None) if facts else None
        if facts is None or offer is None:
            return
        if missing := facts.read_only or tr(offer.missing):
            self._tools.said(missing)
        elif offer.step.asks or offer.step.reason:
            TakeDialog(
                self._tools, facts, offer.step, lambda: self._said(facts, offer.step), self._pane
            ).open()
        else:
            self._take_at_once(facts, offer.step)

    def void(self) -> None:
        """Take the record out of use, with the reason."""
        facts = self._pane.facts()
        if facts is None or facts.entry.closed:
            return
        entry, entries = facts.entry, self._tools.space.entries
        ReasonDialog(
            self._tools,
            tr("Take {number} out of use", number=entry.number),
            tr("Why"),
            tr("&Make it void"),
            lambda reason, _: entries.void(entry.id, reason),
            lambda _: self._tools.said(tr("{number} is void.", number=entry.number)),
            sub=entry.title,
            sentence=tr("It leaves the list and stays findable, with the reason."),
            parent=self._pane,
        ).open()

    def grow(self, key: str) -> None:
        """Make what grows of the record, and open it."""
        facts = self._pane.facts()
        if facts is None:
            return
        space, record = self._tools.space, facts.entry.id
        special = SPECIAL.get(facts.register.grow(key).by)
        self._pane.save_typed()

        def work(progress: Progress) -> int:
            return special(space, record) if special else space.entries.grow(record, key)

        self._tools.write(self._pane, work, self._pane.entry_opened.emit)

    def print_record(self) -> None:
        """The record as a form, with its lines, links and history."""
        facts = self._pane.facts()
        if facts is None:
            return
        space, entry = self._tools.space, facts.entry

        def make(progress: Progress) -> bytes:
            return space.entry_sheets.record(entry.id, space.histories.of(entry.id))

        title = " ".join(filter(None, (entry.number, entry.title)))
        print_made(self._tools, self._pane, title, title, make)

    def own_prints(self) -> tuple[tuple[str, str], ...]:
        """Prints that only records of this register have, as (key, words)."""
        facts = self._pane.facts()
        if facts is None:
            return ()
        prints = self._tools.space.register_prints
        found = prints.of_record(facts.entry.kind, facts.entry.state)
        return tuple((each.key, tr(each.words)) for each in found)

    def print_own(self, key: str, words: str) -> None:
        """One of those prints."""
        facts = self._pane.facts()
        if facts is None:
            return
        prints, entry = self._tools.space.register_prints, facts.entry

        def make(progress: Progress) -> bytes:
            return prints.record(entry.kind, key, entry.id, progress)

        title = f"{entry.number} {words}".strip()
        print_made(self._tools, self._pane, title, title, make)

    def own_exports(self) -> tuple[tuple[str, str], ...]:
        """What leaves this record as a file of its own, as (key, words)."""
        facts = self._pane.facts()
        found = self._tools.space.register_prints.exports(facts.entry.kind) if facts else ()
        return tuple((each.key, tr(each.words)) for each in found)

    def export_own(self, key: str, path: Path | None = None) -> None:
        """Ask where to, unless it is given, and write one of those there."""
        facts = self._pane.facts()
        if facts is None:
            return
        prints, entry = self._tools.space.register_prints, facts.entry
        export = next(each for each in prints.exports(entry.kind) if each.key == key)
        words, ending = tr(export.words), export.ending
        if path is None:
            name = f"{safe_name(f'{entry.number} {entry.title}')}.{ending}"
            path, _ = self._tools.ask_place(self._pane, words, name, f"*.{ending}")
        if path is None:
            return
        target = (
            path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}")
        )

        def work(progress: Progress) -> int:
            return prints.export(entry.kind, key, entry.id, target, progress)

        def done(n: int) -> None:
            said = tr("1 file") if n == 1 else tr("{n} files", n=n)
            self._tools.said(f"{said}: {target}.")

        self._tools.read(self._pane, work, done, title=words)

    def _take_at_once(self, facts: EntryFacts, step: Step) -> None:
        entries, record = self._tools.space.entries, facts.entry.id
        self._tools.write(
            self._pane,
            lambda progress: entries.take(record, step.key, progress=progress),
            lambda _: self._said(facts, step),
            title=tr(step.verb) if step.effects is not None or step.keeps else "",
        )

    def _said(self, facts: EntryFacts, step: Step) -> None:
        word = tr(facts.register.state(step.to).word).lower()
        self._tools.said(
            tr("{number}: {word}.", number=facts.entry.number, word=word)
            if step.to != facts.entry.state
            else tr("{number}: done.", number=facts.entry.number)
        )
