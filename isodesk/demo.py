"""The main job without a screen: the sample company, an issue with its copies, pictures.

What `packaging/run` does on a machine without a display, and what CI looks at.
"""

import os
from pathlib import Path

from isodesk.core.problems import Refused
from isodesk.documents.values import Issued
from isodesk.intake.reader import Reader
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings

NUMBER = "QP-05"
COPIES = 4


def demo(folder: Path) -> int:
    """Leave the sample file, four stamped copies, recall slips, sheets and screenshots in a
    folder; answers the exit code. A second run issues the next revision of the same sample."""
    folder.mkdir(parents=True, exist_ok=True)
    with Reader() as reader:
        space = _sample(folder / "sample.isodesk", reader)
        try:
            issued = _issue_next(space)
            papers = folder / "papers"
            written = list(space.prints.write_copies(issued.copies, papers))
            space.copies.mark_out(issued.copies)
            written.append(space.prints.write_slips(issued.recalled, papers))
            written += _sheets(space, papers, issued)
            whole = space.backups.verify().whole
        finally:
            space.close()
    pictures = _pictures(folder)
    for path in (*written, *pictures):
        print(path)
    print(f"The file is {'whole' if whole else 'NOT whole'}. Everything lies in {folder}.")
    return 0 if whole else 1


def _sample(path: Path, reader: Reader) -> Workspace:
    """The sample company: the one that lies there, or a new one."""
    if not path.exists():
        from isodesk.services.sample import build

        print("Building the sample company", flush=True)
        return build(path, Settings(), reader)
    space = Workspace.open(path, Settings(), reader)
    space.begin_writing()
    if space.read_only:
        raise Refused(space.read_only)
    return space


def _issue_next(space: Workspace) -> Issued:
    """The next revision of a procedure through review and approval to its copies."""
    document_id = space.lists.document_of(NUMBER)
    assert document_id is not None
    document = space.documents.get(document_id)
    current = document.in_force
    assert current is not None and current.source_id is not None
    revision = space.documents.revise(document_id, "Reading of the records made plainer.", "Demo")
    source = space.links.read(current.source_id) + b"\n\nRecords are read at every shift change.\n"
    look = space.contents.look_at(current.source_name, source)
    space.contents.set(revision, space.contents.brought(current.source_name, source, look))
    people = [p.id for p in space.companies.people(active_only=True) if not p.is_role]
    author, reviewer, approver = people[:3]
    space.documents.change_draft(revision, author_id=author)
    space.approval.submit(revision)
    space.approval.review(revision, reviewer)
    space.approval.approve(revision, approver)
    holders = [(h.holder, h.place) for h in document.distribution]
    holders += [(f"Shift leader {n}", f"Board {n}") for n in range(1, COPIES + 1)]
    plan = space.issuing.plan(revision, holders=tuple(holders[:COPIES]))
    return space.issuing.issue(plan, approver)


def _sheets(space: Workspace, folder: Path, issued: Issued) -> list[Path]:
    from isodesk.services.lists import as_table
    from isodesk.services.prints import write_into

    table = as_table(space.lists.documents())
    total = space.lists.document_count()
    made = {
        "Receipt slips.pdf": space.sheets.receipt_slips(issued.copies),
        "Walk sheet.pdf": space.sheets.walk(),
        "Control sheet.pdf": space.sheets.control_sheet(issued.document_id, issued.revision_id),
        "Master list.pdf": space.sheets.listing("Master list", "documents", table, total),
        "The week.pdf": space.sheets.week(space.glance()),
    }
    return [write_into(folder, name, pdf) for name, pdf in made.items()]


def _pictures(folder: Path) -> list[Path]:
    """Screenshots of the main views; drawn without a display."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from isodesk.app import pictures

    return pictures(folder / "sample.isodesk", folder / "pictures")
