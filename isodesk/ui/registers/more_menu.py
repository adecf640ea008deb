"""More: everything the record can do now, its steps among them."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from isodesk.i18n import tr
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.own_ways import own_ways
from isodesk.ui.registers.special_acts import acts

if TYPE_CHECKING:
    from isodesk.ui.registers.record import EntryRecord


class MoreMenu(QMenu):
    """Filled as it opens; the Record menu of the window shows the same."""

    def __init__(self, record: "EntryRecord") -> None:
        super().__init__(record)
        self._record = record
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(lambda: fill_steps(self, self._record))


def fill_steps(menu: QMenu, record: "EntryRecord") -> None:
    """The steps of the record that is shown, what grows of it, print and void."""
    menu.clear()
    facts = record.facts()
    if facts is None:
        menu.addAction(tr("Choose a record first.")).setEnabled(False)
        return
    for way in own_ways(facts.register.key, facts.entry.state):
        action = menu.addAction(way.verb)
        action.triggered.connect(lambda _=False, key=way.key: record.take_step(key))
        _allow(action, facts.read_only)
    for offer in facts.entry.steps:
        key = offer.step.key
        action = menu.addAction(tr(offer.step.verb))
        action.triggered.connect(lambda _=False, key=key: record.take_step(key))
        _allow(action, facts.read_only or tr(offer.missing))
    menu.addSeparator()
    for grow in facts.entry.grows:
        action = menu.addAction(tr(grow.verb))
        action.triggered.connect(lambda _=False, key=grow.key: record.steps.grow(key))
        _allow(action, facts.read_only)
    for act, missing in acts(facts):
        action = menu.addAction(tr(act.words))
        action.triggered.connect(lambda _=False, act=act: act.run(record, facts))
        _allow(action, missing)
    menu.addSeparator()
    menu.addAction(tr("Print the record")).triggered.connect(lambda _=False: record.print_record())
    for key, words in record.steps.own_prints():
        menu.addAction(tr("Print: {words}", words=words)).triggered.connect(
            lambda _=False, key=key, words=words: record.steps.print_own(key, words)
        )
    for key, words in record.steps.own_exports():
        menu.addAction(tr("{words}…", words=words)).triggered.connect(
            lambda _=False, key=key: record.steps.export_own(key)
        )
    menu.addSeparator()
    void = menu.addAction(tr("Void…"))
    void.triggered.connect(lambda _=False: record.steps.void())
    _allow(void, why_not_void(facts))


def why_not_void(facts: EntryFacts) -> str:
    """Why a record cannot be taken out of use now; "" when it can."""
    return facts.read_only or (tr("It is closed; it stays as it is.") if facts.entry.closed else "")


def _allow(action: QAction, missing: str) -> None:
    action.setEnabled(not missing)
    action.setToolTip(missing)
