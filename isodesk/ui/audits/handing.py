"""An audit goes to a second laptop and comes back: what the record's menu offers for it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.paths import documents_dir
from isodesk.services.audit_package import ENDING, MOST
from isodesk.ui.registers.facts import EntryFacts

if TYPE_CHECKING:
    from isodesk.services.audit_merge import MergePlan
    from isodesk.services.handing_over import HandedOver
    from isodesk.settings import Settings
    from isodesk.ui.registers.record import EntryRecord

FILES = f"isodesk (*{ENDING})"
_OPEN = ("prepared", "running", "reporting")


def may_hand_over(facts: EntryFacts) -> str | None:
    """Whether the audit may go to a colleague now."""
    if _received(facts):
        return None
    if facts.entry.state not in _OPEN:
        return tr("Prepare the audit first; then it can be handed over.")
    return facts.read_only


def may_return(facts: EntryFacts) -> str | None:
    """Only what was received goes back."""
    return "" if _received(facts) else None


def may_merge(facts: EntryFacts) -> str | None:
    """Only what was handed over comes back."""
    if not facts.entry.lines["audit_handover"] or _received(facts):
        return None
    if facts.entry.state not in _OPEN:
        return tr("The report is issued; its answers stay as they are.")
    return facts.read_only


def _received(facts: EntryFacts) -> bool:
    return any(line.values["received"] for line in facts.entry.lines["audit_handover"])


def hand_over(record: "EntryRecord", facts: EntryFacts) -> None:
    """Ask to whom, and where the package is saved."""
    from isodesk.ui.audits.hand_over_dialog import HandOverDialog

    HandOverDialog(record.tools, facts.entry.id, record.window()).open()


def return_answers(record: "EntryRecord", facts: EntryFacts) -> None:
    """Save what was answered here."""
    tools, audit = record.tools, facts.entry.id
    space = tools.space

    def came(made: "HandedOver") -> None:
        path = asked_path(record, tr("Save the answers"), made.name, tools.space.settings)
        if path is not None:
            said = tr("Saved {name}. Bring it back to where the audit came from.", name=path.name)
            tools.read(record, lambda _: path.write_bytes(made.content), lambda _: tools.said(said))

    tools.read(record, lambda _: space.handing_over.answers(audit), came)


def merge(record: "EntryRecord", facts: EntryFacts) -> None:
    """Ask for the answers, and show what they change before anything does."""
    from isodesk.ui.audits.merge_dialog import MergeDialog

    tools = record.tools
    start = str(tools.space.settings.get("folder") or "")
    chosen, _ = QFileDialog.getOpenFileName(record, tr("Choose the answers"), start, FILES)
    if not chosen:
        return

    def read(_: Progress) -> "tuple[bytes, MergePlan]":
        content = package_bytes(Path(chosen))
        return content, tools.space.audit_merging.plan(content)

    def came(found: "tuple[bytes, MergePlan]") -> None:
        MergeDialog(tools, *found, record.window()).open()

    tools.read(record, read, came, lambda error: tools.said(str(error)))


def package_path(settings: "Settings", name: str) -> str:
    """Where a package is proposed to go."""
    folder = Path(settings.get("folder") or documents_dir())
    return str(folder / f"{name}{ENDING}")


def asked_path(parent: QWidget, title: str, name: str, settings: "Settings") -> Path | None:
    """Where a package goes; None when the officer thinks better of it."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, package_path(settings, name), FILES)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.name.endswith(ENDING) else path.with_name(path.name + ENDING)


def package_bytes(path: Path) -> bytes:
    """What a package holds. Raises Refused where it cannot be read."""
    from isodesk.intake.file_bytes import bytes_of

    return bytes_of(path, MOST)
