"""The label of a backup as PDF, from what stands in the backup itself."""

from isodesk.core.dates import paper_moment
from isodesk.i18n import tr
from isodesk.printing.slip_sheets import BackupLabel
from isodesk.services.sheets import Sheets
from isodesk.services.standing import Standing
from isodesk.store.compare import state_of

KIND_WORDS = {
    "document": "Documents",
    "revision": "Revisions",
    "copy": "Copies",
    "person": "People",
    "change_request": "Change requests",
    "disposal": "Disposals",
    "filled_form": "Filled forms",
    "file": "Files",
    "history": "Entries of history",
}


def kind_words(kind: str) -> str:
    """`Documents`, `Entries of history`: what is counted, as lists and labels say it."""
    return tr(KIND_WORDS.get(kind, kind.replace("_", " ").capitalize()))


def size_words(size: int) -> str:
    """`12.4 MB`, as file managers write it."""
    return f"{size / 1e6:,.1f} MB" if size < 1e9 else f"{size / 1e9:,.2f} GB"


def backup_label(sheets: Sheets, standing: Standing) -> bytes:
    """The label of one backup. Raises Refused when it cannot be read."""
    from isodesk.documents.check_code import short_file_id
    from isodesk.printing.backup_label import backup_label_pdf

    known, state = standing.known, state_of(standing.known.path)
    label = BackupLabel(
        company=state.company,
        name=known.path.name,
        place=str(known.path.parent),
        at=known.at,
        head=state.head,
        code=f"ISODESK1 {short_file_id(state.file_id)} BACKUP {known.at:%Y%m%d} {state.head}",
        counts=tuple((kind_words(kind), f"{n:,}") for kind, n in state.counts.items()),
        size=size_words(known.size),
        checked=paper_moment(standing.checked.astimezone(known.at.tzinfo))
        if standing.checked
        else tr("not on this computer"),
    )
    return backup_label_pdf(label, sheets.company(), sheets.paper())
